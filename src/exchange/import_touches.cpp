// Rows of follow-ups, interactions and people.
#include <algorithm>

#include "exchange/importer.hpp"
#include "exchange/words.hpp"
#include "kith/base/text.hpp"

namespace kith::exchange {
namespace {

bool is_one_way(Channel channel) {
  return channel == Channel::mail || channel == Channel::message ||
         channel == Channel::push;
}

}  // namespace

Channel Importer::channel_cell() {
  if (text("channel").empty()) return Channel::unknown;
  const Result<std::string> parsed = parse_channel(text("channel"));
  if (!parsed) stop("channel", parsed.error());
  return channel_of(*parsed);
}

std::string Importer::purpose_id() {
  const std::string written = text("purpose");
  if (written.empty()) return {};
  const std::string folded = fold_tight(written);
  for (const BilingualId& known : purposes()) {
    for (const std::string* word : {&known.id, &known.zh, &known.en}) {
      if (fold_tight(*word) == folded) return known.id;
    }
  }
  note("purpose", "purpose_unknown", "互动目的“" + written + "”不在词表中，记入内容",
       "the purpose " + written + " is not in the vocabulary and is kept in the content");
  return {};
}

std::string Importer::touch_content(bool interaction, const std::string& purpose) const {
  std::string out = text("content");
  const auto add = [&](std::string_view column) {
    const std::string value = text(column);
    if (value.empty()) return;
    if (!out.empty()) out += "；";
    out += header(column) + "：" + value;
  };
  for (const std::string_view column :
       {"products", "contact", "participants", "key_issue", "satisfaction"}) {
    add(column);
  }
  if (interaction) add("state");
  if (purpose.empty()) add("purpose");
  add("note");
  return out;
}

void Importer::touch_row(bool interaction) {
  if (text("customer").empty() && id().empty()) stop_nameless();
  const auto when = date("date");
  if (!when)
    stop(RowOutcome::refused, "date", "missing_value", "缺少日期", "a date is required");
  const Channel channel = channel_cell();
  const auto next_date = date("next_date");
  std::string completion;
  if (!interaction && !text("state").empty()) {
    const Result<std::string> parsed = parse_completion(text("state"));
    if (!parsed) stop("state", parsed.error());
    completion = *parsed;
  }
  const FeedbackKind feedback = classify_feedback(text("feedback"));
  const CustomerKey customer = known_customer(when->date);
  const std::string purpose = purpose_id();
  const std::string content = touch_content(interaction, purpose);
  const PersonKey actor = person("owner", when->date);

  const std::string actor_name = fold_tight(text("owner"));
  const std::string base =
      hash({customer.text(), when->date.iso(), code_name(channel), actor_name});
  const std::string ordinal = std::to_string(ordinals_[base]++);
  const std::string key = hash({sheet_kind_name(table_->header.kind), base, ordinal});
  const bool took_place =
      interaction || feedback != FeedbackKind::empty || completion == "done";
  if (!took_place) {
    const Date today = options_.zone.day_of(options_.now);
    emit(customer, event(key, "plan"), Occurred::on(std::min(when->date, today)), actor,
         [&](const FactHead& head, Batch& words) {
           StepFact fact;
           fact.text = words.put_text(head, "text", content);
           fact.deadline = DeadlineKind::point;
           fact.last = when->date;
           fact.channel = channel;
           fact.actor = actor;
           return FactBody(std::move(fact));
         });
    return;
  }
  if (feedback == FeedbackKind::mixed) {
    note("feedback", "feedback_mixed", "反馈以“无回复”开头但另有内容，按无回复处理",
         "the feedback begins with no reply and says more: taken as no reply");
  }
  emit(customer, event(key), occurred(*when), actor,
       [&](const FactHead& head, Batch& words) {
         TouchFact fact;
         fact.channel = channel;
         if (feedback == FeedbackKind::no_reply || feedback == FeedbackKind::mixed) {
           fact.outcome = Outcome::no_reply;
         } else if (feedback == FeedbackKind::empty && is_one_way(channel)) {
           fact.outcome = Outcome::delivered;
         }
         const std::string level = text("level");
         if (level.find("高") != std::string::npos || fold_tight(level) == "executive") {
           fact.level = Level::executive;
         }
         fact.actor = actor;
         fact.purpose = purpose;
         fact.content = words.put_text(head, "content", content);
         fact.feedback = words.put_text(head, "feedback", text("feedback"));
         return FactBody(std::move(fact));
       });
  next_step(customer, key, when->date, actor);
  if (next_date && text("next_step").empty()) {
    emit(customer, event(key, "step"), Occurred::on(when->date), actor,
         [&](const FactHead& head, Batch& words) {
           StepFact fact;
           fact.text = words.put_text(head, "text", "下次跟进");
           fact.deadline = DeadlineKind::point;
           fact.last = std::max(next_date->date, when->date);
           fact.actor = actor;
           return FactBody(std::move(fact));
         });
  }
}

void Importer::next_step(const CustomerKey& customer, const std::string& touch, Date day,
                         const PersonKey& actor) {
  const std::string written = text("next_step");
  if (written.empty()) return;
  const Deadline found = parse_deadline(written, day);
  if (!found.negative.empty()) {
    note("next_step", "step_called_off", "下一步写明不做",
         "the next step says that nothing is to be done");
    return;
  }
  const auto next_date = date("next_date");
  emit(customer, event(touch, "step"), Occurred::on(day), actor,
       [&](const FactHead& head, Batch& words) {
         StepFact fact;
         fact.text =
             words.put_text(head, "text", found.rest.empty() ? written : found.rest);
         fact.channel = channel_of(found.channel);
         fact.actor = actor;
         switch (found.kind) {
           case PhraseKind::point:
           case PhraseKind::delta:
             fact.deadline = DeadlineKind::point;
             fact.last = std::max(found.last, day);
             break;
           case PhraseKind::span:
             fact.deadline = DeadlineKind::working_days;
             fact.working_days = found.working_days;
             break;
           case PhraseKind::range:
             fact.deadline = DeadlineKind::range;
             fact.first = found.first;
             fact.last = found.last;
             break;
           case PhraseKind::none:
             if (next_date) {
               fact.deadline = DeadlineKind::point;
               fact.last = std::max(next_date->date, day);
             }
         }
         return FactBody(std::move(fact));
       });
}

void Importer::person_row() {
  const std::string name = text("person");
  if (name.empty())
    stop(RowOutcome::skipped, "person", "no_name", "没有姓名", "names nobody");
  Role role = Role::unknown;
  if (const std::string written = text("role"); !written.empty()) {
    const auto found = role_of(written);
    if (!found) {
      stop(RowOutcome::refused, "role", "unknown_name", "未知角色“" + written + "”",
           "unknown role " + written);
    }
    role = *found;
  }
  const auto from = date("from");
  const Date day = from ? from->date : options_.zone.day_of(options_.now);
  const PersonKey manager = person("manager", day);
  PersonKey key = roster_.person(name);
  if (key.empty()) key = PersonKey("p" + hash({"person", fold_tight(name)}));
  row_.customer = name;
  emit(CustomerKey(), {"sheet:people", key.text() + ":" + day.iso()}, Occurred::on(day),
       {}, [&](const FactHead& head, Batch& words) {
         PersonFact fact;
         fact.person = key;
         fact.name = words.put_text(head, "name", name);
         fact.role = role;
         fact.team = text("team");
         fact.reports_to = manager;
         return FactBody(std::move(fact));
       });
  roster_.add_person(key, name);
}

}  // namespace kith::exchange
