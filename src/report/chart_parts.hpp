// What every kind of chart is made of: colours, scales, the frame with its title and
// description.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "report/chart_data.hpp"

namespace kith::report {

/// Told apart under the common kinds of colour blindness and, mostly, in grey: strong
/// blue, orange, green, purple, sky, red-brown, grey, ochre. Text never depends on them.
inline constexpr std::array<std::string_view, 8> kColours{"#2f6690", "#e08e1b", "#3a9679",
                                                          "#8f5d9b", "#7fb7d9", "#b4432e",
                                                          "#8a929a", "#c9b037"};
inline constexpr std::array<std::string_view, 4> kDashes{"", "7 3", "2 3", "9 3 2 3"};

inline std::string_view colour(std::size_t series) {
  return kColours[series % kColours.size()];
}
inline std::string_view dash(std::size_t series) {
  return kDashes[series % kDashes.size()];
}

/// A straight map of values onto percent of the width.
struct Scale {
  double low = 0;
  double high = 1;
  double from = 0;  ///< percent at low
  double to = 100;  ///< percent at high
  [[nodiscard]] double at(double value) const {
    return from + (value - low) / (high - low) * (to - from);
  }
};

/// Lowest and highest of all values and zero, never equal.
std::pair<double, double> extent_with_zero(const ChartData& data);

std::string percent(double value);  ///< "12.50%"
std::string attribute(std::string_view name,
                      std::string_view value);  ///< ` name="value"`, escaped
std::string tooltip(std::string_view text);     ///< a <title> child, escaped
/// "East · Won: 1,200" — the label, the series when there are several, the value.
std::string point_text(const ChartData& data, std::size_t series, std::size_t label);
std::string legend(const ChartData& data, bool as_lines);

/// Step of an axis: 1, 2 or 5 times a power of ten, about four of them in the span.
double nice_step(double span);
/// 15000 → "1.5万" or "15k".
std::string compact_text(double value, Language language);

std::string bars_svg(const ChartData& data, std::size_t shown, double& height);
std::string funnel_svg(const ChartData& data, std::size_t shown, Language language,
                       double& height);
std::string stacked_svg(const ChartData& data, std::size_t shown, Language language,
                        double& height);
std::string lines_svg(const ChartData& data, Language language, double& height);

}  // namespace kith::report
