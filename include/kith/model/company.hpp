// Names of companies taken apart, and how strongly two of them mean one customer.
//
//   parse_company_name("YY制造集团").core            // "yy制造"
//   link_strength(parse_company_name("ZZ贸易公司"), parse_company_name("ZZ贸易"))   //
//   same_core
//
// Not here: the search through a book's customers, which decides whether a short core is
// unique.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace kith {

/// Parts of a name, all folded (width, case, brackets, blanks).
struct CompanyName {
  std::string folded;  ///< the whole name, tight
  std::string core;    ///< without region, legal form and branch: what people say
  std::string region;  ///< 北京, 广东深圳; 省 and 市 cut; empty if none
  std::string branch;  ///< 北京分公司, 二厂办事处; empty if none
  std::string suffix;  ///< the legal form cut: 有限公司, 集团, coltd; empty if none
  /// The core has at most two characters, or consists of industry words only (科技,
  /// 信息技术): it may mean many companies.
  bool short_core = false;
  bool group = false;  ///< a group or holding by its form
  bool operator==(const CompanyName&) const = default;
};

/// Never fails; an empty text gives empty parts. No part is cut if nothing would be left
/// of the core.
CompanyName parse_company_name(std::string_view text);

/// A place as company names bear it: folded, 省 and 市 cut; 广东省 and 广东 are one.
std::string fold_region(std::string_view text);

/// Strongest last.
enum class LinkStrength : std::int32_t {
  none = 0,
  candidate =
      1,  ///< same core, but another region, branch or kind of form: a person decides
  short_core =
      2,  ///< same core, but a short one: links only where one customer can be meant
  same_core = 3,    ///< same core and nothing against it
  same_folded = 4,  ///< the same name but for width, case, brackets and blanks
};
LinkStrength link_strength(const CompanyName& a, const CompanyName& b);

}  // namespace kith
