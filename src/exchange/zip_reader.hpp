// A zip archive in memory, read part by part through minizip, with every count bounded.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "kith/base/result.hpp"
#include "kith/exchange/sheet.hpp"

namespace kith::exchange {

class ZipReader {
 public:
  /// `bytes` must outlive the reader.
  static Result<ZipReader> open(std::string_view bytes, const SheetLimits& limits);

  [[nodiscard]] bool contains(const std::string& name) const;
  /// Unpacks one part in pieces. The sink stops the reading by returning an error.
  Result<void> read(const std::string& name,
                    const std::function<Result<void>(std::string_view)>& sink);

 private:
  struct Memory;
  struct Closer {
    void operator()(void* file) const noexcept;
  };
  ZipReader() = default;
  Result<void> account(std::int64_t more, const std::string& name);

  std::unique_ptr<Memory, void (*)(Memory*)> memory_{nullptr, nullptr};
  std::unique_ptr<void, Closer> file_;
  SheetLimits limits_;
  std::int64_t container_ = 0;
  std::int64_t inflated_ = 0;
};

}  // namespace kith::exchange
