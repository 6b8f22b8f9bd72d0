#include "book/recorder.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "book/codec.hpp"
#include "book/histories.hpp"
#include "book/match_keys.hpp"
#include "book/sqlite_error.hpp"
#include "kith/base/text.hpp"

namespace kith::book {
namespace {

constexpr std::size_t kMaxSource = 64;
constexpr std::int64_t kTicksPerCall = 256;

Error conflict(const char* message) {
  return {Status::already_exists, Reason::conflict, message};
}

bool is_accepted(RecordOutcome outcome) {
  return outcome == RecordOutcome::created || outcome == RecordOutcome::replaced;
}

RowOutcome failed(RecordOutcome outcome, Error error) {
  return {outcome, std::make_unique<const Error>(std::move(error))};
}

RowOutcome refusal(Error error) {
  return failed(RecordOutcome::refused, std::move(error));
}

RowOutcome verdict(RecordOutcome outcome) {
  switch (outcome) {
    case RecordOutcome::conflict:
      return failed(outcome, conflict("the event key is recorded with other content"));
    case RecordOutcome::refused:
      return failed(outcome,
                    Error(Status::not_found, Reason::unknown_name,
                          "what the fact takes back or replaces is not recorded"));
    default:
      return {outcome, nullptr};
  }
}

// The place of a fault in the batch.
Error placed(Error error, const Fact& fact, std::size_t row) {
  const std::string field = error.field().empty() ? "key" : error.field();
  error.set_place(field, static_cast<std::int64_t>(row));
  return std::move(error)
      .with("customer", fact.head.root.text())
      .with("source", fact.head.event.source)
      .with("key", fact.head.event.key);
}

}  // namespace

Recorder::Recorder(Engine& engine, const Batch& batch, Instant now,
                   const RecordOptions& options)
    : engine_(engine),
      store_(engine.store()),
      batch_(batch),
      now_(now),
      options_(options),
      meta_(store_.meta()),
      rules_(engine.rules()),
      writer_(store_),
      segments_(store_),
      order_(batch.facts().size()),
      outcomes_(batch.facts().size()),
      after_(meta_) {}

RecordResult Recorder::run() {
  check_arguments();
  const std::int64_t changes_before = store_.changes();
  put_documents();
  for (const Group& group : groups()) {
    if (group.root->empty()) {
      record_book(group.rows);
    } else {
      record_customer(group);
    }
  }
  if (rules_changed_) refold_the_rest();
  writer_.flush();
  return finish(changes_before);
}

void Recorder::check_arguments() const {
  if (options_.position >= 0) {
    const std::string& source = options_.source;
    if (source.empty() || source.size() > kMaxSource || !is_utf8(source)) {
      throw invalid(Reason::bad_syntax, "a watermark's source is 1 to 64 bytes of UTF-8")
          .at("source");
    }
  }
  const bool stamps =
      std::any_of(batch_.facts().begin(), batch_.facts().end(),
                  [](const Fact& f) { return f.head.recorded == Instant{}; });
  if (stamps && meta_.facts > 0 && now_ < meta_.last_recorded) {
    throw invalid(Reason::bad_order,
                  "the recording instant lies before the book's last one, " +
                      meta_.last_recorded.iso())
        .at("now");
  }
}

void Recorder::put_documents() {
  for (const auto& [hash, document] : batch_.documents()) {
    const auto read = read_document(document.json);
    if (!read) throw read.error();
    if (!(*read == document) || hash != document.hash) {
      throw invalid(Reason::bad_document, "a document that is not what its hash says")
          .at("documents")
          .with("id", document.id);
    }
    store_.put(document);
  }
}

// Rows by root, each root's in the order of the batch; the book's (the empty key) first.
std::vector<Recorder::Group> Recorder::groups() {
  const std::vector<Fact>& facts = batch_.facts();
  const auto root = [&](std::size_t i) -> const CustomerKey& {
    return facts[i].head.root;
  };
  std::iota(order_.begin(), order_.end(), std::size_t{0});
  std::stable_sort(order_.begin(), order_.end(),
                   [&](std::size_t a, std::size_t b) { return root(a) < root(b); });
  std::vector<Group> out;
  for (std::size_t i = 0; i < order_.size();) {
    std::size_t end = i + 1;
    while (end < order_.size() && root(order_[end]) == root(order_[i])) ++end;
    out.push_back({&root(order_[i]), std::span(order_).subspan(i, end - i)});
    i = end;
  }
  return out;
}

Fact Recorder::stamped(std::size_t row) const {
  Fact fact = batch_.facts()[row];
  if (fact.head.recorded == Instant{}) fact.head.recorded = now_;
  return fact;
}

void Recorder::tick() {
  if (!options_.progress || ++ticks_ % kTicksPerCall != 1) return;
  const auto total = static_cast<std::int64_t>(batch_.facts().size());
  if (options_.progress(ticks_ - 1, total)) {
    throw Error(Status::cancelled, Reason::callback, "stopped by the caller");
  }
}

// ---- judging
// --------------------------------------------------------------------------------------------------

// An erased text stays erased: only words against words are a difference.
bool Recorder::words_differ(const CustomerRow& row, const Fact& fact) {
  const WordMap beside = has_words_beside(fact) ? words_of(store_, row) : WordMap();
  for (const TextRef ref : text_refs(fact)) {
    const std::string_view given = batch_.text(ref);
    if (given.empty()) continue;
    const auto it = beside.find(ref);
    const std::string kept = it != beside.end() ? it->second : store_.words(ref);
    if (!kept.empty() && kept != given) return true;
  }
  return false;
}

RowOutcome Recorder::judge(Desk& desk, const Fact& fact) {
  const bool seen =
      has_fingerprint(desk.row.events, fingerprint(meta_.salt, fact.head.event));
  const bool acts = fact.kind() == FactKind::retract || fact.head.replaces.has_value();
  RecordOutcome outcome = RecordOutcome::created;
  if (seen || acts) outcome = judge_record(log_of(desk), fact);
  if (outcome == RecordOutcome::unchanged && words_differ(desk.row, fact)) {
    return failed(RecordOutcome::conflict,
                  conflict("the event key is recorded with other words"));
  }
  if (is_accepted(outcome) && fact.head.recorded < desk.last) {
    return refusal(
        invalid(Reason::bad_order,
                "recorded before what is recorded already, at " + desk.last.iso())
            .at("recorded"));
  }
  return verdict(outcome);
}

std::vector<Fact>& Recorder::log_of(Desk& desk) {
  if (!desk.log) desk.log = store_.history(desk.row);
  return *desk.log;
}

std::string Recorder::words_beside(const Fact& fact) const {
  std::vector<std::string_view> words;
  for (const TextRef ref : text_refs(fact)) words.push_back(batch_.text(ref));
  return words_bytes(words);
}

void Recorder::append(CustomerRow& row, const Fact& fact) {
  const bool beside = has_words_beside(fact);
  row.head = store_.append(row.id, row.head, fact.head.recorded, fact_bytes(fact),
                           beside ? words_beside(fact) : std::string());
  ++row.facts;
  add_fingerprint(row.events, fingerprint(meta_.salt, fact.head.event));
  if (!beside) {
    for (const TextRef ref : text_refs(fact)) {
      const std::string_view words = batch_.text(ref);
      if (!words.empty()) store_.put_words(row.id, ref, words);
    }
  }
  // Before the first fact there is nothing to be later than.
  after_.last_recorded = after_.facts == 0
                             ? fact.head.recorded
                             : std::max(after_.last_recorded, fact.head.recorded);
  ++after_.facts;
  if (fact.kind() == FactKind::owner)
    after_.last_owner_day = std::max(after_.last_owner_day, fact.head.occurred.day);
}

// ---- customers
// ------------------------------------------------------------------------------------------------

Recorder::Desk Recorder::open_desk(const CustomerKey& key) {
  Desk desk;
  desk.last = meta_.facts > 0 ? meta_.last_recorded
                              : Instant(std::numeric_limits<std::int64_t>::min());
  if (auto row = store_.customer(key)) {
    desk.row = *std::move(row);
    desk.state = state_of(desk.row);
    if (rules_changed_) fold_at_the_end(desk);
  } else {
    desk.row.key = key;
    desk.state = fold(key, {}, *rules_);
    desk.before.emplace();
    desk.log.emplace();
  }
  return desk;
}

void Recorder::record_one(Desk& desk, std::size_t row) {
  Fact fact = stamped(row);
  RowOutcome& out = outcomes_[row] = judge(desk, fact);
  if (!is_accepted(out.outcome)) return;
  if (desk.row.id < 0) {  // the log names customers by id
    store_.insert(desk.row);
    ++after_.customers;
  }
  append(desk.row, fact);
  desk.changed = true;
  if (PersonKey person = named_in(fact); !person.empty())
    desk.named.push_back(std::move(person));
  writer_.match(desk.row, match_hashes(meta_.salt, fact, [&](TextRef ref) {
                  return std::string(batch_.text(ref));
                }));
  desk.last = fact.head.recorded;
  take_in(desk, fact, out.outcome);
  if (desk.log) desk.log->push_back(std::move(fact));
}

void Recorder::take_in(Desk& desk, const Fact& fact, RecordOutcome outcome) {
  if (desk.again) return;
  const bool plain = outcome == RecordOutcome::created &&
                     fact.kind() != FactKind::retract && !fact.head.replaces;
  if (!plain || !is_in_order(desk.state, fact)) {
    fold_at_the_end(desk);
    return;
  }
  if (!desk.before && moves_sums(desk.state, fact)) desk.before.emplace(desk.state);
  apply(desk.state, fact, *rules_);
}

// What the state held so far counts as before: whatever was applied moved nothing.
void Recorder::fold_at_the_end(Desk& desk) {
  if (!desk.before) desk.before.emplace(desk.state);
  desk.again = true;
}

void Recorder::record_customer(const Group& group) {
  Desk desk = open_desk(*group.root);
  for (const std::size_t row : group.rows) {
    tick();
    record_one(desk, row);
  }
  if (!desk.changed) return;
  if (desk.again) desk.state = segments_.fold(desk.row, *rules_);
  writer_.put(desk.row, desk.before, desk.state, *rules_);
  for (const PersonKey& person : desk.named) writer_.name(person, desk.row, desk.state);
  if (rules_changed_) done_.insert(desk.row.id);
}

void Recorder::refold_the_rest() {
  if (static_cast<std::int64_t>(done_.size()) == after_.customers) return;
  std::vector<Fact> facts;
  each_history(store_, [&](CustomerRow&& row, std::span<const LogView> log) {
    if (done_.count(row.id) != 0) return;
    tick();
    const Stood before(state_of(row));
    read_facts(row, log, Refs::of_states, facts);
    writer_.put(row, before, refold(row, facts, *rules_), *rules_);
  });
}

// ---- the book itself
// ------------------------------------------------------------------------------------------

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
  if (auto rules = build_rules(whole, store_, settings)) {
    log = std::move(whole);
    return *rules;
  }
  RulesPtr best = rules_;
  std::vector<Fact> good;
  for (std::size_t i = 0; i < accepted.size(); ++i) {
    log.push_back(accepted[i]);
    auto rules = build_rules(log, store_, settings);
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
    Fact fact = stamped(i);
    outcomes_[i] = judge(desk, fact);
    if (!is_accepted(outcomes_[i].outcome)) continue;
    if (auto fault = adoption_fault(fact)) {
      outcomes_[i] = refusal(*std::move(fault));
      continue;
    }
    desk.last = fact.head.recorded;
    add_fingerprint(desk.row.events, fingerprint(meta_.salt, fact.head.event));
    desk.log->push_back(fact);
    accepted.push_back(std::move(fact));
    accepted_rows.push_back(i);
  }
  if (accepted.empty()) return;
  const RulesPtr rules = admit(before, accepted, accepted_rows);
  auto fresh = store_.customer(kBookId);
  for (const Fact& fact : accepted) append(*fresh, fact);
  store_.update(*fresh);
  rules_changed_ = rules->fingerprint() != rules_->fingerprint();
  if (rules_changed_) store_.remove_segments();  // made under the old ones
  rules_ = rules;
}

// ---- the end
// --------------------------------------------------------------------------------------------------

RecordResult Recorder::finish(std::int64_t changes_before) {
  RecordResult result;
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    const RowOutcome& out = outcomes_[i];
    if (out.error && options_.all_or_nothing && !options_.dry_run) {
      throw placed(*out.error, batch_.facts()[i], i);
    }
    switch (out.outcome) {
      case RecordOutcome::created:
        ++result.created;
        break;
      case RecordOutcome::unchanged:
        ++result.unchanged;
        break;
      case RecordOutcome::replaced:
        ++result.replaced;
        break;
      case RecordOutcome::conflict:
        ++result.conflicts;
        break;
      case RecordOutcome::refused:
        ++result.refused;
        break;
    }
  }
  if (after_.facts != meta_.facts) store_.set_counts(after_);
  if (options_.position >= 0) store_.raise_watermark(options_.source, options_.position);
  result.states_written = writer_.states_written();
  result.rows_written = store_.changes() - changes_before;
  result.report = record_report(batch_, outcomes_);
  return result;
}

}  // namespace kith::book
