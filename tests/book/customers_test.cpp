// A book keeps own fields, contacts and consents with their words, and answers of them as
// facts in memory do.
#include <gtest/gtest.h>

#include "book/desk.hpp"
#include "kith/flow/documents.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

using namespace test;

std::vector<Table> answers(std::shared_ptr<const Source> source, const char* as_of) {
  const View view(std::move(source), {.as_of = day(as_of)});
  std::vector<Table> out{view.customers(), view.contacts(),
                         view.completeness({.record_days = 60})};
  for (const char* customer : {"a", "b"}) {
    const CustomerKey key(customer);
    const CustomerCard card = view.card(key);
    out.push_back(view.field_history(key));
    out.insert(out.end(), {card.needs, card.deals, card.payments, card.history});
  }
  return out;
}

Batch history(Instant recorded) {
  Batch b;
  for (const DocumentKind kind :
       {DocumentKind::calendar, DocumentKind::pipeline, DocumentKind::entry}) {
    kith::adopt(b, default_document(kind), day("2023-10-01"), recorded).value();
  }
  int n = 0;
  const auto head = [&](const char* customer, const char* iso) {
    Fact f = fact(customer, std::to_string(++n), day(iso), phone_touch());
    f.head.recorded = recorded;
    return f.head;
  };
  for (const char* customer : {"a", "b"}) {
    FactHead h = head(customer, "2023-10-02");
    b.add({h, named(b, h, "华东机械")}).value();
    h = head(customer, "2023-10-03");
    b.add({h, CustomFact{"note", {}, {}, b.put_text(h, "text", "只在周三来访")}}).value();
    h = head(customer, "2023-10-04");
    ContactFact c;
    c.contact = ContactKey("k");
    c.message = b.put_text(h, "message", "wx_wang");
    c.mail = b.put_text(h, "mail", "w@example.com");
    c.channels = "message";
    b.add({h, c}).value();
    b.add({head(customer, "2023-10-05"), CustomFact{"seats", 40}}).value();
    b.add({head(customer, "2023-10-05"),
           CustomFact{"until", {}, {}, {}, day("2024-01-31")}})
        .value();
    b.add({head(customer, "2023-10-05"),
           CustomFact{"deposit", {}, {}, {}, {}, Money{1'234'56, Currency()}}})
        .value();
    b.add({head(customer, "2023-10-06"),
           ConsentFact{ContactKey("k"), "news", Channel::mail, true, day("2023-12-31")}})
        .value();
    b.add({head(customer, "2023-10-07"),
           CustomerFact{{{Field::needs, std::string("cut_cost")},
                         {Field::origin, std::string("展会")},
                         {Field::lost_cause, std::string("价格")}}}})
        .value();
    b.add({head(customer, "2023-10-08"), phone_touch("li")}).value();
    b.add({head(customer, "2023-10-09"),
           OrderFact{OrderKey("o"), Money{100, Currency()}, {}, "ERP"}})
        .value();
  }
  return b;
}

TEST(BookCustomers, AnswersAsFactsInMemoryDo) {
  const Folder folder;
  const Instant now = at("2023-10-20T09:00:00+08:00");
  const Batch all = history(now);
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(all, now));
  const auto memory = TablesSource::open(all, {}).value();
  for (const char* as_of : {"2023-10-04", "2023-10-06", "2023-10-20", "2024-02-01"})
    EXPECT_EQ(answers(book.source(), as_of), answers(memory, as_of)) << as_of;
  EXPECT_EQ(book.rebuild().value(), 0);
  EXPECT_TRUE(book.check());
  const View view(book.source(), {.as_of = day("2023-10-20")});
  const Table contacts = view.contacts({.customer = CustomerKey("a")});
  EXPECT_EQ(contacts.cell("message", 0), "wx_wang");
  EXPECT_EQ(contacts.cell("consents", 0), "news/mail");
  EXPECT_EQ(view.customers(CustomerKey("a")).cell("custom", 0),
            "deposit=1234.56 CNY|note=只在周三来访|seats=40|until=2024-01-31");
}

TEST(BookCustomers, TakesALateOneAndACorrectionInItsPlace) {
  const Folder folder;
  const Instant now = at("2023-10-20T09:00:00+08:00");
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(history(now), now));
  const auto seats = [&] {
    const View view(book.source(), {.as_of = day("2023-10-20")});
    const Table t = view.field_history(CustomerKey("a"), "custom.seats");
    std::string out;
    for (std::int64_t i = 0; i < t.rows(); ++i) out += t.cell("value", i) + ";";
    return out;
  };
  EXPECT_EQ(seats(), "40;");
  ASSERT_TRUE(book.record(
      batch_of({fact("a", "late", day("2023-10-03"), CustomFact{"seats", 30})}), now));
  EXPECT_EQ(seats(), "30;40;");
  Fact corrected = fact("a", "late", day("2023-10-03"), CustomFact{"seats", 35});
  corrected.head.revision = 1;
  ASSERT_TRUE(book.record(batch_of({corrected}), now));
  EXPECT_EQ(seats(), "35;40;");
  EXPECT_EQ(book.rebuild().value(), 0);
}

}  // namespace
}  // namespace kith
