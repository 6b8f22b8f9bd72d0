// Erasing, what is held of a person, who was shown what, and whom an erasure is due for,
// through the C interface.
#include <string>
#include <vector>

#include "capi/access_world.hpp"
#include "capi/kit.hpp"

namespace {

using namespace kit;
using access_world::add;

constexpr std::int64_t kLater = kNow + 86'400'000'000LL;

std::string column(const kith_table* t, const char* name) {
  kith_column c = KITH_COLUMN_INIT;
  KIT_OK(kith_table_column(t, name, -1, &c, error));
  std::string out;
  for (std::int64_t i = 0; i < c.length; ++i) {
    if (i > 0) out += ';';
    if (c.type == KITH_COLUMN_INT64) {
      out += std::to_string(static_cast<const std::int64_t*>(c.data)[i]);
      continue;
    }
    const auto* data = static_cast<const char*>(c.data);
    out.append(data + c.offsets[i],
               static_cast<std::size_t>(c.offsets[i + 1] - c.offsets[i]));
  }
  return out;
}

/// A customer without anything open, as of long ago.
void add_quiet(const Batch& b, const std::string& key, const char* stage,
               const char* day) {
  const std::string of = R"("customer":")" + key + R"(",)";
  add(b.get(), "customer", key + "-c",
      of + R"("name":"名)" + key + R"(","kind":"person","stage":")" + stage + "\"", day);
  add(b.get(), "contact", key + "-k", of + R"("contact":"k","name":"王小明")", day);
  add(b.get(), "touch", key + "-t",
      of + R"("channel":"phone","contact":"k","content":"谈价)" + key + "\"", day);
}

class Privacy : public testing::Test {
 protected:
  Privacy() : book_(new_book(folder_.file("p.kith"))) {
    Batch b = batch();
    add_quiet(b, "a", "lost", "2020-01-31");
    add_quiet(b, "b", "active", "2021-05-05");
    add_quiet(b, "c", "lost", "2023-10-20");
    add(b.get(), "step", "b-s",
        R"("customer":"b","text":"去","deadline":"point","last":"2021-06-01")",
        "2021-05-05");
    record(b, kNow);
  }
  void record(const Batch& b, std::int64_t now) const {
    KIT_OK(kith_book_record(book_.get(), b.get(), now, nullptr, nullptr, nullptr, error));
  }
  [[nodiscard]] View view(const kith_view_options& options) const {
    kith_view* v = nullptr;
    KIT_OK(kith_view_open(book_.get(), &options, &v, error));
    return View(v);
  }
  [[nodiscard]] View view() const { return view(KITH_VIEW_OPTIONS_INIT); }
  [[nodiscard]] std::string due(std::int32_t months, const char* stage = "") const {
    kith_retention_options o = KITH_RETENTION_OPTIONS_INIT;
    o.months = months;
    o.stage = sv(stage);
    kith_table* t = nullptr;
    KIT_OK(kith_view_retention(view().get(), &o, &t, error));
    return column(Table(t).get(), "customer_key");
  }
  kith_erase_result erase(const char* customer, const char* contact,
                          std::int32_t defer = 0) {
    kith_erase_options o = KITH_ERASE_OPTIONS_INIT;
    o.customer = sv(customer);
    o.contact = sv(contact);
    o.defer = defer;
    o.reason = sv("asked");
    kith_erase_result r = KITH_ERASE_RESULT_INIT;
    KIT_OK(kith_book_erase(book_.get(), kLater, &o, &r, error));
    return r;
  }
  [[nodiscard]] Table subject(const char* customer, const char* contact) const {
    kith_subject_options o = KITH_SUBJECT_OPTIONS_INIT;
    o.customer = sv(customer);
    o.contact = sv(contact);
    kith_table* t = nullptr;
    KIT_OK(kith_view_subject_export(view().get(), &o, &t, error));
    return Table(t);
  }

  Folder folder_;
  Book book_;
};

TEST_F(Privacy, AContactIsErasedAtEveryCustomer) {
  const kith_erase_result r = erase("", "k");
  EXPECT_EQ(r.customers, 3);
  EXPECT_EQ(r.texts, 6);
  EXPECT_EQ(r.file, KITH_ERASE_FINISHED);
  const Table t = subject("", "k");
  EXPECT_EQ(csv(t.get()).find("王小明"), std::string::npos);
  EXPECT_EQ(csv(t.get()).find("谈价"), std::string::npos);
  EXPECT_NE(csv(subject("a", "").get()).find("名a"), std::string::npos);
  KIT_OK(kith_book_check(book_.get(), error));
}

