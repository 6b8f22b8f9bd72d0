// Lines over an axis. The plot is a nested picture that stretches with the page; letters
// and dots stand outside it, so they do not stretch.
#include <algorithm>
#include <cmath>

#include "report/chart_parts.hpp"
#include "report/html.hpp"

namespace kith::report {
namespace {

constexpr double kTop = 12;
constexpr double kPlotHeight = 190;
constexpr double kLeft = 12;   // percent, for the numbers of the axis
constexpr double kRight = 96;  // percent
constexpr std::size_t kMostDots = 60;
constexpr std::int64_t kTickUnits = 12;

// What a value is in the unit that the axis is lettered in.
double axis_divisor(const Unit& unit) {
  if (unit.kind == CellKind::ppm) return 10'000;
  double divisor = 1;
  if (unit.currency) {
    for (std::int32_t i = 0; i < unit.currency->exponent(); ++i) divisor *= 10;
  }
  return divisor;
}

struct Axis {
  double divisor = 1;
  double step = 1;
  double low = 0;
  double high = 1;
  [[nodiscard]] double y(double axis_value) const {
    return kTop + (high - axis_value) / (high - low) * kPlotHeight;
  }
};

Axis axis_of(const ChartData& data) {
  Axis axis;
  axis.divisor = axis_divisor(data.unit);
  const auto [low, high] = extent_with_zero(data);
  axis.step = nice_step((high - low) / axis.divisor);
  if (data.unit.kind == CellKind::whole) axis.step = std::max(axis.step, 1.0);
  axis.low = std::floor(low / axis.divisor / axis.step) * axis.step;
  axis.high = std::ceil(high / axis.divisor / axis.step) * axis.step;
  return axis;
}

bool to_scale(const ChartData& data) {
  for (std::size_t i = 0; i < data.days.size(); ++i) {
    if (!data.days[i] || (i > 0 && *data.days[i] < *data.days[i - 1])) return false;
  }
  return data.days.size() > 1 && *data.days.front() < *data.days.back();
}

// Percent of the width for every label: by its day, or evenly.
std::vector<double> places_of(const ChartData& data) {
  const std::size_t count = data.labels.size();
  if (count == 1) return {(kLeft + kRight) / 2};
  std::vector<double> places;
  const bool dated = to_scale(data);
  const Scale scale{dated ? data.days.front()->days() : 0.0,
                    dated ? data.days.back()->days() : static_cast<double>(count - 1),
                    kLeft, kRight};
  for (std::size_t i = 0; i < count; ++i) {
    places.push_back(scale.at(dated ? data.days[i]->days() : static_cast<double>(i)));
  }
  return places;
}

std::string grid(const Axis& axis, const Unit& unit, Language language) {
  std::string out;
  const auto count =
      static_cast<std::int64_t>(std::lround((axis.high - axis.low) / axis.step));
  for (std::int64_t i = 0; i <= count; ++i) {
    const double value = axis.low + static_cast<double>(i) * axis.step;
    const std::string y = svg_number(axis.y(value));
    const bool zero = std::fabs(value) < axis.step / 2;
    out += "<line" + attribute("x1", percent(kLeft)) + " x2=\"100%\"" +
           attribute("y1", y) + attribute("y2", y) +
           attribute("stroke", zero ? "#9aa5b1" : "#e4e7eb") + "/>";
    out +=
        "<text dx=\"-6\" text-anchor=\"end\" font-size=\"11\" fill=\"#52606d\"" +
        attribute("x", percent(kLeft)) + attribute("y", svg_number(axis.y(value) + 4)) +
        ">" +
        escaped(compact_text(value, language) + (unit.kind == CellKind::ppm ? "%" : "")) +
        "</text>";
  }
  return out;
}

// Which labels stand under the axis: the first, the last, and those between that leave
// room.
std::vector<std::size_t> lettered(const std::vector<double>& places,
                                  std::int64_t widest) {
  const double room = widest > 8 ? 28 : 20;
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (chosen.empty() || places[i] - places[chosen.back()] >= room) chosen.push_back(i);
  }
  const std::size_t last = places.size() - 1;
  if (chosen.back() != last && places[last] > places[chosen.back()]) {
    if (chosen.size() > 1) chosen.pop_back();
    if (places[last] - places[chosen.back()] >= room) chosen.push_back(last);
  }
  return chosen;
}

std::string letters(const ChartData& data, const std::vector<double>& places) {
  std::int64_t widest = 0;
  for (const std::string& label : data.labels) {
    widest = std::max(widest, std::min(width_of(label), kTickUnits));
  }
  std::string out;
  for (const std::size_t i : lettered(places, widest)) {
    const bool at_end = places[i] > kRight - 1;
    out += "<text font-size=\"11\" fill=\"#52606d\"" +
           attribute("x", at_end ? "100%" : percent(places[i])) +
           attribute("text-anchor", at_end ? "end" : "middle") +
           attribute("y", svg_number(kTop + kPlotHeight + 20)) + ">" +
           escaped(shortened(data.labels[i], kTickUnits)) + "</text>";
  }
  return out;
}

std::string polyline(const std::string& points, std::size_t series) {
  if (points.empty()) return {};
  return "<polyline fill=\"none\" stroke-width=\"2\" stroke-linejoin=\"round\" "
         "vector-effect=\"non-scaling-stroke\"" +
         attribute("stroke", colour(series)) +
         attribute("stroke-dasharray", dash(series)) + attribute("points", points) + "/>";
}

// A null ends a stroke; the next value begins another.
std::string strokes(const ChartData& data, std::size_t series, const Axis& axis,
                    const std::vector<double>& places) {
  std::string out;
  std::string points;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Number& point = data.series[series].points[i];
    if (!point.present) {
      out += polyline(points, series);
      points.clear();
      continue;
    }
    if (!points.empty()) points += ' ';
    points += svg_number(places[i] * 10) + "," +
              svg_number(axis.y(size_of(point, data.unit) / axis.divisor));
  }
  return out + polyline(points, series);
}

std::string dots(const ChartData& data, std::size_t series, const Axis& axis,
                 const std::vector<double>& places) {
  const auto& points = data.series[series].points;
  const auto alone = [&](std::size_t i) {
    return (i == 0 || !points[i - 1].present) &&
           (i + 1 == points.size() || !points[i + 1].present);
  };
  std::string out;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!points[i].present || (places.size() > kMostDots && !alone(i))) continue;
    out += "<circle r=\"3\" stroke=\"#fff\"" + attribute("cx", percent(places[i])) +
           attribute("cy",
                     svg_number(axis.y(size_of(points[i], data.unit) / axis.divisor))) +
           attribute("fill", colour(series)) + ">" +
           tooltip(point_text(data, series, i)) + "</circle>";
  }
  return out;
}

}  // namespace

std::string lines_svg(const ChartData& data, Language language, double& height) {
  const Axis axis = axis_of(data);
  const std::vector<double> places = places_of(data);
  height = kTop + kPlotHeight + 28;
  std::string plot = "<svg x=\"0\" y=\"0\" width=\"100%\"" +
                     attribute("height", svg_number(height)) + " viewBox=\"0 0 1000 " +
                     svg_number(height) + "\" preserveAspectRatio=\"none\">";
  std::string marks;
  for (std::size_t s = 0; s < data.series.size(); ++s) {
    plot += strokes(data, s, axis, places);
    marks += dots(data, s, axis, places);
  }
  return grid(axis, data.unit, language) + plot + "</svg>" + marks +
         letters(data, places);
}

}  // namespace kith::report
