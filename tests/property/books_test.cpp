// A whole book: every question of the view over a book and over tables gives the same
// bytes, which the slow readings give too, and the past answers as it did.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "kith/book/book.hpp"
#include "property/book_file.hpp"
#include "property/histories.hpp"
#include "property/size.hpp"
#include "property/slow_tables.hpp"
#include "property/world.hpp"

namespace kith::property {
namespace {

using People = std::set<std::string, std::less<>>;

/// The rows of these people, in their order.
Table rows_of(const Table& table, const People& people, std::int64_t limit) {
  const std::int32_t owner = table.index_of("owner").value();
  std::vector<std::int64_t> rows;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    if (people.contains(table.text(owner, row))) rows.push_back(row);
  }
  if (limit > 0 && std::cmp_less(limit, rows.size()))
    rows.resize(static_cast<std::size_t>(limit));
  return take(table, rows);
}

/// Whose promises a person's list has on a day: of those it stands in for, and its own
/// unless somebody else does.
People listed_with(const PersonKey& person, const Directory& directory, Date day) {
  People out;
  if (directory.deputy(person, day).empty()) out.insert(person.text());
  for (const PersonKey& away : directory.stands_in_for(person, day))
    out.insert(away.text());
  return out;
}

/// Everybody's list read whole says what each one's list, read for that person alone and
/// no further than asked, must be.
void expect_lists_of_each(const Book& book, Date as_of, std::optional<Instant> known_at) {
  const View view(book.source(), {.as_of = as_of, .known_at = known_at});
  const Table all = view.due();
  const Table late = view.overdue();
  const Table milestones = view.milestones({.open_only = false});
  const auto rules = book.source()->rules(known_at);
  People people{"nobody"};
  for (const Table* table : {&all, &milestones}) {
    const std::int32_t owner = table->index_of("owner").value();
    for (std::int64_t row = 0; row < table->rows(); ++row)
      people.emplace(table->text(owner, row));
  }
  people.erase("");  // asks for everybody's
  for (const std::string& person : people) {
    const People listed = listed_with(PersonKey(person), rules->directory(), as_of);
    for (const std::int64_t limit : {0, 1, 3}) {
      EXPECT_EQ(view.due({.owner = PersonKey(person), .limit = limit}),
                rows_of(all, listed, limit))
          << person << " as of " << as_of.iso() << " limit " << limit;
      EXPECT_EQ(view.overdue({.owner = PersonKey(person), .limit = limit}),
                rows_of(late, listed, limit))
          << person << " as of " << as_of.iso() << " limit " << limit;
    }
    EXPECT_EQ(view.milestones({.owner = PersonKey(person), .open_only = false}),
              rows_of(milestones, {person}, 0))
        << person << " as of " << as_of.iso();
  }
  const std::int64_t few = std::min<std::int64_t>(all.rows(), 4);
  std::vector<std::int64_t> first(static_cast<std::size_t>(few));
  std::iota(first.begin(), first.end(), 0);
  EXPECT_EQ(view.due({.limit = 4}), take(all, first));
  const Table cases = view.cases();
  const Table at_risk = view.at_risk();
  for (const std::string& person : people) {
    EXPECT_EQ(view.cases({.owner = PersonKey(person)}), rows_of(cases, {person}, 0))
        << person << " as of " << as_of.iso();
    EXPECT_EQ(view.at_risk({.owner = PersonKey(person)}), rows_of(at_risk, {person}, 0))
        << person << " as of " << as_of.iso();
  }
}

using Named = std::vector<std::pair<std::string, Table>>;

class Books : public testing::TestWithParam<std::int32_t> {
 protected:
  Books()
      : seed_(static_cast<std::uint64_t>(kSeed + 1000 + GetParam())),
        history_(seed_, kSteps),
        random_(seed_),
        book_("books-" + std::to_string(seed_)) {}

  /// Now and then rules change without folding anybody, and some are brought up later.
  void record(const histories::Step& step) {
    const auto recorded =
        book_->record(step.batch, step.recorded, {.defer = random_.percent(70)});
    ASSERT_TRUE(recorded) << step.what << ": " << recorded.error().message();
    world_.take(step.batch);
    if (random_.percent(5)) {
      const auto left = book_->catch_up(1 + random_.below(2));
      ASSERT_TRUE(left) << left.error().message();
    }
  }

