#include "book/write_rights.hpp"

#include <algorithm>
#include <string_view>
#include <type_traits>

#include "book/book_source.hpp"
#include "book/erase.hpp"

namespace kith::book {
namespace {

Error not_allowed(const PersonKey& actor, std::string_view what) {
  return {Status::permission_denied, Reason::not_allowed,
          "\"" + actor.text() + "\" may not " + std::string(what)};
}

std::string_view name_of(AccessField field) {
  for (const CodeWord& word : access_field_words()) {
    if (word.code == static_cast<std::int32_t>(field)) return word.name;
  }
  return "field";
}

}  // namespace

/// Visits a body; the first thing that is not allowed stays.
class WriteRights::Judge {
 public:
  Judge(const WriteRights& rights, const CustomerState& state)
      : rights_(rights), access_(rights.access_), state_(state) {}
  std::optional<Error> error;
  bool takes_back = false;  ///< what is visited was recorded before

  void operator()(const CustomerFact& f) {
    for (const auto& [field, value] : f.fields) write(access_field(field));
  }
  void operator()(const CustomFact&) { write(AccessField::custom_value); }
  // A contact is told whole: what is left out is cleared, so it counts as written.
  void operator()(const ContactFact& f) {
    const auto& all = state_.profile.contacts;
    const auto it = std::find_if(all.begin(), all.end(), [&](const ContactFact& c) {
      return c.contact == f.contact;
    });
    const ContactFact was = it == all.end() ? ContactFact{} : *it;
    text(f.name, was.name, AccessField::contact_name);
    text(f.position, was.position, AccessField::contact_position);
    text(f.phone, was.phone, AccessField::contact_phone);
    text(f.mail, was.mail, AccessField::contact_mail);
    text(f.message, was.message, AccessField::contact_message);
    if (f.level != was.level || f.decision_role != was.decision_role ||
        f.active != was.active || it == all.end())
      write(AccessField::contact_position);
    if (f.channels != was.channels || f.do_not_contact != was.do_not_contact)
      write(AccessField::contact_consent);
  }
  void operator()(const ConsentFact&) { write(AccessField::contact_consent); }
  // Whoever takes what nobody holds takes nothing from a colleague.
  void operator()(const OwnerFact& f) {
    const PersonKey& owner = state_.ownership.owner;
    const bool takes = owner.empty() && f.owner == rights_.actor_;
    if (takes_back || (f.owner != owner && !takes))
      act(Act::reassign, "reassign customers");
  }
  void operator()(const TagFact&) { plain("set tags"); }
  void operator()(const TierFact&) { act(Act::decide, "record decisions of runs"); }
  void operator()(const FirstDueFact&) { act(Act::decide, "record decisions of runs"); }
  void operator()(const TouchFact& f) {
    write(AccessField::touch_content);
    if (!f.feedback.empty()) write(AccessField::touch_feedback);
  }
  void operator()(const StepFact&) { write(AccessField::step_text); }
  void operator()(const SnoozeFact&) { write(AccessField::step_text); }
  void operator()(const StepClosedFact&) { write(AccessField::step_text); }
  void operator()(const DealFact& f) {
    write(AccessField::deal_name);
    if (f.amount) write(AccessField::deal_amount);
  }
  void operator()(const StageFact&) { write(AccessField::deal_name); }
  void operator()(const DealEventFact&) { write(AccessField::deal_name); }
  void operator()(const OrderFact&) { write(AccessField::order_amount); }
  void operator()(const OrderReturnFact&) { write(AccessField::order_amount); }
  void operator()(const ReceiptFact&) { write(AccessField::receipt_amount); }
  void operator()(const WinBackFact&) { write(access_field(Field::lost_cause)); }
  void operator()(const HoldFact&) { act(Act::erase, "set or end legal holds"); }
  void operator()(const EraseFact&) { act(Act::erase, "erase personal data"); }
  void operator()(const PersonFact&) { act(Act::directory, "change the directory"); }
  void operator()(const TeamFact&) { act(Act::directory, "change the directory"); }
  void operator()(const AbsenceFact&) { act(Act::directory, "change the directory"); }
  void operator()(const MergeFact&) { act(Act::merge, "merge customers"); }
  void operator()(const AdoptFact&) { act(Act::adopt, "adopt documents"); }
  void operator()(const RunFact&) { act(Act::decide, "record decisions of runs"); }
  void operator()(const RetractFact&) {}  // as what it takes back

 private:
  void refuse(std::string_view what, std::string_view field) {
    if (error) return;
    error = not_allowed(rights_.actor_, what).at(std::string(field));
  }
  void write(AccessField field) {
    if (access_.of(field).right != Right::write)
      refuse("write " + std::string(name_of(field)), name_of(field));
  }
  void text(TextRef now, TextRef was, AccessField field) {
    if (now == was) return;
    const bool both = !now.empty() && !was.empty();
    if (both && rights_.batch_.text(now) == rights_.store_.words(was)) return;
    write(field);
  }
  void act(Act act, std::string_view what) {
    if (!access_.may(act)) refuse(what, "kind");
  }
  void plain(std::string_view what) {
    if (access_.right != Right::write) refuse(what, "kind");
  }

  const WriteRights& rights_;
  const RoleAccess& access_;
  const CustomerState& state_;
};

WriteRights::WriteRights(Engine& engine, const Batch& batch, const PersonKey& actor,
                         Instant now)
    : store_(engine.store()), batch_(batch), actor_(actor) {
  const Date asked = engine.first_meta().settings.zone.day_of(now);
  const auto source = std::make_shared<const BookSource>(engine);
  day_ = source->present(asked);
  view_ = std::make_unique<View>(source, ViewOptions{.as_of = day_, .actor = actor});
  const RulesPtr rules = engine.rules();
  const Person* person = rules->directory().find(actor, day_);
  access_ = rules->access().at(day_)->of(person->role_name());
}

std::optional<Error> WriteRights::unseen(const Fact& fact, bool is_new) {
  const CustomerKey& key = fact.head.root;
  if (key.empty()) return std::nullopt;
  const auto [it, first] = seen_.try_emplace(key, is_new);
  if (first && !is_new)
    it->second = view_->source().one(key, {Date::max(), std::nullopt}).has_value();
  if (it->second) return std::nullopt;
  return not_allowed(actor_, "record facts of this customer").at("customer");
}

std::optional<Error> WriteRights::fault(const Fact& fact, const Known& known) {
  Judge judge(*this, known.state);
  std::visit(judge, fact.body);
  if (may_take_back(fact)) {
    judge.takes_back = true;
    for (const Fact& earlier : known.log()) {
      if (acts_on(fact, earlier)) std::visit(judge, earlier.body);
    }
  }
  return std::move(judge.error);
}

}  // namespace kith::book
