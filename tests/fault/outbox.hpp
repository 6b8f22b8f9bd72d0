// A run of small batches, whose every prefix can be told from every other: what the crash
// tests record, and what a survivor is compared with.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "world.hpp"

namespace fault {

/// Facts of one batch.
inline constexpr std::int64_t kFactsOfBatch = 4;

/// Records batch number n (from 0), the first of which adopts the documents.
kith_status record_batch(kith_book* book, std::int64_t n, kith_error** error);

/// What is wrong with a book that should hold the first `acknowledged` batches and
/// perhaps one or more of those `begun` after; empty: nothing. `batches` gets how many it
/// holds. Sound: opened, checked, rebuilt without a difference, answers those of the
/// prefix.
class Survivor {
 public:
  explicit Survivor(const Folder& folder);
  ~Survivor();
  Survivor(const Survivor&) = delete;
  Survivor& operator=(const Survivor&) = delete;
  std::string examine(const std::string& path, std::int64_t acknowledged,
                      std::int64_t begun, std::int64_t* batches = nullptr);

 private:
  const std::string& prefix(std::int64_t batches);

  kith_book* reference_;
  std::int64_t held_ = 0;
  std::map<std::int64_t, std::string> prefixes_;
};

}  // namespace fault
