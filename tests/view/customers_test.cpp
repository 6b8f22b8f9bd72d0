// Contacts, histories of fields, completeness and the card of a customer.
#include <gtest/gtest.h>

#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

const Instant kNow = Instant::parse("2023-10-26T09:00:00+08:00").value();
Date day(const char* iso) { return Date::parse(iso).value(); }

class World {
 public:
  Batch batch;
  World() {
    for (const DocumentKind kind : {DocumentKind::calendar, DocumentKind::tier,
                                    DocumentKind::cadence, DocumentKind::pipeline}) {
      adopt(batch, default_document(kind), day("2023-10-01"), kNow).value();
    }
  }
  void rules(const char* iso, const char* members) {
    const std::string text =
        std::string(R"({"kind":"entry","schema":1,"id":"e","zh":"","en":"",)") + members +
        "}";
    adopt(batch, read_document(text).value(), day(iso), kNow).value();
  }
  FactHead head(const char* customer, const char* iso) {
    FactHead h;
    h.root = CustomerKey(customer);
    h.event = {"t", "e" + std::to_string(batch.facts().size())};
    h.occurred = Occurred::on(day(iso));
    h.recorded = kNow;
    h.author = PersonKey("li");
    return h;
  }
  void add(const char* customer, const char* iso, FactBody body) {
    batch.add({head(customer, iso), std::move(body)}).value();
  }
  void named(const char* customer, const char* iso, const char* name) {
    const FactHead h = head(customer, iso);
    const TextRef ref = batch.put_text(h, "name", name);
    batch.add({h, CustomerFact{{{Field::name, ref}}}}).value();
  }
  void contact(const char* customer, const char* iso, const char* key, const char* phone,
               const char* role) {
    const FactHead h = head(customer, iso);
    ContactFact c;
    c.contact = ContactKey(key);
    c.phone = batch.put_text(h, "phone", phone);
    c.decision_role = role;
    batch.add({h, c}).value();
  }
  View view(const char* as_of = "2023-10-26") const {
    return View(TablesSource::open(batch, Settings{Zone{480}, {}}).value(),
                {.as_of = day(as_of)});
  }
};

std::string column(const Table& t, const char* name) {
  std::string out;
  for (std::int64_t i = 0; i < t.rows(); ++i)
    out += (i == 0 ? "" : ";") + (t.cell(name, i).empty() ? "-" : t.cell(name, i));
  return out;
}

TEST(Contacts, OnePersonStandsUnderSeveralCustomers) {
  World w;
  w.contact("A", "2023-10-02", "wang", "13812345678", "decision maker");
  w.contact("B", "2023-10-03", "wang", "13812345678", "user");
  w.contact("B", "2023-10-03", "zhao", "13900000000", "");
  w.add("A", "2023-10-04", ConsentFact{ContactKey("wang"), "news", Channel::mail});
  w.add("A", "2023-10-04", ConsentFact{ContactKey("wang"), "service"});
  w.add("A", "2023-10-05",
        ConsentFact{ContactKey("wang"), "service", Channel::unknown, false});
  const Table wang = w.view().contacts({.contact = ContactKey("wang")});
  EXPECT_EQ(column(wang, "customer_key"), "A;B");
  EXPECT_EQ(column(wang, "decision_role"), "decision maker;user");
  EXPECT_EQ(column(wang, "consents"), "news/mail;-");
  EXPECT_EQ(column(wang, "refused"), "service;-");
  EXPECT_EQ(
      column(w.view("2023-10-04").contacts({.customer = CustomerKey("A")}), "consents"),
      "news/mail|service");
  EXPECT_EQ(column(w.view().contacts({.customer = CustomerKey("B")}), "contact"),
            "wang;zhao");
  EXPECT_EQ(w.view().contacts({.limit = 2}).rows(), 2);
  EXPECT_EQ(w.view().contacts({.customer = CustomerKey("nobody")}).rows(), 0);
}

