// Feasibility against counts one by one, and the figures everybody can check by hand.
#include <gtest/gtest.h>

#include <numeric>

#include "kith/planner/load.hpp"
#include "kith/planner/place.hpp"
#include "planner/kit.hpp"

namespace kith::planner_test {
namespace {

Date day(std::string_view iso) { return Date::parse(iso).value(); }
DateSpan year_2025() { return {day("2025-01-01"), day("2025-12-31")}; }
Fraction f(std::int64_t a, std::int64_t b) { return make_fraction(a, b).value(); }

StreamLoad weekly(std::int64_t customers) {
  StreamLoad load;
  load.role = Role::account_manager;
  load.channel = Channel::phone;
  load.customers = customers;
  load.bucket = PeriodRule{};
  return load;
}
StreamLoad gap(std::int64_t customers, std::int32_t days) {
  StreamLoad load = weekly(customers);
  load.bucket.reset();
  load.working_days = days;
  return load;
}
RoleSlots callers(std::int64_t people, std::int32_t slots = 15) {
  return {Role::account_manager, Channel::phone, people, slots};
}

Utilisation one(const std::vector<StreamLoad>& streams,
                const std::vector<RoleSlots>& slots, const Calendar& calendar,
                DateSpan span) {
  const auto rows = utilisation(streams, slots, calendar, span).value();
  EXPECT_EQ(rows.size(), 1u);
  return rows.at(0);
}

TEST(Fractions, OfLargeBooksDoNotOverflow) {
  const Fraction third{1'000'000'000'000'000'001, 3};
  EXPECT_EQ(scaled_up({1, 3}, 100), 34);
  EXPECT_EQ(scaled_up({0, 1}, 100), 0);
  EXPECT_EQ(scaled_up(third, 1), 333'333'333'333'333'334);
  EXPECT_EQ(scaled_up(third, 1'000'000), INT64_MAX);
  // 300 slots of one, 150 customers who ask for 600 touches: 75 of them, 62 at 5/6.
  EXPECT_EQ(customers_held(300, 1, 150, {600, 1}, {1, 1}), 75);
  EXPECT_EQ(customers_held(300, 1, 150, {600, 1}, {5, 6}), 62);
  EXPECT_EQ(customers_held(600, 2, 150, {1800, 3}, {5, 6}), 62);
  // A million people, two hundred million customers; a denominator of thirteen digits.
  EXPECT_EQ(customers_held(3'750'000'000, 1'000'000, 200'000'000,
                           {20'000'000'000'000'000, 1'000'000'000'000}, {1, 1}),
            37'500'000);
  EXPECT_EQ(customers_held(100, 1, 10, {INT64_MAX, INT64_MAX - 1}, {1, 1}), 500);
}

TEST(Load, FractionsAreExact) {
  EXPECT_EQ(f(10, 12), f(5, 6));
  EXPECT_LT(f(5, 6), f(1, 1));
  EXPECT_EQ(sum(f(1, 3), f(1, 6)).value(), f(1, 2));
  EXPECT_EQ(product(f(-2, 3), f(3, 4)).value(), f(-1, 2));
  EXPECT_EQ(quotient(f(1, 2), f(3, 4)).value(), f(2, 3));
  EXPECT_EQ(floor_of(f(-1, 2)), -1);
  EXPECT_EQ(ceiling_of(f(-1, 2)), 0);
  EXPECT_EQ(ceiling_of(f(7, 2)), 4);
  EXPECT_LT(f(INT64_MAX - 1, INT64_MAX), f(1, 1));
  EXPECT_EQ(make_fraction(1, 0).error().field(), "denominator");
  EXPECT_EQ(sum(f(1, INT64_MAX), f(1, INT64_MAX - 1)).error().reason(), Reason::overflow);
  EXPECT_EQ(quotient(f(1, 2), f(0, 1)).error().field(), "divisor");
}

/// 2025 has 248 working days in China, 4.76 a week: "weekly" costs 5 % more than one in
/// five working days.
TEST(Load, AWeekOfTheRealYear) {
  const Utilisation bucket =
      one({weekly(75)}, {callers(1)}, china_calendar(), year_2025());
  EXPECT_EQ(bucket.capacity, 248 * 15);
  EXPECT_EQ(bucket.load, f(75 * 365, 7));
  EXPECT_EQ(*bucket.rho, f(75 * 365, 7 * 248 * 15));
  EXPECT_EQ(bucket.light, Light::red);
  EXPECT_EQ(bucket.least_people, 2);
  const Utilisation sliding =
      one({gap(75, 5)}, {callers(1)}, china_calendar(), year_2025());
  EXPECT_EQ(*sliding.rho, f(1, 1));
  EXPECT_EQ(sliding.light, Light::amber);
  EXPECT_EQ(one({gap(62, 5)}, {callers(1)}, china_calendar(), year_2025()).light,
            Light::green);
  EXPECT_EQ(one({gap(63, 5)}, {callers(1)}, china_calendar(), year_2025()).light,
            Light::amber);
  EXPECT_EQ(one({gap(76, 5)}, {callers(1)}, china_calendar(), year_2025()).light,
            Light::red);
}

/// 40 weekly calls fit the year, but not week 40, of two working days; merged with the
/// next one it has five.
TEST(Load, AThinWeekIsNamed) {
  StreamLoad stream = weekly(40);
  const DateSpan autumn{day("2025-09-01"), day("2025-11-30")};
  const Utilisation thin = one({stream}, {callers(1)}, china_calendar(), autumn);
  EXPECT_EQ(thin.light, Light::red);
  ASSERT_TRUE(thin.shortage);
  EXPECT_EQ(thin.shortage->days, (DateSpan{day("2025-09-29"), day("2025-10-05")}));
  EXPECT_EQ(thin.shortage->needed, 40);
  EXPECT_EQ(thin.shortage->slots, 30);
  EXPECT_LT(*thin.rho, f(5, 6));
  stream.thin_below = 3;
  const Utilisation merged = one({stream}, {callers(1)}, china_calendar(), autumn);
  EXPECT_FALSE(merged.shortage);
  EXPECT_EQ(merged.light, Light::green);
  EXPECT_EQ(*merged.busiest, f(8, 15));  // any week of five days, this pair among them
}

TEST(Load, ARoleWithoutSlotsIsRedAndOneWithoutLoadGreen) {
  const Utilisation none = one({weekly(1)}, {}, china_calendar(), year_2025());
  EXPECT_EQ(none.light, Light::red);
  EXPECT_FALSE(none.rho);
  EXPECT_EQ(none.least_people, -1);
  const Utilisation idle = one({}, {callers(2)}, china_calendar(), year_2025());
  EXPECT_EQ(idle.light, Light::green);
  EXPECT_EQ(idle.least_people, 0);
}

/// A light against what the planner keeps of the real windows: green and amber keep all,
/// a shortage does not, and it is as large as it says.
TEST(Load, LightsOfPeriodsAreTrue) {
  std::int32_t red = 0, other = 0;
  for (std::int32_t i = 0; i < plans(300); ++i) {
    Dice dice(seed() * 53 + static_cast<std::uint32_t>(i));
    std::vector<StreamLoad> streams;
    for (std::int32_t k = dice.between(1, 3); k > 0; --k) {
      StreamLoad stream = weekly(dice.between(0, 30));
      stream.bucket->period = static_cast<Period>(dice.between(1, 2));
      stream.touches = dice.between(1, 2);
      stream.thin_below = dice.between(0, 3);
      streams.push_back(stream);
    }
    const RoleSlots slots = callers(1, dice.between(1, 12));
    const Date first = day("2025-01-01").plus_days(dice.between(0, 300));
    const DateSpan span{first, first.plus_days(dice.between(20, 90))};
    const Utilisation row = one(streams, {slots}, china_calendar(), span);
    std::vector<WindowOfDays> windows;
    for (const StreamLoad& s : streams) {
      const BucketGrid grid(china_calendar(), *s.bucket, s.thin_below);
      for (DateSpan b = grid.bucket_of(span.first); b.last <= span.last;
           b = grid.next(b)) {
        if (b.first < span.first) continue;
        const WindowOfDays window{days_between(span.first, b.first),
                                  days_between(span.first, b.last)};
        windows.insert(windows.end(), static_cast<std::size_t>(s.customers * s.touches),
                       window);
      }
    }
    std::vector<std::int32_t> open;
    for (Date d = span.first; d <= span.last; d = d.plus_days(1))
      open.push_back(china_calendar().is_working(d) ? slots.slots : 0);
    const auto place = place_earliest(windows, open);
    const bool fits = std::find(place.begin(), place.end(), kNoDay) == place.end();
    ASSERT_EQ(fits, !row.shortage) << "instance " << i;
    ASSERT_TRUE(row.light == Light::red || fits) << "instance " << i;
    (row.light == Light::red ? red : other) += 1;
    if (!row.shortage) continue;
    std::int64_t needed = 0, there = 0;
    for (const WindowOfDays& w : windows) {
      const DateSpan days{span.first.plus_days(w.first), span.first.plus_days(w.last)};
      needed += row.shortage->days.contains(days.first) &&
                row.shortage->days.contains(days.last);
    }
    for (std::size_t d = 0; d < open.size(); ++d) {
      if (row.shortage->days.contains(span.first.plus_days(static_cast<std::int64_t>(d))))
        there += open[d];
    }
    ASSERT_EQ(needed, row.shortage->needed) << "instance " << i;
    ASSERT_EQ(there, row.shortage->slots) << "instance " << i;
    ASSERT_GT(needed, there);
  }
  EXPECT_GT(red, 30);
  EXPECT_GT(other, 30);
}

TEST(Load, AShortageIsThereExactlyWhenSomeWindowCannotBePlaced) {
  std::int32_t shorts = 0;
  for (std::int32_t i = 0; i < plans(2'000); ++i) {
    Dice dice(seed() * 59 + static_cast<std::uint32_t>(i));
    Shape shape;
    shape.days = dice.between(1, 15);
    shape.jobs = dice.between(1, 25);
    shape.longest = 6;
    shape.most_slots = 3;
    const DayCapacity capacity = random_capacity(dice, shape);
    const std::vector<Job> jobs = random_jobs(dice, shape);
    std::vector<WindowCount> windows;
    for (const Job& job : jobs) windows.push_back({job.window, 1});
    const auto found = first_shortage(windows, capacity.days, capacity.channels[0].slots);
    const bool fits =
        most_placed(jobs, capacity) == static_cast<std::int64_t>(jobs.size());
    ASSERT_EQ(!found, fits) << "instance " << i;
    shorts += found ? 1 : 0;
    ASSERT_TRUE(!found || found->needed > found->slots) << "instance " << i;
  }
  EXPECT_GT(shorts, 200);
}

/// 15 calls a day hold 75 weekly customers at 1, 62 at 5/6, 56 with a tenth on leave;
/// three visits 15, 12, 11; calls every two weeks 150, 125, 112.
TEST(Load, BookSizes) {
  const auto size = [](std::int32_t slots, std::int32_t period, Fraction here,
                       Fraction rho) {
    return book_size(slots, period, here, rho).value();
  };
  const Fraction all = f(1, 1), most = f(5, 6), leave = f(9, 10);
  EXPECT_EQ(size(15, 5, all, all), 75);
  EXPECT_EQ(size(15, 5, all, most), 62);
  EXPECT_EQ(size(15, 5, leave, most), 56);
  EXPECT_EQ(size(3, 5, all, all), 15);
  EXPECT_EQ(size(3, 5, all, most), 12);
  EXPECT_EQ(size(3, 5, leave, most), 11);
  EXPECT_EQ(size(15, 10, all, all), 150);
  EXPECT_EQ(size(15, 10, all, most), 125);
  EXPECT_EQ(size(15, 10, leave, most), 112);
  EXPECT_EQ(book_size(1, 0, all, all).error().field(), "period");
  EXPECT_EQ(book_size(-1, 1, all, all).error().field(), "slots");
}

/// The fewest people by trying every way to give customers out.
std::int64_t people_by_exhaustion(const std::vector<std::int64_t>& loads,
                                  const std::vector<std::int64_t>& capacity,
                                  std::size_t customer,
                                  std::vector<std::vector<std::int64_t>>& left) {
  const std::size_t width = capacity.size();
  if (customer * width == loads.size()) return static_cast<std::int64_t>(left.size());
  std::int64_t best = INT64_MAX;
  const std::size_t people = left.size();
  for (std::size_t p = 0; p <= people; ++p) {
    if (p == people) left.push_back(capacity);
    const auto before = left[p];
    bool fits = true;
    for (std::size_t c = 0; c < width; ++c) {
      left[p][c] -= loads[customer * width + c];
      fits = fits && left[p][c] >= 0;
    }
    if (fits)
      best = std::min(best, people_by_exhaustion(loads, capacity, customer + 1, left));
    left[p] = before;
    if (p == people) left.pop_back();
  }
  return best;
}

TEST(Load, PeopleAreBetweenTheBounds) {
  std::int32_t equal = 0;
  const std::int32_t count = plans(300);
  for (std::int32_t i = 0; i < count; ++i) {
    Dice dice(seed() * 61 + static_cast<std::uint32_t>(i));
    const std::size_t channels = static_cast<std::size_t>(dice.between(1, 2));
    std::vector<std::int64_t> capacity, loads;
    for (std::size_t c = 0; c < channels; ++c) capacity.push_back(dice.between(3, 12));
    for (std::int32_t k = dice.between(0, 7); k > 0; --k) {
      for (const std::int64_t most : capacity)
        loads.push_back(dice.between(0, static_cast<std::int32_t>(most)));
    }
    const PeopleBounds bounds = people_needed(loads, capacity).value();
    std::vector<std::vector<std::int64_t>> left;
    const std::int64_t truth = people_by_exhaustion(loads, capacity, 0, left);
    ASSERT_LE(bounds.least, truth) << "instance " << i;
    ASSERT_GE(bounds.enough, truth) << "instance " << i;
    equal += bounds.enough == truth ? 1 : 0;
  }
  EXPECT_GT(equal, count * 8 / 10);
  const std::int64_t capacity[] = {10};
  const std::int64_t too_much[] = {3, 11};
  EXPECT_EQ(people_needed(too_much, capacity).error().row(), 1);
  EXPECT_EQ(people_needed({}, capacity).value(), (PeopleBounds{0, 0}));
}

/// Periods that divide one another: the peak is ⌈Σ 1 / period⌉, exactly.
TEST(Load, ASpreadHasTheLowestPeak) {
  for (std::int32_t i = 0; i < plans(2'000); ++i) {
    Dice dice(seed() * 67 + static_cast<std::uint32_t>(i));
    std::vector<std::int32_t> chain = {dice.between(1, 3)};
    while (chain.back() < 40) chain.push_back(chain.back() * dice.between(2, 3));
    std::vector<std::int32_t> periods;
    for (std::int32_t k = dice.between(0, 60); k > 0; --k) {
      periods.push_back(chain[static_cast<std::size_t>(
          dice.between(0, static_cast<std::int32_t>(chain.size()) - 1))]);
    }
    const Spread spread = spread_first_cycle(periods).value();
    std::int64_t peak = 0;
    Fraction rate;
    for (std::int32_t d = 0; d < chain.back(); ++d) {
      std::int64_t due = 0;
      for (std::size_t k = 0; k < periods.size(); ++k)
        due += d % periods[k] == spread.phase[k] ? 1 : 0;
      peak = std::max(peak, due);
    }
    for (const std::int32_t p : periods) rate = sum(rate, f(1, p)).value();
    ASSERT_EQ(spread.peak, peak) << "instance " << i;
    ASSERT_EQ(spread.peak, ceiling_of(rate)) << "instance " << i;
    ASSERT_EQ(spread.least, ceiling_of(rate)) << "instance " << i;
  }
  const std::int32_t chain[] = {5, 10, 20, 60};
  EXPECT_EQ(spread_first_cycle(chain).value().peak, 1);
  EXPECT_EQ(spread_first_cycle(chain).value().phase,
            (std::vector<std::int32_t>{0, 1, 2, 3}));  // the first of equals
  const std::int32_t bad[] = {5, 0};
  EXPECT_EQ(spread_first_cycle(bad).error().row(), 1);
  const std::int32_t long_cycle[] = {997, 1009};
  EXPECT_EQ(spread_first_cycle(long_cycle).error().reason(), Reason::too_large);
}

TEST(Load, NamesWhatIsWrong) {
  const auto fails = [](StreamLoad stream, std::vector<RoleSlots> slots, DateSpan span) {
    const StreamLoad streams[] = {stream};
    const auto rows = utilisation(streams, slots, china_calendar(), span);
    return rows ? std::string("no error") : rows.error().field();
  };
  EXPECT_EQ(fails(weekly(1), {callers(1)}, year_2025()), "no error");
  EXPECT_EQ(fails(weekly(-1), {callers(1)}, year_2025()), "streams");
  EXPECT_EQ(fails(gap(1, 0), {callers(1)}, year_2025()), "streams");
  EXPECT_EQ(fails(weekly(1), {callers(-1)}, year_2025()), "slots");
  EXPECT_EQ(fails(weekly(1), {callers(1), callers(2)}, year_2025()), "slots");
  EXPECT_EQ(fails(weekly(1), {callers(1)}, {day("2025-01-02"), day("2025-01-01")}),
            "span");
  EXPECT_EQ(fails(weekly(1), {callers(1)}, {Date::min(), Date::max()}), "span");
}

}  // namespace
}  // namespace kith::planner_test
