// Files of a holiday pack put together: days on which two entries disagree refused, the
// years that the files know turned into coverage.
#include "kith/calendar/import.hpp"

#include <map>
#include <set>
#include <utility>

#include "calendar/pack.hpp"
#include "kith/base/text.hpp"

namespace kith {
namespace {

using calendar_detail::PackEntry;
using calendar_detail::PackFile;

/// A place in a pack of several files names the file too.
Error in_file(Error error, std::size_t file) {
  return std::move(error).with("file", std::to_string(file));
}

Result<PackFile> read_as(PackShape shape, std::string_view text) {
  switch (shape) {
    case PackShape::chinese_days:
      return calendar_detail::read_chinese_days(text);
    case PackShape::holiday_calendar:
      return calendar_detail::read_holiday_calendar(text);
    case PackShape::holiday_cn:
      return calendar_detail::read_holiday_cn(text);
    case PackShape::ical:
      return calendar_detail::read_ical_pack(text);
    case PackShape::csv:
      return calendar_detail::read_csv_pack(text);
    case PackShape::detect:
      break;
  }
  return invalid(Reason::unknown_kind, "unknown shape of holiday pack").at("shape");
}

/// Reads one file; a shape to be detected is replaced by the one found.
Result<PackFile> read_file(std::string_view bytes, PackShape& shape) {
  const Result<Decoded> decoded = decode_sheet(bytes);
  if (!decoded) return decoded.error();
  Result<PackShape> found = shape;
  if (shape == PackShape::detect) found = calendar_detail::detect_shape(decoded->text);
  if (!found) return found.error();
  shape = *found;
  return read_as(shape, decoded->text);
}

class Pack {
 public:
  /// Takes over the entries of one file. Fails with both_ways.
  std::optional<Error> add(PackFile file, std::size_t number) {
    for (Error& warning : file.warnings) warn(std::move(warning), number);
    for (PackEntry& entry : file.entries) {
      check_year(entry, file, number);
      const YearMonthDay day = entry.day.day.ymd();
      const bool spilled =
          file.year ? day.year < *file.year : file.may_spill && day.month == 12;
      if (auto error = add(std::move(entry), number, spilled)) return error;
    }
    note_years(file, number);
    return std::nullopt;
  }

  PackImport finish(std::string id, std::string source, std::string version) {
    warn_of_lone_workdays();
    CalendarLayer layer{
        std::move(id), std::move(source), std::move(version), coverage(), {}};
    for (auto& [day, listed] : days_) layer.days.push_back(std::move(listed.entry.day));
    return {std::move(layer), std::move(warnings_)};
  }

 private:
  struct Listed {
    PackEntry entry;
    std::size_t file;
    bool spilled;  ///< of a December that another year's notice rules
  };

  void warn(Error warning, std::size_t file) {
    warnings_.push_back(in_file(std::move(warning), file));
  }

  std::optional<Error> add(PackEntry entry, std::size_t file, bool spilled) {
    const Date day = entry.day.day;
    const auto [at, fresh] = days_.try_emplace(day, Listed{entry, file, spilled});
    if (fresh) return std::nullopt;
    const Listed& earlier = at->second;
    if (earlier.entry.day.kind != entry.day.kind) {
      return in_file(invalid(Reason::both_ways, day.iso() + " is listed in two kinds")
                         .at(entry.field, entry.row)
                         .with("date", day.iso())
                         .with("other_file", std::to_string(earlier.file))
                         .with("other_field", earlier.entry.field)
                         .with("other_row", std::to_string(earlier.entry.row)),
                     file);
    }
    // Two yearly files may share a December day; within one file a repetition is odd.
    if (earlier.file == file) {
      warn(invalid(Reason::duplicate, day.iso() + " is listed twice")
               .at(entry.field, entry.row),
           file);
    }
    return std::nullopt;
  }

  void check_year(const PackEntry& entry, const PackFile& file, std::size_t number) {
    if (!file.year) return;
    const YearMonthDay day = entry.day.day.ymd();
    if (day.year == *file.year || (day.year == *file.year - 1 && day.month == 12)) return;
    warn(invalid(Reason::bad_date, entry.day.day.iso() + " is not of the file's year " +
                                       std::to_string(*file.year))
             .at(entry.field, entry.row),
         number);
  }

  void note_years(const PackFile& file, std::size_t number) {
    std::set<std::int32_t> known;
    for (const PackEntry& entry : file.entries) {
      const YearMonthDay day = entry.day.day.ymd();
      if (entry.day.kind == DayKind::work) continue;
      if (file.year && day.year != *file.year) continue;
      if (file.may_spill && day.month == 12) continue;
      known.insert(day.year);
    }
    years_.insert(known.begin(), known.end());
    if (!known.empty()) return;
    const std::string which =
        file.year ? "year " + std::to_string(*file.year) : "the file";
    warn(invalid(Reason::not_covered,
                 which + " lists no holiday: unknown, not free of holidays"),
         number);
  }

  void warn_of_lone_workdays() {
    for (const auto& [day, listed] : days_) {
      if (listed.entry.day.kind != DayKind::work || years_.count(day.ymd().year) != 0) {
        continue;
      }
      if (listed.spilled) continue;  // its holiday lies in the year of the notice
      warn(invalid(Reason::not_covered,
                   day.iso() + " is a make-up workday in a year without holidays")
               .at(listed.entry.field, listed.entry.row),
           listed.file);
    }
  }

  /// The latest run of known years; an earlier run is reported and its days stay listed.
  std::optional<DateSpan> coverage() {
    if (years_.empty()) return std::nullopt;
    std::int32_t first = *years_.rbegin();
    const std::int32_t last = first;
    while (years_.count(first - 1) != 0) --first;
    if (*years_.begin() < first) {
      warnings_.push_back(invalid(
          Reason::not_covered, "no holidays are known for " + std::to_string(first - 1) +
                                   ": coverage begins after it, with " +
                                   std::to_string(first)));
    }
    return DateSpan{Date::from_ymd(first, 1, 1).value(),
                    Date::from_ymd(last, 12, 31).value()};
  }

  std::map<Date, Listed> days_;
  std::set<std::int32_t> years_;
  std::vector<Error> warnings_;
};

}  // namespace

Result<PackImport> import_pack(const std::vector<std::string_view>& files,
                               PackShape shape, std::string id, std::string source,
                               std::string version) {
  if (files.empty()) {
    return invalid(Reason::missing_value, "a holiday pack has at least one file")
        .at("files");
  }
  Pack pack;
  for (std::size_t i = 0; i < files.size(); ++i) {
    Result<PackFile> file = read_file(files[i], shape);  // the first file decides for all
    if (!file) return in_file(file.error(), i);
    if (auto error = pack.add(*std::move(file), i)) return *std::move(error);
  }
  return pack.finish(std::move(id), std::move(source), std::move(version));
}

}  // namespace kith
