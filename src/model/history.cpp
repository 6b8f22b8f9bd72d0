// Which facts of a log are in force, and what recording one more comes to.
//
// A fact acts only on facts before it in the log, so one walk from the end decides each
// fact after all that could speak against it: a retraction that was itself retracted is
// met too late to do anything.
#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "kith/model/batch.hpp"
#include "model/plain_log.hpp"

namespace kith {
namespace {

constexpr std::array<CodeWord, 5> kRecordOutcomes{{
    {1, "created", "已记录", "created"},
    {2, "unchanged", "无变化", "unchanged"},
    {3, "replaced", "已替换", "replaced"},
    {4, "conflict", "冲突", "conflict"},
    {5, "refused", "被拒绝", "refused"},
}};

struct EventHash {
  std::size_t operator()(const EventKey* e) const noexcept {
    const std::hash<std::string> h;
    return h(e->source) * 0x9E3779B97F4A7C15ull ^ h(e->key);
  }
};
struct EventEqual {
  bool operator()(const EventKey* a, const EventKey* b) const noexcept {
    return *a == *b;
  }
};
using EventSet = std::unordered_set<const EventKey*, EventHash, EventEqual>;
using RevisionMap =
    std::unordered_map<const EventKey*, std::int32_t, EventHash, EventEqual>;

// Facts that arrived after an equal or higher revision of their event key: never in
// force.
std::vector<char> late_revisions(std::span<const Fact> log) {
  std::vector<char> late(log.size(), 0);
  RevisionMap highest;
  highest.reserve(log.size());
  for (std::size_t i = 0; i < log.size(); ++i) {
    const FactHead& head = log[i].head;
    const auto [it, first] = highest.try_emplace(&head.event, head.revision);
    if (first) continue;
    late[i] = head.revision <= it->second ? 1 : 0;
    it->second = std::max(it->second, head.revision);
  }
  return late;
}

bool same_but_recorded(const Fact& a, const Fact& b) {
  FactHead head = a.head;
  head.recorded = b.head.recorded;
  return head == b.head && a.body == b.body;
}

bool knows(std::span<const Fact> log, const EventKey& event) {
  return std::any_of(log.begin(), log.end(),
                     [&](const Fact& f) { return f.head.event == event; });
}

// Whether everything that the fact acts on is in the log.
bool targets_known(std::span<const Fact> log, const Fact& fact) {
  const auto* retract = std::get_if<RetractFact>(&fact.body);
  if (retract != nullptr && !knows(log, retract->target)) return false;
  return !fact.head.replaces || knows(log, *fact.head.replaces);
}

}  // namespace

std::span<const CodeWord> record_outcome_words() noexcept { return kRecordOutcomes; }

std::vector<Fact> facts_in_force(std::span<const Fact> log) {
  const std::vector<char> late = late_revisions(log);
  EventSet gone;  // retracted, replaced, or ruled by a higher revision: by facts in force
                  // later in the log
  gone.reserve(log.size());
  std::vector<const Fact*> kept;
  kept.reserve(log.size());
  for (std::size_t i = log.size(); i-- > 0;) {
    const Fact& fact = log[i];
    if (late[i] != 0 || gone.count(&fact.head.event) != 0) continue;
    kept.push_back(&fact);
    gone.insert(&fact.head.event);
    if (const auto* r = std::get_if<RetractFact>(&fact.body)) gone.insert(&r->target);
    if (fact.head.replaces) gone.insert(&*fact.head.replaces);
  }
  std::sort(kept.begin(), kept.end(),
            [](const Fact* a, const Fact* b) { return fact_before(*a, *b); });
  std::vector<Fact> out;
  out.reserve(kept.size());
  for (const Fact* f : kept) out.push_back(*f);
  return out;
}

std::span<const Fact> facts_in_force(std::span<const Fact> log, std::vector<Fact>& room) {
  if (corrects_nothing(log) && std::is_sorted(log.begin(), log.end(), fact_before))
    return log;
  room = facts_in_force(log);
  return room;
}

bool may_take_back(const Fact& fact) {
  return fact.kind() == FactKind::retract || fact.head.replaces.has_value() ||
         fact.head.revision > 0;
}

RecordOutcome judge_record(std::span<const Fact> log, const Fact& fact) {
  const FactHead& head = fact.head;
  bool earlier = false;
  bool higher = false;
  for (const Fact& known : log) {
    if (known.head.event != head.event) continue;
    if (known.head.revision == head.revision) {
      return same_but_recorded(known, fact) ? RecordOutcome::unchanged
                                            : RecordOutcome::conflict;
    }
    (known.head.revision > head.revision ? higher : earlier) = true;
  }
  // A revision between or below the recorded ones that was itself never recorded.
  if (higher) return RecordOutcome::conflict;
  if (!targets_known(log, fact)) return RecordOutcome::refused;
  return earlier || head.replaces ? RecordOutcome::replaced : RecordOutcome::created;
}

Result<void> append_to_log(std::vector<Fact>& log, const Fact& fact, std::int64_t row) {
  switch (judge_record(log, fact)) {
    case RecordOutcome::unchanged:
      return {};
    case RecordOutcome::conflict:
      return Error(Status::already_exists, Reason::conflict,
                   "event " + fact.head.event.source + "/" + fact.head.event.key +
                       " is there with other content")
          .at("key", row);
    case RecordOutcome::refused:
      return invalid(Reason::unknown_name, "names a fact that is not there")
          .at("key", row);
    case RecordOutcome::created:
    case RecordOutcome::replaced:
      log.push_back(fact);
  }
  return {};
}

}  // namespace kith
