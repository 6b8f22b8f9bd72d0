// Erasing: what goes, what stays, and who may.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>

#include "book/audit_log.hpp"
#include "book/copies.hpp"
#include "book/desk.hpp"
#include "kith/model/fact_tables.hpp"
#include "kith/view/view.hpp"
#include "model/docs_page.hpp"

namespace kith::test {
namespace {

const Instant kNow = at("2024-03-01T02:00:00Z");
const Instant kLater = at("2024-03-05T02:00:00Z");
const Date kDay = day("2024-02-01");

Fact name_fact(Batch& b, const std::string& root, const std::string& key,
               const std::string& name) {
  Fact f = fact(root, key, kDay, OwnerFact{});
  f.body = named(b, f.head, name);
  return f;
}

Fact contact_fact(Batch& b, const std::string& root, const std::string& key,
                  const std::string& contact, const std::string& name,
                  const std::string& phone) {
  Fact f = fact(root, key, kDay, OwnerFact{});
  ContactFact c;
  c.contact = ContactKey(contact);
  c.name = b.put_text(f.head, "name", name);
  c.phone = b.put_text(f.head, "phone", phone);
  f.body = c;
  return f;
}

Fact touch_fact(Batch& b, const std::string& root, const std::string& key,
                const std::string& contact, const std::string& content) {
  Fact f = fact(root, key, kDay, OwnerFact{});
  TouchFact t = phone_touch("li");
  t.contact = ContactKey(contact);
  t.content = b.put_text(f.head, "content", content);
  f.body = t;
  return f;
}

/// Two customers that both know contact k1, and one that knows nobody.
Batch world() {
  Batch b;
  for (Fact f : {name_fact(b, "c1", "n1", "明发贸易有限公司"),
                 contact_fact(b, "c1", "k1", "k1", "王小明", "13812345678"),
                 contact_fact(b, "c1", "k2", "k2", "赵大海", "13912345678"),
                 touch_fact(b, "c1", "t1", "k1", "王小明说预算三十万"),
                 touch_fact(b, "c1", "t2", "k2", "赵大海要样品"),
                 name_fact(b, "c2", "n2", "恒通制造有限公司"),
                 contact_fact(b, "c2", "k1", "k1", "王小明", "13812345678"),
                 name_fact(b, "c3", "n3", "远景科技有限公司")})
    b.add(std::move(f)).value();
  return b;
}

/// Every word of the tables that tell of customers and contacts, and of the histories.
std::string all_words(const Book& book) {
  const View view(book.source(), {.as_of = Date::max()});
  std::string out = to_csv(view.customers()) + to_csv(view.contacts());
  for (const char* key : {"c1", "c2", "c3"})
    out += to_csv(view.history(CustomerKey(key)));
  return out;
}

bool tells(const Book& book, const std::string& words) {
  return all_words(book).find(words) != std::string::npos;
}

std::int64_t size_of(const std::string& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  return error ? -1 : static_cast<std::int64_t>(size);
}

Reason reason_of(const Result<EraseResult>& r) {
  return r ? Reason::none : r.error().reason();
}
Reason reason_of(const Result<RecordResult>& r) {
  return r ? Reason::none : r.error().reason();
}

TEST(Erase, ACustomerLosesItsWordsAndKeepsItsStates) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  const EraseOptions options{.customer = CustomerKey("c1"), .event = {"e", "1"}};
  const EraseResult r = book.erase(kLater, options).value();
  EXPECT_EQ(r.customers, 1);
  EXPECT_EQ(r.texts, 7);  // a name, two of each contact, two touches
  EXPECT_EQ(r.file, EraseFile::finished);
  for (const char* gone : {"明发贸易", "赵大海", "13912345678", "预算三十万", "要样品"})
    EXPECT_FALSE(tells(book, gone)) << gone;
  EXPECT_TRUE(tells(book, "恒通制造"));
  EXPECT_TRUE(tells(book, "王小明"));  // as the other customer knows him
  EXPECT_EQ(size_of(folder.file("a.kith-wal")), 0);
  EXPECT_EQ(size_of(folder.file("a.kith-journal")), -1);
  // The same facts without a word.
  Fact tombstone = fact("c1", "x", kDay, EraseFact{});
  tombstone.head.event = {"e", "1"};
  tombstone.head.occurred = Occurred::at_instant(kLater, Zone{});
  tombstone.head.recorded = kLater;
  Batch told;
  const Batch given = world();
  for (Fact f : given.facts()) {
    f.head.recorded = kNow;
    told.add(std::move(f)).value();
  }
  told.add(tombstone).value();
  EXPECT_EQ(states(book),
            states(*TablesSource::open(told, {}).value(), {Date::max(), {}}));
  EXPECT_EQ(book.rebuild().value(), 0);
  EXPECT_TRUE(book.check());
}

TEST(Erase, AContactGoesAtEveryCustomerThatKnowsIt) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  const EraseResult r = book.erase(kLater, {.contact = ContactKey("k1")}).value();
  EXPECT_EQ(r.customers, 2);
  EXPECT_EQ(r.texts, 5);
  for (const char* gone : {"王小明", "13812345678", "预算三十万"})
    EXPECT_FALSE(tells(book, gone)) << gone;
  for (const char* stays : {"明发贸易", "赵大海", "13912345678", "要样品", "恒通制造"})
    EXPECT_TRUE(tells(book, stays)) << stays;
  const View view(book.source(), {.as_of = Date::max()});
  const Table contacts = view.contacts({.contact = ContactKey("k1")});
  ASSERT_EQ(contacts.rows(), 2);
  EXPECT_EQ(contacts.cell("name", 0), kErased);
  EXPECT_EQ(contacts.cell("phone", 0), "");
  EXPECT_TRUE(book.check());
}

