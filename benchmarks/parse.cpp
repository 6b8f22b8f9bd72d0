// Sheets into rows, and rows into facts: rows a second ("items_per_second").
//
// Floor: the bytes of the file read once; for XLSX what zlib needs to inflate it.
#include <minizip/zip.h>

#include <fstream>
#include <iterator>

#include <string>

#include "harness.hpp"
#include "kith/base/csv.hpp"
#include "kith/exchange/import.hpp"
#include "kith/exchange/sheet.hpp"
#include "sample/sheets.hpp"
#include "world.hpp"

namespace {

using namespace kith;
using namespace kith::bench;

constexpr std::int64_t kRows = 20'000;
constexpr int kColumns = 10;

std::string cell(std::int64_t row, int column) {
  const std::uint64_t x =
      scatter(static_cast<std::uint64_t>(column) + 50, static_cast<std::uint64_t>(row));
  switch (column % 4) {
    case 0:
      return "客户" + std::to_string(x % 100'000);
    case 1:
      return "2023-" + std::to_string(10 + x % 3) + "-" + std::to_string(10 + x % 18);
    case 2:
      return std::to_string(x % 1'000'000);
    default:
      return "wants a quote by Friday, number " + std::to_string(x % 1'000);
  }
}

std::string csv() {
  std::string out;
  for (std::int64_t row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns; ++column) {
      if (column > 0) out += ',';
      out += column % 4 == 3 ? '"' + cell(row, column) + '"' : cell(row, column);
    }
    out += "\r\n";
  }
  return out;
}

std::string sheet_xml() {
  std::string out =
      "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
      "<sheetData>";
  for (std::int64_t row = 0; row < kRows; ++row) {
    const std::string number = std::to_string(row + 1);
    out += "<row r=\"" + number + "\">";
    for (int column = 0; column < kColumns; ++column) {
      const std::string at = static_cast<char>('A' + column) + number;
      out += column % 4 == 2 ? "<c r=\"" + at + "\"><v>" + cell(row, column) + "</v></c>"
                             : "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" +
                                   cell(row, column) + "</t></is></c>";
    }
    out += "</row>";
  }
  return out + "</sheetData></worksheet>";
}

void pack(zipFile file, const char* name, const std::string& text) {
  expect(zipOpenNewFileInZip(file, name, nullptr, nullptr, 0, nullptr, 0, nullptr,
                             Z_DEFLATED, 6) == ZIP_OK &&
             zipWriteInFileInZip(file, text.data(), static_cast<unsigned>(text.size())) ==
                 ZIP_OK &&
             zipCloseFileInZip(file) == ZIP_OK,
         "cannot pack a workbook");
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string xlsx() {
  const auto path = arguments().folder / "parse.xlsx";
  zipFile file = zipOpen(path.c_str(), APPEND_STATUS_CREATE);
  expect(file != nullptr, "cannot make a workbook");
  pack(file, "[Content_Types].xml",
       "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
       "<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
  pack(file, "_rels/.rels",
       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
       "relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/"
       "officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>"
       "</Relationships>");
  pack(file, "xl/workbook.xml",
       "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
       "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
       "<sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
  pack(file, "xl/_rels/workbook.xml.rels",
       "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
       "relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/"
       "officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
       "</Relationships>");
  pack(file, "xl/worksheets/sheet1.xml", sheet_xml());
  expect(zipClose(file, nullptr) == ZIP_OK, "cannot close a workbook");
  return read(path);
}

void rows(benchmark::State& state, std::int64_t count, std::size_t bytes) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * count);
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(bytes));
}

void lex(benchmark::State& state) {
  static const std::string bytes = csv();
  for (auto _ : state) {
    const auto sheet = lex_csv(bytes).value();
    expect(static_cast<std::int64_t>(sheet.rows.size()) == kRows, "rows were lost");
  }
  rows(state, kRows, bytes.size());
}

Body workbook(std::string (*make)()) {
  return [make](benchmark::State& state) {
    const std::string bytes = make();
    for (auto _ : state) {
      const auto book = read_workbook(bytes, "sheet").value();
      expect(static_cast<std::int64_t>(book.sheets.at(0).rows.size()) == kRows,
             "rows were lost");
    }
    rows(state, kRows, bytes.size());
  };
}

void import(benchmark::State& state) {
  static const std::vector<SampleFile> files = [] {
    SampleOptions options;
    options.customers = 600;
    return sample_sheets(options);
  }();
  std::int64_t count = 0;
  std::size_t bytes = 0;
  for (const SampleFile& file : files) {
    count += file.rows;
    bytes += file.bytes.size();
  }
  for (auto _ : state) {
    Batch batch;
    ImportOptions options;
    options.now = Instant::parse("2023-12-31T20:00:00+08:00").value();
    for (const SampleFile& file : files)
      (void)import_into_batch(batch, file.bytes, file.name, options).value();
  }
  rows(state, count, bytes);
}

}  // namespace

int main(int argc, char** argv) {
  begin(argc, argv);
  const Turn turn{.unit = benchmark::kMillisecond};
  alone("csv lexed", turn, lex);
  alone("csv into a workbook", turn, workbook(csv));
  alone("xlsx into a workbook", turn, workbook(xlsx));
  alone("sheets of a sample book into facts", turn, import);
  return run();
}
