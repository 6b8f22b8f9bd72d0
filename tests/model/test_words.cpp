// Vocabularies, reasons and the directory.
#include <gtest/gtest.h>

#include <set>

#include "kith/model.hpp"

namespace kith {
namespace {

TEST(Vocabularies, HaveDistinctCodesNamesAndWords) {
  for (const auto words :
       {channel_words(), level_words(), outcome_words(), customer_stage_words(),
        role_words(), deadline_words(), deal_end_words(), rating_words(),
        fact_kind_words(), document_kind_words(), record_outcome_words()}) {
    std::set<std::string_view> names;
    std::int32_t last = -1;
    for (const CodeWord& w : words) {
      EXPECT_GT(w.code, last);
      last = w.code;
      EXPECT_TRUE(names.insert(w.name).second) << w.name;
      EXPECT_FALSE(w.zh.empty() || w.en.empty()) << w.name;
      EXPECT_EQ(word_code(words, w.name), w.code);
      EXPECT_EQ(word_name(words, w.code), w.name);
    }
  }
}
TEST(Vocabularies, SpeakBothLanguages) {
  EXPECT_EQ(code_name(Channel::visit), "visit");
  EXPECT_EQ(code_word(Channel::visit, Language::chinese), "面谈");
  EXPECT_EQ(code_word(CustomerStage::won_back, Language::english), "won back");
  EXPECT_EQ(code_name(DealEnd::void_), "void");
  EXPECT_EQ(code_name(static_cast<Channel>(1000)), "unknown");
  EXPECT_EQ(code_word(static_cast<DealEnd>(-3), Language::chinese), "未知");
  EXPECT_FALSE(word_code(channel_words(), "Visit"));
}

TEST(Why, FillsTheTemplateOfItsLanguage) {
  const Why why{"tier.value_annual", {"1200000.00", "高|high"}};
  EXPECT_EQ(why_sentence(why, Language::chinese), "年采购1200000.00，价值高");
  EXPECT_EQ(why_sentence(why, Language::english), "buys 1200000.00 a year: value high");
  EXPECT_EQ(why_sentence({"no.such", {"x"}}, Language::english), "no.such");
  EXPECT_EQ(why_sentence({"due.tier", {}}, Language::english), "customer tier {0}");
  EXPECT_EQ(why_sentence({"due.tier", {"{0}"}}, Language::english), "customer tier {0}");
  EXPECT_EQ(
      why_sentences({{"due.tier", {"A"}}, {"due.no_cadence", {}}}, Language::chinese),
      "客户等级A；没有适用的跟进节奏");
  EXPECT_EQ(why_sentences({}, Language::english), "");
}
/// The places {n} of a template.
std::set<char> places(std::string_view form) {
  std::set<char> out;
  for (std::size_t i = 0; i + 2 < form.size(); ++i) {
    if (form[i] == '{' && form[i + 2] == '}') out.insert(form[i + 1]);
  }
  return out;
}
TEST(Why, BothLanguagesSayTheSame) {
  for (const WhySpec& s : why_catalogue()) {
    EXPECT_FALSE(s.zh.empty() || s.en.empty()) << s.code;
    EXPECT_EQ(places(s.zh), places(s.en)) << s.code;
  }
}

Fact person(const char* key, const char* event, std::int32_t day, Role role) {
  Fact f;
  f.head.event = {"hr", event};
  f.head.occurred = Occurred::on(Date(day));
  f.body = PersonFact{PersonKey(key), {}, role, "", {}, true, true};
  return f;
}
TEST(Directory, AnswersAsOfTheEndOfADay) {
  const std::vector<Fact> facts{
      person("li", "3", 20, Role::sales_lead), person("li", "1", 10, Role::service),
      person("li", "2", 20, Role::finance), person("an", "4", 15, Role::executive)};
  const Directory d = Directory::build(facts).value();
  const PersonKey li("li");
  EXPECT_EQ(d.find(li, Date(9))->role, Role::service);  // the earliest known
  EXPECT_EQ(d.find(li, Date(10))->role, Role::service);
  EXPECT_EQ(d.find(li, Date(19))->role, Role::service);
  EXPECT_EQ(d.find(li, Date(20))->role,
            Role::sales_lead);  // the day's last by order, not by arrival
  EXPECT_EQ(d.find(PersonKey("nobody"), Date(20)), nullptr);
  EXPECT_EQ(d.people(), (std::vector{PersonKey("an"), li}));
}
TEST(Timeline, TheLatestEntryNotAfterADayRulesIt) {
  Timeline<int> t;
  EXPECT_EQ(t.at(Date(5)), nullptr);
  t.set(Date(10), std::make_shared<int>(1));
  t.set(Date(5), std::make_shared<int>(2));
  t.set(Date(10), std::make_shared<int>(3));
  EXPECT_EQ(t.entries().size(), 2u);
  EXPECT_EQ(t.index_at(Date(4)), -1);
  EXPECT_EQ(*t.at(Date(5)), 2);
  EXPECT_EQ(*t.at(Date(9)), 2);
  EXPECT_EQ(*t.at(Date(10)), 3);
}

}  // namespace
}  // namespace kith
