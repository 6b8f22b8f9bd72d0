// Exact fractions of 64 bits, computed in 128.
#include <limits>

#include "kith/planner/load.hpp"

namespace kith {
namespace {

__extension__ using Wide = __int128;

Wide common_divisor(Wide a, Wide b) {
  if (a < 0) a = -a;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

Result<Fraction> narrow(Wide numerator, Wide denominator) {
  const Wide d = common_divisor(numerator, denominator);
  numerator /= d;
  denominator /= d;
  constexpr Wide most = std::numeric_limits<std::int64_t>::max();
  if (numerator > most || numerator < -most || denominator > most) {
    return Error(Status::out_of_range, Reason::overflow, "a fraction beyond 64 bits");
  }
  return Fraction{static_cast<std::int64_t>(numerator),
                  static_cast<std::int64_t>(denominator)};
}

Wide wide(std::int64_t a) { return a; }

std::int64_t narrowed(Wide a) {
  constexpr Wide most = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::int64_t>(a < most ? a : most);
}

}  // namespace

std::strong_ordering Fraction::operator<=>(const Fraction& other) const noexcept {
  const Wide a = wide(numerator) * other.denominator;
  const Wide b = wide(other.numerator) * denominator;
  if (a == b) return std::strong_ordering::equal;
  return a < b ? std::strong_ordering::less : std::strong_ordering::greater;
}

Result<Fraction> make_fraction(std::int64_t numerator, std::int64_t denominator) {
  if (denominator <= 0) {
    return invalid(Reason::bad_number, "a denominator is above 0").at("denominator");
  }
  return narrow(numerator, denominator);
}

Result<Fraction> sum(const Fraction& a, const Fraction& b) {
  // Below 2^127: the sum of two products of 63 bits each.
  return narrow(wide(a.numerator) * b.denominator + wide(b.numerator) * a.denominator,
                wide(a.denominator) * b.denominator);
}

Result<Fraction> product(const Fraction& a, const Fraction& b) {
  return narrow(wide(a.numerator) * b.numerator, wide(a.denominator) * b.denominator);
}

Result<Fraction> quotient(const Fraction& a, const Fraction& b) {
  if (b.numerator <= 0) {
    return invalid(Reason::bad_number, "a divisor is above 0").at("divisor");
  }
  return product(a, {b.denominator, b.numerator});
}

std::int64_t floor_of(const Fraction& a) noexcept {
  const std::int64_t whole = a.numerator / a.denominator;
  return a.numerator % a.denominator < 0 ? whole - 1 : whole;
}

std::int64_t ceiling_of(const Fraction& a) noexcept {
  const std::int64_t whole = a.numerator / a.denominator;
  return a.numerator % a.denominator > 0 ? whole + 1 : whole;
}

std::int64_t scaled_up(const Fraction& a, std::int64_t scale) noexcept {
  const Wide product = wide(a.numerator) * scale;
  return narrowed((product + a.denominator - 1) / a.denominator);
}

std::int64_t customers_held(std::int64_t capacity, std::int64_t people,
                            std::int64_t customers, const Fraction& load,
                            const Fraction& target) noexcept {
  // The denominator stays where all fits into 128 bits: slots of a span lie below 2⁵⁵,
  // customers below 2³⁰. Else the load is rounded up.
  const bool exact = load.denominator < (std::int64_t{1} << 40);
  const Wide numerator = exact ? wide(load.numerator) : wide(ceiling_of(load));
  const Wide denominator = exact ? wide(load.denominator) : 1;
  return narrowed(wide(capacity) * customers * target.numerator * denominator /
                  (numerator * people * target.denominator));
}

}  // namespace kith
