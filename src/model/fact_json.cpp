// Facts as JSON objects, and back.
#include "kith/model/fact_json.hpp"

#include <array>
#include <variant>
#include <vector>

#include "model/row_reader.hpp"
#include "model/row_writer.hpp"

namespace kith {
namespace {

constexpr std::string_view kKindMember = "fact";
constexpr std::string_view kRefMember = "ref";
constexpr std::string_view kHexDigits = "0123456789abcdef";

/// Members of an object, named by the columns of a schema.
struct JsonOut {
  const TableSchema& schema;
  const Batch& documents;
  Json::Object members;

  void int32(std::int32_t column, std::int32_t n) { put(column, n); }
  void int64(std::int32_t column, std::int64_t n) { put(column, n); }
  void date(std::int32_t column, Date d) { put(column, d.iso()); }
  void instant(std::int32_t column, Instant t) {
    if (t != Instant()) put(column, t.iso());
  }
  void text(std::int32_t column, std::string_view s) { put(column, s); }
  void words(std::int32_t column, TextRef ref) {
    put(column, Json::Object{{std::string(kRefMember), ref_name(ref)}});
  }
  void document(std::int32_t column, const std::string& hash) {
    const auto it = documents.documents().find(hash);
    if (it == documents.documents().end()) return;
    put(column, Json::parse(it->second.json).value());
  }

 private:
  void put(std::int32_t column, Json value) {
    const ColumnSpec& spec = schema.columns[static_cast<std::size_t>(column)];
    members.emplace_back(std::string(spec.name), std::move(value));
  }
};

// ---- reading

using Cell = std::variant<Nothing, std::int64_t, std::string, TextRef>;

struct JsonCells {
  std::vector<Cell> cells;

  [[nodiscard]] bool has(std::size_t column) const { return cells[column].index() != 0; }
  [[nodiscard]] std::int64_t integer(std::size_t column) const {
    return std::get<std::int64_t>(cells[column]);
  }
  [[nodiscard]] std::string_view text(std::size_t column) const {
    return std::get<std::string>(cells[column]);
  }
  [[nodiscard]] std::optional<TextRef> reference(std::size_t column) const {
    const auto* ref = std::get_if<TextRef>(&cells[column]);
    return ref == nullptr ? std::nullopt : std::optional(*ref);
  }
};

Error wrong_value(const char* wanted) {
  return invalid(Reason::wrong_type, std::string("must be ") + wanted);
}

Result<Cell> reference_cell(const Json::Object& object) {
  const std::string* digits = object.size() == 1 && object[0].first == kRefMember
                                  ? object[0].second.as_string()
                                  : nullptr;
  if (digits == nullptr) return wrong_value("a string or a reference");
  if (const auto ref = ref_named(*digits)) return Cell(*ref);
  return invalid(Reason::bad_syntax, "a reference is 32 hexadecimal digits");
}

Result<Cell> text_cell(const ColumnSpec& spec, const Json& value) {
  if (const auto* s = value.as_string()) return Cell(*s);
  const auto* object = value.as_object();
  if (object == nullptr) return wrong_value("a string");
  if (spec.name == "document") return Cell(value.dump());
  return reference_cell(*object);
}

Result<Cell> cell_of(const ColumnSpec& spec, const Json& value) {
  if (value.is_null()) return Cell();
  if (spec.type == ColumnType::text) return text_cell(spec, value);
  if (spec.type == ColumnType::date || spec.type == ColumnType::instant) {
    const std::string* iso = value.as_string();
    if (iso == nullptr) return wrong_value("a string in ISO form");
    if (spec.type == ColumnType::date) {
      const auto day = Date::parse(*iso);
      return day ? Result<Cell>(std::int64_t{day->days()}) : day.error();
    }
    const auto at = Instant::parse(*iso);
    return at ? Result<Cell>(at->micros()) : at.error();
  }
  const std::int64_t* n = value.as_int();
  return n == nullptr ? Result<Cell>(wrong_value("a whole number")) : Cell(*n);
}

Result<FactKind> kind_of(const Json& object) {
  const Json* kind = object.find(kKindMember);
  if (kind == nullptr)
    return invalid(Reason::missing_value, "a fact names its kind").at("fact");
  if (kind->as_string() == nullptr) return wrong_value("a string").at("fact");
  const auto code = word_code(fact_kind_words(), *kind->as_string());
  if (!code) {
    return invalid(Reason::unknown_kind, "no such kind of fact")
        .at("fact")
        .with("value", kind->as_string()->substr(0, 64));
  }
  return static_cast<FactKind>(*code);
}

Result<JsonCells> cells_of(const TableSchema& schema, const Json::Object& members) {
  JsonCells out{std::vector<Cell>(schema.columns.size())};
  for (const auto& [name, value] : members) {
    if (name == kKindMember) continue;
    const std::int32_t column = schema.index_of(name);
    if (column < 0) {
      return invalid(Reason::unknown_column,
                     "facts of kind " + std::string(schema.name) + " have no such member")
          .at(name);
    }
    const auto i = static_cast<std::size_t>(column);
    auto cell = cell_of(schema.columns[i], value);
    if (!cell) return Error(cell.error()).at(name);
    out.cells[i] = *std::move(cell);
  }
  return out;
}

Result<void> read_object(const Json& value, std::int64_t row, Zone zone, Instant recorded,
                         Batch& batch) {
  const auto placed = [row](Error error) {
    error.set_place(error.field(), row);
    return error;
  };
  const auto* members = value.as_object();
  if (members == nullptr) return placed(wrong_value("a fact, which is an object"));
  const auto kind = kind_of(value);
  if (!kind) return placed(kind.error());
  const auto cells = cells_of(fact_schema(*kind), *members);
  if (!cells) return placed(cells.error());
  return detail::read_row(*kind, *cells, row, zone, recorded, batch);
}

// ---- schemas

constexpr auto kTextCell = ColumnType::text;
constexpr std::array kFactsColumns = {
    ColumnSpec{"customer", kTextCell, "客户编号", "Customer",
               "The host's key of the customer; null: a fact of the book"},
    ColumnSpec{"kind", kTextCell, "类别", "Kind", "Kind of the fact"},
    ColumnSpec{"source", kTextCell, "来源", "Source", "The system that names the event"},
    ColumnSpec{"key", kTextCell, "事件编号", "Key", "The event's key within its source"},
    ColumnSpec{"revision", ColumnType::int32, "修订", "Revision",
               "Of the event key; source, key and revision are unique in a log"},
    ColumnSpec{"day", ColumnType::date, "日期", "Day", "Local day on which it happened"},
    ColumnSpec{"recorded", ColumnType::instant, "记录时间", "Recorded",
               "Instant of recording; null: not yet"},
    ColumnSpec{"json", kTextCell, "内容", "JSON",
               "The whole fact but for its words, as `kith_batch_add_json` reads it"},
};
constexpr std::array kWordsColumns = {
    ColumnSpec{"customer", kTextCell, "客户编号", "Customer",
               "Whom the words speak of; null: the book"},
    ColumnSpec{"kind", kTextCell, "类别", "Kind",
               "Kind of the fact that carries the text"},
    ColumnSpec{"field", kTextCell, "字段", "Field", "Column of that kind of fact"},
    ColumnSpec{
        "reference", kTextCell, "引用", "Reference",
        "32 hexadecimal digits, a function of event and field; never of the words"},
    ColumnSpec{"words", kTextCell, "文字", "Words", "What the text says"},
};
constexpr TableSchema kFacts{"facts", kFactsColumns};
constexpr TableSchema kWords{"words", kWordsColumns};
constexpr std::array<const TableSchema*, 2> kKept = {&kFacts, &kWords};

/// A row for each text whose words are known; other cells are passed over.
struct WordsOut {
  const Fact& fact;
  const Batch& batch;
  TableWriter& out;

