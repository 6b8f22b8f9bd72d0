// Fields as roles may see them, in every column that carries them, and reasons that tell
// none of what is hidden.
#include <gtest/gtest.h>

#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

const Instant kNow = Instant::parse("2023-10-26T09:00:00+08:00").value();
Date day(const char* iso) { return Date::parse(iso).value(); }

class World {
 public:
  World() {
    for (const DocumentKind kind :
         {DocumentKind::calendar, DocumentKind::tier, DocumentKind::cadence,
          DocumentKind::pipeline, DocumentKind::entry}) {
      adopt(batch_, default_document(kind), day("2023-10-01"), kNow).value();
    }
    add("", PersonFact{PersonKey("li"), {}, Role::account_manager, "t", {}, true, true});
    add("", PersonFact{PersonKey("cfo"), {}, Role::finance, "t", {}, true, true});
    CustomerFact fields{{{Field::name, text("C", "name", "华东机械有限公司")},
                         {Field::industry, std::string("制造")},
                         {Field::file_tier, std::string("B")},
                         {Field::core_need, text("C", "core_need", "降低成本")},
                         {Field::past_amount, Money{120'000'000, Currency()}},
                         {Field::industry_growth, std::int64_t{3}},
                         {Field::products, std::string("冲床")},
                         {Field::needs, std::string("raise_efficiency")}}};
    add("C", fields);
    add("C", OwnerFact{PersonKey("li")});
    ContactFact contact;
    contact.contact = ContactKey("c1");
    contact.name = text("C", "contact", "张三");
    contact.position = text("C", "position", "采购经理");
    contact.phone = text("C", "phone", "13812345678");
    contact.mail = text("C", "mail", "zs@example.com");
    contact.message = text("C", "message", "wx-zhang");
    contact.channels = "video";
    add("C", ConsentFact{ContactKey("c1"), "newsletter"});
    add("C", CustomFact{"site", {}, "北厂区"});
    add("C", contact);
    TouchFact touch;
    touch.channel = Channel::phone;
    touch.content = text("C", "content", "谈到竞品报价");
    touch.feedback = text("C", "feedback", "太贵了");
    add("C", touch);
    StepFact step;
    step.text = text("C", "step", "寄样品");
    add("C", step);
    add("C", DealFact{DealKey("D"),
                      {},
                      text("C", "deal", "冲压线"),
                      Money{5'432'100, Currency()},
                      {}});
    add("C", StageFact{DealKey("D"), "needs_confirmed", DealEnd::open, {}});
    add("C", OrderFact{OrderKey("O"), Money{7'777'700, Currency()}, {}, {}});
    add("C", ReceiptFact{DealKey("D"), Money{1'111'100, Currency()}});
  }

  /// Everything that somebody of a role with these rights is told, as one text.
  std::string told(const std::string& rights, const char* actor = "li") const {
    Batch batch = batch_;
    const Document access =
        read_document(
            R"({"kind":"access","schema":1,"id":"a","zh":"","en":"","otherwise":{"scope":"all")" +
            rights + "}}")
            .value();
    adopt(batch, access, day("2023-10-01"), kNow).value();
    const View view(TablesSource::open(batch, Settings{}).value(),
                    {.as_of = day("2023-10-26"), .actor = PersonKey(actor)});
    std::string out;
    for (const Table& t :
         {view.customers(), view.due({.with_context = true}), view.tiers(),
          view.milestones({.open_only = false}), view.pool(),
          view.history(CustomerKey("C")), view.field_history(CustomerKey("C")),
          view.contacts(), view.completeness({.record_days = 90}),
          view.card(CustomerKey("C")).needs, view.card(CustomerKey("C")).deals,
          view.card(CustomerKey("C")).payments,
          view.review_tiers("r", day("2023-10-26"), kNow).table})
      out += to_csv(t) + "\n";
    return out;
  }

