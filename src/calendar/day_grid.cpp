// Filling and counting the bits of a DayGrid.
#include "calendar/day_grid.hpp"

namespace kith::calendar_detail {

DayGrid::DayGrid(std::uint8_t pattern, std::int32_t first, std::int32_t last)
    : rhythm_(pattern),
      first_(first),
      last_(last),
      rhythm_before_(rhythm_.rank(first_ - 1)),
      rhythm_through_(rhythm_.rank(last_)) {
  if (last_ < first_) return;
  words_.resize(static_cast<std::size_t>((last_ - first_) / 64 + 1));
  for (std::int32_t day = first; day <= last; ++day) {
    if (rhythm_.test(day)) set(day, true);
  }
}

void DayGrid::set(std::int32_t day, bool working) {
  const auto i = static_cast<std::size_t>(day - first_);
  const std::uint64_t bit = std::uint64_t{1} << (i & 63);
  if (working) {
    words_[i >> 6] |= bit;
  } else {
    words_[i >> 6] &= ~bit;
  }
}

void DayGrid::seal() {
  before_.assign(words_.size() + 1, 0);
  hint_.clear();
  std::uint32_t count = 0;
  for (std::size_t w = 0; w < words_.size(); ++w) {
    before_[w] = count;
    count += static_cast<std::uint32_t>(count_bits(words_[w]));
    while (hint_.size() * 64 < count) hint_.push_back(static_cast<std::uint32_t>(w));
  }
  before_.back() = count;
  total_ = count;
}

}  // namespace kith::calendar_detail
