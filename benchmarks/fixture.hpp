// The uniform book on disk, ours and the peer's, made once a folder and copied for each
// use that writes.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "hand.hpp"
#include "kith/book/book.hpp"
#include "kith/view/view.hpp"
#include "world.hpp"

namespace kith::bench {

/// The files of a book of so many customers; made when absent, a fact of every customer
/// at a time, as a year would. Prints how long it took.
std::filesystem::path book_file(std::int64_t customers);
std::filesystem::path hand_file(std::int64_t customers);

/// A fresh copy of a file under another name, with no log beside it, on disk before this
/// returns.
std::filesystem::path fresh_copy(const std::filesystem::path& file,
                                 const std::string& name);
std::filesystem::path copy_of_book(std::int64_t customers, const std::string& name);
std::filesystem::path copy_of_hand(std::int64_t customers, const std::string& name);

Book open_book(const std::filesystem::path& path,
               Durability durability = Durability::full);
/// One transaction a call.
void record(Book& book, const std::vector<TouchMade>& touches);
void record(Hand& hand, const std::vector<TouchMade>& touches);

/// The first rows of our list as the peer gives them; overdue rows only.
std::vector<HandDue> due_rows(const Table& due);
/// Our morning list of an owner.
Table morning_list(const View& view, std::int64_t owner);
/// The same promises as a person reads them.
Table morning_list_with_words(const View& view, std::int64_t owner);

/// Facts, follow-up dates and lists of some customers and owners, after `touches` live
/// ones.
void compare(Book& book, Hand& hand, const World& world, std::int64_t touches);

}  // namespace kith::bench
