// Turning references and codes into the words of a table. Private to view.
#pragma once

#include <string>
#include <unordered_map>

#include "kith/base/table.hpp"
#include "kith/view/source.hpp"

namespace kith::view_detail {

/// Names and texts of one answer; remembers what it has looked up.
class Words {
 public:
  Words(const Source& source, const Rules& rules, Date day)
      : source_(source), rules_(rules), day_(day) {}
  std::string text(TextRef ref) const;
  /// Takes in the words that stand beside a customer's facts.
  void read_facts(const CustomerKey& key) { of_facts_ = source_.fact_texts(key); }
  /// The customer's name, or its key.
  std::string customer(const CustomerState& state) const;
  /// The person's name, or its key; empty for nobody.
  const std::string& person(const PersonKey& key);

 private:
  const Source& source_;
  const Rules& rules_;
  Date day_;
  std::unordered_map<std::string, std::string> people_;
  std::unordered_map<TextRef, std::string> of_facts_;
};

/// Sets a text cell, null when empty.
void put(TableWriter& w, std::int32_t column, std::string_view text);
/// Sets why_codes, why_zh, why_en from the first column on.
void put_whys(TableWriter& w, std::int32_t first_column, const std::vector<Why>& whys);
std::string join(const std::vector<std::string>& parts, std::string_view by);

}  // namespace kith::view_detail
