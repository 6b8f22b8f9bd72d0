// The tables of the document, asked as of 2023-10-26.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "kith/view/view.hpp"
#include "source_dir.hpp"

namespace kith {
namespace {

Date day(const std::string& iso) { return Date::parse(iso).value(); }

class Sample {
 public:
  Sample() {
    adopt(DocumentKind::calendar, calendar_to_json(china_calendar(), "cn").dump());
    adopt(DocumentKind::tier, std::string(default_tier_json()));
    adopt(DocumentKind::cadence, std::string(default_cadence_json()));
    adopt(DocumentKind::pipeline, std::string(default_pipeline_json()));
    customer("1", "科技有限公司", "李*", "A", "2023-10-15");
    customer("2", "YY制造集团", "赵*", "B", "2023-10-10");
    customer("3", "ZZ贸易公司", "陈*", "C", "2023-10-05");
    StepFact contract;
    contract.deadline = DeadlineKind::point;
    contract.last = day("2023-10-25");
    follow_up("1", "2023-10-20", Channel::phone, Outcome::answered, "李*", contract,
              "提供定制化合同");
    follow_up("2", "2023-10-22", Channel::visit, Outcome::answered, "赵*", {},
              "协助准备预算申请材料");
    StepFact next_week;
    next_week.deadline = DeadlineKind::range;
    next_week.first = day("2023-10-30");
    next_week.last = day("2023-11-05");
    next_week.channel = Channel::phone;
    follow_up("3", "2023-10-25", Channel::mail, Outcome::no_reply, "陈*", next_week,
              "电话跟进需求变化");
  }
  Batch take() { return std::move(batch_); }

 private:
  FactHead head(const std::string& customer, const std::string& iso) {
    FactHead h;
    h.root = CustomerKey(customer);
    h.event = {"sample", std::to_string(100 + ++events_)};
    h.occurred = Occurred::on(day(iso));
    h.recorded = Instant::parse("2023-10-26T01:00:00Z").value();
    return h;
  }
  void adopt(DocumentKind kind, const std::string& json) {
    const Document d = read_document(json).value();
    batch_.add_document(d);
    batch_.add({head("", "2023-10-26"), AdoptFact{kind, d.id, d.hash, day("2023-10-01")}})
        .value();
  }
  void customer(const std::string& key, const std::string& name, const std::string& owner,
                const std::string& tier, const std::string& last) {
    FactHead h = head("", last);
    PersonFact person;
    person.person = PersonKey(owner);
    person.verified = false;
    person.name = batch_.put_text(h, "name", owner);
    batch_.add({h, person}).value();
    h = head(key, last);
    const TextRef words = batch_.put_text(h, "name", name);
    batch_.add({h, CustomerFact{{{Field::name, FieldValue(words)}}}}).value();
    batch_.add({head(key, last), OwnerFact{PersonKey(owner)}}).value();
    batch_.add({head(key, "2023-10-01"), TierFact{tier, "first", "", "", 0, 0}}).value();
    TouchFact opening;
    opening.opening = true;
    opening.actor = PersonKey(owner);
    batch_.add({head(key, last), opening}).value();
  }
  void follow_up(const std::string& key, const std::string& iso, Channel channel,
                 Outcome outcome, const std::string& actor, StepFact step,
                 const std::string& words) {
    TouchFact touch;
    touch.channel = channel;
    touch.outcome = outcome;
    touch.actor = PersonKey(actor);
    batch_.add({head(key, iso), touch}).value();
    const FactHead h = head(key, iso);
    step.text = batch_.put_text(h, "text", words);
    batch_.add({h, step}).value();
  }

  Batch batch_;
  int events_ = 0;
};

TEST(Golden, ListOfTheSampleTables) {
  const auto source = TablesSource::open(Sample().take(), Settings()).value();
  const Table list = View(source, {.as_of = day("2023-10-26"), .known_at = {}}).due();
  const std::vector<std::string> columns{"customer",    "stream",     "purpose",
                                         "window_from", "due",        "state",
                                         "overdue_wd",  "credited_by"};
  std::ostringstream got;
  for (std::size_t c = 0; c < columns.size(); ++c) got << (c ? "," : "") << columns[c];
  got << "\n";
  for (std::int64_t row = 0; row < list.rows(); ++row) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      got << (c ? "," : "") << list.cell(columns[c], row);
    }
    got << "\n";
  }
  std::ifstream file(test::in_source("tests/golden/expected_2023-10-26.csv"));
  ASSERT_TRUE(file) << "the golden list is missing";
  std::ostringstream expected;
  expected << file.rdbuf();
  EXPECT_EQ(got.str(), expected.str());
}

}  // namespace
}  // namespace kith
