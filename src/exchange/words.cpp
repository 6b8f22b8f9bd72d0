#include "exchange/words.hpp"

#include <algorithm>
#include <array>

#include "exchange/scan.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {
namespace {

template <class Code>
struct Spelling {
  std::string_view word;  ///< as fold_tight gives it
  Code code;
};

template <class Code, std::size_t N>
std::optional<Code> spelled(const std::array<Spelling<Code>, N>& words,
                            std::string_view text) {
  const std::string folded = fold_tight(text);
  for (const auto& w : words) {
    if (w.word == folded) return w.code;
  }
  return std::nullopt;
}

constexpr std::array<Spelling<Rating>, 15> kRatings{{
    {"高", Rating::high},
    {"较高", Rating::high},
    {"强", Rating::high},
    {"high", Rating::high},
    {"中", Rating::medium},
    {"中等", Rating::medium},
    {"一般", Rating::medium},
    {"medium", Rating::medium},
    {"低", Rating::low},
    {"较低", Rating::low},
    {"弱", Rating::low},
    {"low", Rating::low},
    {"hot", Rating::high},
    {"warm", Rating::medium},
    {"cold", Rating::low},
}};
constexpr std::array<Spelling<CustomerStage>, 6> kStages{{
    {"lead", CustomerStage::lead},
    {"prospect", CustomerStage::prospect},
    {"negotiating", CustomerStage::prospect},
    {"active", CustomerStage::active},
    {"paused", CustomerStage::dormant},
    {"lost", CustomerStage::lost},
}};
constexpr std::array<Spelling<Role>, 22> kRoles{{
    {"销售负责人", Role::sales_lead},
    {"销售总监", Role::sales_lead},
    {"销售经理", Role::sales_lead},
    {"销售主管", Role::sales_lead},
    {"saleslead", Role::sales_lead},
    {"salesmanager", Role::sales_lead},
    {"sales_lead", Role::sales_lead},
    {"客户经理", Role::account_manager},
    {"销售", Role::account_manager},
    {"销售员", Role::account_manager},
    {"业务员", Role::account_manager},
    {"accountmanager", Role::account_manager},
    {"account_manager", Role::account_manager},
    {"财务", Role::finance},
    {"会计", Role::finance},
    {"finance", Role::finance},
    {"高管", Role::executive},
    {"总经理", Role::executive},
    {"executive", Role::executive},
    {"客服", Role::service},
    {"售后", Role::service},
    {"service", Role::service},
}};
struct TagWord {
  std::string_view word;
  std::string_view tag;
};
constexpr std::array<TagWord, 8> kTags{{
    {"需求急迫", "urgent_need"},
    {"急迫", "urgent_need"},
    {"价格敏感", "price_sensitive"},
    {"决策链复杂", "complex_decision"},
    {"决策复杂", "complex_decision"},
    {"竞品客户", "competitor_customer"},
    {"竞品", "competitor_customer"},
    {"竞争对手客户", "competitor_customer"},
}};

struct EndWord {
  std::string_view word;  ///< as fold_tight gives it
  DealEnd end;
};
constexpr std::array<EndWord, 50> kEndWords{{
    {"赢单", DealEnd::won},        {"已赢单", DealEnd::won},
    {"成交", DealEnd::won},        {"已成交", DealEnd::won},
    {"成单", DealEnd::won},        {"中标", DealEnd::won},
    {"已签约", DealEnd::won},      {"won", DealEnd::won},
    {"closedwon", DealEnd::won},   {"输单", DealEnd::lost},
    {"已输单", DealEnd::lost},     {"丢单", DealEnd::lost},
    {"已丢单", DealEnd::lost},     {"失单", DealEnd::lost},
    {"失败", DealEnd::lost},       {"未中标", DealEnd::lost},
    {"流失", DealEnd::lost},       {"lost", DealEnd::lost},
    {"closedlost", DealEnd::lost}, {"作废", DealEnd::void_},
    {"已作废", DealEnd::void_},    {"无效", DealEnd::void_},
    {"取消", DealEnd::void_},      {"已取消", DealEnd::void_},
    {"void", DealEnd::void_},      {"cancelled", DealEnd::void_},
    {"canceled", DealEnd::void_},  {"进行中", DealEnd::open},
    {"进行", DealEnd::open},       {"跟进中", DealEnd::open},
    {"推进中", DealEnd::open},     {"洽谈中", DealEnd::open},
    {"谈判中", DealEnd::open},     {"正常", DealEnd::open},
    {"未结束", DealEnd::open},     {"未成交", DealEnd::open},
    {"待跟进", DealEnd::open},     {"新建", DealEnd::open},
    {"open", DealEnd::open},       {"inprogress", DealEnd::open},
    {"ongoing", DealEnd::open},    {"active", DealEnd::open},
    {"赢单关闭", DealEnd::won},    {"赢", DealEnd::won},
    {"输单关闭", DealEnd::lost},   {"输", DealEnd::lost},
    {"无效关闭", DealEnd::void_},  {"丢失", DealEnd::lost},
    {"deleted", DealEnd::void_},   {"abandoned", DealEnd::void_},
}};

struct StageWord {
  std::string_view word;   ///< folded, without signs
  std::string_view stage;  ///< of the default pipeline; empty: before its first one
};
constexpr std::array<StageWord, 46> kStageWords{{
    {"prospecting", ""},
    {"engaging", ""},
    {"qualification", ""},
    {"new", ""},
    {"lead", ""},
    {"leadin", ""},
    {"contactmade", ""},
    {"appointmentscheduled", ""},
    {"初步接触", ""},
    {"初步接洽", ""},
    {"初步沟通", ""},
    {"初期沟通", ""},
    {"验证客户", ""},
    {"线索", ""},
    {"qualified", "needs_confirmed"},
    {"qualifiedtobuy", "needs_confirmed"},
    {"needsanalysis", "needs_confirmed"},
    {"needsdefined", "needs_confirmed"},
    {"discovery", "needs_confirmed"},
    {"valueproposition", "needs_confirmed"},
    {"iddecisionmakers", "needs_confirmed"},
    {"perceptionanalysis", "needs_confirmed"},
    {"presentationscheduled", "needs_confirmed"},
    {"demoscheduled", "needs_confirmed"},
    {"decisionmakerboughtin", "needs_confirmed"},
    {"需求分析", "needs_confirmed"},
    {"需求调研", "needs_confirmed"},
    {"需求沟通", "needs_confirmed"},
    {"proposal", "proposal_submitted"},
    {"proposalmade", "proposal_submitted"},
    {"proposalsent", "proposal_submitted"},
    {"proposalpricequote", "proposal_submitted"},
    {"quote", "proposal_submitted"},
    {"quoted", "proposal_submitted"},
    {"方案", "proposal_submitted"},
    {"报价", "proposal_submitted"},
    {"方案报价", "proposal_submitted"},
    {"negotiation", "negotiation"},
    {"negotiationreview", "negotiation"},
    {"negotiationsstarted", "negotiation"},
    {"negotiating", "negotiation"},
    {"contractsent", "negotiation"},
    {"谈判", "negotiation"},
    {"谈判审核", "negotiation"},
    {"商务谈判", "negotiation"},
    {"合同审批", "negotiation"},
}};

/// Folded, without the signs that systems put between words.
std::string bare(std::string_view written) {
  std::string folded;
  for (const char c : fold_tight(written)) {
    if (c != '-' && c != '_' && c != '/' && c != '.') folded += c;
  }
  return folded;
}

}  // namespace

