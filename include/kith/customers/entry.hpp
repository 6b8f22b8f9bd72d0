// Entry rules: what ought to be known of a customer and what a record must have, as a
// document; how complete a customer is, with what is missing and what is wrong named.
//
//   EntryDocument rules = parse_entry(json, errors).value();
//   EntryReport report = judge_entry(rules, {state.profile, owned}, reader);
//   report.score_ppm();                          // 0 … 1,000,000
//
// The document (kind "entry", schema version 1); data/documents/entry.json is the
// default:
//   {"kind":"entry","schema":1,"id":"default","zh":"…","en":"…",
//    "needs":[{"id":"cut_cost","zh":"降低成本","en":"lower costs","products":["ERP"]}],
//    "fields":[{"id":"site","type":"choice","zh":"…","en":"…","words":["north"]}],
//    "required":[{"field":"budget_low","stages":["prospect"],"weight":2}],
//    "checks":[{"field":"credit_code","format":"credit_code"}],
//    "records":[{"record":"touch","required":["channel"],"within_days":1}]}
// Rules report; what breaks them is kept all the same.
//
// Not here: which fields somebody may see and where words are kept (view).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kith/base/json.hpp"
#include "kith/customers/profile.hpp"

namespace kith {

/// Type of a field of the host's own. Append-only.
enum class CustomType : std::int32_t {
  number = 1,
  flag = 2,  ///< 0 or 1
  word = 3,
  choice = 4,  ///< one of its words
  text = 5,    ///< of the vault
  date = 6,
  money = 7,
};
std::span<const CodeWord> custom_type_words() noexcept;
inline std::span<const CodeWord> words_of(CustomType) { return custom_type_words(); }

/// What the text of a field must look like. Append-only.
enum class EntryFormat : std::int32_t {
  none = 0,
  phone = 1,        ///< 7 to 15 digits, no digit masked
  mail = 2,         ///< one at sign, a dot behind it
  credit_code = 3,  ///< 18 characters whose check character fits (GB 32100-2015)
};
std::span<const CodeWord> entry_format_words() noexcept;
inline std::span<const CodeWord> words_of(EntryFormat) { return entry_format_words(); }
bool has_format(std::string_view text, EntryFormat format) noexcept;

/// Parts of a contact that rules name: "contact.phone". Append-only.
enum class ContactPart : std::int32_t {
  any = 0,  ///< "contact": somebody at all
  name = 1,
  position = 2,
  phone = 3,
  mail = 4,
  message = 5,
  level = 6,
  decision_role = 7,
};

/// A field that a rule speaks of.
struct EntryField {
  enum class Of : std::int32_t { customer, contact, custom, owner };
  Of of = Of::customer;
  Field field{};            ///< of a customer
  ContactPart part{};       ///< of a contact
  std::string custom = {};  ///< id of a field of the host's own
  std::string name;         ///< as the document names it: "contact.phone", "custom.site"
  std::string zh;
  std::string en;
  bool operator==(const EntryField&) const = default;
};

struct CustomField {
  std::string id;
  CustomType type{};
  std::string zh;
  std::string en;
  std::vector<std::string> words = {};  ///< of a choice
  bool operator==(const CustomField&) const = default;
};

/// A kind of need, and what answers it.
struct Need {
  std::string id;
  std::string zh;
  std::string en;
  std::vector<std::string> products = {};
  bool operator==(const Need&) const = default;
};

struct RequiredRule {
  EntryField field;
  std::uint32_t stages = 0;  ///< bits by CustomerStage; 0: every stage
  std::string of = {};       ///< "organisation" or "person"; empty: both
  std::int64_t weight = 1;   ///< 1 to 1000
  bool operator==(const RequiredRule&) const = default;
};

/// A value that is there must satisfy all that is set.
struct CheckRule {
  EntryField field;
  EntryFormat format = EntryFormat::none;
  std::vector<std::string> words = {};   ///< of words, each of a list of words
  std::optional<std::int64_t> low = {};  ///< of numbers, and of money in minor units
  std::optional<std::int64_t> high = {};
  bool operator==(const CheckRule&) const = default;
};

/// What a record must have. Bits by RecordPart. Append-only.
enum class RecordPart : std::int32_t {
  at = 0,  ///< the time of day
  channel = 1,
  content = 2,    ///< of a step its text
  feedback = 3,   ///< no reply is one
  next_step = 4,  ///< a step of the same day
  contact = 5,
  actor = 6,
  deadline = 7,
  name = 8,
  amount = 9,
};
std::span<const CodeWord> record_part_words() noexcept;
inline std::span<const CodeWord> words_of(RecordPart) { return record_part_words(); }

struct RecordRule {
  FactKind record = FactKind::touch;  ///< touch, step or deal
  std::uint32_t required = 0;
  std::optional<std::int32_t> within_days = {};  ///< calendar days to its recording
  bool operator==(const RecordRule&) const = default;
};

/// Compiled entry rules. Immutable.
struct EntryDocument {
  std::string id;
  std::string zh;
  std::string en;
  std::vector<Need> needs;
  std::vector<CustomField> fields;
  std::vector<RequiredRule> required;
  std::vector<CheckRule> checks;
  std::vector<RecordRule> records;
  /// nullptr: not declared.
  [[nodiscard]] const CustomField* field(std::string_view id) const;
  [[nodiscard]] const Need* need(std::string_view id) const;
  bool operator==(const EntryDocument&) const = default;
};

/// Appends every error, by path, to `errors`; the first is also the result's.
Result<EntryDocument> parse_entry(const Json& document, std::vector<Error>& errors);
std::string_view default_entry_json() noexcept;

// ---- judging

/// What is judged. It borrows.
struct EntrySubject {
  const Profile& profile;
  bool owned = false;
};

/// How a field is seen by who asks.
enum class EntrySight : std::int32_t { hidden, masked, clear };
/// The words of texts, and what of them may be told.
struct EntryReader {
  std::function<std::string(TextRef)> words;
  std::function<EntrySight(const EntryField&)> sight;
};

struct EntryReport {
  std::int64_t required = 0;        ///< weight of what is required
  std::int64_t filled = 0;          ///< of that, what is there and right
  std::vector<EntryField> missing;  ///< required and not there, in the rules' order
  std::vector<EntryField> invalid;  ///< there and wrong, in the rules' order
  /// Of a customer of whom nothing is required: 1,000,000. Rounded down, so that only a
  /// complete one has it.
  [[nodiscard]] std::int64_t score_ppm() const;
};
/// Rules on hidden fields are passed over; formats of masked ones too.
EntryReport judge_entry(const EntryDocument& rules, const EntrySubject& subject,
                        const EntryReader& reader);

struct RecordReport {
  std::int64_t records = 0;
  std::int64_t complete = 0;
  std::int64_t late = 0;  ///< recorded later than allowed
  /// Records that lack a part, by kind and part.
  std::map<std::pair<FactKind, RecordPart>, std::int64_t> gaps;
};
/// The facts in force of one customer, in fact order; those of [first, last] are judged.
/// Openings and campaigns are no records of anybody. A part that `tells` says no to is
/// passed over.
RecordReport judge_records(const EntryDocument& rules, std::span<const Fact> facts,
                           Date first, Date last, Zone zone,
                           const std::function<bool(FactKind, RecordPart)>& tells);

}  // namespace kith
