#include "exchange/xlsx.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "exchange/file_kind.hpp"
#include "exchange/limits.hpp"
#include "exchange/number_format.hpp"
#include "exchange/xlsx_sheet.hpp"
#include "exchange/xml.hpp"
#include "exchange/zip_reader.hpp"

namespace kith::exchange {

namespace {

Result<void> parse_part(ZipReader& zip, const std::string& name, XmlHandler& handler,
                        const SheetLimits& limits) {
  XmlReader xml(handler, name, limits);
  Result<void> r =
      zip.read(name, [&](std::string_view piece) { return xml.feed(piece); });
  if (!r) return r;
  return xml.finish();
}

struct Relation {
  std::string type;  // the last word of the type URI: "worksheet", "styles", …
  std::string target;
};

class RelationsHandler final : public XmlHandler {
 public:
  std::map<std::string, Relation> relations;

  Result<void> start(std::string_view name, const Attributes& a) override {
    if (name != "Relationship" || a.get("TargetMode") == "External") return {};
    const std::string_view type = a.get("Type").value_or("");
    relations[std::string(a.get("Id").value_or(""))] = {
        std::string(type.substr(type.rfind('/') + 1)),
        std::string(a.get("Target").value_or(""))};
    return {};
  }
  Result<void> end(std::string_view) override { return {}; }
};

struct SheetEntry {
  std::string name;
  std::string relation;
  bool hidden = false;
};

class WorkbookHandler final : public XmlHandler {
 public:
  std::vector<SheetEntry> sheets;
  bool date1904 = false;

  Result<void> start(std::string_view name, const Attributes& a) override {
    if (name == "workbookPr") {
      const auto flag = a.get("date1904").value_or("0");
      date1904 = flag == "1" || flag == "true";
    } else if (name == "sheet") {
      const auto state = a.get("state").value_or("visible");
      sheets.push_back({std::string(a.get("name").value_or("")),
                        std::string(a.get("id").value_or("")), state != "visible"});
    }
    return {};
  }
  Result<void> end(std::string_view) override { return {}; }
};

class StringsHandler final : public XmlHandler {
 public:
  StringsHandler(std::vector<std::string>& strings, const SheetLimits& limits)
      : strings_(strings), limits_(limits) {}

  Result<void> start(std::string_view name, const Attributes&) override {
    if (name == "si") current_.clear();
    if (name == "rPh") phonetic_ = true;
    if (name == "t") in_text_ = !phonetic_;
    return {};
  }
  Result<void> end(std::string_view name) override {
    if (name == "t") in_text_ = false;
    if (name == "rPh") phonetic_ = false;
    if (name != "si") return {};
    if (static_cast<std::int64_t>(strings_.size()) >= limits_.shared_strings) {
      return beyond("shared strings", limits_.shared_strings);
    }
    strings_.push_back(unescape(current_));
    return {};
  }
  Result<void> text(std::string_view piece) override {
    if (!in_text_) return {};
    current_ += piece;
    if (static_cast<std::int64_t>(current_.size()) > limits_.cell_bytes) {
      return beyond("length of a shared string", limits_.cell_bytes);
    }
    return {};
  }

 private:
  std::vector<std::string>& strings_;
  const SheetLimits& limits_;
  std::string current_;
  bool in_text_ = false;
  bool phonetic_ = false;
};

class StylesHandler final : public XmlHandler {
 public:
  StylesHandler(std::vector<bool>& date_styles, const SheetLimits& limits)
      : date_styles_(date_styles), limits_(limits) {}

  Result<void> start(std::string_view name, const Attributes& a) override {
    if (name == "cellXfs") in_cells_ = true;
    const std::int64_t id = number(a.get("numFmtId").value_or("0"));
    if (name == "numFmt") {
      custom_[id] = is_date_format(a.get("formatCode").value_or(""));
    } else if (name == "xf" && in_cells_) {
      const auto found = custom_.find(id);
      date_styles_.push_back(found != custom_.end() ? found->second
                                                    : is_date_format_id(id));
    }
    if (static_cast<std::int64_t>(std::max(custom_.size(), date_styles_.size())) >
        limits_.styles) {
      return beyond("styles", limits_.styles);
    }
    return {};
  }
  Result<void> end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
    return {};
  }