TEST(Erase, AnErasedNameSaysSoAndOneThatNeverWasDoesNot) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  ASSERT_TRUE(book.record(batch_of({fact("c9", "1", kDay, phone_touch())}), kNow));
  ASSERT_TRUE(book.erase(kLater, {.customer = CustomerKey("c3")}));
  const Table t = View(book.source(), {.as_of = Date::max()}).customers();
  ASSERT_EQ(t.rows(), 4);
  EXPECT_EQ(t.cell("customer", 2), kErased);
  EXPECT_EQ(t.cell("customer_key", 2), "c3");
  EXPECT_EQ(t.cell("customer", 3), "c9");
}

TEST(Erase, AReplayBringsNothingBackAndNewFactsMaySpeak) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  const EraseOptions once{.customer = CustomerKey("c1"), .event = {"e", "1"}};
  ASSERT_TRUE(book.erase(kLater, once));
  const auto before = states(book);
  const RecordResult again = book.record(world(), kLater).value();
  EXPECT_EQ(again.unchanged, 8);
  EXPECT_EQ(again.rows_written, 0);
  EXPECT_FALSE(tells(book, "明发贸易"));
  EXPECT_EQ(states(book), before);
  // Other words of an old event are no conflict either: there is nothing to compare with.
  Batch other;
  other.add(name_fact(other, "c1", "n1", "明发商贸")).value();
  EXPECT_EQ(book.record(other, kLater).value().unchanged, 1);
  EXPECT_FALSE(tells(book, "明发商贸"));
  Batch fresh_fact;
  fresh_fact.add(name_fact(fresh_fact, "c1", "n9", "新名称")).value();
  EXPECT_EQ(book.record(fresh_fact, kLater).value().created, 1);
  EXPECT_TRUE(tells(book, "新名称"));
  // The erasure as it was is done: it does not take what came after it.
  EXPECT_EQ(book.erase(kLater, once).value().customers, 0);
  EXPECT_TRUE(tells(book, "新名称"));
  EXPECT_EQ(book.erase(at("2024-03-06T00:00:00Z"), {.customer = CustomerKey("c1")})
                .value()
                .texts,
            1);
  EXPECT_FALSE(tells(book, "新名称"));
  EXPECT_TRUE(book.check());
}

TEST(Erase, ATombstoneInABatchErasesWhatStandsBeforeIt) {
  const Folder folder;
  Book book = fresh(folder.file());
  Batch b = world();
  b.add(fact("c1", "gone", kDay, EraseFact{ContactKey("k1"), "asked"})).value();
  b.add(touch_fact(b, "c1", "t3", "k1", "之后的话")).value();
  const RecordResult r = book.record(b, kNow).value();
  EXPECT_EQ(r.texts_erased, 3);
  EXPECT_FALSE(tells(book, "预算三十万"));
  EXPECT_TRUE(tells(book, "之后的话"));
  EXPECT_TRUE(tells(book, "王小明"));  // at c2, which the tombstone does not name
  EXPECT_EQ(size_of(folder.file("a.kith-wal")), 0);
  EXPECT_TRUE(book.check());
  EXPECT_EQ(book.rebuild().value(), 0);
}