TEST(FieldHistory, HasEachValueOnceWithWhatItWas) {
  World w;
  w.add("A", "2023-10-02", CustomerFact{{{Field::industry, std::string("制造")}}});
  w.add("A", "2023-10-05",
        CustomerFact{{{Field::industry, std::string("制造")},
                      {Field::stage, std::int64_t{2}},
                      {Field::needs, std::string("cut_cost")}}});
  w.add("A", "2023-10-09", CustomerFact{{{Field::industry, FieldValue{}}}});
  w.add("A", "2023-10-03", CustomFact{"site", {}, "north"});
  w.add("A", "2023-10-04", CustomFact{"site", {}, "south"});
  w.add("A", "2023-10-04", OwnerFact{PersonKey("li")});
  w.contact("A", "2023-10-06", "k1", "138", "");
  w.contact("A", "2023-10-07", "k2", "139", "");
  w.contact("A", "2023-10-08", "k1", "137", "");
  const CustomerKey a("A");
  const Table industry = w.view().field_history(a, "industry");
  EXPECT_EQ(column(industry, "day"), "2023-10-02;2023-10-09");
  EXPECT_EQ(column(industry, "value"), "制造;-");
  EXPECT_EQ(column(industry, "was"), "-;制造");
  EXPECT_EQ(column(industry, "author"), "li;li");
  EXPECT_EQ(column(w.view().field_history(a, "stage"), "value"), "prospect");
  EXPECT_EQ(column(w.view().field_history(a, "custom.site"), "value"), "north;south");
  EXPECT_EQ(column(w.view().field_history(a, "owner"), "value"), "li");
  const Table phones = w.view().field_history(a, "contact.phone");
  EXPECT_EQ(column(phones, "contact"), "k1;k2;k1");
  EXPECT_EQ(column(phones, "was"), "-;-;138");
  EXPECT_EQ(column(w.view("2023-10-03").field_history(a), "field"),
            "industry;custom.site");
  EXPECT_THROW((void)w.view().field_history(a, "nonsense"), Error);
}

TEST(FieldHistory, LeavesOutWhatWasTakenBack) {
  World w;
  w.add("A", "2023-10-02", CustomFact{"site", {}, "north"});
  const EventKey wrong = w.batch.facts().back().head.event;
  w.add("A", "2023-10-03", CustomFact{"site", {}, "south"});
  w.add("A", "2023-10-04", RetractFact{wrong});
  EXPECT_EQ(column(w.view().field_history(CustomerKey("A")), "value"), "south");
}

TEST(Completeness, IsJudgedByTheRulesOfTheDay) {
  World w;
  w.named("A", "2023-10-02", "华东机械");
  EXPECT_THROW((void)w.view().completeness(), Error);
  w.rules("2023-10-05", R"("required":[{"field":"name"}])");
  w.rules("2023-10-10", R"("required":[{"field":"name"},{"field":"region"}])");
  EXPECT_THROW((void)w.view("2023-10-04").completeness(), Error);
  EXPECT_EQ(column(w.view("2023-10-09").completeness(), "score_ppm"), "1000000");
  const Table later = w.view().completeness();
  EXPECT_EQ(column(later, "score_ppm"), "500000");
  EXPECT_EQ(column(later, "missing"), "region");
  EXPECT_EQ(column(later, "missing_zh"), "地区");
  EXPECT_EQ(column(later, "records"), "-");  // not asked
}

