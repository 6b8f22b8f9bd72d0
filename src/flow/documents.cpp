#include "kith/flow/documents.hpp"

#include "kith/flow/flow.hpp"

namespace kith {
namespace {

template <class T>
void check(Result<T> (*parse)(const Json&, std::vector<Error>&), const Json& json,
           std::vector<Error>& errors) {
  const Result<T> value = parse(json, errors);
  if (!value && errors.empty()) errors.push_back(value.error());
}

void check_body(DocumentKind kind, const Json& json, std::vector<Error>& errors) {
  switch (kind) {
    case DocumentKind::calendar:
      return check<Calendar>(parse_calendar, json, errors);
    case DocumentKind::tier:
      return check<TierPolicy>(parse_tier_policy, json, errors);
    case DocumentKind::cadence:
      return check<CadenceDocument>(parse_cadence, json, errors);
    case DocumentKind::pipeline:
      return check<Pipeline>(parse_pipeline, json, errors);
    case DocumentKind::pool:
      return check<PoolDocument>(parse_pool, json, errors);
    case DocumentKind::access:
      return check<AccessDocument>(parse_access, json, errors);
    case DocumentKind::entry:
      return check<EntryDocument>(parse_entry, json, errors);
  }
}

}  // namespace

Document default_document(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::calendar:
      return read_document(calendar_to_json(china_calendar(), "cn").dump()).value();
    case DocumentKind::tier:
      return read_document(default_tier_json()).value();
    case DocumentKind::cadence:
      return read_document(default_cadence_json()).value();
    case DocumentKind::pipeline:
      return read_document(default_pipeline_json()).value();
    case DocumentKind::pool:
      return read_document(default_pool_json()).value();
    case DocumentKind::access:
      return read_document(default_access_json()).value();
    case DocumentKind::entry:
      return read_document(default_entry_json()).value();
  }
  throw invalid(Reason::unknown_kind, "no such kind of document").at("kind");
}

Result<Document> compile_document(std::string_view text, std::vector<Error>& errors) {
  Result<Document> document = read_document(text);
  if (!document) {
    errors.push_back(document.error());
    return document;
  }
  check_body(document->kind, Json::parse(document->json).value(), errors);
  if (!errors.empty()) return errors.front();
  return document;
}

Result<void> adopt(Batch& batch, const Document& document, Date effective,
                   Instant recorded, std::int32_t revision) {
  Fact fact;
  fact.head.event = {"kith:adopt", std::string(code_name(document.kind)) + "/" +
                                       document.id + "/" + effective.iso()};
  fact.head.revision = revision;
  fact.head.occurred = Occurred::on(effective);
  fact.head.recorded = recorded;
  fact.body = AdoptFact{document.kind, document.id, document.hash, effective};
  Batch one;  // both or nothing
  if (Result<void> added = one.add(std::move(fact)); !added) return added;
  one.add_document(document);
  batch.append(std::move(one));
  return {};
}

}  // namespace kith
