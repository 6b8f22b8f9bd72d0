#include "kith/report/page.hpp"

#include <algorithm>
#include <set>

#include "kith/base/error.hpp"
#include "kith/base/text.hpp"
#include "report/cells.hpp"
#include "report/chart.hpp"
#include "report/html.hpp"
#include "report/style.hpp"
#include "report/words.hpp"

namespace kith {
namespace {

using namespace report;

constexpr std::int64_t kLongUnits = 30;  // a cell wider than this may wrap

std::string element(std::string_view tag, std::string_view text) {
  return std::string("<")
             .append(tag)
             .append(">")
             .append(escaped(text))
             .append("</")
             .append(tag) +
         ">";
}

void check_text(std::string_view text, std::string place) {
  if (is_utf8(text)) return;
  throw invalid(Reason::bad_utf8, "text is not valid UTF-8").at(std::move(place));
}

void check_texts(const Section& section, const std::string& place) {
  check_text(section.title_zh, place + "title_zh");
  check_text(section.title_en, place + "title_en");
  check_text(section.intro_zh, place + "intro_zh");
  check_text(section.intro_en, place + "intro_en");
}

// Tables.

std::string_view cell_class(const Table& table, const ShownColumn& shown,
                            std::int64_t rows, Language language) {
  if (shown.format.kind == CellKind::why) return " class=\"kith-why\"";
  if (shown.format.is_number()) return " class=\"kith-number\"";
  if (shown.format.kind != CellKind::text) return "";
  for (std::int64_t row = 0; row < rows; ++row) {
    const std::string text = cell_text(table, shown, row, language);
    if (width_of(text) > kLongUnits || text.find('\n') != std::string::npos) {
      return " class=\"kith-long\"";
    }
  }
  return "";
}

std::string head_html(const Table& table, const std::vector<ShownColumn>& columns,
                      Language language) {
  std::string out = "<thead><tr>";
  for (const ShownColumn& shown : columns) {
    out += "<th scope=\"col\"";
    if (shown.format.is_number()) out += " class=\"kith-number\"";
    const std::string_view meaning = table.spec(shown.format.column).meaning;
    if (language == Language::english && !meaning.empty()) {
      out += " title=\"" + escaped(meaning) + "\"";
    }
    out += ">" + escaped(shown.heading) + "</th>";
  }
  return out + "</tr></thead>\n";
}

std::string body_html(const Table& table, const std::vector<ShownColumn>& columns,
                      std::int64_t rows, Language language) {
  std::vector<std::string_view> classes;
  for (const ShownColumn& shown : columns) {
    classes.push_back(cell_class(table, shown, rows, language));
  }
  std::string out = "<tbody>\n";
  for (std::int64_t row = 0; row < rows; ++row) {
    out += "<tr>";
    for (std::size_t c = 0; c < columns.size(); ++c) {
      out.append("<td").append(classes[c]).append(">");
      out += escaped(cell_text(table, columns[c], row, language)) + "</td>";
    }
    out += "</tr>\n";
  }
  return out + "</tbody>";
}

std::string note_html(std::string_view text) {
  return "<p class=\"kith-note\">" + escaped(text) + "</p>\n";
}

std::string more_text(std::int64_t hidden, const Words& say) {
  return std::string(say.more_before).append(whole_text(hidden)).append(say.more_after);
}

std::string table_html(const Section& section, std::string_view name, Language language,
                       const std::string& place) {
  const Table& table = section.table;
  const Words& say = words(language);
  const auto columns = shown_columns(table, section.columns, language, place);
  if (table.rows() == 0 && columns.empty()) return note_html(say.no_rows);
  const std::int64_t rows =
      section.row_limit > 0 ? std::min(section.row_limit, table.rows()) : table.rows();
  std::string out =
      "<div class=\"kith-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" +
      escaped(name) + "\"><table class=\"kith-table\">\n";
  out += head_html(table, columns, language);
  out += body_html(table, columns, rows, language) + "</table></div>\n";
  if (table.rows() == 0) out += note_html(say.no_rows);
  if (rows < table.rows()) out += note_html(more_text(table.rows() - rows, say));
  return out;
}

// Sections and their anchors.

std::string anchor_text(std::string_view id) {
  std::string out;
  for (const char c : id) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      (c >= '0' && c <= '9') || c == '-' || c == '_';
    out += kept ? c : '-';
  }
  return out.empty() ? "section" : out;
}

// Unique on the page, together with the names that the section's chart takes.
bool take_names(std::set<std::string>& taken, const std::string& anchor) {
  const std::string chart = "kith-" + anchor;
  for (const std::string& name : {anchor, chart + "-title", chart + "-desc"}) {
    if (taken.count(name) > 0) return false;
  }
  taken.insert({anchor, chart + "-title", chart + "-desc"});
  return true;
}

std::vector<std::string> anchors_of(std::span<const Section> sections) {
  std::set<std::string> taken;
  std::vector<std::string> anchors;
  for (const Section& section : sections) {
    const std::string wanted = anchor_text(section.id);
    std::string anchor = wanted;
    for (std::int64_t n = 2; !take_names(taken, anchor); ++n) {
      anchor = wanted + "-" + std::to_string(n);
    }
    anchors.push_back(anchor);
  }
  return anchors;
}

std::string title_of(const Section& section, Language language) {
  const std::string_view title = either(language, section.title_zh, section.title_en);
  return std::string(title.empty() ? std::string_view(section.id) : title);
}

std::string section_html(const Section& section, const std::string& anchor,
                         Language language, const std::string& place) {
  check_texts(section, place);
  const std::string title = title_of(section, language);
  std::string out;
  if (!title.empty()) out += element("h2", title) + "\n";
  const std::string_view intro = either(language, section.intro_zh, section.intro_en);
  if (!intro.empty()) out += "<p class=\"intro\">" + escaped(intro) + "</p>\n";
  out += chart_html(section, "kith-" + anchor, language, place) + "\n";
  return out + table_html(section, title, language, place);
}

// The page around them.

std::string fact_html(std::string_view word, std::string_view separator,
                      std::string_view value) {
  if (value.empty()) return {};
  return "<div>" + element("dt", std::string(word).append(separator)) +
         element("dd", value) + "</div>";
}

std::string facts_html(const PageOptions& options, const Words& say) {
  const std::string facts =
      fact_html(say.period, say.separator, options.period) +
      fact_html(say.as_of, say.separator, options.as_of ? options.as_of->iso() : "") +
      fact_html(say.scope, say.separator, options.scope);
  return facts.empty() ? facts : "<dl class=\"facts\">" + facts + "</dl>\n";
}

std::string contents_html(std::span<const Section> sections,
                          const std::vector<std::string>& anchors, Language language) {
  if (sections.size() < 2) return {};
  const std::string word(words(language).contents);
  std::string out = "<nav aria-label=\"" + word + "\"><p>" + word + "</p><ol>\n";
  for (std::size_t i = 0; i < sections.size(); ++i) {
    out += "<li><a href=\"#" + anchors[i] + "\">" +
           escaped(title_of(sections[i], language)) + "</a></li>\n";
  }
  return out + "</ol></nav>\n";
}

std::string head_of_page(const PageOptions& options, const Words& say) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"" + std::string(say.tag) + "\">\n<head>\n";
  out +=
      "<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light\">\n";
  out += element("title", options.title) + "\n<style>";
  return out.append(kPartStyle).append(kPageStyle).append("</style>\n</head>\n");
}

