// Tables from Arrow: counts and contents of any kind over buffers that are as long as
// Arrow's specification asks for the counts given.
#include "fuzz/arrow_batch.hpp"

using namespace kith::fuzz;

namespace {

constexpr const char* kFormats[] = {"b",       "c",    "C",  "s", "S", "i", "I",
                                    "l",       "L",    "g",  "u", "U", "n", "tdD",
                                    "tsu:UTC", "tsu:", "+s", "",  "z"};

std::size_t width_of(const std::string& format) {
  switch (format.empty() ? ' ' : format[0]) {
    case 'c':
    case 'C':
      return 1;
    case 's':
    case 'S':
      return 2;
    case 'i':
    case 'I':
      return 4;
    default:
      return format == "tdD" ? 4 : 8;
  }
}

std::string filled(Pieces& in, std::size_t size) {
  std::string out(size, '\0');
  const std::string_view given = in.text();
  out.replace(0, std::min(size, given.size()), given.substr(0, size));
  return out;
}

template <class Offset>
std::vector<std::string> text_buffers(Pieces& in, std::size_t slots,
                                      std::string validity) {
  const std::string offsets = filled(in, (slots + 1) * sizeof(Offset));
  Offset last = 0;  // the length of the bytes, by Arrow's specification
  std::memcpy(&last, offsets.data() + slots * sizeof(Offset), sizeof(Offset));
  const std::size_t size = last > 0 && last < 4096 ? static_cast<std::size_t>(last) : 0;
  return {std::move(validity), offsets, filled(in, size)};
}

void add_column(Pieces& in, ArrowBatch& batch, std::int64_t rows) {
  const std::uint8_t how = in.byte();
  const std::string format = kFormats[how % std::size(kFormats)];
  const auto longer = static_cast<std::int64_t>(in.byte() % 4);
  const auto slots = static_cast<std::size_t>(rows + longer);
  std::string validity;
  if (how > 127) validity = filled(in, slots / 8 + 1);
  std::string name(in.text());
  name = name.substr(0, name.find('\0'));  // a C string
  std::vector<std::string> buffers;
  if (format == "u") {
    buffers = text_buffers<std::int32_t>(in, slots, std::move(validity));
  } else if (format == "U") {
    buffers = text_buffers<std::int64_t>(in, slots, std::move(validity));
  } else if (format == "b") {
    buffers = {std::move(validity), filled(in, slots / 8 + 1)};
  } else if (format != "n") {
    buffers = {std::move(validity), filled(in, slots * width_of(format))};
  }
  if (in.byte() == 7) buffers.emplace_back();
  batch.add(std::move(name), format, static_cast<std::int64_t>(slots), how > 127 ? -1 : 0,
            buffers);
}

}  // namespace

KITH_FUZZ_TARGET(arrow) {
  Pieces in(bytes);
  const auto rows = static_cast<std::int64_t>(in.byte() % 20);
  const auto offset = static_cast<std::int64_t>(in.byte() % 4);
  ArrowBatch batch(rows, offset);
  while (!in.empty()) add_column(in, batch, rows + offset);
  CTable table;
  if (!batch.take(table)) return;
  const std::string csv = cells(table.get());
  ArrowSchema schema{};
  ArrowArray array{};
  LAW(WELL(kith_table_to_arrow(table.get(), &schema, &array, error)));
  kith_table* again = nullptr;
  LAW(WELL(kith_table_from_arrow(&schema, &array, &again, error)));
  const CTable closing(again);
  LAW(cells(again) == csv);
  const kith_table* both[] = {table.get(), again};
  kith_table* joined = nullptr;
  LAW(WELL(kith_table_concat(both, 2, &joined, error)));
  kith_table_free(joined);
}