TEST(Erase, DuplicatesAreFoundByTheWordsThatStay) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  const auto pairs = [&] {
    return View(book.source(), {.as_of = Date::max()}).duplicate_pairs().rows();
  };
  EXPECT_EQ(pairs(), 1);  // the contact's phone
  ASSERT_TRUE(book.erase(kLater, {.customer = CustomerKey("c2")}));
  EXPECT_EQ(pairs(), 0);
  EXPECT_TRUE(book.check());
  const View view(book.source(), {.as_of = Date::max()});
  EXPECT_EQ(view.duplicates({.fields = {.name = "恒通制造有限公司"}}).rows(), 0);
  EXPECT_EQ(view.duplicates({.fields = {.name = "明发贸易有限公司"}}).rows(), 1);
}

TEST(Erase, WhoIsNotKnownIsNamed) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  const auto customer = book.erase(kLater, {.customer = CustomerKey("nobody")});
  EXPECT_EQ(reason_of(customer), Reason::unknown_name);
  EXPECT_EQ(customer.error().field(), "customer");
  const auto contact = book.erase(kLater, {.contact = ContactKey("nobody")});
  EXPECT_EQ(reason_of(contact), Reason::unknown_name);
  EXPECT_EQ(contact.error().field(), "contact");
  EXPECT_EQ(reason_of(book.erase(
                kLater, {.customer = CustomerKey("c1"), .contact = ContactKey("k1")})),
            Reason::conflict);
  EXPECT_EQ(
      reason_of(book.erase(at("2020-01-01T00:00:00Z"), {.customer = CustomerKey("c1")})),
      Reason::bad_order);
  EXPECT_EQ(book.fact_count(), 8);
}

TEST(Erase, ADryRunCountsAndWritesNothing) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  const EraseResult r =
      book.erase(kLater, {.customer = CustomerKey("c1"), .dry_run = true}).value();
  EXPECT_EQ(r.customers, 1);
  EXPECT_EQ(r.texts, 7);
  EXPECT_TRUE(tells(book, "明发贸易"));
  EXPECT_EQ(book.fact_count(), 8);
  EXPECT_TRUE(book.check());
}

// ---- legal holds
// ----------------------------------------------------------------------------------------------

TEST(LegalHold, RefusesByNameUntilAFactEndsIt) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  ASSERT_TRUE(book.record(
      batch_of({fact("c1", "h1", kDay, HoldFact{ContactKey(), true, "court"})}), kNow));
  const auto refused = book.erase(kLater, {.customer = CustomerKey("c1")});
  ASSERT_EQ(reason_of(refused), Reason::legal_hold);
  EXPECT_EQ(refused.error().status(), Status::failed_precondition);
  // A hold of a customer covers its contacts, wherever else they are known.
  EXPECT_EQ(reason_of(book.erase(kLater, {.contact = ContactKey("k1")})),
            Reason::legal_hold);
  EXPECT_TRUE(tells(book, "王小明"));
  EXPECT_EQ(book.erase(kLater, {.customer = CustomerKey("c2")}).value().customers, 1);
  ASSERT_TRUE(book.record(
      batch_of({fact("c1", "h2", kDay, HoldFact{ContactKey(), false, "done"})}), kLater));
  EXPECT_EQ(book.erase(kLater, {.customer = CustomerKey("c1")}).value().customers, 1);
  EXPECT_TRUE(book.check());
}

TEST(LegalHold, OfAContactProtectsThePersonAtEveryCustomer) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  ASSERT_TRUE(book.record(
      batch_of({fact("c1", "h1", kDay, HoldFact{ContactKey("k1"), true, ""})}), kNow));
  EXPECT_EQ(reason_of(book.erase(kLater, {.contact = ContactKey("k1")})),
            Reason::legal_hold);
  EXPECT_EQ(reason_of(book.erase(kLater, {.customer = CustomerKey("c2")})),
            Reason::legal_hold);
  EXPECT_EQ(book.erase(kLater, {.contact = ContactKey("k2")}).value().customers, 1);
  EXPECT_EQ(book.erase(kLater, {.customer = CustomerKey("c3")}).value().customers, 1);
  // The hold never was.
  ASSERT_TRUE(book.record(batch_of({fact("c1", "r", kDay, RetractFact{{"test", "h1"}})}),
                          kLater));
  EXPECT_EQ(book.erase(kLater, {.contact = ContactKey("k1")}).value().customers, 2);
}

