// Errors as a table: schema "document_errors".
#pragma once

#include <span>

#include "kith/base/error.hpp"
#include "kith/base/table.hpp"

namespace kith::capi {

Table error_table(std::span<const Error> errors);

}  // namespace kith::capi
