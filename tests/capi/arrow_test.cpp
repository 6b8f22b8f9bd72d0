// Tables through the Arrow structs, both ways, and what a hostile batch meets.
#include <array>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "kit.hpp"

namespace {

using namespace kit;

int released = 0;
template <class T>
void let_go(T* s) {
  s->release = nullptr;
  ++released;
}

/// A record batch in the test's own memory.
struct Batch1 {
  std::vector<ArrowSchema> schemas;
  std::vector<ArrowArray> arrays;
  std::vector<ArrowSchema*> schema_pointers;
  std::vector<ArrowArray*> array_pointers;
  std::vector<std::vector<const void*>> buffers;
  const void* none[1] = {nullptr};
  ArrowSchema schema{};
  ArrowArray array{};

  explicit Batch1(int64_t rows) {
    schemas.reserve(16);
    arrays.reserve(16);
    buffers.reserve(16);
    schema.format = "+s";
    schema.release = let_go<ArrowSchema>;
    array.length = rows;
    array.n_buffers = 1;
    array.buffers = none;
    array.release = let_go<ArrowArray>;
  }
  void add(const char* name, const char* format, std::vector<const void*> memory,
           int64_t null_count = 0) {
    ArrowSchema s{};
    s.format = format;
    s.name = name;
    s.release = let_go<ArrowSchema>;
    schemas.push_back(s);
    buffers.push_back(std::move(memory));
    ArrowArray a{};
    a.length = array.length + array.offset;
    a.null_count = null_count;
    a.n_buffers = static_cast<int64_t>(buffers.back().size());
    a.buffers = buffers.back().data();
    a.release = let_go<ArrowArray>;
    arrays.push_back(a);
    schema_pointers.push_back(&schemas.back());
    array_pointers.push_back(&arrays.back());
    schema.children = schema_pointers.data();
    array.children = array_pointers.data();
    schema.n_children = array.n_children = static_cast<int64_t>(schemas.size());
  }
  kith_status take(kith_table** t, kith_error** error) {
    return kith_table_from_arrow(&schema, &array, t, error);
  }
};

constexpr std::array<int32_t, 4> kOffsets{0, 1, 1, 4};
constexpr std::array<int64_t, 4> kLongOffsets{0, 0, 3, 4};
constexpr std::array<int64_t, 3> kLongs{1, -2, INT64_MAX};
constexpr std::array<uint64_t, 3> kUnsigned{1, 2, UINT64_MAX};
constexpr std::array<int8_t, 3> kBytes{-1, 0, 127};
constexpr std::array<uint32_t, 3> kWords{0, 7, UINT32_MAX};
constexpr std::array<double, 3> kReals{0.5, -1, 1e300};
constexpr std::array<int32_t, 3> kDays{kDay, -208188, 2932896};
constexpr uint8_t kMiddleNull = 0b101;
constexpr uint8_t kBools = 0b110;

TEST(CapiArrow, EveryTypeComesIn) {
  Batch1 b(3);
  b.add("bool", "b", {nullptr, &kBools});
  b.add("int8", "c", {nullptr, kBytes.data()});
  b.add("uint32", "I", {nullptr, kWords.data()});
  b.add("int64", "l", {&kMiddleNull, kLongs.data()}, 1);
  b.add("real", "g", {nullptr, kReals.data()});
  b.add("text", "u", {nullptr, kOffsets.data(), "a中"});
  b.add("long_text", "U",
        {nullptr, kLongOffsets.data(),
         "\xE4\xB8\xAD"
         "b"});
  b.add("day", "tdD", {nullptr, kDays.data()});
  b.add("at", "tsu:UTC", {nullptr, kLongs.data()}, 0);
  b.add("nothing", "n", {}, 3);
  b.arrays[8].buffers[1] = b.buffers[8][1] =
      kDays.data();  // small numbers are instants too
  static constexpr std::array<int64_t, 3> kInstants{0, 1'000'000, -1};
  b.buffers[8][1] = kInstants.data();
  kith_table* t = nullptr;
  released = 0;
  KIT_OK(b.take(&t, error));
  const Table owned(t);
  EXPECT_EQ(released, 2);
  EXPECT_EQ(b.schema.release, nullptr);
  EXPECT_EQ(csv(t),
            "bool,int8,uint32,int64,real,text,long_text,day,at,nothing\n"
            "0,-1,0,1,0.5,a,,2023-10-26,1970-01-01T00:00:00Z,\n"
            "1,0,7,,-1,,中,1400-01-01,1970-01-01T00:00:01Z,\n"
            "1,127,4294967295,9223372036854775807,1e+300,中,b,9999-12-31,"
            "1969-12-31T23:59:59.999999Z,\n");
}

TEST(CapiArrow, OffsetsOfBatchAndColumnAdd) {
  Batch1 b(1);
  b.array.offset = 1;
  b.add("n", "l", {&kMiddleNull, kLongs.data()}, -1);
  b.arrays[0].offset = 1;
  kith_table* t = nullptr;
  KIT_OK(b.take(&t, error));
  const Table owned(t);
  EXPECT_EQ(csv(t), "n\n9223372036854775807\n");
}

template <class Change>
void refused(kith_status status, int32_t reason, const char* field, Change change) {
  Batch1 b(3);
  b.add("n", "l", {nullptr, kLongs.data()});
  b.add("text", "u", {nullptr, kOffsets.data(), "a中"});
  change(b);
  auto* t = reinterpret_cast<kith_table*>(std::uintptr_t{8});
  released = 0;
  KIT_FAIL(status, reason, field, b.take(&t, error));
  EXPECT_EQ(t, nullptr);
  EXPECT_EQ(released, 0) << "what is refused stays with the caller";
}

TEST(CapiArrow, HostileBatchesAreRefused) {
  const auto bad = [](int32_t reason, const char* field, auto change) {
    refused(KITH_INVALID_ARGUMENT, reason, field, change);
  };
  bad(KITH_REASON_NULL_ARGUMENT, "schema", [](Batch1& b) { b.schema.release = nullptr; });
  bad(KITH_REASON_NULL_ARGUMENT, "array", [](Batch1& b) { b.array.release = nullptr; });
  bad(KITH_REASON_WRONG_TYPE, "schema", [](Batch1& b) { b.schema.format = "l"; });
  bad(KITH_REASON_WRONG_TYPE, "schema", [](Batch1& b) { b.schema.format = nullptr; });
  bad(KITH_REASON_BAD_SYNTAX, "array", [](Batch1& b) { b.array.n_children = 1; });
  bad(KITH_REASON_BAD_SYNTAX, "array", [](Batch1& b) { b.array.length = -1; });
  bad(KITH_REASON_BAD_SYNTAX, "array", [](Batch1& b) { b.array.offset = INT64_MAX; });
  bad(KITH_REASON_BAD_SYNTAX, "array", [](Batch1& b) { b.array.children = nullptr; });
  bad(KITH_REASON_NULL_ARGUMENT, "schema",
      [](Batch1& b) { b.schema.children[0] = nullptr; });
  bad(KITH_REASON_BAD_SYNTAX, "n", [](Batch1& b) { b.arrays[0].length = 2; });
  bad(KITH_REASON_BAD_SYNTAX, "n", [](Batch1& b) { b.arrays[0].offset = -1; });
  bad(KITH_REASON_BAD_SYNTAX, "n", [](Batch1& b) { b.arrays[0].n_buffers = 1; });
  bad(KITH_REASON_BAD_SYNTAX, "n", [](Batch1& b) { b.arrays[0].buffers = nullptr; });
  bad(KITH_REASON_BAD_SYNTAX, "n", [](Batch1& b) { b.buffers[0][1] = nullptr; });
  bad(KITH_REASON_WRONG_TYPE, "n", [](Batch1& b) { b.schemas[0].format = "tsu:"; });
  bad(KITH_REASON_WRONG_TYPE, "n", [](Batch1& b) { b.schemas[0].format = "+l"; });
  bad(KITH_REASON_WRONG_TYPE, "n", [](Batch1& b) { b.schemas[0].format = nullptr; });
  bad(KITH_REASON_WRONG_TYPE, "n",
      [](Batch1& b) { b.schemas[0].dictionary = &b.schema; });
  bad(KITH_REASON_MISSING_VALUE, "schema",
      [](Batch1& b) { b.schemas[0].name = nullptr; });
  bad(KITH_REASON_BAD_UTF8, "schema", [](Batch1& b) { b.schemas[0].name = "\xff"; });
  bad(KITH_REASON_DUPLICATE, "text", [](Batch1& b) { b.schemas[0].name = "text"; });
  bad(KITH_REASON_BAD_UTF8, "text", [](Batch1& b) { b.buffers[1][2] = "a\xff\xff\xff"; });
  static constexpr std::array<int32_t, 4> backwards{0, 1, 0, 4};
  bad(KITH_REASON_BAD_SYNTAX, "text",
      [](Batch1& b) { b.buffers[1][1] = backwards.data(); });
  static constexpr std::array<int32_t, 4> negative{-1, 1, 1, 4};
  bad(KITH_REASON_BAD_SYNTAX, "text",
      [](Batch1& b) { b.buffers[1][1] = negative.data(); });
  bad(KITH_REASON_BAD_SYNTAX, "text", [](Batch1& b) { b.buffers[1][2] = nullptr; });
  bad(KITH_REASON_WRONG_TYPE, "array", [](Batch1& b) {
    b.array.null_count = 1;
    b.none[0] = &kMiddleNull;
  });
  bad(KITH_REASON_OVERFLOW, "n", [](Batch1& b) {
    b.schemas[0].format = "L";
    b.buffers[0][1] = kUnsigned.data();
  });
  refused(KITH_INVALID_ARGUMENT, KITH_REASON_DATE_OUT_OF_RANGE, "n", [](Batch1& b) {
    static constexpr std::array<int32_t, 3> far{0, 0, 2932897};
    b.schemas[0].format = "tdD";
    b.buffers[0][1] = far.data();
  });
}

Table some_table() {
  const Batch b = small_batch();
  kith_table* t = nullptr;
  KIT_OK(kith_view_customers(view_over(b).get(), nullptr, &t, error));
  return Table(t);
}

TEST(CapiArrow, OutAndInAgainIsTheSame) {
  Table table = some_table();
  ASSERT_GT(rows(table), 0);
  const std::string before = csv(table.get());
  ArrowSchema schema;
  ArrowArray array;
  KIT_OK(kith_table_to_arrow(table.get(), &schema, &array, error));
  table.reset();  // the structs keep the memory
  kith_table* again = nullptr;
  KIT_OK(kith_table_from_arrow(&schema, &array, &again, error));
  EXPECT_EQ(schema.release, nullptr);
  EXPECT_EQ(array.release, nullptr);
  EXPECT_EQ(csv(again), before);
  kith_table_free(again);
}

TEST(CapiArrow, ChildrenMayBeMovedOutAndReleasedInAnyOrder) {
  Table table = some_table();
  ArrowSchema schema;
  ArrowArray array;
  KIT_OK(kith_table_to_arrow(table.get(), &schema, &array, error));
  ASSERT_GT(array.n_children, 1);
  ArrowArray child = *array.children[0];
  array.children[0]->release = nullptr;
  ArrowSchema named = *schema.children[0];
  schema.children[0]->release = nullptr;
  array.release(&array);
  schema.release(&schema);
  table.reset();
  EXPECT_STREQ(named.format, "u");
  EXPECT_STREQ(named.name, "customer_key");
  EXPECT_EQ(std::memcmp(child.buffers[2], "yy", 2), 0);
  child.release(&child);
  named.release(&named);
  EXPECT_EQ(child.release, nullptr);
}

TEST(CapiArrow, NoColumnsAndNoRows) {
  Batch1 b(0);
  kith_table* t = nullptr;
  KIT_OK(b.take(&t, error));
  const Table owned(t);
  int64_t n = 5;
  int32_t columns = 5;
  KIT_OK(kith_table_shape(t, &n, &columns, error));
  EXPECT_EQ(n, 0);
  EXPECT_EQ(columns, 0);
  ArrowSchema schema;
  ArrowArray array;
  KIT_OK(kith_table_to_arrow(t, &schema, &array, error));
  schema.release(&schema);
  array.release(&array);
  Batch1 empty(0);
  empty.add("n", "l", {nullptr, nullptr});
  KIT_OK(empty.take(&t, error));
  kith_column column = KITH_COLUMN_INIT;
  KIT_OK(kith_table_column(t, "n", -1, &column, error));
  EXPECT_NE(column.data, nullptr);
  kith_table_free(t);
}

TEST(CapiTable, ColumnsAndInfo) {
  const Table t = some_table();
  kith_column_info info = KITH_COLUMN_INFO_INIT;
  KIT_OK(kith_table_column_info(t.get(), 0, &info, error));
  EXPECT_EQ(str(info.name), "customer_key");
  EXPECT_EQ(str(info.heading_zh), "客户编号");
  kith_column column = KITH_COLUMN_INIT;
  KIT_OK(kith_table_column(t.get(), "customer_key", -1, &column, error));
  EXPECT_EQ(column.length, rows(t));
  EXPECT_EQ(column.type, KITH_COLUMN_TEXT);
  KIT_FAIL(KITH_NOT_FOUND, KITH_REASON_UNKNOWN_COLUMN, "no such",
           kith_table_column(t.get(), "no such", -1, &column, error));
  EXPECT_EQ(column.length, 0);
  EXPECT_EQ(column.struct_size, static_cast<int32_t>(sizeof column));
  for (const int32_t i : {-1, 1000}) {
    KIT_FAIL(KITH_OUT_OF_RANGE, KITH_REASON_UNKNOWN_COLUMN, "index",
             kith_table_column_info(t.get(), i, &info, error));
  }
}

// The last offset says how long the bytes are: what reaches beyond it was read before a
// fall of the offsets was seen.
TEST(CapiArrow, OffsetsThatFallAreRefusedBeforeAnyTextIsRead) {
  static constexpr std::array<int32_t, 4> falling{0, 1024, 0, 4};
  static constexpr std::array<int64_t, 4> falling_long{0, 1024, 0, 4};
  const std::vector<char> bytes{'a', 'b', 'c', 'd'};
  for (const bool is_long : {false, true}) {
    Batch1 b(3);
    const void* offsets =
        is_long ? static_cast<const void*>(falling_long.data()) : falling.data();
    b.add("t", is_long ? "U" : "u", {nullptr, offsets, bytes.data()});
    kith_table* t = nullptr;
    KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_SYNTAX, "t", b.take(&t, error));
  }
}

