// The book of one owner over all channels where caps stand above the channels' slots: a
// day's total, a week's total, caps that nest in any depth. The kept set is the heaviest
// there is, exactly, after each event; without caps it is that of one DayBook a channel.
//
// One thread at a time. Complexity of an event: the channel-days, caps and jobs that its
// search reaches.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "kith/planner/book_entry.hpp"
#include "kith/planner/certificate.hpp"

namespace kith {

class CappedBook {
 public:
  /// Throws what check_capacity() finds.
  explicit CappedBook(const DayCapacity& capacity);

  /// Takes a job in; windows as in DayBook. A job of a channel without slots is refused.
  Result<JobNumber> insert(const Job& job);
  /// Precondition for all below: the number is that of a job in the book.
  void remove(JobNumber job);
  /// One slot more on a day: of the channel, and in each cap that holds the day.
  void add_slot(Channel channel, Date day);

  [[nodiscard]] bool kept(JobNumber job) const { return entries_[job].place >= 0; }
  [[nodiscard]] std::int32_t kept_count() const { return kept_; }
  [[nodiscard]] DateSpan days() const;
  [[nodiscard]] DateSpan window(JobNumber job) const;
  /// The day on which the job's slot lies here; it depends on the order of events.
  [[nodiscard]] Date slot_of(JobNumber kept) const;
  [[nodiscard]] const std::vector<JobNumber>& refused() const {
    return entries_.refused();
  }
  /// Why a refused job is: the smallest set of full places.
  [[nodiscard]] Certificate certificate(JobNumber refused) const;
  /// As in DayBook: first last day that would keep a refused job.
  [[nodiscard]] std::optional<Date> later_last(JobNumber refused) const;
  /// Moves a kept job to a day of its window where there is room; false: there is none.
  bool move(JobNumber kept, Date day);
  /// Moves a kept job and, where it must, others to days after `day`, none to a day
  /// before; false: it cannot be.
  bool defer(JobNumber kept, Date day);

 private:
  static constexpr std::int32_t kNone = -1;

  /// A channel-day (they come first) or a cap.
  struct Node {
    std::int64_t slots = 0;
    std::int64_t taken = 0;
    std::int32_t parent = kNone;
    std::vector<std::int32_t> children;
    std::vector<JobNumber> jobs;  ///< of a channel-day
  };
  /// How a search came to one side of a node: its way in (2·node) or out (2·node + 1).
  struct Step {
    std::int32_t from = kNone;  ///< side before, kNone: from the job's window
    JobNumber moved = kNone;    ///< a job moved between two channel-days
    bool seen = false;
  };

  [[nodiscard]] const Node& node(std::int32_t n) const {
    return nodes_[static_cast<std::size_t>(n)];
  }
  Node& node(std::int32_t n) { return nodes_[static_cast<std::size_t>(n)]; }
  [[nodiscard]] std::int32_t leaf(std::int32_t channel, std::int32_t day) const {
    return channel * day_count_ + day;
  }
  [[nodiscard]] bool is_leaf(std::int32_t n) const { return n < leaves_; }
  [[nodiscard]] std::int32_t day_of(std::int32_t leaf) const { return leaf % day_count_; }
  [[nodiscard]] std::int32_t channel_index(Channel channel) const;

  void build_caps(const DayCapacity& capacity);
  std::int32_t search(std::int32_t channel, std::int32_t first, std::int32_t last) const;
  void visit(std::int32_t side, std::int32_t from, JobNumber moved) const;
  bool expand_in(std::int32_t side) const;
  bool expand_out(std::int32_t side) const;
  void augment(JobNumber job, std::int32_t end);
  void put(JobNumber job, std::int32_t leaf);
  void take_off(JobNumber job);
  void put_back(JobNumber job, std::int32_t leaf);
  void find_slot(JobNumber job);
  [[nodiscard]] JobNumber weakest_seen() const;
  bool admit();
  void mark_sources() const;
  void mark(std::int32_t side) const;
  void mark_neighbours(std::int32_t leaf) const;

  Date begin_;
  std::int32_t day_count_ = 0;
  std::int32_t leaves_ = 0;
  std::vector<Channel> channels_;
  std::vector<Node> nodes_;
  std::vector<DateSpan> cap_days_;  ///< of node leaves_ + i
  BookEntries entries_;
  std::int32_t kept_ = 0;
  mutable std::vector<Step> steps_;          ///< scratch, a step a side
  mutable std::vector<std::int32_t> queue_;  ///< scratch
  mutable std::vector<std::pair<std::int32_t, std::int32_t>> hulls_;  ///< scratch
  mutable std::int32_t floor_ = 0;  ///< a search enters no day before it
};

}  // namespace kith
