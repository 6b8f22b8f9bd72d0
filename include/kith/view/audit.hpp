// Audit: who was shown what, kept beside the facts and without any of the words.
#pragma once

#include <cstdint>
#include <string>

#include "kith/base/ids.hpp"
#include "kith/base/instant.hpp"

namespace kith {

/// That somebody was shown personal data. No word of it stands here.
struct AuditRecord {
  Instant at;
  PersonKey actor = {};       ///< who asked; empty: the host
  std::string question = {};  ///< what was asked, 1 to 64 bytes: "contacts", "export"
  CustomerKey customer = {};  ///< whom it was about; empty: more than one
  ContactKey contact = {};
  std::int64_t rows = 0;  ///< of the answer
};

}  // namespace kith
