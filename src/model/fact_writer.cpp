// Facts as tables.
#include "kith/model/fact_tables.hpp"
#include "model/row_writer.hpp"

namespace kith {
namespace {

/// Cells of a table, with the words of a batch.
struct TableOut {
  TableWriter& out;
  const Batch& texts;

  void int32(std::int32_t column, std::int32_t n) { out.int32(column, n); }
  void int64(std::int32_t column, std::int64_t n) { out.int64(column, n); }
  void date(std::int32_t column, Date d) { out.date(column, d); }
  void instant(std::int32_t column, Instant t) { out.instant(column, t); }
  void text(std::int32_t column, std::string_view s) { out.text(column, s); }
  void words(std::int32_t column, TextRef ref) {
    const std::string_view s = texts.text(ref);
    if (!s.empty()) out.text(column, s);
  }
  void document(std::int32_t column, const std::string& hash) {
    const auto it = texts.documents().find(hash);
    if (it != texts.documents().end()) out.text(column, it->second.json);
  }
};

}  // namespace

Table facts_table(FactKind kind, std::span<const Fact> facts, const Batch& texts) {
  TableWriter writer(fact_schema(kind));
  TableOut out{writer, texts};
  for (const Fact& fact : facts) {
    if (fact.kind() != kind) continue;
    detail::write_row(out, fact);
    writer.end_row();
  }
  return std::move(writer).finish();
}

}  // namespace kith
