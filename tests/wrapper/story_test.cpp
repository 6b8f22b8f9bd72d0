// The story of the sample sheets through kith.hpp, in C++17: sheets in, the review of
// tiers, the day's list, once over a book and once over facts in memory.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "capi/columns.hpp"
#include "kith/kith.hpp"
#include "source_dir.hpp"

namespace {

constexpr int32_t kStart = 19631;           // 2023-10-01
constexpr int32_t kToday = 19656;           // 2023-10-26
constexpr int64_t kNow = 1698282000000000;  // 2023-10-26T09:00:00+08:00
constexpr const char* kCustomers = "table1_customers.csv";
constexpr const char* kFollowUps = "table2_followups.csv";

std::string file(const std::string& path) {
  std::ifstream in(kith::test::in_source(path), std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}
std::string sheet(const std::string& name) {
  return file("examples/data/document/" + name);
}

kith_import_options import_options() {
  kith_import_options o = KITH_IMPORT_OPTIONS_INIT;
  o.now = kNow;
  return o;
}
kith_view_options today() {
  kith_view_options o = KITH_VIEW_OPTIONS_INIT;
  o.has_as_of = 1;
  o.as_of = kToday;
  return o;
}
kith_book_options new_book() {
  kith_book_options o = KITH_BOOK_OPTIONS_INIT;
  o.create = 1;
  return o;
}

kith::Batch defaults() {
  kith::Batch batch = kith::Batch::create();
  for (int32_t kind = KITH_DOCUMENT_CALENDAR; kind <= KITH_DOCUMENT_PIPELINE; ++kind)
    batch.adopt(kith::Document::default_of(kind), kStart, kNow);
  return batch;
}

/// The story over facts in memory, its review appended.
kith::Batch story() {
  kith::Batch batch = defaults();
  batch.import(sheet(kCustomers), kCustomers, import_options());
  batch.import(sheet(kFollowUps), kFollowUps, import_options());
  batch.append(kith::View::open(batch, today()).review_tiers("2023-10", kStart, kNow));
  return batch;
}

/// A folder that goes with the test.
struct Folder {
  Folder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "kith-wrapper-XXXXXX").string();
    path = mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const std::string& name) const { return (path / name).string(); }
  std::filesystem::path path;
};

/// The error that a call throws.
template <class F>
kith::Error error_of(const F& call) {
  try {
    call();
  } catch (const kith::Error& e) {
    return e;
  }
  ADD_FAILURE() << "nothing was thrown";
  return kith::Error(KITH_OK, KITH_REASON_NONE, "");
}

TEST(Wrapper, TheStoryIsTheSameOverABookAndOverFacts) {
  const kith::Batch facts = story();
  const kith::View in_memory = kith::View::open(facts, today());

  const Folder folder;
  kith::Book book = kith::Book::open(folder.file("story.kith"), new_book());
  kith::Table report;
  EXPECT_EQ(book.record(defaults(), kNow, KITH_RECORD_OPTIONS_INIT, &report).created, 4);
  EXPECT_EQ(report.rows(), 4);
  book.import(sheet(kCustomers), kCustomers, import_options());
  book.import(sheet(kFollowUps), kFollowUps, import_options(), &report);
  EXPECT_EQ(report.rows(), 3);
  kith::Table tiers;
  book.record(
      kith::View::open(book, today()).review_tiers("2023-10", kStart, kNow, &tiers),
      kNow);
  EXPECT_EQ(tiers.name(), "tiers");
  const kith::View in_book = kith::View::open(book, today());

  EXPECT_EQ(in_book.due().to_csv().text(), in_memory.due().to_csv().text());
  EXPECT_EQ(in_book.tiers().to_csv().text(), in_memory.tiers().to_csv().text());
  EXPECT_EQ(in_book.as_of(), kToday);
}

TEST(Wrapper, TheListIsTheGoldenOne) {
  const kith::Table due = kith::View::open(story(), today()).due();
  std::istringstream golden(file("tests/golden/expected_2023-10-26.csv"));
  std::string line;
  std::getline(golden, line);  // headings
  const kith::Column customer = due.column("customer"), stream = due.column("stream");
  for (int64_t row = 0; row < due.rows(); ++row) {
    ASSERT_TRUE(std::getline(golden, line));
    const std::string begins =
        std::string(customer.at<std::string_view>(row).value()) + "," +
        std::string(stream.at<std::string_view>(row).value()) + ",";
    EXPECT_EQ(line.substr(0, begins.size()), begins);
  }
  EXPECT_FALSE(std::getline(golden, line)) << line;
}

