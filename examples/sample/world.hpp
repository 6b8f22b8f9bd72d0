// What all customers of the sample book share: our people and the working days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kith/calendar/calendar.hpp"
#include "kith/model/batch.hpp"
#include "sample/sheets.hpp"

namespace kith::sample {

struct Manager {
  PersonKey key;
  std::string name;
  std::int32_t area = 0;
  std::int32_t diligence = 900;  ///< promises they keep, per mille
  std::optional<Date> left;      ///< last day with us
};

struct World {
  SampleOptions options;
  PersonKey lead{"P-lead"};
  PersonKey finance{"P-finance"};
  PersonKey executive{"P-exec"};
  std::string lead_name;
  std::vector<Manager> managers;

  [[nodiscard]] const Calendar& calendar() const { return china_calendar(); }
  /// The n-th working day after d (n ≥ 0; 0: d itself or the next one).
  [[nodiscard]] Date work(Date d, std::int64_t n) const {
    return calendar().add(d, static_cast<std::int32_t>(n)).value().day;
  }
  /// Managers of an area who are with us on a day; never empty.
  [[nodiscard]] std::vector<std::int32_t> managers_of(std::int32_t area, Date day) const;
};

/// Checks the options and names our people. Throws invalid_argument.
World make_world(const SampleOptions& options);
/// People and the default documents, in force from the first day.
Batch book_facts(const World& world);

}  // namespace kith::sample
