// Entry rules: the document by every fault, scores that can be counted by hand, formats,
// records.
#include <gtest/gtest.h>

#include "kith/customers/entry.hpp"

namespace kith {
namespace {

Date day(const char* iso) { return Date::parse(iso).value(); }

Result<EntryDocument> parse(const std::string& members, std::vector<Error>& errors) {
  const std::string text =
      R"({"kind":"entry","schema":1,"id":"e","zh":"规","en":"rules")" +
      (members.empty() ? "" : "," + members) + "}";
  return parse_entry(Json::parse(text).value(), errors);
}
EntryDocument rules(const std::string& members) {
  std::vector<Error> errors;
  return parse(members, errors).value();
}

TEST(EntryDocument, TellsEveryFaultByPath) {
  struct Wrong {
    const char* members;
    const char* path;
    Reason reason;
  };
  const Wrong all[] = {
      {R"("required":[{"field":"nonsense"}])", "/required/0/field", Reason::unknown_name},
      {R"("required":[{"field":"custom.x"}])", "/required/0/field", Reason::unknown_name},
      {R"("required":[{"field":"name","weight":0}])", "/required/0/weight",
       Reason::bad_number},
      {R"("required":[{"field":"name","stages":[]}])", "/required/0/stages",
       Reason::missing_value},
      {R"("required":[{"field":"name","stages":["x"]}])", "/required/0/stages/0",
       Reason::unknown_name},
      {R"("checks":[{"field":"purchase_cycle","format":"mail"}])", "/checks/0/format",
       Reason::conflict},
      {R"("checks":[{"field":"name","words":["a"]}])", "/checks/0/words",
       Reason::conflict},
      {R"("checks":[{"field":"industry","low":1}])", "/checks/0/low", Reason::conflict},
      {R"("checks":[{"field":"owner","format":"phone"}])", "/checks/0/format",
       Reason::conflict},
      {R"("checks":[{"field":"budget_low","low":5,"high":4}])", "/checks/0/high",
       Reason::bad_order},
      {R"("fields":[{"id":"a|b","type":"word","zh":"","en":""}])", "/fields/0/id",
       Reason::bad_syntax},
      {R"("fields":[{"id":"a","type":"choice","zh":"","en":""}])", "/fields/0/words",
       Reason::missing_value},
      {R"("fields":[{"id":"a","type":"word","zh":"","en":"","words":["x"]}])",
       "/fields/0/words", Reason::conflict},
      {R"("fields":[{"id":"a","type":"flag","zh":"","en":""},{"id":"a","type":"flag","zh":"","en":""}])",
       "/fields/1/id", Reason::duplicate},
      {R"("needs":[{"id":"a","zh":"","en":""},{"id":"a","zh":"","en":""}])",
       "/needs/1/id", Reason::duplicate},
      {R"("records":[{"record":"deal","required":["feedback"]}])",
       "/records/0/required/0", Reason::conflict},
      {R"("records":[{"record":"touch"},{"record":"touch"}])", "/records/1/record",
       Reason::duplicate},
      {R"("nonsense":1)", "/nonsense", Reason::unknown_name},
  };
  for (const Wrong& w : all) {
    std::vector<Error> errors;
    EXPECT_FALSE(parse(w.members, errors)) << w.members;
    ASSERT_EQ(errors.size(), 1u) << w.members;
    EXPECT_EQ(errors[0].field(), w.path) << w.members;
    EXPECT_EQ(errors[0].reason(), w.reason) << w.members;
  }
}

TEST(EntryDocument, TheDefaultHoldsAndNamesTheFivePartsOfARecord) {
  std::vector<Error> errors;
  const auto document = parse_entry(Json::parse(default_entry_json()).value(), errors);
  ASSERT_TRUE(document) << errors.front().field();
  ASSERT_FALSE(document->records.empty());
  const RecordRule& touch = document->records.front();
  EXPECT_EQ(touch.record, FactKind::touch);
  for (const RecordPart part : {RecordPart::channel, RecordPart::content,
                                RecordPart::feedback, RecordPart::next_step}) {
    EXPECT_NE(touch.required >> static_cast<std::int32_t>(part) & 1, 0u);
  }
  EXPECT_NE(document->need("cut_cost"), nullptr);
}

// ---- customers

class Customer {
 public:
  Profile profile;
  bool owned = false;
  std::map<TextRef, std::string> texts;
  std::map<std::string, EntrySight> sights;

  TextRef text(const char* words) {
    const TextRef ref{1, ++n_};
    texts[ref] = words;
    return ref;
  }
  EntryReport judged(const std::string& members) const {
    EntryReader reader;
    reader.words = [this](TextRef ref) {
      const auto it = texts.find(ref);
      return it == texts.end() ? std::string() : it->second;
    };
    reader.sight = [this](const EntryField& f) {
      const auto it = sights.find(f.name);
      return it == sights.end() ? EntrySight::clear : it->second;
    };
    return judge_entry(rules(members), {profile, owned}, reader);
  }

