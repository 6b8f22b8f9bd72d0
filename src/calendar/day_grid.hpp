// DayGrid: which days work, as bits over the listed days and as a weekly rhythm
// everywhere else, with the two questions that all working-day arithmetic is made of.
//
//   grid.rank(day)   how many working days lie up to and with `day`, counted from the
//   first listed day grid.select(k)   the day that is the k-th of them; select(rank(d))
//   == d for a working d
//
// Days are plain numbers (days since 1970-01-01). Both questions run in constant time:
// before and after the bits they are closed forms, inside them a prefix count a word and
// a hint every 64 working days. Not here: where the days come from, coverage, half days.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace kith::calendar_detail {

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0);
}

/// Set bits of each byte added up from the low byte: byte i holds the count of bytes 0…i.
/// Written out, because a plain x86-64 build has no popcount instruction and would call a
/// library function.
constexpr std::uint64_t cumulative_bytes(std::uint64_t x) {
  x = x - ((x >> 1) & 0x5555555555555555u);
  x = (x & 0x3333333333333333u) + ((x >> 2) & 0x3333333333333333u);
  x = (x + (x >> 4)) & 0x0f0f0f0f0f0f0f0fu;
  return x * 0x0101010101010101u;
}
constexpr std::int32_t count_bits(std::uint64_t x) {
  return static_cast<std::int32_t>(cumulative_bytes(x) >> 56);
}

/// kSelectInByte[r][b]: position of the r-th (from 0) set bit of byte b.
constexpr auto make_select_in_byte() {
  std::array<std::array<std::uint8_t, 256>, 8> table{};
  for (std::size_t b = 0; b < 256; ++b) {
    std::size_t r = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      if ((b >> i & 1u) != 0) table[r++][b] = static_cast<std::uint8_t>(i);
    }
  }
  return table;
}
inline constexpr auto kSelectInByte = make_select_in_byte();

/// Position of the r-th (from 0) set bit. Precondition: r < count_bits(x).
constexpr std::int32_t select_bit(std::uint64_t x, std::int32_t r) {
  constexpr std::uint64_t low = 0x0101010101010101u;
  constexpr std::uint64_t high = 0x8080808080808080u;
  const std::uint64_t counts = cumulative_bytes(x);
  // A byte whose running count is at most r lies wholly before the bit sought. Counts
  // stay below 128.
  const std::uint64_t rank = static_cast<std::uint64_t>(r);
  const std::uint64_t passed = ((((rank * low) | high) - counts) & high) >> 7;
  const auto shift = static_cast<std::uint32_t>((passed * low) >> 56) * 8;
  const std::uint64_t before = ((counts << 8) >> shift) & 0xffu;
  return static_cast<std::int32_t>(shift) +
         kSelectInByte[rank - before][static_cast<std::size_t>((x >> shift) & 0xffu)];
}

/// The weekly rhythm alone: bit 0 = Monday … bit 6 = Sunday.
class WeekRhythm {
 public:
  explicit WeekRhythm(std::uint8_t pattern) : pattern_(pattern) {
    for (std::uint32_t i = 0; i < 7; ++i) {
      if ((pattern >> i & 1u) != 0) position_[size_++] = static_cast<std::uint8_t>(i);
      upto_[i] = static_cast<std::uint8_t>(size_);
    }
  }
  [[nodiscard]] std::uint8_t pattern() const { return pattern_; }
  [[nodiscard]] std::int32_t size() const { return static_cast<std::int32_t>(size_); }
  [[nodiscard]] bool test(std::int64_t day) const {
    return (pattern_ >> (day - monday(week(day))) & 1) != 0;
  }
  /// Working days up to and with `day`, counted from some fixed Monday.
  [[nodiscard]] std::int64_t rank(std::int64_t day) const {
    const std::int64_t w = week(day);
    return w * size() + upto_[static_cast<std::size_t>(day - monday(w))];
  }
  /// Inverse of rank on working days. Precondition: size() > 0.
  [[nodiscard]] std::int64_t select(std::int64_t k) const {
    const std::int64_t w = floor_div(k - 1, size());
    return monday(w) + position_[static_cast<std::size_t>(k - 1 - w * size())];
  }

 private:
  static constexpr std::int64_t week(std::int64_t day) { return floor_div(day + 3, 7); }
  static constexpr std::int64_t monday(std::int64_t week) { return week * 7 - 3; }
  std::uint8_t pattern_;
  std::array<std::uint8_t, 7> upto_{};
  std::array<std::uint8_t, 7> position_{};
  std::size_t size_ = 0;
};

class DayGrid {
 public:
  /// Bits for [first, last], filled from the rhythm; none when last < first.
  DayGrid(std::uint8_t pattern, std::int32_t first, std::int32_t last);
  /// Precondition: first ≤ day ≤ last.
  void set(std::int32_t day, bool working);
  /// Counts the bits. Call once, after the last set() and before any question.
  void seal();

  [[nodiscard]] const WeekRhythm& rhythm() const { return rhythm_; }
  [[nodiscard]] bool any() const { return rhythm_.size() > 0 || total_ > 0; }
  [[nodiscard]] bool test(std::int64_t day) const {
    if (day < first_ || day > last_) return rhythm_.test(day);
    const auto i = static_cast<std::size_t>(day - first_);
    return (words_[i >> 6] >> (i & 63) & 1u) != 0;
  }
  [[nodiscard]] std::int64_t rank(std::int64_t day) const {
    if (day < first_) return rhythm_.rank(day) - rhythm_before_;
    if (day > last_) return total_ + rhythm_.rank(day) - rhythm_through_;
    const auto i = static_cast<std::size_t>(day - first_);
    const std::uint64_t upto = ~std::uint64_t{0} >> (63 - (i & 63));
    return before_[i >> 6] + count_bits(words_[i >> 6] & upto);
  }
  /// None when no such day exists: a rhythm without days, and the listed ones used up.
  [[nodiscard]] std::optional<std::int64_t> select(std::int64_t k) const {
    if (k >= 1 && k <= total_) return select_listed(static_cast<std::uint32_t>(k));
    if (rhythm_.size() == 0) return std::nullopt;
    if (k < 1) return rhythm_.select(k + rhythm_before_);
    return rhythm_.select(k - total_ + rhythm_through_);
  }

 private:
  [[nodiscard]] std::int64_t select_listed(std::uint32_t k) const {
    const std::uint32_t* before = before_.data();
    std::size_t w = hint_[(k - 1) >> 6];
    // 64 working days of an ordinary year reach over two words' ends at most: two steps
    // without a branch to mispredict, and the loop for calendars with long closures.
    w += static_cast<std::size_t>(before[w + 1] < k);
    w += static_cast<std::size_t>(before[w + 1] < k);
    while (before[w + 1] < k) ++w;
    const auto r = static_cast<std::int32_t>(k - 1 - before[w]);
    return first_ + static_cast<std::int64_t>(w) * 64 + select_bit(words_[w], r);
  }

  WeekRhythm rhythm_;
  std::int64_t first_;
  std::int64_t last_;
  std::int64_t rhythm_before_;   ///< rhythm's rank of the day before first_
  std::int64_t rhythm_through_;  ///< rhythm's rank of last_
  std::int64_t total_ = 0;
  std::vector<std::uint64_t> words_;
  std::vector<std::uint32_t>
      before_;  ///< working days before each word, and after the last
  std::vector<std::uint32_t> hint_;  ///< word of working day 1, 65, 129, …
};

}  // namespace kith::calendar_detail
