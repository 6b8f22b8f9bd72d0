// What the fuzz targets share. A target is a function of bytes that must return on any of
// them, in bounded time and memory, without a sanitizer's word and with every LAW true.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace kith::fuzz {

using Run = void (*)(std::string_view bytes);
struct Target {
  std::string name;
  Run run;
};
std::vector<Target>& targets();
struct Registration {
  Registration(const char* name, Run run) { targets().push_back({name, run}); }
};
[[noreturn]] void broken(const char* law, const char* file, int line);

/// Cuts an input into arguments. Past its end everything is zero and empty.
class Pieces {
 public:
  explicit Pieces(std::string_view bytes) : rest_(bytes) {}
  [[nodiscard]] bool empty() const { return rest_.empty(); }
  template <class T>
  T number() {
    T value{};
    const std::size_t n = rest_.size() < sizeof(T) ? rest_.size() : sizeof(T);
    std::memcpy(&value, rest_.data(), n);
    rest_.remove_prefix(n);
    return value;
  }
  std::uint8_t byte() { return number<std::uint8_t>(); }
  /// One length byte, then as many bytes.
  std::string_view text() {
    const std::size_t n = byte();
    const std::string_view out = rest_.substr(0, n);
    rest_.remove_prefix(out.size());
    return out;
  }
  /// Up to the next 0xFF, which no UTF-8 holds.
  std::string_view part() {
    const std::string_view out = rest_.substr(0, rest_.find('\xFF'));
    rest_.remove_prefix(out.size() < rest_.size() ? out.size() + 1 : out.size());
    return out;
  }
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

}  // namespace kith::fuzz

#define LAW(condition) \
  ((condition) ? void() : ::kith::fuzz::broken(#condition, __FILE__, __LINE__))

#define KITH_FUZZ_TARGET(name)                                                    \
  static void run_##name(std::string_view bytes);                                 \
  static const ::kith::fuzz::Registration registration_##name(#name, run_##name); \
  static void run_##name([[maybe_unused]] std::string_view bytes)