TEST(Completeness, NamesTheGapsOfRecords) {
  World w;
  w.rules("2023-10-01",
          R"("records":[{"record":"touch","required":["feedback"],"within_days":1}])");
  TouchFact t;
  t.channel = Channel::phone;
  w.add("A", "2023-10-20", t);  // recorded on the 26th
  t.outcome = Outcome::no_reply;
  w.add("A", "2023-10-26", t);
  w.add("A", "2023-09-01", t);
  const Table one = w.view().completeness({.record_days = 10});
  EXPECT_EQ(column(one, "records"), "2");
  EXPECT_EQ(column(one, "records_complete"), "1");
  EXPECT_EQ(column(one, "records_late"), "1");
  EXPECT_EQ(column(one, "record_gaps"), "touch.feedback=1");
  EXPECT_EQ(column(w.view().completeness({.record_days = 1}), "records"), "1");
  EXPECT_EQ(w.view().completeness({.record_days = 1, .incomplete_only = true}).rows(), 0);
  EXPECT_EQ(w.view().completeness({.record_days = 10, .incomplete_only = true}).rows(),
            1);
}

TEST(Completeness, ListsAnOwnersOrOneCustomer) {
  World w;
  w.rules("2023-10-01", R"("required":[{"field":"name"}])");
  w.named("A", "2023-10-02", "甲");
  w.add("B", "2023-10-02", OwnerFact{PersonKey("li")});
  w.add("C", "2023-10-02", OwnerFact{PersonKey("wu")});
  const View v = w.view();
  EXPECT_EQ(column(v.completeness(), "customer_key"), "A;B;C");
  EXPECT_EQ(column(v.completeness({.incomplete_only = true}), "customer_key"), "B;C");
  EXPECT_EQ(column(v.completeness({.owner = PersonKey("li")}), "customer_key"), "B");
  EXPECT_EQ(column(v.completeness({.customer = CustomerKey("C")}), "customer_key"), "C");
  EXPECT_EQ(v.completeness({.limit = 2}).rows(), 2);
}

TEST(Card, HoldsWhatIsKnownOfOneCustomerAndNothingOfAnother) {
  World w;
  w.rules(
      "2023-10-01",
      R"("needs":[{"id":"cut_cost","zh":"降本","en":"lower costs","products":["ERP","MES"]}])");
  w.named("A", "2023-10-02", "华东机械");
  w.named("B", "2023-10-02", "别的客户");
  w.add("A", "2023-10-03",
        CustomerFact{{{Field::products, std::string("MES|CRM")},
                      {Field::needs, std::string("cut_cost|fame")}}});
  w.contact("A", "2023-10-03", "k", "138", "");
  const Money price{5'000'00, Currency()};
  w.add("A", "2023-10-04", DealFact{DealKey("D"), {}, {}, price, {}});
  w.add("A", "2023-10-05", ReceiptFact{DealKey("D"), Money{2'000'00, Currency()}, false});
  w.add("A", "2023-10-06", OrderFact{OrderKey("O"), price, {}, "MES"});
  w.add("A", "2023-10-07", OrderReturnFact{OrderKey("O"), Money{100, Currency()}});
  w.add("B", "2023-10-06", OrderFact{OrderKey("P"), price, {}, {}});
  const CustomerCard card = w.view().card(CustomerKey("A"));
  EXPECT_EQ(card.customer, "华东机械");
  for (const Table* t :
       {&card.basics, &card.contacts, &card.tier, &card.deals, &card.completeness}) {
    EXPECT_EQ(column(*t, "customer_key"), "A");
  }
  EXPECT_EQ(column(card.needs, "need_zh"), "降本;fame");
  EXPECT_EQ(column(card.needs, "products"), "ERP|MES;-");
  EXPECT_EQ(column(card.needs, "of_interest"), "MES;-");
  EXPECT_EQ(column(card.deals, "received_minor"), "200000");
  EXPECT_EQ(column(card.payments, "kind"), "receipt;order;order_return");
  EXPECT_EQ(column(card.payments, "amount_minor"), "200000;500000;-100");
  EXPECT_EQ(card.history.rows(), 7);
  EXPECT_EQ(w.view("2023-10-05").card(CustomerKey("A")).payments.rows(), 1);
  EXPECT_THROW((void)w.view().card(CustomerKey("nobody")), Error);
}

}  // namespace
}  // namespace kith
