// The first rows of a list, as many as asked for, kept while a source is read.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace kith::view_detail {

/// Row has a rank(const Row&) found by its namespace; ranks are totally ordered. Rows
/// that come in order cost a comparison each.
template <class Row>
class FirstRows {
 public:
  /// 0: all rows.
  explicit FirstRows(std::int64_t limit)
      : limit_(static_cast<std::size_t>(std::max<std::int64_t>(limit, 0))) {}
  void add(Row row) {
    if (in_order_ && (rows_.empty() || before(rows_.back(), row))) {
      if (!is_full()) rows_.push_back(std::move(row));
      return;
    }
    if (std::exchange(in_order_, false) && limit_ != 0)
      std::make_heap(rows_.begin(), rows_.end(), before);  // the last row in front
    const bool full = is_full();
    rows_.push_back(std::move(row));
    if (limit_ == 0) return;
    std::push_heap(rows_.begin(), rows_.end(), before);
    if (!full) return;
    std::pop_heap(rows_.begin(), rows_.end(), before);
    rows_.pop_back();
  }
  /// Whether a row at a rank or after it could still be among them.
  template <class Rank>
  [[nodiscard]] bool has_room_at(const Rank& at) const {
    return !is_full() || at < rank(in_order_ ? rows_.back() : rows_.front());
  }
  std::vector<Row> take() && {
    if (!in_order_) std::sort(rows_.begin(), rows_.end(), before);
    return std::move(rows_);
  }

 private:
  static bool before(const Row& a, const Row& b) { return rank(a) < rank(b); }
  [[nodiscard]] bool is_full() const { return limit_ != 0 && rows_.size() >= limit_; }

  std::size_t limit_;
  bool in_order_ = true;
  std::vector<Row> rows_;
};

}  // namespace kith::view_detail
