// Laws over random histories: what is kept step by step is what the log gives, and the
// past stays as it was answered.
#include <algorithm>
#include <map>
#include <random>

#include "book/desk.hpp"
#include "kith/view/view.hpp"

namespace kith::test {
namespace {

constexpr std::uint32_t kSeeds = 300;

Batch documents() {
  Batch b;
  adopt(b, default_cadence_json(), day("2024-01-08"), "cadence");
  return b;
}

// States, rollups and lists are compared with a refold by check(); states with the source
// in memory too.
TEST(Laws, IncrementalIsRebuiltIsInMemory) {
  const Folder folder;
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::string path = folder.file("law" + std::to_string(seed));
    Book book = fresh(path);
    RandomHistory history(seed);
    Batch all;
    for (int i = 0; i < 8; ++i) {
      Batch b = history.next_batch();
      if (i == static_cast<int>(seed % 8)) b.append(documents());
      const auto r = book.record(b, history.now(), {.all_or_nothing = false});
      ASSERT_TRUE(r) << r.error().message();
      for (std::size_t row = 0; row < b.facts().size(); ++row) {
        const std::string outcome =
            r->report.cell("outcome", static_cast<std::int64_t>(row));
        if (outcome != "created" && outcome != "replaced") continue;
        Fact f = b.facts()[row];
        f.head.recorded = history.now();
        all.add(f).value();
      }
      for (const auto& [hash, d] : b.documents()) all.add_document(d);
    }
    const auto checked = book.check();
    ASSERT_TRUE(checked) << checked.error().message();
    ASSERT_EQ(book.rebuild().value(), 0);
    const auto memory = TablesSource::open(all, {}).value();
    for (const char* as_of : {"2024-01-20", "2024-02-15", "2024-12-31"}) {
      const Cut cut{day(as_of), std::nullopt};
      ASSERT_EQ(states(*book.source(), cut), states(*memory, cut)) << as_of;
    }
    std::filesystem::remove(path);
  }
}

TEST(Laws, ThePastIsAnsweredAsItWas) {
  const Folder folder;
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Book book = fresh(folder.file("past" + std::to_string(seed)));
    RandomHistory history(1000 + seed);
    std::map<Instant, std::vector<std::string>> answered;
    std::map<Instant, std::string> rules;
    std::map<Instant, std::vector<Table>> tables;
    const auto ask = [](const Book& b, const ViewOptions& o) {
      const View view(b.source(), o);
      return std::vector<Table>{view.due(), view.customers(), view.promises_kept()};
    };
    const Date as_of = day("2024-02-20");
    for (int i = 0; i < 8; ++i) {
      Batch b = history.next_batch();
      if (i == 4) b.append(documents());
      ASSERT_TRUE(book.record(b, history.now(), {.all_or_nothing = false}));
      const Instant close = Zone{}.close_of(Zone{}.day_of(history.now()));
      answered[close] = states(*book.source(), {as_of, std::nullopt});
      tables[close] = ask(book, {as_of, std::nullopt});
      rules[close] = book.source()->rules(std::nullopt)->fingerprint();
    }
    const Book reader = again(folder.file("past" + std::to_string(seed)));
    for (const auto& [close, then] : answered) {
      EXPECT_EQ(states(*reader.source(), {as_of, close}), then) << close.iso();
      EXPECT_EQ(ask(reader, {as_of, close}), tables[close]) << close.iso();
      EXPECT_EQ(reader.source()->rules(close)->fingerprint(), rules[close]);
    }
    const auto none = states(*reader.source(), {as_of, at("2023-01-01T00:00:00Z")});
    EXPECT_TRUE(none.empty());
  }
}

TEST(Laws, OwnersListIsTheFilteredWhole) {
  const Folder folder;
  for (std::uint32_t seed = 1; seed <= 40; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Book book = fresh(folder.file("own" + std::to_string(seed)));
    RandomHistory history(5000 + seed);
    for (int i = 0; i < 6; ++i)
      ASSERT_TRUE(
          book.record(history.next_batch(), history.now(), {.all_or_nothing = false}));
    const auto source = book.source();
    for (const char* as_of : {"2024-01-20", "2024-02-15", "2024-12-31"}) {
      for (const char* owner : {"p0", "p1", "p2", ""}) {
        const Cut cut{day(as_of), std::nullopt};
        std::vector<CustomerState> whole;
        std::vector<CustomerState> listed;
        source->each(cut, [&](const CustomerState& s) {
          if (s.ownership.owner.text() == owner) whole.push_back(s);
          return true;
        });
        source->each_of_owner(PersonKey(owner), cut, [&](const CustomerState& s) {
          listed.push_back(s);
          return true;
        });
        EXPECT_EQ(listed, whole) << as_of << " " << owner;
      }
    }
  }
}

