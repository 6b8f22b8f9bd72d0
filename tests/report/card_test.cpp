// The card of a customer as a page.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "kith/flow/documents.hpp"
#include "kith/report/card.hpp"

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
    FactHead h = head("2023-10-02");
    add(h, CustomerFact{{{Field::kind, std::string("organisation")},
                         {Field::name, text(h, "name", "华东<精密>机械有限公司")},
                         {Field::industry, std::string("制造")},
                         {Field::stage, std::int64_t{3}},
                         {Field::core_need, text(h, "core_need", "降低成本，缩短交期")},
                         {Field::past_amount, Money{123'456'00, Currency()}},
                         {Field::budget_low, Money{500'000'00, Currency()}},
                         {Field::products, std::string("ERP|MES")},
                         {Field::needs, std::string("cut_cost|solve_pain")}}});
    add(head("2023-10-02"), OwnerFact{PersonKey("li")});
    add(head("2023-10-03"), CustomFact{"site", {}, "north"});
    for (int i = 0; i < 3; ++i) add_contact("k" + std::to_string(i));
    add(head("2023-10-04"), ConsentFact{ContactKey("k0"), "newsletter", Channel::mail});
    add(head("2023-10-04"), TierFact{"A", "r", "", "", 800'000, 700'000});
    add(head("2023-10-04"), TagFact{"price_sensitive", true, {}});
    h = head("2023-10-10");
    TouchFact touch;
    touch.channel = Channel::visit;
    touch.content = text(h, "content", std::string(400, 'x').c_str());
    touch.feedback =
        text(h, "feedback", "价格太高，要求在三天之内提供竞品对比方案及灵活付款选项");
    add(h, touch);
    h = head("2023-10-10");
    StepFact step;
    step.text = text(h, "text", "提供竞品对比方案");
    step.deadline = DeadlineKind::working_days;
    step.working_days = 3;
    add(h, step);
    h = head("2023-10-11");
    add(h, DealFact{DealKey("D-1"),
                    {},
                    text(h, "name", "冲压线改造"),
                    Money{880'000'00, Currency()},
                    {}});
    add(head("2023-10-12"),
        StageFact{DealKey("D-1"), "needs_confirmed", DealEnd::open, {}});
    add(head("2023-10-20"), ReceiptFact{DealKey("D-1"), Money{100'000'00, Currency()}});
    add(head("2023-10-21"),
        OrderFact{OrderKey("O-1"), Money{9'900'00, Currency()}, {}, "ERP"});
  }
  std::string page(Language language) const {
    const View view(TablesSource::open(batch_, Settings{Zone{480}, {}}).value(),
                    {.as_of = day("2023-10-26")});
    return card_page(view, CustomerKey("YY"), {.language = language});
  }

 private:
  FactHead head(const char* iso) {
    FactHead h;
    h.root = CustomerKey("YY");
    h.event = {"t", std::to_string(batch_.facts().size())};
    h.occurred = Occurred::on(day(iso));
    h.recorded = kNow;
    h.author = PersonKey("li");
    return h;
  }
  TextRef text(const FactHead& h, const char* field, const char* words) {
    return batch_.put_text(h, field, words);
  }
  void add(FactHead h, FactBody body) {
    batch_.add({std::move(h), std::move(body)}).value();
  }
  void add_contact(const std::string& key) {
    const FactHead h = head("2023-10-03");
    ContactFact c;
    c.contact = ContactKey(key);
    c.name = text(h, "name", "张三");
    c.position = text(h, "position", "采购部高级经理");
    c.phone = text(h, "phone", "13812345678");
    c.mail = text(h, "mail", "zhang.san.with.a.long.name@purchasing.example.com");
    c.message = text(h, "message", "wx_zhangsan_2023");
    c.level = Level::executive;
    c.decision_role = "decision maker";
    c.channels = "message|phone";
    add(h, c);
  }
  Batch batch_;
};

bool has(const std::string& page, const char* words) {
  return page.find(words) != std::string::npos;
}

TEST(Card, ShowsEveryPartInBothLanguages) {
  const std::string zh = World().page(Language::chinese);
  for (const char* words : {"客户卡片",
                            "华东&lt;精密&gt;机械有限公司",
                            "基本信息",
                            "资料完整度",
                            "联系人",
                            "客户分级",
                            "需求与适配方案",
                            "降低成本",
                            "跟进承诺",
                            "商机",
                            "里程碑",
                            "订单与回款",
                            "往来记录",
                            "合作中",
                            "企业",
                            "site=north",
                            "统一社会信用代码",
                            "newsletter/mail",
                            "联系许可",
                            "123,456.00 CNY"})
    EXPECT_TRUE(has(zh, words)) << words;
  const std::string en = World().page(Language::english);
  for (const char* words : {"customer card", "Basics", "Completeness", "Contacts",
                            "Needs and what answers them", "lower costs", "Promises",
                            "Orders and payments", "Timeline", "active", "Credit code"})
    EXPECT_TRUE(has(en, words)) << words;
  EXPECT_FALSE(has(zh, "华东<精密>"));
  EXPECT_FALSE(has(zh, "<script"));
  EXPECT_EQ(zh, World().page(Language::chinese));
}

// Writes the cards where KITH_REPORT_OUT says, for page_check.py and for eyes.
TEST(Card, WritesPages) {
  const char* folder = std::getenv("KITH_REPORT_OUT");
  if (folder == nullptr) GTEST_SKIP() << "KITH_REPORT_OUT is not set";
  for (const Language language : {Language::chinese, Language::english}) {
    const std::string tag = language == Language::chinese ? "zh" : "en";
    std::ofstream out(std::string(folder) + "/card-" + tag + ".html", std::ios::binary);
    out << World().page(language);
    EXPECT_TRUE(out.good());
  }
}

}  // namespace
}  // namespace kith
