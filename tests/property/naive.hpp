// A slow reading of docs/decisions/001-floors-and-flow.md and 002-cadence.md: what holds
// for one customer on a day, found by walking all days and scanning all facts.
//
//   naive::Input input{log, adoptions, calendar, people, std::nullopt};
//   std::vector<PromiseRow> rows = naive::promises(input, as_of, std::nullopt);
//
// It shares no code with the engines: only the row and document structs, and
// is_working().
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kith/cadence/cadence.hpp"

namespace kith::naive {

struct Adoption {
  Date effective;
  CadenceDocument document;
  Instant recorded;
};

struct Input {
  std::vector<Fact> log;  ///< of one customer, in log order, retractions and all
  std::vector<Adoption> adoptions;  ///< in log order
  Calendar calendar;
  std::vector<Fact> people;  ///< person facts in force
  std::optional<Date> book_start;
};

struct Standing {
  std::optional<Date> assigned;
  PersonKey owner;
  std::string tier;
  CustomerStage stage = CustomerStage::unknown;
  std::vector<std::string> tags;  ///< ascending
  bool do_not_contact = false;
  bool operator==(const Standing&) const = default;
};

/// The facts of a log that are in force, in the order of facts.
std::vector<Fact> in_force(const std::vector<Fact>& log, std::optional<Instant> known_at);

/// What holds after all facts (in force, in order) that occurred on or before a day.
Standing standing(const std::vector<Fact>& facts, Date day);

/// The list of one customer in its order. `whys` and `provisional` are left alone.
std::vector<PromiseRow> promises(const Input& input, Date as_of,
                                 std::optional<Instant> known_at);

}  // namespace kith::naive
