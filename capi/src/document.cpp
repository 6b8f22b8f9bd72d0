// Group document: policies as JSON, compiled by the engine that owns them.
#include <vector>

#include "args.hpp"
#include "error_table.hpp"
#include "handles.hpp"
#include "kith/flow/documents.hpp"

namespace {

using namespace kith::capi;

/// The document, or its first error with the number of all of them.
kith::Document compile(std::string_view json) {
  std::vector<kith::Error> errors;
  kith::Result<kith::Document> document = kith::compile_document(json, errors);
  if (document) return *std::move(document);
  throw kith::Error(document.error()).with("errors", std::to_string(errors.size()));
}

}  // namespace

extern "C" {

kith_status kith_document_parse(const char* json, int64_t json_size,
                                kith_document** document, kith_error** error) noexcept {
  return guard(error, [&] {
    zero(document);
    need(document, "document");
    *document = new kith_document{compile(filled_text(json, json_size, "json"))};
  });
}

kith_status kith_document_default(int32_t kind, kith_document** document,
                                  kith_error** error) noexcept {
  return guard(error, [&] {
    zero(document);
    need(document, "document");
    *document =
        new kith_document{kith::default_document(static_cast<kith::DocumentKind>(kind))};
  });
}

kith_status kith_document_check(const char* json, int64_t json_size, kith_table** errors,
                                kith_error** error) noexcept {
  return guard(error, [&] {
    zero(errors);
    need(errors, "errors");
    std::vector<kith::Error> found;
    // The document itself is not wanted, only what is wrong with it.
    (void)kith::compile_document(text(&need(json, "json"), json_size, "json"), found);
    *errors = give_table(error_table(found));
  });
}

kith_string_view kith_document_json(const kith_document* document) noexcept {
  return document == nullptr ? give("") : give(document->document.json);
}

int32_t kith_document_kind(const kith_document* document) noexcept {
  return document == nullptr ? 0 : static_cast<int32_t>(document->document.kind);
}

kith_string_view kith_document_id(const kith_document* document) noexcept {
  return document == nullptr ? give("") : give(document->document.id);
}

kith_string_view kith_document_hash(const kith_document* document) noexcept {
  return document == nullptr ? give("") : give(document->document.hash);
}

void kith_document_free(kith_document* document) noexcept { delete document; }

}  // extern "C"
