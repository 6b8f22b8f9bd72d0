// Assignment: who gets the customers that nobody holds. Deterministic, in whole numbers:
// the customer that has waited longest first, and of those who may take it the one whose
// last assignment lies longest ago.
//
// A share is a number of customers in 30 days. Every day somebody is there adds its share
// in thirtieths of a customer, every customer assigned takes thirty; so 20 in 30 days is
// two customers in three days, and nothing is lost by rounding. What is not used is
// carried on, at most 30 days of it.
//
// Not here: where customers and people come from, and the facts of a run (view).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kith/model/directory.hpp"
#include "kith/model/why.hpp"

namespace kith {

/// Thirtieths of a customer.
inline constexpr std::int64_t kWholeCustomer = 30;

/// Customers that a person was assigned, by day, whoever assigned them.
using AssignedByDay = std::map<Date, std::int64_t>;

/// What somebody may be given on a day, in thirtieths, when shares count from `first`:
/// of days on which the person is active, there and has a share.
std::int64_t assignment_credit(const PersonKey& person, const Directory& directory,
                               Date first, Date day, const AssignedByDay& assigned);

/// One who takes part.
struct Taker {
  PersonKey person;
  std::int64_t credit = 0;           ///< in thirtieths
  std::optional<std::int64_t> room;  ///< customers up to the cap; none: no cap
  std::optional<Date> last;          ///< day of the last assignment
  std::int64_t turn = 0;  ///< place of the last assignment of this run; 0: none
  std::vector<Preference> prefers;
};

/// The words of a customer that preferences look at.
struct Preferred {
  std::map<Field, std::string> words;
  std::string tier;
};
/// Every field that is named holds one of the words named for it.
bool fits(const std::vector<Preference>& preferences, const Preferred& customer);

/// Who takes the customer, as a place in `takers`, or why nobody does.
struct Choice {
  std::optional<std::size_t> taker;
  std::vector<Why> whys;
};
Choice choose(std::span<const Taker> takers, const Preferred& customer);
/// Gives it: the next choice knows.
void give(Taker& taker, Date day, std::int64_t turn);

}  // namespace kith
