// What lies outside the exact model: gaps between touches of one customer, jobs of
// several slots, and visits of two people. They go into windows and capacity; here it is
// measured what that costs, against the bound of the linear programme, which no plan can
// exceed.
//
// The recipes are what whoever makes jobs would do; each run prints its ratios.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <numeric>
#include <set>

#include "kith/planner/day_book.hpp"
#include "kith/planner/place.hpp"
#include "planner/kit.hpp"

namespace kith::planner_test {
namespace {

// ---- the bound ----------------------------------------------------------------------

/// max c·x with rows·x ≤ limits, x ≥ 0, limits ≥ 0: the primal simplex from all slack, by
/// Bland's rule, so that it ends.
class Programme {
 public:
  explicit Programme(std::vector<double> gains) : gains_(std::move(gains)) {}
  void row(std::vector<std::pair<std::size_t, double>> terms, double limit) {
    std::vector<double> full(gains_.size());
    for (const auto& [i, a] : terms) full[i] += a;
    rows_.push_back(std::move(full));
    limits_.push_back(limit);
  }
  double best() {
    const std::size_t n = gains_.size(), m = rows_.size();
    for (std::size_t r = 0; r < m; ++r) {
      rows_[r].resize(n + m);
      rows_[r][n + r] = 1;
    }
    gains_.resize(n + m);
    std::vector<std::size_t> basis(m);
    std::iota(basis.begin(), basis.end(), n);
    double value = 0;
    for (;;) {
      std::size_t in = n + m;
      for (std::size_t c = 0; c < n + m && in == n + m; ++c) {
        if (gains_[c] > kTiny) in = c;
      }
      if (in == n + m) return value;
      std::size_t out = m;
      for (std::size_t r = 0; r < m; ++r) {
        if (rows_[r][in] <= kTiny) continue;
        const double ratio = limits_[r] / rows_[r][in];
        const double best = out == m ? 0 : limits_[out] / rows_[out][in];
        if (out == m || ratio < best - kTiny ||
            (ratio < best + kTiny && basis[r] < basis[out]))
          out = r;
      }
      EXPECT_LT(out, m) << "without a bound";
      if (out == m) return value;
      pivot(out, in, value);
      basis[out] = in;
    }
  }

