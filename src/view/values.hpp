// Values of fields in words, as the role of who asks may see them. Private to view.
#pragma once

#include <string>

#include "view/words.hpp"

namespace kith::view_detail {

/// "1234.50 CNY".
std::string amount_words(const Money& money);
/// The name of a code, digits, an amount, or the words; empty where hidden or cleared.
std::string field_words(const Words& words, const FieldSpec& spec,
                        const FieldValue& value);
std::string custom_words(const Words& words, const CustomFact& fact);

/// What is held of a contact's consents: "purpose" or "purpose/channel", joined by |.
struct ConsentWords {
  std::string given;
  std::string refused;
  std::string expired;
};
ConsentWords consent_words(const Profile& profile, const ContactKey& contact, Date day);

}  // namespace kith::view_detail
