// A tombstone: whom it is for, and the words before it, of which a check sees whether
// they are gone.
#include <SQLiteCpp/Database.h>

#include "book/desk.hpp"
#include "kith/view/view.hpp"

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

// ---- whom it is for
// --------------------------------------------------------------------------------------

// Whoever may ask what is held of a contact may have it erased: whatever kind of fact
// names the contact, and by that kind alone.
TEST_F(Tombstone, WhoIsHeldCanBeErased) {
  TouchFact touch = phone_touch("li");
  touch.contact = ContactKey("touched");
  ContactFact contact;
  contact.contact = ContactKey("told");
  record(batch_of({fact("c1", "1", kDay, contact), fact("c2", "2", kDay, touch),
                   fact("c3", "3", kDay, ConsentFact{ContactKey("asked"), "news"}),
                   fact("c4", "4", kDay, HoldFact{ContactKey("held"), true, "court"}),
                   fact("c5", "5", kDay, EraseFact{ContactKey("erased"), "gone"})}));
  const auto is_held = [&](const char* key) {
    const View view(book_.source(), {.as_of = Date::max()});
    try {
      return view.subject_export({.contact = ContactKey(key)}).rows() > 0;
    } catch (const Error& e) {
      EXPECT_EQ(e.reason(), Reason::unknown_name);
      return false;
    }
  };
  for (const char* key : {"told", "touched", "asked", "erased"}) {
    EXPECT_TRUE(is_held(key)) << key;
    const auto erased = book_.erase(kNow, {.contact = ContactKey(key)});
    ASSERT_TRUE(erased) << key << ": " << erased.error().message();
    EXPECT_EQ(erased->customers, 1) << key;
  }
  EXPECT_TRUE(is_held("held"));
  const auto held = book_.erase(kNow, {.contact = ContactKey("held")});
  ASSERT_FALSE(held);
  EXPECT_EQ(held.error().reason(), Reason::legal_hold);
  EXPECT_FALSE(is_held("nobody"));
  const auto nobody = book_.erase(kNow, {.contact = ContactKey("nobody")});
  ASSERT_FALSE(nobody);
  EXPECT_EQ(nobody.error().reason(), Reason::unknown_name);
  EXPECT_EQ(fault(), "");
}

// A hold of a contact stands wherever the person is known, be it by a consent alone.
TEST_F(Tombstone, AHoldProtectsWhoIsKnownByAConsent) {
  record(batch_of({fact("c1", "1", kDay, HoldFact{ContactKey("k1"), true, "court"}),
                   fact("c2", "2", kDay, ConsentFact{ContactKey("k1"), "news"})}));
  const auto refused = book_.erase(kNow, {.customer = CustomerKey("c2")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason(), Reason::legal_hold);
}

}  // namespace
}  // namespace kith::test
