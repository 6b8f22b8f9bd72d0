// Conversion between Date and boost::gregorian::date, for callers who use
// Boost.Date_Time.
#pragma once

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include "kith/base/date.hpp"

namespace kith {

/// Fails with bad_date for not_a_date_time and the infinities: Boost's special values
/// never come in.
Result<Date> from_boost(const boost::gregorian::date& date);
boost::gregorian::date to_boost(Date date);

}  // namespace kith
