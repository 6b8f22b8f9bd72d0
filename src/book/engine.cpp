#include "book/engine.hpp"

#include <algorithm>

#include "base/os.hpp"
#include "book/sqlite_error.hpp"
#include "model/plain_log.hpp"

namespace kith::book {

Result<RulesPtr> build_rules(std::span<const Fact> log, Store& store,
                             const Settings& settings) {
  // Rules ask for no order, so most logs are read where they stand.
  std::vector<Fact> room;
  const auto in_force = corrects_nothing(log) ? log : facts_in_force(log, room);
  auto rules = Rules::build(in_force, store.documents(), settings);
  if (!rules) return rules.error();
  return RulesPtr(std::make_shared<const Rules>(*std::move(rules)));
}

CustomerState state_of(const CustomerRow& row) { return state_from(row.state, row.key); }

CustomerState refold(const CustomerRow& row, std::span<const Fact> log,
                     const Rules& rules, Date through) {
  std::vector<Fact> room;
  return fold(row.key, facts_in_force(log, room), rules, through);
}

Slot slot_of(std::int64_t customer, const CustomerState& state, const Rules& rules) {
  Slot slot;
  slot.customer = customer;
  slot.key = state.key;
  slot.tier = state.tiering.tier;
  if (!state.last) return slot;
  slot.last = state.last->occurred.day;
  slot.outlook = outlook_of(state, slot.last, rules);
  return slot;
}

PersonKey named_in(const Fact& fact) {
  if (const auto* owner = std::get_if<OwnerFact>(&fact.body)) return owner->owner;
  if (const auto* step = std::get_if<StepFact>(&fact.body)) return step->actor;
  if (const auto* deal = std::get_if<DealFact>(&fact.body)) return deal->actor;
  if (const auto* c = std::get_if<WinBackFact>(&fact.body)) return c->actor;
  return {};
}

Engine::Engine(std::unique_ptr<SQLite::Database> db, std::string path)
    : process_(process_id()),
      path_(std::move(path)),
      store_(std::move(db)),
      meta_(store_.meta()) {}

bool Engine::same_process() const noexcept { return process_ == process_id(); }

void Engine::check_process() const {
  if (same_process()) return;
  throw Error(Status::failed_precondition, Reason::forked,
              "this book was opened before a fork: open it again in the child");
}

const std::vector<Fact>& Engine::book_log() {
  const std::int64_t head = store_.book_head();
  if (head != cached_head_) {
    const auto row = store_.customer(kBookId);
    if (!row) throw damaged("the row of the book itself is missing");
    forget();
    book_log_ = store_.history(*row);
    cached_head_ = row->head;
  }
  return book_log_;
}

RulesPtr Engine::rules() {
  const std::vector<Fact>& log = book_log();
  if (!rules_) rules_ = build_rules(log, store_, meta_.settings).value();
  return rules_;
}

RulesPtr Engine::rules(Instant known_at) {
  const std::vector<Fact>& log = book_log();
  const auto later = std::find_if(
      log.begin(), log.end(), [&](const Fact& f) { return f.head.recorded > known_at; });
  const auto known = static_cast<std::size_t>(later - log.begin());
  if (known == log.size()) return rules();
  if (!past_rules_.second || past_rules_.first != known) {
    past_rules_ = {
        known, build_rules(std::span(log).first(known), store_, meta_.settings).value()};
  }
  return past_rules_.second;
}

void Engine::forget() {
  cached_head_ = -1;
  book_log_.clear();
  rules_.reset();
  past_rules_ = {};
}

}  // namespace kith::book
