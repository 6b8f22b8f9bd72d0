// Holiday packs: one byte of shape, then files parted by 0xFF.
#include <vector>

#include "fuzz/c_kit.hpp"

using namespace kith::fuzz;

KITH_FUZZ_TARGET(pack) {
  Pieces in(bytes);
  const std::int32_t shape = in.byte() % 7;  // one more than there are
  std::vector<kith_string_view> files;
  while (!in.empty() && files.size() < 8) files.push_back(view(in.part()));
  kith_document* made = nullptr;
  kith_table* table = nullptr;
  const bool ok =
      WELL(kith_calendar_import_pack(shape, files.data(), std::ssize(files), "cn", -1,
                                     "made by hand", -1, "1", -1, &made, &table, error));
  const CDocument document(made);
  const CTable warnings(table);
  if (!ok) return;
  cells(warnings.get());
  kith_calendar* calendar = nullptr;
  LAW(WELL(kith_calendar_create(document.get(), &calendar, error)));
  const CCalendar closing(calendar);
  const std::int32_t from = kDay - 400;
  const std::int32_t to = kDay;
  std::int32_t days = 0;
  LAW(WELL(kith_calendar_count(calendar, &from, &to, 1, &days, nullptr, error)));
  LAW(days >= 0 && days <= 400);
}
