// Merge and undo over random histories: what is taken back was never there.
#include <gtest/gtest.h>

#include "kith/book/book.hpp"
#include "property/book_file.hpp"
#include "property/histories.hpp"
#include "property/size.hpp"
#include "property/slow_tables.hpp"

namespace kith::property {
namespace {

constexpr std::int32_t kCustomers = 5;

std::vector<CustomerKey> customers() {
  std::vector<CustomerKey> out;
  for (std::int32_t i = 1; i <= kCustomers; ++i)
    out.emplace_back("customer-" + std::to_string(i));
  return out;
}

/// All that a source says on a day, as text.
std::vector<std::string> said(const std::shared_ptr<const Source>& source, Date as_of) {
  const View view(source, {.as_of = as_of});
  naive::Questions q;
  q.as_of = as_of;
  q.period = {as_of.plus_days(-200), as_of};
  std::vector<std::string> out;
  for (const auto& [name, table] : naive::tables(view, q, customers()))
    out.push_back(name + "\n" + to_csv(table));
  out.push_back(to_csv(view.contacts()));
  out.push_back(to_csv(view.pool()));
  out.push_back(to_csv(view.cases()));
  out.push_back(to_csv(view.at_risk()));
  out.push_back(to_csv(view.moved({.known_at = Instant(1)})));
  out.push_back(to_csv(view.duplicate_pairs()));
  for (const char* person : {"li", "zhao", "chen", "wang", "boss"}) {
    out.push_back(to_csv(view.due({.owner = PersonKey(person)})));
    out.push_back(to_csv(view.overdue({.owner = PersonKey(person)})));
  }
  source->each({Date::max(), std::nullopt}, [&](const CustomerState& s) {
    out.push_back(state_to_bytes(s));
    return true;
  });
  return out;
}

/// A history in two parts; the customers of the second are those of the first.
struct Told {
  std::vector<histories::Step> first;
  std::vector<histories::Step> second;
  Date day;
};

Told told(std::uint64_t seed) {
  histories::Generator history(seed, kSteps / 2, kCustomers);
  Told out;
  while (history.more()) {
    histories::Step step = history.next();
    const auto place = static_cast<std::int32_t>(out.first.size());
    (place < kSteps / 3 ? out.first : out.second).push_back(std::move(step));
  }
  out.day = history.today();
  return out;
}

class MergeHistories : public testing::TestWithParam<std::int32_t> {
 protected:
  [[nodiscard]] std::uint64_t seed() const {
    return static_cast<std::uint64_t>(kSeed + 11'000 + GetParam());
  }

  static void record(Book& book, const Batch& batch, Instant when) {
    const auto recorded = book.record(batch, when);
    ASSERT_TRUE(recorded) << recorded.error().message();
  }
  static void record(Book& book, const std::vector<histories::Step>& steps) {
    // What contradicts a merge that only one of two books has is left out of both.
    for (const histories::Step& step : steps) {
      Batch facts;
      for (const auto& [hash, document] : step.batch.documents())
        facts.add_document(document);
      for (const auto& [ref, words] : step.batch.texts()) facts.put_text(ref, words);
      for (const Fact& f : step.batch.facts()) {
        const bool of_merges = f.kind() == FactKind::merge ||
                               (f.kind() == FactKind::retract && f.head.root.empty());
        if (!of_merges) facts.add(f).value();
      }
      record(book, facts, step.recorded);
    }
  }
  static void expect_sound(Book& book) {
    const auto checked = book.check();
    ASSERT_TRUE(checked) << checked.error().message();
    EXPECT_EQ(book.rebuild().value(), 0);
  }
  /// Two customers become one; their key.
  static void merge(Book& book, const char* kept, const char* merged, Date day) {
    const View view(book.source(), {.as_of = day});
    const Instant now = book.last_recorded();
    record(book, view.merge({CustomerKey(kept), CustomerKey(merged)}, now).decisions,
           now);
  }
  static void unmerge(Book& book, const char* merged, Date day) {
    const View view(book.source(), {.as_of = day});
    const Instant now = book.last_recorded();
    record(book, view.unmerge(CustomerKey(merged), now).decisions, now);
  }
};

TEST_P(MergeHistories, AMergeTakenBackLeavesEverythingAsItWas) {
  const Told t = told(seed());
  SCOPED_TRACE("seed " + std::to_string(seed()));
  BookFile book("merges-" + std::to_string(seed()));
  ASSERT_NO_FATAL_FAILURE(record(*book, t.first));
  ASSERT_NO_FATAL_FAILURE(record(*book, t.second));
  for (const std::int32_t back : {0, 60}) {
    const Date as_of = t.day.plus_days(-back);
    const auto before = said(book->source(), as_of);
    merge(*book, "customer-1", "customer-2", t.day);
    merge(*book, "customer-3", "customer-1", t.day);
    expect_sound(*book);
    EXPECT_NE(said(book->source(), as_of), before);
    unmerge(*book, "customer-2", t.day);
    expect_sound(*book);
    unmerge(*book, "customer-1", t.day);
    expect_sound(*book);
    EXPECT_EQ(said(book->source(), as_of), before);
  }
}

TEST_P(MergeHistories, FactsThatCameMeanwhileAreAsIfThereHadBeenNoMerge) {
  const Told t = told(seed());
  SCOPED_TRACE("seed " + std::to_string(seed()));
  BookFile merged("merged-" + std::to_string(seed()));
  BookFile plain("plain-" + std::to_string(seed()));
  ASSERT_NO_FATAL_FAILURE(record(*merged, t.first));
  ASSERT_NO_FATAL_FAILURE(record(*plain, t.first));
  const auto there = [&](const char* key) {
    return merged->source()->one(CustomerKey(key), {Date::max(), {}}).has_value();
  };
  if (!there("customer-1") || !there("customer-2") || !there("customer-4")) return;
  merge(*merged, "customer-2", "customer-1", t.day);
  merge(*merged, "customer-2", "customer-4", t.day);
  ASSERT_NO_FATAL_FAILURE(record(*merged, t.second));
  ASSERT_NO_FATAL_FAILURE(record(*plain, t.second));
  expect_sound(*merged);
  EXPECT_NE(said(merged->source(), t.day), said(plain->source(), t.day));
  unmerge(*merged, "customer-4", t.day);
  unmerge(*merged, "customer-1", t.day);
  expect_sound(*merged);
  for (const std::int32_t back : {0, 30, 200})
    EXPECT_EQ(said(merged->source(), t.day.plus_days(-back)),
              said(plain->source(), t.day.plus_days(-back)));
}

INSTANTIATE_TEST_SUITE_P(Seeds, MergeHistories, testing::Range(0, kHistories));

}  // namespace
}  // namespace kith::property
