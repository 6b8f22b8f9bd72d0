// What stands beside a promise on the morning list: last contact, next step, deal and
// protection, as they were on the day and as who asks may see them.
#include <gtest/gtest.h>

#include <algorithm>

#include "view/context_world.hpp"

namespace kith::context {
namespace {

const DueOptions kWith{.with_context = true};

TEST(DueContext, TellsTheLastContactNextStepDealAndProtection) {
  const Table t = World().view().due(kWith);
  const std::int64_t a = row_of(t, "a"), s1 = row_of(t, "a", "s1"), b = row_of(t, "b");
  for (const std::int64_t row : {a, s1}) {
    EXPECT_EQ(cells(t, row, kContact), "2023-10-20 phone 电话 没人接");
    // Five working days from the 11th; the other deal's proposal is due on the 27th.
    EXPECT_EQ(cells(t, row, kDeal), "D1 冲压线 needs 需求确认 2023-10-18");
    EXPECT_EQ(cells(t, row, kPool), "2023-12-23 58");  // 60 days from the stage
  }
  EXPECT_EQ(cells(t, a, kStep), "发报价单 2023-10-25");
  EXPECT_EQ(cells(t, s1, kStep), "约参观 2024-03-01");  // the row's own apart
  EXPECT_EQ(cells(t, row_of(t, "a", "s3"), kStep), "发报价单 2023-10-25");
  EXPECT_EQ(cells(t, b, kContact), "- - - -");
  EXPECT_EQ(cells(t, b, kStep), "- -");
  EXPECT_EQ(cells(t, b, kDeal), "- - - - -");
  EXPECT_EQ(cells(t, b, kPool), "2023-11-01 6");
}

TEST(DueContext, IsNullUnlessAskedFor) {
  const Table t = World().view().due();
  const std::int32_t first = t.index_of("last_contact").value();
  EXPECT_EQ(t.columns() - first, 13);
  for (std::int32_t column = first; column < t.columns(); ++column)
    for (std::int64_t row = 0; row < t.rows(); ++row)
      EXPECT_TRUE(t.is_null(column, row)) << t.spec(column).name;
}

TEST(DueContext, LooksFromItsDay) {
  const World w;
  const Table later = w.view({.as_of = day("2023-10-27")}).due(kWith);
  EXPECT_EQ(cells(later, row_of(later, "a"), kContact), "2023-10-27 mail 邮件 明天的话");
  const Table earlier = w.view({.as_of = day("2023-10-19")}).due(kWith);
  const std::int64_t a = row_of(earlier, "a");
  EXPECT_EQ(cells(earlier, a, kContact), "2023-10-10 visit 面谈 要报价");
  EXPECT_EQ(cells(earlier, a, kStep), "- -");
  EXPECT_EQ(cells(earlier, a, kPool), "2023-12-09 51");
}

TEST(DueContext, KnowsWhatWasRecordedByThen) {
  World w;
  w.recorded = Instant::parse("2023-10-26T12:00:00+08:00").value();
  w.touch("a", "2023-10-21", Channel::video, Outcome::answered, "后来才记");
  w.add("a", "2023-10-20", StepClosedFact{{"t", "s1"}, true});
  const Table now = w.view().due(kWith);
  EXPECT_EQ(cells(now, row_of(now, "a"), kContact), "2023-10-21 video 视频 后来才记");
  EXPECT_EQ(cells(now, row_of(now, "a"), kStep), "约参观 2024-03-01");
  const Table then = w.view({.as_of = kDay, .known_at = kRecorded}).due(kWith);
  EXPECT_EQ(cells(then, row_of(then, "a"), kContact), "2023-10-20 phone 电话 没人接");
  EXPECT_EQ(cells(then, row_of(then, "a"), kStep), "发报价单 2023-10-25");
}

TEST(DueContext, ATouchTakenBackIsNoContact) {
  World w;
  const auto facts = w.batch.facts();
  const auto touch = std::find_if(facts.begin(), facts.end(), [](const Fact& f) {
    const auto* t = std::get_if<TouchFact>(&f.body);
    return t != nullptr && t->channel == Channel::phone;
  });
  w.add("a", "2023-10-26", RetractFact{EventKey(touch->head.event)});
  const Table t = w.view().due(kWith);
  EXPECT_EQ(cells(t, row_of(t, "a"), kContact), "2023-10-10 visit 面谈 要报价");
}

TEST(DueContext, AStepThatIsPutOffCountsWhereTheListHasIt) {
  World w;
  w.add("a", "2023-10-25", SnoozeFact{{}, EventKey{"t", "s1"}, day("2023-11-20")});
  const View view = w.view();
  const Table without = view.due(kWith);
  EXPECT_EQ(cells(without, row_of(without, "a"), kStep), "约参观 2024-03-01");
  const Table with = view.due({.with_snoozed = true, .with_context = true});
  EXPECT_EQ(cells(with, row_of(with, "a"), kStep), "发报价单 2023-10-25");
}

TEST(DueContext, CustomersThatAreOneAreToldOfTogether) {
  World w;
  w.touch("b", "2023-10-25", Channel::visit, Outcome::answered, "另一家说的");
  w.add("", "2023-10-25", MergeFact{CustomerKey("a"), CustomerKey("b")});
  const Table t = w.view().due(kWith);
  EXPECT_EQ(cells(t, row_of(t, "a"), kContact), "2023-10-25 visit 面谈 另一家说的");
}

Table as_role(const std::string& rights) {
  World w;
  const Document access =
      read_document(
          R"({"kind":"access","schema":1,"id":"a","zh":"","en":"","otherwise":{"scope":"all")" +
          rights + "}}")
          .value();
  adopt(w.batch, access, day("2023-10-01"), kRecorded).value();
  return w.view({.as_of = kDay, .actor = PersonKey("li")}).due(kWith);
}

TEST(DueContext, WordsAreThoseThatTheRoleMaySee) {
  const Table masked = as_role(R"(,"personal":"masked")");
  std::int64_t a = row_of(masked, "a");
  EXPECT_EQ(cells(masked, a, kContact), "2023-10-20 phone 电话 ***");
  EXPECT_EQ(cells(masked, a, kStep), "*** 2023-10-25");
  EXPECT_EQ(cells(masked, a, kDeal), "D1 *** needs 需求确认 2023-10-18");
  const Table hidden = as_role(
      R"(,"fields":[{"field":"touch.feedback","right":"hidden"},
                    {"field":"step.text","right":"hidden"},
                    {"field":"deal.name","right":"hidden"}])");
  a = row_of(hidden, "a");
  EXPECT_EQ(cells(hidden, a, kContact), "2023-10-20 phone 电话 -");
  EXPECT_EQ(cells(hidden, a, kStep), "- 2023-10-25");
  EXPECT_EQ(cells(hidden, a, kDeal), "D1 - needs 需求确认 2023-10-18");
}

/// Counts the logs that are read.
class Counted final : public Source {
 public:
  explicit Counted(std::shared_ptr<const Source> source) : source_(std::move(source)) {}
  [[nodiscard]] std::shared_ptr<const Rules> rules(
      std::optional<Instant> known_at) const override {
    return source_->rules(known_at);
  }
  [[nodiscard]] Date latest_day() const override { return source_->latest_day(); }
  void each(const Cut& cut,
            const std::function<bool(const CustomerState&)>& visit) const override {
    source_->each(cut, visit);
  }
  [[nodiscard]] std::optional<CustomerState> one(const CustomerKey& key,
                                                 const Cut& cut) const override {
    return source_->one(key, cut);
  }
  [[nodiscard]] std::vector<Fact> log(const CustomerKey& key,
                                      std::optional<Instant> known_at) const override {
    logs.push_back(key.text());
    return source_->log(key, known_at);
  }
  [[nodiscard]] std::string text(TextRef ref) const override {
    return source_->text(ref);
  }
  mutable std::vector<std::string> logs;

