// A CSV file's bytes as they come: encoding, separator, headers.
#include "fuzz/sheets.hpp"

KITH_FUZZ_TARGET(sheet_csv) { kith::fuzz::read_sheets(bytes, "a.csv"); }
