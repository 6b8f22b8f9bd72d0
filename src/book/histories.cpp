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

constexpr std::int64_t kFactsPerPart = 500'000;  // held at once: about 80 MB

/// The log taken apart by customer in one scan, into files without a name.
class Parts {
 public:
  Parts(std::int64_t facts, std::int64_t last_customer)
      : width_(last_customer / std::clamp(facts / kFactsPerPart + 1, kLeast, kMost) + 1),
        parts_(static_cast<std::size_t>(last_customer / width_ + 1)) {}

  void put(const LogView& log) {
    Part& part = parts_[static_cast<std::size_t>(log.customer / width_)];
    const Head head{log.customer, log.seq, log.prev, log.recorded.micros(),
                    static_cast<std::int64_t>(log.body.size())};
    part.waiting.append(reinterpret_cast<const char*>(head.data()), sizeof head);
    part.waiting.append(log.body);
    if (part.waiting.size() >= kBlock) write_out(part);
  }
  [[nodiscard]] std::size_t count() const { return parts_.size(); }
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
  static void each(std::string_view bytes,
                   const std::function<void(const LogView&)>& visit) {
    while (!bytes.empty()) {
      Head head{};
      bytes.copy(reinterpret_cast<char*>(head.data()), sizeof head);
      const auto size = static_cast<std::size_t>(head[4]);
      visit(
          {head[1], head[0], head[2], Instant(head[3]), bytes.substr(sizeof head, size)});
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

/// The facts of a part, each customer's one behind another in log order.
class Sorted {
 public:
  /// In the place of the part before.
  void sort(std::string_view bytes, std::int64_t first, std::int64_t end) {
    first_ = first;
    ends_.assign(static_cast<std::size_t>(end - first) + 1, 0);
    Parts::each(bytes, [&](const LogView& log) { ++ends_[place(log.customer) + 1]; });
    std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
    logs_.resize(ends_.back());
    std::vector<std::size_t> next(ends_.begin(), ends_.end() - 1);
    Parts::each(bytes,
                [&](const LogView& log) { logs_[next[place(log.customer)]++] = log; });
  }
  [[nodiscard]] std::span<const LogView> of(std::int64_t customer) const {
    const std::size_t at = place(customer);
    return std::span(logs_).subspan(ends_[at], ends_[at + 1] - ends_[at]);
  }

 private:
  [[nodiscard]] std::size_t place(std::int64_t customer) const {
    return static_cast<std::size_t>(customer - first_);
  }
  std::int64_t first_ = 0;
  std::vector<std::size_t> ends_;  ///< of the facts of those before
  std::vector<LogView> logs_;
};

std::vector<CustomerRow> customers_of(Store& store, std::int64_t first,
                                      std::int64_t end) {
  std::vector<CustomerRow> rows;
  store.each_customer_by_id(first, [&](CustomerRow&& row) {
    if (row.id >= end) return false;
    rows.push_back(std::move(row));
    return true;
  });
  return rows;
}

}  // namespace

void each_history(
    Store& store,
    const std::function<void(CustomerRow&&, std::span<const LogView>)>& visit) {
  const std::int64_t last = store.last_customer();
  if (last == kBookId) return;
  Parts parts(store.meta().facts, last);
  store.each_log_row(kBookId + 1, last, [&](const LogView& log) { parts.put(log); });
  std::string bytes;
  Sorted logs;
  for (std::size_t part = 0; part < parts.count(); ++part) {
    const std::int64_t first = parts.first_of(part);
    const std::int64_t end = parts.first_of(part + 1);
    parts.take(part, bytes);
    logs.sort(bytes, first, end);
    for (CustomerRow& row : customers_of(store, std::max(first, kBookId + 1), end)) {
      const std::int64_t id = row.id;
      visit(std::move(row), logs.of(id));
    }
  }
}

void read_facts(const CustomerRow& row, std::span<const LogView> log, Refs refs,
                std::vector<Fact>& facts) {
  facts.clear();
  facts.reserve(log.size());
  for (const LogView& l : log)
    read_fact(l.body, row.key, l.recorded, refs, facts.emplace_back());
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
