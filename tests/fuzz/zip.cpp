// A workbook's bytes as they come: the archive and all that is in it.
#include "fuzz/sheets.hpp"

KITH_FUZZ_TARGET(zip) { kith::fuzz::read_sheets(bytes, "a.xlsx"); }
