#include "kith/model/company.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/letters.hpp"
#include "kith/base/text.hpp"
#include "model/company_words.hpp"

namespace kith {

namespace {

using letters::ends_with;
using letters::is_digit;
using letters::is_letter;
using letters::length;
using letters::sequence_size;
using letters::starts_with;
using namespace company_words;

bool english_group(std::string_view word) {
  return word == "group" || word == "holdings" || word == "holding";
}

// ---- Chinese
// ------------------------------------------------------------------------------------------

std::size_t region_size(std::string_view s) {
  for (const std::string_view region : kRegions) {
    if (!starts_with(s, region)) continue;
    std::size_t n = region.size();
    for (const std::string_view tail : {"省", "市"}) {
      if (starts_with(s.substr(n), tail)) return n + tail.size();
    }
    return n;
  }
  // Any place that says so itself: 余姚市…, 嘉善县…; but 超市, 都市 and 夜市 are shops.
  std::size_t at = 0;
  for (int i = 0; i < 4 && at < s.size(); ++i, at += sequence_size(s[at])) {
    const std::string_view rest = s.substr(at);
    if (i < 2 || (!starts_with(rest, "市") && !starts_with(rest, "县"))) continue;
    for (const std::string_view shop : {"超", "都", "夜", "股", "门", "菜", "集", "花"}) {
      if (ends_with(s.substr(0, at), shop)) return 0;
    }
    return at + sequence_size(s[at]);
  }
  return 0;
}

std::string bare_region(std::string_view s) {
  for (const std::string_view tail : {"特别行政区", "壮族自治区", "回族自治区",
                                      "维吾尔自治区", "自治区", "省", "市", "县"}) {
    if (s.size() > tail.size() + 3 && ends_with(s, tail)) {
      return std::string(s.substr(0, s.size() - tail.size()));
    }
  }
  return std::string(s);
}

bool is_region(std::string_view s) { return !s.empty() && region_size(s) == s.size(); }

// 上海银行 and 南京大学 are names; their place is part of them.
bool needs_its_place(std::string_view rest) {
  for (const std::string_view word :
       {"银行", "农商银行", "农村商业银行", "大学", "学院", "医院", "人民医院",
        "证券", "航空",     "机场",         "地铁", "公交", "电力", "燃气",
        "水务", "烟草",     "电视台",       "报业", "港",   "港务"}) {
    if (rest == word) return true;
  }
  return false;
}

// 海淀区…, after a city.
std::size_t district_size(std::string_view s) {
  std::size_t at = 0;
  for (int i = 0; i < 4 && at < s.size(); ++i, at += sequence_size(s[at])) {
    if (i >= 2 && starts_with(s.substr(at), "区"))
      return at + std::string_view("区").size();
  }
  return 0;
}

void cut_region(std::string& core, CompanyName& name) {
  for (int i = 0; i < 3; ++i) {
    std::size_t n = region_size(core);
    if (n == 0 && i > 0) n = district_size(core);
    if (n == 0 || n >= core.size() || needs_its_place(std::string_view(core).substr(n)))
      return;
    name.region += bare_region(std::string_view(core).substr(0, n));
    core.erase(0, n);
  }
}

bool is_group_form(std::string_view suffix) {
  return suffix.find("集团") != std::string_view::npos ||
         suffix.find("控股") != std::string_view::npos;
}

void cut_suffix(std::string& core, CompanyName& name) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view suffix : kSuffixes) {
      if (core.size() <= suffix.size() || !ends_with(core, suffix)) continue;
      core.resize(core.size() - suffix.size());
      name.suffix.insert(0, suffix);
      again = true;
      break;
    }
  }
}

// Where the head company's legal form ends inside "…有限公司北京分公司"; npos if it names
// none.
std::size_t form_end(std::string_view s) {
  std::size_t end = std::string_view::npos;
  for (const std::string_view form : {"公司", "集团", "厂"}) {
    const auto at = s.rfind(form);
    if (at == std::string_view::npos || at + form.size() >= s.size()) continue;
    const std::size_t stop = at + form.size();
    if (end == std::string_view::npos || stop > end) end = stop;
  }
  return end;
}

