#include "property/world.hpp"

#include <algorithm>
#include <tuple>

namespace kith::property {

// ---- recording
// -------------------------------------------------------------------------

void World::take(const Batch& batch) {
  all_.append(batch);
  touched_.clear();
  for (const auto& [hash, document] : batch.documents()) {
    if (!documents_.emplace(hash, document).second) continue;
    std::vector<Error> errors;
    const Json json = Json::parse(document.json).value();
    switch (document.kind) {
      case DocumentKind::calendar:
        calendars_.emplace(hash, parse_calendar(json, errors).value());
        break;
      case DocumentKind::tier:
        tiers_.emplace(hash, parse_tier_policy(json, errors).value());
        break;
      case DocumentKind::cadence:
        cadences_.emplace(hash, parse_cadence(json, errors).value());
        break;
      case DocumentKind::pipeline:
        pipelines_.emplace(hash, parse_pipeline(json, errors).value());
        break;
      case DocumentKind::pool:
      case DocumentKind::access:
      case DocumentKind::entry:
        break;
    }
  }
  bool book_changed = false;
  for (const Fact& fact : batch.facts()) {
    if (fact.head.root.empty()) {
      book_.push_back(fact);
      book_changed = true;
    }
  }
  if (book_changed || !rules_) {
    rules_ = rules(std::nullopt);
    slow_book_ = book(std::nullopt);
    states_.clear();
    for (const auto& [key, log] : logs_) {
      const CustomerKey& kept = rules_->merges().kept(key);
      states_.insert_or_assign(kept, rebuilt(kept));
    }
  }
  for (const Fact& fact : batch.facts()) {
    if (!fact.head.root.empty()) fold_in(fact);
  }
}

void World::fold_in(const Fact& fact) {
  const CustomerKey& key = fact.head.root;
  std::vector<Fact>& log = logs_[key];
  const RecordOutcome outcome = judge_record(log, fact);
  if (outcome == RecordOutcome::conflict || outcome == RecordOutcome::refused) {
    throw std::logic_error("a generated fact is refused: " + describe(fact));
  }
  if (std::find(touched_.begin(), touched_.end(), key) == touched_.end()) {
    touched_.push_back(key);
  }
  const CustomerKey& kept = rules_->merges().kept(key);
  auto [it, first] = states_.try_emplace(kept);
  it->second.key = kept;
  if (outcome == RecordOutcome::unchanged) return;
  log.push_back(fact);
  const bool appends = outcome == RecordOutcome::created &&
                       fact.kind() != FactKind::retract && is_in_order(it->second, fact);
  if (appends) {
    apply(it->second, fact, *rules_);
  } else {
    it->second = rebuilt(kept);
  }
}

CustomerState World::rebuilt(const CustomerKey& key) const {
  const CustomerKey& kept = rules_->merges().kept(key);
  return fold(kept, facts(kept, *rules_, std::nullopt), *rules_);
}

std::vector<Fact> World::facts(const CustomerKey& key, const Rules& rules,
                               std::optional<Instant> known_at) const {
  std::vector<std::vector<Fact>> logs;
  for (const CustomerKey& member : rules.merges().members(rules.merges().kept(key))) {
    const auto it = logs_.find(member);
    if (it == logs_.end()) continue;
    std::vector<Fact>& known = logs.emplace_back();
    for (const Fact& f : it->second) {
      if (!known_at || f.head.recorded <= *known_at) known.push_back(f);
    }
  }
  return facts_in_force_of_all(logs);
}

Rules World::rules(std::optional<Instant> known_at) const {
  std::vector<Fact> known;
  for (const Fact& f : book_) {
    if (!known_at || f.head.recorded <= *known_at) known.push_back(f);
  }
  return Rules::build(facts_in_force(known), documents_, settings_).value();
}

// ---- asking
// ----------------------------------------------------------------------------

std::vector<PromiseRow> World::engine_rows(const CustomerKey& key, Date as_of,
                                           std::optional<Instant> known_at) const {
  if (!known_at) return engine_rows_of(facts(key, *rules_, std::nullopt), as_of);
  const Rules then = rules(known_at);
  const CustomerState state = fold(key, facts(key, then, known_at), then, as_of);
  return kith::promises(state.cadence, as_of, then.cadence());
}

std::vector<PromiseRow> World::engine_rows_of(const std::vector<Fact>& facts,
                                              Date as_of) const {
  const CustomerState state = fold(CustomerKey("x"), facts, *rules_, as_of);
  return kith::promises(state.cadence, as_of, rules_->cadence());
}

naive::Book World::book(std::optional<Instant> known_at) const {
  naive::Book book;
  book.start = settings_.start;
  Date calendar_from = Date::min();
  for (const Fact& f : naive::in_force(book_, known_at)) {
    if (std::holds_alternative<PersonFact>(f.body)) book.people.push_back(f);
    if (std::holds_alternative<AbsenceFact>(f.body)) book.absences.push_back(f);
    const auto* adopt = std::get_if<AdoptFact>(&f.body);
    if (adopt == nullptr) continue;
    switch (adopt->kind) {
      case DocumentKind::calendar:
        if (adopt->effective < calendar_from) break;
        calendar_from = adopt->effective;
        book.calendar = calendars_.at(adopt->hash);
        break;
      case DocumentKind::tier:
        book.tiers.push_back({adopt->effective, &tiers_.at(adopt->hash)});
        break;
      case DocumentKind::cadence:
        book.cadences.push_back({adopt->effective, &cadences_.at(adopt->hash)});
        break;
      case DocumentKind::pipeline:
        book.pipelines[adopt->id].push_back(
            {adopt->effective, &pipelines_.at(adopt->hash)});
        break;
      case DocumentKind::pool:
      case DocumentKind::access:
      case DocumentKind::entry:
        break;
    }
  }
  return book;
}

std::map<CustomerKey, CustomerKey> World::merged(std::optional<Instant> known_at) const {
  std::map<CustomerKey, CustomerKey> into;
  for (const Fact& f : naive::in_force(book_, known_at)) {
    if (const auto* merge = std::get_if<MergeFact>(&f.body))
      into.emplace(merge->merged, merge->kept);
  }
  return into;
}

namespace {

CustomerKey end_of(const std::map<CustomerKey, CustomerKey>& into, CustomerKey key) {
  while (into.count(key) != 0) key = into.at(key);
  return key;
}

std::vector<Fact> in_force(const std::vector<std::vector<Fact>>& logs,
                           std::optional<Instant> known_at) {
  std::vector<Fact> all;
  for (const std::vector<Fact>& log : logs) {
    for (Fact& f : naive::in_force(log, known_at)) all.push_back(std::move(f));
  }
  std::stable_sort(all.begin(), all.end(), naive::ordered);
  return all;
}

}  // namespace

std::vector<std::vector<Fact>> World::logs_with(const CustomerKey& key,
                                                std::optional<Instant> known_at) const {
  const auto into = merged(known_at);
  std::vector<std::vector<Fact>> out;
  for (const auto& [other, log] : logs_) {
    if (end_of(into, other) == end_of(into, key)) out.push_back(log);
  }
  return out;
}

naive::Customers World::customers(std::optional<Instant> known_at) const {
  const auto into = merged(known_at);
  naive::Customers out;
  for (const auto& [key, log] : logs_)
    out[end_of(into, key)] = in_force(logs_with(key, known_at), known_at);
  return out;
}

std::vector<PromiseRow> World::naive_rows(const CustomerKey& key, Date as_of,
                                          std::optional<Instant> known_at) const {
  const std::vector<Fact> facts = in_force(logs_with(key, known_at), known_at);
  if (!known_at) return naive::promises(slow_book_, facts, as_of);
  return naive::promises(book(known_at), facts, as_of);
}

std::vector<PromiseRow> World::naive_rows_of(const std::vector<Fact>& log,
                                             Date as_of) const {
  return naive::promises(slow_book_, naive::in_force(log, std::nullopt), as_of);
}

std::vector<PromiseRow> comparable(std::vector<PromiseRow> rows) {
  for (PromiseRow& row : rows) {
    row.whys.clear();
    row.provisional = false;
  }
  std::sort(rows.begin(), rows.end(), [](const PromiseRow& a, const PromiseRow& b) {
    return std::tie(a.state, a.stream, a.due, a.step, a.window_from) <
           std::tie(b.state, b.stream, b.due, b.step, b.window_from);
  });
  return rows;
}

// ---- messages
// --------------------------------------------------------------------------

std::vector<Fact> World::shrunk(const CustomerKey& key, Date as_of) const {
  std::vector<Fact> facts;
  for (const Fact& f : this->facts(key, *rules_, std::nullopt)) {
    if (f.kind() != FactKind::retract && f.head.occurred.day <= as_of) facts.push_back(f);
  }
  const auto differ = [&](std::vector<Fact> some) {
    for (Fact& f : some) f.head.replaces.reset();
    return comparable(engine_rows_of(some, as_of)) !=
           comparable(naive_rows_of(some, as_of));
  };
  for (std::size_t size = facts.size(); size > 0; size /= 2) {
    for (std::size_t i = 0; i + size <= facts.size();) {
      std::vector<Fact> fewer = facts;
      const auto at = fewer.begin() + static_cast<std::ptrdiff_t>(i);
      fewer.erase(at, at + static_cast<std::ptrdiff_t>(size));
      if (differ(fewer)) {
        facts = std::move(fewer);
      } else {
        i += size;
      }
    }
  }
  return facts;
}

std::string World::describe_book() const {
  std::string out;
  for (const Fact& f : naive::in_force(book_, std::nullopt)) {
    out += describe(f) + "\n";
    const auto* adopt = std::get_if<AdoptFact>(&f.body);
    if (adopt != nullptr && adopt->kind == DocumentKind::cadence) {
      out += "  " + documents_.at(adopt->hash).json + "\n";
    }
  }
  return out;
}

namespace {

struct Describe {
  std::string operator()(const CustomerFact& b) const {
    std::string s;
    for (const auto& [field, value] : b.fields) {
      const auto* n = std::get_if<std::int64_t>(&value);
      s += " field" + std::to_string(static_cast<int>(field)) + "=" +
           (n != nullptr ? std::to_string(*n) : "…");
    }
    return s;
  }
  std::string operator()(const OwnerFact& b) const { return " " + b.owner.text(); }
  std::string operator()(const TierFact& b) const { return " " + b.tier; }
  std::string operator()(const TagFact& b) const {
    return " " + b.tag + (b.present ? "" : " gone") +
           (b.expires ? " until " + b.expires->iso() : "");
  }
  std::string operator()(const TouchFact& b) const {
    return " " + std::string(code_name(b.channel)) + " " +
           std::string(code_name(b.level)) + " " + std::string(code_name(b.outcome)) +
           " " + b.purpose + " by " + b.actor.text() + (b.opening ? " opening" : "");
  }
  std::string operator()(const StepFact& b) const {
    return " " + std::string(code_name(b.deadline)) +
           (b.first ? " " + b.first->iso() : "") + (b.last ? " " + b.last->iso() : "") +
           " " + std::to_string(b.working_days) + "wd " +
           std::string(code_name(b.channel));
  }
  std::string operator()(const SnoozeFact& b) const {
    return " " + b.stream + (b.step ? b.step->key : "") + " until " + b.until.iso();
  }
  std::string operator()(const FirstDueFact& b) const {
    return " " + b.stream + " " + b.due.iso();
  }
  std::string operator()(const AbsenceFact& b) const {
    return " " + b.person.text() + " " + b.first.iso() + " to " + b.last.iso() + " " +
           b.deputy.text();
  }
  std::string operator()(const StepClosedFact& b) const { return " " + b.step.key; }
  std::string operator()(const PersonFact& b) const {
    return " " + b.person.text() + " " + std::string(code_name(b.role)) +
           (b.verified ? "" : " unverified");
  }
  std::string operator()(const AdoptFact& b) const {
    return " " + std::string(code_name(b.kind)) + " from " + b.effective.iso();
  }
  std::string operator()(const RetractFact& b) const { return " " + b.target.key; }
  template <class Other>
  std::string operator()(const Other&) const {
    return {};
  }
};

}  // namespace

std::string describe(const Fact& f) {
  return f.head.occurred.day.iso() + (f.head.occurred.at ? " at" : "") + " " +
         std::string(code_name(f.kind())) + std::visit(Describe{}, f.body) + "  [" +
         f.head.event.key + " r" + std::to_string(f.head.revision) + " recorded " +
         f.head.recorded.iso() +
         (f.head.replaces ? " replaces " + f.head.replaces->key : "") + "]";
}

std::string describe(const std::vector<Fact>& facts) {
  std::string out;
  for (const Fact& f : facts) out += describe(f) + "\n";
  return out;
}

std::string describe(const std::vector<PromiseRow>& rows) {
  std::string out;
  for (const PromiseRow& r : rows) {
    out += std::to_string(static_cast<int>(r.state)) + " " + r.stream + " " + r.step.key +
           " [" + r.window_from.iso() + " " + (r.due ? r.due->iso() : "-") + "] over " +
           std::to_string(r.overdue_wd) + " esc " + std::to_string(r.escalation) +
           " missed " + std::to_string(r.missed) + " b/k/g " + std::to_string(r.broken) +
           "/" + std::to_string(r.kept) + "/" + std::to_string(r.in_grace) + " w " +
           std::to_string(r.weight) + " ch " + std::to_string(r.channels) + " " +
           r.actor.text() +
           (r.snoozed_until ? " put off " + r.snoozed_until->iso() : "") + " attempts " +
           std::to_string(r.attempts) + (r.retry ? " retry " + r.retry->iso() : "") +
           (r.starved ? " starved" : "") + " purpose " + r.purpose.en + " words " +
           r.stream_words.zh + " credits";
    for (const Credit& c : r.credits) {
      out += " " + c.day.iso() + (c.opening ? "o" : "") + "/" +
             std::string(code_name(c.channel));
    }
    out += "\n";
  }
  return out;
}

}  // namespace kith::property
