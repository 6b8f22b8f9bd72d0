// Long histories in pieces: whatever comes late, the state is that of the whole history.
#include <SQLiteCpp/Database.h>

#include <cstdlib>

#include "book/desk.hpp"
#include "book/segments.hpp"
#include "kith/flow/documents.hpp"

namespace kith::test {
namespace {

const Instant kNow = at("2024-06-01T02:00:00Z");
const Date kFirst = day("2023-01-02");

/// A book with rules, so that streams run, and facts of one customer in any order.
class LongHistory {
 public:
  explicit LongHistory(std::uint32_t seed) : random_(seed), book_(fresh(folder_.file())) {
    Batch rules;
    for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::tier,
                                    DocumentKind::cadence, DocumentKind::pipeline})
      kith::adopt(rules, default_document(kind), kFirst, kNow).value();
    (void)book_.record(rules, kNow).value();
    Batch b = batch_of({made(0, OwnerFact{PersonKey("li")}), made(0, tier("A")),
                        made(700, phone_touch())});
    for (int i = 0; i < 400; ++i) b.add(any()).value();
    (void)book_.record(b, kNow).value();
  }

  Fact made(std::int64_t days, FactBody body) {
    Fact f = fact("c1", std::to_string(++serial_), kFirst.plus_days(days), OwnerFact{});
    f.body = std::move(body);
    return f;
  }
  static TierFact tier(const char* name) {
    TierFact t;
    t.tier = name;
    t.run = "r";
    return t;
  }
  /// On one of 600 days.
  Fact any() {
    const std::int64_t days = roll(600);
    switch (roll(20)) {
      case 0:
        return made(days, tier(roll(2) == 0 ? "A" : "B"));
      case 1: {
        TagFact tag{"urgent_need", roll(3) != 0, {}};
        if (tag.present) tag.expires = kFirst.plus_days(days + roll(60));
        return made(days, tag);
      }
      case 2:
        return made(days, OwnerFact{PersonKey(roll(2) == 0 ? "li" : "wang")});
      case 3: {
        StepFact step;
        step.deadline = DeadlineKind::working_days;
        step.working_days = 3;
        step.channel = Channel::phone;
        return made(days, step);
      }
      case 4:
        return made(days, OrderFact{OrderKey(std::to_string(roll(50))),
                                    {100, {}},
                                    {},
                                    "",
                                    std::to_string(roll(3))});
      default: {
        TouchFact touch = phone_touch(roll(2) == 0 ? "li" : "");
        if (roll(3) == 0) touch.channel = Channel::visit;
        if (roll(4) == 0) touch.level = Level::executive;
        if (roll(5) == 0) touch.outcome = Outcome::no_reply;
        return made(days, touch);
      }
    }
  }
  void record(const std::vector<Fact>& facts) {
    (void)book_.record(batch_of(facts), kNow).value();
  }
  /// The book's own: every state folded whole, and the pieces against the log.
  void expect_sound() {
    const auto checked = book_.check();
    ASSERT_TRUE(checked) << checked.error().message();
  }
  std::int64_t roll(std::int64_t n) {
    return std::uniform_int_distribution<std::int64_t>(0, n - 1)(random_);
  }
  std::int64_t count(const char* sql) {
    SQLite::Database db(folder_.file(), SQLite::OPEN_READWRITE);
    return db.execAndGet(sql).getInt64();
  }
  std::int64_t pieces() { return count("SELECT count(*) FROM segment"); }
  void run_sql(const std::string& sql) {
    SQLite::Database db(folder_.file(), SQLite::OPEN_READWRITE);
    db.exec(sql);
  }
  Book& book() { return book_; }

 private:
  Folder folder_;
  std::mt19937 random_;
  std::int64_t serial_ = 0;
  Book book_;
};

class LateFacts : public ::testing::TestWithParam<std::uint32_t> {};
INSTANTIATE_TEST_SUITE_P(Seeds, LateFacts, ::testing::Values(1u, 2u, 3u, 4u, 5u));

TEST_P(LateFacts, GiveTheStateOfTheWholeHistory) {
  LongHistory history(GetParam());
  history.expect_sound();
  EXPECT_GT(history.pieces(), 5);
  for (int i = 0; i < 120; ++i) {
    std::vector<Fact> facts;
    for (std::int64_t n = history.roll(3); n >= 0; --n) facts.push_back(history.any());
    if (i % 5 == 0) facts.push_back(history.made(700 + i, phone_touch()));   // in order
    if (i % 40 == 7) facts.push_back(history.made(-20 - i, phone_touch()));  // before all
    history.record(facts);
    if (i % 10 == 0) history.expect_sound();
  }
  history.expect_sound();
  const auto differed = history.book().rebuild();
  EXPECT_EQ(differed.value(), 0);
  EXPECT_EQ(history.pieces(), 0);
  history.record({history.any()});
  EXPECT_GT(history.pieces(), 5);
  history.expect_sound();
}

TEST(Segments, ALateFactWritesItsOwnPieceOnly) {
  LongHistory history(9);
  const auto touch_on = [&](std::int64_t days) {
    history.record({history.made(days, phone_touch())});
  };
  // Twice the same touch: the second changes counts alone.
  touch_on(300);
  const RecordResult again =
      history.book().record(batch_of({history.made(300, phone_touch())}), kNow).value();
  EXPECT_LE(again.rows_written, 6);  // counts, fact, customer, chunk, head, piece
  history.expect_sound();
}

TEST(Segments, GoWhenRulesChangeAndWhenAFactIsTakenBack) {
  LongHistory history(10);
  history.record({history.any()});
  EXPECT_GT(history.pieces(), 0);
  RetractFact gone;
  gone.target = {"test", "5"};
  history.record({history.made(710, gone)});
  EXPECT_EQ(history.pieces(), 0);
  history.expect_sound();
  history.record({history.any()});
  EXPECT_EQ(history.pieces(), 0);  // its history corrects itself
  history.expect_sound();

  LongHistory other(11);
  EXPECT_GT(other.pieces(), 0);
  PersonFact person;
  person.person = PersonKey("li");
  person.role = Role::account_manager;
  Fact f = fact("", "li", kFirst, person);
  other.record({f, other.any()});
  other.expect_sound();
  EXPECT_GT(other.pieces(), 0);
}

TEST(Segments, DamageIsFound) {
  for (const char* sql :
       {"DELETE FROM segment WHERE day = (SELECT max(day) FROM segment)",
        "UPDATE segment SET day = day + 1 WHERE day = (SELECT max(day) FROM segment)",
        "UPDATE segment SET bytes = (SELECT bytes FROM segment ORDER BY day DESC LIMIT "
        "1) "
        "WHERE day = (SELECT day FROM segment ORDER BY day LIMIT 1 OFFSET 3)",
        "UPDATE segment SET bytes = x'00' WHERE day = (SELECT max(day) FROM segment)",
        "UPDATE segment SET bytes = x'00' WHERE day = (SELECT min(day) FROM segment)",
        "UPDATE segment SET customer = 77"}) {
    SCOPED_TRACE(sql);
    LongHistory history(12);
    history.run_sql(sql);
    const auto checked = history.book().check();
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().reason(), Reason::damaged_book);
    ASSERT_TRUE(history.book().rebuild());
    history.expect_sound();
  }
}

}  // namespace
}  // namespace kith::test
