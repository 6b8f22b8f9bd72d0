// Recording: one transaction, each event once, corrections, rows of the report.
#include <cstdlib>

#include "book/desk.hpp"
#include "kith/flow/flow.hpp"

namespace kith::test {
namespace {

const Instant kNow = at("2024-03-01T02:00:00Z");
const Date kDay = day("2024-02-01");

TierFact tier_a() {
  TierFact t;
  t.tier = "A";
  return t;
}

TEST(Record, KeepsFactsStatesAndWordsOverReopening) {
  const Folder folder;
  Batch b;
  Fact f = fact("c1", "1", kDay, OwnerFact{});
  f.body = named(b, f.head, "科技有限公司");
  b.add(f).value();
  b.add(fact("c1", "2", kDay, OwnerFact{PersonKey("li")})).value();
  std::vector<std::string> before;
  {
    Book book = fresh(folder.file());
    const RecordResult r = book.record(b, kNow).value();
    EXPECT_EQ(r.created, 2);
    EXPECT_EQ(r.states_written, 1);
    EXPECT_GT(r.rows_written, 2);
    before = states(book);
  }
  const Book book = again(folder.file());
  EXPECT_EQ(states(book), before);
  EXPECT_EQ(book.fact_count(), 2);
  EXPECT_EQ(book.customer_count(), 1);
  EXPECT_EQ(book.last_recorded(), kNow);
  const auto source = book.source();
  const auto state = source->one(CustomerKey("c1"), {kDay, std::nullopt});
  ASSERT_TRUE(state.has_value());
  EXPECT_EQ(state->ownership.owner, PersonKey("li"));
  EXPECT_EQ(source->text(state->profile.name()), "科技有限公司");
  EXPECT_EQ(source->latest_day(), day("2024-03-01"));
  const auto log = source->log(CustomerKey("c1"), std::nullopt);
  ASSERT_EQ(log.size(), 2u);
  EXPECT_EQ(log[1].head.event.key, "2");
  EXPECT_EQ(log[1].head.root, CustomerKey("c1"));
  EXPECT_EQ(log[1].head.recorded, kNow);
  EXPECT_TRUE(source->log(CustomerKey("nobody"), std::nullopt).empty());
  EXPECT_FALSE(source->one(CustomerKey("nobody"), {kDay, std::nullopt}).has_value());
  EXPECT_EQ(source->text(TextRef{7, 7}), "");
  EXPECT_TRUE(book.check());
}

TEST(Record, SameEventTwiceIsNothing) {
  const Folder folder;
  Book book = fresh(folder.file());
  const Batch b = batch_of({fact("c1", "1", kDay, phone_touch())});
  ASSERT_TRUE(book.record(b, kNow));
  const auto before = states(book);
  const RecordResult r = book.record(b, at("2024-03-02T00:00:00Z")).value();
  EXPECT_EQ(r.created, 0);
  EXPECT_EQ(r.unchanged, 1);
  EXPECT_EQ(r.states_written, 0);
  EXPECT_EQ(r.rows_written, 0);
  EXPECT_EQ(states(book), before);
  EXPECT_EQ(book.fact_count(), 1);
  EXPECT_EQ(book.last_recorded(), kNow);
}

TEST(Record, SameKeyUnderTwoRootsIsTwoEvents) {
  const Folder folder;
  Book book = fresh(folder.file());
  const RecordResult r = book.record(batch_of({fact("c1", "1", kDay, phone_touch()),
                                               fact("c2", "1", kDay, phone_touch("li"))}),
                                     kNow)
                             .value();
  EXPECT_EQ(r.created, 2);
}

TEST(Record, ConflictInTheMiddleWritesNothing) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(batch_of({fact("c1", "1", kDay, phone_touch())}), kNow));
  const auto before = states(book);
  const Batch b = batch_of({fact("a", "9", kDay, phone_touch()),
                            fact("c1", "1", kDay, phone_touch("li")),
                            fact("z", "9", kDay, phone_touch())});
  const auto r = book.record(b, kNow, {.source = "crm", .position = 5});
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().status(), Status::already_exists);
  EXPECT_EQ(r.error().reason(), Reason::conflict);
  EXPECT_EQ(r.error().row(), 1);
  EXPECT_EQ(states(book), before);
  EXPECT_EQ(book.fact_count(), 1);
  EXPECT_EQ(book.customer_count(), 1);
  EXPECT_EQ(book.watermark("crm"), -1);
  EXPECT_TRUE(book.check());
}

