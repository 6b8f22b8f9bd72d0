#include "report/chart.hpp"

#include <algorithm>

#include "kith/base/error.hpp"
#include "report/chart_data.hpp"
#include "report/chart_parts.hpp"
#include "report/html.hpp"
#include "report/words.hpp"

namespace kith::report {
namespace {

constexpr std::size_t kMostBars = 40;

std::string_view kind_name(Chart kind, const Words& say) {
  switch (kind) {
    case Chart::funnel:
      return say.funnel;
    case Chart::lines:
      return say.lines;
    case Chart::stacked:
      return say.stacked;
    default:
      return say.bars;
  }
}

struct Peak {
  std::size_t series = 0;
  std::size_t label = 0;
};

// The positions of the largest and the smallest value; nothing when all are absent.
std::optional<std::pair<Peak, Peak>> peaks_of(const ChartData& data) {
  std::optional<std::pair<Peak, Peak>> peaks;
  const auto size = [&](Peak p) {
    return size_of(data.series[p.series].points[p.label], data.unit);
  };
  for (std::size_t s = 0; s < data.series.size(); ++s) {
    for (std::size_t i = 0; i < data.labels.size(); ++i) {
      if (!data.series[s].points[i].present) continue;
      const Peak here{s, i};
      if (!peaks) peaks.emplace(here, here);
      if (size(here) > size(peaks->first)) peaks->first = here;
      if (size(here) < size(peaks->second)) peaks->second = here;
    }
  }
  return peaks;
}

// What somebody who cannot see the chart should know of it.
std::string description(const ChartData& data, Chart kind, std::pair<Peak, Peak> peaks,
                        const Words& say) {
  std::string text(kind_name(kind, say));
  text.append(say.separator).append(data.label_heading).append(" × ");
  for (std::size_t s = 0; s < std::min<std::size_t>(data.series.size(), 4); ++s) {
    if (s > 0) text.append(say.list_stop);
    text += data.series[s].name;
  }
  if (data.series.size() > 4) text += "…";
  text.append(say.sentence_stop);
  text.append(say.largest).append(say.separator);
  text += point_text(data, peaks.first.series, peaks.first.label);
  text.append(say.sentence_stop).append(say.smallest).append(say.separator);
  text += point_text(data, peaks.second.series, peaks.second.label);
  return text.append(
      say.sentence_stop.substr(0, say.tag == "en" ? 1 : say.sentence_stop.size()));
}

std::string drawing(const ChartData& data, Chart kind, std::size_t shown,
                    Language language, double& height) {
  switch (kind) {
    case Chart::funnel:
      return funnel_svg(data, shown, language, height);
    case Chart::lines:
      return lines_svg(data, language, height);
    case Chart::stacked:
      return stacked_svg(data, shown, language, height);
    default:
      return bars_svg(data, shown, height);
  }
}

std::string note(std::string_view text) {
  return "<p class=\"kith-note\">" + escaped(text) + "</p>";
}

std::string figure(const Section& section, const ChartData& data, std::string_view id,
                   std::pair<Peak, Peak> peaks, Language language) {
  const Words& say = words(language);
  const Chart kind = section.chart.kind;
  const bool capped = kind != Chart::lines && data.labels.size() > kMostBars;
  double height = 0;
  const std::string body =
      drawing(data, kind, capped ? kMostBars : data.labels.size(), language, height);
  const std::string name(id);
  std::string out = "<figure class=\"kith-chart\">" + legend(data, kind == Chart::lines);
  out += "<svg role=\"img\" width=\"100%\"" + attribute("height", svg_number(height)) +
         attribute("aria-labelledby", name + "-title " + name + "-desc") +
         " font-size=\"13\">";
  out += "<title" + attribute("id", name + "-title") + ">" +
         escaped(either(language, section.title_zh, section.title_en)) + "</title>";
  out += "<desc" + attribute("id", name + "-desc") + ">" +
         escaped(description(data, kind, peaks, say)) + "</desc>";
  out += body + "</svg>";
  if (capped) {
    out += note(std::string(say.chart_first_before)
                    .append(std::to_string(kMostBars))
                    .append(say.chart_first_after));
  }
  return out + "</figure>";
}

}  // namespace

std::string chart_html(const Section& section, std::string_view id, Language language,
                       std::string_view place) {
  if (section.chart.kind == Chart::none) return {};
  const ChartData data = chart_data(section, language, place);
  if (data.mixed_currencies) return note(words(language).mixed_currencies);
  const auto peaks = peaks_of(data);
  if (!peaks) return {};
  try {
    return figure(section, data, id, *peaks, language);
  } catch (Error& error) {  // a total that does not fit
    if (error.field().empty()) error.set_place(std::string(place) + "chart.values", -1);
    throw;
  }
}

}  // namespace kith::report