TEST(CapiArrow, RowsWithoutMemoryBehindThemHaveALimit) {
  Batch1 b(std::numeric_limits<int64_t>::max());
  kith_table* t = nullptr;
  KIT_FAIL(KITH_OUT_OF_RANGE, KITH_REASON_TOO_LARGE, "array", b.take(&t, error));
}

TEST(CapiTable, ConcatKeepsABorrowedSchemaAlive) {
  kith_table* sum = nullptr;
  {
    Batch1 a(3);
    a.add("n", "l", {nullptr, kLongs.data()});
    kith_table* t = nullptr;
    KIT_OK(a.take(&t, error));
    const Table one(t);
    const kith_table* both[] = {t, t};
    KIT_OK(kith_table_concat(both, 2, &sum, error));
  }
  EXPECT_EQ(csv(sum).substr(0, 6), "n\n1\n-2");
  const Table owned(sum);
  EXPECT_EQ(rows(owned), 6);
  const Table other = some_table();
  const kith_table* differ[] = {sum, other.get()};
  kith_table* t = nullptr;
  kith_error* fault = nullptr;
  EXPECT_EQ(kith_table_concat(differ, 2, &t, &fault), KITH_INVALID_ARGUMENT);
  EXPECT_EQ(kith_error_row(fault), 1);
  EXPECT_EQ(kith_error_reason(fault), KITH_REASON_WRONG_TYPE);
  kith_error_free(fault);
  const kith_table* hole[] = {sum, nullptr};
  KIT_FAIL(KITH_INVALID_ARGUMENT, KITH_REASON_NULL_ARGUMENT, "tables",
           kith_table_concat(hole, 2, &t, error));
}

}  // namespace
