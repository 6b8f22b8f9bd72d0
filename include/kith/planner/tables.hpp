// Plans over tables: jobs and capacity of many owners in, today's lists and reasons out.
//
//   PlanTables plan = plan_tables({jobs, slots, nullptr}, calendar, options).value();
//
// docs/tables.md is written from these schemas.
#pragma once

#include "kith/base/table.hpp"
#include "kith/planner/plan.hpp"

namespace kith {

/// Columns as facts have them: found by name, in any order; one that is absent is null
/// throughout; a column of nulls only may have any type; int32 and int64 stand for each
/// other.
struct PlanInput {
  const Table& jobs;            ///< schema plan_jobs
  const Table& slots;           ///< schema plan_slots
  const Table* caps = nullptr;  ///< schema plan_caps; none: no caps
};

struct PlanTables {
  Table days;    ///< schema plan_days: a row a job, in the order given
  Table places;  ///< schema plan_places: a row for each tight place of each refusal
};

/// Each owner planned by plan_days(), from options.today to the latest day that has
/// slots. Errors name the column, the 0-based row and, as detail "table", one of jobs,
/// slots and caps: those of plan_days(), and unknown_column, duplicate, wrong_type,
/// missing_value, unknown_name, bad_number, date_out_of_range, too_large (slots later
/// than 3,700 days after today).
Result<PlanTables> plan_tables(const PlanInput& input, const Calendar& calendar,
                               const PlanOptions& options);

const TableSchema& plan_jobs_schema() noexcept;
const TableSchema& plan_slots_schema() noexcept;
const TableSchema& plan_caps_schema() noexcept;
const TableSchema& plan_days_schema() noexcept;
const TableSchema& plan_places_schema() noexcept;

}  // namespace kith
