// A book in a file that goes with it.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <optional>
#include <string>

#include "kith/book/book.hpp"

namespace kith::property {

/// Of this process alone.
class BookFile {
 public:
  explicit BookFile(const std::string& name)
      : path_(std::filesystem::temp_directory_path() /
              ("kith-" + name + "-" + std::to_string(getpid()) + ".kith")) {
    remove();
    BookOptions options;
    options.create = true;
    options.durability = Durability::bulk;
    book_.emplace(Book::open(path_.string(), options).value());
  }
  ~BookFile() {
    book_.reset();
    remove();
  }
  BookFile(const BookFile&) = delete;
  BookFile& operator=(const BookFile&) = delete;
  Book& operator*() { return *book_; }
  Book* operator->() { return &*book_; }

 private:
  void remove() const {
    for (const char* tail : {"", "-wal", "-shm"}) {
      std::filesystem::remove(path_.string() + tail);
    }
  }
  std::filesystem::path path_;
  std::optional<Book> book_;
};

}  // namespace kith::property
