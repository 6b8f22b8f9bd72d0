// After an erasure no byte of the person stands in any file that the library made: a
// person that came in a sheet, was looked for, shown, exported and backed up.
#include <gtest/gtest.h>
#include <iconv.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "kith/exchange/import.hpp"
#include "kith/view/view.hpp"

namespace kith {
namespace {

namespace fs = std::filesystem;

constexpr std::array kEncodings{"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"};

/// Whoever is in this sheet, row 1 of customers.
constexpr const char* kSheet =
    "客户名称,客户编号,联系人,职位,联系方式,邮箱,微信,核心需求,创建时间\n"
    "王晓彤个体经营部,P-1,王晓彤,采购主管,13800138757,xiaotong.w@example.com,xt_wang88,"
    "王晓彤要低糖礼盒,2023-10-16\n"
    "恒通制造有限公司,P-2,李成栋,经理,13911112222,ld@example.com,ld_01,模具,2023-10-16\n";
constexpr const char* kTouches =
    "客户编号,客户名称,跟进时间,跟进方式,跟进内容,客户反馈,下一步\n"
    "P-1,王晓彤个体经营部,2023-10-20,电话,王晓彤家里有事改约,说周五再谈,"
    "2023-10-30前寄样给王晓彤\n"
    "P-2,恒通制造有限公司,2023-10-20,电话,问价,还在比较,\n";

/// Of P-1, in no other place.
const std::vector<std::string> kErasedWords{
    "王晓彤",     "13800138757", "xiaotong.w@example.com",
    "xt_wang88",  "低糖礼盒",    "家里有事改约",
    "说周五再谈", "采购主管",    "寄样给",
};
const std::vector<std::string> kStayingWords{"恒通制造", "李成栋", "13911112222", "问价"};

std::string encoded(std::string text, const char* encoding) {
  const iconv_t to = iconv_open(encoding, "UTF-8");
  EXPECT_NE(to, reinterpret_cast<iconv_t>(-1)) << encoding;
  std::string out(text.size() * 4, '\0');
  char* in = text.data();
  std::size_t left = text.size();
  char* at = out.data();
  std::size_t room = out.size();
  EXPECT_NE(iconv(to, &in, &left, &at, &room), static_cast<std::size_t>(-1));
  iconv_close(to);
  out.resize(out.size() - room);
  return out;
}

class EraseScan : public testing::Test {
 protected:
  EraseScan() {
    std::string name = (fs::temp_directory_path() / "kith_erase_XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
    BookOptions options;
    options.create = true;
    book_.emplace(Book::open(path("a.kith"), options).value());
  }
  ~EraseScan() override {
    book_.reset();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  [[nodiscard]] std::string path(const std::string& name) const {
    return (folder_ / name).string();
  }
  static Instant at(const char* iso) { return Instant::parse(iso).value(); }

  void import(const char* bytes, const char* now = "2023-10-26T09:00:00+08:00") {
    ImportOptions options;
    options.now = at(now);
    const auto in = import_into_book(*book_, bytes, "sheet.csv", options).value();
    for (std::int64_t row = 0; row < in.report.rows(); ++row)
      ASSERT_NE(in.report.cell("outcome", row), "refused")
          << in.report.cell("message_en", row);
  }
  /// Everything that reads or copies words.
  void use() {
    const View view(book_->source(), {.as_of = Date::parse("2023-10-26").value()});
    EXPECT_EQ(view.duplicates({.fields = {.phone = "13800138757"}}).rows(), 1);
    for (const Table& table : {view.customers(), view.contacts(), view.due(),
                               view.history(CustomerKey("P-1"))})
      EXPECT_NE(to_csv(table).find("王晓彤"), std::string::npos);
    ASSERT_TRUE(book_->backup(path("backup.kith")));
    // The words go over several pages, and are corrected.
    std::string sheet(kTouches);
    const std::string long_words = "王晓彤家里有事改约" + std::string(9'000, '~');
    sheet.replace(sheet.find("王晓彤家里有事改约"), 27, long_words);
    import(sheet.c_str(), "2023-10-27T09:00:00+08:00");
    ASSERT_TRUE(book_->rebuild());
  }
  /// Which words stand in which of the files.
  [[nodiscard]] std::vector<std::string> found(
      const std::vector<std::string>& words) const {
    std::vector<std::string> out;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      for (const std::string& word : words) {
        for (const char* encoding : kEncodings) {
          if (bytes.find(encoded(word, encoding)) != std::string::npos)
            out.push_back(entry.path().filename().string() + ": " + word + " " +
                          encoding);
        }
      }
    }
    return out;
  }

  fs::path folder_;
  std::optional<Book> book_;
};

TEST_F(EraseScan, NothingOfAPersonIsLeftInAnyFile) {
  import(kSheet);
  import(kTouches);
  use();
  // The scan finds each word while it is there.
  const auto before = found(kErasedWords);
  for (const std::string& word : kErasedWords) {
    EXPECT_TRUE(std::any_of(before.begin(), before.end(), [&](const std::string& f) {
      return f.find(": " + word + " ") != std::string::npos;
    })) << word;
  }
  const EraseResult r = book_
                            ->erase(at("2023-10-28T09:00:00+08:00"),
                                    {.customer = CustomerKey("P-1"), .backups = true})
                            .value();
  EXPECT_EQ(r.file, EraseFile::finished);
  EXPECT_EQ(r.backups_erased, 1);
  EXPECT_EQ(r.backups_left, 0);
  EXPECT_EQ(found(kErasedWords), std::vector<std::string>());
  EXPECT_EQ(fs::file_size(path("a.kith-wal")), 0u);
  EXPECT_FALSE(fs::exists(path("a.kith-journal")));
  for (const std::string& word : kStayingWords)
    EXPECT_FALSE(found({word}).empty()) << word;
  EXPECT_TRUE(book_->check());
  EXPECT_TRUE(Book::open(path("backup.kith")).value().check());
}

TEST_F(EraseScan, TheSameSheetsAgainBringNothingBack) {
  import(kSheet);
  import(kTouches);
  ASSERT_TRUE(
      book_->erase(at("2023-10-28T09:00:00+08:00"), {.customer = CustomerKey("P-1")}));
  import(kSheet, "2023-10-29T09:00:00+08:00");
  import(kTouches, "2023-10-29T09:00:00+08:00");
  EXPECT_EQ(found(kErasedWords), std::vector<std::string>());
  // Nor does a sheet made of answers name anybody by the words that stand for nothing.
  const std::string answers =
      "客户名称,客户编号,行业\n" + std::string(kErased) + ",P-1,零售\n";
  import(answers.c_str(), "2023-10-30T09:00:00+08:00");
  const Table t =
      View(book_->source(), {.as_of = Date::max()}).customers(CustomerKey("P-1"));
  ASSERT_EQ(t.rows(), 1);
  EXPECT_NE(t.cell("industry", 0), "");
  EXPECT_TRUE(book_->check());
}

TEST_F(EraseScan, AContactIsErasedWithoutItsCustomer) {
  import(kSheet);
  import(kTouches);
  const Table contacts = View(book_->source(), {.as_of = Date::max()})
                             .contacts({.customer = CustomerKey("P-2")});
  ASSERT_EQ(contacts.rows(), 1);
  const ContactKey contact(contacts.cell("contact", 0));
  ASSERT_TRUE(book_->erase(at("2023-10-28T09:00:00+08:00"), {.contact = contact}));
  EXPECT_EQ(found({"李成栋", "13911112222", "ld@example.com", "ld_01"}),
            std::vector<std::string>());
  EXPECT_FALSE(found({"恒通制造"}).empty());
}

}  // namespace
}  // namespace kith
