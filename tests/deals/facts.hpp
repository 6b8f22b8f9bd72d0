// Facts of one customer for the tests of the room, and the default pipeline.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "kith/deals/deals.hpp"

namespace kith::testing_deals {

inline Date day(std::string_view iso) { return Date::parse(iso).value(); }
inline Money yuan(std::int64_t amount) { return {amount * 100, Currency{}}; }

inline Fact fact(Date on, FactBody body) {
  static std::int64_t next = 0;
  Fact f;
  f.head.root = CustomerKey("c");
  f.head.event = {"test", std::to_string(next++)};
  f.head.occurred = Occurred::on(on);
  f.body = std::move(body);
  return f;
}
inline Fact created(std::string_view on, const char* deal = "d",
                    std::optional<Money> amount = {}) {
  return fact(day(on), DealFact{DealKey(deal), "", {}, amount, {}});
}
inline Fact entered(std::string_view on, std::string stage, const char* deal = "d") {
  return fact(day(on), StageFact{DealKey(deal), std::move(stage), DealEnd::open, ""});
}
inline Fact ended(std::string_view on, DealEnd end, std::string reason = "",
                  const char* deal = "d") {
  return fact(day(on), StageFact{DealKey(deal), "", end, std::move(reason)});
}
inline Fact event(std::string_view on, std::string name, const char* deal = "d") {
  return fact(day(on), DealEventFact{DealKey(deal), std::move(name)});
}
inline Fact receipt(std::string_view on, Money amount, bool reversal = false) {
  return fact(day(on), ReceiptFact{DealKey("d"), amount, reversal});
}
inline Fact ordered(std::string_view on, const char* order, Money amount) {
  return fact(day(on), OrderFact{OrderKey(order), amount, {}, ""});
}
inline Fact returned(std::string_view on, const char* order, Money amount) {
  return fact(day(on), OrderReturnFact{OrderKey(order), amount});
}

inline DealsState fold(const std::vector<Fact>& facts) {
  DealsState state;
  for (const Fact& f : facts) apply(state, f);
  return state;
}

inline Pipeline default_pipeline() {
  std::vector<Error> errors;
  return parse_pipeline(Json::parse(default_pipeline_json()).value(), errors).value();
}

/// The default pipeline, in force since long ago.
inline const Pipelines& pipelines() {
  static const Pipelines all = [] {
    Pipelines p;
    p["default"].set(day("2000-01-01"), std::make_shared<Pipeline>(default_pipeline()));
    return p;
  }();
  return all;
}

inline const Pipeline& the_pipeline() {
  return *pipelines().at("default").at(day("2023-10-01"));
}

inline std::vector<MilestoneRow> rows_on(const DealsState& state,
                                         std::string_view as_of) {
  return milestones(state, pipelines(), china_calendar(), day(as_of));
}

/// The row of one milestone of the only deal.
inline MilestoneRow row_on(const std::vector<Fact>& facts, std::string_view milestone,
                           std::string_view as_of) {
  for (MilestoneRow& row : rows_on(fold(facts), as_of)) {
    if (row.milestone == milestone) return row;
  }
  return {};
}

}  // namespace kith::testing_deals
