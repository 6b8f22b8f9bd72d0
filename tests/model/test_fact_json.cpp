// Facts as JSON and back, their words apart, and what is refused by name.
#include <gtest/gtest.h>

#include "kith/model/fact_json.hpp"
#include "model/docs_page.hpp"
#include "model/random_facts.hpp"

namespace kith {
namespace {

using test::all_kinds;
using test::RandomFacts;

class EveryJson : public ::testing::TestWithParam<FactKind> {};
INSTANTIATE_TEST_SUITE_P(Facts, EveryJson, ::testing::ValuesIn(all_kinds()),
                         [](const auto& kind) {
                           return std::string(code_name(kind.param));
                         });

void put_words(const Table& words, Batch& batch) {
  for (std::int64_t row = 0; row < words.rows(); ++row) {
    batch.put_text(ref_named(words.cell("reference", row)).value(),
                   words.cell("words", row));
  }
}

TEST_P(EveryJson, GivesTheSameFactsBackAndTheWordsApart) {
  Batch batch;
  RandomFacts random(21, batch);
  for (int i = 0; i < 300; ++i) batch.add(random.fact(GetParam())).value();
  const Table facts = batch_facts(batch);
  const Table words = batch_words(batch);
  ASSERT_EQ(facts.rows(), 300);
  EXPECT_EQ(words.rows(), static_cast<std::int64_t>(batch.texts().size()));
  Batch back;
  std::string list;
  for (std::int64_t row = 0; row < facts.rows(); ++row) {
    const std::string json = facts.cell("json", row);
    const auto n = read_facts_json(json, Zone{}, Instant(0), back);
    ASSERT_TRUE(n) << n.error().field() << ": " << n.error().message() << " in " << json;
    list += (row == 0 ? "[" : ",") + json;
  }
  EXPECT_EQ(back.facts(), batch.facts());
  EXPECT_EQ(back.documents(), batch.documents());
  EXPECT_TRUE(back.texts().empty());
  put_words(words, back);
  EXPECT_EQ(back.texts(), batch.texts());
  EXPECT_EQ(batch_facts(back), facts);
  EXPECT_EQ(batch_words(back), words);
  Batch at_once;
  EXPECT_EQ(read_facts_json(list + "]", Zone{}, Instant(0), at_once).value(), 300);
  EXPECT_EQ(at_once.facts(), batch.facts());
}

constexpr const char* kTouch =
    R"({"fact":"touch","customer":"c","source":"s","key":"1","day":"2023-10-20",)"
    R"("channel":"phone","content":"报价"})";

TEST(FactJson, TakesWordsAndStampsWhatHasNoRecordedTime) {
  Batch batch;
  ASSERT_TRUE(read_facts_json(kTouch, Zone{}, Instant(7), batch));
  const Fact& fact = batch.facts().at(0);
  EXPECT_EQ(fact.head.recorded, Instant(7));
  EXPECT_EQ(batch.text(std::get<TouchFact>(fact.body).content), "报价");
  EXPECT_EQ(batch_words(batch).cell("field", 0), "content");
  EXPECT_EQ(batch_words(batch).cell("customer", 0), "c");
}

void refused(std::string_view json, Reason reason, std::string_view field,
             std::int64_t row = 0) {
  Batch batch;
  const auto n = read_facts_json(json, Zone{}, Instant(0), batch);
  ASSERT_FALSE(n) << json;
  EXPECT_EQ(n.error().reason(), reason) << json << ": " << n.error().message();
  EXPECT_EQ(n.error().field(), field) << json;
  EXPECT_EQ(n.error().row(), row) << json;
  EXPECT_TRUE(batch.facts().empty());
}

std::string with(const char* member) {
  return std::string(R"({"fact":"touch","customer":"c","source":"s","key":"1","day":)") +
         R"("2023-10-20",)" + member + "}";
}

TEST(FactJson, RefusesByName) {
  refused("[", Reason::bad_syntax, "/0", -1);
  refused("7", Reason::wrong_type, "");
  refused("{}", Reason::missing_value, "fact");
  refused(R"({"fact":7})", Reason::wrong_type, "fact");
  refused(R"({"fact":"greeting"})", Reason::unknown_kind, "fact");
  refused(R"({"fact":"touch"})", Reason::missing_value, "customer");
  refused(with(R"("colour":"red")"), Reason::unknown_column, "colour");
  refused(with(R"("channel":"smoke")"), Reason::unknown_name, "channel");
  refused(with(R"("channel":7)"), Reason::wrong_type, "channel");
  refused(with(R"("revision":"7")"), Reason::wrong_type, "revision");
  refused(with(R"("revision":1.5)"), Reason::wrong_type, "revision");
  refused(with(R"("at":7)"), Reason::wrong_type, "at");
  refused(with(R"("at":"noon")"), Reason::bad_date, "at");
  refused(with(R"("content":{"ref":"xy"})"), Reason::bad_syntax, "content");
  refused(with(R"("content":{"words":"xy"})"), Reason::wrong_type, "content");
  refused(with(R"("content":{"ref":"00000000000000000000000000000001"})"),
          Reason::conflict, "content");
  refused(with(R"("purpose":{"ref":"00000000000000000000000000000001"})"),
          Reason::wrong_type, "purpose");
  refused("[" + std::string(kTouch) + ",{}]", Reason::missing_value, "fact", 1);
}

TEST(FactJson, AReferenceIsThirtyTwoDigits) {
  const TextRef ref{0x0123456789abcdefu, 0xfedcba9876543210u};
  EXPECT_EQ(ref_name(ref), "0123456789abcdeffedcba9876543210");
  EXPECT_EQ(ref_named(ref_name(ref)), ref);
  EXPECT_FALSE(ref_named("0123456789abcdeffedcba987654321"));
  EXPECT_FALSE(ref_named("0123456789ABCDEFFEDCBA9876543210"));
}

TEST(Docs, TablesPageHasTheTablesAHostKeeps) {
  std::string page;
  for (const TableSchema* schema : kept_schemas())
    page += schema_markdown(*schema) + "\n";
  test::expect_docs_part("docs/tables.md", "kept", page);
}

}  // namespace
}  // namespace kith