 private:
  static std::int64_t number(std::string_view text) {
    std::int64_t n = -1;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
  }
  std::vector<bool>& date_styles_;
  const SheetLimits& limits_;
  std::map<std::int64_t, bool> custom_;
  bool in_cells_ = false;
};

// A target is relative to the folder of the part that names it, or absolute from the
// package's root.
std::string resolve(const std::string& folder, std::string_view target) {
  std::string path = folder;
  if (!target.empty() && target.front() == '/') {
    path.clear();
    target.remove_prefix(1);
  }
  while (target.substr(0, 3) == "../") {
    target.remove_prefix(3);
    const auto slash =
        path.size() < 2 ? std::string::npos : path.rfind('/', path.size() - 2);
    path = slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
  }
  if (target.substr(0, 2) == "./") target.remove_prefix(2);
  return path + std::string(target);
}

struct Package {
  std::string folder;  // of the workbook part, with a slash
  WorkbookHandler workbook;
  RelationsHandler relations;
};

Result<std::string> workbook_path(ZipReader& zip, const SheetLimits& limits) {
  if (zip.contains("_rels/.rels")) {
    RelationsHandler root;
    if (Result<void> r = parse_part(zip, "_rels/.rels", root, limits); !r)
      return r.error();
    for (const auto& [id, relation] : root.relations) {
      if (relation.type == "officeDocument") return resolve("", relation.target);
    }
  }
  return std::string("xl/workbook.xml");
}

Result<Package> open_package(ZipReader& zip, const SheetLimits& limits) {
  if (const auto other = refuse_by_parts(zip)) return *other;
  Result<std::string> path = workbook_path(zip, limits);
  if (!path) return path.error();
  if (!zip.contains(*path)) {
    return invalid(
        Reason::missing_part,
        "an archive without a workbook: not an .xlsx file (no part " + *path + ")");
  }
  Package package;
  const auto slash = path->rfind('/');
  const std::string file = slash == std::string::npos ? *path : path->substr(slash + 1);
  package.folder = slash == std::string::npos ? "" : path->substr(0, slash + 1);
  if (Result<void> r = parse_part(zip, *path, package.workbook, limits); !r)
    return r.error();
  const std::string rels = package.folder + "_rels/" + file + ".rels";
  if (zip.contains(rels)) {
    if (Result<void> r = parse_part(zip, rels, package.relations, limits); !r) {
      return r.error();
    }
  }
  return package;
}

Result<void> read_tables(ZipReader& zip, const Package& package, SheetContext& context) {
  for (const auto& [id, relation] : package.relations.relations) {
    const std::string path = resolve(package.folder, relation.target);
    if (relation.type != "sharedStrings" && relation.type != "styles") continue;
    if (!zip.contains(path)) continue;
    Result<void> r;
    if (relation.type == "styles") {
      StylesHandler styles(context.date_styles, context.limits);
      r = parse_part(zip, path, styles, context.limits);
    } else {
      StringsHandler strings(context.strings, context.limits);
      r = parse_part(zip, path, strings, context.limits);
    }
    if (!r) return r;
  }
  return {};
}

}  // namespace

Result<Workbook> read_xlsx(std::string_view bytes, const SheetLimits& limits) {
  Result<ZipReader> zip = ZipReader::open(bytes, limits);
  if (!zip) return zip.error();
  Result<Package> package = open_package(*zip, limits);
  if (!package) return package.error();
  const auto& entries = package->workbook.sheets;
  if (static_cast<std::int64_t>(entries.size()) > limits.sheets) {
    return beyond("sheets", limits.sheets);
  }
  SheetContext context{limits, {}, {}, 0, 0};
  if (Result<void> r = read_tables(*zip, *package, context); !r) return r.error();
  Workbook book;
  book.kind = FileKind::xlsx;
  for (const SheetEntry& entry : entries) {
    const auto found = package->relations.relations.find(entry.relation);
    if (found == package->relations.relations.end() ||
        found->second.type != "worksheet") {
      continue;  // chart and dialog sheets hold no cells
    }
    Sheet sheet;
    sheet.name = entry.name;
    sheet.hidden = entry.hidden;
    sheet.date1904 = package->workbook.date1904;
    SheetHandler handler(sheet, context);
    const std::string path = resolve(package->folder, found->second.target);
    if (Result<void> r = parse_part(*zip, path, handler, limits); !r) return r.error();
    std::sort(sheet.merges.begin(), sheet.merges.end());
    book.sheets.push_back(std::move(sheet));
  }
  return book;
}

}  // namespace kith::exchange
