// The CSV lexer: examples, limits, places of errors, and an oracle that goes character by
// character.
#include "kith/base/csv.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <random>

namespace kith {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows(std::string_view text) {
  const auto sheet = lex_csv(text);
  EXPECT_TRUE(sheet) << sheet.error().message();
  return sheet ? sheet->rows : Rows{};
}

TEST(Csv, LineBreaksOfAllKinds) {
  const Rows wanted{{"a", "b"}, {"c", "d"}};
  EXPECT_EQ(rows("a,b\nc,d"), wanted);
  EXPECT_EQ(rows("a,b\nc,d\n"), wanted);
  EXPECT_EQ(rows("a,b\r\nc,d\r\n"), wanted);
  EXPECT_EQ(rows("a,b\rc,d\r"), wanted);
  EXPECT_EQ(rows(""), Rows{});
  EXPECT_EQ(rows("\n"), (Rows{{""}}));
  EXPECT_EQ(rows("a,b,\n\n,x"), (Rows{{"a", "b", ""}, {""}, {"", "x"}}));
}

TEST(Csv, Quotes) {
  EXPECT_EQ(rows("\"a,b\",\"c\"\"d\",\"e\r\nf\"\n"), (Rows{{"a,b", "c\"d", "e\r\nf"}}));
  EXPECT_EQ(rows("\"\",x"), (Rows{{"", "x"}}));
  EXPECT_EQ(rows("5\" tube,x"),
            (Rows{{"5\" tube", "x"}}));  // only the first character opens
  EXPECT_EQ(rows(" \"a\" ,x"), (Rows{{" \"a\" ", "x"}}));
}

TEST(Csv, SeparatorFromTheFirstRecord) {
  const auto separator = [](std::string_view s) { return lex_csv(s)->separator; };
  EXPECT_EQ(separator("a;b;c\n1,2;3,4;5"), ';');
  EXPECT_EQ(separator("a\tb\n1,2\t3"), '\t');
  EXPECT_EQ(separator("\"a;b;c\",d\n"), ',');
  EXPECT_EQ(separator("\"a\"\"\n;;;\",d\n;;;;"), ',');
  EXPECT_EQ(separator("\n\na;b"), ';');
  EXPECT_EQ(separator("alone"), ',');
  EXPECT_EQ(separator("a,b;c"), ',');
  EXPECT_EQ(separator("sep=;\na,b,c;d"), ';');
  EXPECT_EQ(rows("sep=;\r\na,b;c\n"), (Rows{{"a,b", "c"}}));
  EXPECT_EQ(lex_csv("sep=;\r\na;b\n")->lines, std::vector<std::int64_t>{2});
  EXPECT_EQ(rows("sep=|\na\n"), (Rows{{"sep=|"}, {"a"}}));
  EXPECT_EQ(rows("sep=,"), Rows{});
}

TEST(Csv, SeparatorBelowATitle) {
  const auto separator = [](std::string_view s) { return lex_csv(s)->separator; };
  EXPECT_EQ(separator("客户清单\na;b;c\n1;2;3\n"), ';');
  EXPECT_EQ(separator("客户清单\n\na\tb\n1\t2\n"), '\t');
  EXPECT_EQ(separator("Customers, Beijing\na;b;c\n1;2;3\n"), ';');
  EXPECT_EQ(separator("客户清单\na;b;c\n1,5;2,5;x\n2,5;3,5;y\n"), ';');
  EXPECT_EQ(separator("\"a;b\nc;d\ne;f\"\na,b\n1,2\n"), ',');
  EXPECT_EQ(separator("title\na,b,c\n1;2,3;4,5;6\n"), ',');
  EXPECT_EQ(separator("a,b,c\n甲,x;y,1\n乙,x;y,2\n"), ',');
  EXPECT_EQ(separator("title\nsubtitle\n"), ',');
  EXPECT_EQ(separator("t\nt\nt\nt\nt\nt\nt\nt\nt\na;b\n"), ';');     // the tenth record
  EXPECT_EQ(separator("t\nt\nt\nt\nt\nt\nt\nt\nt\nt\na;b\n"), ',');  // the eleventh
  EXPECT_EQ(rows("客户清单\na;b\n"), (Rows{{"客户清单"}, {"a", "b"}}));
}

TEST(Csv, LinesOfRows) {
  EXPECT_EQ(lex_csv("a\n\"b\nc\r\nd\"\ne\n")->lines,
            (std::vector<std::int64_t>{1, 2, 5}));
}

TEST(Csv, ErrorsNameRowAndColumn) {
  const auto open = lex_csv("a,b\nc,\"d\ne\n");
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().reason(), Reason::bad_syntax);
  EXPECT_EQ(open.error().row(), 1);
  EXPECT_EQ(open.error().field(), "column 2");
  EXPECT_NE(open.error().message().find("line 2"), std::string::npos);
  const auto after = lex_csv("a,b\n\"c\"x,d\n");
  ASSERT_FALSE(after);
  EXPECT_EQ(after.error().reason(), Reason::bad_syntax);
  EXPECT_EQ(after.error().row(), 1);
  EXPECT_EQ(after.error().field(), "column 1");
}

