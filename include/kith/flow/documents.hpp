// The documents Kith ships, and adopting one.
#pragma once

#include <string_view>
#include <vector>

#include "kith/model/batch.hpp"

namespace kith {

/// The default document of a kind: China's calendar, the two-axis tier policy, the
/// cadence of A, B and C, the four milestones, pool rules, access rights, entry rules.
/// Throws unknown_kind for a number this build does not know.
Document default_document(DocumentKind kind);

/// Reads and compiles a document with the engine that owns it. Every error by path in
/// `errors`; the Result's error is the first.
Result<Document> compile_document(std::string_view json, std::vector<Error>& errors);

/// Adds to a batch the fact that a document comes into force on a day, and the document.
/// The event key is made of kind, id and day, so adopting the same twice is a no-op and
/// another one for the same day is a conflict until its revision is higher.
Result<void> adopt(Batch& batch, const Document& document, Date effective,
                   Instant recorded, std::int32_t revision = 0);

}  // namespace kith
