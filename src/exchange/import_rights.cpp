#include "exchange/import_rights.hpp"

#include <map>
#include <optional>
#include <utility>

#include "exchange/importer.hpp"

namespace kith::exchange {
namespace {

struct Refusal {
  std::string outcome;
  std::string code;
  std::string zh;
  std::string en;
};
/// By row of the report.
using Refusals = std::map<std::int64_t, Refusal>;

/// The row of the report that made each fact of the batch, in which they stand row by
/// row.
std::vector<std::int64_t> rows_of_facts(const Table& report) {
  std::vector<std::int64_t> rows;
  const std::int32_t facts = report.index_of("facts").value();
  for (std::int64_t row = 0; row < report.rows(); ++row)
    rows.insert(rows.end(), static_cast<std::size_t>(report.integer(facts, row)), row);
  return rows;
}

/// The facts whose rows are not refused; `places`: where they stand in the whole batch.
Batch facts_left(const Batch& batch, const std::vector<std::int64_t>& rows,
                 const Refusals& refused, std::vector<std::size_t>& places) {
  Batch left;
  places.clear();
  for (std::size_t i = 0; i < batch.facts().size(); ++i) {
    if (refused.count(rows[i]) != 0) continue;
    const Fact& fact = batch.facts()[i];
    for (const TextRef ref : text_refs(fact)) {
      if (const auto words = batch.text(ref); !words.empty())
        left.put_text(ref, std::string(words));
    }
    left.add(fact).value();
    places.push_back(i);
  }
  return left;
}

/// Rows about customers that are not made, because the row that would have made them is
/// refused.
void refuse_the_unmade(const Source& source, const Batch& batch,
                       const std::vector<std::int64_t>& rows, Refusals& refused) {
  std::map<CustomerKey, std::optional<Refusal>> unmade;
  for (std::size_t i = 0; i < batch.facts().size(); ++i) {
    const CustomerKey& root = batch.facts()[i].head.root;
    if (root.empty()) continue;
    const auto [it, first] = unmade.try_emplace(root);
    const auto row = refused.find(rows[i]);
    if (!first) {
      if (it->second) refused.try_emplace(rows[i], *it->second);
    } else if (row != refused.end() &&
               !source.one(root, {Date::max(), std::nullopt}).has_value()) {
      it->second = row->second;
    }
  }
}

Table with_refusals(const Table& report, const Refusals& refused) {
  TableWriter w(kImportReport);
  for (std::int64_t row = 0; row < report.rows(); ++row) {
    const auto found = refused.find(row);
    for (std::int32_t column = 0; column < report.columns(); ++column) {
      const std::string_view name = report.spec(column).name;
      const Refusal* why = found == refused.end() ? nullptr : &found->second;
      if (why != nullptr && name == "outcome") {
        w.text(column, why->outcome);
      } else if (why != nullptr && name == "codes") {
        w.text(column, why->code);
      } else if (why != nullptr && name == "message_zh") {
        w.text(column, why->zh);
      } else if (why != nullptr && name == "message_en") {
        w.text(column, why->en);
      } else if (why != nullptr && name == "facts") {
        w.int64(column, 0);
      } else if (why != nullptr && (name == "column" || name == "text")) {
        continue;  // it is about the row
      } else if (report.is_null(column, row)) {
        continue;
      } else if (report.spec(column).type == ColumnType::int64) {
        w.int64(column, report.integer(column, row));
      } else {
        w.text(column, report.text(column, row));
      }
    }
    w.end_row();
  }
  return std::move(w).finish();
}

}  // namespace

View view_of_importer(const Book& book, const PersonKey& actor, Instant now) {
  const auto source = book.source();
  const Date day = source->present(book.settings().zone.day_of(now));
  View view(source, {.as_of = day, .actor = actor});
  const auto rules = source->rules(std::nullopt);
  const Person* person = rules->directory().find(actor, day);
  const FieldRule name =
      rules->access().at(day)->of(person->role_name()).of(AccessField::customer_name);
  if (name.right == Right::hidden || name.mask != Mask::none) {
    throw Error(Status::permission_denied, Reason::not_allowed,
                "an import links rows by customers' names, which \"" + actor.text() +
                    "\" may not see")
        .at("actor");
  }
  return view;
}

Result<void> leave_out_refused(Book& book, Import& import, const PersonKey& actor,
                               Instant now) {
  RecordOptions how;
  how.dry_run = true;
  how.all_or_nothing = false;
  how.actor = actor;
  const auto source = book.source();
  const std::vector<std::int64_t> rows = rows_of_facts(import.report);
  std::vector<std::size_t> places;
  Refusals refused;
  for (;;) {
    Batch left = facts_left(import.batch, rows, refused, places);
    const Result<RecordResult> judged = book.record(left, now, how);
    if (!judged) return judged.error();
    const std::size_t before = refused.size();
    const Table& told = judged->report;
    for (std::int64_t i = 0; i < told.rows(); ++i) {
      if (told.cell("code", i).empty()) continue;
      refused.try_emplace(
          rows[places[static_cast<std::size_t>(i)]],
          Refusal{told.cell("outcome", i), told.cell("code", i),
                  told.cell("message_zh", i), told.cell("message_en", i)});
    }
    if (refused.size() == before) {
      import.batch = std::move(left);
      break;
    }
    refuse_the_unmade(*source, import.batch, rows, refused);
  }
  if (!refused.empty()) import.report = with_refusals(import.report, refused);
  return {};
}

}  // namespace kith::exchange
