// The plan under caps: one book for all channels.
#include <algorithm>
#include <map>
#include <utility>

#include "kith/planner/capped_book.hpp"
#include "planner/planning.hpp"

namespace kith::planner {
namespace {

/// Leaves on today what cannot lie later: the latest deadline leaves first, and among
/// equals the last in order.
void clear_today(const Planning& p, CappedBook& book, std::vector<JobNumber> kept) {
  std::reverse(kept.begin(), kept.end());
  std::stable_sort(kept.begin(), kept.end(), [&](JobNumber a, JobNumber b) {
    return book.window(a).last > book.window(b).last;
  });
  for (const JobNumber job : kept) {
    if (book.slot_of(job) == p.options.today) (void)book.defer(job, p.options.today);
  }
}

Date last_open_day(const DayCapacity& capacity, const Job& job) {
  const Date last = std::min(job.window.last, capacity.days.last);
  for (Date d = last; d > job.window.first; d = d.plus_days(-1)) {
    if (capacity.slots_on(job.channel, d) > 0) return d;
  }
  return capacity.slots_on(job.channel, job.window.first) > 0 ? job.window.first : last;
}

/// Adds slots one by one on each day that is some refused job's last open one.
void say_fixes(Planning& p, const CappedBook& book,
               const std::vector<std::int32_t>& job_of) {
  std::map<std::pair<Channel, Date>, std::vector<JobNumber>> wanted;
  for (const JobNumber number : book.refused()) {
    JobPlan& job = p.job(job_of[static_cast<std::size_t>(number)]);
    const Date day = last_open_day(p.capacity, job.planned);
    job.fix = Fix{day, 0, book.later_last(number)};
    wanted[{job.planned.channel, day}].push_back(number);
  }
  for (const auto& [where, numbers] : wanted) {
    CappedBook more = book;
    for (std::int32_t slots = 1; !more.kept(numbers.back()); ++slots) {
      more.add_slot(where.first, where.second);
      for (const JobNumber number : numbers) {
        Fix& fix = *p.job(job_of[static_cast<std::size_t>(number)]).fix;
        if (fix.slots == 0 && more.kept(number)) fix.slots = slots;
      }
    }
  }
}

}  // namespace

void plan_capped(Planning& p) {
  CappedBook book(p.capacity);
  std::vector<std::int32_t> job_of;
  std::vector<JobNumber> kept;
  std::vector<std::int32_t> kept_jobs;
  for (const std::int32_t i : p.order) {
    const JobNumber number = book.insert(p.job(i).planned).value();
    job_of.push_back(i);
    if (!book.kept(number)) continue;
    kept.push_back(number);
    kept_jobs.push_back(i);
  }
  for (const JobNumber number : book.refused())
    p.refuse(job_of[static_cast<std::size_t>(number)], book.certificate(number));
  if (p.options.fixes) say_fixes(p, book, job_of);
  clear_today(p, book, kept);
  std::vector<JobNumber> number_of(p.jobs.size());
  for (const JobNumber number : kept) {
    const std::int32_t i = job_of[static_cast<std::size_t>(number)];
    number_of[static_cast<std::size_t>(i)] = number;
    p.serve(i, p.day_number(book.slot_of(number)), true);
  }
  for (const std::int32_t i : p.pulls(kept_jobs)) {
    if (book.move(number_of[static_cast<std::size_t>(i)], p.options.today))
      p.serve(i, 0, false);
  }
}

}  // namespace kith::planner
