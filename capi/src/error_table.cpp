#include "error_table.hpp"

#include <array>

namespace kith::capi {
namespace {

constexpr std::array<ColumnSpec, 3> kColumns{{
    {"path", ColumnType::text, "位置", "path", "JSON pointer; null: the whole document"},
    {"reason", ColumnType::text, "原因代码", "reason", "name of a reason"},
    {"message", ColumnType::text, "说明", "message", "an English sentence"},
}};
constexpr TableSchema kSchema{"document_errors", kColumns};

}  // namespace

Table error_table(std::span<const Error> errors) {
  TableWriter w(kSchema);
  for (const Error& e : errors) {
    if (!e.field().empty()) w.text(0, e.field());
    w.text(1, reason_name(e.reason()));
    w.text(2, e.message());
    w.end_row();
  }
  return std::move(w).finish();
}

}  // namespace kith::capi