 private:
  static constexpr double kTiny = 1e-9;
  void pivot(std::size_t row, std::size_t column, double& value) {
    const double by = rows_[row][column];
    for (double& a : rows_[row]) a /= by;
    limits_[row] /= by;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const double times = rows_[r][column];
      if (r == row || std::abs(times) <= 0) continue;
      for (std::size_t c = 0; c < rows_[r].size(); ++c)
        rows_[r][c] -= times * rows_[row][c];
      limits_[r] = std::max(0.0, limits_[r] - times * limits_[row]);
    }
    const double gain = gains_[column];
    for (std::size_t c = 0; c < gains_.size(); ++c) gains_[c] -= gain * rows_[row][c];
    value += gain * limits_[row];
  }
  std::vector<double> gains_;
  std::vector<std::vector<double>> rows_;
  std::vector<double> limits_;
};

TEST(Outside, TheBoundIsThatOfTheTextbook) {
  // Dantzig's: 3x + 5y with x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 has 36 at (2, 6).
  Programme p({3, 5});
  p.row({{0, 1}}, 4);
  p.row({{1, 2}}, 12);
  p.row({{0, 3}, {1, 2}}, 18);
  EXPECT_NEAR(p.best(), 36, 1e-9);
}

// ---- what is planned ----------------------------------------------------------------

struct Wish {
  std::int32_t first = 0, last = 0;
  std::int64_t points = 1;
  std::int32_t customer = 0;
  std::int32_t slots = 1;   ///< of one day
  std::int32_t people = 1;  ///< bit 0, bit 1
};

struct Case {
  std::int32_t days = 10;
  std::int32_t gap = 0;
  std::vector<std::int32_t> slots[2];  ///< of each person, by day
  std::vector<Wish> wishes;
};

using Served = std::map<std::size_t, std::int32_t>;  ///< day of each wish that is kept

double bound(const Case& c) {
  std::vector<double> gains;
  std::vector<std::pair<std::size_t, std::int32_t>> of;  // wish and day of a variable
  for (std::size_t j = 0; j < c.wishes.size(); ++j) {
    for (std::int32_t d = c.wishes[j].first; d <= c.wishes[j].last; ++d) {
      of.emplace_back(j, d);
      gains.push_back(static_cast<double>(c.wishes[j].points));
    }
  }
  Programme p(gains);
  using Terms = std::vector<std::pair<std::size_t, double>>;
  const auto add = [&](const auto& in, const auto& weight, double limit) {
    Terms terms;
    for (std::size_t v = 0; v < of.size(); ++v) {
      if (in(c.wishes[of[v].first], of[v].first, of[v].second))
        terms.emplace_back(v, weight(c.wishes[of[v].first]));
    }
    if (!terms.empty()) p.row(std::move(terms), limit);
  };
  const auto one = [](const Wish&) { return 1.0; };
  for (std::size_t j = 0; j < c.wishes.size(); ++j)
    add([&](const Wish&, std::size_t k, std::int32_t) { return k == j; }, one, 1);
  for (std::int32_t person = 0; person < 2; ++person) {
    for (std::int32_t d = 0; d < c.days && !c.slots[person].empty(); ++d) {
      add([&](const Wish& w, std::size_t,
              std::int32_t on) { return on == d && (w.people >> person & 1) != 0; },
          [](const Wish& w) { return static_cast<double>(w.slots); },
          c.slots[person][static_cast<std::size_t>(d)]);
    }
  }
  std::int32_t customers = 0;
  for (const Wish& w : c.wishes) customers = std::max(customers, w.customer + 1);
  for (std::int32_t who = 0; who < customers && c.gap > 1; ++who) {
    for (std::int32_t d = 0; d + c.gap <= c.days; ++d) {
      add([&](const Wish& w, std::size_t,
              std::int32_t on) { return w.customer == who && on >= d && on < d + c.gap; },
          one, 1);
    }
  }
  return p.best();
}

std::int64_t worth(const Case& c, const Served& served) {
  std::int64_t sum = 0;
  for (const auto& [j, d] : served) sum += c.wishes[j].points;
  return sum;
}

/// Nothing is promised that cannot be.
void expect_possible(const Case& c, const Served& served) {
  std::map<std::pair<std::int32_t, std::int32_t>, std::int32_t> used;
  for (const auto& [j, d] : served) {
    const Wish& w = c.wishes[j];
    ASSERT_TRUE(w.first <= d && d <= w.last);
    for (std::int32_t person = 0; person < 2; ++person) {
      if ((w.people >> person & 1) == 0) continue;
      std::int32_t& taken = used[std::pair(person, d)];
      taken += w.slots;
      ASSERT_LE(taken, c.slots[person][static_cast<std::size_t>(d)]);
    }
    for (const auto& [k, other] : served) {
      if (k != j && c.gap > 1 && c.wishes[k].customer == w.customer) {
        ASSERT_GE(std::abs(other - d), c.gap);
      }
    }
  }
}

struct Window {
  std::size_t wish;
  std::int32_t first, last;
  bool pinned = false;
};

/// The planner's kept set of windows, and its days.
Served plan(const Case& c, const std::vector<std::int32_t>& slots,
            const std::vector<Window>& windows) {
  DayBook book({kFirst, kFirst.plus_days(c.days - 1)}, Channel::phone, slots);
  std::vector<std::pair<JobNumber, const Window*>> in;
  for (const Window& w : windows) {
    if (w.last < w.first) continue;
    Job job;
    job.key = JobKey(std::to_string(w.wish));
    job.window = {kFirst.plus_days(w.first), kFirst.plus_days(w.last)};
    job.job_class = w.pinned ? JobClass::pinned : JobClass::due;
    job.points = c.wishes[w.wish].points;
    in.emplace_back(book.insert(job).value(), &w);
  }
  std::vector<WindowOfDays> kept;
  std::vector<std::size_t> of;
  for (const auto& [number, window] : in) {
    if (!book.kept(number)) continue;
    kept.push_back({window->first, window->last});
    of.push_back(window->wish);
  }
  Served out;
  const auto days = place_latest(kept, slots);
  for (std::size_t i = 0; i < days.size(); ++i) out[of[i]] = days[i];
  return out;
}

// ---- gaps ---------------------------------------------------------------------------

/// Windows of one customer's wishes so far apart that no choice within them breaks the
/// gap; those in `fixed` stand on their days. The weaker goes where two cannot be.
void part(const Case& c, std::vector<std::size_t> mine, const Served& fixed,
          std::vector<Window>& out) {
  std::vector<Window> row;
  for (const std::size_t j : mine) {
    const auto at = fixed.find(j);
    const Wish& w = c.wishes[j];
    row.push_back(at == fixed.end() ? Window{j, w.first, w.last}
                                    : Window{j, at->second, at->second});
  }
  std::stable_sort(row.begin(), row.end(), [](const Window& a, const Window& b) {
    return a.last < b.last || (a.last == b.last && a.first < b.first);
  });
  for (bool again = true; again;) {
    again = false;
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      Window& a = row[i];
      Window& b = row[i + 1];
      if (b.first >= a.last + c.gap) continue;
      if (b.last < a.first + c.gap) {
        const bool drop_a =
            !fixed.count(a.wish) && (fixed.count(b.wish) != 0 ||
                                     c.wishes[a.wish].points < c.wishes[b.wish].points);
        row.erase(row.begin() + static_cast<std::ptrdiff_t>(drop_a ? i : i + 1));
        again = true;
        break;
      }
      // The days that both want, gap off, are shared by halves.
      const std::int32_t cut =
          (std::max(a.first, b.first - c.gap) + std::min(a.last, b.last - c.gap)) / 2;
      a.last = std::clamp(cut, a.first, a.last);
      b.first = std::max(b.first, a.last + c.gap);
    }
  }
  out.insert(out.end(), row.begin(), row.end());
}

