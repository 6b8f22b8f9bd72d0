// A file imported into a batch: any bytes end in facts with a report, or in a named
// error. First byte: CSV or XLSX, the sheet kind, a dry run.
#include "fuzz/c_kit.hpp"

using namespace kith::fuzz;

KITH_FUZZ_TARGET(import) {
  Pieces in(bytes);
  const std::uint8_t how = in.byte();
  const char* name = (how & 1) != 0 ? "a.xlsx" : "a.csv";
  kith_import_options options = KITH_IMPORT_OPTIONS_INIT;
  options.now = kNow;
  options.sheet = how / 4 % 10;
  options.dry_run = how / 2 % 2;
  const std::string header((how & 128) != 0 ? in.part() : std::string_view());
  const kith_string_view from[] = {view(std::string_view(header))};
  const kith_string_view to[] = {view(std::string_view("customer"))};
  if (!header.empty()) {
    options.mapping_from = from;
    options.mapping_to = to;
    options.mapping_count = 1;
  }
  const std::string_view file = in.rest();
  const CBatch batch = documents_batch();
  const std::int64_t before = kith_batch_size(batch.get());
  const auto read = [&](CTable& out) {
    kith_table* report = nullptr;
    const bool ok = WELL(kith_batch_import(
        batch.get(), reinterpret_cast<const std::uint8_t*>(file.data()),
        static_cast<std::int64_t>(file.size()), name, -1, &options, &report, error));
    out.reset(report);
    return ok;
  };
  CTable report;
  if (!read(report)) {
    LAW(kith_batch_size(batch.get()) == before);
    return;
  }
  cells(report.get());
  const std::int64_t facts = kith_batch_size(batch.get());
  if (options.dry_run != 0) {
    LAW(facts == before);
    return;
  }
  LAW(read(report));  // the same file again tells nothing new
  LAW(kith_batch_size(batch.get()) == facts);
  kith_view* over = nullptr;
  const bool seen =
      WELL(kith_view_open_over_batch(batch.get(), nullptr, nullptr, &over, error));
  LAW(seen);  // what an import gives, a view takes
  const CView closing(over);
  ask_all(over);
}
