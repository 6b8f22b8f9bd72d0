// Between Date and boost::gregorian::date: both count days, from different first days.
#include "kith/base/boost_date.hpp"

namespace kith {
namespace {
// Boost's day number of 1970-01-01.
constexpr std::int64_t kBoostDay1970 = 2440588;
}  // namespace

Result<Date> from_boost(const boost::gregorian::date& date) {
  if (date.is_special()) {
    return invalid(Reason::bad_date, "not a day: one of Boost's special values");
  }
  return Date::checked(std::int64_t{date.day_number()} - kBoostDay1970);
}

boost::gregorian::date to_boost(Date date) {
  const YearMonthDay c = date.ymd();
  using boost::gregorian::greg_day;
  using boost::gregorian::greg_month;
  using boost::gregorian::greg_year;
  return {greg_year(static_cast<unsigned short>(c.year)),
          greg_month(static_cast<unsigned short>(c.month)),
          greg_day(static_cast<unsigned short>(c.day))};
}

}  // namespace kith