Channel channel_of(std::string_view code) {
  const auto found = word_code(channel_words(), code);
  return found ? static_cast<Channel>(*found) : Channel::unknown;
}

CustomerStage stage_of(std::string_view code) {
  return spelled(kStages, code).value_or(CustomerStage::unknown);
}

std::optional<Rating> rating_of(std::string_view text) { return spelled(kRatings, text); }

std::optional<Role> role_of(std::string_view text) { return spelled(kRoles, text); }

std::string tag_of(std::string_view text) {
  const std::string folded = fold_tight(text);
  for (const TagWord& w : kTags) {
    if (w.word == folded) return std::string(w.tag);
  }
  return folded;
}

std::string need_of(std::string_view text) {
  struct NeedWord {
    std::string_view word;
    std::string_view need;
  };
  static constexpr NeedWord kNeeds[] = {
      {"降低成本", "cut_cost"},       {"降本", "cut_cost"},
      {"lowercosts", "cut_cost"},     {"提升效率", "raise_efficiency"},
      {"增效", "raise_efficiency"},   {"workfaster", "raise_efficiency"},
      {"解决行业痛点", "solve_pain"}, {"行业痛点", "solve_pain"},
  };
  const std::string folded = fold_tight(text);
  for (const NeedWord& w : kNeeds) {
    if (w.word == folded) return std::string(w.need);
  }
  return folded;
}

