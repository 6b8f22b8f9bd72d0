#include "kith/customers/cases.hpp"

#include <algorithm>

namespace kith {

void apply(std::vector<WinBackCase>& cases, const Fact& fact) {
  const auto* said = std::get_if<WinBackFact>(&fact.body);
  if (said == nullptr) return;
  const Date day = fact.head.occurred.day;
  auto it = std::lower_bound(
      cases.begin(), cases.end(), said->case_id,
      [](const WinBackCase& c, const std::string& id) { return c.said.case_id < id; });
  if (it == cases.end() || it->said.case_id != said->case_id)
    it = cases.insert(it, {*said, day, std::nullopt});
  if (said->result == WinBack::open) {
    it->ended.reset();
  } else if (!it->ended || it->said.result != said->result) {
    it->ended = day;
  }
  it->said = *said;
}

}  // namespace kith
