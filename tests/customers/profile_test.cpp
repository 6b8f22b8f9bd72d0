// What is known of a customer: own fields, contacts and what they agreed to.
#include <gtest/gtest.h>

#include "kith/customers/profile.hpp"

namespace kith {
namespace {

Date day(const char* iso) { return Date::parse(iso).value(); }

class Folded {
 public:
  Profile profile;
  void on(const char* iso, FactBody body) {
    Fact f;
    f.head.root = CustomerKey("C");
    f.head.event = {"t", std::to_string(++n_)};
    f.head.occurred = Occurred::on(day(iso));
    f.body = std::move(body);
    ASSERT_TRUE(check_fact(f));
    apply(profile, f);
  }
  ContactRight right(const char* contact, Channel channel, const char* iso) const {
    return may_contact(profile, ContactKey(contact), "news", channel, day(iso));
  }

 private:
  int n_ = 0;
};

ConsentFact consent(Channel channel, bool given) {
  return {ContactKey("k"), "news", channel, given};
}
ContactFact contact(const char* key) {
  ContactFact c;
  c.contact = ContactKey(key);
  return c;
}

TEST(OwnFields, TakeTheLastValueAndLoseIt) {
  Folded f;
  f.on("2023-10-01", CustomFact{"site", {}, "north"});
  f.on("2023-10-02", CustomFact{"seats", 40});
  f.on("2023-10-03", CustomFact{"site", {}, "south"});
  ASSERT_EQ(f.profile.custom.size(), 2u);
  EXPECT_EQ(f.profile.custom[0].field, "seats");  // ascending
  EXPECT_EQ(f.profile.custom_field("site")->word, "south");
  f.on("2023-10-04", CustomFact{"site"});
  EXPECT_EQ(f.profile.custom_field("site"), nullptr);
  EXPECT_EQ(f.profile.custom_field("seats")->number, 40);
}

TEST(Consent, IsOfAPurposeAndAChannel) {
  Folded f;
  f.on("2023-10-01", contact("k"));
  EXPECT_EQ(f.right("nobody", Channel::mail, "2023-10-02"), ContactRight::unknown);
  EXPECT_EQ(f.right("k", Channel::mail, "2023-10-02"), ContactRight::never_asked);
  f.on("2023-10-02", consent(Channel::mail, true));
  EXPECT_EQ(f.right("k", Channel::mail, "2023-10-02"), ContactRight::given);
  EXPECT_EQ(f.right("k", Channel::phone, "2023-10-02"), ContactRight::never_asked);
  EXPECT_EQ(may_contact(f.profile, ContactKey("k"), "service", Channel::mail,
                        day("2023-10-02")),
            ContactRight::never_asked);
}

TEST(Consent, OfOneChannelGoesBeforeThatOfAny) {
  Folded f;
  f.on("2023-10-01", contact("k"));
  f.on("2023-10-02", consent(Channel::unknown, true));
  f.on("2023-10-03", consent(Channel::phone, false));
  EXPECT_EQ(f.right("k", Channel::phone, "2023-10-04"), ContactRight::withdrawn);
  EXPECT_EQ(f.right("k", Channel::mail, "2023-10-04"), ContactRight::given);
}

TEST(Consent, AWithdrawalForAnyChannelEndsThoseForSingleOnes) {
  Folded f;
  f.on("2023-10-01", contact("k"));
  f.on("2023-10-02", consent(Channel::mail, true));
  f.on("2023-10-02", consent(Channel::phone, true));
  f.on("2023-10-05", consent(Channel::unknown, false));
  EXPECT_EQ(f.right("k", Channel::mail, "2023-10-06"), ContactRight::withdrawn);
  EXPECT_EQ(f.right("k", Channel::phone, "2023-10-06"), ContactRight::withdrawn);
  ASSERT_EQ(f.profile.consents.size(), 1u);
  EXPECT_EQ(f.profile.consents[0].since, day("2023-10-05"));
  f.on("2023-10-07", consent(Channel::mail, true));
  EXPECT_EQ(f.right("k", Channel::mail, "2023-10-08"), ContactRight::given);
  EXPECT_EQ(f.right("k", Channel::phone, "2023-10-08"), ContactRight::withdrawn);
}

TEST(Consent, HoldsThroughItsLastDay) {
  Folded f;
  f.on("2023-10-01", contact("k"));
  ConsentFact said = consent(Channel::mail, true);
  said.expires = day("2023-10-31");
  f.on("2023-10-02", said);
  EXPECT_EQ(f.right("k", Channel::mail, "2023-10-31"), ContactRight::given);
  EXPECT_EQ(f.right("k", Channel::mail, "2023-11-01"), ContactRight::expired);
}

TEST(Consent, DoNotContactStandsAboveIt) {
  Folded f;
  ContactFact c = contact("k");
  f.on("2023-10-01", c);
  f.on("2023-10-02", consent(Channel::mail, true));
  c.do_not_contact = true;
  f.on("2023-10-03", c);
  EXPECT_EQ(f.right("k", Channel::mail, "2023-10-04"), ContactRight::do_not_contact);
  c.do_not_contact = false;
  f.on("2023-10-04", c);
  EXPECT_EQ(f.right("k", Channel::mail, "2023-10-04"), ContactRight::given);
  f.on("2023-10-05", CustomerFact{{{Field::do_not_contact, std::int64_t{1}}}});
  EXPECT_EQ(f.right("k", Channel::mail, "2023-10-05"), ContactRight::do_not_contact);
  c.active = false;
  f.on("2023-10-06", c);
  EXPECT_EQ(f.right("k", Channel::mail, "2023-10-06"), ContactRight::gone);
}

}  // namespace
}  // namespace kith
