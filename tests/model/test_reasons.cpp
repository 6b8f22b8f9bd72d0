// docs/reasons.md: codes of failures as kith.h names and tells them, and the catalogue of
// reasons beside derived values.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <regex>

#include "kith/base/error.hpp"
#include "kith/model/why.hpp"
#include "model/docs_page.hpp"
#include "source_dir.hpp"

namespace {

using namespace kith;

struct Define {
  std::string word;  ///< behind the prefix
  std::int32_t number = 0;
  std::string text;
};

/// The defines of kith.h that begin so and carry a comment, in order.
std::vector<Define> defines(const std::string& prefix) {
  const std::string header =
      test::read_whole(test::in_source("capi/include/kith/kith.h"));
  const std::regex line("#define " + prefix +
                        R"((\w+) (\d+)\s*(?:\\\s*)?/\* ([^*]*) \*/)");
  std::vector<Define> out;
  for (std::sregex_iterator it(header.begin(), header.end(), line), end; it != end;
       ++it) {
    out.push_back({(*it)[1], std::stoi((*it)[2]), (*it)[3]});
  }
  return out;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

template <class NameOf>
std::string page_part(const std::string& prefix, std::vector<Define> codes, NameOf name) {
  std::string out = "| Number | Constant | Name | |\n| --- | --- | --- | --- |\n";
  for (std::size_t i = 0; i < codes.size(); ++i) {
    EXPECT_EQ(codes[i].number, static_cast<std::int32_t>(i)) << codes[i].word;
    EXPECT_EQ(name(codes[i].number), lower(codes[i].word));
    out += "| " + std::to_string(codes[i].number) + " | `" + prefix + codes[i].word +
           "` | `" + lower(codes[i].word) + "` | " + codes[i].text + " |\n";
  }
  EXPECT_EQ(name(static_cast<std::int32_t>(codes.size())), "unknown") << "one is untold";
  return out;
}

TEST(ReasonsPage, Statuses) {
  std::vector<Define> codes = defines("KITH_");
  std::erase_if(codes, [](const Define& d) {
    return status_name(static_cast<Status>(d.number)) != lower(d.word);
  });
  test::expect_docs_part("docs/reasons.md", "statuses",
                         page_part("KITH_", codes, [](std::int32_t n) {
                           return status_name(static_cast<Status>(n));
                         }));
}

TEST(ReasonsPage, Reasons) {
  test::expect_docs_part(
      "docs/reasons.md", "reasons",
      page_part("KITH_REASON_", defines("KITH_REASON_"),
                [](std::int32_t n) { return reason_name(static_cast<Reason>(n)); }));
}

TEST(ReasonsPage, Whys) {
  std::string out = "| Code | Chinese | English |\n| --- | --- | --- |\n";
  for (const WhySpec& why : why_catalogue()) {
    out += "| `" + std::string(why.code) + "` | " + std::string(why.zh) + " | " +
           std::string(why.en) + " |\n";
  }
  test::expect_docs_part("docs/reasons.md", "whys", out);
}

}  // namespace
