// The day book of one owner and one channel: slots a day, the jobs that are kept and
// those that are not. The kept set is the heaviest there is, exactly, after each event.
//
//   DayBook book(days, slots);
//   JobNumber n = book.insert(job).value();      // may drop one that stands behind
//   book.kept(n); book.certificate(n);
//   book.remove(n);                              // may let one in
//
// A job that is kept has a slot on some day of its window; on which one it is served
// says place.hpp, for the slots here depend on the order of events, the set does not.
//
// One thread at a time. Complexity of an event: days + jobs on the days it reaches.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kith/planner/book_entry.hpp"
#include "kith/planner/certificate.hpp"

namespace kith {

class DayBook {
 public:
  /// `slots` for each day of `days`, each at least 0. Throws bad_order or bad_number.
  DayBook(DateSpan days, Channel channel, std::vector<std::int32_t> slots);

  /// Takes a job in. Its window is cut to the book's days; out_of_range when it meets
  /// none. Precondition: no job of the book has its key.
  Result<JobNumber> insert(const Job& job);
  /// Precondition for all below: the number is that of a job in the book.
  void remove(JobNumber job);
  /// Another number of slots for one day of the book, at least 0.
  Result<void> set_slots(Date day, std::int32_t slots);

  [[nodiscard]] bool kept(JobNumber job) const { return entries_[job].place >= 0; }
  [[nodiscard]] std::int32_t kept_count() const { return kept_; }
  [[nodiscard]] DateSpan days() const;
  [[nodiscard]] std::int32_t slots_on(Date day) const;
  /// A job's window as the book holds it.
  [[nodiscard]] DateSpan window(JobNumber job) const;
  /// The jobs without a slot, in their order.
  [[nodiscard]] const std::vector<JobNumber>& refused() const {
    return entries_.refused();
  }
  /// Why a refused job is: the smallest full interval that holds its window.
  [[nodiscard]] Certificate certificate(JobNumber refused) const;
  /// How many slots more on the last open day of its window keep a refused job, those
  /// counted that go to refused jobs before it; on the window's last day where none is
  /// open. The numbers for all jobs are one pass for each such day.
  struct SlotsMore {
    Date day;
    std::int32_t slots = 0;
  };
  [[nodiscard]] std::vector<SlotsMore> slots_more() const;  ///< beside refused()
  /// First day beyond its window that would keep a refused job if it were its last; none
  /// within the horizon.
  [[nodiscard]] std::optional<Date> later_last(JobNumber refused) const;

 private:
  struct Day {
    std::int32_t slots = 0;
    std::int32_t low = 0;  ///< hull of the windows of the jobs here, and of the day
    std::int32_t high = 0;
    std::vector<JobNumber> jobs;
  };
  /// Days reached from a window by moving jobs: an interval, and the day before on the
  /// way.
  struct Reach {
    std::int32_t first = 0;
    std::int32_t last = 0;
    std::int32_t free = -1;  ///< a day with room, the search ended there
  };

  [[nodiscard]] const Day& day(std::int32_t d) const {
    return days_[static_cast<std::size_t>(d)];
  }
  Day& day(std::int32_t d) { return days_[static_cast<std::size_t>(d)]; }
  [[nodiscard]] bool has_room(std::int32_t d) const {
    return static_cast<std::int32_t>(day(d).jobs.size()) < day(d).slots;
  }

  Reach reach(std::int32_t first, std::int32_t last) const;
  void put(JobNumber job, std::int32_t d);
  void take_off(JobNumber job);
  void move_on(std::int32_t from, std::int32_t to);
  void place_along(JobNumber job, std::int32_t free);
  void find_slot(JobNumber job);
  [[nodiscard]] JobNumber weakest_in(std::int32_t first, std::int32_t last) const;
  void admit_to(std::int32_t freed);
  void mark_sources(std::int32_t freed) const;
  [[nodiscard]] std::int32_t last_open(const BookEntry& e) const;

  Date begin_;
  Channel channel_;
  std::vector<Day> days_;
  BookEntries entries_;
  std::int32_t kept_ = 0;
  mutable std::vector<std::int32_t> before_;  ///< scratch: the day before on the way
  mutable std::vector<std::int32_t> queue_;   ///< scratch
};

}  // namespace kith