  [[nodiscard]] std::vector<CustomerKey> keys() const {
    std::vector<CustomerKey> out;
    for (const auto& [key, log] : world_.logs()) out.push_back(key);
    return out;
  }

  /// Questions about a day, with a period around it.
  naive::Questions questions(Date as_of) {
    naive::Questions q;
    q.as_of = as_of;
    const Date first = as_of.plus_days(-random_.between(-10, 250));
    q.period = {first, first.plus_days(random_.below(200))};
    q.churn_days = random_.percent(50) ? 180 : random_.between(1, 300);
    q.by_owner = random_.percent(70);
    q.open_only = random_.percent(40);
    return q;
  }

  /// Book, tables and slow readings agree, in every answer.
  void compare(const naive::Questions& q, std::optional<Instant> known_at,
               const std::shared_ptr<const Source>& tables, const Named* answered) {
    const Named over_tables = naive::tables(View(tables, {q.as_of, known_at}), q, keys());
    const Named over_book =
        naive::tables(View(book_->source(), {q.as_of, known_at}), q, keys());
    ASSERT_EQ(over_book.size(), over_tables.size());
    for (std::size_t i = 0; i < over_book.size(); ++i) {
      ASSERT_EQ(to_csv(over_book[i].second), to_csv(over_tables[i].second))
          << over_book[i].first << " over book and tables";
    }
    if (answered != nullptr) expect_same(over_book, *answered);
    expect_slow(over_tables,
                naive::slow_tables(world_.book(known_at), world_.customers(known_at), q));
    for (const auto& [key, log] : world_.logs())
      expect_slow_one(
          over_tables, "history of " + key.text(),
          naive::slow_history(world_.logs_with(key, known_at), known_at, q.as_of));
    expect_lists_of_each(*book_, q.as_of, known_at);
    const View over(tables, {q.as_of, known_at});
    const View in_book(book_->source(), {q.as_of, known_at});
    ASSERT_EQ(to_csv(in_book.cases()), to_csv(over.cases()));
    ASSERT_EQ(to_csv(in_book.at_risk()), to_csv(over.at_risk()));
  }

  static const Table* find(const Named& tables, const std::string& name) {
    for (const auto& [other, table] : tables) {
      if (other == name) return &table;
    }
    return nullptr;
  }

  static void expect_same(const Named& now, const Named& then) {
    for (const auto& [name, table] : then) {
      const Table* again = find(now, name);
      ASSERT_NE(again, nullptr) << name;
      ASSERT_EQ(to_csv(*again), to_csv(table)) << name;
    }
  }

  static void expect_slow_one(const Named& tables, const std::string& name,
                              const naive::SlowTable& slow) {
    const Table* table = find(tables, name);
    ASSERT_NE(table, nullptr) << name;
    ASSERT_EQ(naive::lines_of(*table, slow.columns), slow.lines) << name;
  }

  static void expect_slow(const Named& tables,
                          const std::vector<naive::SlowTable>& slow) {
    for (const naive::SlowTable& s : slow) expect_slow_one(tables, s.name, s);
    const bool funnel = find(tables, "funnel") != nullptr;
    ASSERT_EQ(funnel, slow.back().name == "funnel");
  }

  /// The states of a source as bytes.
  static std::vector<std::string> states(const Source& source) {
    std::vector<std::string> out;
    source.each({Date::max(), std::nullopt}, [&](const CustomerState& s) {
      out.push_back(state_to_bytes(s));
      return true;
    });
    return out;
  }

  /// States, lists and rollups are what the log gives.
  void expect_sound(Book& book) {
    const auto checked = book.check();
    ASSERT_TRUE(checked) << checked.error().message();
    while (book.behind() > 0) ASSERT_TRUE(book.catch_up(2));
    const auto differing = book.rebuild();
    ASSERT_TRUE(differing) << differing.error().message();
    ASSERT_EQ(*differing, 0);
    std::vector<std::string> incremental;
    for (const auto& [key, state] : world_.states()) {
      if (state.last) incremental.push_back(state_to_bytes(state));
    }
    ASSERT_EQ(states(*book.source()), incremental);
  }

