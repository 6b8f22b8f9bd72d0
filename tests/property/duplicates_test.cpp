// Duplicates over random histories of names, phones, codes and owners: the question is
// what looking at every customer gives, a book answers as tables do at every cut, and the
// scan leaves out nobody and no two owners.
#include <gtest/gtest.h>
#include <map>
#include <numeric>
#include <set>

#include "kith/book/book.hpp"
#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"
#include "property/book_file.hpp"
#include "property/histories.hpp"
#include "property/size.hpp"

namespace kith::property {
namespace {

using histories::Random;

constexpr std::int32_t kCustomers = 14;
const std::vector<std::string> kNames{"华信达科技有限公司",
                                      "北京华信达科技有限公司",
                                      "上海华信达科技公司",
                                      "华信达科技集团",
                                      "YY制造集团",
                                      "ＹＹ制造",
                                      "科技公司",
                                      "北京科技公司",
                                      "张伟",
                                      "张*"};
const std::vector<std::string> kPhones{
    "13812345678", "+86 138-1234-5678", "138****5678", "010-88886666转2", "1385678", ""};
const std::vector<std::string> kRegions{"北京", "北京市", "上海"};
const std::vector<std::string> kCodes{"91350100M000100Y43", "91350100m000100y43",
                                      "91110108MA01ABCD1E", "91350100M000100Y44"};
const std::vector<std::string> kOwners{"", "li", "wang", "zhao"};

CustomerKey key_of(std::int32_t i) { return CustomerKey("c" + std::to_string(10 + i)); }

class Made {
 public:
  explicit Made(std::uint64_t seed) : random_(seed) {}

