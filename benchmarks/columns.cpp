// Pure functions over whole columns, against DuckDB (2 threads) over the same columns:
// working-day dates, repurchase, churn, funnel counts, tiers.
//
// Floors, in bytes that must be read once (program "floors" gives the bandwidth): due
// date 6 to 8 a row; orders 8 a row and one access to the customer's state; a deal's
// figures; a customer's tier inputs.
#include <cstdint>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "duckdb.hpp"
#include "harness.hpp"
#include "kith/calendar/calendar.hpp"
#include "kith/kith.h"
#include "kith/metrics/metrics.hpp"
#include "kith/tiering/policy.hpp"
#include "kith/tiering/tiering.hpp"
#include "world.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

constexpr std::int64_t kOrdersEach = 10;
constexpr std::int32_t kDays = 1'000;
constexpr std::int32_t kStages = 5;

std::int64_t customers() { return arguments().customers; }
std::int32_t start_day() { return Date::from_ymd(2021, 1, 1).value().days(); }
Date as_of() { return Date(start_day() + kDays); }
DateSpan period() { return {as_of().plus_days(-364), as_of()}; }

std::uint64_t draw(std::uint64_t column, std::int64_t row) {
  return scatter(column, static_cast<std::uint64_t>(row)) >> 20;
}
std::int32_t some_day(std::uint64_t column, std::int64_t row) {
  return start_day() + static_cast<std::int32_t>(draw(column, row) % kDays);
}

std::unique_ptr<DuckDb>& duck() {
  static std::unique_ptr<DuckDb> d = DuckDb::start();
  return d;
}

/// A table of DuckDB from rows that `write` puts on a stream as CSV with a header.
template <class Write>
void load(const std::string& table, std::int64_t rows, const std::string& header,
          const Write& write) {
  if (!duck()) return;
  const auto path = arguments().folder / (table + ".csv");
  {
    std::ofstream file(path);
    file << header << "\n";
    for (std::int64_t i = 0; i < rows; ++i) {
      write(file, i);
      file << "\n";
    }
  }
  (void)duck()->ask("create or replace table " + table + " as select * from read_csv('" +
                    path.string() + "', header = true)");
  std::filesystem::remove(path);
}

/// A row of the table beside DuckDB's statement; the answers are compared once, that of
/// `told`, when it is given, after the statement.
void against(const std::string& row, const std::function<std::string()>& ours,
             const std::string& sql, const std::string& told = {}) {
  const Turn turn{.unit = benchmark::kMillisecond};
  const Body mine = [ours](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(ours());
  };
  if (!duck()) {
    alone(row, turn, mine);
    return;
  }
  const std::string a = ours();
  std::string b = duck()->ask(sql);
  if (!told.empty()) b = duck()->ask(told);
  if (a != b) differ(row + ": ours " + a + ", DuckDB " + b);
  in_turn(row, turn, mine, [sql](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(duck()->ask(sql));
  });
}

// ---- due dates
// ------------------------------------------------------------------------------------------------

constexpr std::int32_t kGaps[] = {5, 10, 20, 60};
std::int32_t some_gap(std::uint64_t column, std::int64_t row) {
  return kGaps[draw(column, row) % 4];
}

const kith_calendar* china() {
  static const kith_calendar* const made = [] {
    kith_calendar* c = nullptr;
    expect(kith_calendar_create(nullptr, &c, nullptr) == KITH_OK, "kith_calendar_create");
    return c;
  }();
  return made;
}

struct DueColumns {
  std::vector<std::int32_t> last_day, cadence, due;
  std::vector<std::uint8_t> provisional;
};

/// How many are overdue, and the sum of the days, of some rows.
struct DueSum {
  std::int64_t overdue = 0, sum = 0;
};
DueSum due_dates(DueColumns& c, std::size_t from, std::size_t to) {
  kith_error* error = nullptr;
  expect(kith_calendar_add(china(), c.last_day.data() + from, c.cadence.data() + from,
                           static_cast<std::int64_t>(to - from), c.due.data() + from,
                           c.provisional.data() + from, &error) == KITH_OK,
         "kith_calendar_add");
  DueSum out;
  const std::int32_t today = as_of().days();
  for (std::size_t i = from; i < to; ++i) {
    out.overdue += c.due[i] < today ? 1 : 0;
    out.sum += c.due[i];
  }
  return out;
}

