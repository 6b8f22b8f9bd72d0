// Directory: our people, as known on a day. Timeline: what is in force when.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kith/base/date.hpp"
#include "kith/model/fact.hpp"

namespace kith {

struct Person {
  PersonKey key;
  TextRef name;
  Role role = Role::unknown;
  std::string team;
  PersonKey reports_to;
  bool verified = false;
  bool active = true;
  auto operator<=>(const Person&) const = default;
};

/// Immutable once built. People change by dated facts: role and team are asked as of a
/// day.
class Directory {
 public:
  /// Person facts in force, any order.
  static Directory build(std::span<const Fact> facts);
  /// The person as of the end of a day: the latest fact not after it, else the earliest
  /// known; nullptr when unknown.
  [[nodiscard]] const Person* find(const PersonKey& key, Date day) const;
  [[nodiscard]] std::vector<PersonKey> people() const;

 private:
  std::map<PersonKey, std::vector<std::pair<Date, Person>>> people_;
};

/// Values in force from a day on; the latest one not after a day rules it.
template <class T>
class Timeline {
 public:
  struct Entry {
    Date from;
    std::shared_ptr<const T> value;
  };
  /// A later call with the same day replaces.
  void set(Date from, std::shared_ptr<const T> value) {
    auto it = std::lower_bound(entries_.begin(), entries_.end(), from,
                               [](const Entry& e, Date d) { return e.from < d; });
    if (it != entries_.end() && it->from == from) {
      it->value = std::move(value);
    } else {
      entries_.insert(it, Entry{from, std::move(value)});
    }
  }
  /// Index of the entry in force on a day, or -1.
  [[nodiscard]] std::int32_t index_at(Date day) const {
    auto it = std::upper_bound(entries_.begin(), entries_.end(), day,
                               [](Date d, const Entry& e) { return d < e.from; });
    return static_cast<std::int32_t>(it - entries_.begin()) - 1;
  }
  [[nodiscard]] const T* at(Date day) const {
    const std::int32_t i = index_at(day);
    return i < 0 ? nullptr : entries_[static_cast<std::size_t>(i)].value.get();
  }
  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
  [[nodiscard]] bool empty() const { return entries_.empty(); }

 private:
  std::vector<Entry> entries_;
};

}  // namespace kith
