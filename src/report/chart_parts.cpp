#include "report/chart_parts.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "report/html.hpp"

namespace kith::report {

std::pair<double, double> extent_with_zero(const ChartData& data) {
  double low = 0;
  double high = 0;
  for (const Series& series : data.series) {
    for (const Number& point : series.points) {
      if (!point.present) continue;
      low = std::min(low, size_of(point, data.unit));
      high = std::max(high, size_of(point, data.unit));
    }
  }
  return {low, high > low ? high : low + 1};
}

std::string percent(double value) { return svg_number(value) + "%"; }

std::string attribute(std::string_view name, std::string_view value) {
  return std::string(" ").append(name).append("=\"").append(escaped(value)).append("\"");
}

std::string tooltip(std::string_view text) {
  return "<title>" + escaped(text) + "</title>";
}

std::string point_text(const ChartData& data, std::size_t series, std::size_t label) {
  std::string text = data.labels[label];
  if (data.series.size() > 1) text += " · " + data.series[series].name;
  return text + ": " + number_text(data.series[series].points[label], data.unit);
}

std::string legend(const ChartData& data, bool as_lines) {
  if (data.series.size() < 2) return {};
  std::string out = "<ul class=\"kith-legend\">";
  for (std::size_t s = 0; s < data.series.size(); ++s) {
    out += "<li><svg width=\"22\" height=\"10\" aria-hidden=\"true\">";
    if (as_lines) {
      out += "<line x1=\"0\" x2=\"22\" y1=\"5\" y2=\"5\" stroke-width=\"2.5\"" +
             attribute("stroke", colour(s)) + attribute("stroke-dasharray", dash(s)) +
             "/>";
    } else {
      out += "<rect x=\"5\" width=\"12\" height=\"10\" rx=\"2\"" +
             attribute("fill", colour(s)) + "/>";
    }
    out += "</svg>" + escaped(data.series[s].name) + "</li>";
  }
  return out + "</ul>";
}

double nice_step(double span) {
  const double wanted = span / 4;
  double power = 1;
  while (power * 10 <= wanted) power *= 10;
  while (power > wanted) power /= 10;
  for (const double times : {1.0, 2.0, 5.0}) {
    if (power * times >= wanted) return power * times;
  }
  return power * 10;
}

namespace {

struct Magnitude {
  double size;
  std::string_view sign;
};

Magnitude magnitude_of(double size, Language language) {
  if (language == Language::chinese) {
    if (size >= 1e8) return {1e8, "亿"};
    if (size >= 1e4) return {1e4, "万"};
    return {1, ""};
  }
  if (size >= 1e9) return {1e9, "B"};
  if (size >= 1e6) return {1e6, "M"};
  if (size >= 1e4) return {1e3, "k"};
  return {1, ""};
}

}  // namespace

std::string compact_text(double value, Language language) {
  const Magnitude magnitude = magnitude_of(std::fabs(value), language);
  std::string text = svg_number(value / magnitude.size);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return grouped(text).append(magnitude.sign);
}

}  // namespace kith::report
