// Kinds, order and text references of facts. What a fact must hold is checked in
// fact_check.cpp.
#include "kith/model/fact.hpp"

#include <array>
#include <utility>

#include "base/flat_parts.hpp"
#include "kith/base/hash.hpp"

namespace kith {
namespace {

// By alternative of FactBody.
constexpr std::array<FactKind, std::variant_size_v<FactBody>> kKinds{
    FactKind::customer,     FactKind::contact,     FactKind::owner,
    FactKind::tag,          FactKind::tier,        FactKind::touch,
    FactKind::step,         FactKind::step_closed, FactKind::deal,
    FactKind::stage,        FactKind::deal_event,  FactKind::order,
    FactKind::order_return, FactKind::receipt,     FactKind::person,
    FactKind::adopt,        FactKind::run,         FactKind::retract,
    FactKind::team,         FactKind::absence,     FactKind::custom,
    FactKind::consent,      FactKind::first_due,   FactKind::snooze,
    FactKind::win_back,     FactKind::hold,        FactKind::erase,
    FactKind::merge};

constexpr std::array<CodeWord, 28> kKindWords{{
    {10, "customer", "客户", "customer"},
    {15, "custom", "自定义字段", "custom field"},
    {20, "contact", "联系人", "contact"},
    {25, "consent", "联系许可", "consent"},
    {30, "owner", "负责人", "owner"},
    {40, "tag", "标签", "tag"},
    {50, "tier", "分级", "tier"},
    {55, "first_due", "首次到期日", "first due day"},
    {60, "touch", "跟进", "touch"},
    {70, "step", "下一步", "next step"},
    {75, "snooze", "暂缓", "snooze"},
    {80, "step_closed", "下一步了结", "next step closed"},
    {90, "deal", "商机", "deal"},
    {100, "stage", "商机阶段", "deal stage"},
    {110, "deal_event", "商机事件", "deal event"},
    {120, "order", "订单", "order"},
    {130, "order_return", "退货", "return"},
    {140, "receipt", "回款", "receipt"},
    {150, "win_back", "挽回专案", "win-back case"},
    {155, "hold", "依法保留", "legal hold"},
    {160, "erase", "删除个人信息", "erasure"},
    {190, "team", "团队", "team"},
    {200, "person", "人员", "person"},
    {210, "absence", "缺勤", "absence"},
    {215, "merge", "合并客户", "customers merged"},
    {220, "adopt", "启用文档", "document adopted"},
    {230, "run", "运行", "run"},
    {250, "retract", "撤回", "retraction"},
}};

constexpr std::array<CodeWord, 7> kDocumentKindWords{{
    {1, "calendar", "工作日历", "calendar"},
    {2, "tier", "分级政策", "tier policy"},
    {3, "cadence", "跟进节奏", "cadence"},
    {4, "pipeline", "商机流程", "pipeline"},
    {5, "pool", "公海规则", "pool rules"},
    {6, "access", "访问权限", "access rights"},
    {7, "entry", "录入规范", "entry rules"},
}};

constexpr auto kCode = FieldType::code;
constexpr auto kWord = FieldType::word;
constexpr auto kTextField = FieldType::text;
constexpr auto kMoney = FieldType::money;
constexpr auto kInteger = FieldType::integer;

// Not constexpr: the spans of words come from functions.
std::array<FieldSpec, 25> make_fields() {
  const std::span<const CodeWord> none;
  return {{
      {Field::kind, "kind", kWord, "客户类型", "Kind", none},
      {Field::name, "name", kTextField, "客户名称", "Name", none},
      {Field::industry, "industry", kWord, "行业", "Industry", none},
      {Field::size, "size", kWord, "规模", "Size", none},
      {Field::region, "region", kWord, "地区", "Region", none},
      {Field::stage, "stage", kCode, "合作阶段", "Stage", customer_stage_words()},
      {Field::file_tier, "file_tier", kWord, "表内等级", "Tier on file", none},
      {Field::core_need, "core_need", kTextField, "核心需求", "Core need", none},
      {Field::past_amount, "past_amount", kMoney, "历史成交额", "Past amount", none},
      {Field::annual_purchases, "annual_purchases", kMoney, "年采购额",
       "Annual purchases", none},
      {Field::annual_profit, "annual_profit", kMoney, "年利润", "Annual profit", none},
      {Field::industry_growth, "industry_growth", kCode, "行业增长", "Industry growth",
       rating_words()},
      {Field::willingness, "willingness", kCode, "合作意愿", "Willingness",
       rating_words()},
      {Field::purchase_cycle, "purchase_cycle", kInteger, "采购周期(天)",
       "Purchase cycle (days)", none},
      {Field::budget_low, "budget_low", kMoney, "预算下限", "Budget from", none},
      {Field::budget_high, "budget_high", kMoney, "预算上限", "Budget to", none},
      {Field::products, "products", kWord, "产品", "Products", none},
      {Field::competitor, "competitor", kWord, "竞争对手", "Competitor", none},
      {Field::parent, "parent", kWord, "所属集团", "Parent", none},
      {Field::credit_code, "credit_code", kWord, "统一社会信用代码", "Credit code", none},
      {Field::do_not_contact, "do_not_contact", kInteger, "请勿联系", "Do not contact",
       none},
      {Field::locked, "locked", kInteger, "锁定", "Locked", none},
      {Field::needs, "needs", kWord, "需求类型", "Needs", none},
      {Field::origin, "origin", kWord, "客户来源", "Origin", none},
      {Field::lost_cause, "lost_cause", kWord, "流失原因", "Cause of loss", none},
  }};
}

// A key of our own, fixed for ever: references are written to files.
constexpr HashKey kTextKey{'k', 'i', 't', 'h', '.', 't', 'e', 'x',
                           't', '.', 'r', 'e', 'f', '.', '0', '1'};

// Collects the references of a body in the order of its fields.
struct TextsOf {
  std::vector<TextRef>& out;

