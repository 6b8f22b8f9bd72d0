#include "book/histories.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <numeric>
#include <utility>

#include "book/sqlite_error.hpp"

namespace kith::book {
namespace {

constexpr std::int64_t kFactsPerPart = 500'000;          // held at once: about 80 MB
constexpr std::int64_t kCustomersPerVaultPart = 20'000;  // held at once: some MB

/// What is taken apart: some bytes of a customer, with three numbers about them.
struct Entry {
  std::int64_t customer = 0;
  std::array<std::int64_t, 3> numbers{};
  std::string_view bytes;
};

Entry entry_of(const LogView& log) {
  return {log.customer, {log.seq, log.prev, log.recorded.micros()}, log.body};
}
Entry entry_of(const VaultView& view) {
  return {
      view.customer,
      {static_cast<std::int64_t>(view.ref.hi), static_cast<std::int64_t>(view.ref.lo), 0},
      view.words};
}
void read_entry(const Entry& entry, LogView& log) {
  const auto& [seq, prev, recorded] = entry.numbers;
  log = {seq, entry.customer, prev, Instant(recorded), entry.bytes};
}
void read_entry(const Entry& entry, VaultView& view) {
  view = {entry.customer,
          {static_cast<std::uint64_t>(entry.numbers[0]),
           static_cast<std::uint64_t>(entry.numbers[1])},
          entry.bytes};
}

/// A table taken apart by customer in one scan, into files without a name.
class Parts {
 public:
  Parts(std::int64_t parts, std::int64_t last_customer)
      : width_(last_customer / std::clamp(parts, kLeast, kMost) + 1),
        parts_(static_cast<std::size_t>(last_customer / width_ + 1)) {}

  void put(const Entry& entry) {
    Part& part = parts_[part_of(entry.customer)];
    const Head head{entry.customer, entry.numbers[0], entry.numbers[1], entry.numbers[2],
                    static_cast<std::int64_t>(entry.bytes.size())};
    part.waiting.append(reinterpret_cast<const char*>(head.data()), sizeof head);
    part.waiting.append(entry.bytes);
    if (part.waiting.size() >= kBlock) write_out(part);
  }
  [[nodiscard]] std::size_t count() const { return parts_.size(); }
  [[nodiscard]] std::size_t part_of(std::int64_t customer) const {
    return static_cast<std::size_t>(customer / width_);
  }
  [[nodiscard]] std::int64_t first_of(std::size_t part) const {
    return static_cast<std::int64_t>(part) * width_;
  }
  /// The bytes of a part, which is then gone. Room made once serves all parts.
  void take(std::size_t which, std::string& bytes) {
    const Part part = std::move(parts_[which]);
    bytes.resize(part.written + part.waiting.size());
    if (part.file) {
      std::rewind(part.file.get());
      if (std::fread(bytes.data(), 1, part.written, part.file.get()) != part.written)
        throw failed();
    }
    part.waiting.copy(bytes.data() + part.written, part.waiting.size());
  }
  /// In the order in which they were put; they borrow the bytes.
  template <class Visit>
  static void each(std::string_view bytes, const Visit& visit) {
    while (!bytes.empty()) {
      Head head{};
      bytes.copy(reinterpret_cast<char*>(head.data()), sizeof head);
      const auto size = static_cast<std::size_t>(head[4]);
      visit(Entry{head[0], {head[1], head[2], head[3]}, bytes.substr(sizeof head, size)});
      bytes.remove_prefix(sizeof head + size);
    }
  }

 private:
  static constexpr std::int64_t kLeast = 1;
  static constexpr std::int64_t kMost = 256;  // files open at once
  static constexpr std::size_t kBlock = 65'536;
  using Head = std::array<std::int64_t, 5>;
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  struct Part {
    std::string waiting;
    std::unique_ptr<std::FILE, Close> file;  ///< once more than a block has come
    std::size_t written = 0;
  };
  static Error failed() {
    return {Status::unavailable, Reason::io, "no room for a temporary file"};
  }
  static void write_out(Part& part) {
    if (!part.file) part.file.reset(std::tmpfile());
    if (!part.file) throw failed();
    const std::string& bytes = part.waiting;
    if (std::fwrite(bytes.data(), bytes.size(), 1, part.file.get()) != 1) throw failed();
    part.written += bytes.size();
    part.waiting.clear();
  }