/// Sixty customers of two people on all sorts of streams: a second document comes into
/// force later, tags expire, steps of all deadlines are open, some in others' names.
Batch busy_desk(std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](int n) {
    return static_cast<int>(random() % static_cast<unsigned>(n));
  };
  Batch b = documents();
  std::string later(default_cadence_json());
  const std::string_view gap = R"("gap_wd": 10)";
  later.replace(later.find(gap), gap.size(), R"("gap_wd": 3)");
  adopt(b, later, day("2024-04-10"), "later");
  for (int c = 0; c < 60; ++c) {
    const std::string key = "c" + std::to_string(c);
    int serial = 0;
    const auto add = [&](int from, FactBody body) {
      const Date d = day("2024-01-02").plus_days(from + below(40));
      b.add(fact(key, std::to_string(serial++), d, std::move(body))).value();
    };
    add(0, OwnerFact{PersonKey(below(4) == 0 ? "wang" : "li")});
    if (below(8) != 0) {
      TierFact tier;
      tier.tier = std::string(1, static_cast<char>('A' + below(3)));
      add(0, tier);
    }
    for (const char* tag : {"urgent_need", "price_sensitive", "competitor_customer"}) {
      if (below(3) == 0)
        add(20, TagFact{tag, true, day("2024-03-01").plus_days(below(90))});
    }
    if (below(10) == 0) add(30, CustomerFact{{{Field::do_not_contact, FieldValue(1)}}});
    for (int n = below(4); n > 0; --n) {
      TouchFact touch = phone_touch("li");
      touch.outcome = below(3) == 0 ? Outcome::no_reply : Outcome::answered;
      add(10, touch);
    }
    for (int n = below(3); n > 0; --n) {
      StepFact step;
      step.deadline = static_cast<DeadlineKind>(1 + below(3));
      step.working_days = 5 + below(60);
      step.first = day("2024-02-15");
      step.last = step.first->plus_days(below(80));
      if (step.deadline != DeadlineKind::range) step.first.reset();
      if (step.deadline == DeadlineKind::working_days) step.last.reset();
      if (step.deadline != DeadlineKind::working_days) step.working_days = 0;
      if (below(4) == 0) step.actor = PersonKey("wang");
      add(20, step);
    }
  }
  return b;
}

Table head(const Table& table, std::int64_t rows) {
  std::vector<std::int64_t> first;
  for (std::int64_t i = 0; i < std::min(rows, table.rows()); ++i) first.push_back(i);
  return take(table, first);
}

TEST(Laws, AShortListIsTheHeadOfTheWhole) {
  const Folder folder;
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    Book book = fresh(folder.file("busy" + std::to_string(seed)));
    const Batch b = busy_desk(seed);
    ASSERT_TRUE(book.record(b, at("2024-03-15T02:00:00Z")));
    for (int shift = -60; shift < 240; shift += 7) {
      const View view(book.source(), {.as_of = day("2024-03-15").plus_days(shift)});
      for (const char* person : {"li", "wang", ""}) {
        const Table whole = view.due({.owner = PersonKey(person)});
        for (const std::int64_t limit : {1, 2, 5, 10, 20}) {
          ASSERT_EQ(view.due({.owner = PersonKey(person), .limit = limit}),
                    head(whole, limit))
              << "seed " << seed << " " << person << " " << view.as_of().iso()
              << " limit " << limit;
        }
      }
    }
  }
}

TEST(Laws, TwoHandlesOfOneBookAgree) {
  const Folder folder;
  Book one = fresh(folder.file());
  Book two = again(folder.file());
  RandomHistory history(77);
  for (int i = 0; i < 20; ++i) {
    Batch b = history.next_batch();
    if (i == 10) b.append(documents());
    Book& writer = i % 2 == 0 ? one : two;
    ASSERT_TRUE(writer.record(b, history.now(), {.all_or_nothing = false}));
    EXPECT_EQ(states(one), states(two));
    EXPECT_EQ(one.source()->rules({})->fingerprint(),
              two.source()->rules({})->fingerprint());
  }
  EXPECT_TRUE(one.check());
}

}  // namespace
}  // namespace kith::test