std::string fragment_start(Language language) {
  return std::string("<div class=\"kith\" lang=\"")
      .append(words(language).tag)
      .append("\"><style>")
      .append(kPartStyle)
      .append("</style>\n");
}

}  // namespace

std::string render_page(const PageOptions& options, std::span<const Section> sections) {
  check_text(options.title, "title");
  check_text(options.period, "period");
  check_text(options.scope, "scope");
  const Words& say = words(options.language);
  const std::vector<std::string> anchors = anchors_of(sections);
  std::string out = head_of_page(options, say);
  out += "<body class=\"kith\">\n<div class=\"page\">\n<header>\n" +
         element("h1", options.title) + "\n" + facts_html(options, say) + "</header>\n";
  out += contents_html(sections, anchors, options.language) + "<main>\n";
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::string place = "sections[" + std::to_string(i) + "].";
    out += "<section id=\"" + anchors[i] + "\">\n" +
           section_html(sections[i], anchors[i], options.language, place) +
           "</section>\n";
  }
  return out + "</main>\n</div>\n</body>\n</html>\n";
}

std::string render_fragment(const Table& table, Language language,
                            std::int64_t row_limit) {
  Section section;
  section.table = table;
  section.row_limit = row_limit;
  return fragment_start(language) + table_html(section, table.name(), language, "") +
         "</div>\n";
}

std::string render_fragment(const Section& section, Language language) {
  return fragment_start(language) +
         section_html(section, anchor_text(section.id), language, "") + "</div>\n";
}

}  // namespace kith
