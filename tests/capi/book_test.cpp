// Batches, books, views, questions, imports and pages through the C interface.
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>
#include <vector>

#include "kit.hpp"

namespace {

using namespace kit;

TEST(CapiBatch, EventsByStructAndByTableAreTheSameFact) {
  const Batch by_struct = batch();
  kith_touch t = touch("yy", "t1", kDay);
  t.content = sv("报价");
  KIT_OK(kith_batch_add_touch(by_struct.get(), &t, error));
  EXPECT_EQ(kith_batch_size(by_struct.get()), 1);

  // The same touch as a table, from the columns that Arrow gives.
  const char* names[] = {"customer", "source", "key", "channel", "content"};
  const char* words[] = {"yy", "test", "t1", "phone", "报价"};
  ArrowSchema schemas[6]{};
  ArrowArray arrays[6]{};
  ArrowSchema* schema_list[6];
  ArrowArray* array_list[6];
  int32_t offsets[5][2];
  const void* buffers[6][3];
  const auto keep_schema = [](ArrowSchema* s) { s->release = nullptr; };
  const auto keep_array = [](ArrowArray* a) { a->release = nullptr; };
  for (int i = 0; i < 6; ++i) {
    schemas[i].format = i < 5 ? "u" : "tdD";
    schemas[i].name = i < 5 ? names[i] : "day";
    schemas[i].release = keep_schema;
    arrays[i].length = 1;
    arrays[i].n_buffers = i < 5 ? 3 : 2;
    arrays[i].buffers = buffers[i];
    arrays[i].release = keep_array;
    buffers[i][0] = nullptr;
    if (i < 5) {
      offsets[i][0] = 0;
      offsets[i][1] = static_cast<int32_t>(std::string_view(words[i]).size());
      buffers[i][1] = offsets[i];
      buffers[i][2] = words[i];
    } else {
      buffers[i][1] = &kDay;
    }
    schema_list[i] = &schemas[i];
    array_list[i] = &arrays[i];
  }
  const void* none[1] = {nullptr};
  ArrowSchema schema{"+s", "", nullptr, 0, 6, schema_list, nullptr, keep_schema, nullptr};
  ArrowArray array{1, 0, 0, 1, 6, none, array_list, nullptr, keep_array, nullptr};
  kith_table* made = nullptr;
  KIT_OK(kith_table_from_arrow(&schema, &array, &made, error));
  const Table table(made);
  const Batch by_table = batch();
  int64_t added = 0;
  KIT_OK(kith_batch_add_table(by_table.get(), KITH_FACT_TOUCH, made, 0, &added, error));
  EXPECT_EQ(added, 1);

  const Folder folder;
  const Book book = new_book(folder.file("b.kith"));
  kith_record_result result = KITH_RECORD_RESULT_INIT;
  KIT_OK(kith_book_record(book.get(), by_struct.get(), kNow, nullptr, &result, nullptr,
                          error));
  EXPECT_EQ(result.created, 1);
  KIT_OK(kith_book_record(book.get(), by_table.get(), kNow, nullptr, &result, nullptr,
                          error));
  EXPECT_EQ(result.unchanged, 1);
  EXPECT_EQ(result.created, 0);
}

TEST(CapiBatch, MembersAreNamed) {
  const Batch b = batch();
  const auto bad = [&](int32_t reason, const char* field, auto change,
                       kith_status status = KITH_INVALID_ARGUMENT) {
    kith_touch t = touch("yy", "t1", kDay);
    change(t);
    KIT_FAIL(status, reason, field, kith_batch_add_touch(b.get(), &t, error));
    EXPECT_EQ(kith_batch_size(b.get()), 0);
  };
  bad(KITH_REASON_MISSING_VALUE, "customer", [](kith_touch& t) { t.customer = {}; });
  bad(KITH_REASON_MISSING_VALUE, "source", [](kith_touch& t) { t.source = sv(""); });
  bad(KITH_REASON_MISSING_VALUE, "key", [](kith_touch& t) { t.key = {}; });
  bad(KITH_REASON_NULL_ARGUMENT, "content", [](kith_touch& t) { t.content.size = 3; });
  bad(KITH_REASON_BAD_UTF8, "feedback", [](kith_touch& t) { t.feedback = sv("\xff"); });
  bad(KITH_REASON_BAD_UTF8, "actor", [](kith_touch& t) { t.actor = {"a\0b", 3}; });
  bad(KITH_REASON_UNKNOWN_NAME, "channel", [](kith_touch& t) { t.channel = 99; });
  bad(KITH_REASON_UNKNOWN_NAME, "level", [](kith_touch& t) { t.level = -1; });
  bad(KITH_REASON_UNKNOWN_NAME, "outcome", [](kith_touch& t) { t.outcome = 9; });
  bad(KITH_REASON_BAD_NUMBER, "opening", [](kith_touch& t) { t.opening = 2; });
  bad(KITH_REASON_BAD_NUMBER, "revision", [](kith_touch& t) { t.revision = -1; });
  bad(KITH_REASON_DATE_OUT_OF_RANGE, "day", [](kith_touch& t) { t.day = 2932897; });
  bad(
      KITH_REASON_BAD_STRUCT_SIZE, "reserved", [](kith_touch& t) { t.reserved = 1; },
      KITH_UNIMPLEMENTED);
  bad(KITH_REASON_BAD_STRUCT_SIZE, "touch", [](kith_touch& t) { t.struct_size = 0; });
  bad(KITH_REASON_TOO_LARGE, "customer", [](kith_touch& t) {
    static const std::string long_key(256, 'x');
    t.customer = {long_key.data(), 256};
  });

  kith_stage s = KITH_STAGE_INIT;
  s.customer = sv("yy");
  s.source = sv("test");
  s.key = sv("s1");
  s.deal = sv("d1");
  s.end = 7;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_NAME, "end",
           kith_batch_add_stage(b.get(), &s, error));
}

