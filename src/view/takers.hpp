// What an assignment knows of those who take customers, and of customers. Private to
// view.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "kith/flow/flow.hpp"
#include "kith/ownership/assignment.hpp"

namespace kith::view_detail {

/// Customers up to the person's cap, else that of the pool rules; none: no cap.
inline std::optional<std::int64_t> room_of(const Person& person, std::int64_t held,
                                           const PoolDocument* rules) {
  std::optional<std::int32_t> cap = person.book_cap;
  if (!cap && rules != nullptr) cap = rules->claims.book_cap;
  if (!cap) return std::nullopt;
  return *cap - held;
}

inline Preferred preferred(const CustomerState& s) {
  Preferred out;
  out.tier = s.tiering.tier;
  for (const auto& [field, value] : s.profile.fields) {
    if (const auto* word = std::get_if<std::string>(&value)) out.words[field] = *word;
  }
  return out;
}

}  // namespace kith::view_detail
