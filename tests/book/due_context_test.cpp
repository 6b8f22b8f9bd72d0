// What stands beside a promise on the morning list, over a book: the bytes of tables, and
// no word that was erased.
#include <gtest/gtest.h>

#include "book/desk.hpp"
#include "view/context_world.hpp"

namespace kith::test {
namespace {

using namespace kith::context;

TEST(DueContextOfABook, IsThatOfTables) {
  const Folder folder;
  World w;
  w.touch("b", "2023-10-25", Channel::visit, Outcome::answered, "另一家说的");
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(w.batch, kRecorded));
  for (const bool merged : {false, true}) {
    if (merged) {
      Batch more;
      more.append(View(book.source(), {.as_of = context::kDay})
                      .merge({CustomerKey("a"), CustomerKey("b"), "one"}, kRecorded)
                      .decisions);
      ASSERT_TRUE(book.record(more, kRecorded));
      w.batch.append(more);
    }
    for (const char* as_of : {"2023-10-12", "2023-10-26", "2023-10-30"}) {
      for (const std::int64_t limit : {0, 2}) {
        const DueOptions asked{
            .with_snoozed = true, .with_context = true, .limit = limit};
        const View view(book.source(), {.as_of = context::day(as_of)});
        EXPECT_EQ(to_csv(view.due(asked)),
                  to_csv(w.view({.as_of = context::day(as_of)}).due(asked)))
            << as_of;
      }
    }
  }
}

TEST(DueContextOfABook, ErasedWordsAreGone) {
  const Folder folder;
  const World w;
  Book book = fresh(folder.file());
  ASSERT_TRUE(book.record(w.batch, kRecorded));
  ASSERT_TRUE(book.erase(kRecorded, {.customer = CustomerKey("a")}));
  const View view(book.source(), {.as_of = context::kDay});
  const Table t = view.due({.with_context = true});
  const std::int64_t a = row_of(t, "a");
  EXPECT_EQ(t.cell("customer", a), kErased);
  EXPECT_EQ(cells(t, a, kContact), "2023-10-20 phone 电话 -");
  EXPECT_EQ(cells(t, a, kStep), "- 2023-10-25");
  EXPECT_EQ(cells(t, a, kDeal), "D1 - needs 需求确认 2023-10-18");
}

}  // namespace
}  // namespace kith::test