  /// The same facts again are nothing.
  void expect_again_is_nothing(const histories::Step& step) {
    const std::int64_t facts = book_->fact_count();
    const auto again = book_->record(step.batch, step.recorded);
    ASSERT_TRUE(again) << again.error().message();
    ASSERT_EQ(again->unchanged, static_cast<std::int64_t>(step.batch.facts().size()));
    ASSERT_EQ(again->states_written, 0);
    ASSERT_EQ(book_->fact_count(), facts);
  }

  /// A known event key with other content is a conflict, over a book and over tables.
  void expect_otherwise_is_a_conflict(const histories::Step& step) {
    const std::int64_t facts = book_->fact_count();
    Batch batch;
    batch.add(history_.contradiction()).value();
    const auto refused = book_->record(batch, step.recorded);
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().status(), Status::already_exists);
    const auto told = book_->record(batch, step.recorded, {.all_or_nothing = false});
    ASSERT_TRUE(told) << told.error().message();
    ASSERT_EQ(told->conflicts, 1);
    ASSERT_EQ(told->states_written, 0);
    ASSERT_EQ(book_->fact_count(), facts);
    Batch both = world_.all();
    both.append(batch);
    const auto tables = TablesSource::open(both, world_.settings());
    ASSERT_FALSE(tables);
    ASSERT_EQ(tables.error().status(), Status::already_exists);
  }

  /// However the facts are cut into batches, the book is the same.
  void expect_one_batch_is_step_by_step() {
    BookFile once("books-once-" + std::to_string(seed_));
    const auto recorded = once->record(world_.all(), book_->last_recorded());
    ASSERT_TRUE(recorded) << recorded.error().message();
    ASSERT_EQ(once->fact_count(), book_->fact_count());
    expect_sound(*once);
  }

  /// Checks of whole tables are dear, so a long history has fewer of them a step.
  bool now_and_then(std::int32_t times) { return random_.below(kSteps) < times; }

  std::uint64_t seed_;
  histories::Generator history_;
  histories::Random random_;
  World world_;
  BookFile book_;
};

TEST_P(Books, BookIsTablesIsSlowReadingAndThePastStays) {
  SCOPED_TRACE("seed " + std::to_string(seed_));
  struct Answered {
    naive::Questions questions;
    Named tables;
  };
  std::vector<Answered> answered;
  Date before;
  for (std::int32_t i = 0; history_.more(); ++i) {
    const histories::Step step = history_.next();
    // A day is over: what was answered at its close must be answered again at the end.
    if (i > 1 && before < history_.today() && now_and_then(8)) {
      const naive::Questions q = questions(before);
      const View view(book_->source(), {before, std::nullopt});
      answered.push_back({q, naive::tables(view, q, keys())});
    }
    before = history_.today();
    SCOPED_TRACE("step " + std::to_string(i) + step.what);
    ASSERT_NO_FATAL_FAILURE(record(step));
    if (now_and_then(10)) {
      ASSERT_NO_FATAL_FAILURE(expect_again_is_nothing(step));
      ASSERT_NO_FATAL_FAILURE(expect_otherwise_is_a_conflict(step));
    }
    if (!now_and_then(8) && history_.more()) continue;
    const auto tables = TablesSource::open(world_.all(), world_.settings()).value();
    for (const std::int32_t back : {0, random_.between(1, 200), -random_.between(1, 30)})
      ASSERT_NO_FATAL_FAILURE(compare(questions(history_.today().plus_days(-back)),
                                      std::nullopt, tables, nullptr));
    ASSERT_NO_FATAL_FAILURE(expect_sound(*book_));
  }
  const auto tables = TablesSource::open(world_.all(), world_.settings()).value();
  for (const auto& [q, then] : answered) {
    SCOPED_TRACE("close of " + q.as_of.iso());
    ASSERT_NO_FATAL_FAILURE(
        compare(q, world_.settings().zone.close_of(q.as_of), tables, &then));
  }
  expect_one_batch_is_step_by_step();
}

INSTANTIATE_TEST_SUITE_P(Seeds, Books, testing::Range(0, kHistories));

}  // namespace
}  // namespace kith::property
