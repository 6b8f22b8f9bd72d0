// Tables: Arrow's layout bit by bit, writing in any order, whole-table operations, CSV
// out and in again.
#include "kith/base/table.hpp"

#include <gtest/gtest.h>

#include <random>

#include "kith/base/csv.hpp"

namespace kith {
namespace {

constexpr ColumnSpec kColumns[] = {
    {"n32", ColumnType::int32, "整数", "Integer", ""},
    {"n64", ColumnType::int64, "长整数", "Long", ""},
    {"x", ColumnType::float64, "实数", "Real", ""},
    {"name", ColumnType::text, "客户名称", "Customer", ""},
    {"day", ColumnType::date, "日期", "Day", ""},
    {"at", ColumnType::instant, "时刻", "Instant", ""},
};
constexpr TableSchema kSchema{"sample", kColumns};
constexpr ColumnSpec kOne[] = {{"name", ColumnType::text, "名称", "Name", ""}};
constexpr TableSchema kTexts{"texts", kOne};

Table sample(int rows, unsigned seed = 1) {
  TableWriter w(kSchema);
  std::mt19937 random(seed);
  for (int i = 0; i < rows; ++i) {
    if (random() % 3 != 0) w.int32(0, i);
    if (random() % 3 != 0) w.int64(1, std::int64_t{i} << 33);
    if (random() % 3 != 0) w.float64(2, i / 4.0);
    if (random() % 3 != 0) w.text(3, "客户" + std::to_string(i));
    if (random() % 3 != 0) w.date(4, Date(i));
    if (random() % 3 != 0) w.instant(5, Instant(i * 1'000'000ll));
    w.end_row();
  }
  return std::move(w).finish();
}

TEST(Table, EmptyOnes) {
  const Table none;
  EXPECT_EQ(none.rows(), 0);
  EXPECT_EQ(none.columns(), 0);
  const Table t = TableWriter(kSchema).finish();
  EXPECT_EQ(t.columns(), 6);
  const ColumnView names = t.column(3);
  ASSERT_NE(names.offsets, nullptr);
  EXPECT_EQ(names.offsets[0], 0);
  for (int c = 0; c < 6; ++c) EXPECT_NE(t.column(c).data, nullptr) << c;
  EXPECT_EQ(to_csv(t), "n32,n64,x,name,day,at\n");
}

TEST(Table, ArrowLayout) {
  TableWriter w(kSchema);
  std::vector<bool> valid;
  std::string bytes;
  std::vector<std::int32_t> offsets{0};
  for (int i = 0; i < 21; ++i) {
    valid.push_back(i % 3 != 1);
    if (valid.back()) {
      w.text(3, std::string(static_cast<std::size_t>(i), 'a'));
      bytes.append(static_cast<std::size_t>(i), 'a');
    }
    offsets.push_back(static_cast<std::int32_t>(bytes.size()));
    w.int32(0, i * i);
    w.end_row();
  }
  const Table t = std::move(w).finish();
  const ColumnView text = t.column(3);
  EXPECT_EQ(text.length, 21);
  EXPECT_EQ(text.null_count, 7);
  for (int i = 0; i < 21; ++i) {
    EXPECT_EQ((text.validity[i / 8] >> (i % 8) & 1) != 0,
              valid[static_cast<std::size_t>(i)]);
  }
  EXPECT_EQ(text.validity[2] >> 5, 0);  // bits past the end are clear
  EXPECT_EQ(std::vector<std::int32_t>(text.offsets, text.offsets + 22), offsets);
  EXPECT_EQ(std::string(static_cast<const char*>(text.data), bytes.size()), bytes);
  const ColumnView numbers = t.column(0);
  EXPECT_EQ(numbers.validity, nullptr);
  EXPECT_EQ(static_cast<const std::int32_t*>(numbers.data)[20], 400);
  EXPECT_EQ(t.column(1).null_count, 21);
  for (int c = 0; c < t.columns(); ++c) {
    const ColumnView v = t.column(c);
    for (const void* p : {v.data, static_cast<const void*>(v.validity),
                          static_cast<const void*>(v.offsets)}) {
      EXPECT_EQ(reinterpret_cast<std::uintptr_t>(p) % 8, 0u);
    }
  }
}

TEST(Table, LastValueOfACellWins) {
  TableWriter w(kSchema);
  for (int i = 0; i < 20; ++i) {
    w.text(3, "first");
    w.text(3, "second");
    w.int32(0, 1);
    w.null(0);
    w.null(1);
    w.int64(1, 7);
    w.float64(2, 1);
    w.float64(2, 2);
    w.end_row();
  }
  w.text(3, "a row never ended");
  const Table t = std::move(w).finish();
  EXPECT_EQ(t.rows(), 20);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(t.text(3, i), "second");
    EXPECT_TRUE(t.is_null(0, i));
    EXPECT_EQ(t.integer(1, i), 7);
    EXPECT_EQ(t.real(2, i), 2);
  }
  EXPECT_EQ(t.column(0).null_count, 20);
  EXPECT_EQ(t.column(1).null_count, 0);
  EXPECT_EQ(t.column(3).offsets[20], 120);
}

TEST(Table, CellsAsText) {
  TableWriter w(kSchema);
  w.int32(0, -1);
  w.int64(1, INT64_MIN);
  w.float64(2, 0.1);
  w.text(3, "甲");
  w.date(4, Date());
  w.instant(5, Instant(1));
  w.end_row();
  w.end_row();
  const Table t = std::move(w).finish();
  const char* wanted[] = {"-1", "-9223372036854775808", "0.1",
                          "甲", "1970-01-01",           "1970-01-01T00:00:00.000001Z"};
  for (int c = 0; c < 6; ++c) {
    EXPECT_EQ(t.cell(c, 0), wanted[c]);
    EXPECT_EQ(t.cell(c, 1), "");
  }
  EXPECT_EQ(t.cell("name", 0), "甲");
  EXPECT_EQ(t.date(4, 0), Date());
}

TEST(Table, WrongUseIsAnErrorByName) {
  const Table t = sample(3);
  const auto reason = [](auto&& f) {
    try {
      f();
    } catch (const Error& e) {
      return e.reason();
    }
    return Reason::none;
  };
  EXPECT_EQ(reason([&] { static_cast<void>(t.cell("nobody", 0)); }),
            Reason::unknown_column);
  EXPECT_EQ(reason([&] { static_cast<void>(t.spec(6)); }), Reason::unknown_column);
  EXPECT_EQ(reason([&] { static_cast<void>(t.text(0, 0)); }), Reason::wrong_type);
  EXPECT_EQ(reason([&] { static_cast<void>(t.integer(3, 0)); }), Reason::wrong_type);
  EXPECT_THROW(static_cast<void>(t.cell(0, 3)), Error);
  EXPECT_THROW(static_cast<void>(t.cell(0, -1)), Error);
  TableWriter w(kSchema);
  EXPECT_EQ(reason([&] { w.int32(3, 1); }), Reason::wrong_type);
  EXPECT_EQ(reason([&] { w.null(-1); }), Reason::unknown_column);
  EXPECT_EQ(t.index_of("day").value(), 4);
  EXPECT_EQ(t.index_of("nobody").error().field(), "nobody");
}

TEST(Table, EqualityIsByCells) {
  EXPECT_EQ(sample(50), sample(50));
  EXPECT_FALSE(sample(50) == sample(50, 2));
  EXPECT_FALSE(sample(50) == sample(49));
  EXPECT_FALSE(sample(0) == TableWriter(kTexts).finish());
}

TEST(Table, ConcatAndTake) {
  const Table a = sample(30, 1);
  const Table b = sample(20, 2);
  const Table parts[] = {a, b};
  const Table both = concat(parts).value();
  ASSERT_EQ(both.rows(), 50);
  std::vector<std::int64_t> first(30);
  for (int i = 0; i < 30; ++i) first[static_cast<std::size_t>(i)] = i;
  EXPECT_EQ(take(both, first), a);
  for (int i = 0; i < 20; ++i) {
    for (int c = 0; c < 6; ++c) EXPECT_EQ(both.cell(c, 30 + i), b.cell(c, i));
  }
  const std::int64_t order[] = {29, 0, 0};
  const Table some = take(a, order);
  EXPECT_EQ(some.rows(), 3);
  EXPECT_EQ(some.cell(3, 0), a.cell(3, 29));
  EXPECT_EQ(some.cell(3, 2), a.cell(3, 0));
  const Table mixed[] = {a, TableWriter(kTexts).finish()};
  EXPECT_EQ(concat(mixed).error().reason(), Reason::wrong_type);
  EXPECT_EQ(concat({}).value().columns(), 0);
}

TEST(ToCsv, HeadingsBreaksAndMark) {
  TableWriter w(kTexts);
  w.text(0, "甲,乙");
  w.end_row();
  const Table t = std::move(w).finish();
  EXPECT_EQ(to_csv(t), "name\n\"甲,乙\"\n");
  EXPECT_EQ(to_csv(t, {Headings::chinese, true, true, true}),
            "\xEF\xBB\xBF名称\r\n\"甲,乙\"\r\n");
  EXPECT_EQ(to_csv(t, {Headings::english, false, false, true}), "Name\n\"甲,乙\"\n");
}

TEST(ToCsv, FormulasDoNotRun) {
  TableWriter w(kTexts);
  for (const char* s : {"=1+1", "+86", "-5", "@x", "\tq", "a=b"}) {
    w.text(0, s);
    w.end_row();
  }
  const Table t = std::move(w).finish();
  EXPECT_EQ(to_csv(t), "name\n'=1+1\n'+86\n'-5\n'@x\n\"'\tq\"\na=b\n");
  EXPECT_EQ(to_csv(t, {Headings::names, false, false, false}),
            "name\n=1+1\n+86\n-5\n@x\n\"\tq\"\na=b\n");
  TableWriter numbers(kSchema);
  numbers.int32(0, -5);
  numbers.end_row();
  EXPECT_EQ(to_csv(std::move(numbers).finish()), "n32,n64,x,name,day,at\n-5,,,,,\n");
}

TEST(ToCsv, ReadsBackAsWritten) {
  std::mt19937 random(17);
  const std::string alphabet[] = {"a",  "\"",   ",",  ";", "\t", "\n",
                                  "\r", "\r\n", "客", "'", " "};
  for (int round = 0; round < 300; ++round) {
    TableWriter w(kTexts);
    std::vector<std::string> cells;
    for (int i = 0; i < 20; ++i) {
      std::string s;
      for (std::size_t k = random() % 6; k > 0; --k) s += alphabet[random() % 11];
      w.text(0, s);
      w.end_row();
      cells.push_back(s);
    }
    const CsvOptions options{Headings::names, false, round % 2 == 0, false};
    const auto sheet = lex_csv(to_csv(std::move(w).finish(), options));
    ASSERT_TRUE(sheet) << sheet.error().message();
    ASSERT_EQ(sheet->separator, ',');
    ASSERT_EQ(sheet->rows.size(), cells.size() + 1);
    for (std::size_t i = 0; i < cells.size(); ++i) {
      ASSERT_EQ(sheet->rows[i + 1], std::vector<std::string>{cells[i]});
    }
  }
  const Table t = sample(100);
  const auto sheet = lex_csv(to_csv(t));
  ASSERT_EQ(sheet->rows.size(), 101u);
  for (int r = 0; r < 100; ++r) {
    for (int c = 0; c < 6; ++c) {
      ASSERT_EQ(sheet->rows[static_cast<std::size_t>(r) + 1][static_cast<std::size_t>(c)],
                t.cell(c, r));
    }
  }
}

TEST(Table, ArrowFormats) {
  const char* formats[] = {"i", "l", "g", "u", "tdD", "tsu:UTC"};
  for (int i = 0; i < 6; ++i) EXPECT_EQ(arrow_format(kColumns[i].type), formats[i]);
  EXPECT_EQ(arrow_format(static_cast<ColumnType>(0)), "");
  EXPECT_EQ(column_type_name(static_cast<ColumnType>(0)), "unknown");
}

}  // namespace
}  // namespace kith
