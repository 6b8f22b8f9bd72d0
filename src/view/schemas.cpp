#include "view/schemas.hpp"

#include <array>

#include "kith/view/view.hpp"

namespace kith {
namespace schema {
namespace {

constexpr auto kText = ColumnType::text;
constexpr auto kDate = ColumnType::date;
constexpr auto kInt32 = ColumnType::int32;
constexpr auto kInt64 = ColumnType::int64;
constexpr auto kInstant = ColumnType::instant;

constexpr ColumnSpec kWhyCodes{"why_codes", kText, "原因代码", "reason codes",
                               "reason codes, joined by |"};
constexpr ColumnSpec kWhyZh{"why_zh", kText, "原因", "why (zh)",
                            "the reasons in Chinese"};
constexpr ColumnSpec kWhyEn{"why_en", kText, "原因(英)", "why", "the reasons in English"};
constexpr ColumnSpec kCustomer{"customer", kText, "客户名称", "customer",
                               "name; the key where no name is known"};
constexpr ColumnSpec kCustomerKey{"customer_key", kText, "客户编号", "customer key",
                                  "the host's key"};
constexpr ColumnSpec kOwner{"owner", kText, "负责人编号", "owner key",
                            "person key; null: nobody's, or the row of all"};
constexpr ColumnSpec kOwnerName{"owner_name", kText, "负责人", "owner",
                                "name; the key where no name is known"};

constexpr std::array<ColumnSpec, 31> kDueColumns{{
    kCustomer,
    {"stream", kText, "节奏", "stream",
     "stream id of the cadence, \"next step\" or \"no cadence\""},
    {"purpose", kText, "目的", "purpose",
     "purpose in Chinese; of a next step what is to be done"},
    {"window_from", kDate, "可开始", "window from", "first day on which a touch counts"},
    {"due", kDate, "到期日", "due", "last day in time; null: undated"},
    {"state", kText, "状态", "state", "overdue, open, upcoming, kept or no_cadence"},
    {"overdue_wd", kInt32, "逾期工作日", "overdue (working days)",
     "working days after the due day, 0 when in time"},
    {"credited_by", kText, "由何完成", "credited by",
     "touches that keep the promise; null: none yet"},
    kCustomerKey,
    kOwner,
    kOwnerName,
    {"tier", kText, "客户分级", "tier", "tier in force; null: none"},
    {"stream_zh", kText, "节奏(中)", "stream (zh)", "the stream's name in Chinese"},
    {"purpose_en", kText, "目的(英)", "purpose (en)",
     "purpose in English; of a next step what is to be done"},
    {"credited_by_zh", kText, "由何完成(中)", "credited by (zh)", "the same in Chinese"},
    {"contact", kText, "联系人", "contact", "first contact on record"},
    {"phone", kText, "联系方式", "phone", "as on record"},
    {"escalation", kInt32, "升级级别", "escalation", "thresholds passed, 0: none"},
    {"missed", kInt32, "连续未兑现", "missed",
     "buckets missed since the last crediting touch"},
    {"broken", kInt32, "累计失约", "broken", "promises of this stream broken so far"},
    {"provisional", kInt32, "暂定", "provisional",
     "1: the day rests on dates no calendar covers yet"},
    {"content_zh", kText, "内容", "content (zh)", "what to bring; null: nothing set"},
    {"content_en", kText, "内容(英)", "content", "the same in English"},
    {"step_source", kText, "事件来源", "step source", "event key of a next step"},
    {"step_key", kText, "事件编号", "step key", "event key of a next step"},
    kWhyCodes,
    kWhyZh,
    kWhyEn,
    {"state_zh", kText, "状态(中)", "state (zh)", "the state in Chinese"},
    {"deputy", kText, "代理人编号", "deputy key",
     "of an owner who is away: on whose list it stands; null: the owner's own"},
    {"deputy_name", kText, "代理人", "deputy", "name; the key where no name is known"},
}};
constexpr std::array<ColumnSpec, 5> kOverdueColumns{{
    kCustomerKey,
    {"due", kDate, "到期日", "due", "last day in time of what fell due first"},
    {"overdue_wd", kInt32, "逾期工作日", "overdue (working days)",
     "working days after that day"},
    {"tier", kText, "客户分级", "tier", "tier in force; null: none"},
    {"owner", kText, "负责人编号", "owner key", "who is to do it; null: nobody"},
}};
constexpr std::array<ColumnSpec, 34> kCustomerColumns{{
    kCustomerKey,
    kCustomer,
    {"kind", kText, "类型", "kind", "organisation or person"},
    {"industry", kText, "所属行业", "industry", ""},
    {"size", kText, "公司规模", "size", ""},
    {"region", kText, "地区", "region", ""},
    {"stage", kText, "合作阶段", "stage",
     "lead, prospect, active, dormant, lost, won_back"},
    {"tier", kText, "客户分级", "tier", "tier in force"},
    {"tier_since", kDate, "分级生效", "tier since", "first day of the tier in force"},
    {"file_tier", kText, "表内分级", "tier in the file", "as a sheet claims"},
    kOwner,
    kOwnerName,
    {"assigned", kDate, "分配日", "assigned", "day of the first owner"},
    {"first_recorded", kDate, "首次记录", "first recorded", "day of the first fact"},
    {"past_amount_minor", kInt64, "历史合作金额", "past amount",
     "minor units of currency"},
    {"currency", kText, "币种", "currency", "ISO 4217"},
    {"core_need", kText, "核心需求", "core need", ""},
    {"contact", kText, "联系人", "contact", "first contact on record"},
    {"position", kText, "职位", "position", "of that contact"},
    {"phone", kText, "联系方式", "phone", "of that contact, as on record"},
    {"tags", kText, "标签", "tags", "held on as_of, joined by |"},
    {"do_not_contact", kInt32, "勿联系", "do not contact", "1: contact is suspended"},
    {"purchase_cycle", kInt32, "采购周期", "purchase cycle", "days"},
    {"budget_low_minor", kInt64, "预算下限", "budget from",
     "minor units of budget_currency"},
    {"budget_high_minor", kInt64, "预算上限", "budget to",
     "minor units of budget_currency"},
    {"budget_currency", kText, "预算币种", "budget currency", "ISO 4217"},
    {"products", kText, "关注产品", "products of interest", "joined by |"},
    {"competitor", kText, "竞争对手", "competitor", ""},
    {"parent", kText, "所属集团", "parent", "customer key of the group"},
    {"credit_code", kText, "统一社会信用代码", "credit code", ""},
    {"needs", kText, "需求类型", "needs", "ids of the entry rules, joined by |"},
    {"origin", kText, "客户来源", "origin", ""},
    {"lost_cause", kText, "流失原因", "cause of loss", ""},
    {"custom", kText, "自定义字段", "own fields", "id=value, joined by |"},
}};
constexpr std::array<ColumnSpec, 16> kTierColumns{{
    kCustomer,
    {"file_tier", kText, "表内分级", "tier in the file", "as a sheet claims; null: none"},
    {"tier", kText, "现行分级", "tier in force",
     "set by the last review; null: never reviewed"},
    {"computed", kText, "计算分级", "computed tier",
     "what the policy says today; null: no policy in force"},
    {"tier_since", kDate, "生效日", "since", "first day of the tier in force"},
    {"value_band", kText, "价值", "value band", "high, medium, low"},
    {"potential_band", kText, "潜力", "potential band", "high, medium, low"},
    {"value_ppm", kInt64, "价值分", "value score", "parts per million"},
    {"potential_ppm", kInt64, "潜力分", "potential score", "parts per million"},
    {"rule", kText, "规则", "rule", "reason code of the deciding rule"},
    {"changes", kInt32, "有变化", "changes",
     "1: computed differs from the tier in force"},
    kCustomerKey,
    kOwner,
    kWhyCodes,
    kWhyZh,
    kWhyEn,
}};
constexpr std::array<ColumnSpec, 23> kMilestoneColumns{{
    kCustomer,
    {"deal", kText, "商机编号", "deal", "the host's key"},
    {"milestone", kText, "里程碑", "milestone", "id in the pipeline document"},
    {"milestone_zh", kText, "里程碑(中)", "milestone (zh)", ""},
    {"state", kText, "状态", "state",
     "waiting, running, done, done_late, cancelled, skipped"},
    {"anchor", kDate, "起算日", "anchor",
     "day the time target counts from; null: not yet"},
    {"deadline", kDate, "目标日", "deadline", "last day in time; null while waiting"},
    {"done", kDate, "完成日", "done", ""},
    {"overdue_wd", kInt32, "逾期工作日", "overdue (working days)", "after the deadline"},
    {"warned_percent", kInt32, "预警", "warning (%)", "highest warning reached, 0: none"},
    {"breached", kInt32, "已超时", "breached",
     "1: the deadline passed before it was done"},
    {"roles", kText, "负责角色", "roles", "responsible roles, joined by |"},
    {"helpers", kText, "协同角色", "helpers", "helping roles, joined by |"},
    kOwner,
    kOwnerName,
    {"pipeline", kText, "流程", "pipeline", "id of the pipeline document"},
    kCustomerKey,
    {"deal_name", kText, "商机名称", "deal name", ""},
    {"provisional", kInt32, "暂定", "provisional",
     "1: the day rests on dates no calendar covers yet"},
    kWhyCodes,
    kWhyZh,
    kWhyEn,
    {"state_zh", kText, "状态(中)", "state (zh)", "the state in Chinese"},
}};
constexpr ColumnSpec kPeriodFirst{"period_first", kDate, "期初", "period from",
                                  "first day, inclusive"};
constexpr ColumnSpec kPeriodLast{"period_last", kDate, "期末", "period to",
                                 "last day, inclusive"};
constexpr ColumnSpec kAsOf{"as_of", kDate, "截至", "as of",
                           "facts that occurred later are not counted"};
constexpr ColumnSpec kDefinitionZh{"definition_zh", kText, "口径", "definition (zh)",
                                   "what is counted"};
constexpr ColumnSpec kDefinitionEn{"definition_en", kText, "口径(英)", "definition",
                                   "what is counted"};
constexpr ColumnSpec kStatus{"status", kText, "状况", "status",
                             "ok, no_value, partial_period"};
constexpr std::array<ColumnSpec, 18> kFunnelColumns{{
    kOwner,
    kOwnerName,
    {"pipeline", kText, "流程", "pipeline", "id of the pipeline document"},
    {"step", kInt32, "序", "step", "0: deals created; then one a stage"},
    {"stage", kText, "阶段", "stage", "stage id; \"created\" for step 0"},
    {"stage_zh", kText, "阶段(中)", "stage (zh)", ""},
    {"reached", kInt64, "到达", "reached", "deals that reached it or a later stage"},
    {"visited", kInt64, "实际进入", "visited", "deals that entered this very stage"},
    {"step_ppm", kInt64, "较上步", "from the step before",
     "parts per million; null: no value"},
    {"cumulative_ppm", kInt64, "累计", "of all created",
     "parts per million; null: no value"},
    {"lost_here", kInt64, "在此流失", "lost here",
     "deals that came this far and were lost"},
    kStatus,
    kPeriodFirst,
    kPeriodLast,
    kAsOf,
    kDefinitionZh,
    kDefinitionEn,
    {"status_zh", kText, "状况(中)", "status (zh)", "the status in Chinese"},
}};
constexpr std::array<ColumnSpec, 14> kRateColumns{{
    kOwner,
    kOwnerName,
    {"metric", kText, "指标", "metric", "conversion, repurchase, churn"},
    {"metric_zh", kText, "指标(中)", "metric (zh)", ""},
    {"numerator", kInt64, "分子", "numerator", ""},
    {"denominator", kInt64, "分母", "denominator", ""},
    {"ppm", kInt64, "比率", "rate",
     "parts per million, rounded half to even; null: no value"},
    kStatus,
    kPeriodFirst,
    kPeriodLast,
    kAsOf,
    kDefinitionZh,
    kDefinitionEn,
    {"status_zh", kText, "状况(中)", "status (zh)", "the status in Chinese"},
}};
constexpr std::array<ColumnSpec, 11> kHistoryColumns{{
    {"day", kDate, "日期", "day", "local day it happened"},
    {"at", kInstant, "时刻", "at", "null: known to the day only"},
    {"kind", kText, "类别", "kind", "fact kind"},
    {"kind_zh", kText, "类别(中)", "kind (zh)", ""},
    {"summary", kText, "摘要", "summary", "its content in short"},
    {"author", kText, "记录人", "author", "person key"},
    {"recorded", kInstant, "录入时刻", "recorded", ""},
    {"in_force", kInt32, "有效", "in force", "0: retracted or replaced"},
    {"source", kText, "来源", "source", "event key"},
    {"key", kText, "事件编号", "key", "event key"},
    {"revision", kInt32, "版本", "revision", ""},
}};
constexpr std::array<ColumnSpec, 9> kPromisesKeptColumns{{
    kOwner,
    kOwnerName,
    {"stream", kText, "节奏", "stream", ""},
    {"stream_zh", kText, "节奏(中)", "stream (zh)", ""},
    {"kept", kInt64, "按时", "kept", "promises kept in time"},
    {"in_grace", kInt64, "宽限内", "in grace", "kept within the days of grace"},
    {"broken", kInt64, "失约", "broken", ""},
    {"waived", kInt64, "豁免", "waived", ""},
    {"kept_ppm", kInt64, "兑现率", "kept rate",
     "kept and in grace of all but the waived, ppm; null: none yet"},
}};

constexpr std::array<ColumnSpec, 18> kPoolColumns{{
    kCustomer,
    kCustomerKey,
    {"state", kText, "状态", "state",
     "in_pool, held, reminded, unprotected, spared, no_rules"},
    {"state_zh", kText, "状态(中)", "state (zh)", "the state in Chinese"},
    kOwner,
    kOwnerName,
    {"tier", kText, "客户分级", "tier", "tier in force; null: none"},
    {"protected_from", kDate, "保护起始", "protected from",
     "day the owner got the customer, or on which rules came into force"},
    {"protected_through", kDate, "保护截止", "protected through", "last protected day"},
    {"days_left", kInt32, "剩余天数", "days left",
     "calendar days to the last protected one; null: nobody's"},
    {"reminder", kInt32, "提醒", "reminder",
     "days ahead of the reminder that is due; null: none"},
    {"spared", kText, "不回收原因", "spared",
     "locked, open_deal, open_step, dealt, joined by |; those that the rules name"},
    {"former_owner", kText, "前负责人编号", "former owner key",
     "of a customer that nobody holds"},
    {"former_owner_name", kText, "前负责人", "former owner",
     "name; the key where no name is known"},
    {"pooled_on", kDate, "入海日", "in the pool since",
     "of a customer that nobody holds"},
    kWhyCodes,
    kWhyZh,
    kWhyEn,
}};
constexpr std::array<ColumnSpec, 8> kClaimColumns{{
    kCustomer,
    kCustomerKey,
    {"claimed", kInt32, "已领取", "claimed", "1: claimed, 0: refused"},
    {"failed_check", kText, "未通过", "failed check",
     "in_pool, claimant, quota, book_cap, cool_down, entry_delay; null: none"},
    {"earliest", kDate, "最早可领", "earliest",
     "first day on which this check would pass; null: no day is known"},
    kWhyCodes,
    kWhyZh,
    kWhyEn,
}};
constexpr std::array<ColumnSpec, 10> kAssignmentColumns{{
    kCustomer,
    kCustomerKey,
    {"assigned", kInt32, "已分配", "assigned", "1: to `owner`, 0: it goes on waiting"},
    kOwner,
    kOwnerName,
    {"waiting_since", kDate, "等待起始", "waiting since",
     "day since which nobody holds the customer"},
    {"days_waited", kInt32, "等待天数", "days waited", "calendar days"},
    kWhyCodes,
    kWhyZh,
    kWhyEn,
}};

constexpr std::array<ColumnSpec, 6> kNeedColumns{{
    kCustomerKey,
    {"need", kText, "需求", "need", "id in the entry document"},
    {"need_zh", kText, "需求(中)", "need (zh)", ""},
    {"need_en", kText, "需求(英)", "need (en)", ""},
    {"products", kText, "适配产品", "fitting products",
     "what answers it by the entry document, joined by |"},
    {"of_interest", kText, "客户关注", "of interest",
     "those of them in which the customer is interested, joined by |"},
}};
constexpr std::array<ColumnSpec, 15> kDealColumns{{
    kCustomerKey,
    {"deal", kText, "商机编号", "deal", "the host's key"},
    {"deal_name", kText, "商机名称", "deal name", ""},
    {"created", kDate, "创建日", "created", ""},
    {"stage", kText, "阶段", "stage", "last stage entered; null: none yet"},
    {"stage_zh", kText, "阶段(中)", "stage (zh)", ""},
    {"stage_en", kText, "阶段(英)", "stage (en)", ""},
    {"end", kText, "结局", "end", "open, won, lost, void"},
    {"end_zh", kText, "结局(中)", "end (zh)", ""},
    {"reason", kText, "原因", "reason", "why it was lost"},
    {"amount_minor", kInt64, "金额", "amount", "minor units of currency"},
    {"received_minor", kInt64, "已回款", "received", "receipts less reversals"},
    {"currency", kText, "币种", "currency", "ISO 4217"},
    kOwner,
    kOwnerName,
}};
constexpr std::array<ColumnSpec, 9> kPaymentColumns{{
    kCustomerKey,
    {"day", kDate, "日期", "day", ""},
    {"kind", kText, "类别", "kind", "order, order_return, receipt"},
    {"kind_zh", kText, "类别(中)", "kind (zh)", ""},
    {"order", kText, "订单编号", "order", "the host's key"},
    {"deal", kText, "商机编号", "deal", "the host's key"},
    {"product", kText, "产品", "product", ""},
    {"amount_minor", kInt64, "金额", "amount",
     "minor units of currency; returned or taken back: negative"},
    {"currency", kText, "币种", "currency", "ISO 4217"},
}};
constexpr std::array<ColumnSpec, 12> kFieldHistoryColumns{{
    {"day", kDate, "日期", "day", "local day from which it holds"},
    {"at", kInstant, "时刻", "at", "null: known to the day only"},
    {"field", kText, "字段", "field", "name; custom.<id> for the host's own"},
    {"field_zh", kText, "字段(中)", "field (zh)", ""},
    {"field_en", kText, "字段(英)", "field (en)", ""},
    {"contact", kText, "联系人编号", "contact",
     "whose field it is; null: the customer's"},
    {"value", kText, "新值", "value", "null: cleared"},
    {"was", kText, "原值", "was", "null: had none"},
    {"author", kText, "记录人", "author", "person key"},
    {"recorded", kInstant, "录入时刻", "recorded", ""},
    {"source", kText, "来源", "source", "event key"},
    {"key", kText, "事件编号", "key", "event key"},
}};
constexpr std::array<ColumnSpec, 19> kContactColumns{{
    kCustomer,
    kCustomerKey,
    {"contact", kText, "联系人编号", "contact",
     "the host's key; one person may stand under several customers"},
    {"name", kText, "姓名", "name", ""},
    {"position", kText, "职位", "position", "at this customer"},
    {"level", kText, "层级", "level", "unknown, ordinary, executive"},
    {"level_zh", kText, "层级(中)", "level (zh)", ""},
    {"decision_role", kText, "决策角色", "decision role", "the host's word"},
    {"phone", kText, "电话", "phone", ""},
    {"mail", kText, "邮箱", "mail", ""},
    {"message", kText, "微信", "messaging account", ""},
    {"channels", kText, "偏好方式", "wanted channels",
     "the best first, joined by |; null: any"},
    {"do_not_contact", kInt32, "请勿联系", "do not contact", "1: not to be contacted"},
    {"active", kInt32, "在职", "active", "0: no longer with the customer"},
    {"consents", kText, "已同意", "consents",
     "purposes that hold on as_of, with /channel where for one only, joined by |"},
    {"refused", kText, "已拒绝或撤回", "refused", "refused or withdrawn, likewise"},
    {"expired", kText, "已过期", "expired", "given up to an earlier day, likewise"},
    kOwner,
    kOwnerName,
}};
constexpr std::array<ColumnSpec, 22> kCompletenessColumns{{
    kCustomer,
    kCustomerKey,
    kOwner,
    kOwnerName,
    {"stage", kText, "合作阶段", "stage", "null: not known"},
    {"stage_zh", kText, "合作阶段(中)", "stage (zh)", ""},
    {"tier", kText, "客户分级", "tier", "tier in force; null: none"},
    {"score_ppm", kInt64, "完整度", "completeness",
     "filled of required, parts per million, rounded down"},
    {"filled", kInt64, "已填权重", "filled", "weight of what is there and right"},
    {"required", kInt64, "应填权重", "required", "weight of what the rules require"},
    {"missing", kText, "缺失字段", "missing", "names of fields, joined by |"},
    {"missing_zh", kText, "缺失(中)", "missing (zh)", ""},
    {"missing_en", kText, "缺失(英)", "missing (en)", ""},
    {"invalid", kText, "不合规字段", "invalid", "there but wrong; names joined by |"},
    {"invalid_zh", kText, "不合规(中)", "invalid (zh)", ""},
    {"invalid_en", kText, "不合规(英)", "invalid (en)", ""},
    {"records", kInt64, "记录数", "records",
     "touches, steps and deals of the days asked for that a rule speaks of; null: not "
     "asked"},
    {"records_complete", kInt64, "完整记录数", "complete records", ""},
    {"records_late", kInt64, "补录数", "late records", "recorded later than allowed"},
    {"record_gaps", kText, "记录缺项", "gaps of records",
     "kind.part=how many records lack it, joined by |"},
    {"record_gaps_zh", kText, "记录缺项(中)", "gaps of records (zh)", ""},
    {"record_gaps_en", kText, "记录缺项(英)", "gaps of records (en)", ""},
}};
constexpr std::array<ColumnSpec, 15> kDuplicateColumns{{
    {"customer", kText, "客户名称", "customer",
     "name; the key where no name is known; as given for one not created yet"},
    {"customer_key", kText, "客户编号", "customer key",
     "the host's key; null: not created yet"},
    {"owner", kText, "负责人编号", "owner key", "person key; null: nobody's"},
    kOwnerName,
    {"candidate", kText, "疑似重复客户", "candidate",
     "name of the other; the key where no name is known; masked where disclosed"},
    {"candidate_key", kText, "疑似客户编号", "candidate key",
     "the host's key; null: disclosed only"},
    {"candidate_owner", kText, "对方负责人编号", "candidate's owner key",
     "person key; null: nobody's, or disclosed only"},
    {"candidate_owner_name", kText, "对方负责人", "candidate's owner",
     "name; the key where no name is known"},
    {"candidate_team", kText, "对方团队", "candidate's team",
     "team of that owner: its name, or its key; null: none"},
    {"score", kInt32, "得分", "score", "thousandths, 1 to 1000; null: disclosed only"},
    {"owner_conflict", kInt32, "撞单", "owner conflict",
     "1: two owners claim what may be one customer; null: disclosed only"},
    {"disclosed", kInt32, "仅告知存在", "disclosed",
     "1: the actor may know of it and see no more"},
    kWhyCodes,
    kWhyZh,
    kWhyEn,
}};

}  // namespace

const TableSchema kDue{"due", kDueColumns};
const TableSchema kOverdue{"overdue", kOverdueColumns};
const TableSchema kCustomers{"customers", kCustomerColumns};
const TableSchema kTiers{"tiers", kTierColumns};
const TableSchema kMilestones{"milestones", kMilestoneColumns};
const TableSchema kFunnel{"funnel", kFunnelColumns};
const TableSchema kRates{"rates", kRateColumns};
const TableSchema kHistory{"history", kHistoryColumns};
const TableSchema kPromisesKept{"promises_kept", kPromisesKeptColumns};
const TableSchema kPool{"pool", kPoolColumns};
const TableSchema kClaims{"claims", kClaimColumns};
const TableSchema kAssignments{"assignments", kAssignmentColumns};
const TableSchema kNeeds{"needs", kNeedColumns};
const TableSchema kDeals{"deals", kDealColumns};
const TableSchema kPayments{"payments", kPaymentColumns};
const TableSchema kFieldHistory{"field_history", kFieldHistoryColumns};
const TableSchema kContacts{"contacts", kContactColumns};
const TableSchema kCompleteness{"completeness", kCompletenessColumns};
const TableSchema kDuplicates{"duplicates", kDuplicateColumns};

}  // namespace schema

namespace {
constexpr std::array<const TableSchema*, 19> kAll{
    &schema::kCustomers,    &schema::kDue,          &schema::kTiers,
    &schema::kMilestones,   &schema::kFunnel,       &schema::kRates,
    &schema::kHistory,      &schema::kPromisesKept, &schema::kPool,
    &schema::kClaims,       &schema::kOverdue,      &schema::kAssignments,
    &schema::kFieldHistory, &schema::kContacts,     &schema::kCompleteness,
    &schema::kNeeds,        &schema::kDeals,        &schema::kPayments,
    &schema::kDuplicates};
}
std::span<const TableSchema* const> answer_schemas() noexcept { return kAll; }

}  // namespace kith
