// What a call under test needs and what it gives: made without faults, looked at without
// faults, ended without faults.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "kith/kith.h"

namespace fault {

/// 2023-10-26, and an instant of that day.
inline constexpr std::int32_t kDay = 19656;
inline constexpr std::int64_t kNow = kDay * 86'400'000'000LL;

inline kith_string_view sv(const char* s) { return {s, -1}; }
inline kith_string_view sv(const std::string& s) {
  return {s.data(), static_cast<std::int64_t>(s.size())};
}
inline std::string str(kith_string_view v) {
  return {v.data, static_cast<std::size_t>(v.size)};
}
/// Of set-up and inspection, which do not fail: throws std::runtime_error else.
void must(kith_status status, kith_error* error, const char* what);
#define FAULT_MUST(call)                           \
  do {                                             \
    kith_error* fault_error = nullptr;             \
    kith_error** error = &fault_error;             \
    const kith_status fault_status = (call);       \
    fault::must(fault_status, fault_error, #call); \
  } while (false)

/// A table of text columns, all given by the same number of rows; `day` is a further one.
using TextColumns = std::vector<std::pair<std::string, std::vector<std::string>>>;
kith_table* text_table(const TextColumns& columns, std::int32_t day = kDay);
/// The same as Arrow structs, to be taken or released.
void text_batch(const TextColumns& columns, std::int32_t day, ArrowSchema* schema,
                ArrowArray* array);

/// A folder that goes with the test.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const;

 private:
  std::filesystem::path path_;
};

/// Every answer of a view as CSV, every customer's history among them.
std::string answers(const kith_view* view);
/// What a book says: its answers, numbers, and the position of the outbox.
std::string answers(kith_book* book);
/// The facts of a batch, by the answers of a view over them.
std::string answers(const kith_batch* batch);
std::string csv(const kith_table* table);

std::string bytes_of(const std::string& path);
std::string bytes_of(const kith_state* state);
kith_book* open_book(const std::string& path, std::int32_t durability, bool create);

inline constexpr char kClockOf2023[] =
    R"({"zone":"CET-1CEST,M3.5.0,M10.5.0/3","first":"2023-01-01","last":"2023-12-31"})";
inline constexpr std::int64_t kMicrosADay = 86'400'000'000;

/// Everything that calls give out.
struct Outputs {
  kith_document* document = nullptr;
  kith_calendar* calendar = nullptr;
  kith_clock* clock = nullptr;
  kith_table* table = nullptr;
  kith_table* second = nullptr;
  kith_batch* batch = nullptr;
  kith_book* book = nullptr;
  kith_view* view = nullptr;
  kith_rules* rules = nullptr;
  kith_state* state = nullptr;
  kith_buffer buffer{};
  ArrowSchema schema{};
  ArrowArray array{};
  std::int64_t number = 0;
  std::int32_t small = 0;
  std::int32_t days[3] = {0, 0, 0};
  std::uint8_t flags[3] = {0, 0, 0};
  std::int64_t minutes[2] = {0, 0};
  kith_target target = KITH_TARGET_INIT;
  kith_record_result result = KITH_RECORD_RESULT_INIT;
  kith_book_summary summary = KITH_BOOK_SUMMARY_INIT;
  kith_state_summary state_summary = KITH_STATE_SUMMARY_INIT;
  kith_column column = KITH_COLUMN_INIT;
  kith_column_info info = KITH_COLUMN_INFO_INIT;
  kith_string_view text{"", 0};
  kith_string_view second_text{"", 0};

  Outputs() = default;
  Outputs(const Outputs&) = delete;
  Outputs& operator=(const Outputs&) = delete;
  ~Outputs();
  /// All of it as bytes.
  [[nodiscard]] std::string dump() const;
  /// Of a failed call: no handle, number or byte is left.
  [[nodiscard]] bool is_zero() const;
};

/// What is never changed by a call: made once.
struct Shared {
  kith_document* documents[KITH_DOCUMENT_ENTRY + 1] = {};  ///< by kind
  kith_calendar* china = nullptr;
  kith_clock* office = nullptr;  ///< of that calendar, through 2023
  kith_batch* own = nullptr;     ///< the book's own facts: adoptions, people
  kith_batch* base =
      nullptr;  ///< with customers: the facts of the book that every run starts from
  kith_batch* news =
      nullptr;  ///< to be recorded next: conflicts, corrections, late facts
  kith_table* touches = nullptr;
  kith_table* customers = nullptr;
  kith_table* plan_jobs = nullptr;
  kith_table* plan_slots = nullptr;
  kith_table* plan_caps = nullptr;
  kith_view* view = nullptr;    ///< over `base`
  kith_view* of_li = nullptr;   ///< over `base`, what li may see
  kith_rules* rules = nullptr;  ///< of `own`
  kith_state* state = nullptr;  ///< of customer yy in `base`
  kith_batch* later = nullptr;  ///< what can be folded into it
  std::string state_bytes;
  std::string sheet_csv;
  std::string sheet_xlsx;
  std::string tier_json;
  Shared();
  ~Shared();
};

/// One run of one call.
struct World {
  explicit World(const Shared& s, std::string book_path)
      : shared(s), path(std::move(book_path)), copy_path(path + ".copy") {}
  World(const World&) = delete;
  World& operator=(const World&) = delete;
  ~World();

  const Shared& shared;
  std::string path;       ///< of the book
  std::string copy_path;  ///< of a backup
  Outputs out;
  // Arguments of this run alone.
  kith_document* document = nullptr;
  kith_calendar* calendar = nullptr;
  kith_clock* clock = nullptr;
  kith_table* table = nullptr;
  kith_batch* batch = nullptr;
  kith_book* book = nullptr;
  kith_view* view = nullptr;
  kith_rules* rules = nullptr;
  kith_state* state = nullptr;
  kith_error* error = nullptr;
  kith_buffer buffer{};
  ArrowSchema schema{};
  ArrowArray array{};
  std::int64_t ticks = 0;      ///< of the progress callback
  std::int64_t stop_tick = 0;  ///< the one that asks to stop; 0: none
};

}  // namespace fault
