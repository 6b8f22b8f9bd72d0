#include "kith/flow/demand.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "kith/base/hash.hpp"

namespace kith {
namespace {

constexpr HashKey kTurnKey{'k', 'i', 't', 'h', ' ', 't', 'u', 'r',
                           'n', 's', 0,   0,   0,   0,   0,   1};
constexpr int kDeepest = 64;  ///< of reports and of teams above teams

Result<CadenceDocument> compiled(const Document& document) {
  if (document.kind != DocumentKind::cadence) {
    return invalid(Reason::wrong_type, "a cadence document is tried, this is another")
        .at("candidate");
  }
  Result<Json> json = Json::parse(document.json);
  if (!json) return json.error();
  std::vector<Error> errors;
  Result<CadenceDocument> cadence = parse_cadence(*json, errors);
  if (cadence) return cadence;
  return Error(Status::invalid_argument, Reason::bad_document,
               cadence.error().field() + ": " + cadence.error().message())
      .at("candidate");
}

const Standing& latest_standing(const CadenceState& state) {
  return state.standing_today ? *state.standing_today : state.standing;
}

bool has_role(const Stream& stream, const Person& person) {
  return (stream.roles >> static_cast<std::uint32_t>(person.role) & 1u) != 0;
}

/// Whether the person is there to be asked and has one of the stream's roles.
bool serves(const Stream& stream, const PersonKey& key, const Directory& directory,
            Date day) {
  const Person* person = key.empty() ? nullptr : directory.find(key, day);
  return person != nullptr && person->active && person->verified &&
         has_role(stream, *person);
}

/// As the cadence takes the owner's touches.
bool owner_serves(const Stream& stream, const PersonKey& owner,
                  const Directory& directory, Date day) {
  if (stream.owner || stream.roles == 0) return true;
  const Person* person = directory.find(owner, day);
  return person == nullptr || !person->verified || has_role(stream, *person);
}

std::optional<PersonKey> above(const Stream& stream, const PersonKey& owner,
                               const Directory& directory, Date day) {
  const Person* person = directory.find(owner, day);
  std::string team = person == nullptr ? std::string() : person->team;
  for (int i = 0; person != nullptr && i < kDeepest; ++i) {
    const PersonKey next = person->reports_to;
    if (serves(stream, next, directory, day)) return next;
    person = next.empty() ? nullptr : directory.find(next, day);
  }
  for (int i = 0; !team.empty() && i < kDeepest; ++i) {
    const Team* found = directory.team(team, day);
    if (found == nullptr) break;
    if (serves(stream, found->leader, directory, day)) return found->leader;
    team = found->parent;
  }
  return std::nullopt;
}

}  // namespace

Result<Trial> try_cadence(const Rules& rules, const Document* candidate, Date from) {
  const CadenceRules now = rules.cadence();
  Trial trial{now.documents, now.book_start};
  if (candidate == nullptr) {
    if (now.documents.at(from) != nullptr) return trial;
    return Error(Status::failed_precondition, Reason::not_adopted,
                 "no cadence is in force on " + from.iso())
        .at("as_of");
  }
  Result<CadenceDocument> cadence = compiled(*candidate);
  if (!cadence) return cadence.error();
  trial.documents = {};
  for (const auto& entry : now.documents.entries()) {
    if (entry.from < from) trial.documents.set(entry.from, entry.value);
  }
  trial.documents.set(
      from, std::make_shared<const BoundCadence>(*std::move(cadence), rules.calendar()));
  trial.book_start = std::min(trial.book_start, from);
  return trial;
}

std::vector<Demand> demands(const CadenceState& state, Date day,
                            const CadenceRules& rules) {
  const BoundCadence* bound = rules.documents.at(day);
  if (bound == nullptr) return {};
  CadenceState fresh;
  stand(fresh, day, latest_standing(state), rules);
  settle(fresh, day, rules);
  std::vector<Demand> out;
  for (const StreamState& s : fresh.streams) {
    const Stream* stream = bound->document().find(s.stream);
    if (s.running && stream != nullptr) out.push_back({stream, s.needed, s.period_wd});
  }
  return out;
}

StreamLoad load_of(const Demand& demand) {
  StreamLoad load;
  load.customers = 1;
  if (demand.stream->kind == StreamKind::period) {
    load.touches = demand.needed;
    load.bucket = demand.stream->every;
    load.thin_below = demand.stream->thin_below_wd;
  } else if (demand.stream->kind == StreamKind::grid) {
    load.working_days = std::max(1, demand.stream->every_wd / demand.needed);
  } else {
    load.working_days = std::max(1, demand.period_wd);
  }
  return load;
}

PersonKey doer_of(const Stream& stream, const PersonKey& owner,
                  const CustomerKey& customer, const Directory& directory, Date day) {
  if (owner.empty() || owner_serves(stream, owner, directory, day)) return owner;
  if (auto found = above(stream, owner, directory, day)) return *found;
  std::vector<PersonKey> all = directory.people();
  std::erase_if(
      all, [&](const PersonKey& key) { return !serves(stream, key, directory, day); });
  if (all.empty()) return {};
  const Hash128 hash = KeyedHash(kTurnKey).part(customer.text()).finish();
  return all[static_cast<std::size_t>(hash.lo % all.size())];
}

}  // namespace kith
