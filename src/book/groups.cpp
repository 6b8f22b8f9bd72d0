#include "book/groups.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <tuple>

namespace kith::book {
namespace {

constexpr std::size_t kWord = 8;

/// A row with the bytes that tell most keys apart, so that facts that lie all over the
/// memory are not visited while they are sorted.
struct Entry {
  std::uint64_t first = 0;
  std::uint64_t second = 0;
  std::size_t row = 0;
};

/// In the order of their bytes, what is shorter first.
std::uint64_t word_at(std::string_view text, std::size_t at) {
  std::uint64_t n = 0;
  for (std::size_t i = at; i < at + kWord; ++i)
    n = n << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  return n;
}

/// How many bytes all customers' keys begin with alike; the book's empty one apart.
std::size_t common_bytes(std::span<const Fact> facts) {
  std::string_view common;
  for (const Fact& fact : facts) {
    const std::string_view key = fact.head.root.text();
    if (key.empty()) continue;
    if (common.empty()) common = key;
    const std::size_t most = std::min(common.size(), key.size());
    std::size_t n = 0;
    while (n < most && common[n] == key[n]) ++n;
    if (n == 0) return 0;
    common = common.substr(0, n);
  }
  return common.size();
}

}  // namespace

Groups::Groups(std::span<const Fact> facts) {
  const auto key = [&](const Entry& e) -> const CustomerKey& {
    return facts[e.row].head.root;
  };
  const std::size_t skip = common_bytes(facts);
  std::vector<Entry> entries;
  entries.reserve(facts.size());
  for (std::size_t row = 0; row < facts.size(); ++row) {
    const std::string_view text = facts[row].head.root.text();
    entries.push_back({word_at(text, skip), word_at(text, skip + kWord), row});
  }
  const auto alike = [&](const Entry& a, const Entry& b) {
    return a.first == b.first && a.second == b.second;
  };
  std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) {
    if (!alike(a, b)) return std::tie(a.first, a.second) < std::tie(b.first, b.second);
    const int order = key(a).text().compare(key(b).text());
    return order != 0 ? order < 0 : a.row < b.row;
  });
  rows_.reserve(entries.size());
  for (const Entry& e : entries) rows_.push_back(e.row);
  for (std::size_t i = 0; i < entries.size();) {
    std::size_t end = i + 1;
    while (end < entries.size() && alike(entries[end], entries[i]) &&
           key(entries[end]) == key(entries[i]))
      ++end;
    groups_.push_back({&key(entries[i]), std::span(rows_).subspan(i, end - i)});
    i = end;
  }
}

}  // namespace kith::book
