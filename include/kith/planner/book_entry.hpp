// What a day book and a capped book hold of a job.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kith/planner/job.hpp"

namespace kith {

/// A job in its book; numbers of jobs that were removed are given again.
using JobNumber = std::int32_t;

struct BookEntry {
  static constexpr std::int32_t kRefused = -1;
  static constexpr std::int32_t kGone = -2;

  std::int32_t first = 0;  ///< its window, cut to the book: days from the book's first
  std::int32_t last = 0;
  std::int32_t channel = 0;       ///< the book's own number for it
  std::int32_t place = kRefused;  ///< where its slot is, or one of the marks above
  JobClass job_class = JobClass::due;
  std::int64_t points = 0;
  std::string key;
};

/// The order of before(), over entries.
bool stands_before(const BookEntry& a, const BookEntry& b) noexcept;

/// The jobs of a book: numbers, and the refused ones in their order.
class BookEntries {
 public:
  [[nodiscard]] const BookEntry& operator[](JobNumber job) const {
    return entries_[static_cast<std::size_t>(job)];
  }
  BookEntry& operator[](JobNumber job) { return entries_[static_cast<std::size_t>(job)]; }
  /// Takes a job in, its window cut to `days`; out_of_range when it meets none.
  Result<JobNumber> add(const Job& job, DateSpan days, std::int32_t channel);
  void forget(JobNumber job);
  [[nodiscard]] bool before(JobNumber a, JobNumber b) const {
    return stands_before((*this)[a], (*this)[b]);
  }
  void refuse(JobNumber job);
  void accept(JobNumber refused);
  [[nodiscard]] const std::vector<JobNumber>& refused() const { return refused_; }

 private:
  std::vector<BookEntry> entries_;
  std::vector<JobNumber> unused_;
  std::vector<JobNumber> refused_;
};

}  // namespace kith