TEST(CapiBatch, AppendAndSelf) {
  const Batch a = small_batch();
  const Batch b = small_batch();
  KIT_OK(kith_batch_append(a.get(), b.get(), error));
  EXPECT_EQ(kith_batch_size(a.get()), 2 * kith_batch_size(b.get()));
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_CONFLICT, "other",
           kith_batch_append(a.get(), a.get(), error));
}

TEST(CapiBook, RecordInfoCheckRebuildBackupWatermark) {
  const Folder folder;
  const Book book = new_book(folder.file("b.kith"));
  const Batch b = small_batch();
  kith_record_options o = KITH_RECORD_OPTIONS_INIT;
  o.source = sv("outbox");
  o.position = 42;
  kith_record_result result = KITH_RECORD_RESULT_INIT;
  kith_table* report = nullptr;
  o.dry_run = 1;
  KIT_OK(kith_book_record(book.get(), b.get(), kNow, &o, &result, &report, error));
  EXPECT_EQ(result.created, 9);
  EXPECT_EQ(rows(Table(report)), 9);
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  KIT_OK(kith_book_info(book.get(), &summary, error));
  EXPECT_EQ(summary.facts, 0) << "a dry run writes nothing";
  o.dry_run = 0;
  KIT_OK(kith_book_record(book.get(), b.get(), kNow, &o, nullptr, nullptr, error));
  KIT_OK(kith_book_info(book.get(), &summary, error));
  EXPECT_EQ(summary.facts, 9);
  EXPECT_EQ(summary.customers, 2);
  EXPECT_EQ(summary.last_recorded, kNow);
  EXPECT_EQ(summary.zone_minutes, 480);
  EXPECT_EQ(summary.has_start, 0);
  int64_t position = 0;
  KIT_OK(kith_book_watermark(book.get(), "outbox", -1, &position, error));
  EXPECT_EQ(position, 42);
  KIT_OK(kith_book_watermark(book.get(), "other", -1, &position, error));
  EXPECT_EQ(position, -1);
  KIT_OK(kith_book_check(book.get(), error));
  int64_t differed = 7;
  KIT_OK(kith_book_rebuild(book.get(), nullptr, nullptr, &differed, error));
  EXPECT_EQ(differed, 0);
  KIT_OK(kith_book_backup(book.get(), folder.file("copy.kith").c_str(), -1, error));
  kith_book* copy = nullptr;
  KIT_OK(kith_book_open(folder.file("copy.kith").c_str(), -1, nullptr, &copy, error));
  KIT_OK(kith_book_info(copy, &summary, error));
  EXPECT_EQ(summary.facts, 9);
  kith_book_close(copy);
  kith_error* error = nullptr;
  EXPECT_EQ(
      kith_book_record(book.get(), b.get(), kNow - 1, nullptr, nullptr, nullptr, &error),
      KITH_INVALID_ARGUMENT);
  EXPECT_EQ(kith_error_reason(error), KITH_REASON_BAD_ORDER);
  kith_error_free(error);
}

