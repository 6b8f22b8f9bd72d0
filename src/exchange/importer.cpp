// The frame of an import: tables in their order, rows into facts, facts into the batch,
// each row into the report.
#include "exchange/importer.hpp"

#include <algorithm>
#include <array>

#include "exchange/columns.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {
namespace {

constexpr std::array<ColumnSpec, 11> kReportColumns{{
    {"sheet", ColumnType::text, "工作表", "sheet", "name of the sheet, or of the file"},
    {"row", ColumnType::int64, "行", "row", "1-based, as in the file"},
    {"outcome", ColumnType::text, "结果", "outcome",
     "created, updated, linked, unchanged, conflict, refused, skipped"},
    {"column", ColumnType::text, "列", "column",
     "header of the cell that the first code is about"},
    {"codes", ColumnType::text, "代码", "codes", "what was remarked, joined by |"},
    {"text", ColumnType::text, "原文", "text", "that cell as it stands"},
    {"message_zh", ColumnType::text, "说明", "message (zh)", "the remarks in Chinese"},
    {"message_en", ColumnType::text, "说明(英)", "message", "the remarks in English"},
    {"customer", ColumnType::text, "客户名称", "customer",
     "the customer it was read for"},
    {"customer_key", ColumnType::text, "客户编号", "customer key", ""},
    {"facts", ColumnType::int64, "新增事实", "facts", "facts the row adds"},
}};

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

std::string join_remarks(const std::vector<Remark>& remarks, std::string Remark::*part,
                         std::string_view by) {
  std::string out;
  for (const Remark& r : remarks) {
    if ((r.*part).empty()) continue;
    if (!out.empty()) out += by;
    out += r.*part;
  }
  return out;
}

std::string joined(const std::vector<std::string>& words, std::string_view by) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += by;
    out += word;
  }
  return out;
}

}  // namespace

const TableSchema kImportReport{"import_report", kReportColumns};

Importer::Importer(const Source* known, const ImportOptions& options)
    : known_(known), options_(options), report_(kImportReport) {
  if (known_ != nullptr) {
    roster_ = Roster(*known_);
    rules_ = known_->rules(std::nullopt);
  }
}