  /// One recording, each fact of another day.
  Batch next() {
    Batch batch;
    for (std::int32_t n = random_.between(1, 6); n > 0; --n) {
      Fact f;
      f.head.root = key_of(random_.below(kCustomers));
      f.head.event = {"t", std::to_string(++serial_)};
      f.head.occurred = Occurred::on(Date(19'600 + random_.below(60)));
      f.head.recorded = now();
      std::vector<Fact>& log = logs_[f.head.root];
      if (!log.empty() && random_.percent(12)) {
        f.body = RetractFact{random_.one_of(log).head.event};
      } else {
        f.body = body(f.head, batch);
        if (!log.empty() && random_.percent(12))
          f.head.replaces = random_.one_of(log).head.event;
      }
      log.push_back(f);
      all_.push_back(f);
      batch.add(std::move(f)).value();
    }
    ++hour_;
    return batch;
  }
  [[nodiscard]] Instant now() const {
    return Instant(1'700'000'000'000'000 + hour_ * 3'600'000'000);
  }
  [[nodiscard]] Instant some_moment() {
    return Instant(1'700'000'000'000'000 + random_.below(hour_ + 1) * 3'600'000'000);
  }
  [[nodiscard]] Date some_day() { return Date(19'600 + random_.below(61)); }

 private:
  FactBody body(const FactHead& head, Batch& batch) {
    const std::int32_t what = random_.below(10);
    if (what < 2) return OwnerFact{PersonKey(random_.one_of(kOwners))};
    if (what < 4) {
      ContactFact contact;
      contact.contact = ContactKey("p" + std::to_string(random_.below(2)));
      contact.phone = batch.put_text(head, "phone", random_.one_of(kPhones));
      return contact;
    }
    CustomerFact fields;
    const auto word = [&](Field field, const std::string& text) {
      fields.fields.emplace_back(field, text);
    };
    if (random_.percent(10)) word(Field::kind, "person");
    if (random_.percent(70))
      fields.fields.emplace_back(Field::name,
                                 batch.put_text(head, "name", random_.one_of(kNames)));
    if (random_.percent(40)) word(Field::region, random_.one_of(kRegions));
    if (random_.percent(10))
      word(Field::parent, key_of(random_.below(kCustomers)).text());
    if (random_.percent(25)) word(Field::credit_code, random_.one_of(kCodes));
    if (fields.fields.empty()) word(Field::industry, "制造");
    return fields;
  }

  Random random_;
  std::int64_t serial_ = 0;
  std::int32_t hour_ = 0;
  std::map<CustomerKey, std::vector<Fact>> logs_;
  std::vector<Fact> all_;
};

std::vector<CustomerState> states(const Source& source, const Cut& cut) {
  std::vector<CustomerState> out;
  source.each(cut, [&](const CustomerState& s) {
    out.push_back(s);
    return true;
  });
  return out;
}

/// What the fields of a state say, read without the question's own code.
Identity told(const CustomerState& s, const Source& source) {
  IdentityFields fields;
  fields.key = s.key.text();
  fields.parent = s.profile.word(Field::parent);
  fields.person = s.profile.word(Field::kind) == "person";
  fields.name = source.text(s.profile.name());
  fields.region = s.profile.word(Field::region);
  fields.credit_code = s.profile.word(Field::credit_code);
  for (const ContactFact& c : s.profile.contacts)
    fields.phones.push_back(source.text(c.phone));
  return identity_of(fields);
}

/// Of one customer, as (key, score), by trying all others.
std::vector<std::pair<std::string, std::int64_t>> by_trying(
    const std::vector<CustomerState>& all, const CustomerState& one,
    const Source& source) {
  std::vector<std::pair<std::string, std::int64_t>> out;
  for (const CustomerState& other : all) {
    if (other.key == one.key) continue;
    if (const auto match = match_of(told(one, source), told(other, source)))
      out.emplace_back(other.key.text(), match->score);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::pair<std::string, std::int64_t>> rows_of(const Table& t) {
  std::vector<std::pair<std::string, std::int64_t>> out;
  std::int64_t before = 1000;
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    const std::int64_t score = std::stoll(t.cell("score", row));
    EXPECT_LE(score, before) << "best first";
    before = score;
    out.emplace_back(t.cell("candidate_key", row), score);
  }
  std::sort(out.begin(), out.end());
  return out;
}

/// Which customers hang together through any match.
class Groups {
 public:
  explicit Groups(std::size_t n) : parent_(n) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    const std::size_t x = of(a), y = of(b);
    parent_[std::max(x, y)] = std::min(x, y);
  }
  std::vector<std::size_t> all() {
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < parent_.size(); ++i) out.push_back(of(i));
    return out;
  }

 private:
  std::vector<std::size_t> parent_;
};

void check_scan(const View& view, const Source& source, const Cut& cut) {
  const std::vector<CustomerState> all = states(source, cut);
  std::map<std::string, std::size_t> place;
  for (std::size_t i = 0; i < all.size(); ++i) place[all[i].key.text()] = i;
  Groups slow(all.size()), fast(all.size());
  std::set<MatchKey> claimed_twice;
  std::map<MatchKey, std::set<PersonKey>> owners;
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const MatchKey& key : keys_of(told(all[i], source))) {
      if (!all[i].ownership.owner.empty()) owners[key].insert(all[i].ownership.owner);
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (match_of(told(all[i], source), told(all[j], source))) slow.join(i, j);
    }
  }
  const Table pairs = view.duplicate_pairs();
  std::set<MatchKey> said;
  for (std::int64_t row = 0; row < pairs.rows(); ++row) {
    const std::size_t i = place.at(pairs.cell("customer_key", row));
    const std::size_t j = place.at(pairs.cell("candidate_key", row));
    fast.join(i, j);
    const auto match = match_of(told(all[i], source), told(all[j], source));
    ASSERT_TRUE(match);
    ASSERT_EQ(pairs.cell("score", row), std::to_string(match->score));
    const PersonKey a = all[i].ownership.owner, b = all[j].ownership.owner;
    const bool conflict = !a.empty() && !b.empty() && a != b;
    ASSERT_EQ(pairs.cell("owner_conflict", row), conflict ? "1" : "0");
    ASSERT_EQ(pairs.cell("why_codes", row).find("duplicate.owners") != std::string::npos,
              conflict);
    if (!conflict) continue;
    for (const MatchKey& key : keys_of(told(all[i], source))) {
      const auto others = keys_of(told(all[j], source));
      if (std::find(others.begin(), others.end(), key) != others.end()) said.insert(key);
    }
  }
  EXPECT_EQ(fast.all(), slow.all());
  for (const auto& [key, people] : owners) {
    EXPECT_TRUE(people.size() < 2 || said.count(key) == 1) << key.value;
  }
  EXPECT_EQ(view.duplicate_pairs(2).rows(), std::min<std::int64_t>(2, pairs.rows()));
}

class DuplicateHistories : public testing::TestWithParam<std::int32_t> {};

TEST_P(DuplicateHistories, ABookAnswersAsTablesAndBothAsTryingAll) {
  Made made(static_cast<std::uint64_t>(kSeed + 31'000 + GetParam()));
  BookFile file("duplicates-" + std::to_string(GetParam()));
  Book& book = *file;
  Batch whole;
  for (std::int32_t i = 0; i < 25; ++i) {
    const Instant when = made.now();
    const Batch batch = made.next();
    RecordOptions skip;
    skip.all_or_nothing = false;
    const RecordResult done = book.record(batch, when, skip).value();
    ASSERT_EQ(done.refused + done.conflicts, 0);
    whole.append(batch);
  }
  ASSERT_TRUE(book.check());
  const auto tables = TablesSource::open(whole, Settings{}).value();
  for (std::int32_t look = 0; look < 6; ++look) {
    ViewOptions at{.as_of = look == 0 ? Date(19'700) : made.some_day()};
    if (look % 2 == 1) at.known_at = made.some_moment();
    const Cut cut{*at.as_of, at.known_at};
    const View over_book(book.source(), at);
    const View over_tables(tables, at);
    const std::vector<CustomerState> all = states(*tables, cut);
    for (const CustomerState& one : all) {
      const Table there = over_book.duplicates({.customer = one.key});
      ASSERT_EQ(to_csv(there), to_csv(over_tables.duplicates({.customer = one.key})));
      ASSERT_EQ(rows_of(there), by_trying(all, one, *tables));
    }
    for (const std::string& name : kNames) {
      if (name == "张*") continue;
      const DuplicateOptions made_up{.fields = {.name = name, .phone = "13812345678"},
                                     .owner = PersonKey("li")};
      ASSERT_EQ(to_csv(over_book.duplicates(made_up)),
                to_csv(over_tables.duplicates(made_up)));
    }
    ASSERT_EQ(to_csv(over_book.duplicate_pairs()), to_csv(over_tables.duplicate_pairs()));
    check_scan(over_book, *tables, cut);
  }
  EXPECT_EQ(book.rebuild().value(), 0);
  EXPECT_TRUE(book.check());
}

INSTANTIATE_TEST_SUITE_P(Seeds, DuplicateHistories, testing::Range(0, 12));

}  // namespace
}  // namespace kith::property
