// What convention 8 of kith.h says of each type, at work: many threads on one immutable
// value, many threads taking turns at one book. Run under ThreadSanitizer these tests say
// that the words are true; run plainly that the answers are.
#include <atomic>
#include <thread>
#include <vector>

#include "capi/kit.hpp"

namespace {

using namespace kit;

constexpr int kThreads = 4;
constexpr int kRounds = 8;

/// Runs work(thread) in some threads at once, begun together.
template <class Work>
void at_once(Work work) {
  std::atomic<int> waiting{kThreads};
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      --waiting;
      while (waiting > 0) std::this_thread::yield();
      for (int round = 0; round < kRounds; ++round) work(i, round);
    });
  }
  for (std::thread& t : threads) t.join();
}

std::string buffer_text(kith_buffer* buffer) {
  std::string out(reinterpret_cast<const char*>(buffer->data),
                  static_cast<std::size_t>(buffer->size));
  kith_buffer_free(buffer);
  return out;
}

/// All questions of a view and its page, in one text.
std::string answers(const kith_view* v) {
  kith_table* t = nullptr;
  std::string out;
  const auto take = [&](kith_status status) {
    EXPECT_EQ(status, KITH_OK);
    if (t != nullptr) out += csv(t);
    kith_table_free(t);
    t = nullptr;
  };
  take(kith_view_customers(v, nullptr, &t, nullptr));
  take(kith_view_due(v, nullptr, &t, nullptr));
  take(kith_view_tiers(v, nullptr, &t, nullptr));
  take(kith_view_milestones(v, nullptr, &t, nullptr));
  take(kith_view_funnel(v, nullptr, &t, nullptr));
  take(kith_view_rates(v, nullptr, &t, nullptr));
  take(kith_view_history(v, "yy", -1, nullptr, &t, nullptr));
  take(kith_view_promises_kept(v, nullptr, &t, nullptr));
  take(kith_view_review_tiers(v, "r", -1, kDay, kNow, nullptr, &t, nullptr));
  kith_buffer html{};
  EXPECT_EQ(kith_review_html(v, nullptr, &html, nullptr), KITH_OK);
  return out + buffer_text(&html);
}

TEST(ThreadsImmutable, Error) {
  kith_error* error = nullptr;
  kith_document* none = nullptr;
  EXPECT_NE(kith_document_parse("{]", -1, &none, &error), KITH_OK);
  const Error owned(error);
  const std::string message = str(kith_error_message(error));
  at_once([&](int, int) {
    EXPECT_EQ(str(kith_error_message(error)), message);
    EXPECT_EQ(kith_error_status(error), KITH_INVALID_ARGUMENT);
    for (std::int64_t i = 0; i < kith_error_detail_count(error); ++i) {
      kith_string_view key{}, value{};
      EXPECT_EQ(kith_error_detail(error, i, &key, &value), KITH_OK);
    }
  });
}

TEST(ThreadsImmutable, Document) {
  const Document document = default_document(KITH_DOCUMENT_CALENDAR);
  const std::string json = str(kith_document_json(document.get()));
  at_once([&](int, int round) {
    EXPECT_EQ(str(kith_document_json(document.get())), json);
    EXPECT_EQ(kith_document_kind(document.get()), KITH_DOCUMENT_CALENDAR);
    const Batch own = batch();
    KIT_OK(kith_batch_adopt(own.get(), document.get(), kDay + round, nullptr, 0, nullptr,
                            0, kNow, error));
    kith_calendar* calendar = nullptr;
    KIT_OK(kith_calendar_create(document.get(), &calendar, error));
    kith_calendar_free(calendar);
  });
}

TEST(ThreadsImmutable, Calendar) {
  kith_calendar* made = nullptr;
  KIT_OK(kith_calendar_create(nullptr, &made, error));
  const Calendar calendar(made);
  at_once([&](int thread, int round) {
    const std::int32_t from = kDay - 300 * thread;
    const std::int32_t n = 7 * round + 1;
    std::int32_t reached = 0, counted = 0;
    KIT_OK(kith_calendar_add(made, &from, &n, 1, &reached, nullptr, error));
    KIT_OK(kith_calendar_count(made, &from, &reached, 1, &counted, nullptr, error));
    EXPECT_EQ(counted, n);
    kith_table* days = nullptr;
    KIT_OK(kith_calendar_days(made, from, from + 30, &days, error));
    kith_table_free(days);
  });
}