TEST(Wrapper, ColumnsAreTypedSpansAndOptionals) {
  const kith::Table due = kith::View::open(story(), today()).due();
  const kith::Column day = due.column("due");
  EXPECT_EQ(day.type(), KITH_COLUMN_DATE);
  ASSERT_EQ(day.values<int32_t>().size(), due.rows());
  EXPECT_EQ(day.values<int32_t>()[0], 19655);  // 2023-10-25
  EXPECT_EQ(day.at<int32_t>(0), 19655);
  int64_t nulls = 0;
  for (int64_t row = 0; row < day.size(); ++row) nulls += day.at<int32_t>(row) ? 0 : 1;
  EXPECT_EQ(nulls, day.null_count());
  EXPECT_GT(nulls, 0);
  EXPECT_EQ(due.column_info(0).type,
            due.column(kith::to_cpp(due.column_info(0).name)).type());

  const kith::Error type = error_of([&] { (void)day.at<std::string_view>(0); });
  EXPECT_EQ(type.reason(), KITH_REASON_WRONG_TYPE);
  EXPECT_EQ(type.field(), "due");
  const kith::Error row = error_of([&] { (void)day.at<int32_t>(day.size()); });
  EXPECT_EQ(row.status(), KITH_OUT_OF_RANGE);
  EXPECT_EQ(row.row(), day.size());
  EXPECT_EQ(error_of([&] { (void)due.column("no such"); }).status(), KITH_NOT_FOUND);
}

TEST(Wrapper, AnErrorNamesItsPlaceAndOutlivesTheCall) {
  const kith::Error e = error_of([] { kith::Document::parse("{\"kind\": 3}"); });
  EXPECT_EQ(e.status(), KITH_INVALID_ARGUMENT);
  EXPECT_EQ(kith::status_name(e.status()), "invalid_argument");
  EXPECT_NE(kith::reason_name(e.reason()), "unknown");
  EXPECT_FALSE(std::string(e.what()).empty());
  EXPECT_FALSE(e.field().empty());
  ASSERT_FALSE(e.details().empty());
  EXPECT_EQ(e.details().front().first, "errors");
  EXPECT_GT(kith::Document::check("{\"kind\": 3}").rows(), 0);

  const std::vector<int32_t> days{kToday, 5'000'000}, n{1, 1};
  const kith::Error place = error_of([&] { kith::Calendar::create().add(days, n); });
  EXPECT_EQ(place.reason(), KITH_REASON_DATE_OUT_OF_RANGE);
  EXPECT_EQ(place.row(), 1);
}

TEST(Wrapper, AnEmptyHandleIsRefusedByName) {
  kith::Batch from = kith::Batch::create();
  const kith::Batch to = std::move(from);
  EXPECT_TRUE(to);
  EXPECT_FALSE(from);  // NOLINT: what a move leaves is promised
  const kith::Error e = error_of([&] { from.append(to); });
  EXPECT_EQ(e.reason(), KITH_REASON_NULL_ARGUMENT);
  EXPECT_EQ(e.field(), "batch");
}

