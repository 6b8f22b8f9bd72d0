// Documents' envelopes, and facts on their way in with their words.
#include "kith/model/batch.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "kith/base/hash.hpp"

namespace kith {
namespace {

// Fixed for ever: adoptions name documents by this hash.
constexpr HashKey kDocumentKey{'k', 'i', 't', 'h', '.', 'd', 'o', 'c',
                               'u', 'm', 'e', 'n', 't', '.', '0', '1'};
constexpr std::size_t kMaxIdBytes = 255;

Error bad_member(const char* path, const char* message) {
  return invalid(Reason::bad_document, message).at(path);
}

Error missing_member(const char* path) {
  return invalid(Reason::missing_value, "a document needs this member").at(path);
}

Result<DocumentKind> read_kind(const Json& json) {
  const Json* kind = json.find("kind");
  if (kind == nullptr) return missing_member("/kind");
  if (kind->as_string() == nullptr) return bad_member("/kind", "not a string");
  const auto code = word_code(document_kind_words(), *kind->as_string());
  if (!code) {
    return invalid(Reason::unknown_kind,
                   "not a kind of document: calendar, tier, cadence, pipeline, pool or "
                   "access")
        .at("/kind")
        .with("value", kind->as_string()->substr(0, 64));
  }
  return static_cast<DocumentKind>(*code);
}

Result<void> check_schema(const Json& json) {
  const Json* schema = json.find("schema");
  if (schema == nullptr) return missing_member("/schema");
  if (schema->as_int() == nullptr || *schema->as_int() < 1) {
    return bad_member("/schema", "a schema version is a whole number from 1");
  }
  return {};
}

Result<std::string> read_id(const Json& json) {
  const Json* id = json.find("id");
  if (id == nullptr) return missing_member("/id");
  if (id->as_string() == nullptr) return bad_member("/id", "not a string");
  if (id->as_string()->empty() || id->as_string()->size() > kMaxIdBytes) {
    return bad_member("/id", "an id is 1 to 255 bytes long");
  }
  return *id->as_string();
}

}  // namespace

Result<Document> read_document(std::string_view text) {
  const auto json = Json::parse(text);
  if (!json) return json.error();
  if (json->as_object() == nullptr) return bad_member("/", "a document is a JSON object");
  const auto kind = read_kind(*json);
  if (!kind) return kind.error();
  if (const auto schema = check_schema(*json); !schema) return schema.error();
  auto id = read_id(*json);
  if (!id) return id.error();
  std::string canonical = json->dump(true);
  std::string hash = KeyedHash(kDocumentKey).part(canonical).finish().base32();
  return Document{*kind, std::move(*id), std::move(hash), std::move(canonical)};
}

Result<void> Batch::add(Fact fact) {
  if (auto checked = check_fact(fact); !checked) return checked;
  facts_.push_back(std::move(fact));
  return {};
}

void Batch::add_document(Document document) {
  std::string hash = document.hash;
  documents_.insert_or_assign(std::move(hash), std::move(document));
}

TextRef Batch::put_text(const FactHead& head, std::string_view field,
                        std::string_view words) {
  if (words.empty()) return {};
  const TextRef ref = text_ref(head, field);
  put_text(ref, std::string(words));
  return ref;
}

void Batch::put_text(TextRef ref, std::string words) {
  if (ref.empty()) return;
  texts_.insert_or_assign(ref, std::move(words));
}

std::string_view Batch::text(TextRef ref) const noexcept {
  const auto it = texts_.find(ref);
  return it == texts_.end() ? std::string_view() : std::string_view(it->second);
}

void Batch::append(const Batch& other) { append(Batch(other)); }

namespace {

// Room first, and twice as much as before, so that many small batches cost no more than
// one.
void make_room(std::vector<Fact>& facts, std::size_t more) {
  const std::size_t needed = facts.size() + more;
  if (needed > facts.capacity()) facts.reserve(std::max(needed, 2 * facts.capacity()));
}
void make_room(std::unordered_map<TextRef, std::string>& texts, std::size_t more) {
  const std::size_t needed = texts.size() + more;
  const auto holds = static_cast<std::size_t>(texts.max_load_factor() *
                                              static_cast<float>(texts.bucket_count()));
  if (needed >= holds) texts.reserve(2 * needed);
}

// Nodes change hands, so nothing can fail; of two with a key the newer stays.
template <class Map>
void take_over(Map& into, Map& from) {
  into.merge(from);
  for (auto& [key, value] : from) std::swap(into.find(key)->second, value);
}

}  // namespace

void Batch::append(Batch&& other) {
  make_room(facts_, other.facts_.size());
  make_room(texts_, other.texts_.size());
  facts_.insert(facts_.end(), std::make_move_iterator(other.facts_.begin()),
                std::make_move_iterator(other.facts_.end()));
  take_over(texts_, other.texts_);
  take_over(documents_, other.documents_);
}

}  // namespace kith
