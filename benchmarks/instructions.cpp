// Short bodies that do the same on every run, for counting instructions (scripts/
// instructions): what moves here moved in the code, not in the machine.
//
//   bench_instructions            names the bodies
//   bench_instructions <name>     prepares, then runs measured(<name>) once
//
// Callgrind counts between the entry and the exit of measured() and nothing else.
#include <cstring>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "fixture.hpp"
#include "harness.hpp"
#include "kith/base/csv.hpp"
#include "kith/exchange/import.hpp"
#include "kith/kith.h"
#include "kith/metrics/metrics.hpp"
#include "kith/tiering/policy.hpp"
#include "kith/tiering/tiering.hpp"
#include "sample/sheets.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

constexpr std::int64_t kCustomers = 1'000;  // as scripts/instructions says

using Work = std::function<void()>;

/// Found by its name in the symbol table, so it may not be inlined.
extern "C" __attribute__((noinline)) void measured(const Work& work) { work(); }

std::filesystem::path work_book() { return copy_of_book(kCustomers, "instructions"); }

std::shared_ptr<Book> a_book() {
  return std::make_shared<Book>(open_book(work_book(), Durability::bulk));
}

std::shared_ptr<std::vector<TouchMade>> touches(std::int64_t n) {
  auto out = std::make_shared<std::vector<TouchMade>>();
  for (std::int64_t i = 0; i < n; ++i) out->push_back(World(kCustomers).live_touch(i));
  return out;
}

// Each prepares and gives back what is to be counted.

Work single_touches() {
  return [book = a_book(), made = touches(20)] {
    for (const TouchMade& touch : *made) record(*book, {touch});
  };
}

Work group_of_touches() {
  return [book = a_book(), made = touches(100)] { record(*book, *made); };
}

Work list_of_an_owner() {
  return [book = a_book()] {
    (void)morning_list(View(book->source(), {.as_of = today()}), 1);
  };
}

Work past_list_of_an_owner() {
  return [book = a_book()] {
    (void)morning_list(
        View(book->source(), {.as_of = first_day().plus_days(4 * kSpanDays)}), 1);
  };
}

Work opening() {
  const auto path = work_book();
  return [path] {
    const Book book = open_book(path);
    (void)View(book.source(), {.as_of = today()})
        .due({.customer = CustomerKey(World::customer_key(7))});
  };
}

Work rebuilding() {
  return [book = a_book()] { (void)book->rebuild().value(); };
}

Work dating_back() {
  auto book = a_book();
  std::vector<TouchMade> long_history = *touches(500);
  for (TouchMade& touch : long_history) touch.customer = 0;
  record(*book, long_history);
  Batch batch;
  TouchMade late = World::loaded_touch(0, 2);
  late.event = "late";
  add_touch(batch, late);
  return
      [book, batch] { (void)book->record(batch, Zone{480}.close_of(today())).value(); };
}

Work due_dates() {
  std::vector<std::int32_t> days, n;
  for (std::int32_t i = 0; i < 10'000; ++i) {
    days.push_back(19'000 + i % 700);
    n.push_back(5 + i % 20);
  }
  return [days, n] {
    std::vector<std::int32_t> out(days.size());
    std::vector<std::uint8_t> provisional(days.size());
    kith_calendar* calendar = nullptr;
    expect(kith_calendar_create(nullptr, &calendar, nullptr) == KITH_OK &&
               kith_calendar_add(calendar, days.data(), n.data(), 10'000, out.data(),
                                 provisional.data(), nullptr) == KITH_OK,
           "kith_calendar_add");
    kith_calendar_free(calendar);
  };
}

Work judging() {
  return [] {
    TieringState state;
    for (int i = 0; i < 1'000; ++i) {
      state.willingness = static_cast<Rating>(i % 4);
      (void)judge(default_tier_policy(), state, {});
    }
  };
}

Work churn() {
  std::vector<std::int32_t> customer, day;
  for (std::int64_t i = 0; i < 20'000; ++i) {
    const auto x = scatter(3, static_cast<std::uint64_t>(i)) >> 20;
    customer.push_back(static_cast<std::int32_t>(x % 2'000));
    day.push_back(19'000 + static_cast<std::int32_t>((x >> 12) % 700));
  }
  return [customer, day] {
    (void)churn_sum({customer, day, 2'000}, {Date(19'400), Date(19'699)}, Date(19'699));
  };
}

std::vector<SampleFile> sheets() {
  SampleOptions options;
  options.customers = 30;
  options.managers = 2;
  return sample_sheets(options);
}

Work lexing() {
  std::string csv;
  for (int i = 0; i < 2'000; ++i)
    csv += "c" + std::to_string(i) + ",\"wants a quote, by Friday\",2023-11-0" +
           std::to_string(i % 9 + 1) + "\r\n";
  return [csv] { (void)lex_csv(csv).value(); };
}

Work importing() {
  return [files = sheets()] {
    Batch batch;
    ImportOptions options;
    options.now = Instant::parse("2023-12-31T20:00:00+08:00").value();
    for (const SampleFile& file : files)
      (void)import_into_batch(batch, file.bytes, file.name, options).value();
  };
}

const std::map<std::string, Work (*)()>& bodies() {
  static const std::map<std::string, Work (*)()> all{
      {"20 touches", single_touches},
      {"group of 100 touches", group_of_touches},
      {"list of an owner", list_of_an_owner},
      {"past list of an owner", past_list_of_an_owner},
      {"open and one customer", opening},
      {"rebuild of 10,000 facts", rebuilding},
      {"touch dated back by 500", dating_back},
      {"10,000 due dates", due_dates},
      {"1,000 tiers", judging},
      {"churn of 20,000 orders", churn},
      {"2,000 rows of csv", lexing},
      {"sheets of 30 customers", importing}};
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc > 2 ? argc - 1 : argc, argv);
  if (argc == 1) {
    for (const auto& [name, body] : bodies()) std::cout << name << "\n";
    return 0;
  }
  const auto body = bodies().find(argv[argc - 1]);
  if (body == bodies().end()) {
    std::cerr << "no such body: " << argv[argc - 1] << "\n";
    return 2;
  }
  try {
    measured(body->second());
  } catch (const std::exception& e) {
    std::cerr << e.what() << "\n";
    return 1;
  }
  return 0;
}
