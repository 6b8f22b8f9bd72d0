// A tombstone and the words before it: a check sees whether they are gone.
#include <SQLiteCpp/Database.h>

#include "book/desk.hpp"

namespace kith::test {
namespace {

const Instant kNow = at("2024-03-01T02:00:00Z");
const Date kDay = day("2024-02-01");

class Tombstone : public testing::Test {
 protected:
  Tombstone() : book_(fresh(folder_.file())) {}

  void record(const Batch& batch) { ASSERT_TRUE(book_.record(batch, kNow)); }

  /// No word of these finds a duplicate, so nothing else in the book tells of them.
  static void add_contact(Batch& b, const std::string& root, const std::string& key,
                          const std::string& contact) {
    Fact f = fact(root, key, kDay, OwnerFact{});
    ContactFact c;
    c.contact = ContactKey(contact);
    c.position = b.put_text(f.head, "position", "经理" + contact + key);
    f.body = c;
    b.add(std::move(f)).value();
  }
  static void add_touch(Batch& b, const std::string& root, const std::string& key,
                        const std::string& contact) {
    Fact f = fact(root, key, kDay, OwnerFact{});
    TouchFact t = phone_touch("li");
    t.contact = ContactKey(contact);
    t.content = b.put_text(f.head, "content", "谈话" + contact + key);
    f.body = t;
    b.add(std::move(f)).value();
  }
  /// One customer with two contacts; k1 is erased, then spoken of again.
  void one_is_erased() {
    Batch b;
    for (const char* contact : {"k1", "k2"}) {
      add_contact(b, "c1", std::string("said ") + contact, contact);
      add_touch(b, "c1", std::string("touched ") + contact, contact);
    }
    add_contact(b, "c2", "said k1", "k1");
    b.add(fact("c1", "gone", kDay, EraseFact{ContactKey("k1"), ""})).value();
    add_contact(b, "c1", "said again", "k1");
    add_touch(b, "c1", "touched again", "k1");
    record(b);
    ASSERT_TRUE(book_.check());
  }
  int change(const std::string& sql) {
    SQLite::Database db(folder_.file(), SQLite::OPEN_READWRITE);
    return db.exec(sql);
  }
  /// What the check says of the first fault; empty: none.
  std::string fault() {
    const auto checked = book_.check();
    if (checked) return "";
    EXPECT_EQ(checked.error().status(), Status::data_loss);
    EXPECT_EQ(checked.error().reason(), Reason::damaged_book);
    return checked.error().message();
  }
  const std::string kFault =
      "the book is damaged: customer \"c1\": words stand that were erased";

  Folder folder_;
  Book book_;
};

TEST_F(Tombstone, WordsThatAreBackInTheVaultAreAFault) {
  one_is_erased();
  ASSERT_EQ(change("UPDATE vault SET words = '经理' WHERE words = ''"), 1);
  EXPECT_EQ(fault(), kFault);
  ASSERT_EQ(change("UPDATE vault SET words = '' WHERE words = '经理'"), 1);
  EXPECT_EQ(fault(), "");
}

TEST_F(Tombstone, WordsThatAreBackBesideATouchAreAFault) {
  one_is_erased();
  // The second fact: the touch that reached k1.
  ASSERT_EQ(change("UPDATE log SET words = CAST('谈' AS BLOB) WHERE words IS NULL AND "
                   "seq = (SELECT min(seq) + 1 FROM log)"),
            1);
  EXPECT_EQ(fault(), kFault);
}

// A host's own reference may stand in several facts: words that came with a later one are
// nobody's that was erased.
TEST_F(Tombstone, ALaterFactMaySpeakWhereAnEarlierOneWasMute) {
  const TextRef ref{7, 7};
  Fact mute = fact("c1", "mute", kDay, OwnerFact{});
  ContactFact contact;
  contact.contact = ContactKey("k1");
  contact.position = ref;
  mute.body = contact;
  record(batch_of({mute, fact("c1", "gone", kDay, EraseFact{ContactKey("k1"), ""})}));
  Fact spoken = mute;
  spoken.head.event.key = "spoken";
  Batch b = batch_of({spoken});
  b.put_text(ref, "经理");
  record(b);
  EXPECT_EQ(fault(), "");
}

TEST_F(Tombstone, OfAWholeCustomerLeavesNoWords) {
  Batch b;
  add_contact(b, "c1", "said", "k1");
  add_touch(b, "c1", "touched", "");
  add_touch(b, "c2", "touched", "");
  record(b);
  ASSERT_TRUE(book_.erase(kNow, {.customer = CustomerKey("c1")}));
  EXPECT_EQ(fault(), "");
  ASSERT_EQ(change("UPDATE vault SET words = '经理' WHERE words = ''"), 1);
  EXPECT_EQ(fault(), kFault);
  // Erasing once more takes them.
  ASSERT_TRUE(book_.erase(at("2024-03-02T02:00:00Z"), {.customer = CustomerKey("c1")}));
  EXPECT_EQ(fault(), "");
}

}  // namespace
}  // namespace kith::test
