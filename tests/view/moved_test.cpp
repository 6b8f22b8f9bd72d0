// What other rules moved, with days worked out by hand. Mondays: 2023-10-30, 11-06,
// 11-13, 11-20; no holiday in November.
#include "view/ahead_kit.hpp"

namespace kith {
namespace {

using namespace ahead;

Instant at(const char* local) {
  return Instant::parse(std::string(local) + "T09:00:00+08:00").value();
}
const Instant kSetUp = at("2023-10-09"), kChanged = at("2023-11-06");
const Instant kBefore(kChanged.micros() - 1);

std::string gap(int wd) {
  std::string stream = kEveryTenth;
  stream.replace(stream.find("\"gap_wd\":10"), 11, "\"gap_wd\":" + std::to_string(wd));
  return stream + R"(["owner"])";
}
std::string weekly(int count) {
  std::string stream = kWeekly;
  stream.replace(stream.find("\"count\":1"), 9, "\"count\":" + std::to_string(count));
  return stream + R"(["owner"])";
}
/// The same document with other words in it.
Document changed(const Document& document, const std::string& from,
                 const std::string& to) {
  std::string json = document.json;
  for (std::size_t i = json.find(from); i != std::string::npos;
       i = json.find(from, i + to.size()))
    json.replace(i, from.size(), to);
  EXPECT_NE(json, document.json) << from;
  return read_document(json).value();
}

/// Facts as they were recorded, one time after the other.
class Told {
 public:
  explicit Told(Instant when = kSetUp) : now_(when) {
    adopted(default_document(DocumentKind::calendar), "2023-01-01");
    for (const char* who : {"li", "ma"})
      add("", "2023-01-01",
          PersonFact{PersonKey(who), {}, Role::account_manager, "t", {}, true, true});
  }
  void then(Instant when) { now_ = when; }
  void add(const char* customer, const char* on, FactBody body) {
    Fact f;
    f.head.root = CustomerKey(customer);
    f.head.event = {"t", std::to_string(batch_.facts().size())};
    f.head.occurred = Occurred::on(day(on));
    f.head.recorded = now_;
    f.body = std::move(body);
    batch_.add(std::move(f)).value();
  }
  void adopted(const Document& document, const char* from) {
    adopt(batch_, document, day(from), now_).value();
  }
  void held(const char* customer, const char* owner) {
    add(customer, "2023-10-09", OwnerFact{PersonKey(owner)});
  }
  void talk(const char* customer, const char* on) {
    TouchFact t;
    t.channel = Channel::phone;
    add(customer, on, t);
  }
  [[nodiscard]] const Batch& facts() const { return batch_; }
  [[nodiscard]] View view(const char* as_of = "2023-11-06", const char* actor = "",
                          std::optional<Instant> known_at = {}) const {
    return View(TablesSource::open(batch_, Settings{Zone{480}, {}}).value(),
                {.as_of = day(as_of), .known_at = known_at, .actor = PersonKey(actor)});
  }

