#include "book/histories.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <utility>

#include "book/codec.hpp"
#include "book/sqlite_error.hpp"

namespace kith::book {
namespace {

// Facts held at once: about 100 MB.
constexpr std::int64_t kFactsPerPart = 500'000;

/// The log taken apart by customer in one scan, into files without a name.
class Parts {
 public:
  Parts(std::int64_t facts, std::int64_t last_customer)
      : width_(last_customer / std::clamp(facts / kFactsPerPart + 1, kLeast, kMost) + 1) {
    while (first_of(files_.size()) <= last_customer) files_.push_back(open());
  }

  void put(const LogRow& log) {
    const auto part = static_cast<std::size_t>(log.customer / width_);
    const std::array<std::int64_t, 5> head{log.customer, log.seq, log.prev,
                                           log.recorded.micros(),
                                           static_cast<std::int64_t>(log.body.size())};
    write(files_[part], head.data(), sizeof head);
    write(files_[part], log.body.data(), log.body.size());
  }
  [[nodiscard]] std::size_t count() const { return files_.size(); }
  [[nodiscard]] std::int64_t first_of(std::size_t part) const {
    return static_cast<std::int64_t>(part) * width_;
  }
  /// In the order in which they were put.
  void each(std::size_t part, const std::function<void(LogRow&&)>& visit) {
    std::FILE* file = files_[part].get();
    std::rewind(file);
    std::array<std::int64_t, 5> head{};
    while (std::fread(head.data(), sizeof head, 1, file) == 1) {
      LogRow log{head[1], head[0], head[2], Instant(head[3]), {}, {}};
      log.body.resize(static_cast<std::size_t>(head[4]));
      if (std::fread(log.body.data(), 1, log.body.size(), file) != log.body.size())
        throw failed();
      visit(std::move(log));
    }
    files_[part].reset();
  }

 private:
  static constexpr std::int64_t kLeast = 1;
  static constexpr std::int64_t kMost = 256;  // files open at once
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;
  static Error failed() {
    return {Status::unavailable, Reason::io, "no room for a temporary file"};
  }
  static File open() {
    File file(std::tmpfile());
    if (!file) throw failed();
    return file;
  }
  static void write(const File& file, const void* bytes, std::size_t size) {
    if (size > 0 && std::fwrite(bytes, size, 1, file.get()) != 1) throw failed();
  }

  std::int64_t width_;
  std::vector<File> files_;
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
    const std::function<void(CustomerRow&&, std::vector<LogRow>&&)>& visit) {
  const std::int64_t last = store.last_customer();
  if (last == kBookId) return;
  Parts parts(store.meta().facts, last);
  store.each_log_row(kBookId + 1, last, [&](LogRow&& log) { parts.put(log); });
  for (std::size_t part = 0; part < parts.count(); ++part) {
    std::vector<CustomerRow> rows = customers_of(
        store, std::max(parts.first_of(part), kBookId + 1), parts.first_of(part + 1));
    std::vector<std::vector<LogRow>> logs(rows.size());
    parts.each(part, [&](LogRow&& log) {
      const auto it = std::lower_bound(
          rows.begin(), rows.end(), log.customer,
          [](const CustomerRow& row, std::int64_t id) { return row.id < id; });
      if (it == rows.end() || it->id != log.customer) return;
      logs[static_cast<std::size_t>(it - rows.begin())].push_back(std::move(log));
    });
    for (std::size_t i = 0; i < rows.size(); ++i)
      visit(std::move(rows[i]), std::move(logs[i]));
  }
}

std::vector<Fact> facts_of(const CustomerRow& row, std::span<const LogRow> log) {
  std::vector<Fact> facts;
  facts.reserve(log.size());
  for (const LogRow& l : log) facts.push_back(fact_from(l.body, row.key, l.recorded));
  return facts;
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