TEST(LegalHold, StandsAgainstATombstoneOfTheSameBatch) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  const Batch b = batch_of({fact("c1", "h1", kDay, HoldFact{ContactKey(), true, ""}),
                            fact("c1", "e1", kDay, EraseFact{}),
                            fact("c1", "h2", kDay, HoldFact{ContactKey(), false, ""}),
                            fact("c1", "e2", kDay, EraseFact{ContactKey("k2"), ""})});
  const RecordResult r = book.record(b, kLater, {.all_or_nothing = false}).value();
  EXPECT_EQ(r.report.cell("outcome", 1), "refused");
  EXPECT_EQ(r.report.cell("code", 1), "legal_hold");
  EXPECT_EQ(r.report.cell("outcome", 3), "created");
  EXPECT_EQ(r.texts_erased, 3);
  EXPECT_TRUE(tells(book, "预算三十万"));
  EXPECT_FALSE(tells(book, "要样品"));
}

// ---- what is not undone
// ---------------------------------------------------------------------------------------

TEST(Erase, ATombstoneIsNotTakenBack) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  ASSERT_TRUE(book.erase(kLater, {.customer = CustomerKey("c1"), .event = {"e", "1"}}));
  EXPECT_EQ(reason_of(book.record(
                batch_of({fact("c1", "r", kDay, RetractFact{{"e", "1"}})}), kLater)),
            Reason::undo_crosses_erasure);
  Fact other = fact("c1", "o", kDay, phone_touch());
  other.head.replaces = EventKey{"e", "1"};
  EXPECT_EQ(reason_of(book.record(batch_of({other}), kLater)),
            Reason::undo_crosses_erasure);
  Fact higher = fact("c1", "1", kDay, EraseFact{});
  higher.head.event = {"e", "1"};
  higher.head.revision = 1;
  EXPECT_EQ(reason_of(book.record(batch_of({higher}), kLater)),
            Reason::undo_crosses_erasure);
}

TEST(Erase, AMergeIsNotTakenBackAcrossIt) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  // An erasure before a merge does not stand in the way of its undoing.
  ASSERT_TRUE(book.erase(kNow, {.contact = ContactKey("k2")}));
  const auto merge = [&](const std::string& key) {
    return batch_of(
        {fact("", key, kDay, MergeFact{CustomerKey("c1"), CustomerKey("c2"), ""})});
  };
  const auto undo = [&](const std::string& key) {
    return batch_of({fact("", "undo-" + key, kDay, RetractFact{{"test", key}})});
  };
  ASSERT_TRUE(book.record(merge("m1"), kNow));
  ASSERT_TRUE(book.record(undo("m1"), kNow));
  ASSERT_TRUE(book.record(merge("m2"), kNow));
  // One of the two is erased, and with it the other: they are one.
  EXPECT_EQ(book.erase(kLater, {.customer = CustomerKey("c2")}).value().customers, 2);
  EXPECT_FALSE(tells(book, "明发贸易"));
  const auto refused = book.record(undo("m2"), kLater);
  ASSERT_EQ(reason_of(refused), Reason::undo_crosses_erasure);
  EXPECT_EQ(refused.error().status(), Status::failed_precondition);
  EXPECT_TRUE(book.check());
}