TEST(Csv, Limits) {
  const auto reason = [](std::string_view s, CsvLimits limits) {
    const auto sheet = lex_csv(s, limits);
    return sheet ? Reason::none : sheet.error().reason();
  };
  CsvLimits l;
  l.bytes = 3;
  EXPECT_EQ(reason("a,b", l), Reason::none);
  EXPECT_EQ(reason("a,bc", l), Reason::too_large);
  l = {};
  l.rows = 2;
  EXPECT_EQ(reason("a\nb\n", l), Reason::none);
  EXPECT_EQ(reason("a\nb\nc", l), Reason::too_large);
  l = {};
  l.columns = 2;
  EXPECT_EQ(reason("a,b", l), Reason::none);
  EXPECT_EQ(reason("a,b,", l), Reason::too_large);
  l = {};
  l.cells = 3;
  EXPECT_EQ(reason("a,b\nc", l), Reason::none);
  EXPECT_EQ(reason("a,b\nc,d", l), Reason::too_large);
  l = {};
  l.cell_bytes = 3;
  EXPECT_EQ(reason("abc,\"abc\"", l), Reason::none);
  EXPECT_EQ(reason("abcd", l), Reason::too_large);
  EXPECT_EQ(reason("\"ab\"\"d\"", l), Reason::too_large);
}

/// The grammar as a machine of four states over single characters, comma only.
std::optional<Rows> slow_lex(const std::string& s) {
  enum { start, bare, quoted, closed } state = start;
  Rows out;
  std::vector<std::string> row;
  std::string cell;
  const auto end_cell = [&] {
    row.push_back(cell);
    cell.clear();
    state = start;
  };
  const auto end_row = [&] {
    end_cell();
    out.push_back(row);
    row.clear();
  };
  for (std::size_t i = 0; i < s.size(); ++i) {
    const char c = s[i];
    if (state == quoted) {
      if (c == '"') {
        state = closed;
      } else {
        cell += c;
      }
    } else if (state == closed && c == '"') {
      cell += c;
      state = quoted;
    } else if (c == ',') {
      end_cell();
    } else if (c == '\n' || c == '\r') {
      if (c == '\r' && i + 1 < s.size() && s[i + 1] == '\n') ++i;
      end_row();
    } else if (state == closed) {
      return std::nullopt;
    } else if (state == start && c == '"') {
      state = quoted;
    } else {
      cell += c;
      state = bare;
    }
  }
  if (state == quoted) return std::nullopt;
  if (state != start || !row.empty()) end_row();
  return out;
}

TEST(Csv, AgainstASlowOracle) {
  std::mt19937 random(23);
  const char alphabet[] = {'a', 'b', ',', ',', '"', '"', '\n', '\r'};
  int refused = 0;
  for (int i = 0; i < 200000; ++i) {
    std::string s;
    for (std::size_t n = random() % 14; n > 0; --n) s += alphabet[random() % 8];
    const auto wanted = slow_lex(s);
    const auto got = lex_csv(s);
    ASSERT_EQ(got.has_value(), wanted.has_value()) << testing::PrintToString(s);
    if (!wanted) {
      ++refused;
      continue;
    }
    ASSERT_EQ(got->rows, *wanted) << testing::PrintToString(s);
    ASSERT_EQ(got->lines.size(), got->rows.size());
  }
  EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace kith
