// What an import says: one line a row, one a sheet that is not read.
#include <algorithm>
#include <array>

#include "exchange/columns.hpp"
#include "exchange/importer.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {
namespace {

constexpr std::array<ColumnSpec, 11> kReportColumns{{
    {"sheet", ColumnType::text, "工作表", "sheet", "name of the sheet, or of the file"},
    {"row", ColumnType::int64, "行", "row",
     "1-based, as in the file; null: the whole sheet, which is not read"},
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
    if (skipped.line < table.header_line && skipped.why == "title") continue;
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

void Importer::write_unread_sheet(const Sheet& sheet) {
  report_.text(0, sheet.name);
  report_.text(2, code_name(RowOutcome::skipped));
  report_.text(4, sheet.hidden ? "sheet_hidden" : "sheet_unknown");
  report_.text(6, sheet.hidden ? "隐藏的工作表，未读取" : "没有可识别的表头，未读取");
  report_.text(7, sheet.hidden ? "a hidden sheet is not read"
                               : "a sheet without a header of a known kind is not read");
  report_.int64(10, 0);
  report_.end_row();
}

void Importer::note_errors() {
  for (std::size_t i = 0; i < body_->cells.size(); ++i) {
    const Cell& found = body_->cells[i];
    const ColumnMatch& column = table_->header.columns[i];
    if (found.kind != CellKind::error) continue;
    row_.remarks.push_back(
        {RowOutcome{}, column.header, "cell_error", found.text,
         "“" + column.header + "”是错误值 " + found.text + "，按空处理",
         column.header + " holds the error " + found.text + " and counts as empty"});
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
  std::vector<std::string> twice;
  for (const UnclaimedColumn& column : table_->header.unclaimed)
    (column.duplicate_of.empty() ? unclaimed : twice).push_back(column.header);
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
  std::vector<std::string> unheaded;
  for (const std::int32_t column : table_->unheaded)
    unheaded.push_back(std::to_string(column + 1));
  if (!unheaded.empty()) {
    row_.remarks.push_back(
        {RowOutcome{},
         {},
         "column_unheaded",
         {},
         "没有表头而有内容、未采用的列（从1数起）：" + joined(unheaded, "、"),
         "columns with values and no header, not used, counted from 1: " +
             joined(unheaded, ", ")});
  }
  remark(twice, "column_twice", "与前面的列同义而未采用的列：",
         "columns that mean what an earlier one does, not used: ");
  remark(unclaimed, "column_unclaimed", "无法识别的列：", "columns not known: ");
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