TEST(Record, SkipsWhatConflictsWhenAsked) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(batch_of({fact("c1", "1", kDay, phone_touch())}), kNow));
  const Batch b = batch_of({fact("a", "9", kDay, phone_touch()),
                            fact("c1", "1", kDay, phone_touch("li")),
                            fact("z", "9", kDay, RetractFact{{"test", "none"}}),
                            fact("z", "8", kDay, phone_touch())});
  const RecordResult r = book.record(b, kNow, {.all_or_nothing = false}).value();
  EXPECT_EQ(r.created, 2);
  EXPECT_EQ(r.conflicts, 1);
  EXPECT_EQ(r.refused, 1);
  ASSERT_EQ(r.report.rows(), 4);
  EXPECT_EQ(r.report.name(), "record_report");
  EXPECT_EQ(r.report.cell("outcome", 0), "created");
  EXPECT_EQ(r.report.cell("outcome", 1), "conflict");
  EXPECT_EQ(r.report.cell("customer", 1), "c1");
  EXPECT_EQ(r.report.cell("code", 1), "conflict");
  EXPECT_EQ(r.report.cell("outcome", 2), "refused");
  EXPECT_EQ(r.report.cell("code", 2), "unknown_name");
  EXPECT_EQ(r.report.cell("outcome", 3), "created");
  EXPECT_TRUE(book.check());
}

TEST(Record, OtherWordsAreAConflictAndMissingWordsAreNot) {
  const Folder folder;
  Book book = fresh(folder.file());
  const auto with_words = [&](const std::string& words) {
    Batch b;
    Fact f = fact("c1", "1", kDay, phone_touch());
    auto touch = phone_touch();
    touch.content = text_ref(f.head, "content");
    if (!words.empty()) b.put_text(touch.content, words);
    f.body = touch;
    b.add(f).value();
    return b;
  };
  ASSERT_TRUE(book.record(with_words("谈价格"), kNow));
  EXPECT_EQ(book.record(with_words("谈价格"), kNow).value().unchanged, 1);
  EXPECT_EQ(book.record(with_words(""), kNow).value().unchanged, 1);
  const auto r = book.record(with_words("谈交期"), kNow);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().reason(), Reason::conflict);
}

TEST(Record, RevisionReplacesAndRetractionGivesBack) {
  const Folder folder;
  Book book = fresh(folder.file());
  const auto owner = [&] {
    return book.source()
        ->one(CustomerKey("c1"), {Date::max(), {}})
        ->ownership.owner.text();
  };
  Fact f = fact("c1", "own", kDay, OwnerFact{PersonKey("li")});
  ASSERT_TRUE(book.record(batch_of({f}), kNow));
  f.head.revision = 1;
  f.body = OwnerFact{PersonKey("wang")};
  EXPECT_EQ(book.record(batch_of({f}), kNow).value().replaced, 1);
  EXPECT_EQ(owner(), "wang");
  Fact other = fact("c1", "own2", kDay, OwnerFact{PersonKey("zhao")});
  other.head.replaces = EventKey{"test", "own"};
  EXPECT_EQ(book.record(batch_of({other}), kNow).value().replaced, 1);
  EXPECT_EQ(owner(), "zhao");
  const Fact back = fact("c1", "r1", kDay, RetractFact{{"test", "own2"}});
  EXPECT_EQ(book.record(batch_of({back}), kNow).value().created, 1);
  EXPECT_EQ(owner(), "wang");
  const Fact back2 = fact("c1", "r2", kDay, RetractFact{{"test", "r1"}});
  EXPECT_EQ(book.record(batch_of({back2}), kNow).value().created, 1);
  EXPECT_EQ(owner(), "zhao");
  EXPECT_TRUE(book.check());
}

