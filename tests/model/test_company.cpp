// Names of companies taken apart and compared.
#include <gtest/gtest.h>

#include "kith/model/company.hpp"

namespace kith {
namespace {

LinkStrength link(const char* a, const char* b) {
  const auto x = parse_company_name(a), y = parse_company_name(b);
  EXPECT_EQ(link_strength(x, y), link_strength(y, x)) << a << " " << b;
  return link_strength(x, y);
}

TEST(Company, PairsOfTheDocument) {
  EXPECT_EQ(link("YY制造集团", "YY制造"), LinkStrength::same_core);
  EXPECT_EQ(link("ZZ贸易公司", "ZZ贸易"), LinkStrength::same_core);
  EXPECT_EQ(link("科技有限公司", "科技"), LinkStrength::short_core);
  EXPECT_EQ(link("YY制造集团", "ZZ贸易公司"), LinkStrength::none);
}

TEST(Company, Parts) {
  const CompanyName n = parse_company_name("广东省深圳市华信达智造（集团）股份有限公司");
  EXPECT_EQ(n.core, "华信达智造");
  EXPECT_EQ(n.region, "广东深圳");
  EXPECT_TRUE(n.group);
  const CompanyName b = parse_company_name("华信达智造有限公司北京分公司");
  EXPECT_EQ(b.core, "华信达智造");
  EXPECT_EQ(b.branch, "北京分公司");
  EXPECT_EQ(b.suffix, "有限公司");
  const CompanyName c = parse_company_name("华信达智造北京分公司");
  EXPECT_EQ(c.core, "华信达智造");
  EXPECT_EQ(c.branch, "北京分公司");
  EXPECT_EQ(parse_company_name("华信达（北京）科技有限公司").region, "北京");
  EXPECT_EQ(parse_company_name("华信达（北京）科技有限公司").core, "华信达科技");
  EXPECT_EQ(parse_company_name("永辉超市有限公司").core, "永辉超市");
  EXPECT_EQ(parse_company_name("上海银行股份有限公司北京分行").core, "上海银行");
  EXPECT_EQ(parse_company_name("北京市海淀区华信达厂").core, "华信达");
  EXPECT_EQ(parse_company_name("公司").core, "公司");
  EXPECT_EQ(parse_company_name("").folded, "");
  EXPECT_TRUE(parse_company_name("信息技术有限公司").short_core);
  EXPECT_TRUE(parse_company_name("网络科技有限公司").short_core);
  EXPECT_FALSE(parse_company_name("YY制造").short_core);
}

TEST(Company, Links) {
  EXPECT_EQ(link("ＹＹ制造 集团", "yy制造集团"), LinkStrength::same_folded);
  EXPECT_EQ(link("北京华信达科技有限公司", "华信达科技"), LinkStrength::same_core);
  EXPECT_EQ(link("北京华信达科技有限公司", "上海华信达科技有限公司"),
            LinkStrength::candidate);
  EXPECT_EQ(link("华信达科技有限公司", "华信达科技有限公司北京分公司"),
            LinkStrength::candidate);
  EXPECT_EQ(link("华信达科技集团", "华信达科技有限公司"), LinkStrength::candidate);
  EXPECT_EQ(link("Acme Trading Co., Ltd.", "ACME Trading"), LinkStrength::same_core);
  EXPECT_EQ(link("Acme GmbH", "Acme Inc."), LinkStrength::same_core);
  EXPECT_EQ(link("", ""), LinkStrength::none);
}

}  // namespace
}  // namespace kith
