// Facts as tables: one byte of kind, then CSV whose headings are columns of that kind.
// What the batch takes, a view must judge and answer, and a book record and rebuild.
#include <cstdlib>
#include <map>

#include "fuzz/arrow_batch.hpp"
#include "fuzz/books.hpp"
#include "kith/base/csv.hpp"
#include "kith/base/text.hpp"
#include "kith/model/fact_tables.hpp"

using namespace kith::fuzz;

namespace {

constexpr std::int32_t kKinds[] = {10,  20,  30,  40,  50,  60,  70,  80,  90, 100,
                                   110, 120, 130, 140, 200, 220, 230, 250, 7};

std::int64_t number_of(const std::string& text) {
  if (const auto day = kith::Date::parse(text)) return day->days();
  if (const auto at = kith::Instant::parse(text)) return at->micros();
  return std::strtoll(text.c_str(), nullptr, 10);
}

template <class T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

/// One column: the type its schema gives, or text where it has none.
void add_column(ArrowBatch& batch, const kith::CsvSheet& sheet, std::size_t column,
                const kith::TableSchema& schema) {
  const std::string& name = sheet.rows[0][column];
  const std::int32_t index = schema.index_of(name);
  const kith::ColumnType type =
      index < 0 ? kith::ColumnType::text
                : schema.columns[static_cast<std::size_t>(index)].type;
  std::string validity((sheet.rows.size() + 7) / 8, '\0');
  std::string values, words;
  if (type == kith::ColumnType::text) put<std::int32_t>(values, 0);
  for (std::size_t row = 1; row < sheet.rows.size(); ++row) {
    const std::string cell =
        column < sheet.rows[row].size() ? sheet.rows[row][column] : std::string();
    if (!cell.empty()) validity[(row - 1) / 8] |= static_cast<char>(1 << ((row - 1) % 8));
    if (type == kith::ColumnType::text) {
      words += cell;
      put(values, static_cast<std::int32_t>(words.size()));
    } else if (type == kith::ColumnType::int32 || type == kith::ColumnType::date) {
      put(values, static_cast<std::int32_t>(number_of(cell)));
    } else {
      put(values, number_of(cell));
    }
  }
  std::vector<std::string> buffers{validity, values};
  if (type == kith::ColumnType::text) buffers.push_back(words);
  batch.add(name, std::string(kith::arrow_format(type)), std::ssize(sheet.rows) - 1, -1,
            buffers);
}

void judge(const kith_batch* batch) {
  kith_view* over = nullptr;
  const bool seen =
      WELL(kith_view_open_over_batch(batch, nullptr, nullptr, &over, error));
  const CView closing(over);
  if (seen) ask_all(over);
  record_and_rebuild(batch, seen);
}

}  // namespace

KITH_FUZZ_TARGET(facts) {
  Pieces in(bytes);
  const std::int32_t kind = kKinds[in.byte() % std::size(kKinds)];
  if (!kith::is_utf8(in.rest())) return;
  const auto sheet = kith::lex_csv(in.rest());
  if (!sheet || sheet->rows.size() < 2 || sheet->rows.size() > 40) return;
  ArrowBatch columns(std::ssize(sheet->rows) - 1, 0);
  const kith::TableSchema& schema = kith::fact_schema(static_cast<kith::FactKind>(kind));
  for (std::size_t c = 0; c < sheet->rows[0].size(); ++c)
    add_column(columns, *sheet, c, schema);
  CTable table;
  if (!columns.take(table)) return;
  const CBatch batch = small_batch();
  const std::int64_t before = kith_batch_size(batch.get());
  std::int64_t added = -1;
  if (!WELL(kith_batch_add_table(batch.get(), kind, table.get(), kNow, &added, error))) {
    LAW(kith_batch_size(batch.get()) == before);
    return;
  }
  LAW(added == std::ssize(sheet->rows) - 1);
  judge(batch.get());
}
