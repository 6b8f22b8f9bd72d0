// The jobs of a book, by number and in their order.
#include "kith/planner/book_entry.hpp"

#include <algorithm>

namespace kith {

bool stands_before(const BookEntry& a, const BookEntry& b) noexcept {
  if (a.job_class != b.job_class) return a.job_class < b.job_class;
  if (a.points != b.points) return a.points > b.points;
  return a.key < b.key;
}

Result<JobNumber> BookEntries::add(const Job& job, DateSpan days, std::int32_t channel) {
  const Date first = std::max(job.window.first, days.first);
  const Date last = std::min(job.window.last, days.last);
  if (last < first) {
    return Error(Status::out_of_range, Reason::date_out_of_range,
                 "the window meets no day of the book")
        .with("job", job.key.text());
  }
  auto number = static_cast<JobNumber>(entries_.size());
  if (unused_.empty()) {
    entries_.emplace_back();
  } else {
    number = unused_.back();
    unused_.pop_back();
  }
  (*this)[number] = {days_between(days.first, first),
                     days_between(days.first, last),
                     channel,
                     BookEntry::kRefused,
                     job.job_class,
                     job.points,
                     job.key.text()};
  return number;
}

void BookEntries::forget(JobNumber job) {
  (*this)[job].place = BookEntry::kGone;
  unused_.push_back(job);
}

void BookEntries::refuse(JobNumber job) {
  const auto at =
      std::lower_bound(refused_.begin(), refused_.end(), job,
                       [this](JobNumber a, JobNumber b) { return before(a, b); });
  refused_.insert(at, job);
  (*this)[job].place = BookEntry::kRefused;
}

void BookEntries::accept(JobNumber job) {
  refused_.erase(std::find(refused_.begin(), refused_.end(), job));
}

}  // namespace kith