TEST(Record, RetractingAllLeavesNoCustomerInTheCut) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(batch_of({fact("c1", "1", kDay, phone_touch()),
                                    fact("c1", "2", kDay, RetractFact{{"test", "1"}})}),
                          kNow));
  EXPECT_TRUE(states(book).empty());
  EXPECT_TRUE(book.check());
}

TEST(Record, LateFactGivesWhatFactsInOrderGive) {
  const Folder folder;
  const Fact first = fact("c1", "1", day("2024-01-05"), OwnerFact{PersonKey("li")});
  const Fact second = fact("c1", "2", day("2024-01-20"), phone_touch("li"));
  const Fact third = fact("c1", "3", day("2024-02-05"), OwnerFact{PersonKey("wang")});
  Book late = fresh(folder.file("late"));
  for (const Fact& f : {third, first, second})
    ASSERT_TRUE(late.record(batch_of({f}), kNow));
  Book ordered = fresh(folder.file("ordered"));
  for (const Fact& f : {first, second, third})
    ASSERT_TRUE(ordered.record(batch_of({f}), kNow));
  EXPECT_EQ(states(late), states(ordered));
  EXPECT_EQ(late.rebuild().value(), 0);
  EXPECT_TRUE(late.check());
}

TEST(Record, WatermarkGoesWithTheFactsAndNeverBack) {
  const Folder folder;
  Book book = fresh(folder.file());
  EXPECT_EQ(book.watermark("crm"), -1);
  const Batch b = batch_of({fact("c1", "1", kDay, phone_touch())});
  ASSERT_TRUE(book.record(b, kNow, {.source = "crm", .position = 41}));
  EXPECT_EQ(book.watermark("crm"), 41);
  ASSERT_TRUE(book.record(b, kNow, {.source = "crm", .position = 7}));
  EXPECT_EQ(book.watermark("crm"), 41);
  EXPECT_EQ(book.watermark("erp"), -1);
  EXPECT_EQ(book.record(b, kNow, {.position = 7}).error().field(), "source");
}

TEST(Record, DryRunTellsAndLeavesAllAsItWas) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(batch_of({fact("c1", "1", kDay, phone_touch())}), kNow));
  const auto before = states(book);
  Batch b = batch_of(
      {fact("c1", "1", kDay, phone_touch("li")), fact("c2", "1", kDay, phone_touch())});
  adopt(b, default_cadence_json(), kDay, "doc");
  const RecordResult r =
      book.record(b, kNow, {.dry_run = true, .source = "crm", .position = 3}).value();
  EXPECT_EQ(r.created, 2);
  EXPECT_EQ(r.conflicts, 1);
  EXPECT_EQ(r.report.cell("outcome", 0), "conflict");
  EXPECT_EQ(states(book), before);
  EXPECT_EQ(book.fact_count(), 1);
  EXPECT_EQ(book.watermark("crm"), -1);
  EXPECT_TRUE(book.source()->rules(std::nullopt)->cadence().documents.empty());
  EXPECT_TRUE(book.check());
}

TEST(Record, RecordedTimeNeverGoesBack) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(batch_of({fact("c1", "1", kDay, phone_touch())}), kNow));
  const Batch b = batch_of({fact("c1", "2", kDay, phone_touch())});
  const auto r = book.record(b, Instant(kNow.micros() - 1));
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().reason(), Reason::bad_order);
  Fact old = fact("c1", "3", kDay, phone_touch());
  old.head.recorded = Instant(kNow.micros() - 1);
  EXPECT_EQ(book.record(batch_of({old}), kNow).error().reason(), Reason::bad_order);
  EXPECT_TRUE(book.record(b, kNow));
}

TEST(Record, ProgressCancels) {
  const Folder folder;
  Book book = fresh(folder.file());
  const Batch b = batch_of({fact("c1", "1", kDay, phone_touch())});
  RecordOptions o;
  o.progress = [](std::int64_t, std::int64_t total) { return total == 1; };
  const auto r = book.record(b, kNow, o);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().status(), Status::cancelled);
  EXPECT_EQ(book.fact_count(), 0);
}

