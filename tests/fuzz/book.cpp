// A damaged book: patches (offset of three bytes, one of length, the bytes) over a sound
// file, or with a first byte of 0xFF the file as it comes. Opening, checking, asking and
// recording end in answers or in named errors.
#include "fuzz/books.hpp"

using namespace kith::fuzz;

namespace {

const std::string& sound_book() {
  static const std::string bytes = [] {
    const std::string path = book_path();
    remove_book(path);
    {
      const CBook book = open_book(path, true);
      const CBatch batch = small_batch();
      LAW(WELL(kith_book_record(book.get(), batch.get(), kNow, nullptr, nullptr, nullptr,
                                error)));
    }
    std::string out = file_bytes(path);
    remove_book(path);
    return out;
  }();
  return bytes;
}

std::string damaged(std::string_view bytes) {
  if (bytes.substr(0, 1) == "\xFF") return std::string(bytes.substr(1));
  std::string out = sound_book();
  Pieces in(bytes);
  while (!in.empty()) {
    std::size_t at = in.byte();
    at = at << 8 | in.byte();
    at = at << 8 | in.byte();
    at %= out.size();
    const std::string_view patch = in.text().substr(0, out.size() - at);
    out.replace(at, patch.size(), patch);
  }
  return out;
}

void keep_private(kith_book* book) {
  kith_audit_record record = KITH_AUDIT_RECORD_INIT;
  record.question = {"letter", -1};
  WELL(kith_book_record_audit(book, &record, error));
  for (const bool audit : {false, true}) {
    kith_table* table = nullptr;
    const bool ok = audit ? WELL(kith_book_audit(book, nullptr, &table, error))
                          : WELL(kith_book_backups(book, &table, error));
    const CTable closing(table);
    LAW(ok == (table != nullptr));
    if (ok) cells(table);
  }
  kith_erase_options options = KITH_ERASE_OPTIONS_INIT;
  options.customer = {"yy", -1};
  kith_erase_result result = KITH_ERASE_RESULT_INIT;
  WELL(kith_book_erase(book, kNow, &options, &result, error));
}

void use(kith_book* book) {
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  WELL(kith_book_info(book, &summary, error));
  WELL(kith_book_check(book, error));
  kith_view* over = nullptr;
  if (WELL(kith_view_open(book, nullptr, &over, error))) {
    const CView closing(over);
    ask_all(over);
  }
  std::int64_t position = 0;
  WELL(kith_book_watermark(book, "fuzz", -1, &position, error));
  const CBatch batch = small_batch();
  WELL(kith_book_record(book, batch.get(), kNow, nullptr, nullptr, nullptr, error));
  WELL(kith_book_rebuild(book, nullptr, nullptr, nullptr, error));
  keep_private(book);
}

}  // namespace

KITH_FUZZ_TARGET(book) {
  const std::string file = damaged(bytes);
  const std::string path = book_path();
  remove_book(path);
  write_file(path, file);
  if (const CBook reading = open_book(path, false, true)) {
    kith_view* over = nullptr;
    if (WELL(kith_view_open(reading.get(), nullptr, &over, error))) {
      const CView closing(over);
      ask_all(over);
    }
  }
  LAW(file_bytes(path) == file);  // reading writes nothing
  if (const CBook book = open_book(path, false)) use(book.get());
  remove_book(path);
}
