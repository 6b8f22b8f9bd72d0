#include "view/schemas_privacy.hpp"

#include <array>

namespace kith::schema {
namespace {

constexpr auto kText = ColumnType::text;
constexpr auto kDate = ColumnType::date;
constexpr auto kInstant = ColumnType::instant;
constexpr auto kInt32 = ColumnType::int32;
constexpr auto kInt64 = ColumnType::int64;

constexpr std::array<ColumnSpec, 12> kSubjectExportColumns{{
    {"kind", kText, "类型", "kind", "kind of fact"},
    {"day", kDate, "日期", "day", "local day on which it happened"},
    {"customer_key", kText, "客户编号", "customer key", ""},
    {"contact", kText, "联系人编号", "contact", "null: the customer itself"},
    {"field", kText, "字段", "field", "of the fact, as in its table"},
    {"value", kText, "内容", "value", "null: only that it happened"},
    {"source", kText, "来源", "source", "event key"},
    {"key", kText, "事件编号", "key", "event key"},
    {"revision", kInt32, "版本", "revision", ""},
    {"author", kText, "记录人", "author", "person key"},
    {"recorded", kInstant, "录入时刻", "recorded", ""},
    {"in_force", kInt32, "有效", "in force",
     "0: taken back or replaced, and held all the same"},
}};
constexpr std::array<ColumnSpec, 9> kRetentionColumns{{
    {"customer", kText, "客户", "customer", "name; the key where no name is known"},
    {"customer_key", kText, "客户编号", "customer key", ""},
    {"stage", kText, "合作阶段", "stage", "code; null: unknown"},
    {"kind", kText, "客户类型", "kind", "organisation or person; null: not stated"},
    {"last", kDate, "最后记录日", "last day", "of the customer's last fact"},
    {"due", kDate, "应删除日", "due", "from which day on its words are due to go"},
    {"texts", kInt64, "文本数", "texts", "words that an erasure would remove"},
    {"owner", kText, "负责人编号", "owner key", "null: nobody"},
    {"owner_name", kText, "负责人", "owner", "name; the key where no name is known"},
}};

}  // namespace

const TableSchema kSubjectExport{"subject_export", kSubjectExportColumns};
const TableSchema kRetention{"retention", kRetentionColumns};

}  // namespace kith::schema