  static void int32(std::int32_t, std::int32_t) {}
  static void int64(std::int32_t, std::int64_t) {}
  static void date(std::int32_t, Date) {}
  static void instant(std::int32_t, Instant) {}
  static void text(std::int32_t, std::string_view) {}
  static void document(std::int32_t, const std::string&) {}
  void words(std::int32_t column, TextRef ref) {
    const std::string_view said = batch.text(ref);
    if (said.empty()) return;
    if (!fact.head.root.empty()) out.text(0, fact.head.root.text());
    const TableSchema& schema = fact_schema(fact.kind());
    out.text(1, schema.name);
    out.text(2, schema.columns[static_cast<std::size_t>(column)].name);
    out.text(3, ref_name(ref));
    out.text(4, said);
    out.end_row();
  }
};

void append_hex(std::string& out, std::uint64_t n) {
  for (int shift = 60; shift >= 0; shift -= 4) out += kHexDigits[(n >> shift) & 15];
}

}  // namespace

std::string ref_name(TextRef ref) {
  std::string out;
  append_hex(out, ref.hi);
  append_hex(out, ref.lo);
  return out;
}

std::optional<TextRef> ref_named(std::string_view digits) {
  TextRef ref;
  if (digits.size() != 32) return std::nullopt;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const std::size_t value = kHexDigits.find(digits[i]);
    if (value == std::string_view::npos) return std::nullopt;
    std::uint64_t& half = i < 16 ? ref.hi : ref.lo;
    half = half << 4 | value;
  }
  return ref;
}

std::string fact_json(const Fact& fact, const Batch& documents) {
  const TableSchema& schema = fact_schema(fact.kind());
  JsonOut out{schema, documents, {{std::string(kKindMember), Json(schema.name)}}};
  detail::write_row(out, fact);
  return Json(std::move(out.members)).dump();
}

Result<std::int64_t> read_facts_json(std::string_view json, Zone zone, Instant recorded,
                                     Batch& batch) {
  auto parsed = Json::parse(json);
  if (!parsed) return parsed.error();
  Json::Array one;
  const Json::Array* facts = parsed->as_array();
  if (facts == nullptr) {
    one.push_back(*std::move(parsed));
    facts = &one;
  }
  Batch read;
  for (std::size_t i = 0; i < facts->size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    if (auto done = read_object((*facts)[i], row, zone, recorded, read); !done)
      return done.error();
  }
  batch.append(std::move(read));
  return static_cast<std::int64_t>(facts->size());
}

Table batch_facts(const Batch& batch) {
  TableWriter w(kFacts);
  for (const Fact& fact : batch.facts()) {
    if (!fact.head.root.empty()) w.text(0, fact.head.root.text());
    w.text(1, code_name(fact.kind()));
    w.text(2, fact.head.event.source);
    w.text(3, fact.head.event.key);
    w.int32(4, fact.head.revision);
    w.date(5, fact.head.occurred.day);
    if (fact.head.recorded != Instant()) w.instant(6, fact.head.recorded);
    w.text(7, fact_json(fact, batch));
    w.end_row();
  }
  return std::move(w).finish();
}

Table batch_words(const Batch& batch) {
  TableWriter w(kWords);
  for (const Fact& fact : batch.facts()) {
    WordsOut out{fact, batch, w};
    detail::write_row(out, fact);
  }
  return std::move(w).finish();
}

std::span<const TableSchema* const> kept_schemas() noexcept { return kKept; }

}  // namespace kith
