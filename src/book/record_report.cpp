#include "book/record_report.hpp"

#include <array>
#include <string_view>

namespace kith::book {
namespace {

constexpr std::array<ColumnSpec, 9> kColumns{{
    {"row", ColumnType::int64, "行", "Row", "place of the fact in the batch, from 0"},
    {"customer", ColumnType::text, "客户", "Customer", "customer key; null: the book"},
    {"source", ColumnType::text, "来源", "Source", "source of the event key"},
    {"key", ColumnType::text, "事件号", "Event", "key of the event key"},
    {"kind", ColumnType::text, "类型", "Kind", "kind of fact"},
    {"outcome", ColumnType::text, "结果", "Outcome",
     "created, unchanged, replaced, conflict, refused"},
    {"code", ColumnType::text, "原因", "Reason",
     "name of the reason; null when recorded or unchanged"},
    {"message_zh", ColumnType::text, "说明", "Message (zh)", "why not, in Chinese"},
    {"message_en", ColumnType::text, "说明(英文)", "Message", "why not, in English"},
}};
constexpr TableSchema kSchema{"record_report", kColumns};

std::string_view chinese(Reason reason) {
  switch (reason) {
    case Reason::conflict:
      return "同一事件号已有不同内容";
    case Reason::unknown_name:
      return "所撤回或替换的事件不存在";
    case Reason::not_adopted:
      return "所启用的文档既不在批次中,也不在账簿中";
    case Reason::bad_document:
      return "文档有误";
    case Reason::bad_order:
      return "记录时间早于已有记录";
    case Reason::legal_hold:
      return "依法保留期间不得删除";
    case Reason::undo_crosses_erasure:
      return "已删除的个人信息无法恢复，不能撤回";
    case Reason::not_allowed:
      return "记录人无权记录此项";
    default:
      return "无法记录";
  }
}

}  // namespace

Table record_report(const Batch& batch, const std::vector<RowOutcome>& outcomes) {
  TableWriter w(kSchema);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Fact& fact = batch.facts()[i];
    w.int64(0, static_cast<std::int64_t>(i));
    if (!fact.head.root.empty()) w.text(1, fact.head.root.text());
    w.text(2, fact.head.event.source);
    w.text(3, fact.head.event.key);
    w.text(4, code_name(fact.kind()));
    w.text(5, code_name(outcomes[i].outcome));
    if (const auto& error = outcomes[i].error) {
      w.text(6, reason_name(error->reason()));
      w.text(7, chinese(error->reason()));
      w.text(8, error->message());
    }
    w.end_row();
  }
  return std::move(w).finish();
}

}  // namespace kith::book