TEST(Record, EmptyBatchIsNothing) {
  const Folder folder;
  Book book = fresh(folder.file());
  const RecordResult r = book.record({}, kNow).value();
  EXPECT_EQ(r.created + r.rows_written, 0);
  EXPECT_EQ(r.report.rows(), 0);
}

TEST(Record, VisitorMayAskAgainAndMayNotRecord) {
  const Folder folder;
  Book book = fresh(folder.file());
  const Batch b = batch_of(
      {fact("c1", "1", kDay, phone_touch()), fact("c2", "1", kDay, phone_touch())});
  ASSERT_TRUE(book.record(b, kNow));
  const auto source = book.source();
  int seen = 0;
  source->each({Date::max(), {}}, [&](const CustomerState& s) {
    ++seen;
    EXPECT_TRUE(source->one(s.key, {Date::max(), {}}).has_value());
    source->each({Date::max(), {}}, [&](const CustomerState&) { return ++seen < 100; });
    EXPECT_EQ(book.record({}, kNow).error().status(), Status::failed_precondition);
    return true;
  });
  EXPECT_EQ(seen, 6);
  EXPECT_TRUE(book.record({}, kNow));
}

TEST(Record, AdoptionRefoldsEverybody) {
  const Folder folder;
  Book book = fresh(folder.file());
  const std::vector<Fact> facts{fact("c1", "1", kDay, OwnerFact{PersonKey("li")}),
                                fact("c2", "1", kDay, OwnerFact{PersonKey("li")}),
                                fact("c2", "3", kDay, tier_a()),
                                fact("c2", "2", day("2024-02-09"), phone_touch("li"))};
  ASSERT_TRUE(book.record(batch_of(facts), kNow));
  Batch docs;
  adopt(docs, default_cadence_json(), day("2024-01-01"), "doc");
  const RecordResult r = book.record(docs, kNow).value();
  EXPECT_EQ(r.created, 1);
  EXPECT_EQ(r.states_written, 2);
  Book other = fresh(folder.file("other"));
  ASSERT_TRUE(other.record(docs, kNow));
  ASSERT_TRUE(other.record(batch_of(facts), kNow));
  EXPECT_EQ(states(book), states(other));
  EXPECT_EQ(book.rebuild().value(), 0);
  EXPECT_TRUE(book.check());
  EXPECT_FALSE(book.awake(PersonKey("li"), Date::max().plus_days(-1)).empty());
}

TEST(Record, DocumentMustBeThereAndSound) {
  const Folder folder;
  Book book = fresh(folder.file());
  const Document d = read_document(default_cadence_json()).value();
  const Fact f = fact("", "doc", kDay, AdoptFact{d.kind, d.id, d.hash, kDay});
  EXPECT_EQ(book.record(batch_of({f}), kNow).error().reason(), Reason::not_adopted);

  Document forged = d;
  forged.id = "other";
  Batch lie = batch_of({f});
  lie.add_document(forged);
  EXPECT_EQ(book.record(lie, kNow).error().reason(), Reason::bad_document);

  Batch bad;
  adopt(bad, R"({"kind":"cadence","schema":1,"id":"x"})", kDay, "bad");
  adopt(bad, default_cadence_json(), kDay, "good");
  EXPECT_FALSE(book.record(bad, kNow));
  EXPECT_EQ(book.fact_count(), 0);
  const RecordResult r = book.record(bad, kNow, {.all_or_nothing = false}).value();
  EXPECT_EQ(r.refused, 1);
  EXPECT_EQ(r.created, 1);
  EXPECT_EQ(book.fact_count(), 1);
  EXPECT_TRUE(book.check());
  // The document is in the book now: a later adoption need not bring it.
  const Fact later = fact("", "doc2", day("2024-05-01"),
                          AdoptFact{d.kind, d.id, d.hash, day("2024-05-01")});
  EXPECT_TRUE(book.record(batch_of({later}), kNow));
}

}  // namespace
}  // namespace kith::test