Result<Import> Importer::run(const Workbook& workbook) {
  std::vector<FoundTable> tables;
  HeaderOverrides overrides(options_.mapping.begin(), options_.mapping.end());
  for (const Sheet& sheet : workbook.sheets) {
    if (sheet.hidden) continue;
    auto table = find_table(sheet, workbook.file_name, overrides, options_.kind);
    if (table) tables.push_back(*std::move(table));
  }
  if (tables.empty()) {
    return invalid(Reason::unknown_name, "no sheet of " + workbook.file_name +
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
  for (const BodyRow& row : table.body) read_row(table, row);
}

void Importer::read_row(const FoundTable& table, const BodyRow& row) {
  body_ = &row;
  row_ = {};
  try {
    switch (table.header.kind) {
      case SheetKind::customers:
        customer_row();
        break;
      case SheetKind::follow_ups:
        touch_row(false);
        break;
      case SheetKind::interactions:
        touch_row(true);
        break;
      case SheetKind::people:
        person_row();
        break;
      case SheetKind::deals:
        deal_row();
        break;
      case SheetKind::orders:
        order_row();
        break;
      case SheetKind::receipts:
        receipt_row();
        break;
      default:
        stop(RowOutcome::skipped, "", "sheet_unknown", "无法识别的表",
             "a sheet of no known kind");
    }
  } catch (const RowStop& stopped) {
    row_.remarks.insert(row_.remarks.begin(), stopped.remark);
  }
  if (&row == &table.body.front()) note_unread_columns();
  write_row(row.line);
}

// ---- report
// -------------------------------------------------------------------------------------------------

void Importer::write_row(std::int64_t line) {
  RowOutcome outcome = RowOutcome::unchanged;
  if (row_.created)
    outcome = row_.linked_by_other_name ? RowOutcome::linked : RowOutcome::created;
  if (row_.updated) outcome = RowOutcome::updated;
  for (const Remark& r : row_.remarks) {
    if (r.outcome != RowOutcome{}) outcome = r.outcome;
  }
  report_.text(0, table_->sheet);
  report_.int64(1, line);
  report_.text(2, code_name(outcome));
  if (!row_.remarks.empty()) {
    const Remark& first = row_.remarks.front();
    if (!first.column.empty()) report_.text(3, first.column);
    report_.text(4, join_remarks(row_.remarks, &Remark::code, "|"));
    if (!first.text.empty()) report_.text(5, first.text);
    report_.text(6, join_remarks(row_.remarks, &Remark::zh, "；"));
    report_.text(7, join_remarks(row_.remarks, &Remark::en, "; "));
  }
  if (!row_.customer.empty()) report_.text(8, row_.customer);
  if (!row_.key.empty()) report_.text(9, row_.key.text());
  report_.int64(10, row_.facts);
  report_.end_row();
}

void Importer::write_skipped(const FoundTable& table) {
  for (const SkippedRow& skipped : table.skipped) {
    if (skipped.line < table.header_line) continue;
    report_.text(0, table.sheet);
    report_.int64(1, skipped.line);
    report_.text(2, code_name(RowOutcome::skipped));
    report_.text(4, skipped.why);
    report_.text(5, skipped.text);
    report_.text(6, "不是数据行");
    report_.text(7, "not a row of data: " + skipped.why);
    report_.int64(10, 0);
    report_.end_row();
  }
}

void Importer::note_unread_columns() {
  std::vector<std::string> unused;
  for (std::size_t i = 0; i < table_->header.columns.size(); ++i) {
    const ColumnMatch& column = table_->header.columns[i];
    const bool filled =
        std::any_of(table_->body.begin(), table_->body.end(), [&](const BodyRow& row) {
          return i < row.cells.size() && !trim(row.cells[i].text).empty();
        });
    if (filled && !is_read(table_->header.kind, column.code))
      unused.push_back(column.header);
  }
  std::vector<std::string> unclaimed;
  for (const UnclaimedColumn& column : table_->header.unclaimed)
    unclaimed.push_back(column.header);
  const auto remark = [&](const std::vector<std::string>& headers, std::string code,
                          const std::string& zh, const std::string& en) {
    if (headers.empty()) return;
    row_.remarks.push_back({RowOutcome{},
                            headers.front(),
                            std::move(code),
                            {},
                            zh + joined(headers, "、"),
                            en + joined(headers, ", ")});
  };
  remark(unused, "column_unused", "已识别但未采用的列：", "columns known but not used: ");
  remark(unclaimed, "column_unclaimed", "无法识别的列：", "columns not known: ");
}

void Importer::stop(RowOutcome outcome, std::string_view column, std::string code,
                    std::string zh, std::string en) const {
  throw RowStop{{outcome, header(column), std::move(code), cell(column).text,
                 std::move(zh), std::move(en)}};
}

void Importer::stop(std::string_view column, const Error& error) const {
  throw RowStop{{RowOutcome::refused, header(column),
                 std::string(reason_name(error.reason())), cell(column).text,
                 "无法读取“" + cell(column).text + "”", error.message()}};
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
  return c.kind == CellKind::error ? std::string() : std::string(trim(c.text));
}

std::string Importer::header(std::string_view column) const {
  const ColumnMatch* match = table_->header.find(column);
  return match == nullptr ? std::string(column) : match->header;
}

std::optional<DateCell> Importer::date(std::string_view column) {
  if (text(column).empty()) return std::nullopt;
  Result<DateCell> parsed = parse_date_cell(cell(column), table_->date1904);
  if (!parsed) stop(column, parsed.error());
  return *parsed;
}

std::optional<MoneyCell> Importer::money(std::string_view column) {
  const ColumnMatch* match = table_->header.find(column);
  if (match == nullptr || text(column).empty()) return std::nullopt;
  Result<MoneyCell> parsed = parse_money_cell(cell(column), match->unit);
  if (!parsed) {
    if (parsed.error().reason() == Reason::missing_value) return std::nullopt;
    stop(column, parsed.error());
  }
  return *parsed;
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
    if (first && !known_facts(CustomerKey(), {"sheet:people", key.text()}).empty())
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
  Zone zone = options_.zone;
  if (cell.zone_minutes) zone.offset_minutes = *cell.zone_minutes;
  const Instant at(zone.midnight(cell.date).micros() +
                   std::int64_t{*cell.second_of_day} * 1'000'000);
  return Occurred::at_instant(at, options_.zone);
}

std::vector<std::pair<Fact, std::vector<std::string>>> Importer::known_facts(
    const CustomerKey& root, const EventKey& wanted) const {
  std::vector<std::pair<Fact, std::vector<std::string>>> found;
  const auto take = [&](const std::vector<Fact>& facts, const auto& words) {
    for (const Fact& f : facts) {
      if (f.head.event != wanted) continue;
      std::vector<std::string> texts;
      for (const TextRef ref : text_refs(f)) texts.push_back(words(ref));
      found.emplace_back(f, std::move(texts));
    }
  };
  if (known_ != nullptr) {
    auto [log, fresh] = logs_.try_emplace(root);
    if (fresh) log->second = known_->log(root, std::nullopt);
    take(log->second, [&](TextRef ref) { return known_->text(ref); });
  }
  if (const auto own = own_.find(root); own != own_.end()) {
    take(own->second, [&](TextRef ref) { return std::string(batch_.text(ref)); });
  }
  return found;
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
    if (a_texts[i] != b_words.text(refs[i])) return false;
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
  const auto known = known_facts(root, head.event);
  Batch words;
  if (!known.empty()) {
    const auto latest =
        std::max_element(known.begin(), known.end(), [](const auto& a, const auto& b) {
          return a.first.head.revision < b.first.head.revision;
        });
    // Made once under the revision that is there, so that equal words have equal
    // references.
    head.revision = latest->first.head.revision;
    Batch same;
    const Fact again{head, make(head, same)};
    if (again.body == latest->first.body &&
        same_content(latest->first, latest->second, again, same)) {
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
  own_[root].push_back(fact);
  batch_.append(words);
  batch_.add(std::move(fact)).value();
  ++row_.facts;
}

}  // namespace kith::exchange

namespace kith {
namespace {
constexpr std::array<CodeWord, 7> kOutcomes{{
    {1, "created", "新建", "created"},
    {2, "updated", "更新", "updated"},
    {3, "linked", "已关联", "linked"},
    {4, "unchanged", "无变化", "unchanged"},
    {5, "conflict", "冲突", "conflict"},
    {6, "refused", "拒绝", "refused"},
    {7, "skipped", "跳过", "skipped"},
}};
}
std::span<const CodeWord> row_outcome_words() noexcept { return kOutcomes; }
}  // namespace kith
