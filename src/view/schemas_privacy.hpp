// Schemas of the answers about what is held of people.
#pragma once

#include <cstdint>

#include "kith/base/table.hpp"

namespace kith::schema {

namespace subject_export {
enum Column : std::int32_t {
  kind,
  day,
  customer_key,
  contact,
  field,
  value,
  source,
  key,
  revision,
  author,
  recorded,
  in_force,
};
}
namespace retention {
enum Column : std::int32_t {
  customer,
  customer_key,
  stage,
  kind,
  last,
  due,
  texts,
  owner,
  owner_name,
};
}

extern const TableSchema kSubjectExport;
extern const TableSchema kRetention;

}  // namespace kith::schema
