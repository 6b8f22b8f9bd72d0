// How complete customers and their records are.
#include <algorithm>

#include "kith/view/view.hpp"
#include "view/group_log.hpp"
#include "view/schemas.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;

AccessField access_of(const EntryField& field) {
  if (field.of == EntryField::Of::custom) return AccessField::custom_value;
  if (field.of == EntryField::Of::customer) return access_field(field.field);
  switch (field.part) {
    case ContactPart::any:
    case ContactPart::name:
      return AccessField::contact_name;
    case ContactPart::phone:
      return AccessField::contact_phone;
    case ContactPart::mail:
      return AccessField::contact_mail;
    case ContactPart::message:
      return AccessField::contact_message;
    case ContactPart::position:
    case ContactPart::level:
    case ContactPart::decision_role:
      break;
  }
  return AccessField::contact_position;
}

EntryReader reader_of(const Words& words) {
  EntryReader reader;
  reader.words = [&words](TextRef ref) { return words.own_text(ref); };
  reader.sight = [&words](const EntryField& field) {
    if (field.of == EntryField::Of::owner) return EntrySight::clear;
    const AccessField right = access_of(field);
    if (words.hides(right)) return EntrySight::hidden;
    return words.masks(right) ? EntrySight::masked : EntrySight::clear;
  };
  return reader;
}

/// Whether something may be told of a part of a record.
bool tells(const Words& words, FactKind kind, RecordPart part) {
  if (kind == FactKind::deal) {
    if (part == RecordPart::name) return !words.hides(AccessField::deal_name);
    return part != RecordPart::amount || !words.hides(AccessField::deal_amount);
  }
  if (part == RecordPart::content) {
    return !words.hides(kind == FactKind::step ? AccessField::step_text
                                               : AccessField::touch_content);
  }
  return part != RecordPart::feedback || !words.hides(AccessField::touch_feedback);
}

void put_fields(TableWriter& w, std::int32_t first, const std::vector<EntryField>& all) {
  std::vector<std::string> names;
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const EntryField& f : all) {
    names.push_back(f.name);
    zh.push_back(f.zh);
    en.push_back(f.en);
  }
  put(w, first, join(names, "|"));
  put(w, first + 1, join(zh, "、"));
  put(w, first + 2, join(en, ", "));
}

void put_records(TableWriter& w, const RecordReport& report) {
  namespace col = schema::completeness;
  w.int64(col::records, report.records);
  w.int64(col::records_complete, report.complete);
  w.int64(col::records_late, report.late);
  std::vector<std::string> names;
  std::vector<std::string> zh;
  std::vector<std::string> en;
  for (const auto& [what, n] : report.gaps) {
    const std::string count = std::to_string(n);
    names.push_back(std::string(code_name(what.first)) + "." +
                    std::string(code_name(what.second)) + "=" + count);
    zh.push_back(std::string(code_word(what.first, Language::chinese)) + "缺" +
                 std::string(code_word(what.second, Language::chinese)) + " " + count);
    en.push_back(std::string(code_word(what.first, Language::english)) + " without " +
                 std::string(code_word(what.second, Language::english)) + " " + count);
  }
  put(w, col::record_gaps, join(names, "|"));
  put(w, col::record_gaps_zh, join(zh, "、"));
  put(w, col::record_gaps_en, join(en, ", "));
}

}  // namespace

Table View::completeness(const CompletenessOptions& options) const {
  const auto moment = source_->hold();
  const EntryDocument* rules = rules_->entry().at(cut_.as_of);
  if (rules == nullptr) {
    throw Error(Status::failed_precondition, Reason::not_adopted,
                "no entry rules are in force")
        .at("as_of");
  }
  namespace col = schema::completeness;
  TableWriter w(schema::kCompleteness);
  Words words = this->words();
  const EntryReader reader = reader_of(words);
  const auto told = [&](FactKind kind, RecordPart part) {
    return tells(words, kind, part);
  };
  std::int64_t rows = 0;
  const auto write = [&](const CustomerState& s) {
    const EntryReport report =
        judge_entry(*rules, {s.profile, !s.ownership.owner.empty()}, reader);
    if (options.incomplete_only && report.missing.empty() && report.invalid.empty() &&
        options.record_days == 0) {
      return true;
    }
    RecordReport records;
    if (options.record_days > 0) {
      const std::vector<Fact> facts = facts_of(*source_, *rules_, s.key, cut_.known_at);
      records =
          judge_records(*rules, facts, cut_.as_of.plus_days(1 - options.record_days),
                        cut_.as_of, rules_->settings().zone, told);
      const bool whole = report.missing.empty() && report.invalid.empty() &&
                         records.complete == records.records && records.late == 0;
      if (options.incomplete_only && whole) return true;
    }
    put(w, col::customer, words.customer(s));
    w.text(col::customer_key, s.key.text());
    put(w, col::owner, s.ownership.owner.text());
    put(w, col::owner_name, words.person(s.ownership.owner));
    const auto stage = static_cast<CustomerStage>(s.profile.integer_or(Field::stage, 0));
    if (stage != CustomerStage::unknown && !words.hides(access_field(Field::stage))) {
      w.text(col::stage, code_name(stage));
      w.text(col::stage_zh, code_word(stage, Language::chinese));
    }
    put(w, col::tier, s.tiering.tier);
    w.int64(col::score_ppm, report.score_ppm());
    w.int64(col::filled, report.filled);
    w.int64(col::required, report.required);
    put_fields(w, col::missing, report.missing);
    put_fields(w, col::invalid, report.invalid);
    if (options.record_days > 0) put_records(w, records);
    w.end_row();
    ++rows;
    return options.limit == 0 || rows < options.limit;
  };
  if (!options.customer.empty()) {
    const auto one = source_->one(options.customer, cut_);
    if (one) write(*one);
  } else if (!options.owner.empty()) {
    source_->each_of_owner(options.owner, cut_, write);
  } else {
    source_->each(cut_, write);
  }
  return std::move(w).finish();
}

}  // namespace kith
