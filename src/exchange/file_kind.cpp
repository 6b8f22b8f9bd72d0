#include "exchange/file_kind.hpp"

#include <array>
#include <string>

#include "exchange/scan.hpp"

namespace kith::exchange {
namespace {

using namespace std::string_view_literals;

struct Magic {
  std::string_view start;
  std::string_view what;
};
constexpr std::array<Magic, 14> kMagics{{
    {"%PDF-"sv, "a PDF document: export its table as .xlsx or CSV"},
    {"{\\rtf"sv, "an RTF document: copy its table into a workbook"},
    {"\x89PNG"sv, "a picture: type its table into a workbook"},
    {"\xFF\xD8\xFF"sv, "a picture: type its table into a workbook"},
    {"GIF8"sv, "a picture: type its table into a workbook"},
    {"\x1F\x8B"sv, "a gzip archive: unpack it first"},
    {"7z\xBC\xAF\x27\x1C"sv, "a 7z archive: unpack it first"},
    {"Rar!"sv, "a RAR archive: unpack it first"},
    {"SQLite format 3\0"sv, "an SQLite database, not a sheet"},
    {"PAR1"sv, "a Parquet file: read it with pandas and record its rows"},
    {"ARROW1"sv, "an Arrow file: read it with pandas and record its rows"},
    {"<!DOCTYPE html"sv, "an HTML page, whatever its name: open it and save it as .xlsx"},
    {"<html"sv, "an HTML page, whatever its name: open it and save it as .xlsx"},
    {"<table"sv, "an HTML page, whatever its name: open it and save it as .xlsx"},
}};

Error refused(std::string_view what) {
  return Error(Status::unimplemented, Reason::unknown_kind,
               "the file is " + std::string(what));
}

/// The letters of ASCII as UTF-16, as names of streams stand in a compound file.
bool holds_stream(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

bool same_letters(std::string_view bytes, std::string_view start) {
  if (bytes.size() < start.size()) return false;
  for (std::size_t i = 0; i < start.size(); ++i) {
    const char b = bytes[i];
    const char lower = b >= 'A' && b <= 'Z' ? static_cast<char>(b | 0x20) : b;
    const char s = start[i];
    if (lower != (s >= 'A' && s <= 'Z' ? static_cast<char>(s | 0x20) : s)) return false;
  }
  return true;
}

}  // namespace

std::optional<Error> refuse_by_magic(std::string_view bytes) {
  if (starts_with(bytes, "\xD0\xCF\x11\xE0")) {
    if (holds_stream(bytes, "EncryptedPackage"))
      return refused("a workbook with a password: save it without one");
    if (holds_stream(bytes, "WordDocument"))
      return refused("an old Word document (.doc): copy its table into a workbook");
    return refused("an old .xls workbook: save it as .xlsx or CSV");
  }
  if (starts_with(bytes, "\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty() && (bytes.front() == '\r' || bytes.front() == '\n' ||
                            bytes.front() == ' ' || bytes.front() == '\t'))
    bytes.remove_prefix(1);
  for (const Magic& magic : kMagics) {
    const bool page = magic.start.front() == '<';
    if (page ? same_letters(bytes, magic.start) : starts_with(bytes, magic.start))
      return refused(magic.what);
  }
  if (starts_with(bytes, "<?xml")) {
    const bool table =
        bytes.substr(0, 4096).find("schemas-microsoft-com:office:spreadsheet") !=
        std::string_view::npos;
    return refused(table ? "an XML spreadsheet of 2003: save it as .xlsx or CSV"
                         : "an XML document, not a sheet");
  }
  return std::nullopt;
}

std::optional<Error> refuse_by_parts(const ZipReader& zip) {
  static constexpr std::array<Magic, 5> kParts{{
      {"xl/workbook.bin", "a binary workbook (.xlsb): save it as .xlsx or CSV"},
      {"word/document.xml", "a Word document (.docx): copy its table into a workbook"},
      {"ppt/presentation.xml", "a presentation (.pptx): copy its table into a workbook"},
      {"content.xml", "an OpenDocument file (.ods, .odt): save it as .xlsx or CSV"},
      {"Index/Document.iwa", "a Numbers or Pages file: export it as .xlsx or CSV"},
  }};
  for (const Magic& part : kParts) {
    if (zip.contains(std::string(part.start))) return refused(part.what);
  }
  return std::nullopt;
}

}  // namespace kith::exchange