TEST(CapiBook, CustomersAreLeftBehindAndBroughtUp) {
  const Folder folder;
  const Book book = new_book(folder.file("b.kith"));
  KIT_OK(kith_book_record(book.get(), small_batch().get(), kNow, nullptr, nullptr,
                          nullptr, error));
  kith_document* cadence = nullptr;
  KIT_OK(kith_document_default(KITH_DOCUMENT_CADENCE, &cadence, error));
  const Batch adoption = batch();
  KIT_OK(
      kith_batch_adopt(adoption.get(), cadence, kDay, nullptr, 0, nullptr, 0, 0, error));
  kith_document_free(cadence);
  kith_record_options o = KITH_RECORD_OPTIONS_INIT;
  o.defer = 1;
  kith_record_result result = KITH_RECORD_RESULT_INIT;
  KIT_OK(kith_book_record(book.get(), adoption.get(), kNow, &o, &result, nullptr, error));
  EXPECT_EQ(result.created, 1);
  EXPECT_EQ(result.states_written, 0);
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  KIT_OK(kith_book_info(book.get(), &summary, error));
  EXPECT_EQ(summary.behind, 2);
  int64_t left = 7;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_NUMBER, "customers",
           kith_book_catch_up(book.get(), 0, &left, error));
  EXPECT_EQ(left, 0) << "outputs are empty after a failure";
  KIT_OK(kith_book_catch_up(book.get(), 1, &left, error));
  EXPECT_EQ(left, 1);
  KIT_OK(kith_book_catch_up(book.get(), 5, &left, error));
  EXPECT_EQ(left, 0);
  KIT_OK(kith_book_check(book.get(), error));
  o.defer = 2;
  KIT_FAIL(
      KITH_INVALID_ARGUMENT, KITH_REASON_BAD_NUMBER, "defer",
      kith_book_record(book.get(), adoption.get(), kNow, &o, nullptr, nullptr, error));
}

TEST(CapiBook, OptionsOfANewBookStay) {
  const Folder folder;
  kith_book_options o = KITH_BOOK_OPTIONS_INIT;
  o.create = 1;
  o.has_zone = 1;
  o.zone_minutes = 0;
  o.has_start = 1;
  o.start_day = kDay;
  o.salt[15] = 9;
  o.busy_ms = -1;
  o.durability = KITH_DURABILITY_NORMAL;
  kith_book* b = nullptr;
  KIT_OK(kith_book_open(folder.file("b.kith").c_str(), -1, &o, &b, error));
  kith_book_close(b);
  KIT_OK(kith_book_open(folder.file("b.kith").c_str(), -1, nullptr, &b, error));
  const Book book(b);
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  KIT_OK(kith_book_info(b, &summary, error));
  EXPECT_EQ(summary.zone_minutes, 0);
  EXPECT_EQ(summary.has_start, 1);
  EXPECT_EQ(summary.start_day, kDay);
  EXPECT_EQ(summary.salt[15], 9);
}

TEST(CapiBook, WhatIsNoBookIsRefusedUntouched) {
  const Folder folder;
  kith_book* b = nullptr;
  kith_error* error = nullptr;
  const auto open = [&](const std::string& path, const kith_book_options* o) {
    kith_error_free(error);
    b = reinterpret_cast<kith_book*>(std::uintptr_t{8});
    const kith_status status = kith_book_open(path.c_str(), -1, o, &b, &error);
    EXPECT_EQ(b, nullptr) << path;
    EXPECT_EQ(kith_error_status(error), status);
    return status;
  };
  EXPECT_EQ(open(folder.file("absent.kith"), nullptr), KITH_NOT_FOUND);
  EXPECT_FALSE(std::filesystem::exists(folder.file("absent.kith")));

  std::ofstream(folder.file("text.kith")) << std::string(5000, 'x');
  EXPECT_NE(open(folder.file("text.kith"), nullptr), KITH_OK);
  EXPECT_EQ(kith_error_reason(error), KITH_REASON_NOT_A_BOOK);
  EXPECT_EQ(std::filesystem::file_size(folder.file("text.kith")), 5000u);

  std::filesystem::create_directory(folder.file("folder.kith"));
  kith_book_options create = KITH_BOOK_OPTIONS_INIT;
  create.create = 1;
  EXPECT_NE(open(folder.file("folder.kith"), &create), KITH_OK);
  EXPECT_NE(open(folder.file("no/such/folder/b.kith"), &create), KITH_OK);

  create.read_only = 1;
  EXPECT_EQ(open(folder.file("x.kith"), &create), KITH_INVALID_ARGUMENT);
  EXPECT_EQ(kith_error_reason(error), KITH_REASON_CONFLICT);
  kith_error_free(error);
}