 private:
  TextRef text(const char* customer, const char* field, const char* words) {
    FactHead head;
    head.root = CustomerKey(customer);
    head.event = {"t", field};
    return batch_.put_text(head, field, words);
  }
  void add(const char* customer, FactBody body) {
    Fact f;
    f.head.root = CustomerKey(customer);
    f.head.event = {"t", std::to_string(batch_.facts().size())};
    f.head.occurred = Occurred::on(day("2023-10-09"));
    f.head.recorded = kNow;
    f.body = std::move(body);
    batch_.add(std::move(f)).value();
  }
  Batch batch_;
};

bool has(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

struct Shown {
  const char* field;
  const char* words;  ///< as they stand in answers
};
// Every field that an answer shows, with words that only it can give.
constexpr Shown kShown[] = {
    {"customer.name", "华东机械有限公司"},
    {"customer.industry", "制造"},
    {"customer.core_need", "降低成本"},
    {"customer.past_amount", "120000000"},
    {"customer.past_amount", "1200000.00"},
    {"contact.name", "张三"},
    {"contact.position", "采购经理"},
    {"contact.phone", "13812345678"},
    {"contact.mail", "zs@example.com"},
    {"contact.message", "wx-zhang"},
    {"contact.consent", "newsletter"},
    {"contact.consent", "video"},
    {"custom.value", "北厂区"},
    {"customer.products", "冲床"},
    {"customer.needs", "raise_efficiency"},
    {"touch.content", "竞品报价"},
    {"touch.feedback", "太贵了"},
    {"step.text", "寄样品"},
    {"deal.name", "冲压线"},
    {"deal.amount", "54321.00"},
    {"order.amount", "77777.00"},
    {"receipt.amount", "11111.00"},
    {"deal.amount", "5432100"},
    {"order.amount", "7777700"},
    {"receipt.amount", "1111100"},
};

TEST(Fields, AreShownToWhoMayReadThem) {
  const std::string all = World().told("");
  for (const Shown& s : kShown) EXPECT_TRUE(has(all, s.words)) << s.field;
  EXPECT_EQ(all, World().told(R"(,"right":"write")"));
}

TEST(Fields, AHiddenOneStandsInNoColumnAndNoReason) {
  for (const Shown& s : kShown) {
    const std::string told = World().told(std::string(R"(,"fields":[{"field":")") +
                                          s.field + R"(","right":"hidden"}])");
    EXPECT_FALSE(has(told, s.words)) << s.field;
    for (const Shown& other : kShown) {
      if (other.field == std::string(s.field)) continue;
      EXPECT_TRUE(has(told, other.words)) << other.field << " without " << s.field;
    }
  }
  const std::string none = World().told(R"(,"right":"hidden")");
  for (const Shown& s : kShown) EXPECT_FALSE(has(none, s.words)) << s.field;
}

TEST(Fields, AMaskedOneIsMaskedInEveryColumn) {
  const std::string told = World().told(R"(,"personal":"masked")");
  for (const char* secret : {"华东", "张三", "13812345678", "竞品", "太贵", "寄样品",
                             "冲压线", "降低", "wx-zhang", "北厂区", "zs@"})
    EXPECT_FALSE(has(told, secret)) << secret;
  for (const char* mask : {"华*", "张*", "138****5678", "***"})
    EXPECT_TRUE(has(told, mask)) << mask;
  EXPECT_TRUE(has(told, "采购经理"));
  EXPECT_TRUE(has(told, "1200000.00"));  // amounts are another right
}

// A reason that nobody has sorted would tell a field that is hidden.
TEST(Fields, EveryReasonIsSorted) {
  const std::string input = "年采购额|annual purchases";
  for (const WhySpec& spec : why_catalogue()) {
    const Why why{spec.code, {input, "1", "2"}};
    EXPECT_TRUE(view_detail::fields_told(why)) << spec.code;
  }
  for (const CodeWord& word : tier_input_words()) {
    const Why why{"tier.criterion", {std::string(word.zh) + "|" + std::string(word.en)}};
    ASSERT_TRUE(view_detail::fields_told(why)) << word.name;
    EXPECT_NE(view_detail::fields_told(why)->front(), AccessField::tier_scores);
  }
  EXPECT_FALSE(view_detail::fields_told({"tier.criterion", {"something new"}}));
  EXPECT_FALSE(view_detail::fields_told({"new.reason", {}}));
}

}  // namespace
}  // namespace kith