// ---- the file
// -------------------------------------------------------------------------------------------------

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Erase, AReaderThatHoldsTheLogIsReported) {
  const Folder folder;
  BookOptions o;
  o.create = true;
  o.busy_ms = 50;
  Book book = Book::open(folder.file(), o).value();
  ASSERT_TRUE(book.record(world(), kNow));
  const Book reader = again(folder.file());
  const auto source = reader.source();
  auto moment = source->hold();
  ASSERT_EQ(
      source->text(source->one(CustomerKey("c1"), {Date::max(), {}})->profile.name()),
      "明发贸易有限公司");
  const EraseOptions options{.customer = CustomerKey("c1"), .event = {"e", "1"}};
  const EraseResult r = book.erase(kLater, options).value();
  EXPECT_EQ(r.customers, 1);
  EXPECT_EQ(r.file, EraseFile::held);
  EXPECT_FALSE(tells(book, "明发贸易"));
  moment.reset();
  const EraseResult rest = book.erase(kLater, options).value();
  EXPECT_EQ(rest.customers, 0);
  EXPECT_EQ(rest.file, EraseFile::finished);
  EXPECT_EQ(size_of(folder.file("a.kith-wal")), 0);
  EXPECT_EQ(bytes_of(folder.file()).find("明发贸易"), std::string::npos);
}

// Rows of full pages are shared out anew as they come, so that copies stay in the unused
// middle of pages: deleting alone leaves some of them.
TEST(Erase, NoByteIsLeftInTheUnusedPartsOfTheFile) {
  const Folder folder;
  Book book = fresh(folder.file());
  std::mt19937 random(7);
  constexpr int kCustomers = 3'000;
  const auto name_of = [](int i) {
    return "宏图" + std::to_string(100'000 + i) + "商行";
  };
  for (int from = 0; from < kCustomers; from += 100) {
    Batch b;
    for (int i = from; i < from + 100; ++i) {
      const std::string root = "r" + std::to_string(i);
      Fact need = fact(root, "n", kDay, OwnerFact{});
      need.body =
          CustomerFact{{{Field::core_need,
                         b.put_text(need.head, "core_need",
                                    name_of(i) + std::string(random() % 300, 'x'))}}};
      b.add(std::move(need)).value();
      b.add(touch_fact(b, root, "t", "", "谈" + name_of(i))).value();
    }
    ASSERT_TRUE(book.record(b, kNow));
  }
  std::vector<int> gone;
  Batch erasures;
  for (int i = 0; i < kCustomers; i += 2) {
    gone.push_back(i);
    erasures.add(fact("r" + std::to_string(i), "e", kDay, EraseFact{})).value();
  }
  EXPECT_EQ(book.record(erasures, kLater).value().texts_erased, kCustomers);
  const std::string bytes = bytes_of(folder.file());
  EXPECT_EQ(size_of(folder.file("a.kith-wal")), 0);
  for (const int i : gone) EXPECT_EQ(bytes.find(name_of(i)), std::string::npos) << i;
  EXPECT_NE(bytes.find(name_of(1)), std::string::npos);
  EXPECT_TRUE(book.check());
}

TEST(Erase, BackupsAreKnownAndErasedWhenAsked) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  ASSERT_TRUE(book.backup(folder.file("one.kith")));
  ASSERT_TRUE(book.backup(folder.file("two.kith")));
  std::filesystem::remove(folder.file("two.kith"));
  const Table known = book.backups().value();
  ASSERT_EQ(known.rows(), 2);
  EXPECT_EQ(known.cell("path", 0), folder.file("one.kith"));
  EXPECT_EQ(known.cell("stands", 0), "1");
  EXPECT_EQ(known.cell("stands", 1), "0");
  const EraseOptions options{.customer = CustomerKey("c1"), .event = {"e", "1"}};
  EraseResult r = book.erase(kLater, options).value();
  EXPECT_EQ(r.backups_left, 1);
  EXPECT_EQ(r.backups_erased, 0);
  EXPECT_NE(bytes_of(folder.file("one.kith")).find("明发贸易"), std::string::npos);
  EraseOptions all = options;
  all.backups = true;
  r = book.erase(kLater, all).value();
  EXPECT_EQ(r.backups_left, 0);
  EXPECT_EQ(r.backups_erased, 1);
  EXPECT_EQ(bytes_of(folder.file("one.kith")).find("明发贸易"), std::string::npos);
  EXPECT_TRUE(again(folder.file("one.kith")).check());
  // Another book that took the place of the copy is not touched, and said to be left.
  std::filesystem::remove(folder.file("one.kith"));
  {
    Book other = fresh(folder.file("one.kith"));
    Batch b;
    b.add(name_fact(b, "c1", "other", "明发贸易有限公司")).value();
    ASSERT_TRUE(other.record(b, kNow));
  }
  EXPECT_EQ(book.erase(kLater, all).value().backups_left, 1);
  EXPECT_TRUE(tells(again(folder.file("one.kith")), "明发贸易"));
  // Half a copy that was cut off goes; a file of others with such a name does not.
  std::filesystem::remove(folder.file("one.kith"));
  std::filesystem::copy_file(folder.file(), folder.file("one.kith.part"));
  EXPECT_EQ(book.erase(kLater, all).value().backups_left, 0);
  EXPECT_FALSE(std::filesystem::exists(folder.file("one.kith.part")));
  std::ofstream(folder.file("one.kith.part")) << "明发贸易";
  EXPECT_EQ(book.erase(kLater, all).value().backups_left, 1);
  EXPECT_TRUE(std::filesystem::exists(folder.file("one.kith.part")));
  std::filesystem::remove(folder.file("one.kith.part"));
  // What is no book any more is said to be left.
  std::ofstream(folder.file("one.kith"), std::ios::trunc) << "明发贸易";
  EXPECT_EQ(book.erase(kLater, all).value().backups_left, 1);
}

