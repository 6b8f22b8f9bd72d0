// kith-sample: the sample book as files.
//
//   kith-sample <folder> [customers] [seed]     sheets/ and facts/ of one book
//   kith-sample <folder> --scale <customers> [seed]
//                                               facts/ only, written customer by customer
//
// facts/<kind>.csv have the columns of docs/tables.md, so they can be read back by
// read_facts(). In facts of a --scale book recorded instants do not decrease within a
// customer, not over the file.
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "kith/model/fact_tables.hpp"
#include "sample/sample.hpp"

namespace {

using namespace kith;

constexpr FactKind kKinds[] = {
    FactKind::person,  FactKind::adopt,        FactKind::customer,
    FactKind::contact, FactKind::owner,        FactKind::tag,
    FactKind::touch,   FactKind::step,         FactKind::step_closed,
    FactKind::deal,    FactKind::stage,        FactKind::deal_event,
    FactKind::order,   FactKind::order_return, FactKind::receipt,
    FactKind::retract};

/// A file for each kind of fact, opened when its first rows come.
class FactFiles {
 public:
  explicit FactFiles(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::filesystem::create_directories(folder_);
  }
  void add(const Batch& batch) {
    std::map<FactKind, std::vector<Fact>> by_kind;
    for (const Fact& fact : batch.facts()) by_kind[fact.kind()].push_back(fact);
    for (const auto& [kind, facts] : by_kind) write(kind, facts, batch);
    count_ += static_cast<std::int64_t>(batch.facts().size());
  }
  [[nodiscard]] std::int64_t count() const { return count_; }

 private:
  void write(FactKind kind, const std::vector<Fact>& facts, const Batch& texts) {
    CsvOptions options;
    options.formula_safe = false;  // read back, not opened by a spreadsheet
    std::string csv = to_csv(facts_table(kind, facts, texts), options);
    std::ofstream& file = files_[kind];
    if (!file.is_open()) {
      file.open(folder_ / (std::string(code_name(kind)) + ".csv"), std::ios::binary);
    } else {
      csv.erase(0, csv.find('\n') + 1);
    }
    file << csv;
    if (!file) throw Error(Status::unavailable, Reason::io, "cannot write facts");
  }

  std::filesystem::path folder_;
  std::map<FactKind, std::ofstream> files_;
  std::int64_t count_ = 0;
};

void write_sheets(const std::filesystem::path& folder, const SampleOptions& options) {
  std::filesystem::create_directories(folder);
  for (const SampleFile& sheet : sample_sheets(options)) {
    std::ofstream file(folder / sheet.name, std::ios::binary);
    file << sheet.bytes;
    if (!file) throw Error(Status::unavailable, Reason::io, "cannot write " + sheet.name);
    std::cout << sheet.name << ": " << sheet.rows << " rows, " << sheet.dirty.size()
              << " with a cell that cannot be read\n";
  }
}

template <class Number>
Number number_of(std::string_view text) {
  Number n{};
  const auto end = std::from_chars(text.data(), text.data() + text.size(), n);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size()) {
    throw invalid(Reason::bad_number, "not a number: " + std::string(text));
  }
  return n;
}

void run(int argc, char** argv) {
  const std::filesystem::path folder = argv[1];
  const bool scale = argc > 3 && std::string_view(argv[2]) == "--scale";
  const int next = scale ? 3 : 2;
  SampleOptions options;
  if (argc > next) options.customers = number_of<std::int32_t>(argv[next]);
  if (argc > next + 1) options.seed = number_of<std::uint64_t>(argv[next + 1]);
  FactFiles files(folder / "facts");
  if (scale) {
    for_each_customer(options, [&](const Batch& batch) { files.add(batch); });
  } else {
    files.add(sample_facts(options));
    write_sheets(folder / "sheets", options);
  }
  std::cout << files.count() << " facts\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 5) {
    std::cerr << "usage: kith-sample <folder> [--scale] [customers] [seed]\n";
    return 2;
  }
  try {
    run(argc, argv);
  } catch (const kith::Error& error) {
    std::cerr << error.message() << "\n";
    return 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
  }
  return 0;
}
