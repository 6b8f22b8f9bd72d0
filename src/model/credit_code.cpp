#include "kith/model/credit_code.hpp"

namespace kith {

bool is_credit_code(std::string_view text) noexcept {
  constexpr std::string_view kSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::size_t kSize = 18;
  constexpr std::size_t kModulus = 31;
  if (text.size() != kSize) return false;
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (std::size_t i = 0; i < kSize; ++i) {
    const std::size_t sign = kSigns.find(text[i]);
    if (sign == std::string_view::npos) return false;
    sum += sign * (i + 1 < kSize ? weight : 1);
    weight = weight * 3 % kModulus;
  }
  return sum % kModulus == 0;
}

}  // namespace kith
