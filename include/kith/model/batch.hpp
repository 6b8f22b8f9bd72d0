// Batch: facts on their way in, with the words behind their texts and the documents they
// adopt. History: which facts are in force. The in-memory source of a View "over tables".
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kith/base/json.hpp"
#include "kith/model/fact.hpp"

namespace kith {

/// A policy document: canonical JSON with its kind, id and hash. Immutable.
struct Document {
  DocumentKind kind{};
  std::string id;
  std::string hash;  ///< 26 characters over the canonical JSON
  std::string json;  ///< canonical
  bool operator==(const Document&) const = default;
};
/// Reads the envelope {"kind","schema","id",…} only; each engine parses the rest. Errors
/// by path.
Result<Document> read_document(std::string_view json);

/// One thread at a time.
class Batch {
 public:
  /// Appends a fact with its texts set through put_text() before or after. No check but
  /// check_fact().
  Result<void> add(Fact fact);
  void add_document(Document document);
  /// Stores the words of a text and returns its reference; empty words give the empty
  /// reference.
  TextRef put_text(const FactHead& head, std::string_view field, std::string_view words);
  void put_text(TextRef ref, std::string words);

  [[nodiscard]] const std::vector<Fact>& facts() const noexcept { return facts_; }
  [[nodiscard]] const std::unordered_map<TextRef, std::string>& texts() const noexcept {
    return texts_;
  }
  [[nodiscard]] const std::map<std::string, Document>& documents() const noexcept {
    return documents_;
  }
  /// The words behind a reference, empty when unknown. Valid until the text is put again.
  [[nodiscard]] std::string_view text(TextRef ref) const noexcept;
  void append(const Batch& other);
  void append(Batch&& other);

 private:
  std::vector<Fact> facts_;
  std::unordered_map<TextRef, std::string> texts_;
  std::map<std::string, Document> documents_;  ///< by hash
};

/// What recording one fact comes to.
enum class RecordOutcome : std::int32_t {
  created = 1,
  unchanged = 2,  ///< same event key, same content
  replaced = 3,   ///< higher revision, or `replaces`
  conflict = 4,   ///< same event key and revision, other content
  refused = 5,
};
std::span<const CodeWord> record_outcome_words() noexcept;
inline std::span<const CodeWord> words_of(RecordOutcome) {
  return record_outcome_words();
}

/// The facts of one root in log order (recorded non-decreasing), and which of them are in
/// force: not retracted, not replaced by a fact in force, the highest revision of its
/// event key. A retracted correction gives its original back.
///
/// A fact acts on facts before it in the log only: what is recorded anew after a
/// retraction, under a higher revision, is in force. A retraction names an event key,
/// hence all its revisions so far. An equal or lower revision that arrives late is never
/// in force. The answer stands in fact order; retractions in force are part of it.
std::vector<Fact> facts_in_force(std::span<const Fact> log);
/// The same without a copy where nothing of the log corrects and all came in order, as
/// most logs do; else in `room`.
std::span<const Fact> facts_in_force(std::span<const Fact> log, std::vector<Fact>& room);

/// Whether a fact may act on an earlier one of its root: it retracts, replaces, or is a
/// revision.
bool may_take_back(const Fact& fact);

/// Judges one fact against the log of its root so far. Refused: it retracts or replaces
/// an event key that is not in the log. A revision below one recorded is unchanged when
/// it is known with the same content, else a conflict. Content is the fact but for
/// `recorded`; the words behind its texts are not seen here.
RecordOutcome judge_record(std::span<const Fact> log, const Fact& fact);

/// Appends a fact to the log of its root, or does nothing when it is there already.
/// Fails with conflict (already_exists) or unknown_name, as judge_record() says; `row`
/// is for the error.
Result<void> append_to_log(std::vector<Fact>& log, const Fact& fact,
                           std::int64_t row = -1);

}  // namespace kith
