// What stands beside a promise on the morning list, over random histories: it changes
// nothing else of the list, it is what the other answers of the same view say, a book
// says what tables say, and what was not known yet is not told.
#include <gtest/gtest.h>

#include <map>
#include <tuple>

#include "kith/book/book.hpp"
#include "kith/view/view.hpp"
#include "property/book_file.hpp"
#include "property/histories.hpp"
#include "property/size.hpp"

namespace kith::property {
namespace {

/// A history in which every touch and step says something of its own.
struct Told {
  Batch facts;
  std::vector<Instant> instants;
  Date day;
};

Told told(std::uint64_t seed) {
  histories::Generator history(seed, kSteps, 5);
  Told out;
  while (history.more()) {
    const histories::Step step = history.next();
    for (const auto& [hash, document] : step.batch.documents())
      out.facts.add_document(document);
    for (const auto& [ref, words] : step.batch.texts()) out.facts.put_text(ref, words);
    for (Fact fact : step.batch.facts()) {
      const std::string own = fact.head.event.source + "/" + fact.head.event.key + "/" +
                              std::to_string(fact.head.revision);
      if (auto* touch = std::get_if<TouchFact>(&fact.body)) {
        touch->feedback = out.facts.put_text(fact.head, "feedback", "said " + own);
      } else if (auto* agreed = std::get_if<StepFact>(&fact.body)) {
        agreed->text = out.facts.put_text(fact.head, "text", "do " + own);
      }
      out.facts.add(std::move(fact)).value();
    }
    out.instants.push_back(step.recorded);
  }
  out.day = history.today();
  return out;
}

View over(const Batch& facts, Date as_of, std::optional<Instant> known_at = {}) {
  return View(TablesSource::open(facts, Settings{}).value(), {as_of, known_at});
}

/// What was recorded by then.
Batch known(const Batch& facts, Instant then) {
  Batch out;
  for (const auto& [hash, document] : facts.documents()) out.add_document(document);
  for (const auto& [ref, words] : facts.texts()) out.put_text(ref, words);
  for (const Fact& fact : facts.facts())
    if (fact.head.recorded <= then) out.add(fact).value();
  return out;
}

/// Rows as text from a column on, or up to it.
std::vector<std::string> part(const Table& t, std::int32_t first, std::int32_t end) {
  std::vector<std::string> out;
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    std::string line;
    for (std::int32_t column = first; column < end; ++column)
      line += (t.is_null(column, row) ? "-" : t.cell(column, row)) + "|";
    out.push_back(std::move(line));
  }
  return out;
}

struct Seen {
  std::int64_t contacts = 0, steps = 0, milestones = 0, pools = 0;
};

/// The last touch in force of the customer's history.
void expect_contact(const View& view, const Table& list, std::int64_t row, Seen& seen) {
  const Table history = view.history(CustomerKey(list.cell("customer_key", row)));
  std::string day, channel, feedback;
  for (std::int64_t i = 0; i < history.rows(); ++i) {
    if (history.cell("kind", i) != "touch" || history.cell("in_force", i) != "1")
      continue;
    const std::string summary = history.cell("summary", i);
    day = history.cell("day", i);
    channel = summary.substr(0, summary.find(','));
    feedback = summary.substr(summary.rfind(", ") + 2);
  }
  EXPECT_EQ(list.cell("last_contact", row), day);
  EXPECT_EQ(list.cell("last_channel", row), channel);
  EXPECT_EQ(list.cell("last_feedback", row), feedback);
  seen.contacts += day.empty() ? 0 : 1;
}

using Place = std::tuple<std::string, std::string, std::string>;  // due, source, key

/// Of the steps listed the first by day that is not the row's own; one beyond the horizon
/// only where no other has a day. It stands in the history, and nothing closes it.
void expect_step(const View& view, const Table& list, std::int64_t row, Seen& seen) {
  std::map<Place, std::string> dated, undated;
  for (std::int64_t i = 0; i < list.rows(); ++i) {
    const bool same = list.cell("customer_key", i) == list.cell("customer_key", row);
    if (!same || list.cell("step_key", i).empty()) continue;
    const Place at{list.cell("due", i), list.cell("step_source", i),
                   list.cell("step_key", i)};
    if (std::get<1>(at) == list.cell("step_source", row) &&
        std::get<2>(at) == list.cell("step_key", row))
      continue;
    (std::get<0>(at).empty() ? undated : dated)[at] = list.cell("purpose", i);
  }
  const std::string step = list.cell("next_step", row),
                    due = list.cell("next_step_due", row);
  if (!dated.empty()) {
    EXPECT_EQ(due, std::get<0>(dated.begin()->first));
    EXPECT_EQ(step, dated.begin()->second);
  } else if (due.empty()) {
    EXPECT_EQ(step, undated.empty() ? "" : undated.begin()->second);
  } else {
    EXPECT_GT(due, view.as_of().iso());
  }
  if (step.empty()) return;
  ++seen.steps;
  const std::string key = step.substr(3, step.rfind('/') - 3);  // of "do source/key/0"
  const Table history = view.history(CustomerKey(list.cell("customer_key", row)));
  bool agreed = false;
  for (std::int64_t i = 0; i < history.rows(); ++i) {
    if (history.cell("in_force", i) != "1") continue;
    const std::string summary = history.cell("summary", i);
    agreed |= history.cell("kind", i) == "step" && summary.rfind(step, 0) == 0;
    EXPECT_FALSE(agreed && summary == "done: " + key);
  }
  EXPECT_TRUE(agreed) << step;
}

void expect_deal(const View& view, const Table& list, std::int64_t row, Seen& seen) {
  const Table milestones =
      view.milestones({.customer = CustomerKey(list.cell("customer_key", row))});
  const std::pair<const char*, const char*> same[] = {{"deal", "deal"},
                                                      {"deal_name", "deal_name"},
                                                      {"milestone", "milestone"},
                                                      {"milestone_zh", "milestone_zh"},
                                                      {"milestone_due", "deadline"}};
  for (const auto& [here, there] : same) {
    EXPECT_EQ(list.cell(here, row),
              milestones.rows() == 0 ? "" : milestones.cell(there, 0));
  }
  seen.milestones += milestones.rows() == 0 ? 0 : 1;
}

void expect_pool(const Table& pool, const Table& list, std::int64_t row, Seen& seen) {
  for (std::int64_t i = 0; i < pool.rows(); ++i) {
    if (pool.cell("customer_key", i) != list.cell("customer_key", row)) continue;
    EXPECT_EQ(list.cell("pool_through", row), pool.cell("protected_through", i));
    EXPECT_EQ(list.cell("pool_days_left", row), pool.cell("days_left", i));
    seen.pools += pool.cell("days_left", i).empty() ? 0 : 1;
    return;
  }
  ADD_FAILURE() << "no row of " << list.cell("customer_key", row);
}

class DueContextHistories : public testing::TestWithParam<std::int32_t> {
 protected:
  [[nodiscard]] std::uint64_t seed() const {
    return static_cast<std::uint64_t>(kSeed + 23'000 + GetParam());
  }
};

TEST_P(DueContextHistories, ItIsWhatTheOtherAnswersSay) {
  const Told t = told(seed());
  const DueOptions with{.with_snoozed = true, .with_context = true};
  Seen seen;
  for (const std::int32_t back : {-10, 0, 20, 60, 150}) {
    const Date as_of = t.day.plus_days(-back);
    SCOPED_TRACE("seed " + std::to_string(seed()) + " as of " + as_of.iso());
    const View view = over(t.facts, as_of);
    const Table plain = view.due({.with_snoozed = true}), list = view.due(with);
    const std::int32_t first = *plain.index_of("last_contact");
    EXPECT_EQ(part(plain, 0, first), part(list, 0, first));
    for (const std::string& line : part(plain, first, plain.columns()))
      EXPECT_EQ(line.find_first_not_of("-|"), std::string::npos);
    const Table pool = view.pool();
    for (std::int64_t row = 0; row < list.rows(); ++row) {
      SCOPED_TRACE(list.cell("customer_key", row) + " " + list.cell("stream", row) + " " +
                   list.cell("step_key", row));
      expect_contact(view, list, row, seen);
      expect_step(view, list, row, seen);
      expect_deal(view, list, row, seen);
      expect_pool(pool, list, row, seen);
    }
  }
  EXPECT_GT(seen.contacts, 0);
  RecordProperty("contacts", std::to_string(seen.contacts));
  RecordProperty("steps", std::to_string(seen.steps));
  RecordProperty("milestones", std::to_string(seen.milestones));
  RecordProperty("pools", std::to_string(seen.pools));
}

TEST_P(DueContextHistories, ABookSaysWhatTablesSayAndNothingNotYetKnown) {
  const Told t = told(seed());
  BookFile book("context-" + std::to_string(seed()));
  RecordOptions how;
  how.all_or_nothing = false;
  (void)book->record(t.facts, t.instants.back(), how).value();
  const DueOptions with{.with_snoozed = true, .with_context = true};
  const DueOptions few{.with_context = true, .limit = 3};
  for (const std::int32_t back : {0, 40}) {
    const Date as_of = t.day.plus_days(-back);
    SCOPED_TRACE("seed " + std::to_string(seed()) + " as of " + as_of.iso());
    const View now(book->source(), {.as_of = as_of});
    EXPECT_EQ(now.due(with), over(t.facts, as_of).due(with));
    EXPECT_EQ(now.due(few), over(t.facts, as_of).due(few));
    for (const std::size_t part : {std::size_t{3}, std::size_t{2}}) {
      const Instant then = t.instants[t.instants.size() * part / 4];
      const Table before = over(known(t.facts, then), as_of).due(with);
      EXPECT_EQ(over(t.facts, as_of, then).due(with), before);
      const View past(book->source(), {.as_of = as_of, .known_at = then});
      EXPECT_EQ(past.due(with), before);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, DueContextHistories, testing::Range(0, kHistories));

}  // namespace
}  // namespace kith::property
