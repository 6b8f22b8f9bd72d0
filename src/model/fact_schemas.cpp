// The schemas of facts in. The order of body columns is that in which fact_columns.hpp
// visits the members.
#include <array>

#include "kith/model/fact_tables.hpp"

namespace kith {
namespace {

constexpr auto kInt32 = ColumnType::int32;
constexpr auto kInt64 = ColumnType::int64;
constexpr auto kText = ColumnType::text;
constexpr auto kDate = ColumnType::date;
constexpr auto kInstant = ColumnType::instant;

// ---- columns that several kinds share

constexpr ColumnSpec kCustomer{
    "customer", kText, "客户编号", "Customer",
    "Required. The host's key of the customer, 1 to 255 bytes"};
constexpr ColumnSpec kCustomerOrBook{
    "customer", kText, "客户编号", "Customer",
    "Key of the customer whose fact it is; null: a fact of the book"};
constexpr std::array kEvent = {
    ColumnSpec{"source", kText, "来源", "Source",
               "Required. The system that names the event, 1 to 64 bytes"},
    ColumnSpec{"key", kText, "事件编号", "Key",
               "Required. The event's key within its source, 1 to 255 bytes"},
    ColumnSpec{
        "revision", kInt32, "修订", "Revision",
        "From 0; a higher one replaces a lower one of the same source and key; null: 0"},
    ColumnSpec{"day", kDate, "日期", "Day",
               "Local day on which it happened; may be null where `at` is given, and is "
               "then its day"},
    ColumnSpec{
        "at", kInstant, "时间", "At",
        "Instant at which it happened; null: known to the day only, then it stands after "
        "every instant of that day"},
    ColumnSpec{"author", kText, "记录人", "Author", "Key of the person who recorded it"},
    ColumnSpec{"replaces_source", kText, "替换的来源", "Replaces source",
               "With `replaces_key`: the fact of the same customer that this one takes "
               "the place of"},
    ColumnSpec{"replaces_key", kText, "替换的事件", "Replaces key",
               "See `replaces_source`"},
    ColumnSpec{"recorded", kInstant, "记录时间", "Recorded",
               "Instant of recording; null: that of the call"},
};
constexpr ColumnSpec kDeal{"deal", kText, "商机编号", "Deal",
                           "Required. Key of the deal"};
constexpr ColumnSpec kAmount{"amount_minor", kInt64, "金额", "Amount",
                             "Required. Unit: minor units of `currency`. Not negative"};
constexpr ColumnSpec kCurrency{"currency", kText, "币种", "Currency",
                               "ISO 4217 code of the row's amounts; null: CNY"};

// ---- bodies

constexpr std::array kCustomerBody = {
    ColumnSpec{"kind", kText, "客户类型", "Kind", "organisation or person"},
    ColumnSpec{"name", kText, "客户名称", "Name", "Text of the vault"},
    ColumnSpec{"industry", kText, "行业", "Industry", "The host's word"},
    ColumnSpec{"size", kText, "规模", "Size", "The host's word"},
    ColumnSpec{"region", kText, "地区", "Region", "The host's word"},
    ColumnSpec{"stage", kText, "合作阶段", "Stage",
               "Vocabulary: customer_stage. Stage of cooperation"},
    ColumnSpec{"file_tier", kText, "表内等级", "Tier on file",
               "The tier that a file claims; kept beside the computed one"},
    ColumnSpec{"core_need", kText, "核心需求", "Core need", "Text of the vault"},
    ColumnSpec{
        "past_amount_minor", kInt64, "历史成交额", "Past amount",
        "Unit: minor units of `currency`. Bought before the book began; not negative"},
    ColumnSpec{
        "annual_purchases_minor", kInt64, "年采购额", "Annual purchases",
        "Unit: minor units of `currency` a year. As the host states it; not negative"},
    ColumnSpec{"annual_profit_minor", kInt64, "年利润", "Annual profit",
               "Unit: minor units of `currency` a year. As the host states it"},
    ColumnSpec{"industry_growth", kText, "行业增长", "Industry growth",
               "Vocabulary: rating. Growth of the customer's industry"},
    ColumnSpec{"willingness", kText, "合作意愿", "Willingness",
               "Vocabulary: rating. Willingness to cooperate"},
    ColumnSpec{"purchase_cycle", kInt64, "采购周期", "Purchase cycle",
               "Unit: days. From one purchase to the next, 1 to 36600"},
    ColumnSpec{"budget_low_minor", kInt64, "预算下限", "Budget from",
               "Unit: minor units of `currency`. Not negative"},
    ColumnSpec{"budget_high_minor", kInt64, "预算上限", "Budget to",
               "Unit: minor units of `currency`. Not negative"},
    ColumnSpec{"products", kText, "产品", "Products", "Words joined by |"},
    ColumnSpec{"competitor", kText, "竞争对手", "Competitor", "The host's word"},
    ColumnSpec{"parent", kText, "所属集团", "Parent", "Customer key of the group"},
    ColumnSpec{"credit_code", kText, "统一社会信用代码", "Credit code",
               "Unified social credit code"},
    ColumnSpec{"do_not_contact", kInt64, "请勿联系", "Do not contact", "1 or 0"},
    ColumnSpec{"locked", kInt64, "锁定", "Locked", "1: never released to the pool, or 0"},
    kCurrency,
    ColumnSpec{
        "cleared", kText, "清除的字段", "Cleared",
        "Fields that no longer have a value, by name without _minor, joined by |; a null "
        "field that is not named here did not change"},
    ColumnSpec{"needs", kText, "需求类型", "Needs",
               "Ids of needs of the entry document, joined by |"},
    ColumnSpec{"origin", kText, "客户来源", "Origin",
               "The host's word: where the customer came from"},
    ColumnSpec{"lost_cause", kText, "流失原因", "Cause of loss",
               "The host's word: why a lost customer was lost"},
};
constexpr std::array kCustomBody = {
    ColumnSpec{"field", kText, "字段", "Field",
               "Required. Id of a field that the entry document declares"},
    ColumnSpec{"number", kInt64, "数值", "Number",
               "Of a number, or 0 or 1 of a flag. At most one of the values is given; "
               "none: the field no longer has one"},
    ColumnSpec{"word", kText, "词", "Word", "Of a word or a choice"},
    ColumnSpec{"text", kText, "文字", "Text", "Text of the vault"},
    ColumnSpec{"value_day", kDate, "日期值", "Value day", "Of a date"},
    ColumnSpec{"amount_minor", kInt64, "金额", "Amount",
               "Unit: minor units of `currency`. Of an amount of money"},
    kCurrency,
};
constexpr std::array kContactBody = {
    ColumnSpec{"contact", kText, "联系人编号", "Contact", "Required. Key of the contact"},
    ColumnSpec{"name", kText, "姓名", "Name", "Text of the vault"},
    ColumnSpec{"position", kText, "职位", "Position", "Text of the vault"},
    ColumnSpec{"phone", kText, "电话", "Phone", "Text of the vault"},
    ColumnSpec{"mail", kText, "邮箱", "Mail", "Text of the vault"},
    ColumnSpec{"level", kText, "层级", "Level", "Vocabulary: level. Null: unknown"},
    ColumnSpec{"decision_role", kText, "决策角色", "Decision role",
               "The host's word: decision maker, user, influencer"},
    ColumnSpec{"message", kText, "微信", "Messaging account", "Text of the vault"},
    ColumnSpec{"channels", kText, "偏好方式", "Wanted channels",
               "Channels, the best first, joined by |; null: any"},
    ColumnSpec{"do_not_contact", kInt32, "请勿联系", "Do not contact",
               "1: not to be contacted at all; null: 0"},
    ColumnSpec{"active", kInt32, "在职", "Active",
               "0: no longer with the customer; null: 1"},
};
constexpr std::array kConsentBody = {
    ColumnSpec{"contact", kText, "联系人编号", "Contact", "Required. Key of the contact"},
    ColumnSpec{"purpose", kText, "目的", "Purpose",
               "Required. What contact is for: the host's code"},
    ColumnSpec{"channel", kText, "方式", "Channel", "Vocabulary: channel. Null: any"},
    ColumnSpec{"given", kInt32, "同意", "Given", "0: refused or withdrawn; null: 1"},
    ColumnSpec{"expires", kDate, "截止日", "Expires",
               "Last day on which it holds; null: holds until withdrawn"},
    ColumnSpec{"basis", kText, "依据", "Basis", "The host's word: form, call, contract"},
};
constexpr std::array kOwnerBody = {
    ColumnSpec{"owner", kText, "负责人", "Owner",
               "Key of the person; null: back to the pool"},
    ColumnSpec{"how", kText, "方式", "How", "Vocabulary: owner_change. Null: stated"},
    ColumnSpec{"reason", kText, "原因", "Reason", "Code: why it was released"},
    ColumnSpec{"run", kText, "批次", "Run", "Key of the run that decided"},
};
constexpr std::array kTagBody = {
    ColumnSpec{"tag", kText, "标签", "Tag",
               "Required. Code: urgent_need, price_sensitive, complex_decision, "
               "competitor_customer, or the host's own"},
    ColumnSpec{"present", kInt32, "有效", "Present", "1: set, 0: removed; null: 1"},
    ColumnSpec{"expires", kDate, "截止日", "Expires",
               "Last day on which it holds; null: holds until removed"},
};
constexpr std::array kTierBody = {
    ColumnSpec{"tier", kText, "等级", "Tier", "Required. A, B, C, or the policy's own"},
    ColumnSpec{"run", kText, "评审编号", "Run", "Key of the run that decided"},
    ColumnSpec{"policy", kText, "政策", "Policy", "Hash of the document that judged"},
    ColumnSpec{"rule", kText, "规则", "Rule", "Code of the reason"},
    ColumnSpec{"value_ppm", kInt64, "价值分", "Value",
               "Unit: parts per million. Score at the review; null: 0"},
    ColumnSpec{"potential_ppm", kInt64, "潜力分", "Potential",
               "Unit: parts per million. Score at the review; null: 0"},
};
constexpr std::array kFirstDueBody = {
    ColumnSpec{"stream", kText, "节奏", "Stream", "Required. Id of the stream"},
    ColumnSpec{"due", kDate, "首次到期日", "First due",
               "Required. Day on which its first promise falls due"},
    ColumnSpec{"run", kText, "批次", "Run", "Key of the run that decided"},
};
constexpr std::array kTouchBody = {
    ColumnSpec{"channel", kText, "方式", "Channel",
               "Vocabulary: channel. Null: unknown, which matches any"},
    ColumnSpec{"level", kText, "层级", "Level", "Vocabulary: level. Null: ordinary"},
    ColumnSpec{"outcome", kText, "结果", "Outcome",
               "Vocabulary: outcome. Null: answered; no_reply is an attempt"},
    ColumnSpec{"purpose", kText, "目的", "Purpose",
               "Code of the purpose; null: matches any"},
    ColumnSpec{"actor", kText, "跟进人", "Actor",
               "Key of the person of ours who made it"},
    ColumnSpec{"contact", kText, "联系人编号", "Contact",
               "Key of the contact whom it reached"},
    ColumnSpec{"content", kText, "内容", "Content", "Text of the vault"},
    ColumnSpec{"feedback", kText, "反馈", "Feedback", "Text of the vault"},
    ColumnSpec{"opening", kInt32, "期初", "Opening",
               "1: stands for all contact before the book began; null: 0"},
    ColumnSpec{"campaign", kInt32, "群发", "Campaign",
               "1: one of many made at once, takes no day capacity; null: 0"},
};
constexpr std::array kStepBody = {
    ColumnSpec{"text", kText, "下一步", "Text", "What is to be done; text of the vault"},
    ColumnSpec{"deadline", kText, "期限类型", "Deadline",
               "Vocabulary: deadline. Null: none"},
    ColumnSpec{"first", kDate, "开始日", "First", "Of a range only: its first day"},
    ColumnSpec{"last", kDate, "截止日", "Last",
               "Of a point: its day; of a range: its last day"},
    ColumnSpec{"working_days", kInt32, "工作日数", "Working days",
               "Unit: working days. For that kind of deadline only, from the step's day"},
    ColumnSpec{"channel", kText, "方式", "Channel",
               "Vocabulary: channel. Null: none named"},
    ColumnSpec{"actor", kText, "执行人", "Actor", "Key of the person; null: the owner"},
};
constexpr std::array kSnoozeBody = {
    ColumnSpec{"stream", kText, "节奏", "Stream",
               "Id of the stream whose promise is put off; null: see `step_source`"},
    ColumnSpec{"step_source", kText, "下一步来源", "Step source",
               "With `step_key`: the step that is put off; null: a stream's promise"},
    ColumnSpec{"step_key", kText, "下一步编号", "Step key", "See `step_source`"},
    ColumnSpec{"until", kDate, "暂缓至", "Until",
               "Required. The first day on which it is shown again"},
    ColumnSpec{"reason", kText, "原因", "Reason", "The host's word"},
};
constexpr std::array kStepClosedBody = {
    ColumnSpec{"step_source", kText, "下一步来源", "Step source",
               "Required. Source of the step's fact"},
    ColumnSpec{"step_key", kText, "下一步编号", "Step key",
               "Required. Key of the step's fact"},
    ColumnSpec{"done", kInt32, "已完成", "Done", "1: done, 0: dropped; null: 1"},
};
constexpr std::array kDealBody = {
    kDeal,
    ColumnSpec{"pipeline", kText, "商机流程", "Pipeline",
               "Id of the pipeline document; null: the default"},
    ColumnSpec{"name", kText, "商机名称", "Name", "Text of the vault"},
    ColumnSpec{"amount_minor", kInt64, "金额", "Amount",
               "Unit: minor units of `currency`. Not negative; null: not known"},
    kCurrency,
    ColumnSpec{"actor", kText, "负责人", "Actor",
               "Key of the person responsible; null: the customer's owner"},
};
constexpr std::array kStageBody = {
    kDeal,
    ColumnSpec{"stage", kText, "阶段", "Stage",
               "Id of the stage entered; null when and only when the deal ended"},
    ColumnSpec{"end", kText, "结局", "End", "Vocabulary: deal_end. Null: open"},
    ColumnSpec{"reason", kText, "原因", "Reason", "Code; not null for a lost deal"},
};
constexpr std::array kDealEventBody = {
    kDeal,
    ColumnSpec{"event", kText, "事件", "Event",
               "Required. Code: agreed, contract_signed, or another of the pipeline"},
};
constexpr std::array kOrderBody = {
    ColumnSpec{"order", kText, "订单编号", "Order", "Required. Key of the order"},
    kAmount,
    kCurrency,
    ColumnSpec{"deal", kText, "商机编号", "Deal", "Key of its deal; null: none"},
    ColumnSpec{"product", kText, "产品", "Product", "The host's word"},
    ColumnSpec{"line", kText, "订单行", "Line",
               "Key of a line within the order, whose lines add up; null: the order as a "
               "whole"},
};
constexpr std::array kOrderReturnBody = {
    ColumnSpec{"order", kText, "订单编号", "Order",
               "Required. Key of the original order"},
    kAmount,
    kCurrency,
};
constexpr std::array kReceiptBody = {
    kDeal,
    kAmount,
    kCurrency,
    ColumnSpec{"reversal", kInt32, "冲回", "Reversal", "1: money taken back; null: 0"},
};
constexpr std::array kWinBackBody = {
    ColumnSpec{"case_id", kText, "专案编号", "Case", "Required. Key of the case"},
    ColumnSpec{"cause", kText, "流失原因", "Cause",
               "The host's word: why the customer was lost"},
    ColumnSpec{"research", kText, "原因调研", "Research", "Text of the vault"},
    ColumnSpec{"strategy", kText, "挽回策略", "Strategy", "Text of the vault"},
    ColumnSpec{"actor", kText, "责任人", "Actor", "Key of the person; null: the owner"},
    ColumnSpec{"deadline", kDate, "完成期限", "Deadline", "Last day for a result"},
    ColumnSpec{"result", kText, "结果", "Result", "Vocabulary: win_back. Null: open"},
    ColumnSpec{"outcome", kText, "结果说明", "Outcome", "Text of the vault"},
};
constexpr std::array kHoldBody = {
    ColumnSpec{"contact", kText, "联系人编号", "Contact",
               "Key of the contact; null: the customer and all its contacts"},
    ColumnSpec{"active", kInt32, "生效", "Active", "0: the hold ends; null: 1"},
    ColumnSpec{"reason", kText, "原因", "Reason", "The host's word"},
};
constexpr std::array kEraseBody = {
    ColumnSpec{"contact", kText, "联系人编号", "Contact",
               "Key of the contact; null: the customer and all its contacts"},
    ColumnSpec{"reason", kText, "原因", "Reason", "The host's word"},
};
constexpr std::array kMergeBody = {
    ColumnSpec{"kept", kText, "保留客户", "Kept", "Required. Key of the customer kept"},
    ColumnSpec{"merged", kText, "并入客户", "Merged",
               "Required. Key of the customer that is the same one"},
    ColumnSpec{"reason", kText, "原因", "Reason", "The host's word"},
};
constexpr std::array kPersonBody = {
    ColumnSpec{"person", kText, "人员编号", "Person", "Required. Key of the person"},
    ColumnSpec{"name", kText, "姓名", "Name", "Text of the vault"},
    ColumnSpec{"role", kText, "角色", "Role", "Vocabulary: role. Null: unknown"},
    ColumnSpec{"team", kText, "团队", "Team", "The host's word"},
    ColumnSpec{"reports_to", kText, "上级", "Reports to", "Key of a person"},
    ColumnSpec{"verified", kInt32, "已核实", "Verified",
               "0: known from the cell of a file only; null: 1"},
    ColumnSpec{"active", kInt32, "在岗", "Active", "0: no longer with us; null: 1"},
    ColumnSpec{"own_role", kText, "自定义角色", "Own role",
               "The host's name of the role, as rights name it; null: that of `role`"},
    ColumnSpec{"deputy", kText, "代理人", "Deputy",
               "Key of the person who stands in while this one is away"},
    ColumnSpec{"day_capacity", kInt32, "日跟进上限", "Day capacity",
               "Unit: touches a day. Not negative; null: no limit"},
    ColumnSpec{"channel_capacity", kText, "各方式日上限", "Channel capacity",
               "Touches a day by channel, joined by |: phone=20|visit=4"},
    ColumnSpec{"book_cap", kInt32, "客户持有上限", "Book cap",
               "Unit: customers held. Not negative; null: that of the pool rules"},
    ColumnSpec{"month_quota", kInt32, "月分配额", "Month quota",
               "Unit: customers assigned in 30 days. 0 to 1000000; null: an assignment "
               "passes this person over"},
    ColumnSpec{"prefers", kText, "分配偏好", "Prefers",
               "What customers an assignment gives, joined by |: region=华东|tier=A. "
               "Fields of words and tier; words of one field are alternatives"},
};
constexpr std::array kTeamBody = {
    ColumnSpec{"team", kText, "团队编号", "Team", "Required. Key of the team"},
    ColumnSpec{"name", kText, "团队名称", "Name", "The host's word; null: the key"},
    ColumnSpec{"parent", kText, "上级团队", "Parent",
               "Key of the team above; null: none. Teams never form a ring"},
    ColumnSpec{"leader", kText, "团队负责人", "Leader", "Key of a person"},
    ColumnSpec{"active", kInt32, "有效", "Active", "0: no longer there; null: 1"},
};
constexpr std::array kAbsenceBody = {
    ColumnSpec{"person", kText, "人员编号", "Person", "Required. Key of the person"},
    ColumnSpec{"first", kDate, "首日", "First", "Required. First day away"},
    ColumnSpec{"last", kDate, "末日", "Last", "Required. Last day away"},
    ColumnSpec{"deputy", kText, "代理人", "Deputy",
               "Key of the person who stands in; null: the person's own deputy"},
    ColumnSpec{"reason", kText, "原因", "Reason", "The host's word"},
};
constexpr std::array kAdoptBody = {
    ColumnSpec{"kind", kText, "文档类型", "Kind",
               "Vocabulary: document_kind. Null: that of the document"},
    ColumnSpec{"id", kText, "文档编号", "Id",
               "The document's id; null: that of the document"},
    ColumnSpec{"effective", kDate, "生效日", "Effective",
               "Required. First day that it judges"},
    ColumnSpec{"hash", kText, "哈希", "Hash",
               "26 characters over the canonical document; null: that of the document"},
    ColumnSpec{
        "document", kText, "文档", "Document",
        "JSON; null: already known by `hash`, then kind, id and hash are required"},
};
constexpr std::array kRunBody = {
    ColumnSpec{"kind", kText, "运行类型", "Kind",
               "Required. tier_review, pool_release, assignment, hand_over, spread"},
    ColumnSpec{"run", kText, "运行编号", "Run", "Required. Key of the run"},
    ColumnSpec{"as_of", kDate, "截至日", "As of", "Required. Day whose facts it judged"},
    ColumnSpec{"effective", kDate, "生效日", "Effective",
               "Required. First day of its decisions"},
    ColumnSpec{"decisions", kInt64, "决定数", "Decisions", "How many it took; null: 0"},
};
constexpr std::array kRetractBody = {
    ColumnSpec{"target_source", kText, "撤回的来源", "Target source",
               "Required. Source of the fact that never happened"},
    ColumnSpec{"target_key", kText, "撤回的事件", "Target key",
               "Required. Key of that fact, of the same customer, recorded before"},
};

// ---- heads and bodies put together

template <std::size_t N, std::size_t M>
constexpr std::array<ColumnSpec, N + M> join(const std::array<ColumnSpec, N>& a,
                                             const std::array<ColumnSpec, M>& b) {
  std::array<ColumnSpec, N + M> out{};
  for (std::size_t i = 0; i < N; ++i) out[i] = a[i];
  for (std::size_t i = 0; i < M; ++i) out[N + i] = b[i];
  return out;
}
template <std::size_t M>
constexpr auto rooted(const std::array<ColumnSpec, M>& body,
                      const ColumnSpec& root = kCustomer) {
  return join(join(std::array{root}, kEvent), body);
}

constexpr auto kCustomerColumns = rooted(kCustomerBody);
constexpr auto kCustomColumns = rooted(kCustomBody);
constexpr auto kContactColumns = rooted(kContactBody);
constexpr auto kConsentColumns = rooted(kConsentBody);
constexpr auto kOwnerColumns = rooted(kOwnerBody);
constexpr auto kTagColumns = rooted(kTagBody);
constexpr auto kTierColumns = rooted(kTierBody);
constexpr auto kFirstDueColumns = rooted(kFirstDueBody);
constexpr auto kTouchColumns = rooted(kTouchBody);
constexpr auto kStepColumns = rooted(kStepBody);
constexpr auto kSnoozeColumns = rooted(kSnoozeBody);
constexpr auto kStepClosedColumns = rooted(kStepClosedBody);
constexpr auto kDealColumns = rooted(kDealBody);
constexpr auto kStageColumns = rooted(kStageBody);
constexpr auto kDealEventColumns = rooted(kDealEventBody);
constexpr auto kOrderColumns = rooted(kOrderBody);
constexpr auto kOrderReturnColumns = rooted(kOrderReturnBody);
constexpr auto kReceiptColumns = rooted(kReceiptBody);
constexpr auto kWinBackColumns = rooted(kWinBackBody);
constexpr auto kHoldColumns = rooted(kHoldBody);
constexpr auto kEraseColumns = rooted(kEraseBody);
constexpr auto kPersonColumns = join(kEvent, kPersonBody);
constexpr auto kTeamColumns = join(kEvent, kTeamBody);
constexpr auto kAbsenceColumns = join(kEvent, kAbsenceBody);
constexpr auto kMergeColumns = join(kEvent, kMergeBody);
constexpr auto kAdoptColumns = join(kEvent, kAdoptBody);
constexpr auto kRunColumns = join(kEvent, kRunBody);
constexpr auto kRetractColumns = rooted(kRetractBody, kCustomerOrBook);

struct Entry {
  FactKind kind;
  TableSchema schema;
};
constexpr std::array<Entry, 28> kSchemas{{
    {FactKind::customer, {"customer", kCustomerColumns}},
    {FactKind::custom, {"custom", kCustomColumns}},
    {FactKind::contact, {"contact", kContactColumns}},
    {FactKind::consent, {"consent", kConsentColumns}},
    {FactKind::owner, {"owner", kOwnerColumns}},
    {FactKind::tag, {"tag", kTagColumns}},
    {FactKind::tier, {"tier", kTierColumns}},
    {FactKind::first_due, {"first_due", kFirstDueColumns}},
    {FactKind::touch, {"touch", kTouchColumns}},
    {FactKind::step, {"step", kStepColumns}},
    {FactKind::snooze, {"snooze", kSnoozeColumns}},
    {FactKind::step_closed, {"step_closed", kStepClosedColumns}},
    {FactKind::deal, {"deal", kDealColumns}},
    {FactKind::stage, {"stage", kStageColumns}},
    {FactKind::deal_event, {"deal_event", kDealEventColumns}},
    {FactKind::order, {"order", kOrderColumns}},
    {FactKind::order_return, {"order_return", kOrderReturnColumns}},
    {FactKind::receipt, {"receipt", kReceiptColumns}},
    {FactKind::win_back, {"win_back", kWinBackColumns}},
    {FactKind::hold, {"hold", kHoldColumns}},
    {FactKind::erase, {"erase", kEraseColumns}},
    {FactKind::team, {"team", kTeamColumns}},
    {FactKind::person, {"person", kPersonColumns}},
    {FactKind::absence, {"absence", kAbsenceColumns}},
    {FactKind::merge, {"merge", kMergeColumns}},
    {FactKind::adopt, {"adopt", kAdoptColumns}},
    {FactKind::run, {"run", kRunColumns}},
    {FactKind::retract, {"retract", kRetractColumns}},
}};
constexpr TableSchema kNoSchema{"unknown", {}};

}  // namespace

const TableSchema& fact_schema(FactKind kind) noexcept {
  for (const Entry& e : kSchemas) {
    if (e.kind == kind) return e.schema;
  }
  return kNoSchema;
}

}  // namespace kith