TEST(CapiBook, DamageIsNamed) {
  const Folder folder;
  const std::string path = folder.file("b.kith");
  {
    const Book book = new_book(path);
    KIT_OK(kith_book_record(book.get(), small_batch().get(), kNow, nullptr, nullptr,
                            nullptr, error));
  }
  // Every page but the first is overwritten.
  const auto size = static_cast<std::int64_t>(std::filesystem::file_size(path));
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    for (std::int64_t i = 4096; i < size; ++i) file.put('\x5a');
  }
  kith_book* b = nullptr;
  kith_error* error = nullptr;
  kith_status status = kith_book_open(path.c_str(), -1, nullptr, &b, &error);
  if (status == KITH_OK) status = kith_book_check(b, &error);
  EXPECT_EQ(status, KITH_DATA_LOSS) << str(kith_error_message(error));
  kith_error_free(error);
  kith_book_close(b);
}

TEST(CapiBook, ReadOnlyRefusesToRecord) {
  const Folder folder;
  const std::string path = folder.file("b.kith");
  new_book(path).reset();
  kith_book_options o = KITH_BOOK_OPTIONS_INIT;
  o.read_only = 1;
  kith_book* b = nullptr;
  KIT_OK(kith_book_open(path.c_str(), -1, &o, &b, error));
  const Book book(b);
  kith_error* error = nullptr;
  EXPECT_NE(
      kith_book_record(b, small_batch().get(), kNow, nullptr, nullptr, nullptr, &error),
      KITH_OK);
  EXPECT_EQ(kith_error_reason(error), KITH_REASON_READ_ONLY);
  kith_error_free(error);
}

struct Caller {
  kith_book* book = nullptr;
  int32_t calls = 0;
  kith_status inner = KITH_OK;
};

TEST(CapiBook, ACallbackCancelsAndMayNotComeBack) {
  const Folder folder;
  const Book book = new_book(folder.file("b.kith"));
  kith_record_options o = KITH_RECORD_OPTIONS_INIT;
  Caller caller{book.get()};
  o.user_data = &caller;
  o.progress = [](int64_t, int64_t, void* data) -> int32_t {
    auto& c = *static_cast<Caller*>(data);
    ++c.calls;
    c.inner = kith_book_check(c.book, nullptr);
    return 1;
  };
  const Batch b = small_batch();
  kith_record_result result = KITH_RECORD_RESULT_INIT;
  result.created = 9;
  EXPECT_EQ(kith_book_record(book.get(), b.get(), kNow, &o, &result, nullptr, nullptr),
            KITH_CANCELLED);
  EXPECT_EQ(caller.calls, 1);
  EXPECT_EQ(caller.inner, KITH_FAILED_PRECONDITION);
  EXPECT_EQ(result.created, 0);
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  KIT_OK(kith_book_info(book.get(), &summary, error));
  EXPECT_EQ(summary.facts, 0);
}

