#include "book/recorder.hpp"

#include <algorithm>
#include <limits>
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
constexpr std::size_t kAhead = 256;   // customers read at once
constexpr std::size_t kFetched = 12;  // customers whose facts are on their way

Error conflict(const char* message) {
  return {Status::already_exists, Reason::conflict, message};
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

void prefetch(const void* at) { __builtin_prefetch(at); }

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
      groups_(store_, writer_),
      erasures_(store_),
      outcomes_(batch.facts().size()),
      beside_(batch.facts().size()),
      after_(meta_) {}

RecordResult Recorder::run() {
  check_arguments();
  if (!options_.actor.empty()) rights_.emplace(engine_, batch_, options_.actor, now_);
  const std::int64_t changes_before = store_.changes();
  put_documents();
  find_words();
  const BatchGroups groups(batch_.facts());
  std::span<const Group> customers = groups.all();
  if (!customers.empty() && customers.front().root->empty()) {
    record_book(customers.front().rows);
    customers = customers.subspan(1);
  }
  record_customers(customers);
  if (rules_changed_) bring_up_the_rest();
  writer_.flush();
  texts_erased_ = erasures_.run(meta_.salt, batch_, outcomes_);
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

// In the order of the batch, in which they lie in memory.
void Recorder::find_words() {
  for (std::size_t i = 0; i < beside_.size(); ++i) {
    const auto* touch = std::get_if<TouchFact>(&batch_.facts()[i].body);
    if (touch == nullptr) continue;
    if (!touch->content.empty()) beside_[i][0] = batch_.text(touch->content);
    if (!touch->feedback.empty()) beside_[i][1] = batch_.text(touch->feedback);
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

Instant Recorder::recorded(const Fact& fact) const {
  return fact.head.recorded == Instant{} ? now_ : fact.head.recorded;
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

RowOutcome Recorder::judge(Desk& desk, const Fact& fact, std::uint32_t print) {
  if (rights_) {
    if (auto fault = rights_->unseen(fact, desk.row.id < 0))
      return refusal(*std::move(fault));
  }
  const bool seen = has_fingerprint(desk.row.events, print);
  const bool acts = fact.kind() == FactKind::retract || fact.head.replaces.has_value();
  RecordOutcome outcome = RecordOutcome::created;
  if (seen || acts) outcome = judge_record(log_of(desk), fact);
  if (outcome == RecordOutcome::unchanged && words_differ(desk.row, fact)) {
    return failed(RecordOutcome::conflict,
                  conflict("the event key is recorded with other words"));
  }
  if (is_accepted(outcome) && recorded(fact) < desk.last) {
    return refusal(
        invalid(Reason::bad_order,
                "recorded before what is recorded already, at " + desk.last.iso())
            .at("recorded"));
  }
  if (is_accepted(outcome)) {
    const auto log = [&]() -> const std::vector<Fact>& { return log_of(desk); };
    std::optional<Error> fault;
    if (rights_) fault = rights_->fault(fact, {desk.row.id < 0, desk.state, log});
    if (!fault) fault = erasures_.fault(fact, log);
    if (fault) return refusal(*std::move(fault));
  }
  return verdict(outcome);
}

std::vector<Fact>& Recorder::log_of(Desk& desk) {
  if (!desk.log) desk.log = store_.history(desk.row);
  return *desk.log;
}

// As words_bytes() of the texts of text_refs(); one alone is its own bytes.
std::string_view Recorder::words_beside(const Fact& fact, std::size_t place,
                                        std::string& room) const {
  const auto& touch = std::get<TouchFact>(fact.body);
  const auto& [content, feedback] = beside_[place];
  if (touch.feedback.empty()) return content;
  if (touch.content.empty()) return feedback;
  return room = words_bytes(beside_[place]);
}

void Recorder::append(CustomerRow& row, const Fact& fact, std::size_t place,
                      std::uint32_t print) {
  const bool beside = has_words_beside(fact);
  const Instant at = recorded(fact);
  std::string room;
  row.head = store_.append(row.id, row.head, at, fact_bytes(fact),
                           beside ? words_beside(fact, place, room) : std::string_view());
  ++row.facts;
  add_fingerprint(row.events, print);
  if (!beside) {
    for (const TextRef ref : text_refs(fact)) {
      const std::string_view words = batch_.text(ref);
      if (!words.empty()) store_.put_words(row.id, ref, words);
    }
  }
  // Before the first fact there is nothing to be later than.
  after_.last_recorded = after_.facts == 0 ? at : std::max(after_.last_recorded, at);
  ++after_.facts;
  if (fact.kind() == FactKind::owner)
    after_.last_owner_day = std::max(after_.last_owner_day, fact.head.occurred.day);
}

// ---- customers
// ------------------------------------------------------------------------------------------------

// By customer the facts of a large batch lie all over the memory, and so do their words:
// they are asked for some customers ahead, the words once their places are there.
// Counted, for a compiler drops calls of what only fetches.
void Recorder::fetch_facts(const Group& group) {
  constexpr std::size_t kLine = 64;
  for (const std::size_t row : group.rows) {
    const char* const fact = reinterpret_cast<const char*>(&batch_.facts()[row]);
    for (std::size_t at = 0; at < sizeof(Fact); at += kLine) prefetch(fact + at);
    prefetch(&beside_[row]);
    prefetch(&outcomes_[row]);
    ++fetched_;
  }
}

void Recorder::fetch_words(const Group& group) {
  for (const std::size_t row : group.rows) {
    for (const std::string_view words : beside_[row]) prefetch(words.data());
    ++fetched_;
  }
}

// Few are looked up one after another. Where they are many for the book, the ids come
// first, so that then both their rows and the pages that they stand on are read and
// written once, in order.
void Recorder::record_customers(std::span<const Group> groups) {
  constexpr std::size_t kMany = 64;
  constexpr std::int64_t kApart = 4;  // customers, one of whom is in the batch
  if (groups.size() < kMany ||
      static_cast<std::int64_t>(groups.size()) * kApart < meta_.customers) {
    for (const Group& group : groups) {
      auto row = store_.customer(*group.root);
      record_customer(group, row ? &*row : nullptr);
    }
    return;
  }
  std::vector<std::int64_t> ids = store_.ids_of(groups);
  std::vector<std::size_t> known;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] < 0) continue;
    // Several of a group write one row: each is read when its turn comes.
    if (rules_->merges().is_grouped(*groups[i].root)) {
      auto row = store_.customer(ids[i]);
      record_customer(groups[i], &*row);
    } else {
      known.push_back(i);
    }
  }
  std::sort(known.begin(), known.end(),
            [&](std::size_t a, std::size_t b) { return ids[a] < ids[b]; });
  std::vector<std::int64_t> wanted;
  std::vector<CustomerRow> rows;
  for (std::size_t from = 0; from < known.size(); from += kAhead) {
    const auto block =
        std::span(known).subspan(from, std::min(kAhead, known.size() - from));
    wanted.clear();
    for (const std::size_t i : block) wanted.push_back(ids[i]);
    store_.read_customers(wanted, rows);
    for (std::size_t i = 0; i < block.size(); ++i) {
      const std::size_t at = from + i + kFetched;
      if (at + kFetched < known.size()) fetch_facts(groups[known[at + kFetched]]);
      if (at < known.size()) fetch_words(groups[known[at]]);
      record_customer(groups[block[i]], &rows[i]);
    }
  }
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (ids[i] < 0) record_customer(groups[i], nullptr);
  }
}

// The memory of the customer before is used again.
void Recorder::open_desk(const CustomerKey& key, CustomerRow* row) {
  Desk& desk = desk_;
  desk.log.reset();
  desk.before.reset();
  desk.named.clear();
  desk.last = meta_.facts > 0 ? meta_.last_recorded
                              : Instant(std::numeric_limits<std::int64_t>::min());
  desk.again = false;
  desk.changed = false;
  desk.kept.reset();
  const Merges& merges = rules_->merges();
  const CustomerKey& kept = merges.kept(key);
  desk.grouped = merges.is_grouped(key);
  if (row != nullptr) {
    std::swap(desk.row, *row);
  } else {
    desk.row = CustomerRow();
    desk.row.key = key;
  }
  if (desk.row.facts == 0) desk.log.emplace();
  if (kept != key) desk.kept = store_.customer(kept);
  const CustomerRow& stands = desk.kept ? *desk.kept : desk.row;
  if (stands.state.empty()) {
    desk.state = fold(kept, {}, *rules_);
    desk.before.emplace();
  } else {
    read_state(stands.state, stands.key, desk.state);
    // Nothing can be applied to a state of other rules.
    if (rules_changed_ || meta_.behind.holds(stands.id)) fold_at_the_end(desk);
  }
}

void Recorder::record_one(Desk& desk, std::size_t row) {
  const Fact& fact = batch_.facts()[row];  // no judgement asks when it was recorded
  const std::uint32_t print = fingerprint(meta_.salt, fact.head.event);
  RowOutcome& out = outcomes_[row] = judge(desk, fact, print);
  if (!is_accepted(out.outcome)) return;
  if (desk.row.id < 0) store_.insert(desk.row);  // the log names customers by id
  if (desk.row.facts == 0) ++after_.customers;
  append(desk.row, fact, row, print);
  desk.changed = true;
  if (PersonKey person = named_in(fact); !person.empty())
    desk.named.push_back(std::move(person));
  writer_.match(desk.row, match_hashes(meta_.salt, fact, [&](TextRef ref) {
                  return std::string(batch_.text(ref));
                }));
  desk.last = recorded(fact);
  take_in(desk, fact, out.outcome);
  if (desk.log) {
    desk.log->push_back(fact);
    desk.log->back().head.recorded = desk.last;
  }
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

void Recorder::record_customer(const Group& group, CustomerRow* row) {
  open_desk(*group.root, row);
  Desk& desk = desk_;
  for (const std::size_t place : group.rows) {
    tick();
    record_one(desk, place);
  }
  if (!desk.changed) return;
  if (desk.grouped) store_.update(desk.row);
  if (desk.again) fold_again(desk);
  if (desk.grouped && desk.before) desk.before->owner = PersonKey();  // is listed already
  writer_.put(desk.kept ? *desk.kept : desk.row, desk.before, desk.state, *rules_,
              desk.grouped ? Writer::Times::many : Writer::Times::once);
  for (const PersonKey& person : desk.named) {
    if (desk.grouped) {
      writer_.name(person, desk.row);
    } else {
      writer_.name(person, desk.row, desk.state);
    }
  }
  if (rules_changed_) done_.insert(desk.row.id);
}

void Recorder::fold_again(Desk& desk) {
  if (desk.grouped) {
    desk.state =
        group_state(store_, rules_->merges().kept(desk.row.key), *rules_).value();
  } else {
    desk.state = segments_.fold(desk.row, *rules_);
  }
}

void Recorder::bring_up_the_rest() {
  after_.behind = {};
  if (static_cast<std::int64_t>(done_.size()) == after_.customers) return;
  if (options_.defer) {
    after_.behind.last = store_.last_customer();
    return;
  }
  std::vector<Fact> facts;
  each_history(store_, Vault::left_alone, [&](CustomerRow&& row, const History& all) {
    if (done_.count(row.id) != 0) return;
    tick();
    if (rules_->merges().is_grouped(row.key)) {
      if (!rules_->merges().is_merged(row.key)) groups_.refold(row, *rules_);
      return;
    }
    if (row.state.empty()) return;  // nobody: no fact of its own
    const Stood before(state_of(row));
    read_facts(row, all.log, Refs::of_states, facts);
    writer_.put(row, before, refold(row, facts, *rules_), *rules_);
  });
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
  result.texts_erased = texts_erased_;
  result.states_written = writer_.states_written();
  result.rows_written = store_.changes() - changes_before;
  result.report = record_report(batch_, outcomes_);
  return result;
}

}  // namespace kith::book
