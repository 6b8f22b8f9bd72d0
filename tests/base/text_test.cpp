// UTF-8 against a slow oracle, folding, and sheets in several encodings.
#include "kith/base/text.hpp"

#include <gtest/gtest.h>

#include <random>

namespace kith {
namespace {

/// Encodes by the definition: so many payload bits for so many bytes.
std::string slow_encode(std::uint32_t c) {
  if (c < 0x80) return {static_cast<char>(c)};
  const int size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  std::string out(static_cast<std::size_t>(size), '\0');
  for (int i = size - 1; i > 0; --i) {
    out[static_cast<std::size_t>(i)] = static_cast<char>(0x80 | c % 64);
    c /= 64;
  }
  const int lead = size == 2 ? 0xC0 : size == 3 ? 0xE0 : 0xF0;
  out[0] = static_cast<char>(lead | static_cast<int>(c));
  return out;
}

/// Well-formed when the text is a sequence of encodings of scalar values but U+0000.
bool slow_is_utf8(std::string_view s) {
  while (!s.empty()) {
    const auto lead = static_cast<unsigned char>(s[0]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size > s.size()) return false;
    std::uint32_t c = size == 1 ? lead : lead & (0xFFu >> (size + 1));
    for (std::size_t i = 1; i < size; ++i)
      c = c * 64 + (static_cast<unsigned char>(s[i]) & 63u);
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return false;
    if (slow_encode(c) != s.substr(0, size)) return false;
    s.remove_prefix(size);
  }
  return true;
}

TEST(Utf8, EveryScalarValue) {
  for (std::uint32_t c = 0; c <= 0x110010; ++c) {
    const std::string s = slow_encode(c);
    const bool scalar = c != 0 && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
    ASSERT_EQ(is_utf8(s), scalar) << std::hex << c;
    if (!scalar) continue;
    const auto points = code_points(s);
    ASSERT_EQ(points.size(), 1u);
    ASSERT_EQ(points[0], c);
    ASSERT_EQ(from_code_points(points), s);
  }
}

TEST(Utf8, EveryShortByteString) {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      const std::string two{static_cast<char>(a), static_cast<char>(b)};
      ASSERT_EQ(is_utf8(two), slow_is_utf8(two)) << a << " " << b;
      if (a < 0xC0) continue;
      for (const int c :
           {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF}) {
        const std::string three = two + static_cast<char>(c);
        ASSERT_EQ(is_utf8(three), slow_is_utf8(three));
        for (const int d : {0x00, 0x80, 0xBF, 0xC2}) {
          const std::string four = three + static_cast<char>(d);
          ASSERT_EQ(is_utf8(four), slow_is_utf8(four));
        }
      }
    }
  }
}

TEST(Utf8, RandomBytes) {
  std::mt19937 random(5);
  for (int i = 0; i < 100000; ++i) {
    std::string s;
    const std::size_t n = random() % 8;
    for (std::size_t k = 0; k < n; ++k)
      s += slow_encode(static_cast<std::uint32_t>(1 + random() % 0x2FFF));
    if (!s.empty() && i % 2 == 0) s[random() % s.size()] = static_cast<char>(random());
    ASSERT_EQ(is_utf8(s), slow_is_utf8(s));
    static_cast<void>(fold(s));  // must not fail on anything
    static_cast<void>(trim(s));
  }
}

TEST(Fold, WidthCaseBracketsAndBlanks) {
  EXPECT_EQ(fold("ＡＢＣ　Ｃｏ．，Ｌｔｄ"), "abc co.,ltd");
  EXPECT_EQ(fold("  上海\u00A0\u3000\t某某\r\n公司  "), "上海 某某 公司");
  EXPECT_EQ(fold("某某（上海）公司"), "某某(上海)公司");
  EXPECT_EQ(fold("【重点】「甲」『乙』〔丙〕"), "[重点][甲][乙][丙]");
  EXPECT_EQ(fold("科\u200B技\uFEFF"), "科技");
  EXPECT_EQ(fold("甲 \u200B 乙"), "甲 乙");
  EXPECT_EQ(fold("ÀÖØÞ×÷ß"), "àöøþ×÷ß");
  EXPECT_EQ(fold("ΑΒΓΣς ΆΈΉΊΌΎΏ ΪΫ"), "αβγσσ άέήίόύώ ϊϋ");
  EXPECT_EQ(fold("АЯЁЀЏ"), "аяёѐџ");
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold(" \u200B\u3000 "), "");
  EXPECT_EQ(fold("Ａ级！"), "a级!");
  EXPECT_EQ(fold_tight(" Ａ 级\u3000客 户 "), "a级客户");
}

TEST(Fold, TwiceIsOnceAndStaysUtf8) {
  for (std::uint32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string s = "x" + slow_encode(c) + "y";
    const std::string once = fold(s);
    ASSERT_TRUE(is_utf8(once)) << std::hex << c;
    ASSERT_EQ(fold(once), once) << std::hex << c;
    if (c >= 0x4E00 && c <= 0x9FFF) {
      ASSERT_EQ(once, s);
    }
  }
}