TEST_F(Privacy, AHoldRefusesByName) {
  const Batch b = batch();
  add(b.get(), "hold", "h", R"("customer":"a","active":1,"reason":"court")");
  record(b, kNow);
  kith_erase_options o = KITH_ERASE_OPTIONS_INIT;
  o.customer = sv("a");
  kith_erase_result r = KITH_ERASE_RESULT_INIT;
  KIT_FAIL(KITH_FAILED_PRECONDITION, KITH_REASON_LEGAL_HOLD, "customer",
           kith_book_erase(book_.get(), kLater, &o, &r, error));
  o.customer = sv("nobody");
  KIT_FAIL(KITH_NOT_FOUND, KITH_REASON_UNKNOWN_NAME, "customer",
           kith_book_erase(book_.get(), kLater, &o, &r, error));
  o.source = sv("half a key");
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_MISSING_VALUE, "key",
           kith_book_erase(book_.get(), kLater, &o, &r, error));
}

TEST_F(Privacy, AllThatIsHeldOfAPersonIsTold) {
  const Table a = subject("a", "");
  EXPECT_EQ(column(a.get(), "field"),
            "kind;name;stage;name;level;active;do_not_contact;channel;outcome;content");
  EXPECT_EQ(column(a.get(), "value"),
            "person;名a;lost;王小明;unknown;1;0;phone;answered;谈价a");
  EXPECT_EQ(column(a.get(), "contact"), ";;;k;k;k;k;k;k;k");
  const Table k = subject("", "k");
  EXPECT_EQ(kit::rows(k), 21);
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_MISSING_VALUE, "customer", ([&] {
             const kith_subject_options o = KITH_SUBJECT_OPTIONS_INIT;
             kith_table* t = nullptr;
             return kith_view_subject_export(view().get(), &o, &t, error);
           }()));
  KIT_FAIL(KITH_NOT_FOUND, KITH_REASON_UNKNOWN_NAME, "contact", ([&] {
             kith_subject_options o = KITH_SUBJECT_OPTIONS_INIT;
             o.contact = sv("nobody");
             kith_table* t = nullptr;
             return kith_view_subject_export(view().get(), &o, &t, error);
           }()));
}

// Of customers that are one all is held of each, and they are erased together.
TEST_F(Privacy, WhatIsHeldAndErasedFollowsAMerge) {
  const std::int64_t of_a = kit::rows(subject("a", "")),
                     of_b = kit::rows(subject("b", ""));
  Batch b = batch();
  add(b.get(), "merge", "m", R"("kept":"a","merged":"b")");
  record(b, kNow);
  for (const char* key : {"a", "b"}) {
    const Table t = subject(key, "");
    EXPECT_EQ(kit::rows(t), of_a + of_b) << key;
    EXPECT_NE(csv(t.get()).find("谈价a"), std::string::npos) << key;
    EXPECT_NE(csv(t.get()).find("谈价b"), std::string::npos) << key;
  }
  EXPECT_EQ(kit::rows(subject("", "k")), 21);
  EXPECT_EQ(erase("b", "").customers, 2);
  EXPECT_EQ(csv(subject("a", "").get()).find("谈价"), std::string::npos);
  b = batch();
  add(b.get(), "retract", "u", R"("target_source":"t","target_key":"m")");
  KIT_FAIL(
      KITH_FAILED_PRECONDITION, KITH_REASON_UNDO_CROSSES_ERASURE, "target",
      kith_book_record(book_.get(), b.get(), kLater, nullptr, nullptr, nullptr, error));
}

TEST_F(Privacy, WhomAnErasureIsDueFor) {
  EXPECT_EQ(due(24), "a");  // b has a step open, c was spoken to a week ago
  EXPECT_EQ(due(24, "active|dormant"), "");
  EXPECT_EQ(due(24, "lost"), "a");
  // From the day on which the months are over: 2020-01-31 and 44 months are 2023-09-30.
  EXPECT_EQ(due(44), "a");
  EXPECT_EQ(due(45), "");  // 2023-10-31
  Batch b = batch();
  add(b.get(), "hold", "h", R"("customer":"a","contact":"k","active":1)", "2020-02-01");
  record(b, kNow);
  EXPECT_EQ(due(24), "");
  b = batch();
  add(b.get(), "hold", "h2", R"("customer":"a","contact":"k","active":0)", "2020-02-02");
  record(b, kNow);
  EXPECT_EQ(due(24), "a");
  // What is erased has no words that could be due.
  EXPECT_EQ(erase("a", "", 1).file, KITH_ERASE_DEFERRED);
  EXPECT_EQ(erase("", "").file, KITH_ERASE_FINISHED);
  EXPECT_EQ(due(1), "");
  kith_retention_options o = KITH_RETENTION_OPTIONS_INIT;
  kith_table* t = nullptr;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_NUMBER, "months",
           kith_view_retention(view().get(), &o, &t, error));
  o.months = 1;
  o.stage = sv("nonsense");
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_NAME, "stage",
           kith_view_retention(view().get(), &o, &t, error));
  o.stage = sv("");
  o.kind = sv("nonsense");
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_NAME, "kind",
           kith_view_retention(view().get(), &o, &t, error));
}

// ---- who was shown what

