// Compiling what the book adopted into one immutable value.
#include <algorithm>
#include <set>

#include "kith/base/hash.hpp"
#include "kith/flow/flow.hpp"

namespace kith {
namespace {

constexpr HashKey kFingerprintKey{'k', 'i', 't', 'h', ' ', 'r', 'u', 'l',
                                  'e', 's', 0,   0,   0,   0,   0,   1};

struct Adoption {
  const Fact* fact;
  const AdoptFact* adopt;
};

std::vector<Adoption> adoptions(std::span<const Fact> facts) {
  std::vector<Adoption> found;
  for (const Fact& f : facts) {
    if (const auto* a = std::get_if<AdoptFact>(&f.body)) found.push_back({&f, a});
  }
  std::sort(found.begin(), found.end(), [](const Adoption& a, const Adoption& b) {
    if (a.adopt->effective != b.adopt->effective)
      return a.adopt->effective < b.adopt->effective;
    return fact_before(*a.fact, *b.fact);
  });
  return found;
}

Result<Json> document_of(const AdoptFact& adopt,
                         const std::map<std::string, Document>& documents) {
  const auto it = documents.find(adopt.hash);
  if (it == documents.end()) {
    return Error(Status::not_found, Reason::not_adopted,
                 "the adopted " + std::string(code_name(adopt.kind)) + " document \"" +
                     adopt.id + "\" (hash " + adopt.hash + ") is not here");
  }
  return Json::parse(it->second.json);
}

template <class T, class Parse>
Result<T> compile(const AdoptFact& adopt,
                  const std::map<std::string, Document>& documents, Parse parse) {
  Result<Json> json = document_of(adopt, documents);
  if (!json) return json.error();
  std::vector<Error> errors;
  Result<T> value = parse(*json, errors);
  if (value) return value;
  return Error(Status::invalid_argument, Reason::bad_document,
               std::string(code_name(adopt.kind)) + " document \"" + adopt.id +
                   "\": " + value.error().field() + ": " + value.error().message())
      .at(value.error().field());
}

std::string fingerprint_of(const Settings& settings, const std::vector<Adoption>& adopted,
                           std::vector<const Fact*> people,
                           std::vector<const Fact*> leave) {
  KeyedHash hash(kFingerprintKey);
  hash.part(settings.zone.offset_minutes);
  hash.part(settings.start ? settings.start->days() : Date::kMinDays - 1);
  for (const Adoption& a : adopted) {
    const DocumentKind kind = a.adopt->kind;
    if (kind == DocumentKind::access || kind == DocumentKind::entry) continue;
    hash.part(static_cast<std::int64_t>(a.adopt->kind))
        .part(a.adopt->id)
        .part(a.adopt->hash);
    hash.part(a.adopt->effective.days());
  }
  // Somebody never verified judges like somebody unknown, so a name read from a sheet
  // changes no state.
  std::set<PersonKey> verified;
  for (const Fact* f : people) {
    const auto& person = std::get<PersonFact>(f->body);
    if (person.verified) verified.insert(person.person);
  }
  std::erase_if(people, [&](const Fact* f) {
    return verified.count(std::get<PersonFact>(f->body).person) == 0;
  });
  std::sort(people.begin(), people.end(),
            [](const Fact* a, const Fact* b) { return fact_before(*a, *b); });
  for (const Fact* f : people) {
    hash.part(encode(f->head.occurred));
    const auto& b = std::get<PersonFact>(f->body);
    hash.part(encode(PersonFact{b.person, b.name, b.role, b.team, b.reports_to,
                                b.verified, b.active}));
  }
  std::sort(leave.begin(), leave.end(),
            [](const Fact* a, const Fact* b) { return fact_before(*a, *b); });
  for (const Fact* f : leave) hash.part(encode(f->head.occurred)).part(encode(f->body));
  return hash.finish().base32();
}

/// Absences and who stands in, where some cadence lets promises off for them; else none.
std::vector<const Fact*> judging_leave(std::span<const Fact> facts,
                                       const Timeline<BoundCadence>& cadences) {
  std::vector<const Fact*> out;
  const auto& all = cadences.entries();
  const bool judged = std::any_of(all.begin(), all.end(), [](const auto& entry) {
    return entry.value->document().leave != Leave::owed;
  });
  if (!judged) return out;
  for (const Fact& f : facts) {
    if (std::holds_alternative<AbsenceFact>(f.body) ||
        std::holds_alternative<PersonFact>(f.body)) {
      out.push_back(&f);
    }
  }
  return out;
}

}  // namespace

Result<Rules> Rules::build(std::span<const Fact> book_facts,
                           const std::map<std::string, Document>& documents,
                           const Settings& settings) {
  Rules rules;
  rules.settings_ = settings;
  const std::vector<Adoption> adopted = adoptions(book_facts);
  std::vector<const Fact*> people;
  for (const Fact& f : book_facts) {
    if (std::holds_alternative<PersonFact>(f.body)) people.push_back(&f);
  }
  Result<Directory> directory = Directory::build(book_facts);
  if (!directory) return directory.error();
  rules.directory_ = *std::move(directory);
  rules.merges_ = Merges::of(book_facts);
  for (const Adoption& a : adopted) {
    if (a.adopt->kind != DocumentKind::calendar) continue;
    Result<Calendar> calendar = compile<Calendar>(*a.adopt, documents, parse_calendar);
    if (!calendar) return calendar.error();
    rules.calendar_ = *calendar;
  }
  for (const Adoption& a : adopted) {
    const AdoptFact& adopt = *a.adopt;
    if (adopt.kind == DocumentKind::tier) {
      Result<TierPolicy> policy =
          compile<TierPolicy>(adopt, documents, parse_tier_policy);
      if (!policy) return policy.error();
      rules.tier_policies_.set(adopt.effective,
                               std::make_shared<const TierPolicy>(*std::move(policy)));
    } else if (adopt.kind == DocumentKind::cadence) {
      Result<CadenceDocument> cadence =
          compile<CadenceDocument>(adopt, documents, parse_cadence);
      if (!cadence) return cadence.error();
      rules.cadences_.set(adopt.effective, std::make_shared<const BoundCadence>(
                                               *std::move(cadence), rules.calendar_));
    } else if (adopt.kind == DocumentKind::pipeline) {
      Result<Pipeline> pipeline = compile<Pipeline>(adopt, documents, parse_pipeline);
      if (!pipeline) return pipeline.error();
      rules.pipelines_[adopt.id].set(
          adopt.effective, std::make_shared<const Pipeline>(*std::move(pipeline)));
    } else if (adopt.kind == DocumentKind::pool) {
      Result<PoolDocument> pool = compile<PoolDocument>(adopt, documents, parse_pool);
      if (!pool) return pool.error();
      rules.pool_.set(adopt.effective,
                      std::make_shared<const PoolDocument>(*std::move(pool)));
    } else if (adopt.kind == DocumentKind::access) {
      Result<AccessDocument> access =
          compile<AccessDocument>(adopt, documents, parse_access);
      if (!access) return access.error();
      rules.access_.set(adopt.effective,
                        std::make_shared<const AccessDocument>(*std::move(access)));
    } else if (adopt.kind == DocumentKind::entry) {
      Result<EntryDocument> entry = compile<EntryDocument>(adopt, documents, parse_entry);
      if (!entry) return entry.error();
      rules.entry_.set(adopt.effective,
                       std::make_shared<const EntryDocument>(*std::move(entry)));
    }
  }
  if (settings.start) {
    rules.book_start_ = *settings.start;
  } else if (!rules.cadences_.empty()) {
    rules.book_start_ = rules.cadences_.entries().front().from;
  }
  rules.fingerprint_ = fingerprint_of(settings, adopted, std::move(people),
                                      judging_leave(book_facts, rules.cadences_));
  return rules;
}

}  // namespace kith
