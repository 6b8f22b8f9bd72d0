// The XML of a workbook, parts parted by 0xFF, packed into a sound archive.
#include "exchange/fixture.hpp"
#include "fuzz/sheets.hpp"

KITH_FUZZ_TARGET(xlsx) {
  kith::fuzz::Pieces in(bytes);
  kith::test::Xlsx book;
  book.sheet = in.part();
  book.strings = in.part();
  book.styles = in.part();
  book.formats = in.part();
  book.workbook_pr = in.part();
  kith::fuzz::read_sheets(book.bytes(), "a.xlsx");
}