  void take(TextRef ref) const {
    if (!ref.empty()) out.push_back(ref);
  }
  void operator()(const CustomerFact& b) const {
    for (const auto& [field, value] : b.fields) {
      if (const auto* ref = std::get_if<TextRef>(&value)) take(*ref);
    }
  }
  void operator()(const ContactFact& b) const {
    take(b.name);
    take(b.position);
    take(b.phone);
    take(b.mail);
    take(b.message);
  }
  void operator()(const CustomFact& b) const { take(b.text); }
  void operator()(const TouchFact& b) const {
    take(b.content);
    take(b.feedback);
  }
  void operator()(const StepFact& b) const { take(b.text); }
  void operator()(const DealFact& b) const { take(b.name); }
  void operator()(const WinBackFact& b) const {
    take(b.research);
    take(b.strategy);
    take(b.outcome);
  }
  void operator()(const PersonFact& b) const { take(b.name); }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

std::span<const CodeWord> fact_kind_words() noexcept { return kKindWords; }
std::span<const CodeWord> document_kind_words() noexcept { return kDocumentKindWords; }

std::span<const FieldSpec> customer_fields() noexcept {
  static const auto fields = make_fields();
  return fields;
}

FactKind Fact::kind() const noexcept { return kKinds[body.index()]; }

std::strong_ordering fact_order(const Fact& a, const Fact& b) noexcept {
  if (const auto c = a.head.occurred <=> b.head.occurred; c != 0) return c;
  if (const auto c = a.kind() <=> b.kind(); c != 0) return c;
  if (const auto c = a.head.event <=> b.head.event; c != 0) return c;
  return a.head.revision <=> b.head.revision;
}

namespace {

template <class Parts>
Parts& text_parts(Parts&& parts, const FactHead& head, std::string_view field) {
  return parts.part(head.root.text())
      .part(head.event.source)
      .part(head.event.key)
      .part(std::int64_t{head.revision})
      .part(field);
}

}  // namespace

TextRef text_ref(const FactHead& head, std::string_view field) {
  FlatParts flat;
  text_parts(flat, head, field);
  const Hash128 h = flat.fits() ? flat.hash(kTextKey)
                                : text_parts(KeyedHash(kTextKey), head, field).finish();
  if (h.hi == 0 && h.lo == 0) return {0, 1};  // zero means no text
  return {h.hi, h.lo};
}

std::vector<TextRef> text_refs(const Fact& fact) {
  std::vector<TextRef> out;
  std::visit(TextsOf{out}, fact.body);
  return out;
}

ContactKey contact_of(const Fact& fact) {
  return std::visit(
      [](const auto& body) {
        if constexpr (requires { body.contact; }) return body.contact;
        return ContactKey();
      },
      fact.body);
}

}  // namespace kith
