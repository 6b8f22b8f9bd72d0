// Schemas and vocabularies as Markdown.
#include <array>
#include <string>
#include <vector>

#include "kith/model/fact_tables.hpp"

namespace kith {
namespace {

bool strip(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// What stands up to the next ". " (or the end), taken off with it.
std::string_view sentence(std::string_view& text) {
  const std::size_t stop = text.find(". ");
  std::string_view out = text.substr(0, stop);
  if (stop == std::string_view::npos) {
    text = {};
    if (!out.empty() && out.back() == '.') out.remove_suffix(1);
  } else {
    text.remove_prefix(stop + 2);
  }
  return out;
}

std::string escaped(std::string_view s) {
  std::string out;
  for (const char c : s) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

using Cells = std::vector<std::string>;

/// A Markdown table without the columns that hold nothing.
std::string markdown(const Cells& headings, const std::vector<Cells>& rows) {
  std::vector<std::size_t> kept;
  for (std::size_t c = 0; c < headings.size(); ++c) {
    bool any = false;
    for (const Cells& row : rows) any = any || !row[c].empty();
    if (any) kept.push_back(c);
  }
  const auto line = [&kept](const Cells& cells) {
    std::string out = "|";
    for (const std::size_t c : kept) out += " " + cells[c] + " |";
    return out + "\n";
  };
  std::string out = line(headings) + "|";
  for (std::size_t i = 0; i < kept.size(); ++i) out += "---|";
  out += "\n";
  for (const Cells& row : rows) out += line(row);
  return out;
}

struct Vocabulary {
  std::string_view name;
  std::span<const CodeWord> words;
};
std::array<Vocabulary, 11> vocabularies() {
  return {{{"channel", channel_words()},
           {"customer_stage", customer_stage_words()},
           {"deadline", deadline_words()},
           {"deal_end", deal_end_words()},
           {"document_kind", document_kind_words()},
           {"level", level_words()},
           {"outcome", outcome_words()},
           {"owner_change", owner_change_words()},
           {"rating", rating_words()},
           {"role", role_words()},
           {"win_back", win_back_words()}}};
}

}  // namespace

MeaningParts split_meaning(std::string_view meaning) noexcept {
  MeaningParts parts;
  if (strip(meaning, "Required.")) {
    parts.required = true;
    strip(meaning, " ");
  }
  if (strip(meaning, "Unit: ")) parts.unit = sentence(meaning);
  if (strip(meaning, "Vocabulary: ")) parts.vocabulary = sentence(meaning);
  parts.text = meaning;
  return parts;
}

std::string schema_markdown(const TableSchema& schema) {
  std::vector<Cells> rows;
  for (const ColumnSpec& c : schema.columns) {
    const MeaningParts m = split_meaning(c.meaning);
    rows.push_back({"`" + std::string(c.name) + "`",
                    std::string(column_type_name(c.type)), m.required ? "yes" : "",
                    escaped(m.unit),
                    m.vocabulary.empty() ? "" : "`" + std::string(m.vocabulary) + "`",
                    escaped(c.heading_zh), escaped(c.heading_en), escaped(m.text)});
  }
  return "### " + std::string(schema.name) + "\n\n" +
         markdown({"Column", "Type", "Required", "Unit", "Vocabulary", "中文", "English",
                   "Meaning"},
                  rows);
}

std::string vocabulary_markdown(std::string_view name, std::span<const CodeWord> words) {
  std::vector<Cells> rows;
  for (const CodeWord& w : words) {
    rows.push_back({std::to_string(w.code), "`" + std::string(w.name) + "`",
                    escaped(w.zh), escaped(w.en)});
  }
  return "### " + std::string(name) + "\n\n" +
         markdown({"Code", "Name", "中文", "English"}, rows);
}

std::string fact_tables_markdown() {
  std::string out = "## Facts in\n";
  for (const CodeWord& kind : fact_kind_words()) {
    out += "\n" + schema_markdown(fact_schema(static_cast<FactKind>(kind.code)));
  }
  out += "\n## Vocabularies\n";
  for (const Vocabulary& v : vocabularies())
    out += "\n" + vocabulary_markdown(v.name, v.words);
  return out;
}

}  // namespace kith
