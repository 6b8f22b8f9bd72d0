// The words the sample book is written with. Names are invented.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kith/model/codes.hpp"
#include "sample/rng.hpp"

namespace kith::sample {

using Words = std::span<const std::string_view>;

struct Industry {
  std::string_view name;
  Rating growth;
  Words words;  ///< what its companies call themselves
};
std::span<const Industry> industries();

struct Area {
  std::string_view team;
  Words cities;
};
std::span<const Area> areas();

Words surnames();
Words given_names();
/// A trade name of two characters or more, different for each index.
std::string trade_name(std::uint64_t seed, std::int64_t index);
Words legal_forms();
Words positions();        ///< who buys
Words chief_positions();  ///< who decides
Words sizes();            ///< ascending
Words needs();
Words products();
Words competitors();

/// What a touch was about, by purpose; "" for an ordinary one.
Words contents(std::string_view purpose);
Words feedbacks(std::string_view purpose);
Words silences();
Words steps();

}  // namespace kith::sample
