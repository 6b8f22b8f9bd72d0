// The catalogue of reasons, one line an entry, in byte order of the code. To add a
// reason, add its line in its place; codes are never taken away or given another meaning,
// and arguments are only added at the end.
//
// Above each group stand the arguments in order. An argument that is a word comes as
// "zh|en", a day as YYYY-MM-DD.
#include <array>

#include "kith/model/why.hpp"

namespace kith {
namespace {

// clang-format off
constexpr auto kCatalogue = std::to_array<WhySpec>({
    // first, nobody, preference, book_cap, quota · last {day}
    {"assign.book_cap", "相符者均已达到持有上限", "all whom it fits hold as many as their cap"},
    {"assign.first", "此人尚未获分配", "this person was assigned nobody yet"},
    {"assign.last", "此人上次获分配在{0}，间隔最久", "this person's last assignment, on {0}, lies longest ago"},
    {"assign.nobody", "无人参与分配", "nobody takes part"},
    {"assign.preference", "不符合任何人的分配偏好", "fits nobody's preferences"},
    {"assign.quota", "相符者的分配额均已用完", "all whom it fits have used their share"},
    // due {deadline} · ended {day, result} · open {opened} · overdue {deadline, working days}
    // running {opened, deadline, working days left}
    {"case.due", "期限{0}，今日到期", "the deadline is {0}, today"},
    {"case.ended", "{0}结案：{1}", "ended on {0}: {1}"},
    {"case.open", "{0}立项，未定期限", "open since {0}, without a deadline"},
    {"case.overdue", "期限{0}，已逾期{1}个工作日", "the deadline was {0}, {1} working days ago"},
    {"case.running", "{0}立项，期限{1}，还剩{2}个工作日", "open since {0}, due {1}, {2} working days left"},
    // held · claimant · quota {n} · book_cap {n} · cool_down, entry_delay {in the pool since, first day}
    {"claim.book_cap", "已持有{0}个客户，达到上限", "holds {0} customers already, the cap"},
    {"claim.claimant", "领取人不在职或不在人员名单中", "the claimant is not one of the people in office"},
    {"claim.cool_down", "前负责人自{0}起须等到{1}才能再次领取", "the former owner may claim again from {1}, released on {0}"},
    {"claim.entry_delay", "{0}进入公海，{1}起可领取", "in the pool since {0}, to be claimed from {1}"},
    {"claim.held", "客户已有负责人", "somebody holds the customer"},
    {"claim.quota", "当日已领取{0}个，达到上限", "{0} claimed on that day already, the quota"},
    // escalated {level} · gap {working days, last day, due} · gap_overdue {working days} · never_contacted {assigned}
    // period {times, period, window first, window last} · period_kept {day, channel} · period_missed {n, first due}
    // step {due} · step_overdue {working days} · step_range {first, last, due} · tag {tag, num, den} · tier {tier}
    // kept_provisional {day} · upcoming {window first} · attempts {n, last} · attempts_exhausted {n} · first_due {day}
    // grid {times, working days, window first, window last} · hand_over {day} · min_gap {working days} · retry {day}
    // snooze_reason {the host's word} · snoozed {day} · starved {working days}
    {"due.attempts", "已尝试{0}次未获回复，最近{1}", "tried {0} times without a reply, last on {1}"},
    {"due.attempts_exhausted", "尝试{0}次均无回复，请上级介入", "no reply after {0} attempts: for the lead to take up"},
    {"due.escalated", "已升级至{0}", "escalated to {0}"},
    {"due.first_due", "首次跟进定于{0}", "the first one was set for {0}"},
    {"due.gap", "间隔不超过{0}个工作日，上次{1}，应于{2}前跟进", "at most {0} working days apart, last on {1}, due {2}"},
    {"due.gap_overdue", "已逾期{0}个工作日", "{0} working days overdue"},
    {"due.grid", "每{1}个工作日跟进{0}次，日期固定，本次{2}至{3}", "{0} every {1} working days on fixed days, window {2} to {3}"},
    {"due.hand_over", "刚换负责人，{0}前不计违约", "the owner changed: nothing breaks before {0}"},
    {"due.kept_provisional", "{0}前的联系暂计为已完成", "contact up to {0} counts provisionally"},
    {"due.min_gap", "与上次联系至少间隔{0}个工作日", "at least {0} working days after the last contact"},
    {"due.never_contacted", "{0}分配后尚未联系", "not contacted since assigned on {0}"},
    {"due.no_cadence", "没有适用的跟进节奏", "no cadence applies"},
    {"due.period", "每{1}跟进{0}次，本期{2}至{3}", "{0} per {1}, window {2} to {3}"},
    {"due.period_kept", "本期已于{0}{1}跟进", "kept on {0} by {1}"},
    {"due.period_missed", "已错过{0}期，最早应于{1}", "{0} periods missed, the first due {1}"},
    {"due.provisional", "依据暂定的日历", "rests on a provisional calendar"},
    {"due.retry", "{0}再试一次", "try again on {0}"},
    {"due.snooze_reason", "暂缓原因：{0}", "put off because: {0}"},
    {"due.snoozed", "暂缓至{0}，仍须完成", "put off until {0}, still owed"},
    {"due.starved", "已等待{0}个工作日，达到上限", "waited {0} working days, as long as is granted"},
    {"due.step", "约定的下一步，{0}前完成", "agreed next step, due {0}"},
    {"due.step_overdue", "下一步已逾期{0}个工作日", "next step {0} working days overdue"},
    {"due.step_range", "约定的下一步，{0}至{1}之间，{2}前完成", "agreed next step between {0} and {1}, due {2}"},
    {"due.step_undated", "约定的下一步未说明时间", "agreed next step without a date"},
    {"due.tag", "标签“{0}”使频次变为{1}/{2}", "tag {0} changes the frequency to {1}/{2}"},
    {"due.tier", "客户等级{0}", "customer tier {0}"},
    {"due.upcoming", "下一期自{0}开始", "next window opens on {0}"},
    // owners {one's, the other's}; the others have no arguments
    {"duplicate.core_name", "字号相同", "the same core name"},
    {"duplicate.credit_code", "统一社会信用代码相同", "the same credit code"},
    {"duplicate.credit_codes_differ", "统一社会信用代码不同，得分减为四分之一", "different credit codes leave a quarter of the score"},
    {"duplicate.name", "名称相同", "the same name"},
    {"duplicate.name_and_place", "名称与地区均相同", "the same name and place"},
    {"duplicate.other_place", "名称相近，但地区、分支或组织形式不同", "a like name, but another place, branch or form"},
    {"duplicate.owners", "撞单：分别由{0}和{1}负责", "two owners claim the customer: {0} and {1}"},
    {"duplicate.person_name", "个人姓名相同", "the same name of a person"},
    {"duplicate.phone", "完整电话相同", "the same whole phone"},
    {"duplicate.related", "属于同一集团，得分减为四分之一", "of one group, which leaves a quarter of the score"},
    {"duplicate.short_name", "简称相同，且过短，不足以确认", "the same short name, too short to be sure"},
    // amber {percent, busiest} · green, over {percent} · short {first day, last day, needed, slots, missing}
    {"feasibility.amber", "占用{0}%，最忙时{1}%；仅周期类承诺可保证，没有余量", "{0}% of the slots, {1}% at the busiest: sure for weeks and months only, without slack"},
    {"feasibility.green", "占用{0}%", "{0}% of the slots"},
    {"feasibility.no_capacity", "未登记容量", "no capacity is known"},
    {"feasibility.no_slots", "没有可用时段", "there are no slots"},
    {"feasibility.nobody", "没有负责人，或无人具备所需角色", "nobody holds them, or nobody has the role asked for"},
    {"feasibility.over", "占用{0}%，任何安排都做不到", "{0}% of the slots: no plan can keep it"},
    {"feasibility.short", "{0}至{1}需要{2}次，只有{3}个时段，缺{4}", "{0} to {1}: {2} touches, {3} slots, {4} short"},
    {"handover.other_team", "同组无人可接，其他团队接手", "nobody of the team could, so of another"},
    {"handover.prefers", "偏好此类客户", "prefers such customers"},
    {"handover.same_team", "同一团队", "of the same team"},
    // waiting {event} · running {deadline} · late {working days} · done {day} · done_late {day, deadline}
    // budget {anchor day, anchor, n, unit} · cancelled {day, end} · skipped {day} · warned {percent}
    {"milestone.budget", "自{1}（{0}）起{2}{3}", "{2} {3} from {0} ({1})"},
    {"milestone.cancelled", "商机于{0}{1}，不再计时", "the deal ended {1} on {0}"},
    {"milestone.done", "已于{0}完成", "done on {0}"},
    {"milestone.done_late", "于{0}完成，晚于期限{1}", "done on {0}, after the deadline {1}"},
    {"milestone.late", "已逾期{0}个工作日", "{0} working days late"},
    {"milestone.no_deadline", "日历给不出期限", "the calendar gives no deadline"},
    {"milestone.provisional", "期限依据暂定的日历", "the deadline rests on a provisional calendar"},
    {"milestone.running", "期限{0}", "due {0}"},
    {"milestone.skipped", "于{0}被跳过", "passed over on {0}"},
    {"milestone.waiting", "等待{0}后起算", "waits for {0}"},
    {"milestone.warned", "时限已用{0}%以上", "{0}% of the time or more is used"},
    // capacity {first day, last day, slots, weakest job} · closed {first day, last day} · due, early {last day} · turn {day}
    // fix_last {day} · fix_slots {day, slots} · no_horizon {first day} · not_released {first day, planned day} · safe_until {planned day}
    // starts {first day} · step {due}
    {"plan.capacity", "{0}至{1}的{2}个时段已满，都排在它前面，最后一个是{3}", "all {2} slots from {0} to {1} go to jobs before it, the last of them {3}"},
    {"plan.closed", "{0}至{1}没有可用时段", "no slot from {0} to {1}"},
    {"plan.due", "之后到{0}的时段已满", "no room after today up to {0}"},
    {"plan.early", "今天有空，提前做（最晚{0}）", "today has room; due by {0}"},
    {"plan.fix_last", "或者延期到{0}", "or a last day of {0}"},
    {"plan.fix_slots", "{0}增加{1}个时段即可", "{1} more slots on {0} would do"},
    {"plan.late", "已逾期，今天有空档", "overdue, and today has room"},
    {"plan.no_horizon", "{0}起才能做，超出计划范围", "begins on {0}, beyond the days planned"},
    {"plan.not_released", "{0}起才能做，安排在{1}", "begins on {0}, planned for {1}"},
    {"plan.pinned", "约定在今天", "promised for today"},
    {"plan.rescuing", "已不能都在上限内完成，按上限日先后安排", "not all can be served within their cap; the earliest cap goes first"},
    {"plan.safe_until", "{0}做也来得及", "{0} is early enough"},
    {"plan.spare", "有空就做", "there is room"},
    {"plan.starts", "{0}起上班，计划从这天开始", "at work from {0}, the first day planned"},
    {"plan.starving", "已逾期，再拖就超过上限", "overdue, and near the cap"},
    {"plan.step", "与客户约定，期限{0}", "agreed with the customer, due {0}"},
    {"plan.turn", "按到期日先后，排在{0}", "in order of due days, its turn is on {0}"},
    // lateness, weight {points} · overdue {points, first working day} · stage, tag, tier {points, which} · value {points, first amount}
    {"points.lateness", "逾期程度{0}", "lateness {0}"},
    {"points.overdue", "逾期{1}个工作日起{0}", "overdue by {1} working days or more {0}"},
    {"points.stage", "商机阶段“{1}”{0}", "deal stage {1} {0}"},
    {"points.tag", "标签“{1}”{0}", "tag {1} {0}"},
    {"points.tier", "客户等级{1} {0}", "customer tier {1} {0}"},
    {"points.value", "在谈商机{1}起{0}", "open deals of {1} or more {0}"},
    {"points.weight", "权重{0}", "weight {0}"},
    // ended, protected {through} · reminder {days left} · since {day} · spared {reasons}
    {"pool.ended", "保护期至{0}已结束", "protection ended on {0}"},
    {"pool.in_pool", "在公海", "in the pool"},
    {"pool.protected", "保护期至{0}", "protected through {0}"},
    {"pool.reminder", "还有{0}天进入公海", "{0} days to the pool"},
    {"pool.since", "自{0}起在公海", "in the pool since {0}"},
    {"pool.spared", "不回收：{0}", "not released: {0}"},
    // cycle, rhythm {days between orders, last order, days since} · dormant · missed {stream, n}
    {"risk.cycle", "采购周期{0}天，上次下单{1}，已过{2}天", "a purchase cycle of {0} days, last order on {1}, {2} days ago"},
    {"risk.dormant", "客户处于沉睡阶段", "the customer is dormant"},
    {"risk.missed", "{0}连续失约{1}次", "{0}: missed {1} times in a row"},
    {"risk.rhythm", "通常每{0}天下单，上次{1}，已过{2}天", "orders every {0} days as a rule, last on {1}, {2} days ago"},
    // decided {stream, day} · first_due {stream, day, most a day} · touched {stream}
    {"spread.decided", "“{0}”的首次跟进已定于{1}", "the first {0} is set for {1} already"},
    {"spread.first_due", "“{0}”首次跟进定于{1}，每天至多{2}次", "the first {0} is set for {1}, at most {2} a day"},
    {"spread.touched", "“{0}”已有跟进，不另行安排", "{0} has been kept before, nothing to set"},
    // axis {axis, score, band} · counts_as {axis, band} · criterion {input, value, score}
    // file_agrees {tier} · file_differs {file tier, computed} · grid {value band, potential band, tier}
    // missing_points {input, score} · missing_skipped {input} · other_currency {input, amount, policy currency}
    // potential {growth, willingness, band} · value_annual {amount, band} · value_past {amount, band} · value_stated {amount, band}
    {"tier.axis", "{0}得分{1}，为{2}", "{0} scores {1}: {2}"},
    {"tier.counts_as", "{0}按{1}计", "{0} counts as {1}"},
    {"tier.criterion", "{0}为{1}，得分{2}", "{0} is {1}, scores {2}"},
    {"tier.file_agrees", "与表内等级{0}一致", "agrees with the tier on file, {0}"},
    {"tier.file_differs", "表内等级{0}，计算为{1}", "the file says {0}, computed {1}"},
    {"tier.grid", "价值{0}、潜力{1}，等级{2}", "value {0} and potential {1} give tier {2}"},
    {"tier.missing_points", "{0}未知，按得分{1}计", "{0} unknown, scores {1}"},
    {"tier.missing_skipped", "{0}未知，不计入", "{0} unknown, left out"},
    {"tier.other_currency", "{0}{1}不是{2}，视为未知", "{0} of {1} is not in {2} and counts as unknown"},
    {"tier.potential", "行业增长{0}、合作意愿{1}，潜力{2}", "industry growth {0}, willingness {1}: potential {2}"},
    {"tier.potential_unknown", "行业增长与合作意愿均未知", "industry growth and willingness unknown"},
    {"tier.value_annual", "年采购{0}，价值{1}", "buys {0} a year: value {1}"},
    {"tier.value_missing", "没有可用的采购金额", "no purchase amount known"},
    {"tier.value_past", "历史成交{0}，价值{1}", "bought {0} in the past: value {1}"},
    {"tier.value_stated", "客户资料所载年采购{0}，价值{1}", "stated to buy {0} a year: value {1}"},
});
// clang-format on

constexpr bool sorted() {
  for (std::size_t i = 1; i < kCatalogue.size(); ++i) {
    if (!(kCatalogue[i - 1].code < kCatalogue[i].code)) return false;
  }
  return true;
}
static_assert(sorted(), "keep the lines of the catalogue in byte order of their codes");

}  // namespace

std::span<const WhySpec> why_catalogue() noexcept { return kCatalogue; }

}  // namespace kith
