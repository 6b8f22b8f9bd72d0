// The members of bodies in the order of their columns, once for reading and writing: the
// cells given as IO take or give one column a call (an event key and money take two).
#pragma once

#include "kith/model/fact.hpp"

namespace kith::detail {

/// How many fields of a customer have their columns before `currency` and `cleared`;
/// later ones stand behind.
inline constexpr std::size_t kFieldsBefore = 22;

// A customer's columns are read and written by customer().
template <class IO>
void body_columns(IO& io, CustomerFact& b) {
  io.customer(b);
}
template <class IO>
void body_columns(IO& io, ContactFact& b) {
  io.key(b.contact);
  io.words(b.name);
  io.words(b.position);
  io.words(b.phone);
  io.words(b.mail);
  io.code(b.level);
  io.word(b.decision_role);
  io.words(b.message);
  io.word(b.channels);
  io.flag(b.do_not_contact);
  io.flag(b.active);
}
template <class IO>
void body_columns(IO& io, ConsentFact& b) {
  io.key(b.contact);
  io.word(b.purpose);
  io.code(b.channel);
  io.flag(b.given);
  io.day(b.expires);
  io.word(b.basis);
}
template <class IO>
void body_columns(IO& io, CustomFact& b) {
  io.word(b.field);
  io.number(b.number);
  io.word(b.word);
  io.words(b.text);
  io.day(b.day);
  io.money(b.amount);
}
template <class IO>
void body_columns(IO& io, OwnerFact& b) {
  io.key(b.owner);
  io.code(b.how);
  io.word(b.reason);
  io.word(b.run);
}
template <class IO>
void body_columns(IO& io, TagFact& b) {
  io.word(b.tag);
  io.flag(b.present);
  io.day(b.expires);
}
template <class IO>
void body_columns(IO& io, TierFact& b) {
  io.word(b.tier);
  io.word(b.run);
  io.word(b.policy);
  io.word(b.rule);
  io.number(b.value_ppm);
  io.number(b.potential_ppm);
}
template <class IO>
void body_columns(IO& io, FirstDueFact& b) {
  io.word(b.stream);
  io.day(b.due);
  io.word(b.run);
}
template <class IO>
void body_columns(IO& io, TouchFact& b) {
  io.code(b.channel);
  io.code(b.level);
  io.code(b.outcome);
  io.word(b.purpose);
  io.key(b.actor);
  io.key(b.contact);
  io.words(b.content);
  io.words(b.feedback);
  io.flag(b.opening);
  io.flag(b.campaign);
}
template <class IO>
void body_columns(IO& io, StepFact& b) {
  io.words(b.text);
  io.code(b.deadline);
  io.day(b.first);
  io.day(b.last);
  io.number(b.working_days);
  io.code(b.channel);
  io.key(b.actor);
}
template <class IO>
void body_columns(IO& io, SnoozeFact& b) {
  io.word(b.stream);
  io.event(b.step);
  io.day(b.until);
  io.word(b.reason);
}
template <class IO>
void body_columns(IO& io, StepClosedFact& b) {
  io.event(b.step);
  io.flag(b.done);
}
template <class IO>
void body_columns(IO& io, DealFact& b) {
  io.key(b.deal);
  io.word(b.pipeline);
  io.words(b.name);
  io.money(b.amount);
  io.key(b.actor);
}
template <class IO>
void body_columns(IO& io, StageFact& b) {
  io.key(b.deal);
  io.word(b.stage);
  io.code(b.end);
  io.word(b.reason);
}
template <class IO>
void body_columns(IO& io, DealEventFact& b) {
  io.key(b.deal);
  io.word(b.event);
}
template <class IO>
void body_columns(IO& io, OrderFact& b) {
  io.key(b.order);
  io.money(b.amount);
  io.key(b.deal);
  io.word(b.product);
  io.word(b.line);
}
template <class IO>
void body_columns(IO& io, OrderReturnFact& b) {
  io.key(b.order);
  io.money(b.amount);
}
template <class IO>
void body_columns(IO& io, ReceiptFact& b) {
  io.key(b.deal);
  io.money(b.amount);
  io.flag(b.reversal);
}
template <class IO>
void body_columns(IO& io, WinBackFact& b) {
  io.word(b.case_id);
  io.word(b.cause);
  io.words(b.research);
  io.words(b.strategy);
  io.key(b.actor);
  io.day(b.deadline);
  io.code(b.result);
  io.words(b.outcome);
}
template <class IO>
void body_columns(IO& io, HoldFact& b) {
  io.key(b.contact);
  io.flag(b.active);
  io.word(b.reason);
}
template <class IO>
void body_columns(IO& io, EraseFact& b) {
  io.key(b.contact);
  io.word(b.reason);
}
template <class IO>
void body_columns(IO& io, MergeFact& b) {
  io.key(b.kept);
  io.key(b.merged);
  io.word(b.reason);
}
template <class IO>
void body_columns(IO& io, PersonFact& b) {
  io.key(b.person);
  io.words(b.name);
  io.code(b.role);
  io.word(b.team);
  io.key(b.reports_to);
  io.flag(b.verified);
  io.flag(b.active);
  io.word(b.own_role);
  io.key(b.deputy);
  io.number(b.day_capacity);
  io.word(b.channel_capacity);
  io.number(b.book_cap);
  io.number(b.month_quota);
  io.word(b.prefers);
}
template <class IO>
void body_columns(IO& io, TeamFact& b) {
  io.word(b.team);
  io.word(b.name);
  io.word(b.parent);
  io.key(b.leader);
  io.flag(b.active);
}
template <class IO>
void body_columns(IO& io, AbsenceFact& b) {
  io.key(b.person);
  io.day(b.first);
  io.day(b.last);
  io.key(b.deputy);
  io.word(b.reason);
}
// What is not given stands in the document.
template <class IO>
void body_columns(IO& io, AdoptFact& b) {
  io.code(b.kind);
  io.word(b.id);
  io.day(b.effective);
  io.word(b.hash);
  io.document(b);
}
template <class IO>
void body_columns(IO& io, RunFact& b) {
  io.word(b.kind);
  io.word(b.run);
  io.day(b.as_of);
  io.day(b.effective);
  io.number(b.decisions);
}
template <class IO>
void body_columns(IO& io, RetractFact& b) {
  io.event(b.target);
}

/// An empty body of a kind; the kind is one of the closed list.
inline FactBody empty_body(FactKind kind) {
  switch (kind) {
    case FactKind::customer:
      return CustomerFact{};
    case FactKind::custom:
      return CustomFact{};
    case FactKind::contact:
      return ContactFact{};
    case FactKind::consent:
      return ConsentFact{};
    case FactKind::owner:
      return OwnerFact{};
    case FactKind::tag:
      return TagFact{};
    case FactKind::tier:
      return TierFact{};
    case FactKind::first_due:
      return FirstDueFact{};
    case FactKind::touch:
      return TouchFact{};
    case FactKind::step:
      return StepFact{};
    case FactKind::snooze:
      return SnoozeFact{};
    case FactKind::step_closed:
      return StepClosedFact{};
    case FactKind::deal:
      return DealFact{};
    case FactKind::stage:
      return StageFact{};
    case FactKind::deal_event:
      return DealEventFact{};
    case FactKind::order:
      return OrderFact{};
    case FactKind::order_return:
      return OrderReturnFact{};
    case FactKind::receipt:
      return ReceiptFact{};
    case FactKind::win_back:
      return WinBackFact{};
    case FactKind::hold:
      return HoldFact{};
    case FactKind::erase:
      return EraseFact{};
    case FactKind::team:
      return TeamFact{};
    case FactKind::person:
      return PersonFact{};
    case FactKind::absence:
      return AbsenceFact{};
    case FactKind::merge:
      return MergeFact{};
    case FactKind::adopt:
      return AdoptFact{};
    case FactKind::run:
      return RunFact{};
    case FactKind::retract:
      return RetractFact{};
  }
  return RetractFact{};
}

}  // namespace kith::detail