 private:
  Instant now_;
  Batch batch_;
};

using Lines = std::vector<std::string>;
Lines lines(const Table& t, const std::vector<std::string>& columns) {
  Lines out;
  for (std::int64_t i = 0; i < t.rows(); ++i) out.push_back(row(t, i, columns));
  return out;
}
const std::vector<std::string> kDays{"customer_key", "due_before", "due", "moved_wd",
                                     "change"};

/// Three customers on a rhythm of ten working days, which becomes five.
Told quicker() {
  Told w;
  w.adopted(cadence(gap(10)), "2023-10-09");
  w.held("a", "li");
  w.held("b", "li");
  w.held("c", "ma");
  w.add("b", "2023-10-09", TierFact{"A", "", "", "", {}, {}});
  w.talk("a", "2023-10-27");
  w.talk("c", "2023-10-30");
  w.talk("b", "2023-11-03");
  w.then(kChanged);
  w.adopted(cadence(gap(5)), "2023-11-06");
  return w;
}

// Ten WD after Friday 10-27 is Friday 11-10. Five is 11-03, but no period that changes on
// 11-06 lets anything fall due before that day.
TEST(Moved, AQuickerRhythmBringsFollowUpsForward) {
  const Told w = quicker();
  const Table t = w.view().moved({.known_at = kBefore});
  EXPECT_EQ(lines(t, kDays),
            (Lines{"a 2023-11-10 2023-11-06 -4 moved", "c 2023-11-13 2023-11-06 -5 moved",
                   "b 2023-11-17 2023-11-10 -5 moved"}));
  EXPECT_EQ(
      lines(t, {"owner", "owner_name", "tier", "stream", "stream_zh", "change_zh"}),
      (Lines{"li li  talk 谈 改期", "ma ma  talk 谈 改期", "li li A talk 谈 改期"}));
  // Windows opened on the 8th WD, and open on the 4th.
  EXPECT_EQ(lines(t, {"state_before", "state_before_zh", "state", "state_zh"}),
            (Lines{"upcoming 将到期 open 待办", "upcoming 将到期 open 待办",
                   "upcoming 将到期 upcoming 将到期"}));
  EXPECT_EQ(t.cell("provisional", 0), "0");
  EXPECT_EQ(lines(w.view().moved({.known_at = kBefore, .owner = PersonKey("ma")}), kDays),
            Lines{"c 2023-11-13 2023-11-06 -5 moved"});
  EXPECT_EQ(lines(w.view().moved({.known_at = kBefore, .limit = 2}), {"customer_key"}),
            (Lines{"a", "c"}));
}

TEST(Moved, WithoutOtherRulesNothingIs) {
  const Told w = quicker();
  EXPECT_EQ(w.view().moved({.known_at = kChanged}).rows(), 0);
  // Before the day from which it rules, and as known before it.
  EXPECT_EQ(w.view("2023-11-05").moved({.known_at = kBefore}).rows(), 0);
  EXPECT_EQ(w.view("2023-11-06", "", kBefore).moved({.known_at = kSetUp}).rows(), 0);
  // Facts of customers are no rules: what was told late is the same to both.
  Told later = w;
  later.then(at("2023-11-07"));
  later.talk("a", "2023-11-06");
  const View view = later.view("2023-11-07");
  EXPECT_EQ(view.moved({.known_at = kChanged}).rows(), 0);
  EXPECT_EQ(lines(view.moved({.known_at = kBefore}), kDays).back(),
            "a 2023-11-20 2023-11-13 -5 moved");
}

// Sixty WD after 11-03, New Year's Day off, is 2024-01-29: beyond ten days of horizon.
TEST(Moved, BeyondTheHorizonOfAListToo) {
  Told w = quicker();
  w.then(at("2023-11-07"));
  w.adopted(cadence(gap(60)), "2023-11-07");
  const View view = w.view("2023-11-07");
  const Table t = view.moved({.known_at = kBefore});
  EXPECT_EQ(lines(t, kDays).back(), "b 2023-11-17 2024-01-29 50 moved");
  EXPECT_EQ(t.cell("state", 2), "upcoming");
  EXPECT_EQ(view.due().rows(), 0);
}

TEST(Moved, WhatWasNotAskedForIsAddedAndWhatIsNoMoreEnds) {
  Told w;
  w.adopted(cadence(gap(10)), "2023-10-09");
  w.held("a", "li");
  w.talk("a", "2023-10-27");
  const Lines all{"a talk  2023-11-10  added 新增  upcoming"};
  const std::vector<std::string> columns{"customer_key", "stream",       "due_before",
                                         "due",          "moved_wd",     "change",
                                         "change_zh",    "state_before", "state"};
  EXPECT_EQ(lines(w.view().moved({.known_at = at("2023-10-01")}), columns), all);
  w.then(kChanged);
  w.adopted(changed(cadence(gap(5)), "\"talk\"", "\"visit\""), "2023-11-06");
  EXPECT_EQ(lines(w.view().moved({.known_at = kBefore}), columns),
            (Lines{"a visit  2023-11-06  added 新增  open",
                   "a talk 2023-11-10   ended 取消 upcoming "}));
}

// One touch a week keeps the week; two leave Friday's promise open.
TEST(Moved, AKeptWeekIsComparedByTheNextOne) {
  Told w;
  w.adopted(cadence(weekly(1)), "2023-10-09");
  w.held("a", "li");
  w.held("b", "li");
  w.then(kChanged);
  w.adopted(cadence(weekly(2)), "2023-11-06");
  w.then(at("2023-11-08"));
  w.talk("a", "2023-11-07");
  w.add("a", "2023-11-08", TagFact{"noted", true, {}});  // the week is begun by then
  const View view = w.view("2023-11-08");
  EXPECT_EQ(lines(view.moved({.known_at = kBefore}), kDays),
            Lines{"a 2023-11-17 2023-11-10 -5 moved"});
  // Of b the first missed week stands on both.
  EXPECT_EQ(view.due({.customer = CustomerKey("b")}).cell("due", 0), "2023-10-13");
}

// November's touch is due on the 30th and judged to its end; the rhythm of five WD from
// 10-31 begins on 11-08, and falls due on that day.
TEST(Moved, AStreamOfAnotherKindIsTheSameStream) {
  Told w;
  w.adopted(changed(cadence(weekly(1)), "\"week\"", "\"month\""), "2023-10-09");
  w.held("a", "li");
  w.talk("a", "2023-10-31");
  w.then(kChanged);
  w.adopted(cadence(gap(5)), "2023-11-08");
  const View view = w.view("2023-11-08");
  EXPECT_EQ(view.due().rows(), 2);
  EXPECT_EQ(lines(view.moved({.known_at = kBefore}), kDays),
            Lines{"a 2023-11-30 2023-11-08 -16 moved"});
}

Document without_the_8th() {
  return read_document(
             R"({"kind":"calendar","schema":1,"id":"cn","weekdays":[1,2,3,4,5],"layers":[
               {"id":"x","from":"2023-01-01","to":"2023-12-31","half":[],"work":[],
                "off":[["2023-11-08","x"]]}]})")
      .value();
}