/// The caller's threads, each with its part of the rows.
std::string due_dates(DueColumns& c, std::size_t threads) {
  const std::size_t rows = c.last_day.size();
  std::vector<DueSum> parts(threads);
  std::vector<std::thread> others;
  const auto work = [&](std::size_t n) {
    parts[n] = due_dates(c, rows * n / threads, rows * (n + 1) / threads);
  };
  for (std::size_t n = 1; n < threads; ++n) others.emplace_back(work, n);
  work(0);
  for (std::thread& other : others) other.join();
  DueSum all;
  for (const DueSum& part : parts) {
    all.overdue += part.overdue;
    all.sum += part.sum;
  }
  return std::to_string(all.overdue) + "|" + std::to_string(all.sum);
}

void due_rows(const std::string& size, std::int64_t rows) {
  auto columns = std::make_shared<DueColumns>();
  for (std::int64_t i = 0; i < rows; ++i) {
    columns->last_day.push_back(some_day(1, i));
    columns->cadence.push_back(some_gap(2, i));
  }
  columns->due.resize(static_cast<std::size_t>(rows));
  columns->provisional.resize(static_cast<std::size_t>(rows));
  const std::string table = "due" + std::to_string(rows);  // each row keeps its own
  load(table, rows, "last_day,cadence", [&](std::ostream& out, std::int64_t i) {
    const auto at = static_cast<std::size_t>(i);
    out << columns->last_day[at] << ',' << columns->cadence[at];
  });
  const std::string sums = "select count(*) filter (day < " +
                           std::to_string(as_of().days()) + "), sum(day) from ";
  const std::string dates = "select w.day from " + table +
                            " f join calendar k on k.day = f.last_day "
                            "join workday w on w.number = k.number + f.cadence";
  const std::string sql = sums + "(" + dates + ")";
  const std::string kept = "create or replace table kept as " + dates;
  const auto one = [columns] { return due_dates(*columns, 1); };
  const auto two = [columns] { return due_dates(*columns, 2); };
  against("due dates" + size, one, sql);
  against("due dates, two threads" + size, two, sql);
  // As ours does, DuckDB keeps each date.
  against("due dates, each kept" + size, one, kept, sums + "kept");
  against("due dates, each kept, two threads" + size, two, kept, sums + "kept");
}

// ---- lists of owners
// --------------------------------------------------------------------------------------

constexpr std::int32_t kListed = 50;
constexpr std::int32_t kOwners = 1'000;

struct ListColumns {
  std::vector<std::int32_t> last_day, gap, owner, points;
  std::vector<std::int64_t> row =
      std::vector<std::int64_t>(std::size_t{kOwners} * kListed);
  std::vector<std::int32_t> due = std::vector<std::int32_t>(row.size());
  std::vector<std::int32_t> size = std::vector<std::int32_t>(kOwners);
};

std::string due_lists(ListColumns& c) {
  expect(kith_calendar_due_lists(
             china(), c.last_day.data(), c.gap.data(), c.owner.data(), c.points.data(),
             static_cast<std::int64_t>(c.last_day.size()), kOwners, as_of().days(),
             kListed, c.row.data(), c.due.data(), c.size.data(), nullptr) == KITH_OK,
         "kith_calendar_due_lists");
  std::int64_t listed = 0, rows = 0;
  for (const std::int32_t n : c.size) listed += n;
  for (const std::int64_t row : c.row) rows += row + 1;  // a free place is -1
  return std::to_string(listed) + "|" + std::to_string(rows);
}