std::string audit_of(const Book& book, const char* customer = "") {
  kith_audit_options o = KITH_AUDIT_OPTIONS_INIT;
  o.customer = sv(customer);
  kith_table* t = nullptr;
  KIT_OK(kith_book_audit(book.get(), &o, &t, error));
  const Table table(t);
  return column(t, "question") + " " + column(t, "customer") + " " + column(t, "rows");
}

TEST_F(Privacy, AnAuditedViewRecordsEachAnswerInTheBook) {
  kith_view_options o = KITH_VIEW_OPTIONS_INIT;
  o.audited = 1;
  o.audited_at = kLater;
  {
    const View v = view(o);
    kith_table* t = nullptr;
    KIT_OK(kith_view_customers(v.get(), nullptr, &t, error));
    kith_table_free(t);
    KIT_OK(kith_view_history(v.get(), "a", -1, nullptr, &t, error));
    kith_table_free(t);
    KIT_OK(kith_view_rates(v.get(), nullptr, &t, error));  // names nobody
    kith_table_free(t);
    kith_buffer page{};
    KIT_OK(kith_card_html(v.get(), "b", -1, nullptr, &page, error));
    kith_buffer_free(&page);
  }
  EXPECT_EQ(audit_of(book_), "customers;history;card_html ;a;b 3;3;1");
  EXPECT_EQ(audit_of(book_, "a"), "history a 3");
  EXPECT_EQ(erase("a", "").customers, 1);
  EXPECT_EQ(audit_of(book_, "a"), "history a 3");
  KIT_OK(kith_book_check(book_.get(), error));
}

TEST_F(Privacy, WhatTheHostShowsItselfItRecords) {
  kith_audit_record r = KITH_AUDIT_RECORD_INIT;
  r.at = kLater;
  r.rows = 7;
  r.question = sv("letter");
  r.customer = sv("c");
  KIT_OK(kith_book_record_audit(book_.get(), &r, error));
  EXPECT_EQ(audit_of(book_), "letter c 7");
  r.question = sv("");
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_MISSING_VALUE, "question",
           kith_book_record_audit(book_.get(), &r, error));
  const std::string long_one(65, 'q');
  r.question = {long_one.data(), 65};
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_TOO_LARGE, "question",
           kith_book_record_audit(book_.get(), &r, error));
}

struct Heard {
  std::string said;
  std::int32_t answer = 0;
};
std::int32_t hear(const kith_audit_record* r, void* user_data) {
  auto& heard = *static_cast<Heard*>(user_data);
  heard.said += str(r->question) + "/" + str(r->actor) + "/" + str(r->customer) + "/" +
                std::to_string(r->rows) + "/" + std::to_string(r->at == kLater) + " ";
  return heard.answer;
}

TEST_F(Privacy, AReadOnlyBookHandsTheRecordsToTheHost) {
  kith_book_options read_only = KITH_BOOK_OPTIONS_INIT;
  read_only.read_only = 1;
  kith_book* opened = nullptr;
  KIT_OK(kith_book_open(folder_.file("p.kith").c_str(), -1, &read_only, &opened, error));
  const Book reader(opened);
  kith_view_options o = KITH_VIEW_OPTIONS_INIT;
  o.audited = 1;
  o.audited_at = kLater;
  kith_view* v = nullptr;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_MISSING_VALUE, "audit",
           kith_view_open(reader.get(), &o, &v, error));
  Heard heard;
  o.audit = hear;
  o.user_data = &heard;
  KIT_OK(kith_view_open(reader.get(), &o, &v, error));
  const View held(v);
  kith_contact_options of = KITH_CONTACT_OPTIONS_INIT;
  of.customer = sv("a");
  kith_table* t = nullptr;
  KIT_OK(kith_view_contacts(v, &of, &t, error));
  kith_table_free(t);
  EXPECT_EQ(heard.said, "contacts//a/1/1 ");
  // No record, no answer.
  heard.answer = 1;
  KIT_FAIL(KITH_CANCELLED, KITH_REASON_CALLBACK, "",
           kith_view_contacts(v, &of, &t, error));
  EXPECT_EQ(t, nullptr);
}

TEST_F(Privacy, AViewWithoutABookNeedsACallback) {
  const Batch b = small_batch();
  kith_view_options o = KITH_VIEW_OPTIONS_INIT;
  o.audited = 1;
  kith_view* v = nullptr;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_MISSING_VALUE, "audit",
           kith_view_open_over_batch(b.get(), nullptr, &o, &v, error));
  Heard heard;
  o.audit = hear;
  o.user_data = &heard;
  KIT_OK(kith_view_open_over_batch(b.get(), nullptr, &o, &v, error));
  const View held(v);
  kith_table* t = nullptr;
  KIT_OK(kith_view_due(v, nullptr, &t, error));
  kith_table_free(t);
  EXPECT_EQ(heard.said.rfind("due/", 0), 0u);
}

}  // namespace
