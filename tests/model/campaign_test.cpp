// One push to many customers as one entry.
#include "kith/model/campaign.hpp"

#include <gtest/gtest.h>

namespace {

using namespace kith;

FactHead head() {
  FactHead h;
  h.event = {"mail", "autumn"};
  h.occurred = Occurred::on(Date::parse("2023-10-18").value());
  return h;
}

TouchFact push() {
  TouchFact t;
  t.channel = Channel::push;
  t.outcome = Outcome::delivered;
  return t;
}

std::vector<CustomerKey> customers(std::initializer_list<const char*> keys) {
  std::vector<CustomerKey> out;
  for (const char* key : keys) out.emplace_back(key);
  return out;
}

TEST(Campaign, IsATouchOfEachCustomerWithTheFlagAndTheWords) {
  Batch batch;
  add_campaign(batch, head(), push(), "秋季资讯", customers({"a", "b"})).value();
  ASSERT_EQ(batch.facts().size(), 2u);
  for (const Fact& f : batch.facts()) {
    const auto& touch = std::get<TouchFact>(f.body);
    EXPECT_TRUE(touch.campaign);
    EXPECT_EQ(batch.text(touch.content), "秋季资讯");
    EXPECT_EQ(f.head.event, (EventKey{"mail", "autumn/" + f.head.root.text()}));
  }
  EXPECT_NE(std::get<TouchFact>(batch.facts()[0].body).content,
            std::get<TouchFact>(batch.facts()[1].body).content);
}

TEST(Campaign, AgainItIsANoOpAndALongerListAdds) {
  Batch first;
  Batch again;
  add_campaign(first, head(), push(), "x", customers({"a"})).value();
  add_campaign(again, head(), push(), "x", customers({"b", "a"})).value();
  const std::vector<Fact> log{first.facts()[0]};
  EXPECT_EQ(judge_record(log, again.facts()[1]), RecordOutcome::unchanged);
  EXPECT_EQ(again.facts()[0].head.root, CustomerKey("b"));
}

TEST(Campaign, IsTakenBackAsOne) {
  Batch batch;
  const auto list = customers({"a", "b"});
  add_campaign(batch, head(), push(), "x", list).value();
  FactHead later = head();
  later.occurred = Occurred::on(Date::parse("2023-10-20").value());
  retract_campaign(batch, later, list).value();
  for (const CustomerKey& key : list) {
    std::vector<Fact> log;
    for (const Fact& f : batch.facts()) {
      if (f.head.root == key) log.push_back(f);
    }
    ASSERT_EQ(log.size(), 2u);
    for (const Fact& f : facts_in_force(log)) EXPECT_EQ(f.kind(), FactKind::retract);
  }
}

TEST(Campaign, LongKeysAreHashedAndStayApart) {
  FactHead long_key = head();
  long_key.event.key = std::string(250, 'k');
  Batch batch;
  add_campaign(batch, long_key, push(), "x", customers({"customer-1", "customer-2"}))
      .value();
  EXPECT_LE(batch.facts()[0].head.event.key.size(), 255u);
  EXPECT_NE(batch.facts()[0].head.event, batch.facts()[1].head.event);
}

TEST(Campaign, AllOfItOrNothing) {
  Batch batch;
  const auto fails = [&](const FactHead& h, const TouchFact& t,
                         const std::vector<CustomerKey>& list, Reason reason,
                         const char* field, std::int64_t row) {
    const auto done = add_campaign(batch, h, t, "x", list);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().reason(), reason);
    EXPECT_EQ(done.error().field(), field);
    EXPECT_EQ(done.error().row(), row);
    EXPECT_TRUE(batch.facts().empty());
    EXPECT_TRUE(batch.texts().empty());
  };
  fails(head(), push(), {}, Reason::missing_value, "customers", -1);
  fails(head(), push(), customers({"a", "b", "a"}), Reason::duplicate, "customers", 2);
  FactHead rooted = head();
  rooted.root = CustomerKey("a");
  fails(rooted, push(), customers({"a"}), Reason::wrong_type, "customer", -1);
  FactHead nameless = head();
  nameless.event.key.clear();
  fails(nameless, push(), customers({"a"}), Reason::missing_value, "key", -1);
  TouchFact to_one = push();
  to_one.contact = ContactKey("zhang");
  fails(head(), to_one, customers({"a"}), Reason::wrong_type, "contact", -1);
}

}  // namespace