std::string customer_kind_of(std::string_view text) {
  const std::string folded = "|" + fold_tight(text) + "|";
  const auto one_of = [&](std::string_view words) {
    return folded.size() > 2 && words.find(folded) != std::string_view::npos;
  };
  if (one_of("|个人|自然人|个人客户|person|individual|")) return "person";
  if (one_of("|企业|公司|单位|机构|企业客户|organisation|organization|company|"))
    return "organisation";
  return {};
}

bool is_affirmative(std::string_view text) {
  const std::string folded = fold_tight(text);
  return folded == "是" || folded == "yes" || folded == "y" || folded == "true" ||
         folded == "1" || folded == "√";
}

std::optional<DealEnd> end_of(std::string_view text) {
  const std::string folded = bare(text);
  for (const EndWord& w : kEndWords) {
    if (w.word == folded) return w.end;
  }
  return std::nullopt;
}

std::optional<std::string_view> stage_alias(std::string_view text) {
  const std::string folded = bare(text);
  for (const StageWord& w : kStageWords) {
    if (w.word == folded) return w.stage;
  }
  return std::nullopt;
}

std::optional<std::int64_t> cycle_days(std::string_view written) {
  struct Unit {
    std::string_view word;
    std::int64_t days;
  };
  static constexpr std::array<Unit, 34> kUnits{{
      {"天", 1},       {"日", 1},        {"day", 1},        {"days", 1},
      {"d", 1},        {"周", 7},        {"星期", 7},       {"个星期", 7},
      {"week", 7},     {"weeks", 7},     {"weekly", 7},     {"个月", 30},
      {"月", 30},      {"月度", 30},     {"month", 30},     {"months", 30},
      {"monthly", 30}, {"季", 90},       {"季度", 90},      {"个季度", 90},
      {"quarter", 90}, {"quarters", 90}, {"quarterly", 90}, {"半年", 180},
      {"个半年", 180}, {"半年度", 180},  {"halfyear", 180}, {"half-year", 180},
      {"年", 365},     {"年度", 365},    {"year", 365},     {"years", 365},
      {"yearly", 365}, {"annual", 365},
  }};
  static constexpr std::array<std::string_view, 11> kNumerals{
      {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "两"}};
  const std::string folded = fold_tight(written);
  Scanner scan(folded);
  (void)scan.eat_any({"每", "约", "every"});
  std::optional<std::int64_t> count = scan.digits(1, 5);
  for (std::size_t i = 0; i < kNumerals.size() && !count; ++i) {
    if (scan.eat(kNumerals[i])) count = i < 10 ? i + 1 : 2;
  }
  const std::string_view unit = scan.rest();
  std::int64_t days = unit.empty() && count ? 1 : 0;
  for (const Unit& u : kUnits) {
    if (u.word == unit) days = u.days;
  }
  days *= count.value_or(1);
  if (days < 1 || days > 36'600) return std::nullopt;
  return days;
}

bool says_nothing(std::string_view written) {
  static constexpr std::array<std::string_view, 10> kNothing{
      "", "无", "-", "--", "/", "n/a", "na", "none", "null", "nan"};
  return std::find(kNothing.begin(), kNothing.end(), fold_tight(written)) !=
         kNothing.end();
}

}  // namespace kith::exchange
