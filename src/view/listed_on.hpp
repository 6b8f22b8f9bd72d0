// Whose promises stand on a person's list while some are away. Private to view.
#pragma once

#include <utility>
#include <vector>

#include "kith/model/directory.hpp"

namespace kith::view_detail {

/// Those of people the person stands in for, and the person's own unless somebody else
/// does. Nobody named: everybody's, as one empty key.
inline std::vector<PersonKey> listed_on(const PersonKey& person,
                                        const Directory& directory, Date day) {
  if (person.empty()) return {person};
  std::vector<PersonKey> people = directory.stands_in_for(person, day);
  if (directory.deputy(person, day).empty()) people.insert(people.begin(), person);
  return people;
}

}  // namespace kith::view_detail
