// Turning references and codes into the words of a table. Private to view.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kith/base/table.hpp"
#include "kith/view/source.hpp"

namespace kith::view_detail {

/// Names and texts of one answer, as the role of who asks may see them; remembers what it
/// has looked up.
class Words {
 public:
  /// `access`: nullptr for the host, who sees everything. Borrowed.
  Words(const Source& source, const Rules& rules, Date day, const RoleAccess* access)
      : source_(source), rules_(rules), day_(day), access_(access) {}
  /// A text of a customer; empty where the field is hidden. A name that was erased says
  /// so.
  std::string text(TextRef ref, AccessField field) const;
  /// A word of a customer likewise.
  std::string word(std::string_view word, AccessField field) const;
  /// Whether the field is not to be seen at all: its amounts and numbers stay null.
  bool hides(AccessField field) const;
  /// Whether the field is shown behind a mask.
  bool masks(AccessField field) const;
  /// Those reasons that tell of no field that is hidden or masked.
  std::vector<Why> whys(const std::vector<Why>& whys) const;
  /// A text of ours.
  std::string own_text(TextRef ref) const;
  /// Takes in the words that stand beside the facts of a customer, and of all that are
  /// one with it.
  void read_facts(const CustomerKey& key);
  /// The customer's name, or its key.
  std::string customer(const CustomerState& state) const;
  /// The person's name, or its key; empty for nobody.
  const std::string& person(const PersonKey& key);

 private:
  const Source& source_;
  const Rules& rules_;
  Date day_;
  const RoleAccess* access_;
  std::unordered_map<std::string, std::string> people_;
  std::unordered_map<TextRef, std::string> of_facts_;
};

/// The fields that the sentence of a reason tells; none: a code that is not sorted yet.
std::optional<std::vector<AccessField>> fields_told(const Why& why);

/// Sets a text cell, null when empty.
void put(TableWriter& w, std::int32_t column, std::string_view text);
/// Sets why_codes, why_zh, why_en from the first column on.
void put_whys(TableWriter& w, std::int32_t first_column, const std::vector<Why>& whys);
std::string join(const std::vector<std::string>& parts, std::string_view by);

}  // namespace kith::view_detail
