// Who was shown what: a table of its own, beside the facts. No state depends on it.
#pragma once

#include "book/store.hpp"
#include "kith/book/book.hpp"

namespace kith::book {

extern const TableSchema kAuditSchema;

/// Throws missing_value and too_large.
void check_audit(const AuditRecord& record);
/// Inside a transaction that the caller holds.
void put_audit(Store& store, const AuditRecord& record);
/// Schema "audit".
Table audit_table(Store& store, const AuditOptions& options);

}  // namespace kith::book
