// A batch of many customers goes its own way through the book: ids first, rows read
// ahead. It comes to what small batches come to.
#include <map>
#include <set>

#include "book/batch_groups.hpp"
#include "book/desk.hpp"

namespace kith::test {
namespace {

const Instant kNow = at("2024-03-01T02:00:00Z");
constexpr std::uint32_t kCustomers = 900;

/// Keys whose order has nothing to do with that in which they come; one begins another.
std::string scattered_key(std::uint32_t customer) {
  const std::string tail = std::to_string(customer * 2'654'435'761u % 1'000'003u);
  if (customer % 50 == 0) return "客户-" + tail + "-branch of a company with a long name";
  return customer % 50 == 1 ? "客户" : "客户-" + tail;
}

std::string text_of(const std::string& key, const char* what) {
  return std::string(what) + " of " + key + std::string(90, '.');
}

FactBody touched(Batch& batch, const FactHead& head, std::uint32_t n) {
  TouchFact touch = phone_touch("p" + std::to_string(n % 7));
  if (n % 3 != 0)
    touch.content = batch.put_text(head, "content", text_of(head.event.key, "words"));
  if (n % 3 != 1)
    touch.feedback = batch.put_text(head, "feedback", text_of(head.event.key, "answer"));
  return touch;
}

/// The facts of one round about the customers of [from, to) that step apart.
Batch round_of(std::uint32_t round, std::uint32_t from, std::uint32_t to,
               std::uint32_t step) {
  Batch batch;
  for (std::uint32_t i = from; i < to; i += step) {
    const std::uint32_t customer = (i * 577 + round) % kCustomers;  // 577 is a prime
    const std::string key = scattered_key(customer);
    for (std::uint32_t n = 0; n < 1 + i % 3; ++n) {
      const std::string event = std::to_string(round) + "-" + std::to_string(i * 4 + n);
      Fact f =
          fact(key, event, day("2024-01-02").plus_days((i * 31 + n) % 50), OwnerFact{});
      if ((i + n) % 4 == 0) {
        f.body = OwnerFact{PersonKey("p" + std::to_string((i + round) % 7))};
      } else {
        f.body = touched(batch, f.head, i + n);
      }
      if (n == 2) f.head.recorded = Instant(kNow.micros() + round * 1'000);
      batch.add(f).value();
    }
  }
  return batch;
}

/// The same facts, those of a few customers at a time.
std::vector<Batch> in_small_batches(const Batch& whole) {
  std::map<std::string, Batch> by_customer;
  for (const Fact& f : whole.facts()) {
    Batch& own = by_customer[f.head.root.text()];
    own.add(f).value();
    for (const TextRef ref : text_refs(f))
      own.put_text(ref, std::string(whole.text(ref)));
  }
  std::vector<Batch> out;
  std::size_t n = 0;
  for (auto& [key, own] : by_customer) {
    if (n++ % 20 == 0) out.emplace_back();
    out.back().append(std::move(own));
  }
  return out;
}

std::set<std::string> all_words(const Book& book) {
  std::set<std::string> out;
  for (std::uint32_t i = 0; i < kCustomers; ++i) {
    for (const auto& [ref, words] :
         book.source()->fact_texts(CustomerKey(scattered_key(i))))
      out.insert(words);
  }
  return out;
}

/// One book that gets whole batches and one that gets the same in parts.
class LargeBatch : public testing::Test {
 protected:
  void record(const Batch& batch, std::uint32_t round) {
    const Instant now(kNow.micros() + round * 1'000);
    const RecordResult whole = large.record(batch, now).value();
    for (const auto& [ref, text] : batch.texts()) words.insert(text);
    RecordResult parts;
    for (const Batch& part : in_small_batches(batch)) {
      const RecordResult r = small.record(part, now).value();
      parts.created += r.created;
      parts.unchanged += r.unchanged;
    }
    EXPECT_EQ(whole.created, parts.created);
    EXPECT_EQ(whole.unchanged, parts.unchanged);
    EXPECT_EQ(states(large), states(small));
    const auto checked = large.check();
    ASSERT_TRUE(checked) << checked.error().message();
  }
  void expect_the_same_lists() {
    ASSERT_TRUE(small.check());
    for (int p = 0; p < 7; ++p) {
      const PersonKey owner("p" + std::to_string(p));
      EXPECT_EQ(large.awake(owner, day("2024-06-01")),
                small.awake(owner, day("2024-06-01")));
    }
    EXPECT_EQ(all_words(large), words);
    EXPECT_EQ(all_words(small), words);
  }

  const Folder folder;
  Book large = fresh(folder.file("large.kith"));
  Book small = fresh(folder.file("small.kith"));
  std::set<std::string> words;
};

TEST_F(LargeBatch, ComesToWhatSmallOnesComeTo) {
  record(round_of(1, 0, 600, 1), 1);              // all new
  record(round_of(2, 0, kCustomers, 1), 2);       // known and new
  record(round_of(3, 0, 8 * kCustomers, 8), 3);   // every one, in another order
  record(round_of(4, 0, kCustomers, 3), 4);       // with some that lie between
  record(round_of(5, 0, 2 * kCustomers, 13), 5);  // far apart
  record(round_of(4, 0, kCustomers, 3), 6);       // known already
  expect_the_same_lists();
}

// Several of a batch then write one row, be it kept by one of them or by none.
TEST_F(LargeBatch, OfCustomersThatAreOneComesToTheSame) {
  record(round_of(1, 0, kCustomers, 1), 1);
  Batch merges;
  for (std::uint32_t i = 2; i < 300; i += 3) {
    const CustomerKey kept(i % 4 == 0 ? "kept by none " + std::to_string(i)
                                      : scattered_key(i));
    for (std::uint32_t merged = i + 300; merged < kCustomers; merged += 300) {
      if (merged % 50 == 1) continue;  // one key for many
      merges
          .add(fact("", "merge-" + std::to_string(merged), day("2024-02-01"),
                    MergeFact{kept, CustomerKey(scattered_key(merged))}))
          .value();
    }
  }
  record(merges, 2);
  ASSERT_LT(states(large).size(), std::size_t{kCustomers} - 150);
  record(round_of(3, 0, kCustomers, 1), 3);
  record(round_of(4, 0, 8 * kCustomers, 8), 4);
  record(round_of(3, 0, kCustomers, 1), 5);  // known already
  expect_the_same_lists();
}

TEST(BatchGroups, ArePutInTheOrderOfTheirKeys) {
  std::vector<Fact> facts;
  for (std::uint32_t i = 0; i < 500; ++i) {
    Fact f =
        fact(scattered_key(i % 300), std::to_string(i), day("2024-01-02"), OwnerFact{});
    if (i % 97 == 0) f.head.root = CustomerKey();
    if (i == 499) f.head.root = CustomerKey("begins like none of those before");
    facts.push_back(std::move(f));
  }
  std::map<std::string, std::vector<std::size_t>> expected;
  for (std::size_t i = 0; i < facts.size(); ++i)
    expected[facts[i].head.root.text()].push_back(i);
  const book::BatchGroups groups(facts);
  ASSERT_EQ(groups.all().size(), expected.size());
  auto next = expected.begin();
  for (const book::Group& group : groups.all()) {
    EXPECT_EQ(group.root->text(), next->first);
    EXPECT_EQ(std::vector(group.rows.begin(), group.rows.end()), next->second);
    ++next;
  }
}

}  // namespace
}  // namespace kith::test
