#include "view/duplicate_rows.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "view/schemas.hpp"

namespace kith::view_detail {
namespace {

std::string word_of(const CustomerState& s, Field field, const Words& words) {
  return words.hides(access_field(field)) ? std::string() : s.profile.word(field);
}

}  // namespace

Identity identity_of(const CustomerState& s, const Words& words) {
  IdentityFields fields;
  fields.key = s.key.text();
  fields.parent = word_of(s, Field::parent, words);
  fields.person = s.profile.word(Field::kind) == "person";
  if (!words.hides(AccessField::customer_name))
    fields.name = words.own_text(s.profile.name());
  fields.region = word_of(s, Field::region, words);
  fields.credit_code = word_of(s, Field::credit_code, words);
  if (!words.hides(AccessField::contact_phone)) {
    for (const ContactFact& contact : s.profile.contacts) {
      if (!contact.phone.empty()) fields.phones.push_back(words.own_text(contact.phone));
    }
  }
  return kith::identity_of(fields);
}

Claim claim_of(const CustomerState& s, const Words& words) {
  return {s.key, s.ownership.owner, words.customer(s), identity_of(s, words)};
}

void put_in_order(std::vector<DuplicateRow>& rows, std::int64_t limit) {
  const auto place = [](const DuplicateRow& row) {
    return std::tuple(-row.match.score, !row.conflicts(),
                      std::string_view(row.one.key.text()),
                      std::string_view(row.other.key.text()));
  };
  std::sort(rows.begin(), rows.end(), [&](const DuplicateRow& a, const DuplicateRow& b) {
    return place(a) < place(b);
  });
  if (limit > 0 && rows.size() > static_cast<std::size_t>(limit))
    rows.resize(static_cast<std::size_t>(limit));
}

std::string team_of(const PersonKey& owner, const Rules& rules, Date day) {
  const Person* person = rules.directory().find(owner, day);
  if (person == nullptr) return {};
  const Team* team = rules.directory().team(person->team, day);
  return team == nullptr || team->name.empty() ? person->team : team->name;
}

DuplicateTable::DuplicateTable(Words& words, const Rules& rules, Date day)
    : words_(words), rules_(rules), day_(day), w_(schema::kDuplicates) {}

void DuplicateTable::asked(const Claim& claim) {
  namespace col = schema::duplicates;
  put(w_, col::customer, claim.name);
  put(w_, col::customer_key, claim.key.text());
  put(w_, col::owner, claim.owner.text());
  put(w_, col::owner_name, words_.person(claim.owner));
}

void DuplicateTable::add(const DuplicateRow& row) {
  namespace col = schema::duplicates;
  asked(row.one);
  const Claim& other = row.other;
  put(w_, col::candidate, other.name);
  w_.text(col::candidate_key, other.key.text());
  put(w_, col::candidate_owner, other.owner.text());
  put(w_, col::candidate_owner_name, words_.person(other.owner));
  put(w_, col::candidate_team, team_of(other.owner, rules_, day_));
  w_.int32(col::score, row.match.score);
  w_.int32(col::owner_conflict, row.conflicts() ? 1 : 0);
  w_.int32(col::disclosed, 0);
  std::vector<Why> whys = row.match.whys;
  if (row.conflicts()) {
    whys.push_back(
        {"duplicate.owners", {words_.person(row.one.owner), words_.person(other.owner)}});
  }
  put_whys(w_, col::why_codes, words_.whys(whys));
  w_.end_row();
}

void DuplicateTable::add(const Claim& claim, const Disclosed& hidden) {
  namespace col = schema::duplicates;
  asked(claim);
  put(w_, col::candidate, hidden.masked_name);
  put(w_, col::candidate_team, hidden.team);
  w_.int32(col::disclosed, 1);
  w_.end_row();
}

}  // namespace kith::view_detail
