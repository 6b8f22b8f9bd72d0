// What is known of a customer: its fields, the host's own fields, contacts and what they
// agreed to.
//
//   apply(profile, fact);                       // in fact order
//   may_contact(profile, contact, "marketing", Channel::mail, day);
//
// Not here: what ought to be known (customers/entry.hpp).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kith/model/fact.hpp"

namespace kith {

/// What stands of a (contact, purpose, channel).
struct HeldConsent {
  ConsentFact said;
  Date since;  ///< day on which it was said
  bool operator==(const HeldConsent&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& said& since;
  }
};

/// Fields and contacts as last stated. Regular value.
struct Profile {
  std::map<Field, FieldValue> fields;
  std::vector<ContactFact> contacts;  ///< ascending by key
  std::optional<Date>
      first_recorded;  ///< day of the customer's first fact that is not a decision
  std::vector<CustomFact> custom;     ///< with a value, ascending by field
  std::vector<HeldConsent> consents;  ///< ascending by contact, purpose, channel
  bool operator==(const Profile&) const = default;
  template <class A>
  void serialize(A& ar, unsigned) {
    ar& fields& contacts& first_recorded& custom& consents;
  }
  [[nodiscard]] TextRef name() const;
  [[nodiscard]] std::string word(Field field) const;  ///< empty when unset
  [[nodiscard]] std::int64_t integer_or(Field field, std::int64_t otherwise) const;
  /// nullptr: not known to the customer.
  [[nodiscard]] const ContactFact* contact(const ContactKey& key) const;
  /// nullptr: has no value.
  [[nodiscard]] const CustomFact* custom_field(std::string_view id) const;
};

/// Takes one fact of the customer; kinds that say nothing of the profile are passed over.
void apply(Profile& profile, const Fact& fact);

/// Whether somebody may be contacted, and why not. Append-only.
enum class ContactRight : std::int32_t {
  unknown = 0,         ///< nobody of this key
  given = 1,           ///< consent holds on the day
  never_asked = 2,     ///< nothing was said about the purpose
  withdrawn = 3,       ///< refused or withdrawn
  expired = 4,         ///< was given up to an earlier day
  do_not_contact = 5,  ///< the contact or the customer is not to be contacted
  gone = 6,            ///< no longer with the customer
};
std::span<const CodeWord> contact_right_words() noexcept;
inline std::span<const CodeWord> words_of(ContactRight) { return contact_right_words(); }

/// What was said of one channel goes before what was said of any.
ContactRight may_contact(const Profile& profile, const ContactKey& contact,
                         std::string_view purpose, Channel channel, Date day);

}  // namespace kith
