// Duplicates: what may tell that two customers are one, and how much it says.
//
//   const Identity a = identity_of({.name = "北京华信达科技有限公司", .phones = phones});
//   if (auto match = match_of(a, b)) match->score;      // 1 … 1000, with its reasons
//
// Keys find candidates, strongest first: credit code, whole phone, folded name with its
// place, folded name, core name. A masked or damaged value (138****5678, 1.38E+10, 张*)
// is never one. Nothing is cut off: two customers that share a key are a match, however
// many share it.
//
// The score is in thousandths. Each reason takes its part of what is left to doubt, so
// reasons add up and never pass 1000 (integers, rounded down):
//   score = 1000 − 1000 · Π (1 − weight / 1000)
// of which two different credit codes, or a group and its subsidiary, leave a quarter.
//
// Pure. Not here: pinyin; where customers come from (view); the index of keys (book).
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kith/model/company.hpp"
#include "kith/model/fact.hpp"
#include "kith/model/why.hpp"

namespace kith {

/// Numbers are hashed into files: append-only.
enum class MatchKeyKind : std::int32_t {
  credit_code = 1,
  phone = 2,
  name = 3,  ///< folded
  core = 4,  ///< of a company; a short core only with the place that the name gives it
};

/// Two customers that share one may be the same.
struct MatchKey {
  MatchKeyKind kind{};
  std::string value;
  auto operator<=>(const MatchKey&) const = default;
};

/// 18 characters of GB 32100-2015 whose check digit agrees, in capitals; else empty.
std::string whole_credit_code(std::string_view text);
/// The whole numbers of a cell that may hold several: digits only, in the order written.
/// Local numbers without an area code are not whole. Extensions are left out: a
/// switchboard is one key.
std::vector<std::string> whole_phones(std::string_view text);

/// What of a customer may tell, as written. Empty: not known.
struct IdentityFields {
  std::string key = {};     ///< of the customer; empty: not created yet
  std::string parent = {};  ///< key of its group
  bool person = false;
  std::string name = {};
  std::string region = {};
  std::string credit_code = {};
  std::vector<std::string> phones = {};
};

/// The same, folded; what is no key is left out.
struct Identity {
  std::string key;
  std::string parent;
  bool person = false;
  CompanyName name;    ///< of a person: `folded` only
  std::string core;    ///< the core name as an index finds it, of a person too
  std::string region;  ///< as the field says
  std::string credit_code;
  std::vector<std::string> phones;  ///< ascending, each once
};
Identity identity_of(const IdentityFields& fields);
/// Ascending, each once.
std::vector<MatchKey> keys_of(const Identity& identity);
/// keys_of() and, where the place is known, name and core with it: customers that share
/// one of these are alike in place too.
std::vector<MatchKey> keys_by_place(const Identity& identity);

/// The fewest keys by which an index finds all matches, and perhaps others: equal names
/// have equal cores, so a name is found by its core alone.
std::vector<MatchKey> index_keys(const Identity& identity);
/// Those that one fact gives its customer, whatever other facts say. `words`: those
/// behind a text of the fact.
std::vector<MatchKey> index_keys(const Fact& fact,
                                 const std::function<std::string(TextRef)>& words);

struct Match {
  std::int32_t score = 0;  ///< 1 … 1000
  std::vector<Why> whys;   ///< strongest first
};
/// Symmetric. None: they share no key.
std::optional<Match> match_of(const Identity& a, const Identity& b);

}  // namespace kith