void cut_branch(std::string& core, CompanyName& name) {
  for (const std::string_view word : kBranches) {
    if (core.size() <= word.size() || !ends_with(core, word)) continue;
    const std::size_t word_at = core.size() - word.size();
    std::size_t at = form_end(std::string_view(core).substr(0, word_at));
    if (at == std::string_view::npos) {
      const std::string_view head = std::string_view(core).substr(0, word_at);
      const std::size_t form = form_end(core);
      at = form != std::string_view::npos && form <= word_at ? form : word_at;
      for (std::size_t i = sequence_size(head[0]); at == word_at && i < head.size();
           i += sequence_size(head[i])) {
        if (is_region(head.substr(i))) at = i;
      }
    }
    name.branch = core.substr(at);
    core.resize(at);
    return;
  }
}

// (北京) is a region, (集团) a form; other brackets are part of the name.
void cut_brackets(std::string& core, CompanyName& name) {
  for (std::size_t open = core.find('('); open != std::string::npos;
       open = core.find('(', open + 1)) {
    const auto close = core.find(')', open);
    if (close == std::string::npos) return;
    const std::string inside = core.substr(open + 1, close - open - 1);
    if (core.size() == close - open + 1) return;
    if (is_region(inside) || inside == "中国") {
      name.region += bare_region(inside);
    } else if (is_group_form(inside)) {
      name.group = true;
    } else {
      continue;
    }
    core.erase(open, close - open + 1);
    if (open > 0) --open;
  }
}

bool only_trades(std::string_view s) {
  if (s.empty()) return true;
  for (const std::string_view trade : kTrades) {
    if (starts_with(s, trade) && only_trades(s.substr(trade.size()))) return true;
  }
  return false;
}

bool is_short(std::string_view core) { return length(core) <= 2 || only_trades(core); }

std::string without_signs(std::string_view tight) {
  std::string out;
  for (std::size_t i = 0; i < tight.size();) {
    const std::size_t size = sequence_size(tight[i]);
    const std::string_view c = tight.substr(i, size);
    i += size;
    const bool sign = c == "." || c == "," || c == "'" || c == "\"" || c == "-" ||
                      c == "·" || c == "。" || c == "、" || c == "“" || c == "”" ||
                      c == "’";
    if (!sign) out += c;
  }
  return out;
}

// ---- English
// ------------------------------------------------------------------------------------------

std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : folded) {
    if (c == ' ' || c == ',' || c == '(' || c == ')' || c == '&') {
      if (!word.empty()) words.push_back(std::exchange(word, {}));
    } else if (c != '.' && c != '\'' && c != '"') {
      word += c;
    }
  }
  if (!word.empty()) words.push_back(word);
  return words;
}

void parse_english(std::string_view text, CompanyName& name) {
  std::vector<std::string> words = words_of(fold(text));
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
  while (words.size() > 1) {
    const std::string& last = words.back();
    if (std::find(std::begin(kEnglishForms), std::end(kEnglishForms), last) ==
        std::end(kEnglishForms)) {
      break;
    }
    name.group = name.group || english_group(last);
    name.suffix.insert(0, last);
    words.pop_back();
  }
  for (const std::string& word : words) name.core += word;
  name.short_core = length(name.core) <= 2;
}

bool is_english(std::string_view folded) {
  return std::all_of(folded.begin(), folded.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; }) &&
         std::any_of(folded.begin(), folded.end(), is_letter);
}

void parse_chinese(CompanyName& name) {
  std::string core = name.folded;
  cut_brackets(core, name);
  cut_branch(core, name);
  cut_suffix(core, name);
  cut_region(core, name);
  name.group = name.group || is_group_form(name.suffix);
  name.core = std::move(core);
  name.short_core = is_short(name.core);
}

bool clash(const std::string& a, const std::string& b) {
  return !a.empty() && !b.empty() && a != b;
}

}  // namespace

CompanyName parse_company_name(std::string_view text) {
  CompanyName name;
  name.folded = without_signs(fold_tight(text));
  if (name.folded.empty()) return name;
  if (is_english(name.folded)) {
    parse_english(text, name);
  } else {
    parse_chinese(name);
  }
  return name;
}

std::string fold_region(std::string_view text) { return bare_region(fold_tight(text)); }

LinkStrength link_strength(const CompanyName& a, const CompanyName& b) {
  if (a.folded.empty() || b.folded.empty()) return LinkStrength::none;
  if (a.folded == b.folded) return LinkStrength::same_folded;
  if (a.core.empty() || a.core != b.core) return LinkStrength::none;
  const bool form = !a.suffix.empty() && !b.suffix.empty() && a.group != b.group;
  if (clash(a.region, b.region) || a.branch != b.branch || form)
    return LinkStrength::candidate;
  return a.short_core || b.short_core ? LinkStrength::short_core
                                      : LinkStrength::same_core;
}

}  // namespace kith