Served with_gaps(const Case& c) {
  std::map<std::int32_t, std::vector<std::size_t>> customers;
  for (std::size_t j = 0; j < c.wishes.size(); ++j)
    customers[c.wishes[j].customer].push_back(j);
  const auto planned = [&](const Served& fixed) {
    std::vector<Window> windows;
    for (const auto& [who, mine] : customers) part(c, mine, fixed, windows);
    return plan(c, c.slots[0], windows);
  };
  Served best = planned({});
  // What is placed stands; what was cut too short gets the days left beside it.
  for (int round = 0; round < 4; ++round) {
    const Served next = planned(best);
    if (worth(c, next) <= worth(c, best)) break;
    best = next;
  }
  // A customer's day stands or falls: try each refused wish against its neighbours.
  for (std::size_t j = 0; j < c.wishes.size(); ++j) {
    if (best.count(j) != 0) continue;
    Served fixed = best;
    std::erase_if(fixed, [&](const auto& at) {
      return c.wishes[at.first].customer == c.wishes[j].customer;
    });
    const Served next = planned(fixed);
    if (worth(c, next) > worth(c, best)) best = next;
  }
  return best;
}

// ---- durations ----------------------------------------------------------------------

/// Long ones in slots of their own, so many a day; the rest in what they leave. The best
/// of all such numbers.
Served with_durations(const Case& c, std::int32_t length) {
  Served best;
  const std::int32_t most = *std::max_element(c.slots[0].begin(), c.slots[0].end());
  std::vector<Window> longs, shorts;
  for (std::size_t j = 0; j < c.wishes.size(); ++j) {
    const Wish& w = c.wishes[j];
    (w.slots > 1 ? longs : shorts).push_back({j, w.first, w.last});
  }
  for (std::int32_t n = 0; n * length <= most; ++n) {
    std::vector<std::int32_t> own;
    for (const std::int32_t s : c.slots[0]) own.push_back(std::min(n, s / length));
    const Served first = plan(c, own, longs);
    std::vector<std::int32_t> left = c.slots[0];
    for (const auto& [j, d] : first) left[static_cast<std::size_t>(d)] -= length;
    Served both = plan(c, left, shorts);
    both.insert(first.begin(), first.end());
    // One long less for the shorts it keeps out, while that pays.
    for (bool better = true; better;) {
      better = false;
      for (const auto& [j, d] : first) {
        if (both.count(j) == 0) continue;
        std::vector<std::int32_t> more = c.slots[0];
        Served stay;
        for (const auto& [k, on] : both) {
          if (c.wishes[k].slots == 1 || k == j) continue;
          stay[k] = on;
          more[static_cast<std::size_t>(on)] -= length;
        }
        Served other = plan(c, more, shorts);
        other.insert(stay.begin(), stay.end());
        if (worth(c, other) <= worth(c, both)) continue;
        both = std::move(other);
        better = true;
        break;
      }
    }
    if (worth(c, both) > worth(c, best)) best = both;
  }
  return best;
}

// ---- joint visits -------------------------------------------------------------------

