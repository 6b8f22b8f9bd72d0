// The list of a whole book: View::due over tables and over a book against the slow
// reading, and answers of the past as they were given.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <tuple>

#include "kith/book/book.hpp"
#include "kith/view/view.hpp"
#include "property/histories.hpp"
#include "property/world.hpp"

namespace kith::property {
namespace {

std::int32_t setting(const char* name, std::int32_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::atoi(value);
}
const std::int32_t kBooks = std::max(1, setting("KITH_HISTORIES", 12) / 3);
const std::int32_t kSteps = setting("KITH_STEPS", 100);
const std::int32_t kSeed = setting("KITH_SEED", 1);

struct Listed {
  std::string customer;
  std::string tier;
  PromiseRow row;
};

std::string state_word(PromiseState state) {
  return std::string(
      code_name(state == PromiseState::undated ? PromiseState::open : state));
}

/// The slow reading's list of everybody, in the order of the page; no tier stands last.
std::vector<std::string> slow_list(const World& world, Date as_of,
                                   std::optional<Instant> known_at) {
  std::vector<Listed> list;
  for (const auto& [key, log] : world.logs()) {
    std::vector<Fact> facts = naive::in_force(log, known_at);
    const std::string tier = naive::standing(facts, as_of).tier;
    for (PromiseRow& row : world.naive_rows(key, as_of, known_at)) {
      list.push_back({key.text(), tier, std::move(row)});
    }
  }
  std::sort(list.begin(), list.end(), [](const Listed& a, const Listed& b) {
    const auto place = [](const Listed& x) {
      const bool by_due = x.row.state <= PromiseState::upcoming;
      return std::tuple(x.row.state, by_due ? *x.row.due : Date::min(), x.tier.empty(),
                        x.tier, x.customer, x.row.stream, x.row.due, x.row.step);
    };
    return place(a) < place(b);
  });
  std::vector<std::string> lines;
  for (const Listed& x : list) {
    const PromiseRow& r = x.row;
    lines.push_back(x.customer + "|" + x.tier + "|" + r.stream + "|" +
                    r.window_from.iso() + "|" + (r.due ? r.due->iso() : "") + "|" +
                    state_word(r.state) + "|" + std::to_string(r.overdue_wd) + "|" +
                    std::to_string(r.escalation) + "|" + std::to_string(r.missed) + "|" +
                    std::to_string(r.broken) + "|" + r.step.key);
  }
  return lines;
}

std::vector<std::string> lines_of(const Table& table) {
  std::vector<std::string> lines;
  for (std::int64_t row = 0; row < table.rows(); ++row) {
    std::string line;
    for (const char* column :
         {"customer_key", "tier", "stream", "window_from", "due", "state", "overdue_wd",
          "escalation", "missed", "broken", "step_key"}) {
      line += (line.empty() ? "" : "|") + table.cell(column, row);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

Table due(std::shared_ptr<const Source> source, Date as_of,
          std::optional<Instant> known_at) {
  return View(std::move(source), {.as_of = as_of, .known_at = known_at}).due();
}

/// A book in a file that goes with it.
class BookFile {
 public:
  explicit BookFile(const std::string& name)
      : path_(std::filesystem::temp_directory_path() / name) {
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

class Books : public testing::TestWithParam<std::int32_t> {};

TEST_P(Books, ListOverBookIsListOverTablesIsSlowReading) {
  const auto seed = static_cast<std::uint64_t>(kSeed + 1000 + GetParam());
  SCOPED_TRACE("seed " + std::to_string(seed));
  histories::Generator history(seed, kSteps);
  histories::Random random(seed);
  World world;
  BookFile book("kith-property-" + std::to_string(seed) + ".kith");
  std::vector<std::pair<Date, Table>> answered;
  Date before;
  for (std::int32_t i = 0; history.more(); ++i) {
    histories::Step step = history.next();
    // A day is over: what was answered at its close must be answered again at the end.
    if (i > 1 && before < history.today() && random.percent(10)) {
      answered.emplace_back(before, due(book->source(), before, std::nullopt));
    }
    before = history.today();
    const auto recorded = book->record(step.batch, step.recorded);
    ASSERT_TRUE(recorded) << "step " << i << step.what << ": "
                          << recorded.error().message();
    world.take(step.batch);
    if (!random.percent(12) && history.more()) continue;
    const auto tables = TablesSource::open(world.all(), world.settings()).value();
    for (const std::int32_t back : {0, random.between(1, 120), -random.between(1, 30)}) {
      const Date as_of = history.today().plus_days(-back);
      const std::vector<std::string> slow = slow_list(world, as_of, std::nullopt);
      const Table over_tables = due(tables, as_of, std::nullopt);
      ASSERT_EQ(lines_of(over_tables), slow) << "step " << i << step.what << " tables";
      ASSERT_EQ(due(book->source(), as_of, std::nullopt), over_tables)
          << "step " << i << step.what << " book as of " << as_of.iso();
    }
  }
  const auto tables = TablesSource::open(world.all(), world.settings()).value();
  for (const auto& [day, table] : answered) {
    const Instant close = world.settings().zone.close_of(day);
    EXPECT_EQ(due(book->source(), day, close), table) << "book, close of " << day.iso();
    EXPECT_EQ(due(tables, day, close), table) << "tables, close of " << day.iso();
    EXPECT_EQ(slow_list(world, day, close), lines_of(table)) << "slow, " << day.iso();
  }
  const auto differing = book->rebuild();
  ASSERT_TRUE(differing) << differing.error().message();
  EXPECT_EQ(*differing, 0);
  EXPECT_TRUE(book->check());
}

INSTANTIATE_TEST_SUITE_P(Seeds, Books, testing::Range(0, kBooks));

}  // namespace
}  // namespace kith::property
