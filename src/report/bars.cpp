// Bars, stacked bars and funnels: a line of text for each row and its bars beneath, so
// that a long name needs no margin and a narrow screen no scaling.
#include <algorithm>

#include "report/chart_parts.hpp"
#include "report/html.hpp"
#include "report/words.hpp"

namespace kith::report {
namespace {

constexpr double kTextHeight = 19;
constexpr double kBarHeight = 11;
constexpr double kThinBarHeight = 10;
constexpr double kGap = 10;
constexpr double kRoomForValues = 28;  // percent of the width, right of grouped bars
constexpr std::int64_t kLabelUnits = 32;

std::string text_at(std::string_view x, double y, std::string_view anchor,
                    std::string_view text, std::string_view colour_name = "#27313b") {
  return "<text" + attribute("x", x) + attribute("y", svg_number(y)) +
         attribute("text-anchor", anchor) + attribute("fill", colour_name) + ">" +
         escaped(text) + "</text>";
}

std::string label_at(double y, const std::string& label) {
  return text_at("0", y + 13, "start", shortened(label, kLabelUnits));
}

std::string value_at(double y, std::string_view value) {
  return text_at("100%", y + 13, "end", value, "#52606d");
}

std::string bar(double from, double to, double y, double height, std::string_view fill,
                std::string_view tip) {
  const double left = std::min(from, to);
  return "<rect" + attribute("x", percent(left)) + attribute("y", svg_number(y)) +
         attribute("width", percent(std::max(from, to) - left)) +
         attribute("height", svg_number(height)) + attribute("fill", fill) + ">" +
         tooltip(tip) + "</rect>";
}

std::string track(double y) {
  return "<rect x=\"0\" width=\"100%\" fill=\"#eef1f4\"" + attribute("y", svg_number(y)) +
         attribute("height", svg_number(kBarHeight)) + "/>";
}

// The foot of bars that go both ways, beside each bar only: a line through all rows would
// cross the letters.
std::string zero_line(const Scale& scale, double y, double height) {
  if (scale.low >= 0) return {};
  const std::string x = percent(scale.at(0));
  return "<line stroke=\"#52606d\"" + attribute("x1", x) + attribute("x2", x) +
         attribute("y1", svg_number(y - 1)) +
         attribute("y2", svg_number(y + height + 1)) + "/>";
}

std::string single_bars(const ChartData& data, std::size_t shown, const Scale& scale,
                        double& height) {
  std::string out;
  double y = 0;
  for (std::size_t i = 0; i < shown; ++i, y += kTextHeight + kBarHeight + kGap) {
    const Number& point = data.series[0].points[i];
    out += label_at(y, data.labels[i]) + value_at(y, number_text(point, data.unit)) +
           track(y + kTextHeight);
    if (point.present) {
      out += bar(scale.at(0), scale.at(size_of(point, data.unit)), y + kTextHeight,
                 kBarHeight, colour(0), point_text(data, 0, i));
    }
    out += zero_line(scale, y + kTextHeight, kBarHeight);
  }
  height = y;
  return out;
}

std::string grouped_bars(const ChartData& data, std::size_t shown, const Scale& scale,
                         double& height) {
  std::string out;
  double y = 0;
  for (std::size_t i = 0; i < shown; ++i, y += kGap) {
    out += label_at(y, data.labels[i]);
    y += kTextHeight;
    for (std::size_t s = 0; s < data.series.size(); ++s, y += kThinBarHeight + 3) {
      const Number& point = data.series[s].points[i];
      if (!point.present) continue;
      const double end = scale.at(size_of(point, data.unit));
      out += bar(scale.at(0), end, y, kThinBarHeight, colour(s), point_text(data, s, i));
      out += "<text dx=\"5\" font-size=\"11\" fill=\"#52606d\"" +
             attribute("x", percent(std::max(end, scale.at(0)))) +
             attribute("y", svg_number(y + 9)) + ">" +
             escaped(number_text(point, data.unit)) + "</text>";
    }
    const double group = (kThinBarHeight + 3) * static_cast<double>(data.series.size());
    out += zero_line(scale, y - group, group - 3);
  }
  height = y;
  return out;
}

// Sums of what lies right and left of zero in one row.
struct Sides {
  double right = 0;
  double left = 0;
};

Sides sides_of(const ChartData& data, std::size_t label) {
  Sides sides;
  for (const Series& series : data.series) {
    if (!series.points[label].present) continue;
    const double size = size_of(series.points[label], data.unit);
    (size < 0 ? sides.left : sides.right) += size;
  }
  return sides;
}

Scale stacked_scale(const ChartData& data, std::size_t shown) {
  Scale scale{0, 0, 0, 100};
  for (std::size_t i = 0; i < shown; ++i) {
    const Sides sides = sides_of(data, i);
    scale.low = std::min(scale.low, sides.left);
    scale.high = std::max(scale.high, sides.right);
  }
  if (scale.high <= scale.low) scale.high = scale.low + 1;
  return scale;
}

std::string stacked_row(const ChartData& data, std::size_t label, const Scale& scale,
                        double y, Number& total) {
  std::string out;
  Sides reached;
  for (std::size_t s = 0; s < data.series.size(); ++s) {
    const Number& point = data.series[s].points[label];
    if (!point.present) continue;
    add_to(total, point);
    const double size = size_of(point, data.unit);
    double& end = size < 0 ? reached.left : reached.right;
    out += bar(scale.at(end), scale.at(end + size), y, kBarHeight + 3, colour(s),
               point_text(data, s, label));
    end += size;
  }
  return out;
}

// Tenths of a percent, half to even; widened so that no product overflows.
std::string share_text(std::int64_t part, std::int64_t whole) {
  while (part > 1'000'000'000'000 || whole > 1'000'000'000'000) {
    part /= 2;
    whole /= 2;
  }
  if (whole <= 0) return {};
  const std::int64_t ppm_floor = part * 1'000'000 / whole;
  // The remainder only matters on the edge between two tenths: push it off the edge.
  const bool on_edge = ppm_floor % 1000 == 500 && part * 1'000'000 % whole != 0;
  return percent_text(ppm_floor + (on_edge ? 1 : 0));
}

std::string step_text(const ChartData& data, std::size_t i, Language language) {
  const Number& point = data.series[0].points[i];
  std::string text = number_text(point, data.unit);
  if (i == 0 || !point.present || data.unit.kind == CellKind::real) return text;
  const Number& before = data.series[0].points[i - 1];
  if (!before.present || before.whole <= 0 || point.whole < 0) return text;
  const Words& say = words(language);
  return std::string(say.of_previous_before)
      .append(share_text(point.whole, before.whole))
      .append(say.of_previous_after)
      .append(" · ")
      .append(text);
}

}  // namespace

std::string bars_svg(const ChartData& data, std::size_t shown, double& height) {
  const auto [low, high] = extent_with_zero(data);
  const bool single = data.series.size() == 1;
  const Scale scale{low, high, 0, single ? 100 : 100 - kRoomForValues};
  return single ? single_bars(data, shown, scale, height)
                : grouped_bars(data, shown, scale, height);
}

std::string stacked_svg(const ChartData& data, std::size_t shown, Language language,
                        double& height) {
  const Scale scale = stacked_scale(data, shown);
  std::string out = "<g stroke=\"#fff\" stroke-width=\"1\">";
  std::string texts;
  double y = 0;
  for (std::size_t i = 0; i < shown; ++i, y += kTextHeight + kBarHeight + 3 + kGap) {
    Number total;
    out += stacked_row(data, i, scale, y + kTextHeight, total);
    texts +=
        label_at(y, data.labels[i]) + zero_line(scale, y + kTextHeight, kBarHeight + 3);
    if (total.present) {
      texts += value_at(y, std::string(words(language).total)
                               .append(" ")
                               .append(number_text(total, data.unit)));
    }
  }
  height = y;
  return out + "</g>" + texts;
}

std::string funnel_svg(const ChartData& data, std::size_t shown, Language language,
                       double& height) {
  const Scale scale{0, extent_with_zero(data).second, 0, 100};
  std::string out;
  double y = 0;
  for (std::size_t i = 0; i < shown; ++i, y += kTextHeight + kBarHeight + 5 + kGap) {
    const Number& point = data.series[0].points[i];
    out += label_at(y, data.labels[i]) + value_at(y, step_text(data, i, language));
    if (!point.present || size_of(point, data.unit) <= 0) continue;
    const double half = scale.at(size_of(point, data.unit)) / 2;
    out += bar(50 - half, 50 + half, y + kTextHeight, kBarHeight + 5, colour(0),
               point_text(data, 0, i));
  }
  height = y;
  return out;
}

}  // namespace kith::report
