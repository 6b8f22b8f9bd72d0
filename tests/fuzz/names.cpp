// Names of companies and persons, phones, words of the closed vocabularies.
#include "fuzz/fuzz.hpp"
#include "kith/base/text.hpp"
#include "kith/exchange/cells.hpp"
#include "kith/model/company.hpp"
#include "kith/ownership/duplicates.hpp"

KITH_FUZZ_TARGET(names) {
  if (!kith::is_utf8(bytes)) return;
  const std::string_view other = bytes.substr(0, bytes.find('\n'));
  const kith::CompanyName company = kith::parse_company_name(bytes);
  LAW(kith::is_utf8(company.core));
  LAW(company.core.empty() == company.folded.empty());
  const kith::CompanyName first = kith::parse_company_name(other);
  LAW(kith::link_strength(company, first) == kith::link_strength(first, company));
  if (!company.folded.empty())
    LAW(kith::link_strength(company, company) == kith::LinkStrength::same_folded);
  const kith::PersonName person = kith::classify_person_name(bytes);
  LAW(kith::is_utf8(person.folded));
  LAW(kith::is_utf8(person.family));
  kith::Cell cell;
  cell.text = bytes;
  cell.kind = kith::CellKind::number;
  for (const auto& phone : {kith::classify_phone(bytes), kith::classify_phone(cell)}) {
    if (phone) LAW(!phone->is_key() || phone->digits.find('*') == std::string::npos);
  }
  const kith::Identity one = kith::identity_of({.name = std::string(bytes),
                                                .credit_code = std::string(other),
                                                .phones = {std::string(bytes)}});
  const kith::Identity two = kith::identity_of({.name = std::string(other)});
  const auto there = kith::match_of(one, two);
  const auto back = kith::match_of(two, one);
  LAW(there.has_value() == back.has_value());
  LAW(!there ||
      (there->score == back->score && there->score >= 1 && there->score <= 1000));
  LAW(kith::keys_of(one).empty() == !kith::match_of(one, one).has_value());
  LAW(!kith::parse_channel(bytes) || !kith::find_channel(bytes).empty());
  if (const auto n = kith::parse_satisfaction(bytes)) LAW(*n >= 1 && *n <= 5);
  if (const auto tier = kith::parse_tier(bytes)) LAW(tier->size() == 1);
  (void)kith::parse_completion(bytes);
  (void)kith::parse_cooperation(bytes);
  kith::classify_feedback(bytes);
}
