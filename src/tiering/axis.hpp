// One axis judged: what each criterion saw, the points, the band. Private to the room.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "kith/tiering/tiering.hpp"

namespace kith::tiering {

/// What a criterion looked at and what it gave.
struct CriterionScore {
  TierInput input{};                   ///< the one that had data; without any, the first
  std::optional<std::int64_t> value;   ///< minor units, a rating's code, or days
  std::optional<std::int64_t> points;  ///< none: skipped
  bool operator==(const CriterionScore&) const = default;
};

/// An amount that could not be read because of its currency.
struct ForeignAmount {
  TierInput input{};
  Money amount;
};

struct AxisScore {
  std::vector<CriterionScore> criteria;  ///< in the policy's order
  std::vector<ForeignAmount> foreign;    ///< amounts passed over
  std::int64_t points = 0;
  Rating band = Rating::low;
  bool scored = true;  ///< false: every criterion was skipped, the band is the policy's
};

/// The facts a policy may look at.
struct Facts {
  const TieringState& state;
  const TierInputs& inputs;
  Currency currency;  ///< the policy's
};

AxisScore judge_axis(const TierAxis& axis, const Facts& facts);

/// The reasons for a band: in the words of the value axis, and of the potential axis.
std::vector<Why> explain_value(const AxisScore& score, Currency currency);
std::vector<Why> explain_potential(const AxisScore& score, Currency currency);
/// "高|high".
std::string band_word(Rating band);

}  // namespace kith::tiering
