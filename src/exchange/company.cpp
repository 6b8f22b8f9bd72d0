#include "kith/exchange/company.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "exchange/scan.hpp"
#include "kith/base/text.hpp"

namespace kith {

namespace {

using exchange::ends_with;
using exchange::is_digit;
using exchange::is_letter;
using exchange::length;
using exchange::sequence_size;
using exchange::starts_with;

// Legal forms of Chinese company law and common usage, longest first.
constexpr std::string_view kSuffixes[] = {"控股集团股份有限公司",
                                          "集团有限责任公司",
                                          "集团股份有限公司",
                                          "股份合作公司",
                                          "股份有限公司",
                                          "有限责任公司",
                                          "控股有限公司",
                                          "集团有限公司",
                                          "集团总公司",
                                          "集团公司",
                                          "控股集团",
                                          "个人独资企业",
                                          "特殊普通合伙",
                                          "普通合伙",
                                          "有限合伙",
                                          "合伙企业",
                                          "有限公司",
                                          "股份公司",
                                          "总公司",
                                          "合作社",
                                          "个体工商户",
                                          "公司",
                                          "集团",
                                          "控股",
                                          "总厂",
                                          "商行",
                                          "商店",
                                          "经营部",
                                          "工作室",
                                          "事务所",
                                          "中心",
                                          "厂",
                                          "店"};

constexpr std::string_view kBranches[] = {
    "分公司", "子公司", "办事处", "代表处", "营业部", "分厂",   "分店",
    "分行",   "支行",   "分部",   "事业部", "分院",   "销售部", "门店"};

constexpr std::string_view kRegions[] = {"内蒙古自治区",
                                         "广西壮族自治区",
                                         "宁夏回族自治区",
                                         "新疆维吾尔自治区",
                                         "西藏自治区",
                                         "香港特别行政区",
                                         "澳门特别行政区",
                                         "内蒙古",
                                         "黑龙江",
                                         "石家庄",
                                         "哈尔滨",
                                         "呼和浩特",
                                         "乌鲁木齐",
                                         "张家港",
                                         "连云港",
                                         "秦皇岛",
                                         "张家口",
                                         "马鞍山",
                                         "景德镇",
                                         "北京",
                                         "上海",
                                         "天津",
                                         "重庆",
                                         "河北",
                                         "山西",
                                         "辽宁",
                                         "吉林",
                                         "江苏",
                                         "浙江",
                                         "安徽",
                                         "福建",
                                         "江西",
                                         "山东",
                                         "河南",
                                         "湖北",
                                         "湖南",
                                         "广东",
                                         "海南",
                                         "四川",
                                         "贵州",
                                         "云南",
                                         "陕西",
                                         "甘肃",
                                         "青海",
                                         "台湾",
                                         "广西",
                                         "西藏",
                                         "宁夏",
                                         "新疆",
                                         "香港",
                                         "澳门",
                                         "深圳",
                                         "广州",
                                         "杭州",
                                         "南京",
                                         "苏州",
                                         "成都",
                                         "武汉",
                                         "西安",
                                         "青岛",
                                         "大连",
                                         "宁波",
                                         "厦门",
                                         "长沙",
                                         "郑州",
                                         "济南",
                                         "沈阳",
                                         "长春",
                                         "合肥",
                                         "福州",
                                         "南昌",
                                         "昆明",
                                         "贵阳",
                                         "南宁",
                                         "海口",
                                         "太原",
                                         "兰州",
                                         "西宁",
                                         "银川",
                                         "拉萨",
                                         "无锡",
                                         "常州",
                                         "南通",
                                         "扬州",
                                         "镇江",
                                         "泰州",
                                         "徐州",
                                         "盐城",
                                         "淮安",
                                         "宿迁",
                                         "温州",
                                         "嘉兴",
                                         "湖州",
                                         "绍兴",
                                         "金华",
                                         "台州",
                                         "义乌",
                                         "昆山",
                                         "佛山",
                                         "东莞",
                                         "中山",
                                         "珠海",
                                         "惠州",
                                         "江门",
                                         "汕头",
                                         "湛江",
                                         "肇庆",
                                         "泉州",
                                         "漳州",
                                         "莆田",
                                         "烟台",
                                         "潍坊",
                                         "临沂",
                                         "淄博",
                                         "威海",
                                         "济宁",
                                         "东营",
                                         "唐山",
                                         "保定",
                                         "廊坊",
                                         "邯郸",
                                         "沧州",
                                         "洛阳",
                                         "开封",
                                         "南阳",
                                         "新乡",
                                         "许昌",
                                         "宜昌",
                                         "襄阳",
                                         "荆州",
                                         "株洲",
                                         "湘潭",
                                         "岳阳",
                                         "衡阳",
                                         "常德",
                                         "绵阳",
                                         "德阳",
                                         "宜宾",
                                         "泸州",
                                         "遵义",
                                         "柳州",
                                         "桂林",
                                         "三亚",
                                         "芜湖",
                                         "蚌埠",
                                         "安庆",
                                         "滁州",
                                         "赣州",
                                         "九江",
                                         "上饶",
                                         "包头",
                                         "鞍山",
                                         "抚顺",
                                         "锦州",
                                         "大庆",
                                         "咸阳",
                                         "宝鸡",
                                         "榆林",
                                         "大同"};

// Words of trades: a core made of them alone names no company.
constexpr std::string_view kTrades[] = {
    "信息技术", "电子商务", "供应链", "生物医药", "科技", "技术",   "贸易",     "商贸",
    "制造",     "网络",     "信息",   "实业",     "集团", "工业",   "工程",     "电子",
    "电气",     "机械",     "设备",   "软件",     "智能", "数据",   "数码",     "传媒",
    "广告",     "文化",     "教育",   "咨询",     "管理", "服务",   "物流",     "运输",
    "投资",     "金融",     "建筑",   "建设",     "装饰", "材料",   "新材料",   "能源",
    "新能源",   "环保",     "化工",   "医药",     "医疗", "生物",   "食品",     "餐饮",
    "酒店",     "农业",     "汽车",   "服装",     "纺织", "家具",   "零售",     "电商",
    "企业",     "发展",     "国际",   "进出口",   "通信", "互联网", "企业管理", "系统",
    "产业",     "控股",     "自动化", "仪器",     "五金", "塑料",   "包装",     "印刷"};

constexpr std::string_view kEnglishForms[] = {
    "co",  "company", "corp",     "corporation", "inc",   "incorporated",
    "ltd", "limited", "llc",      "llp",         "plc",   "gmbh",
    "ag",  "kg",      "sa",       "sarl",        "srl",   "spa",
    "bv",  "nv",      "ab",       "oy",          "as",    "pte",
    "pty", "kk",      "holdings", "holding",     "group", "the"};

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
