// What recording came to, given out by record and import alike.
#pragma once

#include "args.hpp"
#include "kith/book/book.hpp"

namespace kith::capi {

kith_record_result result_of(const RecordResult& r);

}  // namespace kith::capi