 private:
  std::uint64_t n_ = 0;
};

std::string names(const std::vector<EntryField>& fields) {
  std::string out;
  for (const EntryField& f : fields) out += (out.empty() ? "" : "|") + f.name;
  return out;
}

const std::string kThree =
    R"("required":[{"field":"name","weight":3},{"field":"industry","weight":2},{"field":"owner"}])";

TEST(Completeness, IsTheWeightOfWhatIsThere) {
  Customer c;
  EXPECT_EQ(names(c.judged(kThree).missing), "name|industry|owner");
  EXPECT_EQ(c.judged(kThree).score_ppm(), 0);
  c.profile.fields[Field::name] = c.text("华东机械");
  EXPECT_EQ(c.judged(kThree).score_ppm(), 500'000);
  c.owned = true;
  EXPECT_EQ(c.judged(kThree).score_ppm(), 666'666);  // 4 of 6, rounded down
  EXPECT_EQ(names(c.judged(kThree).missing), "industry");
  c.profile.fields[Field::industry] = std::string("制造");
  EXPECT_EQ(c.judged(kThree).score_ppm(), 1'000'000);
  EXPECT_EQ(c.judged("").score_ppm(), 1'000'000);  // nothing is required
}

TEST(Completeness, RequiresByStageAndKind) {
  const std::string some =
      R"("required":[{"field":"budget_low","stages":["prospect","active"]},{"field":"credit_code","of":"organisation"}])";
  Customer c;
  EXPECT_EQ(names(c.judged(some).missing), "credit_code");  // no kind: an organisation
  c.profile.fields[Field::kind] = std::string("person");
  EXPECT_EQ(c.judged(some).required, 0);
  c.profile.fields[Field::stage] = static_cast<std::int64_t>(CustomerStage::active);
  EXPECT_EQ(names(c.judged(some).missing), "budget_low");
  c.profile.fields[Field::stage] = static_cast<std::int64_t>(CustomerStage::lost);
  EXPECT_EQ(c.judged(some).required, 0);
}

TEST(Completeness, AContactWhoLeftFillsNothing) {
  const std::string phone =
      R"("required":[{"field":"contact.phone"},{"field":"contact"}])";
  Customer c;
  ContactFact k;
  k.contact = ContactKey("k");
  k.phone = c.text("13812345678");
  c.profile.contacts = {k};
  EXPECT_EQ(c.judged(phone).filled, 2);
  c.profile.contacts[0].active = false;
  EXPECT_EQ(names(c.judged(phone).missing), "contact.phone|contact");
}

TEST(Completeness, WhatIsWrongIsNamedAndFillsNothing) {
  const std::string checked =
      R"("required":[{"field":"industry"},{"field":"purchase_cycle"},{"field":"contact.phone"}],)"
      R"("checks":[{"field":"industry","words":["制造","贸易"]},{"field":"purchase_cycle","low":10,"high":20},{"field":"contact.phone","format":"phone"}])";
  Customer c;
  c.profile.fields[Field::industry] = std::string("农业");
  c.profile.fields[Field::purchase_cycle] = std::int64_t{21};
  ContactFact k;
  k.contact = ContactKey("k");
  k.phone = c.text("138****5678");
  c.profile.contacts = {k};
  EXPECT_EQ(names(c.judged(checked).invalid), "industry|purchase_cycle|contact.phone");
  EXPECT_EQ(c.judged(checked).filled, 0);
  EXPECT_EQ(names(c.judged(checked).missing), "");
  c.profile.fields[Field::industry] = std::string("贸易");
  c.profile.fields[Field::purchase_cycle] = std::int64_t{20};
  c.texts[k.phone] = "+86 138-1234-5678";
  EXPECT_EQ(names(c.judged(checked).invalid), "");
  EXPECT_EQ(c.judged(checked).filled, 3);
  c.texts.clear();  // erased: not judged
  EXPECT_EQ(c.judged(checked).filled, 3);
}

TEST(Completeness, OwnFieldsAreDeclaredAndOfTheirType) {
  const std::string declared =
      R"("fields":[{"id":"site","type":"choice","zh":"厂","en":"site","words":["north"]},{"id":"seats","type":"number","zh":"席","en":"seats"},{"id":"vip","type":"flag","zh":"贵","en":"vip"}],"needs":[{"id":"cut_cost","zh":"","en":""}])";
  Customer c;
  c.profile.custom = {{"seats", 4}, {"site", {}, "north"}, {"vip", 1}};
  c.profile.fields[Field::needs] = std::string("cut_cost");
  EXPECT_EQ(names(c.judged(declared).invalid), "");
  c.profile.custom = {
      {"other", 4}, {"seats", {}, "four"}, {"site", {}, "west"}, {"vip", 2}};
  c.profile.fields[Field::needs] = std::string("cut_cost|fame");
  EXPECT_EQ(names(c.judged(declared).invalid),
            "custom.other|custom.seats|custom.site|custom.vip|needs");
}

TEST(Completeness, NothingIsToldOfAHiddenField) {
  const std::string one =
      R"("required":[{"field":"industry"},{"field":"region"}],"checks":[{"field":"region","words":["华东"]}])";
  Customer c;
  c.profile.fields[Field::region] = std::string("nowhere");
  EXPECT_EQ(names(c.judged(one).invalid), "region");
  c.sights["region"] = EntrySight::masked;
  EXPECT_EQ(names(c.judged(one).invalid), "");
  EXPECT_EQ(c.judged(one).score_ppm(), 500'000);
  c.sights["region"] = EntrySight::hidden;
  c.sights["industry"] = EntrySight::hidden;
  EXPECT_EQ(c.judged(one).required, 0);
  EXPECT_EQ(names(c.judged(one).missing), "");
}

// ---- formats

TEST(Formats, AreWhatTheySay) {
  for (const char* good : {"13812345678", "+86 138-1234-5678", "(0571) 8765432"})
    EXPECT_TRUE(has_format(good, EntryFormat::phone)) << good;
  for (const char* bad : {"", "123456", "138****5678", "1+3812345678", "电话13812345678",
                          "1234567890123456"})
    EXPECT_FALSE(has_format(bad, EntryFormat::phone)) << bad;
  for (const char* good : {"a@b.cn", "zhang.san+x@mail.example.com"})
    EXPECT_TRUE(has_format(good, EntryFormat::mail)) << good;
  for (const char* bad :
       {"", "@b.cn", "a@b", "a@b.", "a@.b", "a b@c.d", "a@b@c.d", "a@b..c", "a***@b.cn"})
    EXPECT_FALSE(has_format(bad, EntryFormat::mail)) << bad;
  // The example of GB 32100-2015, and each of its characters changed.
  const std::string code = "91350100M000100Y43";
  EXPECT_TRUE(has_format(code, EntryFormat::credit_code));
  for (std::size_t i = 0; i < code.size(); ++i) {
    std::string other = code;
    other[i] = other[i] == '7' ? '8' : '7';
    EXPECT_FALSE(has_format(other, EntryFormat::credit_code)) << other;
  }
  EXPECT_FALSE(has_format(code.substr(1), EntryFormat::credit_code));
}

// ---- records

class Records {
 public:
  std::vector<Fact> facts;
  TouchFact& touch(const char* iso, const char* recorded) {
    return std::get<TouchFact>(add(iso, recorded, TouchFact{}).body);
  }
  Fact& add(const char* iso, const char* recorded, FactBody body) {
    Fact f;
    f.head.root = CustomerKey("C");
    f.head.event = {"t", std::to_string(facts.size())};
    f.head.occurred = Occurred::on(day(iso));
    f.head.recorded = Instant::parse(std::string(recorded) + "T09:00:00+08:00").value();
    f.body = std::move(body);
    facts.reserve(16);
    facts.push_back(std::move(f));
    return facts.back();
  }
  RecordReport judged(const std::function<bool(FactKind, RecordPart)>& tells =
                          [](FactKind, RecordPart) { return true; }) const {
    return judge_records(
        rules(
            R"("records":[{"record":"touch","required":["channel","content","feedback","next_step"],"within_days":1}])"),
        facts, day("2023-10-01"), day("2023-10-31"), Zone{480}, tells);
  }
};

TEST(RecordRules, CountWhatEachLacksAndWhatCameLate) {
  Records r;
  TouchFact& whole = r.touch("2023-10-10", "2023-10-11");
  whole.channel = Channel::phone;
  whole.content = {1, 1};
  whole.feedback = {1, 2};
  r.add("2023-10-10", "2023-10-11", StepFact());
  EXPECT_EQ(r.judged().records, 1);
  EXPECT_EQ(r.judged().complete, 1);
  EXPECT_EQ(r.judged().late, 0);
  TouchFact& attempt = r.touch("2023-10-12", "2023-10-14");
  attempt.channel = Channel::mail;
  attempt.content = {1, 4};
  attempt.outcome = Outcome::no_reply;  // a legal feedback
  r.touch("2023-10-13", "2023-10-13");
  r.touch("2023-09-30", "2023-09-30");  // before the days asked for
  r.touch("2023-10-14", "2023-10-14").opening = true;
  r.touch("2023-10-14", "2023-10-14").campaign = true;
  const RecordReport report = r.judged();
  EXPECT_EQ(report.records, 3);
  EXPECT_EQ(report.complete, 1);
  EXPECT_EQ(report.late, 1);
  const auto lack = [&](RecordPart part) {
    const auto it = report.gaps.find({FactKind::touch, part});
    return it == report.gaps.end() ? 0 : it->second;
  };
  EXPECT_EQ(lack(RecordPart::channel), 1);
  EXPECT_EQ(lack(RecordPart::content), 1);
  EXPECT_EQ(lack(RecordPart::feedback), 1);
  EXPECT_EQ(lack(RecordPart::next_step), 2);
  const RecordReport silent =
      r.judged([](FactKind, RecordPart part) { return part == RecordPart::channel; });
  EXPECT_EQ(silent.complete, 2);
  EXPECT_EQ(silent.gaps.size(), 1u);
}

}  // namespace
}  // namespace kith
