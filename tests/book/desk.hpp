// What the book's tests share: a folder of their own, facts in one line, a random
// history.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "kith/book/book.hpp"

namespace kith::test {

/// A folder that goes with the test.
class Folder {
 public:
  Folder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "kith_book_XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string file(const std::string& name = "a.kith") const {
    return (path_ / name).string();
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

inline Date day(const char* iso) { return Date::parse(iso).value(); }
inline Instant at(const char* iso) { return Instant::parse(iso).value(); }

template <class Body>
Fact fact(const std::string& root, const std::string& key, Date d, Body body) {
  Fact f;
  f.head.root = CustomerKey(root);
  f.head.event = {"test", key};
  f.head.occurred = Occurred::on(d);
  f.body = std::move(body);
  return f;
}

inline TouchFact phone_touch(const std::string& actor = "") {
  TouchFact t;
  t.channel = Channel::phone;
  t.actor = PersonKey(actor);
  return t;
}

inline Batch batch_of(const std::vector<Fact>& facts) {
  Batch b;
  for (const Fact& f : facts) b.add(f).value();
  return b;
}

inline CustomerFact named(Batch& b, const FactHead& head, const std::string& name) {
  return CustomerFact{{{Field::name, b.put_text(head, "name", name)}}};
}

/// Adds a document and the fact that adopts it.
inline void adopt(Batch& b, std::string_view json, Date from, const std::string& key) {
  const Document d = read_document(json).value();
  b.add_document(d);
  b.add(fact("", key, from, AdoptFact{d.kind, d.id, d.hash, from})).value();
}

inline Book fresh(const std::string& path, const Settings& settings = {}) {
  BookOptions o;
  o.create = true;
  o.durability = Durability::bulk;
  o.settings = settings;
  return Book::open(path, o).value();
}

inline Book again(const std::string& path) { return Book::open(path).value(); }

/// All states of a cut as bytes, by key.
inline std::vector<std::string> states(const Source& source, const Cut& cut) {
  std::vector<std::string> out;
  source.each(cut, [&](const CustomerState& s) {
    // A customer with nothing but retractions in the cut has no fact in it.
    if (s.last) out.push_back(state_to_bytes(s));
    return true;
  });
  return out;
}
inline std::vector<std::string> states(const Book& book) {
  return states(*book.source(), {Date::max(), std::nullopt});
}

/// Random batches over few customers and few days, with late facts, corrections, and
/// corrections taken back.
class RandomHistory {
 public:
  explicit RandomHistory(std::uint32_t seed) : random_(seed) {}
  Batch next_batch();
  [[nodiscard]] Instant now() const { return now_; }

 private:
  std::int64_t roll(std::int64_t n) {
    return std::uniform_int_distribution<std::int64_t>(0, n - 1)(random_);
  }
  FactBody body(const std::string& root);
  Fact next_fact();

  std::mt19937 random_;
  std::int64_t serial_ = 0;
  Instant now_ = at("2024-01-01T00:00:00Z");
  std::vector<Fact> given_;
};

}  // namespace kith::test
