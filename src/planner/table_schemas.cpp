#include "planner/table_schemas.hpp"

#include <array>

#include "kith/planner/tables.hpp"

namespace kith {
namespace {

constexpr auto kText = ColumnType::text;
constexpr auto kDate = ColumnType::date;
constexpr auto kInt32 = ColumnType::int32;
constexpr auto kInt64 = ColumnType::int64;

constexpr std::array<ColumnSpec, 9> kJobs{{
    {"owner", kText, "负责人编号", "Owner", "Required. Whose time it takes"},
    {"key", kText, "任务编号", "Key",
     "Required. The host's key, once for each owner; the last tie-breaker"},
    {"channel", kText, "渠道", "Channel", "Required. Vocabulary: channel."},
    {"first", kDate, "最早日期", "First", "Required. First day on which it counts"},
    {"last", kDate, "最晚日期", "Last", "Required. Last day in time"},
    {"class", kText, "类别", "Class",
     "pinned, starving, due, late, early or spare; null: due. What comes first, "
     "whatever the points"},
    {"points", kInt64, "得分", "Points", "More is first within the class; null: 0"},
    {"since", kDate, "周期开始日", "Since",
     "Day the period began, such as the last touch; null: no cap when it is late"},
    {"may_pull", kInt32, "可提前", "May be pulled",
     "1: a day with room may take it early, or 0; null: 0"},
}};
constexpr std::array<ColumnSpec, 4> kSlots{{
    {"owner", kText, "负责人编号", "Owner", "Required. Whose slots"},
    {"channel", kText, "渠道", "Channel", "Required. Vocabulary: channel."},
    {"day", kDate, "日期", "Day",
     "Required. Days before today are left out; a day without a row has no slot"},
    {"slots", kInt32, "容量", "Slots",
     "Required. At least 0, leave and appointments off"},
}};
constexpr std::array<ColumnSpec, 4> kCaps{{
    {"owner", kText, "负责人编号", "Owner", "Required. Whose cap"},
    {"first", kDate, "开始日期", "First", "Required. First day of the cap"},
    {"last", kDate, "结束日期", "Last",
     "Required. Its last day; two caps of an owner nest or share no day"},
    {"slots", kInt32, "容量", "Slots",
     "Required. Jobs of all channels from today on, at least 0"},
}};
constexpr std::array<ColumnSpec, 23> kDays{{
    {"owner", kText, "负责人编号", "owner key", "as given"},
    {"key", kText, "任务编号", "key", "as given"},
    {"channel", kText, "渠道", "channel", "as given"},
    {"reason", kText, "结果", "reason",
     "today, safe_until, not_released, capacity, closed, no_horizon or turn"},
    {"reason_zh", kText, "结果(中)", "reason (zh)", "the same in Chinese"},
    {"day", kDate, "安排日期", "day", "day of its slot; null: it has none"},
    {"place", kInt32, "今日次序", "place today",
     "1, 2, … on the owner's list of today; null: not today"},
    {"list_class", kText, "清单类别", "list class",
     "class on a day's list: early where it need not be today"},
    {"planned_first", kDate, "计划最早", "planned first",
     "window as the objective has it, first day"},
    {"planned_last", kDate, "计划最晚", "planned last", "and last day"},
    {"planned_class", kText, "计划类别", "planned class",
     "class as the objective has it"},
    {"planned_points", kInt64, "计划得分", "planned points",
     "points as the objective has them"},
    {"tight_first", kDate, "满额自", "full from",
     "first day of the places that are full; null: it has a slot"},
    {"tight_last", kDate, "满额至", "full to", "and the last"},
    {"tight_slots", kInt64, "满额容量", "slots there",
     "slots of those places, all taken by jobs before it that cannot lie elsewhere"},
    {"weakest", kText, "其中最后", "weakest there",
     "key of the last in order of those jobs; null: no slot at all"},
    {"fix_day", kDate, "加量日期", "fix day",
     "with fix_slots more on this day it has a slot"},
    {"fix_slots", kInt32, "加量", "fix slots",
     "fewest; on its channel and in the caps above"},
    {"fix_last", kDate, "延期至", "fix last",
     "or with this last day, the first that would do; null: none within the plan"},
    {"rescuing", kInt32, "按上限安排", "rescuing",
     "1: the owner's late jobs go by the day of their cap, for not all can be served "
     "within it"},
    {"why_codes", kText, "原因代码", "reason codes", "reason codes, joined by |"},
    {"why_zh", kText, "原因", "why (zh)", "the reasons in Chinese"},
    {"why_en", kText, "原因(英)", "why", "the reasons in English"},
}};
constexpr std::array<ColumnSpec, 6> kPlaces{{
    {"owner", kText, "负责人编号", "owner key", "of the refused job"},
    {"key", kText, "任务编号", "key", "of the refused job"},
    {"channel", kText, "渠道", "channel", "null: a cap over all channels"},
    {"first", kDate, "自", "first", "first day of the place"},
    {"last", kDate, "至", "last", "its last day"},
    {"slots", kInt64, "容量", "slots", "there, all taken"},
}};

constexpr TableSchema kJobsSchema{"plan_jobs", kJobs};
constexpr TableSchema kSlotsSchema{"plan_slots", kSlots};
constexpr TableSchema kCapsSchema{"plan_caps", kCaps};
constexpr TableSchema kDaysSchema{"plan_days", kDays};
constexpr TableSchema kPlacesSchema{"plan_places", kPlaces};

}  // namespace

const TableSchema& plan_jobs_schema() noexcept { return kJobsSchema; }
const TableSchema& plan_slots_schema() noexcept { return kSlotsSchema; }
const TableSchema& plan_caps_schema() noexcept { return kCapsSchema; }
const TableSchema& plan_days_schema() noexcept { return kDaysSchema; }
const TableSchema& plan_places_schema() noexcept { return kPlacesSchema; }

}  // namespace kith
