// All that is held about a customer or a contact, a row a value.
#include "kith/view/view.hpp"
#include "view/group_log.hpp"
#include "view/schemas_privacy.hpp"
#include "view/values.hpp"

namespace kith {
namespace {

using namespace view_detail;

std::string yes_or_no(bool yes) { return yes ? "1" : "0"; }
std::string day_words(const std::optional<Date>& day) {
  return day ? day->iso() : std::string();
}
std::string event_words(const EventKey& event) { return event.source + "/" + event.key; }

/// Writes the values of facts as the role of who asks may see them.
class Values {
 public:
  Values(TableWriter& w, Words& words) : w_(w), words_(words) {}

  void write(const Fact& fact, bool in_force) {
    fact_ = &fact;
    in_force_ = in_force;
    contact_ = contact_of(fact).text();
    std::visit(*this, fact.body);
  }

  void operator()(const CustomerFact& f) {
    for (const auto& [field, value] : f.fields) {
      for (const FieldSpec& spec : customer_fields()) {
        if (spec.field == field) row(spec.name, field_words(words_, spec, value));
      }
    }
  }
  void operator()(const CustomFact& f) {
    if (!words_.hides(AccessField::custom_value))
      row("custom." + f.field, custom_words(words_, f));
  }
  void operator()(const ContactFact& f) {
    text("name", f.name, AccessField::contact_name);
    text("position", f.position, AccessField::contact_position);
    text("phone", f.phone, AccessField::contact_phone);
    text("mail", f.mail, AccessField::contact_mail);
    text("message", f.message, AccessField::contact_message);
    if (!words_.hides(AccessField::contact_position)) {
      row("level", code_name(f.level));
      row("decision_role", words_.word(f.decision_role, AccessField::contact_position));
      row("active", yes_or_no(f.active));
    }
    if (words_.hides(AccessField::contact_consent)) return;
    row("channels", f.channels);
    row("do_not_contact", yes_or_no(f.do_not_contact));
  }
  void operator()(const ConsentFact& f) {
    if (words_.hides(AccessField::contact_consent)) return;
    row("purpose", f.purpose);
    if (f.channel != Channel::unknown) row("channel", code_name(f.channel));
    row("given", yes_or_no(f.given));
    row("expires", day_words(f.expires));
    row("basis", f.basis);
  }
  void operator()(const OwnerFact& f) {
    row("owner", f.owner.text());
    row("how", code_name(f.how));
    row("reason", f.reason);
  }
  void operator()(const TagFact& f) {
    row("tag", f.tag);
    row("present", yes_or_no(f.present));
    row("expires", day_words(f.expires));
  }
  void operator()(const TierFact& f) {
    row("tier", f.tier);
    row("rule", f.rule);
    if (words_.hides(AccessField::tier_scores)) return;
    row("value_ppm", std::to_string(f.value_ppm));
    row("potential_ppm", std::to_string(f.potential_ppm));
  }
  void operator()(const FirstDueFact& f) {
    row("stream", f.stream);
    row("due", f.due.iso());
  }
  void operator()(const TouchFact& f) {
    row("channel", code_name(f.channel));
    row("outcome", code_name(f.outcome));
    row("purpose", f.purpose);
    row("actor", f.actor.text());
    text("content", f.content, AccessField::touch_content);
    text("feedback", f.feedback, AccessField::touch_feedback);
  }
  void operator()(const StepFact& f) {
    text("text", f.text, AccessField::step_text);
    row("first", day_words(f.first));
    row("last", day_words(f.last));
    row("actor", f.actor.text());
  }
  void operator()(const SnoozeFact& f) {
    row("stream", f.step ? event_words(*f.step) : f.stream);
    row("until", f.until.iso());
    row("reason", f.reason);
  }
  void operator()(const StepClosedFact& f) {
    row("step", event_words(f.step));
    row("done", yes_or_no(f.done));
  }
  void operator()(const DealFact& f) {
    row("deal", f.deal.text());
    text("name", f.name, AccessField::deal_name);
    if (f.amount) money(*f.amount, AccessField::deal_amount);
    row("actor", f.actor.text());
  }
  void operator()(const StageFact& f) {
    row("deal", f.deal.text());
    row("stage", f.stage);
    if (f.end != DealEnd::open) row("end", code_name(f.end));
    row("reason", f.reason);
  }
  void operator()(const DealEventFact& f) {
    row("deal", f.deal.text());
    row("event", f.event);
  }
  void operator()(const OrderFact& f) {
    row("order", f.order.text());
    row("line", f.line);
    row("product", f.product);
    money(f.amount, AccessField::order_amount);
  }
  void operator()(const OrderReturnFact& f) {
    row("order", f.order.text());
    money(f.amount, AccessField::order_amount);
  }
  void operator()(const ReceiptFact& f) {
    row("deal", f.deal.text());
    row("reversal", yes_or_no(f.reversal));
    money(f.amount, AccessField::receipt_amount);
  }
  void operator()(const WinBackFact& f) {
    row("case", f.case_id);
    row("result", code_name(f.result));
    row("deadline", day_words(f.deadline));
    if (words_.hides(access_field(Field::lost_cause))) return;
    row("cause", f.cause);
    text("research", f.research, access_field(Field::lost_cause));
    text("strategy", f.strategy, access_field(Field::lost_cause));
    text("outcome", f.outcome, access_field(Field::lost_cause));
  }
  void operator()(const HoldFact& f) {
    row("active", yes_or_no(f.active));
    row("reason", f.reason);
  }
  void operator()(const EraseFact& f) { row("reason", f.reason, true); }
  void operator()(const RetractFact& f) { row("target", event_words(f.target)); }
  template <class OfTheBook>
  void operator()(const OfTheBook&) {}

