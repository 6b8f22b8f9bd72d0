// The document's story in a host with its own database and Kith's core: its two tables
// in, tiers with reasons, the day's follow-ups out; then a customer buys, the next review
// moves it a tier up, and it has another plan.
//
//   host <database>
//
// Run it again, or kill it and run it again: every step is one transaction whose events
// have names, so each is there once. host_replay takes what was committed to a book.
#include <iostream>
#include <string>

#include "host/host.hpp"
#include "host/lines.hpp"

namespace {

constexpr std::int32_t kStart = 19631;             // 2023-10-01
constexpr std::int32_t kToday = 19656;             // 2023-10-26
constexpr std::int64_t kNow = 1698282000000000;    // 2023-10-26T09:00:00+08:00
constexpr std::int32_t kReview = 19662;            // 2023-11-01
constexpr std::int32_t kNextDay = 19663;           // 2023-11-02
constexpr std::int64_t kLater = 1698800400000000;  // 2023-11-01T09:00:00+08:00

// ---- what the host has in rows of its own

struct Person {
  const char* key;
  const char* name;
};
constexpr Person kPeople[] = {{"chen", "陈*"}, {"li", "李*"}, {"zhao", "赵*"}};

struct Customer {
  const char *key, *name, *industry, *contact, *position, *phone, *tier, *need;
  int past_wan;  // 10,000 yuan bought so far
  const char *owner, *last_touch;
};
constexpr Customer kCustomers[] = {
    {"c3", "科技有限公司", "IT", "张*", "采购总监", "1385678", "A", "降低采购成本", 120,
     "li", "2023-10-15"},
    {"c2", "YY制造集团", "制造业", "王*", "总经理", "139", "B", "提升生产效率", 80,
     "zhao", "2023-10-10"},
    {"c1", "ZZ贸易公司", "零售", "刘*", "采购经理", "1379876", "C", "寻找高性价比产品",
     30, "chen", "2023-10-05"},
};

struct FollowUp {
  const char *customer, *day, *channel, *outcome, *content, *feedback, *actor;
  const char *next, *next_when;  // what is agreed, and its window as members of a step
};
constexpr FollowUp kFollowUps[] = {
    {"c3", "2023-10-20", "phone", "answered", "推出季度采购优惠方案",
     "对方案感兴趣,需内部讨论", "li", "提供定制化合同",
     R"("deadline":"point","last":"2023-10-25")"},
    {"c2", "2023-10-22", "visit", "answered", "演示新产品功能", "认可效果,预算需审批",
     "zhao", "协助准备预算申请材料", R"("deadline":"none")"},
    {"c1", "2023-10-25", "mail", "no_reply", "发送行业趋势分析报告", "无回复", "chen",
     "电话跟进需求变化",
     R"("deadline":"range","first":"2023-10-30","last":"2023-11-05","channel":"phone")"},
};

// ---- rows as facts

/// The event is named by the host's own key of the row, so it is the same whenever it is
/// sent. `members` are those of the kind (docs/tables.md).
void add(kith::Batch& batch, const std::string& kind, const std::string& customer,
         const std::string& row, const std::string& day, const std::string& members,
         std::int64_t recorded = kNow) {
  const std::string of =
      customer.empty() ? std::string() : R"("customer":")" + customer + R"(",)";
  batch.add_json(R"({"fact":")" + kind + R"(",)" + of + R"("source":"crm","key":")" +
                     row + R"(","day":")" + day + R"(",)" + members + "}",
                 recorded);
}

/// "name":"value", for values without quotes.
std::string member(const char* name, const std::string& value) {
  return std::string("\"") + name + "\":\"" + value + "\"";
}

kith::Batch book_facts() {
  kith::Batch batch = kith::Batch::create();
  for (int32_t kind = KITH_DOCUMENT_CALENDAR; kind <= KITH_DOCUMENT_PIPELINE; ++kind)
    batch.adopt(kith::Document::default_of(kind), kStart, kNow);
  for (const Person& p : kPeople)
    add(batch, "person", "", std::string("person/") + p.key, "2023-10-01",
        member("person", p.key) + "," + member("name", p.name));
  return batch;
}

kith::Batch customers() {
  kith::Batch batch = kith::Batch::create();
  for (const Customer& c : kCustomers) {
    const std::string row = std::string("customer/") + c.key;
    add(batch, "customer", c.key, row, c.last_touch,
        member("name", c.name) + "," + member("industry", c.industry) + "," +
            member("file_tier", c.tier) + "," + member("core_need", c.need) +
            R"(,"past_amount_minor":)" + std::to_string(c.past_wan * 1'000'000));
    add(batch, "contact", c.key, row + "/contact", c.last_touch,
        member("contact", row) + "," + member("name", c.contact) + "," +
            member("position", c.position) + "," + member("phone", c.phone));
    add(batch, "owner", c.key, row + "/owner", c.last_touch, member("owner", c.owner));
    // All that the table says of earlier contact is its last day.
    add(batch, "touch", c.key, row + "/opening", c.last_touch,
        member("actor", c.owner) + R"(,"outcome":"unknown","opening":1)");
  }
  return batch;
}

kith::Batch follow_ups() {
  kith::Batch batch = kith::Batch::create();
  for (const FollowUp& f : kFollowUps) {
    const std::string row = std::string("follow-up/") + f.customer + "/" + f.day;
    add(batch, "touch", f.customer, row, f.day,
        member("channel", f.channel) + "," + member("outcome", f.outcome) + "," +
            member("actor", f.actor) + "," + member("content", f.content) + "," +
            member("feedback", f.feedback));
    add(batch, "step", f.customer, row + "/next", f.day,
        member("text", f.next) + "," + f.next_when + "," + member("actor", f.actor));
  }
  return batch;
}

kith::Batch purchase() {
  kith::Batch batch = kith::Batch::create();
  add(batch, "order", "c2", "order/1", "2023-10-30",
      member("order", "1") + R"(,"amount_minor":120000000)", kLater);
  return batch;
}

// ---- the story

void print_morning(host::Host& host, const char* person, std::int32_t day) {
  kith_due_options options = KITH_DUE_OPTIONS_INIT;
  options.owner = kith::to_c(person);
  options.hide_kept = 1;
  std::cout << "# Only " << person << ", by index\n";
  host::print_due(host.morning(person, day).due(options), day);
}

void tell(host::Host& host) {
  host.commit(book_facts());
  host.commit(customers());
  host.commit(follow_ups());
  host.commit(host.view(kToday).review_tiers("2023-10", kStart, kNow));
  host::print_due(host.view(kToday).due(), kToday);
  host::print_tiers(host.view(kToday).tiers());

  host.commit(purchase());
  host.commit(host.view(kReview).review_tiers("2023-11", kReview, kLater));
  host::print_due(host.view(kNextDay).due(), kNextDay);
  host::print_tiers(host.view(kNextDay).tiers());
  print_morning(host, "zhao", kNextDay);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: host <database>\n";
    return 2;
  }
  try {
    host::Host host(argv[1]);
    tell(host);
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