  std::int64_t width_;
  std::vector<Part> parts_;
};

/// The entries of one part at a time, each customer's one behind another in the order in
/// which they were put. Customers are asked for ascending.
template <class View>
class Sorted {
 public:
  Sorted(std::int64_t parts, std::int64_t last_customer) : parts_(parts, last_customer) {}
  void put(const View& view) { parts_.put(entry_of(view)); }

  [[nodiscard]] std::span<const View> of(std::int64_t customer) {
    if (ends_.empty() || customer >= end_) sort(parts_.part_of(customer));
    const std::size_t at = place(customer);
    return std::span(views_).subspan(ends_[at], ends_[at + 1] - ends_[at]);
  }
  /// Asks the memory for what `of` will give, when it is of the same part.
  void fetch(std::int64_t customer) const {
    if (customer >= end_) return;
    const std::size_t at = place(customer);
    for (std::size_t i = ends_[at]; i < ends_[at + 1]; ++i)
      fetched_ += ask_for(views_[i]);
  }

 private:
  // A number, for a compiler drops calls of what only fetches.
  static std::size_t ask_for(const LogView& view) {
    __builtin_prefetch(view.body.data());
    __builtin_prefetch(view.body.data() + view.body.size());
    return 1;
  }
  void sort(std::size_t part) {
    parts_.take(part, bytes_);
    first_ = parts_.first_of(part);
    end_ = parts_.first_of(part + 1);
    ends_.assign(static_cast<std::size_t>(end_ - first_) + 1, 0);
    Parts::each(bytes_, [&](const Entry& e) { ++ends_[place(e.customer) + 1]; });
    std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
    views_.resize(ends_.back());
    std::vector<std::size_t> next(ends_.begin(), ends_.end() - 1);
    Parts::each(bytes_, [&](const Entry& e) {
      read_entry(e, views_[next[place(e.customer)]++]);
    });
  }
  [[nodiscard]] std::size_t place(std::int64_t customer) const {
    return static_cast<std::size_t>(customer - first_);
  }

  Parts parts_;
  std::string bytes_;
  std::int64_t first_ = 0;
  std::int64_t end_ = 0;
  std::vector<std::size_t> ends_;  ///< of the entries of those before
  std::vector<View> views_;
  mutable std::size_t fetched_ = 0;
};

}  // namespace

void each_history(Store& store, Vault vault,
                  const std::function<void(CustomerRow&&, const History&)>& visit) {
  constexpr std::size_t kRows = 4'096;  // read at once, for a visitor may write
  constexpr std::size_t kFetched = 4;   // customers whose facts are on their way
  const std::int64_t last = store.last_customer();
  if (last == kBookId) return;
  Sorted<LogView> logs(store.meta().facts / kFactsPerPart + 1, last);
  store.each_log_row(kBookId + 1, last, [&](const LogView& log) { logs.put(log); });
  Sorted<VaultView> words(last / kCustomersPerVaultPart + 1, last);
  if (vault == Vault::read) {
    store.each_vault_row(kBookId + 1, last,
                         [&](const VaultView& view) { words.put(view); });
  }
  std::vector<CustomerRow> rows;
  for (std::int64_t from = kBookId + 1; from <= last; from = rows.back().id + 1) {
    store.customers_from(from, kRows, rows);
    if (rows.empty()) return;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::int64_t id = rows[i].id;
      const History history{logs.of(id), words.of(id)};
      if (i + kFetched < rows.size()) logs.fetch(rows[i + kFetched].id);
      visit(std::move(rows[i]), history);
      rows[i].id = id;
    }
  }
}

void read_facts(const CustomerRow& row, std::span<const LogView> log, Refs refs,
                std::vector<Fact>& facts) {
  facts.resize(log.size());
  for (std::size_t i = 0; i < log.size(); ++i)
    read_fact(log[i].body, row.key, log[i].recorded, refs, facts[i]);
}

WordMap words_of(Store& store, const CustomerRow& row) {
  WordMap out;
  store.each_of(row, [&](LogRow&& log) {
    if (log.words.empty()) return;
    const std::vector<TextRef> refs =
        text_refs(fact_from(log.body, row.key, log.recorded));
    std::vector<std::string> words = words_from(log.words, refs.size());
    for (std::size_t i = 0; i < refs.size(); ++i)
      out.try_emplace(refs[i], std::move(words[i]));
  });
  return out;
}

}  // namespace kith::book