TEST(Moved, ACalendarMovesStepsAndRhythms) {
  Told w;
  w.held("a", "li");
  StepFact within, range, point;
  within.deadline = DeadlineKind::working_days;
  within.working_days = 3;
  w.add("a", "2023-11-06", within);
  range.deadline = DeadlineKind::range;
  range.first = day("2023-11-07");
  range.last = day("2023-11-08");
  w.add("a", "2023-11-06", range);
  point.deadline = DeadlineKind::point;
  point.last = day("2023-11-08");
  w.add("a", "2023-11-06", point);
  w.then(kChanged);
  w.adopted(without_the_8th(), "2023-11-06");
  const Table t = w.view().moved({.known_at = kBefore});
  EXPECT_EQ(lines(t, kDays), (Lines{"a 2023-11-08 2023-11-07 0 moved",
                                    "a 2023-11-09 2023-11-10 1 moved"}));
  EXPECT_EQ(lines(t, {"stream", "stream_zh", "step_source", "step_key"}),
            (Lines{"next step 下一步 t 5", "next step 下一步 t 4"}));
}

TEST(Moved, ALeaveMovesWhereACadenceSaysSo) {
  for (const bool waived : {false, true}) {
    Told w;
    Document rule = cadence(gap(10));
    if (waived)
      rule = changed(rule, "\"id\":\"tried\"", "\"id\":\"tried\",\"leave\":\"waive\"");
    w.adopted(rule, "2023-10-09");
    w.held("a", "li");
    w.held("c", "ma");
    w.talk("a", "2023-11-03");
    w.talk("c", "2023-11-03");
    w.then(kChanged);
    w.add("", "2023-11-06",
          AbsenceFact{PersonKey("li"), day("2023-11-13"), day("2023-11-17")});
    const Lines moved{"a 2023-11-17 2023-11-20 1 moved"};
    EXPECT_EQ(lines(w.view().moved({.known_at = kBefore}), kDays),
              waived ? moved : Lines{});
  }
}

TEST(Moved, CustomersThatAreOneNowAreOneBefore) {
  Told w = quicker();
  w.add("", "2023-11-06", MergeFact{CustomerKey("a"), CustomerKey("b")});
  // Counted from the last touch of both.
  EXPECT_EQ(
      lines(w.view().moved({.known_at = kBefore}), kDays),
      (Lines{"c 2023-11-13 2023-11-06 -5 moved", "a 2023-11-17 2023-11-10 -5 moved"}));
  EXPECT_EQ(w.view().moved({.known_at = kChanged}).rows(), 0);
}

TEST(Moved, EachOfUsIsToldOfTheirOwn) {
  Told w = quicker();
  w.adopted(
      read_document(R"({"kind":"access","schema":1,"id":"r","zh":"","en":"","roles":[],
                        "otherwise":{"scope":"own"}})")
          .value(),
      "2023-01-01");
  const auto seen = [&](const char* actor, const char* owner) {
    return lines(w.view("2023-11-06", actor)
                     .moved({.known_at = kBefore, .owner = PersonKey(owner)}),
                 {"customer_key"});
  };
  EXPECT_EQ(seen("li", ""), (Lines{"a", "b"}));
  EXPECT_EQ(seen("ma", ""), Lines{"c"});
  EXPECT_EQ(seen("ma", "li"), Lines{});
  EXPECT_EQ(seen("", ""), (Lines{"a", "c", "b"}));
}

TEST(Moved, IsRefusedByName) {
  const Told w = quicker();
  EXPECT_EQ(refused([&] { (void)w.view().moved({}); }).reason(), Reason::missing_value);
  EXPECT_EQ(refused([&] { (void)w.view().moved({}); }).field(), "known_at");
  Told timeless{Instant()};
  timeless.held("a", "li");
  EXPECT_EQ(refused([&] { (void)timeless.view().moved({.known_at = kBefore}); }).reason(),
            Reason::no_recorded);
  Batch own;
  for (const auto& [hash, document] : w.facts().documents()) own.add_document(document);
  for (const Fact& f : w.facts().facts()) {
    if (f.head.root.empty()) own.add(f).value();
  }
  const auto rules = HostRules::build(own, Settings{}).value();
  const auto state = std::make_shared<const CustomerState>(
      build_state(CustomerKey("a"), w.facts(), rules->rules()).value());
  const View over(StatesSource::open(rules, {state}, {}).value(),
                  {.as_of = day("2023-11-06")});
  EXPECT_EQ(refused([&] { (void)over.moved({.known_at = kBefore}); }).reason(),
            Reason::needs_history);
}

}  // namespace
}  // namespace kith