 private:
  std::shared_ptr<const Source> source_;
};

TEST(DueContext, OnlyLogsOfCustomersShownAreReadAndEachOnce) {
  const auto source = std::make_shared<const Counted>(
      TablesSource::open(World().batch, Settings{}).value());
  const View view(source, {.as_of = kDay});
  using Logs = std::vector<std::string>;
  const Table all = view.due();
  EXPECT_EQ(source->logs, Logs{});
  EXPECT_EQ(view.due({.with_context = true, .limit = 2}).rows(), 2);
  EXPECT_EQ(source->logs, Logs{"a"});
  source->logs.clear();
  EXPECT_EQ(view.due(kWith).rows(), all.rows());
  EXPECT_EQ(source->logs, (Logs{"a", "b"}));
}

TEST(DueContext, IsRefusedOverStatesWhichKeepNoFacts) {
  const World w;
  Batch book;
  for (const auto& [hash, document] : w.batch.documents()) book.add_document(document);
  for (const Fact& f : w.batch.facts())
    if (f.head.root.empty()) book.add(f).value();
  const auto rules = HostRules::build(book, Settings{}).value();
  const auto state = std::make_shared<const CustomerState>(
      build_state(CustomerKey("b"), w.batch, rules->rules()).value());
  const View view(StatesSource::open(rules, {state}, {}).value(), {.as_of = kDay});
  EXPECT_EQ(view.due().rows(), 1);
  try {
    (void)view.due(kWith);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.reason(), Reason::needs_history);
  }
}

}  // namespace
}  // namespace kith::context
