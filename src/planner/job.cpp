// The order of jobs and the arithmetic of their points.
#include "kith/planner/job.hpp"

#include <limits>
#include <tuple>

namespace kith {
namespace {

__extension__ using Wide = __int128;

Result<std::int64_t> narrow(Wide sum, const char* what) {
  if (sum > std::numeric_limits<std::int64_t>::max() ||
      sum < std::numeric_limits<std::int64_t>::min()) {
    return Error(Status::out_of_range, Reason::overflow, "beyond 64 bits").at(what);
  }
  return static_cast<std::int64_t>(sum);
}

constexpr CodeWord kJobClasses[] = {
    {0, "pinned", "已约定", "pinned"}, {1, "starving", "不能再拖", "waits too long"},
    {2, "due", "到期", "due"},         {3, "late", "已逾期", "late"},
    {4, "early", "可提前", "early"},   {5, "spare", "有空再做", "when there is room"},
};
constexpr CodeWord kObjectives[] = {
    {0, "keep_with_cap", "保承诺且不拖过上限", "keep promises, nobody beyond the cap"},
    {1, "keep", "保承诺", "keep promises"},
    {2, "share", "平均延后", "everybody equally late"},
};

}  // namespace

bool before(const Job& a, const Job& b) noexcept {
  if (a.job_class != b.job_class) return a.job_class < b.job_class;
  if (a.points != b.points) return a.points > b.points;
  return a.key < b.key;
}

Result<std::int64_t> total_points(std::span<const Addend> addends) {
  Wide sum = 0;
  for (const Addend& addend : addends) sum += addend.points;
  return narrow(sum, "points");
}

Result<std::int64_t> lateness_index(std::int64_t weight, std::int64_t days,
                                    std::int64_t period) {
  if (weight < 0 || days < 0 || period < 0) {
    return invalid(Reason::bad_number, "weight, days and period are not negative")
        .at(weight < 0 ? "weight"
            : days < 0 ? "days"
                       : "period");
  }
  if (days < period) return std::int64_t{0};
  if (days >= std::int64_t{1} << 31) {
    return Error(Status::out_of_range, Reason::overflow, "more days than dates")
        .at("days");
  }
  const Wide n = days - period;
  return narrow(weight * (days * (n + 1) - n * (n + 1) / 2), "index");
}

Date cap_day(Date since, Date due, std::int32_t times, const Calendar& calendar) {
  const std::int64_t days = std::int64_t{calendar.count(since, due).days} * times;
  if (days > Date::kMaxDays - Date::kMinDays) return Date::max();
  const auto answer = calendar.add(since, static_cast<std::int32_t>(days));
  return answer ? answer->day : Date::max();
}

std::span<const CodeWord> job_class_words() noexcept { return kJobClasses; }
std::span<const CodeWord> objective_words() noexcept { return kObjectives; }

}  // namespace kith
