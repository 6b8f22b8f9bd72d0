// Schemas of the answers: name, columns with their meaning. Columns are only appended.
// Private to view; docs/tables.md shows them.
#pragma once

#include "kith/base/table.hpp"

namespace kith::schema {

namespace due {
enum Column : std::int32_t {
  customer,
  stream,
  purpose,
  window_from,
  due,
  state,
  overdue_wd,
  credited_by,
  customer_key,
  owner,
  owner_name,
  tier,
  stream_zh,
  purpose_en,
  credited_by_zh,
  contact,
  phone,
  escalation,
  missed,
  broken,
  provisional,
  content_zh,
  content_en,
  step_source,
  step_key,
  why_codes,
  why_zh,
  why_en,
  state_zh,
  deputy,
  deputy_name,
  attempts,
  retry,
  snoozed_until,
  starved,
  last_contact,
  last_channel,
  last_channel_zh,
  last_feedback,
  next_step,
  next_step_due,
  deal,
  deal_name,
  milestone,
  milestone_zh,
  milestone_due,
  pool_through,
  pool_days_left,
};
}
namespace overdue {
enum Column : std::int32_t { customer_key, due, overdue_wd, tier, owner };
}
namespace customers {
enum Column : std::int32_t {
  customer_key,
  customer,
  kind,
  industry,
  size,
  region,
  stage,
  tier,
  tier_since,
  file_tier,
  owner,
  owner_name,
  assigned,
  first_recorded,
  past_amount_minor,
  currency,
  core_need,
  contact,
  position,
  phone,
  tags,
  do_not_contact,
  purchase_cycle,
  budget_low_minor,
  budget_high_minor,
  budget_currency,
  products,
  competitor,
  parent,
  credit_code,
  needs,
  origin,
  lost_cause,
  custom,
  merged,
};
}
namespace tiers {
enum Column : std::int32_t {
  customer,
  file_tier,
  tier,
  computed,
  tier_since,
  value_band,
  potential_band,
  value_ppm,
  potential_ppm,
  rule,
  changes,
  customer_key,
  owner,
  why_codes,
  why_zh,
  why_en,
};
}
namespace milestones {
enum Column : std::int32_t {
  customer,
  deal,
  milestone,
  milestone_zh,
  state,
  anchor,
  deadline,
  done,
  overdue_wd,
  warned_percent,
  breached,
  roles,
  helpers,
  owner,
  owner_name,
  pipeline,
  customer_key,
  deal_name,
  provisional,
  why_codes,
  why_zh,
  why_en,
  state_zh,
};
}
namespace assignments {
enum Column : std::int32_t {
  customer,
  customer_key,
  assigned,
  owner,
  owner_name,
  waiting_since,
  days_waited,
  why_codes,
  why_zh,
  why_en,
};
}
namespace first_dues {
enum Column : std::int32_t {
  customer,
  customer_key,
  decided,
  owner,
  owner_name,
  stream,
  stream_zh,
  period_wd,
  due,
  why_codes,
  why_zh,
  why_en,
};
}
namespace funnel {
enum Column : std::int32_t {
  owner,
  owner_name,
  pipeline,
  step,
  stage,
  stage_zh,
  reached,
  visited,
  step_ppm,
  cumulative_ppm,
  lost_here,
  status,
  period_first,
  period_last,
  as_of,
  definition_zh,
  definition_en,
  status_zh,
};
}
namespace rates {
enum Column : std::int32_t {
  owner,
  owner_name,
  metric,
  metric_zh,
  numerator,
  denominator,
  ppm,
  status,
  period_first,
  period_last,
  as_of,
  definition_zh,
  definition_en,
  status_zh,
};
}
namespace history {
enum Column : std::int32_t {
  day,
  at,
  kind,
  kind_zh,
  summary,
  author,
  recorded,
  in_force,
  source,
  key,
  revision,
  customer_key,
};
}
namespace needs {
enum Column : std::int32_t {
  customer_key,
  need,
  need_zh,
  need_en,
  products,
  of_interest
};
}
namespace deals {
enum Column : std::int32_t {
  customer_key,
  deal,
  deal_name,
  created,
  stage,
  stage_zh,
  stage_en,
  end,
  end_zh,
  reason,
  amount_minor,
  received_minor,
  currency,
  owner,
  owner_name,
};
}
namespace payments {
enum Column : std::int32_t {
  customer_key,
  day,
  kind,
  kind_zh,
  order,
  deal,
  product,
  amount_minor,
  currency,
};
}
namespace field_history {
enum Column : std::int32_t {
  day,
  at,
  field,
  field_zh,
  field_en,
  contact,
  value,
  was,
  author,
  recorded,
  source,
  key,
};
}
namespace contacts {
enum Column : std::int32_t {
  customer,
  customer_key,
  contact,
  name,
  position,
  level,
  level_zh,
  decision_role,
  phone,
  mail,
  message,
  channels,
  do_not_contact,
  active,
  consents,
  refused,
  expired,
  owner,
  owner_name,
};
}
namespace completeness {
enum Column : std::int32_t {
  customer,
  customer_key,
  owner,
  owner_name,
  stage,
  stage_zh,
  tier,
  score_ppm,
  filled,
  required,
  missing,
  missing_zh,
  missing_en,
  invalid,
  invalid_zh,
  invalid_en,
  records,
  records_complete,
  records_late,
  record_gaps,
  record_gaps_zh,
  record_gaps_en,
};
}
namespace promises_kept {
enum Column : std::int32_t {
  owner,
  owner_name,
  stream,
  stream_zh,
  kept,
  in_grace,
  broken,
  waived,
  kept_ppm,
};
}
namespace pool {
enum Column : std::int32_t {
  customer,
  customer_key,
  state,
  state_zh,
  owner,
  owner_name,
  tier,
  protected_from,
  protected_through,
  days_left,
  reminder,
  spared,
  former_owner,
  former_owner_name,
  pooled_on,
  why_codes,
  why_zh,
  why_en,
};
}
namespace claims {
enum Column : std::int32_t {
  customer,
  customer_key,
  claimed,
  failed_check,
  earliest,
  why_codes,
  why_zh,
  why_en,
};
}
namespace duplicates {
enum Column : std::int32_t {
  customer,
  customer_key,
  owner,
  owner_name,
  candidate,
  candidate_key,
  candidate_owner,
  candidate_owner_name,
  candidate_team,
  score,
  owner_conflict,
  disclosed,
  why_codes,
  why_zh,
  why_en,
};
}
namespace day_plan {
enum Column : std::int32_t {
  day,
  rank,
  customer,
  stream,
  purpose,
  due,
  state,
  overdue_wd,
  reason,
  list_class,
  channel,
  points,
  points_weight,
  points_lateness,
  customer_key,
  owner,
  owner_name,
  tier,
  stream_zh,
  purpose_en,
  window_from,
  contact,
  phone,
  provisional,
  step_source,
  step_key,
  state_zh,
  reason_zh,
  list_class_zh,
  channel_zh,
  planned_first,
  planned_last,
  planned_class,
  planned_points,
  tight_first,
  tight_last,
  tight_slots,
  weakest_customer_key,
  weakest_stream,
  weakest_step_source,
  weakest_step_key,
  fix_day,
  fix_slots,
  fix_last,
  rescuing,
  why_codes,
  why_zh,
  why_en,
  points_ranking,
  points_codes,
  points_zh,
  points_en,
};
}
namespace merge {
enum Column : std::int32_t {
  what,
  name,
  name_zh,
  name_en,
  effect,
  kept,
  merged,
  joined,
  kept_key,
  merged_key,
};
}
namespace cases {
enum Column : std::int32_t {
  customer,
  case_id,
  state,
  state_zh,
  result,
  result_zh,
  cause,
  opened,
  deadline,
  left_wd,
  overdue_wd,
  ended,
  owner,
  owner_name,
  research,
  strategy,
  outcome,
  customer_key,
  why_codes,
  why_zh,
  why_en,
};
}
namespace at_risk {
enum Column : std::int32_t {
  customer,
  risk,
  risk_zh,
  past_days,
  rhythm_days,
  last_order,
  owner,
  owner_name,
  tier,
  action,
  action_zh,
  action_en,
  customer_key,
  why_codes,
  why_zh,
  why_en,
};
}

extern const TableSchema kDue;
extern const TableSchema kOverdue;
extern const TableSchema kCustomers;
extern const TableSchema kTiers;
extern const TableSchema kMilestones;
extern const TableSchema kFunnel;
extern const TableSchema kRates;
extern const TableSchema kHistory;
extern const TableSchema kPromisesKept;
extern const TableSchema kPool;
extern const TableSchema kClaims;
extern const TableSchema kAssignments;
extern const TableSchema kFirstDues;
extern const TableSchema kNeeds;
extern const TableSchema kDeals;
extern const TableSchema kPayments;
extern const TableSchema kFieldHistory;
extern const TableSchema kContacts;
extern const TableSchema kCompleteness;
extern const TableSchema kDuplicates;
extern const TableSchema kDayPlan;
extern const TableSchema kMerge;
extern const TableSchema kCases;
extern const TableSchema kAtRisk;

}  // namespace kith::schema
