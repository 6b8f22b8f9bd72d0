// Facts of the book itself: they make the rules, so they come first and are admitted
// together.
#include <limits>
#include <utility>

#include "book/codec.hpp"
#include "book/recorder.hpp"
#include "book/sqlite_error.hpp"

namespace kith::book {

std::optional<Error> Recorder::adoption_fault(const Fact& fact) {
  const auto* adopt = std::get_if<AdoptFact>(&fact.body);
  if (adopt == nullptr) return std::nullopt;
  const auto documents = store_.documents();
  const auto it = documents.find(adopt->hash);
  if (it == documents.end()) {
    return Error(Status::not_found, Reason::not_adopted,
                 "the adopted document is neither in the batch nor in the book")
        .at("hash");
  }
  if (it->second.kind == adopt->kind && it->second.id == adopt->id) return std::nullopt;
  return invalid(Reason::bad_document, "the document has another kind or id").at("id");
}

// The rules with all accepted facts. When they do not compile, each is tried in turn and
// the faulty ones are refused.
RulesPtr Recorder::admit(std::vector<Fact>& log, std::vector<Fact>& accepted,
                         std::vector<std::size_t>& rows) {
  std::vector<Fact> whole = log;
  whole.insert(whole.end(), accepted.begin(), accepted.end());
  const Settings& settings = meta_.settings;
  const auto build = [&](std::span<const Fact> facts) -> Result<RulesPtr> {
    auto rules = build_rules(facts, store_, settings);
    if (rules && (*rules)->merges().fault()) return (*rules)->merges().fault()->error;
    return rules;
  };
  if (auto rules = build(whole)) {
    log = std::move(whole);
    return *rules;
  }
  RulesPtr best = rules_;
  std::vector<Fact> good;
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    log.push_back(accepted[i]);
    auto rules = build(log);
    if (rules) {
      best = *rules;
      good.push_back(accepted[i]);
      continue;
    }
    log.pop_back();
    outcomes_[rows[i]] = refusal(rules.error());
  }
  accepted = std::move(good);
  return best;
}

void Recorder::record_book(std::span<const std::size_t> rows) {
  auto row = store_.customer(kBookId);
  if (!row) throw damaged("the row of the book itself is missing");
  Desk desk;
  desk.row = *std::move(row);
  desk.last = meta_.facts > 0 ? meta_.last_recorded
                              : Instant(std::numeric_limits<std::int64_t>::min());
  desk.log = engine_.book_log();
  std::vector<Fact> before = *desk.log;
  std::vector<Fact> accepted;
  std::vector<std::size_t> accepted_rows;
  for (const std::size_t i : rows) {
    tick();
    Fact fact = batch_.facts()[i];
    fact.head.recorded = recorded(fact);
    const std::uint32_t print = fingerprint(meta_.salt, fact.head.event);
    outcomes_[i] = judge(desk, fact, print);
    if (!is_accepted(outcomes_[i].outcome)) continue;
    auto fault = adoption_fault(fact);
    if (!fault) fault = erasures_.undo_fault(fact, *desk.log);
    if (fault) {
      outcomes_[i] = refusal(*std::move(fault));
      continue;
    }
    desk.last = fact.head.recorded;
    add_fingerprint(desk.row.events, print);
    desk.log->push_back(fact);
    accepted.push_back(std::move(fact));
    accepted_rows.push_back(i);
  }
  if (accepted.empty()) return;
  const RulesPtr rules = admit(before, accepted, accepted_rows);
  auto fresh = store_.customer(kBookId);
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    append(*fresh, accepted[i], accepted_rows[i],
           fingerprint(meta_.salt, accepted[i].head.event));
    if (const auto* merge = std::get_if<MergeFact>(&accepted[i].body))
      groups_.make_room(merge->kept);
  }
  store_.update(*fresh);
  rules_changed_ = rules->fingerprint() != rules_->fingerprint();
  if (rules_changed_) store_.remove_segments();  // made under the old ones
  const RulesPtr before_these = std::exchange(rules_, rules);
  groups_.regroup(before_these->merges(), *rules_);
}

}  // namespace kith::book