/// A follow-up each, the 50 with the most points of each owner among those due: by
/// row_number() and by arg_max(). No two rows have the same points, so that both sides
/// list the same.
void list_rows(const std::string& size, std::int64_t rows) {
  auto c = std::make_shared<ListColumns>();
  for (std::int64_t i = 0; i < rows; ++i) {
    // Most were met of late, so that some three in ten are due.
    const auto ago =
        static_cast<std::int32_t>(draw(41, i) % 40 * (draw(42, i) % 40) / 20);
    c->last_day.push_back(as_of().days() - 1 - ago);
    c->gap.push_back(some_gap(43, i));
    c->owner.push_back(static_cast<std::int32_t>(draw(44, i) % kOwners));
    // A permutation of the rows: an odd factor modulo a power of two above them.
    c->points.push_back(static_cast<std::int32_t>(
        (static_cast<std::uint64_t>(i) * 0x9E3779B1u) & ((std::uint64_t{1} << 30) - 1)));
  }
  const std::string table = "follow" + std::to_string(rows);
  load(table, rows, "id,last_day,cadence,owner,prio",
       [&](std::ostream& out, std::int64_t i) {
         const auto at = static_cast<std::size_t>(i);
         out << i + 1 << ',' << c->last_day[at] << ',' << c->gap[at] << ','
             << c->owner[at] << ',' << c->points[at];
       });
  const std::string due =
      "with d as (select id, owner, prio, w.day due from " + table +
      " f join calendar k on "
      "k.day = f.last_day join workday w on w.number = k.number + f.cadence), ";
  const std::string today = std::to_string(as_of().days());
  const auto ours = [c] { return due_lists(*c); };
  against("lists of owners, row_number" + size, ours,
          due +
              "o as (select id, row_number() over (partition by owner order by prio "
              "desc) rn from d where due <= " +
              today + ") select count(*), sum(id) from o where rn <= 50");
  against("lists of owners, arg_max" + size, ours,
          due + "o as (select arg_max(id, prio, 50) l from d where due <= " + today +
              " group by owner) select sum(len(l)), sum(list_sum(l)) from o");
}

void load_calendar() {
  std::int32_t number = 0;
  load("calendar", kDays + 400, "day,works,number",
       [&](std::ostream& out, std::int64_t i) {
         const Date day(start_day() + static_cast<std::int32_t>(i));
         const bool works = china_calendar().is_working(day);
         number += works ? 1 : 0;
         out << day.days() << ',' << (works ? 1 : 0) << ',' << number;
       });
  if (duck()) {
    (void)duck()->ask(
        "create table workday as select number, day from calendar where works = 1");
  }
}

// ---- orders
// ---------------------------------------------------------------------------------------------------

std::string text(const RateSum& sum) {
  return std::to_string(sum.numerator) + "|" + std::to_string(sum.denominator);
}

void order_rows() {
  static std::vector<std::int32_t> customer, day;
  const std::int64_t rows = customers() * kOrdersEach;
  for (std::int64_t i = 0; i < rows; ++i) {
    customer.push_back(
        static_cast<std::int32_t>(draw(3, i) % static_cast<std::uint64_t>(customers())));
    day.push_back(some_day(4, i));
  }
  load("orders", rows, "customer,day", [&](std::ostream& out, std::int64_t i) {
    const auto at = static_cast<std::size_t>(i);
    out << customer[at] << ',' << day[at];
  });
  const auto columns = [] {
    return OrderColumns{customer, day, static_cast<std::int32_t>(customers())};
  };
  const std::string first = std::to_string(period().first.days());
  const std::string last = std::to_string(period().last.days());
  const std::string before = std::to_string(period().first.days() - kChurnDays);
  against(
      "repurchase", [=] { return text(repurchase_sum(columns(), period(), as_of())); },
      "select count(*) filter (again), count(*) from (select min(day) <> max(day) as "
      "again from orders where day between " +
          first + " and " + last + " group by customer)");
  against(
      "churn", [=] { return text(churn_sum(columns(), period(), as_of())); },
      "select count(*) filter (not here), count(*) from (select bool_or(day >= " + first +
          ") as here, bool_or(day < " + first +
          ") as before from orders where day between " + before + " and " + last +
          " group by customer) where before");
}

// ---- deals
// ----------------------------------------------------------------------------------------------------

