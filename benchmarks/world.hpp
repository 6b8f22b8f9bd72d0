// The uniform book: customers with ten facts each, at random and all alike, so that no
// side can live from a hot corner. Every fact is a function of its number: both sides
// make the same ones without holding them.
//
// Customer c has a name, an owner (500 customers each), a tier (5 % A, 20 % B, 75 % C)
// and seven touches, one in each of seven spans of 50 days, each with words of some 70
// bytes. A cadence asks for a touch 5, 10 or 20 working days after the last one, by tier.
// On the book's last day about half of all customers are overdue: some 260 an owner.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "kith/calendar/calendar.hpp"
#include "kith/model/batch.hpp"

namespace kith::bench {

inline constexpr std::int64_t kCustomersPerOwner = 500;
inline constexpr std::int64_t kTouchesEach = 7;
inline constexpr std::int32_t kSpanDays = 50;

/// The day the book begins, and the day after the last touch loaded.
Date first_day();
Date today();

/// A number that looks random: the same for the same arguments on every machine.
std::uint64_t scatter(std::uint64_t a, std::uint64_t b);

/// One touch as both sides store it.
struct TouchMade {
  std::int64_t customer = 0;
  std::int64_t occurred = 0;  ///< microseconds UTC
  Date day;
  Channel channel = Channel::phone;
  std::string event;  ///< the host's key of it
  std::string words;
};

class World {
 public:
  explicit World(std::int64_t customers) : customers_(customers) {}

  [[nodiscard]] std::int64_t customers() const { return customers_; }
  [[nodiscard]] std::int64_t owners() const {
    return (customers_ + kCustomersPerOwner - 1) / kCustomersPerOwner;
  }
  /// Owners of neighbouring customers differ.
  [[nodiscard]] std::int64_t owner_of(std::int64_t customer) const {
    return customer % owners();
  }
  [[nodiscard]] static std::string customer_key(std::int64_t customer);
  [[nodiscard]] static std::string owner_key(std::int64_t owner);
  [[nodiscard]] static std::string owner_name(std::int64_t owner);
  [[nodiscard]] static std::string customer_name(std::int64_t customer);
  /// 0: A, 1: B, 2: C.
  [[nodiscard]] static int tier_of(std::int64_t customer);
  [[nodiscard]] static std::int32_t gap_of(int tier);
  /// The n-th touch that was loaded, n of 0 … 6.
  [[nodiscard]] static TouchMade loaded_touch(std::int64_t customer, std::int64_t n);
  /// The serial-th touch after loading: of a random customer, today.
  [[nodiscard]] TouchMade live_touch(std::int64_t serial) const;

 private:
  std::int64_t customers_;
};

// Our side's facts.
/// Documents and owners.
Batch book_facts(const World& world);
/// A cadence with twice the gaps, in force from a hundred days before today().
Batch other_cadence();
void add_customer(Batch& batch, const World& world, std::int64_t customer);
void add_touch(Batch& batch, const TouchMade& touch);
Instant instant_of(const TouchMade& touch);

}  // namespace kith::bench
