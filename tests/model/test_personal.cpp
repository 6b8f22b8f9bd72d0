// Phones and names of persons, as people write them.
#include <gtest/gtest.h>

#include "kith/model/person_name.hpp"
#include "kith/model/phone.hpp"

namespace kith {
namespace {

TEST(PhoneTest, Kinds) {
  struct Case {
    const char* text;
    PhoneKind kind;
    const char* digits;
  };
  for (const Case& c : {Case{"13812345678", PhoneKind::full_mobile, "13812345678"},
                        {"+86 138-1234-5678", PhoneKind::full_mobile, "13812345678"},
                        {"(+86)13812345678", PhoneKind::full_mobile, "13812345678"},
                        {"008613812345678", PhoneKind::full_mobile, "13812345678"},
                        {"１３８１２３４５６７８", PhoneKind::full_mobile, "13812345678"},
                        {"138****5678", PhoneKind::masked, "138****5678"},
                        {"138xxxx5678", PhoneKind::masked, "138****5678"},
                        {"1385678", PhoneKind::damaged_mask, "1385678"},
                        {"139", PhoneKind::damaged_mask, "139"},
                        {"1379876", PhoneKind::damaged_mask, "1379876"},
                        {"010-88886666", PhoneKind::landline, "01088886666"},
                        {"(0755)2688-1234转801", PhoneKind::landline,
                         "07552688"
                         "1234"},
                        {"400-800-1234", PhoneKind::landline, "4008001234"},
                        {"88886666", PhoneKind::landline, "88886666"},
                        {"12345", PhoneKind::unknown, "12345"},
                        {"+1 415 555 2671", PhoneKind::unknown, ""},
                        {"微信同号", PhoneKind::unknown, ""},
                        {"138123456789", PhoneKind::unknown, "138123456789"}}) {
    const auto r = classify_phone(c.text);
    ASSERT_TRUE(r) << c.text;
    EXPECT_EQ(r->kind, c.kind) << c.text << ": " << r->reason;
    EXPECT_EQ(r->digits, c.digits) << c.text;
    EXPECT_FALSE(r->reason.empty());
    EXPECT_EQ(r->is_key(),
              c.kind == PhoneKind::full_mobile || c.kind == PhoneKind::landline);
  }
  EXPECT_EQ(classify_phone("(0755)26881234转801").value().extension, "801");
}

TEST(PhoneTest, LostDigitsAreRefused) {
  EXPECT_EQ(classify_phone("1.38E+10").error().reason(), Reason::bad_number);
  EXPECT_EQ(classify_phone("").error().reason(), Reason::missing_value);
}

TEST(PersonNameTest, MasksAndTitlesAreNoKeys) {
  for (const char* text :
       {"张*", "李*", "赵**", "张＊", "王某某", "张", "李XX", "欧阳*"}) {
    EXPECT_EQ(classify_person_name(text).kind, PersonNameKind::masked) << text;
  }
  for (const char* text : {"张总", "王经理", "欧阳总监", "李女士", "老王", "Mr. Smith"}) {
    const PersonName n = classify_person_name(text);
    EXPECT_EQ(n.kind, PersonNameKind::title) << text;
    EXPECT_FALSE(n.family.empty());
    EXPECT_FALSE(n.is_key());
  }
  for (const char* text : {"张伟", "欧阳锋", "李 明", "John Smith"}) {
    EXPECT_TRUE(classify_person_name(text).is_key()) << text;
  }
  EXPECT_EQ(classify_person_name("张*").family, "张");
  EXPECT_EQ(classify_person_name("  ").kind, PersonNameKind::empty);
}

}  // namespace
}  // namespace kith