void funnel_row() {
  static std::vector<DealFigures> deals;
  for (std::int64_t i = 0; i < customers(); ++i) {
    DealFigures deal;
    std::int32_t day = some_day(5, i);
    deal.created = Date(day);
    const auto stages = static_cast<std::int32_t>(draw(6, i) % (kStages + 1));
    for (std::int32_t s = 0; s < kStages; ++s) {
      day +=
          1 + static_cast<std::int32_t>(draw(7 + static_cast<std::uint64_t>(s), i) % 40);
      deal.reached.push_back(s < stages ? std::optional<Date>(Date(day)) : std::nullopt);
    }
    deals.push_back(std::move(deal));
  }
  load("deals", customers(), "created,s0,s1,s2,s3,s4",
       [&](std::ostream& out, std::int64_t i) {
         const DealFigures& deal = deals[static_cast<std::size_t>(i)];
         out << deal.created.days();
         for (const auto& day : deal.reached) {
           out << ',';
           if (day) out << day->days();
         }
       });
  const std::string now = std::to_string(as_of().days());
  std::string counts;
  for (int s = 0; s < kStages; ++s)
    counts += ", count(*) filter (s" + std::to_string(s) + " <= " + now + ")";
  against(
      "funnel counts",
      [] {
        const FunnelCounts found = funnel(deals, kStages, period(), as_of());
        std::string out = std::to_string(found.created);
        for (const std::int64_t n : found.reached) out += "|" + std::to_string(n);
        return out;
      },
      "select count(*)" + counts + " from deals where created between " +
          std::to_string(period().first.days()) + " and " +
          std::to_string(period().last.days()));
}

// ---- tiers
// ----------------------------------------------------------------------------------------------------

void tier_row() {
  static std::vector<TieringState> states;
  static std::vector<TierInputs> inputs;
  static const TierPolicy& policy = default_tier_policy();
  const Currency cny = Currency::parse("CNY").value();
  for (std::int64_t i = 0; i < customers(); ++i) {
    TieringState state;
    state.industry_growth = static_cast<Rating>(draw(20, i) % 4);
    state.willingness = static_cast<Rating>(draw(21, i) % 4);
    TierInputs input;
    input.orders_12m = Money{static_cast<std::int64_t>(draw(22, i) % 150'000'000), cny};
    states.push_back(std::move(state));
    inputs.push_back(input);
  }
  load("customers", customers(), "orders,growth,willing",
       [&](std::ostream& out, std::int64_t i) {
         const auto at = static_cast<std::size_t>(i);
         out << inputs[at].orders_12m->minor << ','
             << static_cast<int>(states[at].industry_growth) << ','
             << static_cast<int>(states[at].willingness);
       });
  const auto points = [](const char* column) {
    return "(case " + std::string(column) +
           " when 1 then 0 when 3 then 1000000 else 500000 end)";
  };
  const std::string sql =
      "with p as (select case when orders >= 100000000 then 2 when orders >= 50000000 "
      "then 1 else 0 end as v, (" +
      points("growth") + " + " + points("willing") +
      ") // 2 as q from customers), b as (select v, case when q >= 700000 then 2 when q "
      ">= 300000 then 1 else 0 end as w from p), t as (select case when (v = 2 and w > "
      "0) "
      "or (v = 1 and w = 2) then 'A' when (v = 2 and w = 0) or (v = 1 and w = 1) or (v = "
      "0 and w = 2) then 'B' else 'C' end as tier from b) select count(*) filter (tier = "
      "'A'), count(*) filter (tier = 'B'), count(*) filter (tier = 'C') from t";
  against(
      "tiers with their why",
      [] {
        std::int64_t counts[3] = {};
        for (std::size_t i = 0; i < states.size(); ++i)
          ++counts[judge(policy, states[i], inputs[i]).tier[0] - 'A'];
        return std::to_string(counts[0]) + "|" + std::to_string(counts[1]) + "|" +
               std::to_string(counts[2]);
      },
      sql);
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  try {
    if (!duck()) std::cerr << "no DuckDB: KITH_BENCH_NODE_MODULES names none\n";
    load_calendar();
    due_rows("", customers());
    due_rows(", ten times the rows", customers() * 10);
    list_rows("", customers());
    list_rows(", ten times the rows", customers() * 10);
    order_rows();
    funnel_row();
    tier_row();
  } catch (const std::exception& e) {
    differ(e.what());
  }
  const int code = run();
  duck().reset();
  return code;
}
