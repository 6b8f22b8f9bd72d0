// Directory: our people, their teams and their days away, as known on a day. Timeline:
// what is in force when.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
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
  std::string own_role = {};
  PersonKey deputy = {};
  std::optional<std::int32_t> day_capacity = {};  ///< touches a day
  std::string channel_capacity = {};              ///< as in PersonFact
  std::optional<std::int32_t> book_cap = {};      ///< customers held
  std::optional<std::int32_t> month_quota = {};   ///< customers assigned in 30 days
  std::string prefers = {};                       ///< as in PersonFact
  auto operator<=>(const Person&) const = default;
  /// The host's own name of the role, else that of the code.
  [[nodiscard]] std::string_view role_name() const {
    return own_role.empty() ? code_name(role) : std::string_view(own_role);
  }
};

struct Team {
  std::string key;
  std::string name;
  std::string parent;  ///< empty: none
  PersonKey leader;    ///< empty: nobody
  bool active = true;
  auto operator<=>(const Team&) const = default;
};

/// Touches a day by channel, out of "phone=20|visit=4". Fails with bad_syntax,
/// unknown_name for a channel, duplicate, and bad_number outside 0 to 1000000.
Result<std::vector<std::pair<Channel, std::int32_t>>> channel_capacity(
    std::string_view words);

/// What an assignment looks at, out of "region=华东|tier=A": fields of words, or tier, in
/// the order given. Fails with bad_syntax, and unknown_name for another field.
struct Preference {
  std::optional<Field> field;  ///< none: the tier in force
  std::string word;
  bool operator==(const Preference&) const = default;
};
Result<std::vector<Preference>> preferences(std::string_view words);

/// Immutable once built. People and teams change by dated facts: both are asked as of a
/// day. A team nobody described, but whom people name, stands alone.
class Directory {
 public:
  /// Facts of people, teams and absences in force, any order; others are passed over.
  /// Fails with conflict, naming the team, where teams would form a ring on some day.
  static Result<Directory> build(std::span<const Fact> facts);
  /// The person as of the end of a day: the latest fact not after it, else the earliest
  /// known; nullptr when unknown.
  [[nodiscard]] const Person* find(const PersonKey& key, Date day) const;
  [[nodiscard]] std::vector<PersonKey> people() const;

  /// The team as of the end of a day; nullptr before its first fact.
  [[nodiscard]] const Team* team(const std::string& key, Date day) const;
  /// Keys of teams described or named on a day, ascending.
  [[nodiscard]] std::vector<std::string> teams(Date day) const;
  /// Whether a team is another or stands below it, however deep.
  [[nodiscard]] bool is_within(const std::string& team, const std::string& above,
                               Date day) const;
  /// Everybody of a team itself, gone or not, ascending; nobody for an empty key.
  [[nodiscard]] std::vector<PersonKey> members(const std::string& team, Date day) const;

  /// The absence that covers a day: of several the one that is told last.
  [[nodiscard]] const AbsenceFact* absence(const PersonKey& person, Date day) const;
  /// All absences of a person, in fact order.
  [[nodiscard]] std::span<const AbsenceFact> absences(const PersonKey& person) const;
  /// Who stands in for somebody away on a day: the deputy of the absence, else the
  /// person's own, and where that one is away too, theirs. Empty: the person is there, or
  /// nobody who is there and active stands in.
  [[nodiscard]] PersonKey deputy(const PersonKey& person, Date day) const;
  /// Those whose deputy a person is on a day, ascending.
  [[nodiscard]] std::vector<PersonKey> stands_in_for(const PersonKey& person,
                                                     Date day) const;

 private:
  template <class T>
  using Days = std::vector<std::pair<Date, T>>;  ///< ascending, one entry a day
  [[nodiscard]] Result<void> check_teams() const;
  std::map<PersonKey, Days<Person>> people_;
  std::map<std::string, Days<Team>> teams_;
  std::map<PersonKey, std::vector<AbsenceFact>> absences_;  ///< in fact order
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
