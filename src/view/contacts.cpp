// The contacts of customers.
#include "kith/view/view.hpp"
#include "view/schemas.hpp"
#include "view/values.hpp"

namespace kith {
namespace {

using namespace view_detail;

/// Consent, wishes and the wish to be left alone are one right.
void write_wishes(TableWriter& w, const Profile& profile, const ContactFact& c,
                  Words& words, Date day) {
  namespace col = schema::contacts;
  if (words.hides(AccessField::contact_consent)) return;
  put(w, col::channels, c.channels);
  w.int32(col::do_not_contact, c.do_not_contact ? 1 : 0);
  const ConsentWords said = consent_words(profile, c.contact, day);
  put(w, col::consents, said.given);
  put(w, col::refused, said.refused);
  put(w, col::expired, said.expired);
}

void write_contact(TableWriter& w, const CustomerState& s, const ContactFact& c,
                   Words& words, Date day) {
  namespace col = schema::contacts;
  put(w, col::customer, words.customer(s));
  w.text(col::customer_key, s.key.text());
  w.text(col::contact, c.contact.text());
  put(w, col::name, words.text(c.name, AccessField::contact_name));
  put(w, col::position, words.text(c.position, AccessField::contact_position));
  // What somebody is there for goes with the position.
  if (!words.hides(AccessField::contact_position)) {
    w.text(col::level, code_name(c.level));
    w.text(col::level_zh, code_word(c.level, Language::chinese));
  }
  put(w, col::decision_role, words.word(c.decision_role, AccessField::contact_position));
  put(w, col::phone, words.text(c.phone, AccessField::contact_phone));
  put(w, col::mail, words.text(c.mail, AccessField::contact_mail));
  put(w, col::message, words.text(c.message, AccessField::contact_message));
  w.int32(col::active, c.active ? 1 : 0);
  write_wishes(w, s.profile, c, words, day);
  put(w, col::owner, s.ownership.owner.text());
  put(w, col::owner_name, words.person(s.ownership.owner));
  w.end_row();
}

}  // namespace

Table View::contacts(const ContactOptions& options) const {
  const auto moment = source_->hold();
  TableWriter w(schema::kContacts);
  Words words = this->words();
  std::int64_t rows = 0;
  const auto full = [&] { return options.limit > 0 && rows >= options.limit; };
  const auto write = [&](const CustomerState& s) {
    for (const ContactFact& c : s.profile.contacts) {
      if (full()) return false;
      if (!options.contact.empty() && c.contact != options.contact) continue;
      write_contact(w, s, c, words, cut_.as_of);
      ++rows;
    }
    return !full();
  };
  if (options.customer.empty()) {
    source_->each(cut_, write);
  } else if (const auto one = source_->one(options.customer, cut_)) {
    write(*one);
  }
  return std::move(w).finish();
}

}  // namespace kith
