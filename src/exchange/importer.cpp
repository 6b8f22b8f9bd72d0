// The frame of an import: tables in their order, rows into facts, facts into the batch,
// each row into the report.
#include "exchange/importer.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "exchange/columns.hpp"
#include "exchange/currency.hpp"
#include "exchange/scan.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {
namespace {

int reading_order(SheetKind kind) {
  switch (kind) {
    case SheetKind::people:
      return 0;
    case SheetKind::customers:
      return 1;
    case SheetKind::deals:
      return 2;
    default:
      return 3;
  }
}

}  // namespace

Importer::Importer(const Source* known, const ImportOptions& options)
    : source_(known), options_(options), known_(known, batch_), report_(kImportReport) {
  if (source_ != nullptr) {
    roster_ = Roster(*source_);
    rules_ = source_->rules(std::nullopt);
  }
}

Result<Import> Importer::run(const Workbook& workbook) {
  std::vector<FoundTable> tables;
  HeaderOverrides overrides(options_.mapping.begin(), options_.mapping.end());
  for (const Sheet& sheet : workbook.sheets) {
    if (sheet.rows.empty()) continue;
    if (!sheet.hidden) {
      auto found = find_tables(sheet, workbook.file_name, overrides, options_.kind);
      std::move(found.begin(), found.end(), std::back_inserter(tables));
      if (!found.empty()) continue;
    }
    write_unread_sheet(sheet);
  }
  if (tables.empty()) {
    return invalid(Reason::unknown_name, "no visible sheet of " + workbook.file_name +
                                             " has a header of a kind that is known")
        .at(workbook.file_name);
  }
  std::stable_sort(tables.begin(), tables.end(),
                   [](const FoundTable& a, const FoundTable& b) {
                     return reading_order(a.header.kind) < reading_order(b.header.kind);
                   });
  for (const FoundTable& table : tables) read_table(table);
  return Import{std::move(batch_), std::move(report_).finish(), unchanged_};
}

void Importer::read_table(const FoundTable& table) {
  table_ = &table;
  write_skipped(table);
  count_alike();
  for (const BodyRow& row : table.body) read_row(table, row);
}

void Importer::read_row(const FoundTable& table, const BodyRow& row) {
  body_ = &row;
  row_ = {};
  try {
    row_.currency = row_currency();
    read_kind(table.header.kind);
  } catch (const RowStop& stopped) {
    row_.remarks.insert(row_.remarks.begin(), stopped.remark);
  }
  note_errors();
  if (&row == &table.body.front()) note_unread_columns();
  write_row(row.line);
}

void Importer::read_kind(SheetKind kind) {
  switch (kind) {
    case SheetKind::customers:
      return customer_row();
    case SheetKind::follow_ups:
      return touch_row(false);
    case SheetKind::interactions:
      return touch_row(true);
    case SheetKind::people:
      return person_row();
    case SheetKind::deals:
      return deal_row();
    case SheetKind::orders:
      return order_row();
    case SheetKind::receipts:
      return receipt_row();
    default:
      stop(RowOutcome::skipped, "", "sheet_unknown", "无法识别的表",
           "a sheet of no known kind");
  }
}

void Importer::stop(RowOutcome outcome, std::string_view column, std::string code,
                    std::string zh, std::string en) const {
  throw RowStop{{outcome, header(column), std::move(code), cell(column).text,
                 std::move(zh), std::move(en)}};
}

void Importer::stop(std::string_view column, const Error& error) const {
  std::string zh = "无法读取“" + cell(column).text + "”";
  if (error.reason() == Reason::bad_date)
    zh += "：请写成 2010-12-01，或在导入选项中指明日期顺序（mdy 或 dmy）";
  throw RowStop{{RowOutcome::refused, header(column),
                 std::string(reason_name(error.reason())), cell(column).text,
                 std::move(zh), error.message()}};
}

void Importer::note(std::string_view column, std::string code, std::string zh,
                    std::string en) {
  row_.remarks.push_back({RowOutcome{}, header(column), std::move(code),
                          cell(column).text, std::move(zh), std::move(en)});
}

// ---- cells
// --------------------------------------------------------------------------------------------------

const Cell& Importer::cell(std::string_view column) const {
  return table_->at(*body_, column);
}

std::string Importer::text(std::string_view column) const {
  const Cell& c = cell(column);
  if (c.kind == CellKind::error) return {};
  const std::string_view written = trim(c.text);
  return written == kErased ? std::string() : std::string(written);
}

std::string Importer::header(std::string_view column) const {
  const ColumnMatch* match = table_->header.find(column);
  return match == nullptr ? std::string(column) : match->header;
}

std::optional<DateCell> Importer::date(std::string_view column) {
  if (text(column).empty()) return std::nullopt;
  Result<DateCell> parsed =
      parse_date_cell(cell(column), {table_->date1904, options_.date_order});
  if (!parsed) stop(column, parsed.error());
  if (!parsed->zone_minutes || !parsed->second_of_day) return *parsed;
  // As the book's clock showed it.
  const Zone written{*parsed->zone_minutes};
  const Instant at(written.midnight(parsed->date).micros() +
                   std::int64_t{*parsed->second_of_day} * 1'000'000);
  DateCell local;
  local.date = options_.zone.day_of(at);
  local.second_of_day = static_cast<std::int32_t>(
      (at.micros() - options_.zone.midnight(local.date).micros()) / 1'000'000);
  return local;
}