TEST(Wrapper, CalendarsAndPacks) {
  const kith::Calendar china = kith::Calendar::create();
  const int32_t from[] = {kToday}, one[] = {1}, to[] = {kToday + 7};
  EXPECT_EQ(china.add(from, one).values, std::vector<int32_t>{kToday + 1});
  EXPECT_EQ(china.count(from, to).values, std::vector<int32_t>{5});
  EXPECT_EQ(china.count(from, to).provisional, std::vector<uint8_t>{0});
  EXPECT_EQ(china.days(kToday, kToday + 6).rows(), 7);
  EXPECT_EQ(error_of([&] { china.add(from, kith::Span<int32_t>()); }).status(),
            KITH_INVALID_ARGUMENT);

  const kith_string_view pack[] = {kith::to_c(
      R"({"year": 2027, "days": [{"name": "国庆节", "date": "2027-10-01", "isOffDay": true}]})")};
  kith::Table warnings;
  const kith::Document document = kith::Document::import_pack(
      KITH_PACK_DETECT, pack, "cn27", "notice, public", "1", &warnings);
  EXPECT_EQ(document.kind(), KITH_DOCUMENT_CALENDAR);
  EXPECT_EQ(document.id(), "cn27");
  EXPECT_EQ(document.hash().size(), 26u);
  EXPECT_EQ(kith::Document::parse(document.json()).hash(), document.hash());
  const int32_t friday[] = {21092}, itself[] = {0};  // 2027-10-01
  EXPECT_EQ(kith::Calendar::create(document).add(friday, itself).values[0], 21095);
}

TEST(Wrapper, DaysArePlanned) {
  const kith::Table jobs(kit::plan_jobs(kToday).take(nullptr));
  const kith::Table slots(kit::plan_slots(kToday).take(nullptr));
  const kith::Table caps(kit::plan_caps(kToday).take(nullptr));
  const auto china = kith::Calendar::create();
  const kith::Plan free = kith::plan_days(jobs, slots, kith::Table(), china, kToday);
  EXPECT_EQ(free.days.rows(), 3);
  EXPECT_EQ(free.places.rows(), 1);  // the visit, for which there is no slot
  const kith::Plan capped = kith::plan_days(jobs, slots, caps, china, kToday);
  EXPECT_EQ(capped.places.rows(), 1);
  EXPECT_THROW(kith::plan_days(slots, slots, caps, china, kToday), kith::Error);
}

TEST(Wrapper, TablesGoOutAndIn) {
  const kith::Table due = kith::View::open(story(), today()).due();
  ArrowSchema schema;
  ArrowArray array;
  due.to_arrow(&schema, &array);
  const kith::Table back = kith::Table::from_arrow(&schema, &array);
  EXPECT_EQ(back.to_csv().text(), due.to_csv().text());
  EXPECT_EQ(back.columns(), due.columns());
  std::vector<kith::Table> twice;
  twice.push_back(kith::View::open(story(), today()).due());
  twice.push_back(kith::View::open(story(), today()).due());
  EXPECT_EQ(kith::Table::concat(twice).rows(), 2 * due.rows());
  kith::Buffer a = due.to_csv();
  kith::Buffer b = std::move(a);
  a = std::move(b);
  EXPECT_EQ(a.text(), due.to_csv().text());
  EXPECT_EQ(a.data()[0], 'c');
}

TEST(Wrapper, FactsOneByOneAndByTable) {
  kith::Batch batch = defaults();
  kith_touch touch = KITH_TOUCH_INIT;
  touch.customer = kith::to_c("c1");
  touch.source = kith::to_c("crm");
  touch.key = kith::to_c("t1");
  touch.day = kToday;
  touch.recorded = kNow;
  batch.add_touch(touch);
  kith_stage stage = KITH_STAGE_INIT;
  stage.customer = touch.customer;
  stage.source = touch.source;
  stage.key = kith::to_c("s1");
  stage.deal = kith::to_c("d1");
  stage.end = KITH_DEAL_WON;
  stage.day = kToday;
  stage.recorded = kNow;
  batch.add_stage(stage);
  EXPECT_EQ(batch.size(), 6);
  const kith::Table nothing = kith::View::open(batch, today()).customers();
  EXPECT_EQ(error_of([&] { batch.add_table(99, nothing); }).reason(),
            KITH_REASON_UNKNOWN_KIND);
}

TEST(Wrapper, EveryQuestionAnswers) {
  const kith::Batch facts = story();
  const kith::View view = kith::View::open(facts, today());
  EXPECT_EQ(view.customers().name(), "customers");
  EXPECT_EQ(view.customers().rows(), 3);
  EXPECT_EQ(view.milestones().name(), "milestones");
  EXPECT_EQ(view.funnel().name(), "funnel");
  EXPECT_EQ(view.rates().name(), "rates");
  EXPECT_EQ(view.promises_kept().name(), "promises_kept");
  const kith::Table customers = view.customers();
  const kith::Column key = customers.column("customer_key");
  kith_list_options first = KITH_LIST_OPTIONS_INIT;
  first.limit = 1;
  EXPECT_EQ(view.history(key.at<std::string_view>(0).value(), first).rows(), 1);
  EXPECT_NE(view.review_html().text().find("<html"), std::string_view::npos);
}

