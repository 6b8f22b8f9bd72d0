// Rows of deals: the deal, the stage it entered, and how it ended.
//
//   商机名称,客户名称,阶段,状态,输单原因,实际完成时间
//   产线改造,YY制造集团,方案提交,输单,价格过高,2023-10-24   → lost, reason "price"
//
// Not here: what an ending means for milestones (deals room).
#include <algorithm>

#include "exchange/importer.hpp"
#include "exchange/scan.hpp"
#include "exchange/words.hpp"
#include "kith/base/text.hpp"
#include "kith/cadence/cadence.hpp"
#include "kith/deals/deals.hpp"

namespace kith::exchange {
namespace {

constexpr std::size_t kReasonBytes = 255;  // as check_fact has it

bool names(const PipelineWord& word, const std::string& folded) {
  return folded == fold_tight(word.zh) || folded == fold_tight(word.en) ||
         folded == fold_tight(word.id);
}

/// One of the two holds the other: 竞品 and 选择竞品, 价格过高（B 公司更低） and
/// 价格过高.
bool overlaps(const PipelineWord& word, const std::string& folded) {
  for (const std::string& own : {fold_tight(word.zh), fold_tight(word.en)}) {
    if (own.empty() || length(folded) < 2) continue;
    if (own.find(folded) != std::string::npos || folded.find(own) != std::string::npos)
      return true;
  }
  return false;
}

}  // namespace

const std::vector<BilingualId>& Importer::purposes() {
  if (!purposes_.empty()) return purposes_;
  const auto take = [&](const CadenceDocument& document) {
    for (const Stream& s : document.streams)
      purposes_.push_back({s.purpose, s.purpose_words.zh, s.purpose_words.en});
  };
  if (rules_ != nullptr) {
    const auto& documents = rules_->cadence().documents;
    if (!documents.empty()) take(documents.entries().back().value->document());
  }
  std::vector<Error> errors;
  take(parse_cadence(Json::parse(default_cadence_json()).value(), errors).value());
  return purposes_;
}

const Pipeline& Importer::pipeline() {
  if (pipeline_) return *pipeline_;
  if (rules_ != nullptr) {
    const auto known = rules_->pipelines().find(std::string(kDefaultPipeline));
    if (known != rules_->pipelines().end() && !known->second.empty())
      pipeline_ = *known->second.entries().back().value;
  }
  if (!pipeline_ || pipeline_->stages.empty()) {
    std::vector<Error> errors;
    pipeline_ =
        parse_pipeline(Json::parse(default_pipeline_json()).value(), errors).value();
  }
  return *pipeline_;
}

std::optional<std::string> Importer::stage_id(const std::string& word) {
  const std::string folded = fold_tight(word);
  for (const PipelineWord& stage : pipeline().stages) {
    if (names(stage, folded)) return stage.id;
  }
  const auto alias = stage_alias(word);
  if (!alias) return std::nullopt;
  for (const PipelineWord& stage : pipeline().stages) {
    if (alias->empty() || stage.id == *alias) return std::string(*alias);
  }
  return std::nullopt;
}

void Importer::stop_unknown_stage(std::string_view column) {
  std::string zh;
  std::string en;
  for (const PipelineWord& stage : pipeline().stages) {
    zh += stage.zh + "、";
    en += stage.en + ", ";
  }
  const std::string written = text(column);
  stop(RowOutcome::refused, column, "unknown_name",
       "未知阶段“" + written + "”，可用：" + zh + "赢单、输单、作废",
       "unknown stage " + written + "; known are " + en + "won, lost, void");
}

std::string Importer::lost_reason_id(const std::string& written) {
  const std::string folded = fold_tight(written);
  std::vector<std::string> near;
  for (const PipelineWord& reason : pipeline().lost_reasons) {
    if (names(reason, folded)) return reason.id;
    if (overlaps(reason, folded)) near.push_back(reason.id);
  }
  if (near.size() == 1) return near.front();
  if (folded.size() > kReasonBytes) {
    stop(RowOutcome::refused, "lost_reason", "too_large", "输单原因过长",
         "the reason is above " + std::to_string(kReasonBytes) + " bytes");
  }
  return folded;
}

Importer::Ending Importer::deal_ending(std::string& stage) {
  Ending found;
  std::optional<DealEnd> said;
  if (const std::string written = text("stage"); !written.empty()) {
    const auto named = stage_id(written);
    if (!named) said = end_of(written);
    if (!named && !said) stop_unknown_stage("stage");
    stage = named.value_or("");
  }
  if (const std::string written = text("state"); !written.empty()) {
    const auto end = end_of(written);
    const auto as_stage = end ? std::nullopt : stage_id(written);
    if (!end && !as_stage) stop_unknown_stage("state");
    if (said && end && *said != *end) {
      stop(RowOutcome::conflict, "state", "deal_end_conflict", "阶段与状态所说的结果不同",
           "stage and state say different things of the end");
    }
    if (stage.empty()) stage = as_stage.value_or("");
    if (!said) said = end;
  }
  const std::string reason = text("lost_reason");
  const bool reasoned = !says_nothing(reason);
  if (reasoned && said && (*said == DealEnd::won || *said == DealEnd::open)) {
    stop(RowOutcome::conflict, "lost_reason", "deal_end_conflict",
         "填了输单原因，但状态不是输单", "a reason for a loss, but the state is no loss");
  }
  found.end = said.value_or(reasoned ? DealEnd::lost : DealEnd::open);
  if (reasoned) found.reason = lost_reason_id(reason);
  if (found.end == DealEnd::lost && found.reason.empty()) {
    found.reason = "other";
    note("lost_reason", "lost_reason_missing", "没有写输单原因，记为其他",
         "no reason is given for the loss: taken as other");
  }
  return found;
}

std::optional<Date> Importer::last_stage_day(const CustomerKey& root,
                                             const DealKey& deal) const {
  std::optional<Date> last;
  for (const Fact& f : known_.facts(root)) {
    const auto* stage = std::get_if<StageFact>(&f.body);
    if (stage == nullptr || stage->deal != deal || stage->stage.empty()) continue;
    if (!last || *last < f.head.occurred.day) last = f.head.occurred.day;
  }
  return last;
}

void Importer::deal_row() {
  if (text("customer").empty() && id().empty()) stop_nameless();
  const std::string number = text("deal_id");
  const std::string name = text("deal").empty() ? number : tidy(text("deal"));
  if (name.empty()) {
    stop(RowOutcome::refused, "deal", "missing_value", "缺少商机名称",
         "a deal needs its name or number");
  }
  const auto created = date("created");
  const auto entered = date("stage_date");
  auto done = date("done_date");
  const auto close = date("close_date");
  const auto amount = money("amount");
  if (amount && amount->low < 0)
    stop(RowOutcome::refused, "amount", "bad_money", "金额为负", "a negative amount");
  std::string stage;
  const Ending ending = deal_ending(stage);
  const bool ended = ending.end != DealEnd::open;
  // Of an open deal the closing day is a hope.
  if (!done && ended) done = close;
  const Date day = created   ? created->date
                   : entered ? entered->date
                   : done    ? done->date
                             : options_.zone.day_of(options_.now);
  // The day a deal ended is no day on which it entered the stage before.
  const Date staged = entered ? entered->date : done && !ended ? done->date : day;
  if (ended && done && (done->date < day || (!stage.empty() && done->date < staged))) {
    stop(RowOutcome::refused, "done_date", "bad_order", "结束早于商机创建或进入阶段",
         "ended before it was created or entered its stage");
  }
  const CustomerKey customer = known_customer(day);
  const DealKey deal(
      "d" + hash({"deal", customer.text(), fold_tight(number.empty() ? name : number)}));
  Date closed = done ? done->date : entered ? entered->date : day;
  // Without a day of its own an end comes after all that is known of the deal.
  const auto last = last_stage_day(customer, deal);
  if (!done && !entered && last && *last > closed) closed = *last;
  const PersonKey actor = person("owner", day);
  emit(customer, event(hash({"deal", deal.text()})), Occurred::on(day), actor,
       [&](const FactHead& head, Batch& words) {
         DealFact fact;
         fact.deal = deal;
         fact.name = words.put_text(head, "name", name);
         if (amount) fact.amount = Money{amount->low, amount->currency};
         fact.actor = actor;
         return FactBody(std::move(fact));
       });
  if (!stage.empty()) {
    emit(customer, event(hash({"stage", deal.text(), stage, staged.iso()}), "stage"),
         Occurred::on(staged), actor, [&](const FactHead&, Batch&) {
           return FactBody(StageFact{deal, stage, DealEnd::open, {}});
         });
  }
  if (!ended) return;
  // This source stands after "sheet:deals": on one day the stage is entered first.
  EventKey key{"sheet:deals:end", hash({"end", deal.text(), closed.iso()})};
  emit(customer, std::move(key), Occurred::on(closed), actor,
       [&](const FactHead&, Batch&) {
         return FactBody(StageFact{deal, {}, ending.end, ending.reason});
       });
}

}  // namespace kith::exchange