TEST(CapiBook, AfterForkEveryCallFails) {
  const Folder folder;
  Book book = new_book(folder.file("b.kith"));
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    kith_error* error = nullptr;
    const bool good = kith_book_check(book.get(), &error) == KITH_FAILED_PRECONDITION &&
                      kith_error_reason(error) == KITH_REASON_FORKED;
    kith_error_free(error);
    book.reset();
    _exit(good ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  KIT_OK(kith_book_check(book.get(), error));
}

TEST(CapiBook, ThreadsTakeTurns) {
  const Folder folder;
  const Book book = new_book(folder.file("b.kith"));
  KIT_OK(kith_book_record(book.get(), small_batch().get(), kNow, nullptr, nullptr,
                          nullptr, error));
  kith_view* v = nullptr;
  KIT_OK(kith_view_open(book.get(), nullptr, &v, error));
  const View view(v);
  std::atomic<int> failures{0};
  std::vector<std::thread> threads;
  for (int n = 0; n < 4; ++n) {
    threads.emplace_back([&, n] {
      for (int i = 0; i < 20; ++i) {
        kith_table* t = nullptr;
        if (kith_view_due(v, nullptr, &t, nullptr) != KITH_OK) ++failures;
        kith_table_free(t);
        const Batch b = batch();
        const std::string key = std::to_string(n) + "/" + std::to_string(i);
        const kith_touch one = touch("yy", key.c_str(), kDay);
        if (kith_batch_add_touch(b.get(), &one, nullptr) != KITH_OK) ++failures;
        if (kith_book_record(book.get(), b.get(), kNow, nullptr, nullptr, nullptr,
                             nullptr) != KITH_OK)
          ++failures;
      }
    });
  }
  for (std::thread& t : threads) t.join();
  EXPECT_EQ(failures, 0);
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  KIT_OK(kith_book_info(book.get(), &summary, error));
  EXPECT_EQ(summary.facts, 9 + 80);
}

/// All questions of a view, as CSV.
std::string answers(const kith_view* v) {
  std::string out;
  kith_table* t = nullptr;
  const auto take = [&](kith_status status, const char* name) {
    EXPECT_EQ(status, KITH_OK) << name;
    if (t == nullptr) return;
    EXPECT_EQ(str(kith_table_name(t)), name);
    out += csv(t) + "\n";
    kith_table_free(t);
    t = nullptr;
  };
  take(kith_view_customers(v, nullptr, &t, nullptr), "customers");
  take(kith_view_due(v, nullptr, &t, nullptr), "due");
  take(kith_view_tiers(v, nullptr, &t, nullptr), "tiers");
  take(kith_view_milestones(v, nullptr, &t, nullptr), "milestones");
  take(kith_view_funnel(v, nullptr, &t, nullptr), "funnel");
  take(kith_view_rates(v, nullptr, &t, nullptr), "rates");
  take(kith_view_history(v, "yy", -1, nullptr, &t, nullptr), "history");
  take(kith_view_promises_kept(v, nullptr, &t, nullptr), "promises_kept");
  return out;
}

TEST(CapiView, BookAndBatchAnswerAlikeAndTheViewOutlivesItsBook) {
  const Folder folder;
  Book book = new_book(folder.file("b.kith"));
  const Batch b = small_batch();
  KIT_OK(kith_book_record(book.get(), b.get(), kNow, nullptr, nullptr, nullptr, error));
  kith_view_options cut = KITH_VIEW_OPTIONS_INIT;
  cut.has_as_of = 1;
  cut.as_of = kDay;
  kith_view* v = nullptr;
  KIT_OK(kith_view_open(book.get(), &cut, &v, error));
  const View over_book(v);
  KIT_OK(kith_view_open_over_batch(b.get(), nullptr, &cut, &v, error));
  const View over_batch(v);
  book.reset();
  int32_t day = 0;
  KIT_OK(kith_view_as_of(v, &day, error));
  EXPECT_EQ(day, kDay);
  const std::string expected = answers(over_batch.get());
  EXPECT_GT(expected.size(), 200u);
  // Histories tell the time of recording, which a batch does not have.
  const auto upto = [](const std::string& s) {
    return s.substr(0, s.find("customer_key,recorded"));
  };
  EXPECT_EQ(upto(answers(over_book.get())).substr(0, 400), upto(expected).substr(0, 400));
}

TEST(CapiView, LimitsAndPeriods) {
  const Batch b = small_batch();
  const View v = view_over(b);
  kith_list_options list = KITH_LIST_OPTIONS_INIT;
  list.limit = 1;
  kith_table* t = nullptr;
  KIT_OK(kith_view_customers(v.get(), &list, &t, error));
  EXPECT_EQ(rows(Table(t)), 1);
  list.limit = -1;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_NUMBER, "limit",
           kith_view_tiers(v.get(), &list, &t, error));
  kith_rates_options rates = KITH_RATES_OPTIONS_INIT;
  rates.has_period = 1;
  rates.period_first = kDay;
  rates.period_last = kDay - 1;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_ORDER, "period_last",
           kith_view_rates(v.get(), &rates, &t, error));
  kith_view_options cut = KITH_VIEW_OPTIONS_INIT;
  cut.has_known_at = 1;
  cut.known_at = kNow;
  kith_view* refused = nullptr;
  kith_error* error = nullptr;
  EXPECT_NE(kith_view_open_over_batch(b.get(), nullptr, &cut, &refused, &error), KITH_OK);
  EXPECT_EQ(kith_error_reason(error), KITH_REASON_NO_RECORDED);
  kith_error_free(error);
}

