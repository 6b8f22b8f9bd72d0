#include "view/values.hpp"

namespace kith::view_detail {

std::string amount_words(const Money& money) {
  return money.decimal() + " " + money.currency.code();
}

std::string field_words(const Words& words, const FieldSpec& spec,
                        const FieldValue& value) {
  const AccessField field = access_field(spec.field);
  if (words.hides(field)) return {};
  if (const auto* n = std::get_if<std::int64_t>(&value)) {
    if (spec.type != FieldType::code) return std::to_string(*n);
    return std::string(word_name(spec.words, static_cast<std::int32_t>(*n)));
  }
  if (const auto* word = std::get_if<std::string>(&value))
    return words.word(*word, field);
  if (const auto* ref = std::get_if<TextRef>(&value)) return words.text(*ref, field);
  if (const auto* money = std::get_if<Money>(&value)) return amount_words(*money);
  return {};
}

std::string custom_words(const Words& words, const CustomFact& fact) {
  constexpr auto kField = AccessField::custom_value;
  if (fact.number) return words.word(std::to_string(*fact.number), kField);
  if (!fact.word.empty()) return words.word(fact.word, kField);
  if (!fact.text.empty()) return words.text(fact.text, kField);
  if (fact.day) return words.word(fact.day->iso(), kField);
  if (fact.amount) return words.word(amount_words(*fact.amount), kField);
  return {};
}

ConsentWords consent_words(const Profile& profile, const ContactKey& contact, Date day) {
  ConsentWords out;
  for (const HeldConsent& held : profile.consents) {
    const ConsentFact& said = held.said;
    if (said.contact != contact) continue;
    const bool over = said.given && said.expires && *said.expires < day;
    std::string& list = !said.given ? out.refused : over ? out.expired : out.given;
    if (!list.empty()) list += '|';
    list += said.purpose;
    if (said.channel != Channel::unknown)
      list += "/" + std::string(code_name(said.channel));
  }
  return out;
}

}  // namespace kith::view_detail
