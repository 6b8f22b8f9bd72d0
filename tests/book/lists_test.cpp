// Owners' lists, wake days, rollups.
#include <map>
#include <memory>
#include <unordered_map>

#include "book/desk.hpp"
#include "book/sums.hpp"
#include "kith/view/view.hpp"

namespace kith::test {
namespace {

const Instant kNow = at("2024-03-01T02:00:00Z");

std::string name_of(int i) {
  std::string n = std::to_string(1000 + i);
  return "c" + n;
}

std::vector<std::string> list_of(const Book& book, const std::string& owner, Date as_of) {
  std::vector<std::string> out;
  book.source()->each_of_owner(PersonKey(owner), {as_of, {}},
                               [&](const CustomerState& s) {
                                 EXPECT_EQ(s.ownership.owner.text(), owner);
                                 out.push_back(s.key.text());
                                 return true;
                               });
  return out;
}

TEST(Lists, SplitBeyondTwoHundredAndFollowTheOwner) {
  const Folder folder;
  Book book = fresh(folder.file());
  std::vector<Fact> facts;
  for (int i = 449; i >= 0; --i)
    facts.push_back(
        fact(name_of(i), "own", day("2024-01-02"), OwnerFact{PersonKey("li")}));
  ASSERT_TRUE(book.record(batch_of(facts), kNow));
  ASSERT_TRUE(book.check());
  std::vector<Fact> moves;
  for (int i = 0; i < 450; i += 3)
    moves.push_back(
        fact(name_of(i), "own2", day("2024-02-02"), OwnerFact{PersonKey("wang")}));
  ASSERT_TRUE(book.record(batch_of(moves), kNow));
  ASSERT_TRUE(book.check());
  EXPECT_EQ(list_of(book, "wang", day("2024-03-01")).size(), 150u);
  EXPECT_EQ(list_of(book, "li", day("2024-03-01")).size(), 300u);
  // Before the move the list is that of the day.
  EXPECT_EQ(list_of(book, "li", day("2024-01-15")).size(), 450u);
  EXPECT_TRUE(list_of(book, "wang", day("2024-01-15")).empty());
  const auto sorted = list_of(book, "li", day("2024-03-01"));
  EXPECT_TRUE(std::is_sorted(sorted.begin(), sorted.end()));
  for (int i = 0; i < 450; ++i) {
    moves.push_back(fact(name_of(i), "own3", day("2024-02-03"), OwnerFact{}));
  }
  ASSERT_TRUE(book.record(batch_of(moves), kNow));
  EXPECT_TRUE(list_of(book, "li", day("2024-03-01")).empty());
  EXPECT_EQ(list_of(book, "", day("2024-03-01")).size(), 450u);
  EXPECT_TRUE(book.check());
}

TEST(Lists, WakeListIsWhatTheStatesSay) {
  const Folder folder;
  Book book = fresh(folder.file());
  Batch b;
  adopt(b, default_cadence_json(), day("2024-01-01"), "doc");
  for (int i = 0; i < 30; ++i) {
    const Date d = day("2024-01-01").plus_days(i);
    b.add(fact(name_of(i), "own", d, OwnerFact{PersonKey("li")})).value();
    b.add(fact(name_of(i), "touch", d, phone_touch("li"))).value();
    StepFact s;
    s.deadline = DeadlineKind::point;
    s.last = d.plus_days(i);
    b.add(fact(name_of(i), "step", d, s)).value();
  }
  ASSERT_TRUE(book.record(b, kNow));
  const auto source = book.source();
  const auto rules = source->rules(std::nullopt);
  for (int shift = 0; shift < 60; ++shift) {
    const Date d = day("2024-01-01").plus_days(shift);
    std::vector<CustomerKey> expected;
    source->each({Date::max(), {}}, [&](const CustomerState& s) {
      if (wake_of(s, s.last->occurred.day, *rules) <= d) expected.push_back(s.key);
      return true;
    });
    EXPECT_EQ(book.awake(PersonKey("li"), d), expected) << d.iso();
  }
  EXPECT_TRUE(book.awake(PersonKey("nobody"), Date::max()).empty());
}

StepFact step_by(const std::string& actor, Date last) {
  StepFact s;
  s.deadline = DeadlineKind::point;
  s.last = last;
  s.actor = PersonKey(actor);
  return s;
}

std::vector<std::string> due_of(const Book& book, const std::string& person, Date as_of) {
  const Table due =
      View(book.source(), {.as_of = as_of}).due({.owner = PersonKey(person)});
  std::vector<std::string> out;
  for (std::int64_t row = 0; row < due.rows(); ++row)
    out.push_back(due.cell("customer_key", row));
  return out;
}

// Who is named by a step, or owned the customer once, is found at the days of that.
TEST(Lists, ColleaguesAndFormerOwnersAreFoundAtTheirDays) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(
      batch_of({fact("c", "own", day("2024-01-02"), OwnerFact{PersonKey("li")}),
                fact("c", "step", day("2024-01-03"), step_by("wang", day("2024-01-10"))),
                fact("c", "mine", day("2024-01-03"), step_by("", day("2024-01-12")))}),
      kNow));
  const auto moves = [&](const Fact& f) { return book.record(batch_of({f}), kNow); };
  EXPECT_EQ(due_of(book, "wang", day("2024-01-04")), std::vector<std::string>{"c"});
  const auto touch = fact("c", "touch", day("2024-01-05"), phone_touch("li"));
  EXPECT_EQ(moves(touch)->rows_written, 4);  // a touch names nobody
  ASSERT_TRUE(moves(fact("c", "close", day("2024-01-08"),
                         StepClosedFact{EventKey{"test", "step"}, true})));
  ASSERT_TRUE(moves(fact("c", "own2", day("2024-01-09"), OwnerFact{PersonKey("zhao")})));
  EXPECT_TRUE(due_of(book, "wang", day("2024-01-08")).empty());
  EXPECT_EQ(due_of(book, "wang", day("2024-01-07")), std::vector<std::string>{"c"});
  EXPECT_EQ(due_of(book, "li", day("2024-01-08")), std::vector<std::string>{"c"});
  EXPECT_TRUE(due_of(book, "li", day("2024-01-09")).empty());
  EXPECT_EQ(due_of(book, "zhao", day("2024-01-09")), std::vector<std::string>{"c"});
  EXPECT_TRUE(book.check());
}