TEST(CapiView, AReviewDecidesOnce) {
  const Folder folder;
  const Book book = new_book(folder.file("b.kith"));
  KIT_OK(kith_book_record(book.get(), small_batch().get(), kNow, nullptr, nullptr,
                          nullptr, error));
  kith_view* v = nullptr;
  KIT_OK(kith_view_open(book.get(), nullptr, &v, error));
  const View view(v);
  kith_batch* decisions = nullptr;
  kith_table* table = nullptr;
  KIT_OK(kith_view_review_tiers(v, "2023Q4", -1, kDay + 1, 0, &decisions, &table, error));
  const Batch owned(decisions);
  const Table told(table);
  EXPECT_EQ(str(kith_table_name(table)), "tiers");
  KIT_OK(kith_book_record(book.get(), decisions, kNow, nullptr, nullptr, nullptr, error));
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_NULL_ARGUMENT, "decisions",
           kith_view_review_tiers(v, "r", -1, kDay, 0, nullptr, nullptr, error));
}

const char kSheet[] =
    "客户名称,客户分级,负责人,最后跟进时间\n"
    "YY制造集团,A级,李*,2023-10-15\n"
    "XX科技有限公司,B级,王*,2023-10-20\n";

TEST(CapiExchange, ASheetIntoABatchAndABook) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(kSheet);
  const int64_t size = sizeof kSheet - 1;
  kith_import_options o = KITH_IMPORT_OPTIONS_INIT;
  o.now = kNow;
  o.dry_run = 1;
  const Batch b = batch();
  kith_table* report = nullptr;
  KIT_OK(kith_batch_import(b.get(), bytes, size, "a.csv", -1, &o, &report, error));
  EXPECT_GE(rows(Table(report)), 2);
  EXPECT_EQ(kith_batch_size(b.get()), 0) << "a dry run";
  o.dry_run = 0;
  KIT_OK(kith_batch_import(b.get(), bytes, size, "a.csv", -1, &o, &report, error));
  kith_table_free(report);
  EXPECT_GT(kith_batch_size(b.get()), 2);

  const Folder folder;
  const Book book = new_book(folder.file("b.kith"));
  kith_record_result result = KITH_RECORD_RESULT_INIT;
  KIT_OK(kith_book_import(book.get(), bytes, size, "a.csv", -1, &o, &result, &report,
                          error));
  EXPECT_EQ(str(kith_table_name(report)), "import_report");
  kith_table_free(report);
  EXPECT_GT(result.created, 2);
  KIT_OK(kith_book_import(book.get(), bytes, size, "again.csv", -1, &o, &result, nullptr,
                          error));
  EXPECT_EQ(result.created, 0) << "the same file again changes nothing";
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  KIT_OK(kith_book_info(book.get(), &summary, error));
  EXPECT_EQ(summary.customers, 2);

  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_NULL_ARGUMENT, "options",
           kith_batch_import(b.get(), bytes, size, "a.csv", -1, nullptr, &report, error));
  const kith_string_view header[] = {sv("客户名称"), sv("客户名称")};
  o.mapping_from = header;
  o.mapping_to = header;
  o.mapping_count = 2;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_DUPLICATE, "mapping_from",
           kith_batch_import(b.get(), bytes, size, "a.csv", -1, &o, &report, error));
  o.mapping_count = 0;
  o.sheet = 77;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_KIND, "sheet",
           kith_batch_import(b.get(), bytes, size, "a.csv", -1, &o, &report, error));
  o.sheet = KITH_SHEET_DETECT;
  o.actor = sv("li");
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_CONFLICT, "actor",
           kith_batch_import(b.get(), bytes, size, "a.csv", -1, &o, &report, error));
  KIT_FAIL(KITH_NOT_FOUND, KITH_REASON_UNKNOWN_NAME, "actor",
           kith_book_import(book.get(), bytes, size, "a.csv", -1, &o, &result, &report,
                            error));
}

TEST(CapiReport, ThePageIsWhole) {
  const View v = view_over(small_batch());
  kith_buffer html{};
  KIT_OK(kith_review_html(v.get(), nullptr, &html, error));
  const std::string page(reinterpret_cast<const char*>(html.data),
                         static_cast<std::size_t>(html.size));
  kith_buffer_free(&html);
  EXPECT_EQ(page.substr(0, 9), "<!DOCTYPE");
  EXPECT_EQ(page.find("<script"), std::string::npos);
  kith_review_options o = KITH_REVIEW_OPTIONS_INIT;
  o.language = 2;
  html.size = 8;
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_UNKNOWN_KIND, "language",
           kith_review_html(v.get(), &o, &html, error));
  EXPECT_EQ(html.size, 0);
}

}  // namespace