std::optional<Currency> Importer::row_currency() {
  const std::string written = narrow(text("currency"));
  if (written.empty()) return std::nullopt;
  Scanner scan(written);
  const auto found = eat_currency(scan);
  if (!found || !scan.done()) {
    stop(RowOutcome::refused, "currency", "bad_money", "未知币种“" + written + "”",
         "unknown currency " + written);
  }
  return found;
}

std::string Importer::id() const {
  std::string written = narrow(text("customer_id"));
  const bool whole = written.size() > 2 && written.ends_with(".0") &&
                     std::all_of(written.begin(), written.end() - 2, is_digit);
  if (whole) written.resize(written.size() - 2);
  return written;
}

std::optional<MoneyCell> Importer::money(std::string_view column) {
  const ColumnMatch* match = table_->header.find(column);
  if (match == nullptr || text(column).empty()) return std::nullopt;
  const auto stated = match->currency ? match->currency : row_.currency;
  if (row_.currency && row_.currency != stated) {
    stop(RowOutcome::conflict, column, "conflict", "本行币种与列名所说的不同",
         "the row's currency is " + row_.currency->code() + ", the column's " +
             stated->code());
  }
  Result<MoneyCell> parsed = parse_money_cell(cell(column), match->unit, stated);
  if (!parsed) {
    if (parsed.error().reason() == Reason::missing_value) return std::nullopt;
    stop(column, parsed.error());
  }
  return *parsed;
}

MoneyCell Importer::amount_or_stop(std::optional<MoneyCell> amount) {
  if (!amount) {
    stop(RowOutcome::refused, "amount", "missing_value", "缺少金额",
         "an amount is required");
  }
  if (amount->approximate) {
    stop(RowOutcome::refused, "amount", "bad_money", "金额不是确数",
         "not an exact amount");
  }
  return *amount;
}

Date Importer::day_or_stop(std::string_view column) {
  const auto parsed = date(column);
  if (!parsed) {
    stop(RowOutcome::refused, column, "missing_value", "缺少日期", "a date is required");
  }
  return parsed->date;
}

PersonKey Importer::person(std::string_view column, Date day) {
  const std::string name = text(column);
  if (name.empty()) return {};
  PersonKey key = roster_.person(name);
  if (!key.empty()) {
    const bool first = met_.insert(key).second;
    if (first && known_.latest(CustomerKey(), {"sheet:people", key.text()}) != nullptr)
      ++unchanged_;
    return key;
  }
  key = PersonKey("p" + hash({"person", fold_tight(name)}));
  emit(CustomerKey(), {"sheet:people", key.text()}, Occurred::on(day), {},
       [&](const FactHead& head, Batch& words) {
         PersonFact fact;
         fact.person = key;
         fact.name = words.put_text(head, "name", name);
         fact.verified = false;
         return FactBody(std::move(fact));
       });
  roster_.add_person(key, name);
  met_.insert(key);
  return key;
}

// ---- facts
// --------------------------------------------------------------------------------------------------

std::string Importer::hash(std::initializer_list<std::string_view> parts) const {
  KeyedHash h(salt_or_default(options_.salt));
  for (const std::string_view part : parts) h.part(part);
  return h.finish().base32();
}

EventKey Importer::event(std::string_view key, std::string_view part) const {
  std::string source = "sheet:" + std::string(sheet_kind_name(table_->header.kind));
  return {std::move(source),
          part.empty() ? std::string(key) : std::string(key) + ":" + std::string(part)};
}

Occurred Importer::occurred(const DateCell& cell) const {
  if (!cell.second_of_day) return Occurred::on(cell.date);
  const Instant at(options_.zone.midnight(cell.date).micros() +
                   std::int64_t{*cell.second_of_day} * 1'000'000);
  return Occurred::at_instant(at, options_.zone);
}

namespace {

/// The same event told the same way: body, day and author alike once texts are read.
bool same_content(const Fact& a, const std::vector<std::string>& a_texts, const Fact& b,
                  const Batch& b_words) {
  if (a.body.index() != b.body.index() || a.head.occurred != b.head.occurred)
    return false;
  const std::vector<TextRef> refs = text_refs(b);
  if (refs.size() != a_texts.size()) return false;
  for (std::size_t i = 0; i < refs.size(); ++i) {
    // Words that were there and are gone were erased: no sheet brings them back.
    if (!a_texts[i].empty() && a_texts[i] != b_words.text(refs[i])) return false;
  }
  return true;
}

}  // namespace

void Importer::emit(const CustomerKey& root, EventKey event, Occurred when,
                    const PersonKey& author, const MakeBody& make) {
  FactHead head;
  head.root = root;
  head.event = std::move(event);
  head.occurred = when;
  head.recorded = options_.now;
  head.author = author;
  const Fact* latest = known_.latest(root, head.event);
  Batch words;
  if (latest != nullptr) {
    // Made once under the revision that is there, so that equal words have equal
    // references.
    head.revision = latest->head.revision;
    Batch same;
    const Fact again{head, make(head, same)};
    if (again.body == latest->body &&
        same_content(*latest, known_.texts(*latest), again, same)) {
      ++unchanged_;
      return;
    }
    ++head.revision;
    row_.updated = true;
  } else {
    row_.created = true;
  }
  FactBody body = make(head, words);
  Fact fact{std::move(head), std::move(body)};
  if (Result<void> checked = check_fact(fact); !checked) {
    stop("", checked.error());
  }
  known_.add(fact);
  batch_.append(words);
  batch_.add(std::move(fact)).value();
  ++row_.facts;
}

}  // namespace kith::exchange