TEST(ThreadsImmutable, TableAndItsArrowStructs) {
  kith_calendar* made = nullptr;
  KIT_OK(kith_calendar_create(nullptr, &made, error));
  const Calendar calendar(made);
  kith_table* days = nullptr;
  KIT_OK(kith_calendar_days(made, kDay, kDay + 60, &days, error));
  Table table(days);
  const std::string expected = csv(days);
  std::vector<ArrowSchema> schemas(kThreads * kRounds);
  std::vector<ArrowArray> arrays(kThreads * kRounds);
  at_once([&](int thread, int round) {
    EXPECT_EQ(csv(days), expected);
    kith_column column = KITH_COLUMN_INIT;
    KIT_OK(kith_table_column(days, "date", -1, &column, error));
    EXPECT_EQ(column.length, 61);
    const kith_table* twice[] = {days, days};
    kith_table* joined = nullptr;
    KIT_OK(kith_table_concat(twice, 2, &joined, error));
    kith_table_free(joined);
    const auto i = static_cast<std::size_t>(thread * kRounds + round);
    KIT_OK(kith_table_to_arrow(days, &schemas[i], &arrays[i], error));
  });
  table.reset();  // what was given out lives on, and ends in any thread
  at_once([&](int thread, int round) {
    const auto i = static_cast<std::size_t>((thread + 1) % kThreads * kRounds + round);
    EXPECT_EQ(arrays[i].length, 61);
    schemas[i].release(&schemas[i]);
    arrays[i].release(&arrays[i]);
  });
}

TEST(ThreadsImmutable, ViewOverABatch) {
  const View view = view_over(small_batch());
  const std::string expected = answers(view.get());
  at_once([&](int, int round) {
    if (round < 3) {
      EXPECT_EQ(answers(view.get()), expected);
    }
    std::int32_t day = 0;
    KIT_OK(kith_view_as_of(view.get(), &day, error));
  });
}

TEST(ThreadsLocked, BookRecordsAndAnswersInTurns) {
  const Folder folder;
  const Book book = new_book(folder.file("b.kith"));
  KIT_OK(kith_book_record(book.get(), small_batch().get(), kNow, nullptr, nullptr,
                          nullptr, error));
  at_once([&](int thread, int round) {
    const std::string key = std::to_string(thread) + "/" + std::to_string(round);
    const Batch own = batch();
    const kith_touch t = touch(thread % 2 == 0 ? "yy" : "zz", key.c_str(), kDay);
    KIT_OK(kith_batch_add_touch(own.get(), &t, error));
    kith_record_options options = KITH_RECORD_OPTIONS_INIT;
    const std::string source = "outbox " + std::to_string(thread);
    options.source = sv(source.c_str());
    options.position = round;
    KIT_OK(
        kith_book_record(book.get(), own.get(), kNow, &options, nullptr, nullptr, error));
    std::int64_t position = -1;
    KIT_OK(kith_book_watermark(book.get(), source.c_str(), -1, &position, error));
    EXPECT_EQ(position, round);
    kith_view* opened = nullptr;
    KIT_OK(kith_view_open(book.get(), nullptr, &opened, error));
    const View view(opened);
    kith_table* due = nullptr;
    KIT_OK(kith_view_due(opened, nullptr, &due, error));
    kith_table_free(due);
    if (round == thread) KIT_OK(kith_book_check(book.get(), error));
  });
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  KIT_OK(kith_book_info(book.get(), &summary, error));
  EXPECT_EQ(summary.facts, 9 + kThreads * kRounds);
  std::int64_t differed = -1;
  KIT_OK(kith_book_rebuild(book.get(), nullptr, nullptr, &differed, error));
  EXPECT_EQ(differed, 0);
}

TEST(ThreadsLocked, OneViewOverABookAnswersWhileItIsWritten) {
  const Folder folder;
  Book book = new_book(folder.file("b.kith"));
  KIT_OK(kith_book_record(book.get(), small_batch().get(), kNow, nullptr, nullptr,
                          nullptr, error));
  kith_view_options cut = KITH_VIEW_OPTIONS_INIT;
  cut.has_as_of = 1;
  cut.as_of = kDay;
  kith_view* opened = nullptr;
  KIT_OK(kith_view_open(book.get(), &cut, &opened, error));
  const View view(opened);
  const std::string expected = answers(opened);
  at_once([&](int thread, int round) {
    if (thread > 0) {
      if (round < 2) {
        EXPECT_EQ(answers(opened), expected);
      }
      return;
    }
    const Batch own = batch();  // what happens after the day changes no answer of it
    const std::string key = std::to_string(round);
    const kith_touch t = touch("zz", key.c_str(), kDay + 5);
    KIT_OK(kith_batch_add_touch(own.get(), &t, error));
    KIT_OK(
        kith_book_record(book.get(), own.get(), kNow, nullptr, nullptr, nullptr, error));
  });
  book.reset();  // the view keeps the file
  std::int32_t day = 0;
  KIT_OK(kith_view_as_of(opened, &day, error));
}

}  // namespace
