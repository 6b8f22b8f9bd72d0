// The facts of one customer as a table.
#include <algorithm>
#include <iterator>
#include <utility>

#include "kith/view/view.hpp"
#include "view/group_log.hpp"
#include "view/schemas.hpp"
#include "view/values.hpp"
#include "view/words.hpp"

namespace kith {
namespace {

using namespace view_detail;

/// The content of a fact in short, in the book's words.
class Summary {
 public:
  Summary(Words& words) : words_(words) {}

  std::string operator()(const CustomerFact& f) {
    for (const auto& [field, value] : f.fields) {
      const auto fields = customer_fields();
      const auto spec =
          std::find_if(fields.begin(), fields.end(),
                       [&, id = field](const FieldSpec& s) { return s.field == id; });
      if (spec == fields.end()) continue;  // a field of a later version
      const AccessField shown = access_field(field);
      if (words_.hides(shown)) continue;
      const std::string said = field_words(words_, *spec, value);
      add(std::string(spec->name) + "=" + (said.empty() ? "-" : said));
    }
    return done();
  }
  std::string operator()(const CustomFact& f) {
    if (words_.hides(AccessField::custom_value)) return {};
    const std::string said = custom_words(words_, f);
    add(f.field + "=" + (said.empty() ? "-" : said));
    return done();
  }
  std::string operator()(const ConsentFact& f) {
    if (words_.hides(AccessField::contact_consent)) return {};
    add((f.given ? "+" : "-") + f.purpose);
    add(f.contact.text());
    if (f.channel != Channel::unknown) add(std::string(code_name(f.channel)));
    return done();
  }
  std::string operator()(const ContactFact& f) {
    add(words_.text(f.name, AccessField::contact_name));
    add(words_.text(f.position, AccessField::contact_position));
    add(words_.text(f.phone, AccessField::contact_phone));
    return done();
  }
  std::string operator()(const OwnerFact& f) {
    return f.owner.empty() ? std::string("→ 公海 / pool") : "→ " + words_.person(f.owner);
  }
  std::string operator()(const TagFact& f) { return (f.present ? "+" : "-") + f.tag; }
  std::string operator()(const TierFact& f) { return f.tier + " (" + f.run + ")"; }
  std::string operator()(const FirstDueFact& f) { return f.stream + " ≤ " + f.due.iso(); }
  std::string operator()(const TouchFact& f) {
    add(std::string(code_name(f.channel)));
    add(std::string(code_name(f.outcome)));
    if (f.level == Level::executive) add("executive");
    add(words_.person(f.actor));
    if (f.opening) add("opening");
    add(f.purpose);
    add(words_.text(f.content, AccessField::touch_content));
    add(words_.text(f.feedback, AccessField::touch_feedback));
    return done();
  }
  std::string operator()(const StepFact& f) {
    add(words_.text(f.text, AccessField::step_text));
    if (f.last) add("≤ " + f.last->iso());
    if (f.working_days > 0) add("≤ " + std::to_string(f.working_days) + " WD");
    return done();
  }
  std::string operator()(const SnoozeFact& f) {
    add(f.step ? f.step->source + "/" + f.step->key : f.stream);
    add("→ " + f.until.iso());
    add(f.reason);
    return done();
  }
  std::string operator()(const StepClosedFact& f) {
    return (f.done ? "done: " : "dropped: ") + f.step.source + "/" + f.step.key;
  }
  std::string operator()(const DealFact& f) {
    add(f.deal.text());
    add(words_.text(f.name, AccessField::deal_name));
    if (f.amount && !words_.hides(AccessField::deal_amount)) add(amount(*f.amount));
    return done();
  }
  std::string operator()(const StageFact& f) {
    add(f.deal.text());
    add(f.stage);
    if (f.end != DealEnd::open) add(std::string(code_name(f.end)));
    add(f.reason);
    return done();
  }
  std::string operator()(const DealEventFact& f) {
    return f.deal.text() + ", " + f.event;
  }
  std::string operator()(const OrderFact& f) {
    add(f.order.text());
    if (!words_.hides(AccessField::order_amount)) add(amount(f.amount));
    return done();
  }
  std::string operator()(const OrderReturnFact& f) {
    add(f.order.text());
    if (!words_.hides(AccessField::order_amount)) add("-" + amount(f.amount));
    return done();
  }
  std::string operator()(const ReceiptFact& f) {
    add(f.deal.text());
    if (!words_.hides(AccessField::receipt_amount))
      add((f.reversal ? "-" : "") + amount(f.amount));
    return done();
  }
  std::string operator()(const WinBackFact& f) {
    add(f.case_id);
    add(std::string(code_name(f.result)));
    if (!words_.hides(access_field(Field::lost_cause))) add(f.cause);
    if (f.deadline) add("≤ " + f.deadline->iso());
    return done();
  }
  std::string operator()(const HoldFact& f) {
    add(f.contact.text());
    add(f.active ? "hold" : "released");
    add(f.reason);
    return done();
  }
  std::string operator()(const EraseFact& f) {
    add(f.contact.text());
    add(f.reason);
    return done();
  }
  std::string operator()(const MergeFact& f) {
    return f.merged.text() + " → " + f.kept.text();
  }
  std::string operator()(const PersonFact& f) { return words_.own_text(f.name); }
  std::string operator()(const TeamFact& f) {
    return f.parent.empty() ? f.team : f.team + " < " + f.parent;
  }
  std::string operator()(const AbsenceFact& f) {
    return f.person.text() + ", " + f.first.iso() + " – " + f.last.iso();
  }
  std::string operator()(const AdoptFact& f) {
    return std::string(code_name(f.kind)) + " " + f.id;
  }
  std::string operator()(const RunFact& f) { return f.kind + " " + f.run; }
  std::string operator()(const RetractFact& f) {
    return f.target.source + "/" + f.target.key;
  }

