#include "book/audit_log.hpp"

#include <SQLiteCpp/Statement.h>

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "book/sqlite_error.hpp"
#include "kith/base/text.hpp"

namespace kith::book {
namespace {

constexpr std::size_t kMaxQuestion = 64;
constexpr std::size_t kMaxKey = 255;

constexpr std::array<ColumnSpec, 6> kColumns{{
    {"at", ColumnType::instant, "时间", "At", "when it was asked, as the host told"},
    {"actor", ColumnType::text, "查询人", "Actor",
     "key of the person who asked; null: the host"},
    {"question", ColumnType::text, "查询", "Question", "what was asked"},
    {"customer", ColumnType::text, "客户编号", "Customer",
     "key of the customer it was about; null: more than one"},
    {"contact", ColumnType::text, "联系人编号", "Contact",
     "key of the contact it was about; null: none alone"},
    {"rows", ColumnType::int64, "行数", "Rows", "of the answer"},
}};

void check_text(const std::string& text, std::size_t most, const char* name) {
  if (text.size() > most)
    throw invalid(Reason::too_large, "longer than " + std::to_string(most) + " bytes")
        .at(name);
  if (!is_utf8(text)) throw invalid(Reason::bad_utf8, "not UTF-8").at(name);
}

void put_key(TableWriter& w, std::int32_t column, const std::string& key) {
  if (!key.empty()) w.text(column, key);
}

}  // namespace

const TableSchema kAuditSchema{"audit", kColumns};

void check_audit(const AuditRecord& record) {
  if (record.question.empty())
    throw invalid(Reason::missing_value, "names no question").at("question");
  check_text(record.question, kMaxQuestion, "question");
  check_text(record.actor.text(), kMaxKey, "actor");
  check_text(record.customer.text(), kMaxKey, "customer");
  check_text(record.contact.text(), kMaxKey, "contact");
  if (record.rows < 0)
    throw invalid(Reason::bad_number, "must not be negative").at("rows");
}

void put_audit(Store& store, const AuditRecord& record) {
  SQLite::Statement s(store.database(),
                      "INSERT INTO audit (at, actor, question, customer, contact, "
                      "answer_rows) VALUES (?, ?, ?, ?, ?, ?)");
  s.bind(1, record.at.micros());
  s.bind(2, record.actor.text());
  s.bind(3, record.question);
  s.bind(4, record.customer.text());
  s.bind(5, record.contact.text());
  s.bind(6, record.rows);
  s.exec();
}

Table audit_table(Store& store, const AuditOptions& options) {
  SQLite::Statement s(store.database(),
                      "SELECT at, actor, question, customer, contact, answer_rows "
                      "FROM audit WHERE (?1 = '' OR actor = ?1) AND "
                      "(?2 = '' OR customer = ?2) AND at >= ?3 "
                      "ORDER BY id DESC LIMIT ?4");
  s.bind(1, options.actor.text());
  s.bind(2, options.customer.text());
  s.bind(3, options.since ? options.since->micros()
                          : std::numeric_limits<std::int64_t>::min());
  s.bind(4, options.limit > 0 ? options.limit : std::int64_t{-1});
  std::vector<AuditRecord> records;
  while (s.executeStep()) {
    const auto at = Instant::checked(s.getColumn(0).getInt64());
    if (!at) throw damaged("an audited instant is out of range");
    records.push_back(
        {*at, PersonKey(s.getColumn(1).getString()), s.getColumn(2).getString(),
         CustomerKey(s.getColumn(3).getString()), ContactKey(s.getColumn(4).getString()),
         s.getColumn(5).getInt64()});
  }
  std::reverse(records.begin(), records.end());
  TableWriter w(kAuditSchema);
  for (const AuditRecord& r : records) {
    w.instant(0, r.at);
    put_key(w, 1, r.actor.text());
    w.text(2, r.question);
    put_key(w, 3, r.customer.text());
    put_key(w, 4, r.contact.text());
    w.int64(5, r.rows);
    w.end_row();
  }
  return std::move(w).finish();
}

}  // namespace kith::book
