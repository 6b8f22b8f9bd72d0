// Who takes over from a leaver; promises of a period; how late contacts are recorded.
#include "view/ahead_kit.hpp"

namespace kith {
namespace {

using namespace ahead;

void member(World& w, const char* key, const char* team,
            std::optional<std::int32_t> book_cap, const char* prefers = "") {
  PersonFact p{PersonKey(key), {}, Role::account_manager, team, {}, true, true};
  p.book_cap = book_cap;
  p.prefers = prefers;
  w.add("", "2023-01-01", p);
}

std::vector<std::string> rows_of(const Table& t, const std::string& section,
                                 const std::vector<std::string>& columns) {
  std::vector<std::string> out;
  for (std::int64_t i = 0; i < t.rows(); ++i) {
    if (t.cell("section", i) == section) out.push_back(row(t, i, columns));
  }
  return out;
}
using Lines = std::vector<std::string>;

HandOver leave(const World& w, const char* who = "li", const char* run = "h1") {
  return w.view().hand_over(PersonKey(who), run, Instant());
}

TEST(HandOver, OfTheTeamFirstWithinCapsInTurn) {
  World w;
  member(w, "li", "t", {});
  member(w, "ma", "t", 2);
  member(w, "mo", "t", 1);
  member(w, "xu", "u", {});
  member(w, "gone", "t", {});
  w.add("", "2023-02-01",
        PersonFact{PersonKey("gone"), {}, Role::account_manager, "t", {}, true, false});
  w.absent("gone", "2023-11-01", "2023-11-30");
  w.customers("a", 5, "li");
  w.customers("m", 1, "ma");
  w.add("a1004", "2023-01-02", TierFact{"A", "", "", "", {}, {}});
  const HandOver out = leave(w);
  // An A-customer goes first; ma has one place, mo one, then the other team.
  EXPECT_EQ(rows_of(out.table, "customer",
                    {"customer_key", "tier", "new_owner", "room", "why_codes"}),
            (Lines{"a1004 A ma 0 handover.same_team", "a1000  mo 0 handover.same_team",
                   "a1001  xu  handover.other_team", "a1002  xu  handover.other_team",
                   "a1003  xu  handover.other_team"}));
  // One run, one owner fact each; recorded they are the owners, and again nothing is.
  ASSERT_EQ(out.decisions.facts().size(), 6u);
  World after = w;
  for (const Fact& f : out.decisions.facts()) after.add_fact(f);
  EXPECT_EQ(
      after.view().hand_over(PersonKey("li"), "h1", Instant()).decisions.facts().size(),
      0u);
  EXPECT_EQ(after.view().customers(CustomerKey("a1004")).cell("owner", 0), "ma");
  // A hand-over is no assignment: it takes nobody's share.
  for (const Fact& f : out.decisions.facts()) {
    if (const auto* owner = std::get_if<OwnerFact>(&f.body)) {
      EXPECT_EQ(owner->how, OwnerChange::stated);
    }
  }
}

TEST(HandOver, NobodyIsSaidAndWhy) {
  World w;
  member(w, "li", "t", {});
  w.customers("a", 1, "li");
  EXPECT_EQ(rows_of(leave(w).table, "customer", {"new_owner", "why_codes"}),
            Lines{"assign.nobody"});
  EXPECT_EQ(leave(w).decisions.facts().size(), 1u);
  member(w, "ma", "t", 0);
  EXPECT_EQ(rows_of(leave(w).table, "customer", {"new_owner", "why_codes"}),
            Lines{"assign.book_cap"});
  w.person("boss", Role::sales_lead, 5);
  EXPECT_EQ(rows_of(leave(w).table, "customer", {"new_owner", "why_codes"}),
            Lines{"assign.book_cap"});
  member(w, "xu", "u", {}, "region=华东");
  EXPECT_EQ(rows_of(leave(w).table, "customer", {"why_codes"}), Lines{"assign.book_cap"});
  EXPECT_EQ(refused([&] { leave(w, "nobody"); }).reason(), Reason::unknown_name);
}

TEST(HandOver, ListsWhatIsOpen) {
  World w;
  member(w, "li", "t", {});
  member(w, "ma", "t", {});
  w.adopted(default_document(DocumentKind::cadence), "2023-10-30");
  w.adopted(default_document(DocumentKind::pipeline), "2023-01-01");
  w.customers("a", 1, "li");
  w.customers("b", 1, "ma");
  w.add("a1000", "2023-01-02", TierFact{"A", "", "", "", {}, {}});
  ContactFact contact;
  contact.contact = ContactKey("k");
  w.add("a1000", "2023-01-02", contact);
  ContactFact former = contact;
  former.contact = ContactKey("f");
  former.active = false;
  w.add("a1000", "2023-01-02", former);
  const Currency cny = Currency::parse("CNY").value();
  w.add("a1000", "2023-10-01", DealFact{DealKey("d1"), "", {}, Money{500, cny}, {}});
  w.add("a1000", "2023-10-01", DealFact{DealKey("d2"), "", {}, Money{900, cny}, {}});
  w.add("a1000", "2023-10-05", DealEventFact{DealKey("d2"), "contract_signed"});
  w.add("a1000", "2023-10-09", ReceiptFact{DealKey("d2"), Money{300, cny}, false});
  StepFact step;
  step.deadline = DeadlineKind::point;
  step.last = day("2023-11-08");
  step.actor = PersonKey("li");
  w.add("b1000", "2023-11-01", step);
  const Table t = leave(w).table;
  EXPECT_EQ(rows_of(t, "deal", {"what", "day", "amount_minor", "holds"}),
            Lines{"d1 2023-10-01 500 1"});
  EXPECT_EQ(rows_of(t, "receivable", {"what", "day", "amount_minor", "currency"}),
            Lines{"d2 2023-10-05 600 CNY"});
  EXPECT_EQ(rows_of(t, "contact", {"what"}), Lines{"k"});
  const Lines promises = rows_of(t, "promise", {"customer_key", "what", "day", "holds"});
  EXPECT_EQ(promises.front(), "a1000 weekly deep talk 2023-11-03 1");
  EXPECT_EQ(promises.back(), "b1000 next step 2023-11-08 0");
  EXPECT_EQ(rows_of(t, "customer", {"customer_key", "new_owner", "holds"}),
            (Lines{"a1000 ma 1", "b1000  0"}));
}

// ---- promises of a period -----------------------------------------------------------

void talk(World& w, const char* customer, const char* on) {
  TouchFact t;
  t.channel = Channel::phone;
  w.add(customer, on, t);
}

std::string graced(std::string stream) {
  return stream.replace(stream.find("\"grace_wd\":0"), 12, "\"grace_wd\":2");
}

PromiseRecordOptions weeks(const char* first, const char* last) {
  PromiseRecordOptions o;
  o.period = {day(first), day(last)};
  o.every = Period::week;
  return o;
}

const std::vector<std::string> kRecord{"first", "kept", "in_grace", "broken"};

// Mondays: 2023-10-09, 10-16, 10-23, 10-30.
TEST(PromiseRecord, APromiseBelongsToItsLastDay) {
  World w;
  w.person("li", Role::account_manager, 2);
  w.customers("a", 1, "li");
  w.adopted(cadence(graced(kWeekly) + R"(["owner"])"), "2023-10-09");
  talk(w, "a1000", "2023-10-11");
  talk(w, "a1000", "2023-10-24");  // in grace of the week before
  const Table t = w.view().promise_record(weeks("2023-10-09", "2023-11-05"));
  ASSERT_EQ(t.rows(), 4);
  EXPECT_EQ(row(t, 0, kRecord), "2023-10-09 1 0 0");
  EXPECT_EQ(row(t, 1, kRecord), "2023-10-16 0 1 0");
  EXPECT_EQ(row(t, 2, kRecord), "2023-10-23 0 0 1");
  EXPECT_EQ(row(t, 3, kRecord), "2023-10-30 0 0 1");
  EXPECT_EQ(row(t, 1, {"strict_ppm", "kept_ppm"}), "0 1000000");
  // The whole is the sum of its weeks, and of what promises_kept has.
  PromiseRecordOptions whole{.period = {day("2023-10-09"), day("2023-11-05")}};
  EXPECT_EQ(row(w.view().promise_record(whole), 0, kRecord), "2023-10-09 1 1 2");
  EXPECT_EQ(row(w.view().promises_kept(), 0, {"kept", "in_grace", "broken"}), "1 1 2");
  // A period that begins later has nothing of the one before, not even its grace.
  EXPECT_EQ(row(w.view().promise_record(weeks("2023-10-23", "2023-10-29")), 0, kRecord),
            "2023-10-23 0 0 1");
  // A week that has not ended is not judged.
  const Table now = w.view().promise_record(weeks("2023-10-30", "2023-11-12"));
  EXPECT_EQ(row(now, 1, {"first", "last", "broken", "partial"}),
            "2023-11-06 2023-11-06 0 1");
}

TEST(PromiseRecord, UnderTheOwnerAndTierOfTheTime) {
  World w;
  w.person("li", Role::account_manager, 2);
  w.person("ma", Role::account_manager, 2);
  w.customers("a", 1, "li");
  w.adopted(cadence(kWeekly + R"(["owner"])"), "2023-10-09");
  w.add("a1000", "2023-10-09", TierFact{"A", "", "", "", {}, {}});
  talk(w, "a1000", "2023-10-11");
  w.add("a1000", "2023-10-20", TierFact{"B", "", "", "", {}, {}});
  w.add("a1000", "2023-10-25", OwnerFact{PersonKey("ma"), OwnerChange::assigned, {}, ""});
  PromiseRecordOptions o{.period = {day("2023-10-09"), day("2023-11-05")}};
  o.by_owner = o.by_tier = o.by_stream = true;
  const Table t = w.view().promise_record(o);
  ASSERT_EQ(t.rows(), 3);
  const std::vector<std::string> columns{"owner", "tier", "stream", "kept", "broken"};
  EXPECT_EQ(row(t, 0, columns), "li A talk 1 0");
  EXPECT_EQ(row(t, 1, columns), "li B talk 0 1");
  EXPECT_EQ(row(t, 2, columns), "ma B talk 0 2");
  EXPECT_EQ(refused([&] {
              (void)w.view().promise_record(weeks("2023-10-09", "2023-10-08"));
            }).field(),
            "period");
}

TEST(PromiseRecord, AGapIsJudgedByItsTouch) {
  World w;
  w.person("li", Role::account_manager, 2);
  w.customers("a", 1, "li");
  std::string gap = kEveryTenth;
  gap.replace(gap.find("\"gap_wd\":10"), 11, "\"gap_wd\":5");
  w.adopted(cadence(gap + R"(["owner"])"), "2023-10-09");
  talk(w, "a1000", "2023-10-09");
  talk(w, "a1000", "2023-10-13");
  talk(w, "a1000", "2023-10-31");  // due 10-20, seven working days late: two broken
  const Table t = w.view().promise_record(weeks("2023-10-09", "2023-11-05"));
  EXPECT_EQ(row(t, 0, kRecord), "2023-10-09 2 0 0");
  EXPECT_EQ(row(t, 1, kRecord), "2023-10-16 0 0 0");
  EXPECT_EQ(row(t, 3, kRecord), "2023-10-30 0 0 2");
}

// ---- delays -------------------------------------------------------------------------

TEST(EntryDelay, IsFromTheContactToItsFirstRecord) {
  World w;
  w.person("li", Role::account_manager, 2);
  const auto told = [&](const char* on, const char* recorded, const char* author,
                        const char* key, std::int32_t revision = 0) {
    Fact f;
    f.head.root = CustomerKey("a1");
    f.head.event = {"t", key};
    f.head.revision = revision;
    f.head.occurred = Occurred::on(day(on));
    f.head.recorded = Instant::parse(recorded).value();
    f.head.author = PersonKey(author);
    TouchFact t;
    t.channel = Channel::phone;
    if (revision > 0) t.outcome = Outcome::no_reply;
    f.body = t;
    w.add_fact(f);
  };
  // 23:30 in China is the same day; Friday to Monday is the next working day.
  told("2023-10-10", "2023-10-10T15:30:00Z", "li", "e1");
  told("2023-10-13", "2023-10-16T02:00:00Z", "li", "e2");
  told("2023-10-12", "2023-10-20T02:00:00Z", "ma", "e3");
  told("2023-10-13", "2023-10-25T02:00:00Z", "li", "e2", 1);  // a correction
  told("2023-11-01", "2023-11-05T02:00:00Z", "li", "e4");     // outside the period
  EntryDelayOptions o{{day("2023-10-01"), day("2023-10-31")}, true};
  const Table t = w.view().entry_delay(o);
  ASSERT_EQ(t.rows(), 3);
  const std::vector<std::string> columns{
      "all",         "author",   "contacts",   "same_day", "next_wd",     "later",
      "median_days", "p90_days", "worst_days", "worst_wd", "same_day_ppm"};
  EXPECT_EQ(row(t, 0, columns), "1  3 1 1 1 3 8 8 6 333333");
  EXPECT_EQ(row(t, 1, columns), "0 li 2 1 1 0 0 3 3 1 500000");
  EXPECT_EQ(row(t, 2, columns), "0 ma 1 0 0 1 8 8 8 6 0");
  o.period = {day("2023-10-02"), day("2023-10-01")};
  EXPECT_EQ(refused([&] { (void)w.view().entry_delay(o); }).field(), "period");
}

TEST(EntryDelay, WithoutRecordedTimesThereIsNone) {
  World w;
  talk(w, "a2", "2023-10-30");
  const EntryDelayOptions o{{day("2023-10-30"), day("2023-10-30")}, false};
  EXPECT_EQ(refused([&] { (void)w.view().entry_delay(o); }).reason(),
            Reason::no_recorded);
}

}  // namespace
}  // namespace kith