TEST(Narrow, KeepsCaseAndInnerText) {
  EXPECT_EQ(narrow("　ＡＢｃ　１２３，（甲） "), "ABc 123,(甲)");
  EXPECT_EQ(narrow("【甲】  乙"), "【甲】  乙");
}

TEST(Trim, BothEnds) {
  EXPECT_EQ(trim("\u3000 \u00A0甲 乙\u2003\r\n"), "甲 乙");
  EXPECT_EQ(trim(" \uFEFF "), "");
  EXPECT_EQ(trim("\x80\x80"), "\x80\x80");
}

TEST(SplitValues, SeparatorsOfSheets) {
  const std::vector<std::string> wanted{"甲", "乙", "丙", "丁 戊",
                                        "己", "庚", "辛", "壬"};
  EXPECT_EQ(split_values(" 甲、乙，丙,丁 戊；己;庚/辛|\r\n壬、、"), wanted);
  EXPECT_TRUE(split_values(" 、 ").empty());
  EXPECT_EQ(split_values("甲").size(), 1u);
}

TEST(DecodeSheet, Gb18030) {
  // "客户名称,跟进时间"
  const char bytes[] =
      "\xBF\xCD\xBB\xA7\xC3\xFB\xB3\xC6,\xB8\xFA\xBD\xF8\xCA\xB1\xBC\xE4";
  const auto d = decode_sheet(std::string_view(bytes, sizeof bytes - 1));
  ASSERT_TRUE(d) << d.error().message();
  EXPECT_EQ(d->text, "客户名称,跟进时间");
  EXPECT_EQ(d->encoding, Encoding::gb18030);
}

TEST(DecodeSheet, Gb18030OfFourBytesAndLong) {
  // Beyond U+FFFF the map is linear from 90 30 81 30: 65671 = ((5 × 10 + 2) × 126 + 15) ×
  // 10 + 1.
  const auto rare = decode_sheet("\x95\x32\x90\x31");
  ASSERT_TRUE(rare);
  EXPECT_EQ(code_points(rare->text), (std::vector<char32_t>{0x20087}));
  std::string text;
  std::string bytes;
  for (int i = 0; i < 30000; ++i) {
    text += "客户";
    bytes += "\xBF\xCD\xBB\xA7";
  }
  EXPECT_EQ(decode_sheet(bytes).value().text, text);
}

TEST(DecodeSheet, Utf8AndItsMark) {
  EXPECT_EQ(decode_sheet("客户").value().encoding, Encoding::utf8);
  const auto d = decode_sheet("\xEF\xBB\xBF客户");
  EXPECT_EQ(d->text, "客户");
  EXPECT_EQ(d->encoding, Encoding::utf8_bom);
  EXPECT_EQ(decode_sheet("").value().text, "");
}

TEST(DecodeSheet, Utf16OfEitherOrder) {
  using namespace std::string_view_literals;
  EXPECT_EQ(decode_sheet("\xFF\xFE\xA2\x5B\x41\0\x3D\xD8\x00\xDE"sv).value().text,
            "客A😀");
  EXPECT_EQ(decode_sheet("\xFE\xFF\x5B\xA2\0\x41"sv).value().text, "客A");
  EXPECT_EQ(decode_sheet("\xFF\xFE"sv).value().encoding, Encoding::utf16);
}

TEST(DecodeSheet, AccentedLettersThatStandAloneAreWindows1252) {
  const auto d = decode_sheet("name\nCaf\xE9 M\xFCller\xA0GmbH,\x80 5");
  ASSERT_TRUE(d);
  EXPECT_EQ(d->text, "name\nCafé Müller\u00A0GmbH,€ 5");
  EXPECT_EQ(d->encoding, Encoding::windows1252);
}

TEST(Tidy, BlanksAndBreaksToOneAndNothingElse) {
  EXPECT_EQ(tidy(" 上海\n\u200BＡＢＣ\u00A0 Co. "), "上海 ＡＢＣ Co.");
  EXPECT_EQ(tidy("\u200B "), "");
}

TEST(DecodeSheet, RefusesByNameAndOffset) {
  using namespace std::string_view_literals;
  const auto offset = [](std::string_view s) -> std::string {
    const auto d = decode_sheet(s);
    if (d) return "accepted";
    EXPECT_EQ(d.error().reason(), Reason::bad_encoding);
    return d.error().details().front().second;
  };
  EXPECT_EQ(offset("\xFF\xFE\x41\0\x42"sv), "4");      // ends inside a unit
  EXPECT_EQ(offset("\xFF\xFE\x3D\xD8\x41\0"sv), "2");  // half a pair
  EXPECT_EQ(offset("\xFF\xFE\0\0"sv), "0");            // UTF-32
  EXPECT_EQ(offset("客户名称\xFF,x"), "12");  // UTF-8 with damage is not taken for GBK
  EXPECT_EQ(offset("caf\xE9,\x81,na\xEFve"), "5");
  EXPECT_EQ(offset("ab\0c"sv), "2");
  EXPECT_EQ(offset("\xEF\xBB\xBF"
                   "a\xFF"),
            "4");
  EXPECT_EQ(offset("abc\xFF\xFF"), "3");
  EXPECT_EQ(offset("\xBF\xCD\xBB"), "2");  // ends inside a character
}

}  // namespace
}  // namespace kith
