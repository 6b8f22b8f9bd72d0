// Names of persons: plain ones, masks and titles.
#include "kith/model/person_name.hpp"

#include <algorithm>

#include "base/letters.hpp"
#include "kith/base/text.hpp"

namespace kith {

namespace {

using letters::ends_with;
using letters::is_letter;
using letters::length;
using letters::sequence_size;
using letters::starts_with;

constexpr std::string_view kDoubleFamilies[] = {
    "欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容",
    "司徒", "令狐", "夏侯", "长孙", "宇文", "端木", "南宫", "独孤", "轩辕"};
constexpr std::string_view kTitles[] = {
    "董事长", "总经理", "副总经理", "总监", "经理", "主任", "副总",   "主管", "总裁",
    "校长",   "院长",   "厂长",     "店长", "部长", "处长", "科长",   "局长", "所长",
    "行长",   "医生",   "大夫",     "教授", "博士", "老师", "先生",   "女士", "小姐",
    "太太",   "老板",   "师傅",     "会计", "秘书", "助理", "工程师", "采购", "总",
    "董",     "工",     "局",       "处",   "科",   "队",   "姐",     "哥"};

bool is_family(std::string_view s) {
  if (length(s) == 1 && !is_letter(s.front())) return true;
  return std::find(std::begin(kDoubleFamilies), std::end(kDoubleFamilies), s) !=
         std::end(kDoubleFamilies);
}

bool is_mask(std::string_view s) {
  if (s.empty()) return false;
  for (std::size_t i = 0; i < s.size();) {
    const std::size_t size = sequence_size(s[i]);
    const std::string_view c = s.substr(i, size);
    if (c != "*" && c != "x" && c != "某" && c != "×" && c != "○" && c != "•" &&
        c != "●") {
      return false;
    }
    i += size;
  }
  return true;
}

bool read_mask(PersonName& name) {
  const std::string_view s = name.folded;
  const bool star = s.find('*') != std::string_view::npos;
  for (std::size_t i = sequence_size(s[0]); i <= s.size();
       i += i < s.size() ? sequence_size(s[i]) : 1) {
    if (!is_family(s.substr(0, i))) continue;
    if (i == s.size() || is_mask(s.substr(i))) {
      name.family = std::string(s.substr(0, i));
      return true;
    }
  }
  if (star)
    name.family = is_mask(s.substr(0, sequence_size(s[0])))
                      ? ""
                      : std::string(s.substr(0, sequence_size(s[0])));
  return star;
}

bool read_title(PersonName& name, std::string_view with_blanks) {
  const std::string_view s = name.folded;
  for (const std::string_view title : kTitles) {
    if (!ends_with(s, title) || !is_family(s.substr(0, s.size() - title.size())))
      continue;
    name.title = std::string(title);
    name.family = std::string(s.substr(0, s.size() - title.size()));
    return true;
  }
  for (const std::string_view head : {"老", "小", "阿"}) {
    if (length(s) == 2 && starts_with(s, head)) {
      name.title = std::string(head);
      name.family = std::string(s.substr(head.size()));
      return true;
    }
  }
  for (const std::string_view head : {"mr", "mrs", "ms", "miss", "dr"}) {
    if (!starts_with(with_blanks, head)) continue;
    std::string_view rest = with_blanks.substr(head.size());
    if (starts_with(rest, ".")) rest.remove_prefix(1);
    if (rest.empty() || rest.front() != ' ') continue;
    rest.remove_prefix(1);
    if (rest.empty() || rest.find(' ') != std::string_view::npos) continue;
    name.title = std::string(head);
    name.family = std::string(rest);
    return true;
  }
  return false;
}

}  // namespace

PersonName classify_person_name(std::string_view text) {
  PersonName name;
  const std::string blanks = fold(text);
  name.folded = fold_tight(text);
  if (name.folded.empty()) return name;
  const bool western = is_letter(name.folded.front());
  name.kind = PersonNameKind::plain;
  if (!western && read_mask(name)) {
    name.kind = PersonNameKind::masked;
  } else if (name.folded.find('*') != std::string::npos) {
    name.kind = PersonNameKind::masked;
  } else if (read_title(name, blanks)) {
    name.kind = PersonNameKind::title;
  }
  if (western) name.folded = blanks;
  return name;
}

}  // namespace kith