/// A book's source that counts the states it reads for a list.
class Counting final : public Source {
 public:
  explicit Counting(std::shared_ptr<const Source> source) : source_(std::move(source)) {}
  mutable int read = 0;

  std::shared_ptr<const Rules> rules(std::optional<Instant> k) const override {
    return source_->rules(k);
  }
  Date latest_day() const override { return source_->latest_day(); }
  void each(const Cut&, const std::function<bool(const CustomerState&)>&) const override {
    FAIL() << "a person's list reads nobody else's customers";
  }
  void each_for(const PersonKey& person, const Cut& cut,
                const std::function<Look(const Glance&)>& look,
                const std::function<void(const CustomerState&)>& visit) const override {
    source_->each_for(person, cut, look, [&](const CustomerState& state) {
      ++read;
      visit(state);
    });
  }
  std::optional<CustomerState> one(const CustomerKey& key,
                                   const Cut& cut) const override {
    return source_->one(key, cut);
  }
  std::vector<Fact> log(const CustomerKey& key, std::optional<Instant> k) const override {
    return source_->log(key, k);
  }
  std::string text(TextRef ref) const override { return source_->text(ref); }

 private:
  std::shared_ptr<const Source> source_;
};

TEST(Lists, ShortListReadsNoMoreStatesThanItShows) {
  const Folder folder;
  Book book = fresh(folder.file());
  Batch b;
  for (int i = 0; i < 400; ++i) {
    const std::string owner = i % 2 == 0 ? "li" : "wang";
    b.add(fact(name_of(i), "own", day("2024-01-02"), OwnerFact{PersonKey(owner)}))
        .value();
    const Date due = day("2024-02-01").plus_days(i * 7'919 % 400);
    b.add(fact(name_of(i), "step", day("2024-01-02"), step_by("", due))).value();
  }
  ASSERT_TRUE(book.record(b, kNow));
  const auto source = std::make_shared<Counting>(book.source());
  const View view(source, {.as_of = day("2024-06-01")});
  const Table some = view.due({.owner = PersonKey("li"), .limit = 20});
  EXPECT_EQ(some.rows(), 20);
  EXPECT_EQ(source->read, 20);
  const Table all = view.due({.owner = PersonKey("li")});
  EXPECT_EQ(source->read, 220);
  for (std::int64_t row = 0; row < some.rows(); ++row)
    EXPECT_EQ(some.cell("customer_key", row), all.cell("customer_key", row));
}

// The words of a touch are found with its history, and no list needs them.
TEST(Lists, WordsOfATouchStandBesideIt) {
  const Folder folder;
  Book book = fresh(folder.file());
  Batch b;
  Fact f = fact("c", "1", day("2024-01-02"), phone_touch("li"));
  TouchFact touch = phone_touch("li");
  touch.content = b.put_text(f.head, "content", "谈续约");
  touch.feedback = TextRef{0, 1};  // a host's own reference
  b.put_text(touch.feedback, "下月再谈");
  f.body = touch;
  b.add(f).value();
  ASSERT_TRUE(book.record(b, kNow));
  const auto source = book.source();
  EXPECT_EQ(std::get<TouchFact>(source->log(CustomerKey("c"), {})[0].body), touch);
  EXPECT_EQ(source->fact_texts(CustomerKey("c")),
            (std::unordered_map<TextRef, std::string>{{touch.content, "谈续约"},
                                                      {touch.feedback, "下月再谈"}}));
  EXPECT_TRUE(source->fact_texts(CustomerKey("nobody")).empty());
  const Table history =
      View(source, {.as_of = day("2024-02-01")}).history(CustomerKey("c"));
  EXPECT_NE(history.cell("summary", 0).find("谈续约, 下月再谈"), std::string::npos);
}

TEST(Lists, SumsOfOneCustomerByHand) {
  const Folder folder;
  Book book = fresh(folder.file());
  const Currency yuan = Currency::parse("CNY").value();
  const Date d1 = day("2024-01-02");
  const Date d2 = day("2024-01-10");
  const Date d3 = day("2024-01-20");
  const Date d4 = day("2024-01-25");
  ASSERT_TRUE(book.record(
      batch_of(
          {fact("c", "1", d1, OwnerFact{PersonKey("li")}),
           fact("c", "2", d2, OwnerFact{PersonKey("wang")}),
           fact("c", "3", d1, DealFact{DealKey("d"), "", {}, Money{5, yuan}, {}}),
           fact("c", "4", d2, StageFact{DealKey("d"), "", DealEnd::won, ""}),
           fact("c", "5", d3, StageFact{DealKey("d"), "proposal", DealEnd::open, ""}),
           fact("c", "6", d4, StageFact{DealKey("d"), "", DealEnd::lost, "price"}),
           fact("c", "7", d3, OrderFact{OrderKey("o"), Money{7, yuan}, {}, ""})}),
      kNow));
  const auto state = book.source()->one(CustomerKey("c"), {Date::max(), {}});
  const book::Sums sums = book::contributions(*state);
  using book::Metric;
  const PersonKey li("li");
  const PersonKey wang("wang");
  book::Sums expected{
      {{li, Metric::customers_new, d1}, 1},   {{li, Metric::customers_held, d1}, 1},
      {{li, Metric::customers_held, d2}, -1}, {{wang, Metric::customers_held, d2}, 1},
      {{li, Metric::deals_created, d1}, 1},   {{wang, Metric::deals_won, d2}, 1},
      {{wang, Metric::deals_lost, d4}, 1},    {{wang, Metric::orders, d3}, 1}};
  // A stage after a won end reopens nothing; the lost end takes the place of the won one.
  expected[{wang, Metric::deals_won, d4}] = -1;
  EXPECT_EQ(sums, expected);
  book::Sums nothing = sums;
  book::add(nothing, sums, -1);
  EXPECT_TRUE(nothing.empty());
}

}  // namespace
}  // namespace kith::test
