// Phone numbers as people write them: folded, and whether they are whole.
//
//   classify_phone("+86 138-1234-5678")->digits   // "13812345678"
//   classify_phone("138****5678")->is_key()       // false
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kith/base/result.hpp"

namespace kith {

enum class PhoneKind : std::int32_t {
  unknown = 0,
  full_mobile = 1,   ///< 11 digits, 1[3-9]…
  masked = 2,        ///< 138****5678
  damaged_mask = 3,  ///< 3 or 7 digits beginning 1[3-9]: a mask that lost its asterisks
  landline = 4,      ///< area code and number, 7 or 8 local digits, 400/800 numbers
};

struct Phone {
  PhoneKind kind = PhoneKind::unknown;
  std::string digits;     ///< folded: digits only; '*' for each hidden one
  std::string extension;  ///< digits after 转, 分机, ext
  std::string reason;     ///< one English sentence
  /// Only a whole number identifies; a masked or damaged one is weak evidence at most.
  [[nodiscard]] bool is_key() const {
    return kind == PhoneKind::full_mobile || kind == PhoneKind::landline;
  }
  bool operator==(const Phone&) const = default;
};

/// +86, 0086, blanks, hyphens, brackets and full width are folded. What is not a phone is
/// unknown with its reason. Errors: missing_value; bad_number for 1.38E+10, whose digits
/// are lost.
Result<Phone> classify_phone(std::string_view text);

}  // namespace kith
