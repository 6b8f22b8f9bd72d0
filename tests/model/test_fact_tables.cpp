// Facts through tables and back, wrong tables, and the page of documentation.
#include <gtest/gtest.h>

#include <set>

#include "model/docs_page.hpp"
#include "model/random_facts.hpp"

namespace kith {
namespace {

using test::all_kinds;
using test::RandomFacts;

class EveryTable : public ::testing::TestWithParam<FactKind> {};
INSTANTIATE_TEST_SUITE_P(Facts, EveryTable, ::testing::ValuesIn(all_kinds()),
                         [](const auto& kind) {
                           return std::string(code_name(kind.param));
                         });

TEST_P(EveryTable, GivesTheSameFactsTextsAndDocumentsBack) {
  Batch batch;
  RandomFacts random(11, batch);
  for (int i = 0; i < 300; ++i) {
    const auto added = batch.add(random.fact(GetParam()));
    ASSERT_TRUE(added) << added.error().field();
  }
  const Table table = facts_table(GetParam(), batch.facts(), batch);
  EXPECT_EQ(table.name(), code_name(GetParam()));
  Batch back;
  const auto n = read_facts(GetParam(), table, Zone{}, Instant(0), back);
  ASSERT_TRUE(n) << n.error().field() << " row " << n.error().row() << ": "
                 << n.error().message();
  EXPECT_EQ(*n, 300);
  EXPECT_EQ(back.facts(), batch.facts());
  EXPECT_EQ(back.texts(), batch.texts());
  EXPECT_EQ(back.documents(), batch.documents());
  EXPECT_EQ(facts_table(GetParam(), back.facts(), back), table);
}

/// The table without one column, the others in reverse order.
struct Cut {
  std::vector<ColumnSpec> columns;
  Table table;
};
std::unique_ptr<Cut> without(const Table& t, std::string_view dropped) {
  auto cut = std::make_unique<Cut>();
  std::vector<std::int32_t> kept;
  for (std::int32_t c = t.columns(); c-- > 0;) {
    if (t.spec(c).name == dropped) continue;
    kept.push_back(c);
    cut->columns.push_back(t.spec(c));
  }
  TableWriter w(TableSchema{"cut", cut->columns});
  for (std::int64_t row = 0; row < t.rows(); ++row) {
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(kept.size()); ++i) {
      const std::int32_t c = kept[static_cast<std::size_t>(i)];
      if (t.is_null(c, row)) continue;
      switch (t.spec(c).type) {
        case ColumnType::int32:
          w.int32(i, static_cast<std::int32_t>(t.integer(c, row)));
          break;
        case ColumnType::int64:
          w.int64(i, t.integer(c, row));
          break;
        case ColumnType::text:
          w.text(i, t.text(c, row));
          break;
        case ColumnType::date:
          w.date(i, t.date(c, row));
          break;
        case ColumnType::instant:
          w.instant(i, Instant(t.integer(c, row)));
          break;
        case ColumnType::float64:
          break;
      }
    }
    w.end_row();
  }
  cut->table = std::move(w).finish();
  return cut;
}

TEST_P(EveryTable, SaysWhichColumnsAreRequired) {
  Batch batch;
  RandomFacts random(12, batch);
  // Nothing else goes wrong when an optional column is away: no facts for which it is
  // needed by others.
  std::vector<Fact> facts;
  for (int i = 0; i < 40; ++i) facts.push_back(random.fact(GetParam()));
  const Table table = facts_table(GetParam(), facts, batch);
  for (const ColumnSpec& spec : fact_schema(GetParam()).columns) {
    const auto cut = without(table, spec.name);
    Batch back;
    const auto n = read_facts(GetParam(), cut->table, Zone{}, Instant(0), back);
    if (!split_meaning(spec.meaning).required) {
      if (!n) {
        EXPECT_NE(n.error().reason(), Reason::unknown_column);
        EXPECT_NE(n.error().reason(), Reason::wrong_type);
      }
      continue;
    }
    ASSERT_FALSE(n) << spec.name;
    EXPECT_EQ(n.error().reason(), Reason::missing_value) << spec.name;
    EXPECT_EQ(n.error().field(), spec.name);
    EXPECT_EQ(n.error().row(), 0);
    EXPECT_TRUE(back.facts().empty());
  }
}

TEST_P(EveryTable, HasDistinctColumnsWithKnownVocabularies) {
  std::set<std::string_view> names;
  const std::string page = fact_tables_markdown();
  for (const ColumnSpec& c : fact_schema(GetParam()).columns) {
    EXPECT_TRUE(names.insert(c.name).second) << c.name;
    EXPECT_FALSE(c.heading_zh.empty() || c.heading_en.empty() || c.meaning.empty())
        << c.name;
    const auto vocabulary = split_meaning(c.meaning).vocabulary;
    if (!vocabulary.empty()) {
      EXPECT_NE(page.find("### " + std::string(vocabulary) + "\n"), std::string::npos)
          << c.name;
    }
  }
}

TEST(CustomerTable, HasOneColumnAField) {
  const TableSchema& schema = fact_schema(FactKind::customer);
  std::int32_t column = schema.index_of("recorded");
  for (const FieldSpec& f : customer_fields()) {
    std::string name(f.name);
    if (f.type == FieldType::money) name += "_minor";
    // Later fields stand behind the columns that were there before them.
    if (f.field == Field::needs) column = schema.index_of("cleared");
    EXPECT_EQ(schema.index_of(name), ++column) << name;
  }
}

// ---- touches written by hand

constexpr ColumnSpec kColumns[] = {
    {"channel", ColumnType::text, "", "", ""},
    {"key", ColumnType::text, "", "", ""},
    {"revision", ColumnType::int64, "", "", ""},
    {"customer", ColumnType::text, "", "", ""},
    {"at", ColumnType::instant, "", "", ""},
    {"source", ColumnType::text, "", "", ""},
    {"day", ColumnType::date, "", "", ""},
    {"opening", ColumnType::int32, "", "", ""},
    {"replaces_source", ColumnType::text, "", "", ""},
    {"replaces_key", ColumnType::text, "", "", ""},
};
constexpr TableSchema kSchema{"mine", kColumns};

TableWriter row(const char* customer = "c", const char* key = "k") {
  TableWriter w(kSchema);
  w.text(1, key);
  w.text(3, customer);
  w.text(5, "s");
  return w;
}
Error read_error(TableWriter w) {
  w.end_row();
  Batch batch;
  const auto n =
      read_facts(FactKind::touch, std::move(w).finish(), Zone{}, Instant(7), batch);
  EXPECT_FALSE(n);
  EXPECT_TRUE(batch.facts().empty());
  return n ? Error(Status::ok, Reason::none, "") : n.error();
}

TEST(ReadFacts, FindsColumnsByNameAndFillsInTheRest) {
  TableWriter w = row();
  w.instant(4, Instant::parse("2023-10-26T23:30:00+08:00").value());
  w.int64(2, 2);
  w.text(0, "");  // an empty text is a null
  w.end_row();
  Batch batch;
  ASSERT_TRUE(
      read_facts(FactKind::touch, std::move(w).finish(), Zone{}, Instant(7), batch));
  const Fact& f = batch.facts().at(0);
  EXPECT_EQ(f.head.occurred.day.iso(), "2023-10-26");
  EXPECT_EQ(f.head.recorded, Instant(7));
  EXPECT_EQ(f.head.revision, 2);
  EXPECT_EQ(std::get<TouchFact>(f.body), TouchFact{});
}

TEST(ReadFacts, NamesColumnAndRow) {
  const auto expect = [](const Error& e, const char* field, Reason reason) {
    EXPECT_EQ(e.field(), field) << e.message();
    EXPECT_EQ(e.reason(), reason) << field;
    EXPECT_EQ(e.row(), 0);
  };
  expect(read_error(row()), "day", Reason::missing_value);
  expect(read_error(row("")), "customer", Reason::missing_value);
  TableWriter w = row();
  w.date(6, Date(19000));
  w.instant(4, Instant(0));
  expect(read_error(std::move(w)), "day", Reason::conflict);
  w = row();
  w.date(6, Date(19000));
  w.text(0, "面谈");
  expect(read_error(std::move(w)), "channel", Reason::unknown_name);
  w = row();
  w.date(6, Date(19000));
  w.int32(7, 2);
  expect(read_error(std::move(w)), "opening", Reason::bad_number);
  w = row();
  w.date(6, Date(19000));
  w.int64(2, std::int64_t{1} << 40);
  expect(read_error(std::move(w)), "revision", Reason::bad_number);
  w = row();
  w.date(6, Date(19000));
  w.int64(2, -1);
  expect(read_error(std::move(w)), "revision", Reason::bad_number);
  w = row();
  w.date(6, Date(19000));
  w.text(8, "s");
  expect(read_error(std::move(w)), "replaces_key", Reason::missing_value);
  w = row();
  w.date(6, Date(19000));
  w.text(9, "k2");
  expect(read_error(std::move(w)), "replaces_key", Reason::missing_value);
  w = row("c", "\xff");
  w.date(6, Date(19000));
  expect(read_error(std::move(w)), "key", Reason::bad_utf8);
  w = row();
  w.date(6, Date(99999999));
  expect(read_error(std::move(w)), "day", Reason::date_out_of_range);
}

template <std::size_t N>
Result<std::int64_t> read_columns(const ColumnSpec (&columns)[N], bool filled,
                                  FactKind kind = FactKind::touch) {
  TableWriter w(TableSchema{"t", columns});
  if (filled) w.text(0, "x");
  w.end_row();
  Batch batch;
  return read_facts(kind, std::move(w).finish(), Zone{}, Instant(0), batch);
}
TEST(ReadFacts, RefusesColumnsItCannotUse) {
  static constexpr ColumnSpec unknown[] = {{"colour", ColumnType::text, "", "", ""}};
  static constexpr ColumnSpec wrong[] = {{"day", ColumnType::text, "", "", ""}};
  static constexpr ColumnSpec twice[] = {{"key", ColumnType::text, "", "", ""},
                                         {"key", ColumnType::text, "", "", ""}};
  EXPECT_EQ(read_columns(unknown, true).error().reason(), Reason::unknown_column);
  EXPECT_EQ(read_columns(unknown, true).error().field(), "colour");
  EXPECT_EQ(read_columns(wrong, true).error().reason(), Reason::wrong_type);
  EXPECT_EQ(read_columns(wrong, true).error().field(), "day");
  EXPECT_EQ(read_columns(wrong, false).error().reason(),
            Reason::missing_value);  // nulls have any type
  EXPECT_EQ(read_columns(twice, true).error().reason(), Reason::duplicate);
  EXPECT_EQ(read_columns(wrong, true, static_cast<FactKind>(5)).error().reason(),
            Reason::unknown_kind);
}

TEST(ReadFacts, AnAdoptionTakesItsKindIdAndHashFromTheDocument) {
  const TableSchema& schema = fact_schema(FactKind::adopt);
  const auto read = [&](const char* document, const char* id, Batch& batch) {
    TableWriter w(schema);
    w.text(schema.index_of("source"), "s");
    w.text(schema.index_of("key"), "k");
    w.date(schema.index_of("day"), Date(1));
    w.date(schema.index_of("effective"), Date(5));
    w.text(schema.index_of("document"), document);
    w.text(schema.index_of("id"), id);
    w.end_row();
    return read_facts(FactKind::adopt, std::move(w).finish(), Zone{}, Instant(0), batch);
  };
  Batch batch;
  const char* json = R"({"kind":"cadence","schema":1,"id":"c"})";
  ASSERT_TRUE(read(json, "", batch));
  const auto& b = std::get<AdoptFact>(batch.facts().at(0).body);
  EXPECT_EQ(b.kind, DocumentKind::cadence);
  EXPECT_EQ(b.id, "c");
  EXPECT_EQ(batch.documents().at(b.hash).json, read_document(json)->json);
  EXPECT_EQ(read(json, "d", batch).error().reason(), Reason::conflict);
  EXPECT_EQ(read("{}", "", batch).error().field(), "document");
  EXPECT_EQ(read("", "c", batch).error().reason(), Reason::missing_value);
  EXPECT_EQ(batch.facts().size(), 1u);
}

TEST(ReadFacts, ClearedFieldsAreNamed) {
  const TableSchema& schema = fact_schema(FactKind::customer);
  const auto read = [&](const char* cleared, Batch& batch) {
    TableWriter w(schema);
    w.text(schema.index_of("customer"), "c");
    w.text(schema.index_of("source"), "s");
    w.text(schema.index_of("key"), "k");
    w.date(schema.index_of("day"), Date(1));
    w.text(schema.index_of("size"), "大");
    w.int64(schema.index_of("past_amount_minor"), 5);
    w.text(schema.index_of("currency"), "USD");
    w.text(schema.index_of("cleared"), cleared);
    w.end_row();
    return read_facts(FactKind::customer, std::move(w).finish(), Zone{}, Instant(0),
                      batch);
  };
  Batch batch;
  ASSERT_TRUE(read("region|name", batch));
  const CustomerFact expected{
      {{Field::name, {}},
       {Field::size, std::string("大")},
       {Field::region, {}},
       {Field::past_amount, Money{5, Currency::parse("USD").value()}}}};
  EXPECT_EQ(std::get<CustomerFact>(batch.facts().at(0).body), expected);
  EXPECT_EQ(read("colour", batch).error().reason(), Reason::unknown_name);
  EXPECT_EQ(read("size", batch).error().reason(), Reason::conflict);
  EXPECT_EQ(read("name|name", batch).error().field(), "cleared");
}

// ---- the page

TEST(Meaning, IsTakenApart) {
  const MeaningParts all = split_meaning(
      "Required. Unit: minor units of `currency`. Vocabulary: rating. Rest. More.");
  EXPECT_TRUE(all.required);
  EXPECT_EQ(all.unit, "minor units of `currency`");
  EXPECT_EQ(all.vocabulary, "rating");
  EXPECT_EQ(all.text, "Rest. More.");
  EXPECT_TRUE(split_meaning("Required.").required);
  EXPECT_EQ(split_meaning("Unit: days.").unit, "days");
  EXPECT_EQ(split_meaning("Unit: days").unit, "days");
  EXPECT_EQ(split_meaning("Plain words").text, "Plain words");
}
TEST(Docs, TablesPageIsWrittenFromTheSchemas) {
  test::expect_docs_part("docs/tables.md", "facts", fact_tables_markdown());
}

}  // namespace
}  // namespace kith