/// The first plans both; what is kept of it is pinned for the second; what the second
/// cannot do is taken from the first, who plans again.
Served with_two(const Case& c) {
  std::set<std::size_t> gone;
  Served best;
  for (;;) {
    std::vector<Window> one, two;
    for (std::size_t j = 0; j < c.wishes.size(); ++j) {
      const Wish& w = c.wishes[j];
      if ((w.people & 1) != 0 && gone.count(j) == 0) one.push_back({j, w.first, w.last});
      if (w.people == 2) two.push_back({j, w.first, w.last});
    }
    const Served first = plan(c, c.slots[0], one);
    for (const auto& [j, d] : first) {
      if (c.wishes[j].people == 3) two.push_back({j, d, d});
    }
    const Served second = plan(c, c.slots[1], two);
    Served both = second;
    std::size_t refused = c.wishes.size();
    for (const auto& [j, d] : first) {
      if (c.wishes[j].people == 1) both[j] = d;
      const bool lost = c.wishes[j].people == 3 && second.count(j) == 0;
      if (lost &&
          (refused == c.wishes.size() || c.wishes[j].points < c.wishes[refused].points))
        refused = j;
    }
    if (worth(c, both) > worth(c, best)) best = both;
    if (refused == c.wishes.size()) return best;
    gone.insert(refused);
  }
}

// ---- ratios -------------------------------------------------------------------------

Case random_case(Dice& dice, std::int32_t people) {
  Case c;
  for (std::int32_t p = 0; p < people; ++p) {
    for (std::int32_t d = 0; d < c.days; ++d) c.slots[p].push_back(dice.between(1, 3));
  }
  return c;
}
Wish random_wish(Dice& dice, const Case& c, std::int32_t longest) {
  Wish w;
  w.first = dice.between(0, c.days - 1);
  w.last = std::min(c.days - 1, w.first + dice.between(1, longest));
  w.points = dice.between(1, 9);
  return w;
}

template <class Make, class Plan>
void measure(const char* what, std::int32_t instances, const Make& make,
             const Plan& planned) {
  double sum = 0, worst = 1;
  for (std::int32_t i = 0; i < instances; ++i) {
    Dice dice(seed() * 7919 + static_cast<std::uint32_t>(i));
    const Case c = make(dice);
    const Served served = planned(c);
    expect_possible(c, served);
    const double most = bound(c);
    const auto value = static_cast<double>(worth(c, served));
    ASSERT_LE(value, most + 1e-6) << "above the bound: instance " << i;
    const double ratio = most <= 0 ? 1 : value / most;
    sum += ratio;
    worst = std::min(worst, ratio);
  }
  const double mean = sum / instances;
  std::printf("%-12s kept over the LP bound: mean %.3f, worst %.3f of %d\n", what, mean,
              worst, instances);
  EXPECT_GE(mean, 0.95) << what;
}

TEST(Outside, GapsBetweenTouchesOfACustomer) {
  measure(
      "gaps", plans(150),
      [](Dice& dice) {
        Case c = random_case(dice, 1);
        c.gap = dice.between(2, 3);
        const std::int32_t wishes = dice.between(14, 24);
        for (std::int32_t j = 0; j < wishes; ++j) {
          Wish w = random_wish(dice, c, 5);
          w.customer = dice.between(0, 9);
          c.wishes.push_back(w);
        }
        return c;
      },
      with_gaps);
}

TEST(Outside, JobsOfSeveralSlots) {
  measure(
      "durations", plans(150),
      [](Dice& dice) {
        Case c = random_case(dice, 1);
        for (std::int32_t& s : c.slots[0]) s = dice.between(4, 8);
        const std::int32_t wishes = dice.between(40, 70);
        for (std::int32_t j = 0; j < wishes; ++j) {
          Wish w = random_wish(dice, c, 5);
          w.customer = j;
          if (dice.between(0, 3) == 0) {
            w.slots = 4;
            w.points *= 4;
          }
          c.wishes.push_back(w);
        }
        return c;
      },
      [](const Case& c) { return with_durations(c, 4); });
}

TEST(Outside, VisitsOfTwo) {
  measure(
      "joint visits", plans(150),
      [](Dice& dice) {
        Case c = random_case(dice, 2);
        const std::int32_t wishes = dice.between(30, 50);
        for (std::int32_t j = 0; j < wishes; ++j) {
          Wish w = random_wish(dice, c, 5);
          w.customer = j;
          w.people = dice.between(1, 5);
          if (w.people > 3) w.people -= 3;  // of five, one is for both
          if (w.people == 3) w.points *= 2;
          c.wishes.push_back(w);
        }
        return c;
      },
      with_two);
}

}  // namespace
}  // namespace kith::planner_test