TEST(Erase, ABackupThatFailsIsNotKept) {
  const Folder folder;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(world(), kNow));
  ASSERT_FALSE(book.backup(folder.path() + "/no/such/folder/a.kith"));
  EXPECT_EQ(book.backups().value().rows(), 0);
}

TEST(Erase, TheTablesBesideTheFactsAreOnThePage) {
  expect_docs_part("docs/tables.md", "beside",
                   schema_markdown(book::kAuditSchema) + "\n" +
                       schema_markdown(book::kBackupsSchema) + "\n");
}

// ---- random histories
// -----------------------------------------------------------------------------------------

// A book whose words were erased between batches gives the states of facts without words.
TEST(Laws, ErasingWordsChangesNoState) {
  const Folder folder;
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const std::string path = folder.file("erase" + std::to_string(seed));
    Book book = fresh(path);
    RandomHistory history(seed);
    std::mt19937 random(seed);
    Batch all;
    Batch given;
    for (int i = 0; i < 8; ++i) {
      Batch b = history.next_batch();
      std::vector<Fact> spoken;
      for (int k = 0; k < 2; ++k) {
        const std::string root(1, static_cast<char>('a' + random() % 3));
        const std::string key = "w" + std::to_string(i) + std::to_string(k);
        spoken.push_back(random() % 2 == 0
                             ? name_fact(b, root, key, "名" + key + "公司")
                             : contact_fact(b, root, key, "k" + std::to_string(k),
                                            "人" + key,
                                            "1381234567" + std::to_string(k)));
        b.add(spoken.back()).value();
      }
      if (i % 3 == 2) {
        const std::string root(1, static_cast<char>('a' + random() % 3));
        const ContactKey contact(random() % 2 == 0 ? "" : "k0");
        b.add(fact(root, "e" + std::to_string(i), kDay, EraseFact{contact, ""})).value();
      }
      const auto r = book.record(b, history.now(), {.all_or_nothing = false});
      ASSERT_TRUE(r) << r.error().message();
      for (const auto& [ref, words] : b.texts()) given.put_text(ref, words);
      for (std::size_t row = 0; row < b.facts().size(); ++row) {
        const std::string outcome =
            r->report.cell("outcome", static_cast<std::int64_t>(row));
        if (outcome != "created" && outcome != "replaced") continue;
        Fact f = b.facts()[row];
        f.head.recorded = history.now();
        all.add(f).value();
        given.add(f).value();
      }
      const auto checked = book.check();
      ASSERT_TRUE(checked) << checked.error().message();
    }
    ASSERT_EQ(book.rebuild().value(), 0);
    const auto memory = TablesSource::open(all, {}).value();
    for (const char* as_of : {"2024-01-20", "2024-12-31"}) {
      const Cut cut{day(as_of), std::nullopt};
      ASSERT_EQ(states(*book.source(), cut), states(*memory, cut)) << as_of;
    }
    const auto before = states(book);
    const auto again = book.record(given, history.now());
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->unchanged, static_cast<std::int64_t>(given.facts().size()));
    EXPECT_EQ(states(book), before);
    ASSERT_TRUE(book.check());
    std::filesystem::remove(path);
  }
}

}  // namespace
}  // namespace kith::test