 private:
  void text(std::string_view field, TextRef ref, AccessField right) {
    row(field, words_.text(ref, right));
  }
  void money(const Money& amount, AccessField right) {
    if (!words_.hides(right)) row("amount", amount_words(amount));
  }
  void row(std::string_view field, std::string_view value, bool always = false) {
    namespace col = schema::subject_export;
    if (value.empty() && !always) return;
    w_.text(col::kind, code_name(fact_->kind()));
    w_.date(col::day, fact_->head.occurred.day);
    w_.text(col::customer_key, fact_->head.root.text());
    put(w_, col::contact, contact_);
    w_.text(col::field, field);
    put(w_, col::value, value);
    w_.text(col::source, fact_->head.event.source);
    w_.text(col::key, fact_->head.event.key);
    w_.int32(col::revision, fact_->head.revision);
    put(w_, col::author, fact_->head.author.text());
    w_.instant(col::recorded, fact_->head.recorded);
    w_.int32(col::in_force, in_force_ ? 1 : 0);
    w_.end_row();
  }

  TableWriter& w_;
  Words& words_;
  const Fact* fact_ = nullptr;
  bool in_force_ = false;
  std::string contact_;
};

}  // namespace

Table View::subject_export(const SubjectOptions& options) const {
  if (options.customer.empty() && options.contact.empty())
    throw invalid(Reason::missing_value, "nobody is named").at("customer");
  if (!options.customer.empty() && !options.contact.empty())
    throw invalid(Reason::conflict, "either a customer or a contact").at("contact");
  const auto moment = source_->hold();
  TableWriter w(schema::kSubjectExport);
  Words words = this->words();
  Values values(w, words);
  std::int64_t facts = 0;
  const auto write = [&](const CustomerKey& key) {
    bool read = false;
    for (const auto& log : logs_of(*source_, *rules_, key, std::nullopt)) {
      const std::vector<Fact> in_force = facts_in_force(log);
      for (const Fact& fact : log) {
        if (!options.contact.empty() && contact_of(fact) != options.contact) continue;
        if (!read) words.read_facts(key);
        read = true;
        values.write(fact, is_among(in_force, fact));
        ++facts;
      }
    }
  };
  if (!options.customer.empty()) {
    write(options.customer);
  } else {
    std::vector<CustomerKey> keys;
    source_->each({Date::max(), std::nullopt}, [&](const CustomerState& s) {
      keys.push_back(s.key);
      return true;
    });
    for (const CustomerKey& key : keys) write(key);
  }
  if (facts > 0) return std::move(w).finish();
  const bool contact = options.customer.empty();
  throw Error(Status::not_found, Reason::unknown_name,
              contact ? "no such contact" : "no such customer")
      .at(contact ? "contact" : "customer");
}

}  // namespace kith