 private:
  static std::string amount(const Money& m) { return amount_words(m); }
  void add(const std::string& part) {
    if (!part.empty()) parts_.push_back(part);
  }
  std::string done() { return join(std::exchange(parts_, {}), ", "); }

  Words& words_;
  std::vector<std::string> parts_;
};

}  // namespace

Table View::history(const CustomerKey& customer) const {
  const auto moment = source_->hold();
  namespace col = schema::history;
  const std::vector<std::vector<Fact>> logs =
      logs_of(*source_, *rules_, customer, cut_.known_at);
  // What is known decides, also of a day before the correction.
  const std::vector<Fact> in_force = facts_in_force_of_all(logs);
  std::vector<Fact> log;
  for (const std::vector<Fact>& one : logs) {
    std::copy_if(one.begin(), one.end(), std::back_inserter(log),
                 [&](const Fact& f) { return f.head.occurred.day <= cut_.as_of; });
  }
  std::stable_sort(log.begin(), log.end(), fact_before);
  Words words = this->words();
  words.read_facts(customer);
  Summary summary(words);
  TableWriter w(schema::kHistory);
  for (const Fact& f : log) {
    w.date(col::day, f.head.occurred.day);
    if (f.head.occurred.at) w.instant(col::at, *f.head.occurred.at);
    w.text(col::kind, code_name(f.kind()));
    w.text(col::kind_zh, code_word(f.kind(), Language::chinese));
    put(w, col::summary, std::visit(summary, f.body));
    put(w, col::author, f.head.author.text());
    w.instant(col::recorded, f.head.recorded);
    w.int32(col::in_force, is_among(in_force, f) ? 1 : 0);
    w.text(col::source, f.head.event.source);
    w.text(col::key, f.head.event.key);
    w.int32(col::revision, f.head.revision);
    put(w, col::customer_key, f.head.root.text());
    w.end_row();
  }
  return std::move(w).finish();
}

}  // namespace kith
