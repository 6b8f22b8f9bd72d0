#include "fuzz/books.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace kith::fuzz {

namespace fs = std::filesystem;

std::string book_path() {
  const fs::path memory = "/dev/shm";
  const fs::path folder = fs::is_directory(memory) ? memory : fs::temp_directory_path();
  return (folder / ("kith-fuzz-" + std::to_string(getpid()) + ".kith")).string();
}

void remove_book(const std::string& path) {
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
    std::error_code ignored;
    fs::remove(path + tail, ignored);
  }
}

std::string file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_file(const std::string& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

CBook open_book(const std::string& path, bool create, bool read_only) {
  kith_book_options options = KITH_BOOK_OPTIONS_INIT;
  options.create = create ? 1 : 0;
  options.read_only = read_only ? 1 : 0;
  options.durability = KITH_DURABILITY_BULK;
  kith_book* book = nullptr;
  LAW(WELL(kith_book_open(path.c_str(), -1, &options, &book, error)) ==
      (book != nullptr));
  return CBook(book);
}

void record_and_rebuild(const kith_batch* batch, bool judged_well) {
  const std::string path = book_path();
  remove_book(path);
  {
    const CBook book = open_book(path, true);
    LAW(book != nullptr);
    const bool recorded =
        WELL(kith_book_record(book.get(), batch, kNow, nullptr, nullptr, nullptr, error));
    if (judged_well) LAW(recorded);
    if (recorded) {
      std::int64_t differed = -1;
      LAW(WELL(kith_book_rebuild(book.get(), nullptr, nullptr, &differed, error)));
      LAW(differed == 0);
      LAW(WELL(kith_book_check(book.get(), error)));
      kith_view* over = nullptr;
      if (WELL(kith_view_open(book.get(), nullptr, &over, error))) {
        const CView closing(over);
        ask_all(over);
      }
    }
  }
  remove_book(path);
}

}  // namespace kith::fuzz
