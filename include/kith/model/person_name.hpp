// Names of persons as people write them: plain, masked (张*), or with a title (张总).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kith {

enum class PersonNameKind : std::int32_t {
  empty = 0,
  plain = 1,
  masked = 2,  ///< 张*, 张某, 李XX, or a family name alone
  title = 3,  ///< 张总, 王经理, 老李, Mr. Smith: a family name and how it is addressed
};

struct PersonName {
  PersonNameKind kind = PersonNameKind::empty;
  std::string folded;  ///< fold_tight for Chinese names, fold for others
  std::string family;  ///< masked and title: what is known
  std::string title;   ///< 总, 经理, mr …
  /// Whether two equal names may be taken for one person inside one customer.
  [[nodiscard]] bool is_key() const { return kind == PersonNameKind::plain; }
  bool operator==(const PersonName&) const = default;
};

PersonName classify_person_name(std::string_view text);

}  // namespace kith