int32_t stop(int64_t, int64_t, void* calls) {
  ++*static_cast<int*>(calls);
  return 1;
}

TEST(Wrapper, ABookIsKept) {
  const Folder folder;
  kith::Book book = kith::Book::open(folder.file("a.kith"), new_book());
  kith_record_options outbox = KITH_RECORD_OPTIONS_INIT;
  outbox.source = kith::to_c("erp");
  outbox.position = 7;
  book.record(story(), kNow, outbox);
  EXPECT_EQ(book.watermark("erp"), 7);
  EXPECT_EQ(book.info().customers, 3);
  book.check();
  EXPECT_EQ(book.rebuild(), 0);
  int calls = 0;
  EXPECT_EQ(error_of([&] { book.rebuild(stop, &calls); }).status(), KITH_CANCELLED);
  EXPECT_EQ(calls, 1);
  book.backup(folder.file("b.kith"));
  EXPECT_EQ(kith::Book::open(folder.file("b.kith")).info().facts, book.info().facts);
  EXPECT_EQ(error_of([&] { book.backup(folder.file("b.kith")); }).status(),
            KITH_ALREADY_EXISTS);
}

TEST(Wrapper, VersionsAreThoseOfTheHeader) {
  EXPECT_EQ(kith::abi_version(), KITH_ABI_VERSION);
  EXPECT_EQ(kith::version(), std::to_string(KITH_VERSION_MAJOR) + "." +
                                 std::to_string(KITH_VERSION_MINOR) + "." +
                                 std::to_string(KITH_VERSION_PATCH));
}

TEST(Wrapper, StatesOfAHostAnswerAsItsFacts) {
  const kith::Batch facts = story();
  const kith::Table rows = facts.facts();
  const auto text = [&](const kith::Table& table, const char* column, int64_t row) {
    return table.column(column).at<std::string_view>(row).value_or("");
  };
  kith::Batch book = kith::Batch::create(), history = kith::Batch::create();
  std::vector<std::string> customers;
  for (int64_t row = 0; row < rows.rows(); ++row) {
    const std::string customer(text(rows, "customer", row));
    (customer.empty() ? book : history).add_json(text(rows, "json", row));
    if (text(rows, "kind", row) == "customer") customers.push_back(customer);
  }
  kith::Batch words = kith::Batch::create();
  const kith::Table said = facts.words();
  for (int64_t row = 0; row < said.rows(); ++row)
    words.add_words(text(said, "reference", row), text(said, "words", row));

  const kith::Rules rules = kith::Rules::create(book);
  EXPECT_EQ(rules.fingerprint().size(), 26u);
  std::vector<kith::State> states;
  for (const std::string& customer : customers) {
    const kith::State built = kith::State::build(rules, customer, history);
    states.push_back(kith::State::from_bytes(rules, built.to_bytes().text()));
    EXPECT_EQ(kith::to_cpp(states.back().info().customer), customer);
  }
  const kith::View over = kith::View::open(rules, states, today(), words);
  const kith::View in_memory = kith::View::open(facts, today());
  EXPECT_EQ(over.due().to_csv().text(), in_memory.due().to_csv().text());
  EXPECT_EQ(over.tiers().to_csv().text(), in_memory.tiers().to_csv().text());

  kith_touch touch = KITH_TOUCH_INIT;
  touch.customer = kith::to_c(customers[0]);
  touch.source = kith::to_c("crm");
  touch.key = kith::to_c("1");
  touch.day = kToday;
  kith::Batch later = kith::Batch::create();
  later.add_touch(touch);
  EXPECT_EQ(states[0].fold(later).info().facts, states[0].info().facts + 1);
  touch.day = kStart;
  kith::Batch late = kith::Batch::create();
  late.add_touch(touch);
  EXPECT_EQ(error_of([&] { states[0].fold(late); }).reason(), KITH_REASON_NEEDS_HISTORY);
}

}  // namespace
