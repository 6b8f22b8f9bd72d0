#include "book/batch_groups.hpp"

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

std::size_t shared(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t n = 0;
  while (n < most && a[n] == b[n]) ++n;
  return n;
}

/// The entries of all rows. What every customer's key begins with is left out: it is
/// guessed from some keys, and where another begins otherwise all begins anew.
std::vector<Entry> entries_of(std::span<const Fact> facts) {
  constexpr std::size_t kAsked = 64;
  const auto text = [&](std::size_t row) -> std::string_view {
    return facts[row].head.root.text();
  };
  std::string_view common;
  bool begun = false;
  for (std::size_t row = 0; row < facts.size(); row += facts.size() / kAsked + 1) {
    const std::string_view key = text(row);
    if (key.empty()) continue;
    common = begun ? common.substr(0, shared(common, key)) : key;
    begun = true;
  }
  std::vector<Entry> entries;
  entries.reserve(facts.size());
  for (std::size_t row = 0; row < facts.size(); ++row) {
    const std::string_view key = text(row);
    if (!key.empty() && key.substr(0, common.size()) != common) {
      common = common.substr(0, shared(common, key));
      entries.clear();
      row = 0;
    }
    const std::string_view rest =
        text(row).substr(std::min(common.size(), text(row).size()));
    entries.push_back({word_at(rest, 0), word_at(rest, kWord), row});
  }
  return entries;
}

}  // namespace

BatchGroups::BatchGroups(std::span<const Fact> facts) {
  const auto key = [&](const Entry& e) -> const CustomerKey& {
    return facts[e.row].head.root;
  };
  std::vector<Entry> entries = entries_of(facts);
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
