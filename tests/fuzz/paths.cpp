// Texts as paths: nothing is created where nothing was asked for, and what is no book is
// said to be none.
#include <filesystem>

#include "fuzz/books.hpp"

using namespace kith::fuzz;

KITH_FUZZ_TARGET(paths) {
  const std::string folder = book_path() + ".d";
  std::filesystem::create_directories(folder);
  const std::string path = folder + "/" + std::string(bytes);
  const bool inside = bytes.find('/') == std::string_view::npos &&
                      bytes.find('\0') == std::string_view::npos;
  const auto size = static_cast<std::int64_t>(path.size());
  kith_book* book = nullptr;
  LAW(!WELL(kith_book_open(path.data(), size, nullptr, &book, error)));
  const std::string sound = book_path();
  remove_book(sound);
  {
    const CBook held = open_book(sound, true);
    if (inside && WELL(kith_book_backup(held.get(), path.data(), size, error))) {
      LAW(WELL(kith_book_open(path.data(), size, nullptr, &book, error)));
      LAW(WELL(kith_book_check(book, error)));
      kith_book_close(book);
    }
  }
  remove_book(sound);
  std::filesystem::remove_all(folder);
}
