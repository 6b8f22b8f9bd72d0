// kith.hpp: kith.h for C++17, header only. Handles that end themselves, failures as
// exceptions, strings as string_view, columns as typed spans. For whoever links the
// shared library (or core) from C++: nothing crosses the library's border but kith.h, so
// compiler and standard library may be others than Kith's.
//
//   kith_book_options how = KITH_BOOK_OPTIONS_INIT;
//   how.create = 1;
//   kith::Book book = kith::Book::open("sales.kith", how);
//   book.record(batch, now);
//   kith::Table due = kith::View::open(book).due();
//   for (int64_t row = 0; row < due.rows(); ++row)
//     std::cout << due.column("customer").at<std::string_view>(row).value_or("") << "\n";
//
// Not here: behaviour. What a function does, its units, ranges, errors and threads stand
// in kith.h at the function of the same name. Structs of options are those of kith.h;
// write each as `kith_x_options o = KITH_X_OPTIONS_INIT;`. Of this header, too, core
// serves what does not speak of books, sheets and pages; the rest fails to link.
//
// Every function throws kith::Error where kith.h returns a status. A handle is moved and
// never copied; an empty one is what was moved from, and passes NULL on. Names live in an
// inline namespace, so that a program may link the archive and its C++ rooms too; but one
// source file includes either this or the headers of rooms (kith/view/view.hpp ...).
#ifndef KITH_KITH_HPP
#define KITH_KITH_HPP

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "kith/kith.h"

namespace kith {
inline namespace v1 {

// ---- Strings and spans ----------------------------------------------------------------

/// Borrowed elements of an array. Lives as long as what it was taken from.
template <class T>
class Span {
 public:
  constexpr Span() = default;
  constexpr Span(const T* data, int64_t size) : data_(data), size_(size) {}
  Span(const std::vector<T>& v) : Span(v.data(), static_cast<int64_t>(v.size())) {}
  template <std::size_t N>
  constexpr Span(const T (&a)[N]) : Span(a, static_cast<int64_t>(N)) {}

  constexpr const T* data() const { return data_; }
  constexpr int64_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr const T& operator[](int64_t i) const { return data_[i]; }
  constexpr const T* begin() const { return data_; }
  constexpr const T* end() const { return data_ + size_; }

 private:
  const T* data_ = nullptr;
  int64_t size_ = 0;
};

/// For members of structs of kith.h. Borrows.
constexpr kith_string_view to_c(std::string_view s) {
  return {s.data(), static_cast<int64_t>(s.size())};
}
constexpr std::string_view to_cpp(kith_string_view s) {
  return {s.data, static_cast<std::size_t>(s.size)};
}

// ---- Errors ---------------------------------------------------------------------------

/// A failure with its place; what() is the message.
class Error : public std::runtime_error {
 public:
  using Details = std::vector<std::pair<std::string, std::string>>;

  Error(kith_status status, int32_t reason, const std::string& message,
        std::string field = {}, int64_t row = -1, Details details = {})
      : std::runtime_error(message),
        place_(std::make_shared<const Place>(
            Place{status, reason, std::move(field), row, std::move(details)})) {}

  /// KITH_..., what the caller can do.
  kith_status status() const noexcept { return place_->status; }
  /// KITH_REASON_..., the fine cause.
  int32_t reason() const noexcept { return place_->reason; }
  /// Argument, member, column or JSON path; empty when there is none.
  const std::string& field() const noexcept { return place_->field; }
  /// 0-based, or -1.
  int64_t row() const noexcept { return place_->row; }
  const Details& details() const noexcept { return place_->details; }

 private:
  struct Place {
    kith_status status;
    int32_t reason;
    std::string field;
    int64_t row;
    Details details;
  };
  std::shared_ptr<const Place> place_;  // so that copying an exception cannot throw
};

namespace detail {

template <class T, void (*End)(T*)>
struct Ender {
  void operator()(T* handle) const noexcept { End(handle); }
};

/// What owns a handle of kith.h: moved, never copied.
template <class T, void (*End)(T*)>
class Handle {
 public:
  Handle() = default;
  explicit Handle(T* owned) : handle_(owned) {}
  /// Borrowed; NULL when empty.
  T* get() const noexcept { return handle_.get(); }
  /// Gives the handle up to the caller, who ends it.
  T* release() noexcept { return handle_.release(); }
  explicit operator bool() const noexcept { return handle_ != nullptr; }

 private:
  std::unique_ptr<T, Ender<T, End>> handle_;
};

[[noreturn]] inline void raise(kith_status status, kith_error* error) {
  const Handle<kith_error, kith_error_free> owner(error);
  Error::Details details;
  for (int64_t i = 0; i < kith_error_detail_count(error); ++i) {
    kith_string_view key, value;
    if (kith_error_detail(error, i, &key, &value) == KITH_OK)
      details.emplace_back(to_cpp(key), to_cpp(value));
  }
  throw Error(error == nullptr ? status : kith_error_status(error),
              kith_error_reason(error), std::string(to_cpp(kith_error_message(error))),
              std::string(to_cpp(kith_error_field(error))), kith_error_row(error),
              std::move(details));
}

inline int64_t size(std::string_view s) { return static_cast<int64_t>(s.size()); }
inline std::vector<kith_string_view> views(const std::vector<std::string_view>& texts) {
  std::vector<kith_string_view> out;
  for (const std::string_view text : texts) out.push_back({text.data(), size(text)});
  return out;
}

template <class F, class... Args>
void check(F function, Args... args) {
  kith_error* error = nullptr;
  const kith_status status = function(args..., &error);
  if (status != KITH_OK) raise(status, error);
}

/// Calls a function whose last output is a handle, which it returns.
template <class Owner, class T, class F, class... Args>
Owner make(F function, Args... args) {
  T* out = nullptr;
  check(function, args..., &out);
  return Owner(out);
}

}  // namespace detail

// ---- Base -----------------------------------------------------------------------------

inline std::string_view version() { return to_cpp(kith_version()); }
/// Of the library that was loaded; to be KITH_ABI_VERSION.
inline int32_t abi_version() { return kith_abi_version(); }
inline std::string_view status_name(kith_status status) {
  return to_cpp(kith_status_name(status));
}
inline std::string_view reason_name(int32_t reason) {
  return to_cpp(kith_reason_name(reason));
}

/// Bytes given out by the library.
class Buffer {
 public:
  Buffer() = default;
  explicit Buffer(kith_buffer owned) : buffer_(owned) {}
  Buffer(Buffer&& other) noexcept
      : buffer_(std::exchange(other.buffer_, kith_buffer{})) {}
  Buffer& operator=(Buffer&& other) noexcept {
    std::swap(buffer_, other.buffer_);
    return *this;
  }
  ~Buffer() { kith_buffer_free(&buffer_); }

  const uint8_t* data() const { return buffer_.data; }
  int64_t size() const { return buffer_.size; }
  /// Borrowed from the buffer.
  std::string_view text() const {
    return {reinterpret_cast<const char*>(buffer_.data),
            static_cast<std::size_t>(buffer_.size)};
  }

 private:
  kith_buffer buffer_{};
};

// ---- Tables ---------------------------------------------------------------------------

namespace detail {

template <class T>
constexpr bool holds(int32_t type) {
  if constexpr (std::is_same_v<T, int32_t>)
    return type == KITH_COLUMN_INT32 || type == KITH_COLUMN_DATE;
  else if constexpr (std::is_same_v<T, int64_t>)
    return type == KITH_COLUMN_INT64 || type == KITH_COLUMN_INSTANT;
  else if constexpr (std::is_same_v<T, double>)
    return type == KITH_COLUMN_FLOAT64;
  else
    return type == KITH_COLUMN_TEXT;
}

}  // namespace detail

/// A column, borrowed from its table. T is int32_t for int32 and date columns, int64_t
/// for int64 and instant columns, double for float64, std::string_view for text; another
/// one throws wrong_type.
class Column {
 public:
  Column(const kith_column& column, std::string_view name)
      : column_(column), name_(name) {}

  const kith_column& c() const { return column_; }
  int32_t type() const { return column_.type; }
  int64_t size() const { return column_.length; }
  int64_t null_count() const { return column_.null_count; }
  bool has_value(int64_t row) const {
    return column_.validity == nullptr ||
           (column_.validity[row / 8] >> (row % 8) & 1) != 0;
  }

  /// All rows of a column that is not text; what stands in a null row is not said.
  template <class T>
  Span<T> values() const {
    static_assert(!std::is_same_v<T, std::string_view>, "text is read row by row");
    need<T>();
    return {static_cast<const T*>(column_.data), column_.length};
  }

  /// The value of a row of [0, size()), or none.
  template <class T>
  std::optional<T> at(int64_t row) const {
    need<T>();
    if (row < 0 || row >= column_.length)
      throw Error(KITH_OUT_OF_RANGE, KITH_REASON_NONE, "the column has no such row",
                  name_, row);
    if (!has_value(row)) return std::nullopt;
    if constexpr (std::is_same_v<T, std::string_view>) {
      const int32_t from = column_.offsets[row];
      return T(static_cast<const char*>(column_.data) + from,
               static_cast<std::size_t>(column_.offsets[row + 1] - from));
    } else {
      return static_cast<const T*>(column_.data)[row];
    }
  }

 private:
  template <class T>
  void need() const {
    if (!detail::holds<T>(column_.type))
      throw Error(KITH_INVALID_ARGUMENT, KITH_REASON_WRONG_TYPE,
                  "the column holds values of another type", name_);
  }

  kith_column column_;
  std::string name_;
};

class Table : public detail::Handle<kith_table, kith_table_free> {
 public:
  using Handle::Handle;

  /// Releases both structs, unless it throws.
  static Table from_arrow(ArrowSchema* schema, ArrowArray* array) {
    return detail::make<Table, kith_table>(kith_table_from_arrow, schema, array);
  }
  static Table concat(const std::vector<Table>& tables) {
    std::vector<const kith_table*> handles;
    for (const Table& table : tables) handles.push_back(table.get());
    return detail::make<Table, kith_table>(kith_table_concat, handles.data(),
                                           static_cast<int64_t>(handles.size()));
  }

  void to_arrow(ArrowSchema* schema, ArrowArray* array) const {
    detail::check(kith_table_to_arrow, get(), schema, array);
  }
  int64_t rows() const { return shape().first; }
  int32_t columns() const { return shape().second; }
  std::string_view name() const { return to_cpp(kith_table_name(get())); }
  Column column(std::string_view name) const {
    kith_column out = KITH_COLUMN_INIT;
    detail::check(kith_table_column, get(), name.data(), detail::size(name), &out);
    return Column(out, name);
  }
  kith_column_info column_info(int32_t index) const {
    kith_column_info out = KITH_COLUMN_INFO_INIT;
    detail::check(kith_table_column_info, get(), index, &out);
    return out;
  }
  Buffer to_csv(const kith_csv_options& options = KITH_CSV_OPTIONS_INIT) const {
    kith_buffer out{};
    detail::check(kith_table_to_csv, get(), &options, &out);
    return Buffer(out);
  }

 private:
  std::pair<int64_t, int32_t> shape() const {
    std::pair<int64_t, int32_t> out;
    detail::check(kith_table_shape, get(), &out.first, &out.second);
    return out;
  }
};

// ---- Documents and calendars ----------------------------------------------------------

class Document : public detail::Handle<kith_document, kith_document_free> {
 public:
  using Handle::Handle;

  static Document parse(std::string_view json) {
    return detail::make<Document, kith_document>(kith_document_parse, json.data(),
                                                 detail::size(json));
  }
  /// kith_document_default(): the one that the library brings along.
  static Document default_of(int32_t kind) {
    return detail::make<Document, kith_document>(kith_document_default, kind);
  }
  static Table check(std::string_view json) {
    return detail::make<Table, kith_table>(kith_document_check, json.data(),
                                           detail::size(json));
  }
  /// `warnings` is optional.
  static Document import_pack(int32_t shape, Span<kith_string_view> files,
                              std::string_view id, std::string_view source,
                              std::string_view version, Table* warnings = nullptr) {
    kith_document* document = nullptr;
    kith_table* doubts = nullptr;
    detail::check(kith_calendar_import_pack, shape, files.data(), files.size(), id.data(),
                  detail::size(id), source.data(), detail::size(source), version.data(),
                  detail::size(version), &document,
                  warnings == nullptr ? nullptr : &doubts);
    if (warnings != nullptr) *warnings = Table(doubts);
    return Document(document);
  }

  std::string_view json() const { return to_cpp(kith_document_json(get())); }
  int32_t kind() const { return kith_document_kind(get()); }
  std::string_view id() const { return to_cpp(kith_document_id(get())); }
  std::string_view hash() const { return to_cpp(kith_document_hash(get())); }
};

/// Answers of a calendar, one for each day asked about.
struct WorkingDays {
  std::vector<int32_t> values;
  std::vector<uint8_t> provisional;  ///< 1: rests on days that are not covered
};

/// Lists of one length, one after the other; what a list leaves free is row -1.
struct DueLists {
  std::vector<int64_t> rows;
  std::vector<int32_t> due;    ///< days since 1970-01-01
  std::vector<int32_t> sizes;  ///< how much of each list is used
};

class Calendar : public detail::Handle<kith_calendar, kith_calendar_free> {
 public:
  using Handle::Handle;

  /// An empty document means China's calendar.
  static Calendar create(const Document& document = Document()) {
    return detail::make<Calendar, kith_calendar>(kith_calendar_create, document.get());
  }

  WorkingDays add(Span<int32_t> days, Span<int32_t> n) const {
    return ask(kith_calendar_add, days, n);
  }
  WorkingDays count(Span<int32_t> from, Span<int32_t> to) const {
    return ask(kith_calendar_count, from, to);
  }
  /// The most urgent of what is due, a list for each of owners 0 to owner_count - 1.
  DueLists due_lists(Span<int32_t> last_days, Span<int32_t> gaps, Span<int32_t> owners,
                     Span<int32_t> points, int32_t owner_count, int32_t as_of,
                     int32_t limit) const {
    const auto n = last_days.size();
    if (gaps.size() != n || owners.size() != n || points.size() != n)
      throw Error(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_NUMBER,
                  "all columns have one element for each row");
    const auto lists = static_cast<std::size_t>(std::max(owner_count, 0));
    const auto places = lists * static_cast<std::size_t>(std::max(limit, 0));
    DueLists out{std::vector<int64_t>(places), std::vector<int32_t>(places),
                 std::vector<int32_t>(lists)};
    detail::check(kith_calendar_due_lists, get(), last_days.data(), gaps.data(),
                  owners.data(), points.data(), n, owner_count, as_of, limit,
                  out.rows.data(), out.due.data(), out.sizes.data());
    return out;
  }
  Table days(int32_t first, int32_t last) const {
    return detail::make<Table, kith_table>(kith_calendar_days, get(), first, last);
  }

 private:
  template <class F>
  WorkingDays ask(F function, Span<int32_t> a, Span<int32_t> b) const {
    if (a.size() != b.size())
      throw Error(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_NUMBER,
                  "both arguments have one element for each answer");
    const auto n = static_cast<std::size_t>(a.size());
    WorkingDays out{std::vector<int32_t>(n), std::vector<uint8_t>(n)};
    detail::check(function, get(), a.data(), b.data(), a.size(), out.values.data(),
                  out.provisional.data());
    return out;
  }
};

/// Working time between instants, in minutes.
struct WorkingMinutes {
  std::vector<int64_t> values;
  std::vector<uint8_t> provisional;  ///< 1: rests on days that are not covered
};

class WorkClock : public detail::Handle<kith_clock, kith_clock_free> {
 public:
  using Handle::Handle;

  /// Hours, zone and days as kith_clock_create() has them; "{}" for all defaults.
  static WorkClock create(const Calendar& calendar, std::string_view json = "{}") {
    return detail::make<WorkClock, kith_clock>(kith_clock_create, calendar.get(),
                                               json.data(), detail::size(json));
  }
  WorkingMinutes elapsed(Span<int64_t> from, Span<int64_t> to) const {
    if (from.size() != to.size())
      throw Error(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_NUMBER,
                  "both arguments have one element for each answer");
    const auto n = static_cast<std::size_t>(from.size());
    WorkingMinutes out{std::vector<int64_t>(n), std::vector<uint8_t>(n)};
    detail::check(kith_clock_elapsed, get(), from.data(), to.data(), from.size(),
                  out.values.data(), out.provisional.data());
    return out;
  }
  kith_target target(int64_t start, int64_t minutes, int64_t now,
                     Span<int64_t> paused = {}, Span<int64_t> resumed = {}) const {
    if (paused.size() != resumed.size())
      throw Error(KITH_INVALID_ARGUMENT, KITH_REASON_BAD_NUMBER,
                  "each pause has a beginning and an end");
    kith_target out = KITH_TARGET_INIT;
    detail::check(kith_clock_target, get(), start, minutes, paused.data(), resumed.data(),
                  paused.size(), now, &out);
    return out;
  }
};

// ---- Plans ----------------------------------------------------------------------------

/// Today's lists and reasons, and the proofs of refusals.
struct Plan {
  Table days;
  Table places;
};

/// `caps` may be empty.
inline Plan plan_days(const Table& jobs, const Table& slots, const Table& caps,
                      const Calendar& calendar, int32_t today,
                      const kith_plan_options& options = KITH_PLAN_OPTIONS_INIT) {
  kith_table* days = nullptr;
  kith_table* places = nullptr;
  detail::check(kith_plan_days, jobs.get(), slots.get(), caps.get(), calendar.get(),
                today, &options, &days, &places);
  return {Table(days), Table(places)};
}

// ---- Batches --------------------------------------------------------------------------

class Batch : public detail::Handle<kith_batch, kith_batch_free> {
 public:
  using Handle::Handle;

  static Batch create(const kith_batch_options& options = KITH_BATCH_OPTIONS_INIT) {
    return detail::make<Batch, kith_batch>(kith_batch_create, &options);
  }

  /// Returns the number of facts.
  int64_t add_table(int32_t fact_kind, const Table& table, int64_t recorded = 0) {
    int64_t added = 0;
    detail::check(kith_batch_add_table, get(), fact_kind, table.get(), recorded, &added);
    return added;
  }
  void adopt(const Document& document, int32_t effective_day, int64_t recorded = 0,
             std::string_view source = {}, std::string_view key = {}) {
    detail::check(kith_batch_adopt, get(), document.get(), effective_day, source.data(),
                  detail::size(source), key.data(), detail::size(key), recorded);
  }
  void add_touch(const kith_touch& touch) {
    detail::check(kith_batch_add_touch, get(), &touch);
  }
  /// One push to many customers; `touch` names none of them.
  void add_campaign(const kith_touch& touch,
                    const std::vector<std::string_view>& customers) {
    const auto keys = detail::views(customers);
    detail::check(kith_batch_add_campaign, get(), &touch, keys.data(),
                  static_cast<int64_t>(keys.size()));
  }
  void retract_campaign(std::string_view source, std::string_view key,
                        const std::vector<std::string_view>& customers, int32_t day,
                        int64_t recorded = 0) {
    const auto keys = detail::views(customers);
    detail::check(kith_batch_retract_campaign, get(), source.data(), detail::size(source),
                  key.data(), detail::size(key), keys.data(),
                  static_cast<int64_t>(keys.size()), day, recorded);
  }
  void add_stage(const kith_stage& stage) {
    detail::check(kith_batch_add_stage, get(), &stage);
  }
  /// Returns the number of facts.
  int64_t add_json(std::string_view json, int64_t recorded = 0) {
    int64_t added = 0;
    detail::check(kith_batch_add_json, get(), json.data(), detail::size(json), recorded,
                  &added);
    return added;
  }
  void add_words(std::string_view reference, std::string_view words) {
    detail::check(kith_batch_add_words, get(), reference.data(), detail::size(reference),
                  words.data(), detail::size(words));
  }
  Table facts() const { return detail::make<Table, kith_table>(kith_batch_facts, get()); }
  Table words() const { return detail::make<Table, kith_table>(kith_batch_words, get()); }
  int64_t size() const { return kith_batch_size(get()); }
  void append(const Batch& other) {
    detail::check(kith_batch_append, get(), other.get());
  }
  /// Returns the report.
  Table import(std::string_view bytes, std::string_view file_name,
               const kith_import_options& options) {
    return detail::make<Table, kith_table>(
        kith_batch_import, get(), reinterpret_cast<const uint8_t*>(bytes.data()),
        detail::size(bytes), file_name.data(), detail::size(file_name), &options);
  }
};

// ---- Book -----------------------------------------------------------------------------

class Book : public detail::Handle<kith_book, kith_book_close> {
 public:
  using Handle::Handle;

  static Book open(std::string_view path,
                   const kith_book_options& options = KITH_BOOK_OPTIONS_INIT) {
    return detail::make<Book, kith_book>(kith_book_open, path.data(), detail::size(path),
                                         &options);
  }

  /// `report` is optional.
  kith_record_result record(const Batch& batch, int64_t now,
                            const kith_record_options& options = KITH_RECORD_OPTIONS_INIT,
                            Table* report = nullptr) {
    return with_report(report, [&](auto... outs) {
      detail::check(kith_book_record, get(), batch.get(), now, &options, outs...);
    });
  }
  /// `report` is optional.
  kith_record_result import(std::string_view bytes, std::string_view file_name,
                            const kith_import_options& options, Table* report = nullptr) {
    return with_report(report, [&](auto... outs) {
      detail::check(kith_book_import, get(),
                    reinterpret_cast<const uint8_t*>(bytes.data()), detail::size(bytes),
                    file_name.data(), detail::size(file_name), &options, outs...);
    });
  }
  kith_book_summary info() const {
    kith_book_summary out = KITH_BOOK_SUMMARY_INIT;
    detail::check(kith_book_info, get(), &out);
    return out;
  }
  void check() const { detail::check(kith_book_check, get()); }
  /// Returns the number of states that differed.
  int64_t rebuild(kith_progress progress = nullptr, void* user_data = nullptr) {
    int64_t differed = 0;
    detail::check(kith_book_rebuild, get(), progress, user_data, &differed);
    return differed;
  }
  /// Brings up customers that a deferred change of rules left behind; returns how many
  /// are left.
  int64_t catch_up(int64_t customers = 200) {
    int64_t left = 0;
    detail::check(kith_book_catch_up, get(), customers, &left);
    return left;
  }
  void backup(std::string_view path) const {
    detail::check(kith_book_backup, get(), path.data(), detail::size(path));
  }
  /// Where backup() put copies.
  Table backups() const {
    return detail::make<Table, kith_table>(kith_book_backups, get());
  }
  kith_erase_result erase(int64_t now, const kith_erase_options& options) {
    kith_erase_result result = KITH_ERASE_RESULT_INIT;
    detail::check(kith_book_erase, get(), now, &options, &result);
    return result;
  }
  void record_audit(const kith_audit_record& record) {
    detail::check(kith_book_record_audit, get(), &record);
  }
  Table audit(const kith_audit_options& options = KITH_AUDIT_OPTIONS_INIT) const {
    return detail::make<Table, kith_table>(kith_book_audit, get(), &options);
  }
  int64_t watermark(std::string_view source) const {
    int64_t position = 0;
    detail::check(kith_book_watermark, get(), source.data(), detail::size(source),
                  &position);
    return position;
  }

 private:
  template <class F>
  static kith_record_result with_report(Table* report, const F& call) {
    kith_record_result result = KITH_RECORD_RESULT_INIT;
    kith_table* told = nullptr;
    call(&result, report == nullptr ? nullptr : &told);
    if (report != nullptr) *report = Table(told);
    return result;
  }
};

// ---- States ---------------------------------------------------------------------------

class Rules : public detail::Handle<kith_rules, kith_rules_free> {
 public:
  using Handle::Handle;

  static Rules create(const Batch& book_facts,
                      const kith_settings& settings = KITH_SETTINGS_INIT) {
    return detail::make<Rules, kith_rules>(kith_rules_create, book_facts.get(),
                                           &settings);
  }
  std::string_view fingerprint() const { return to_cpp(kith_rules_fingerprint(get())); }
};

class State : public detail::Handle<kith_state, kith_state_free> {
 public:
  using Handle::Handle;

  static State build(const Rules& rules, std::string_view customer,
                     const Batch& history) {
    return detail::make<State, kith_state>(kith_state_build, rules.get(), customer.data(),
                                           detail::size(customer), history.get());
  }
  static State from_bytes(const Rules& rules, std::string_view bytes) {
    return detail::make<State, kith_state>(kith_state_from_bytes, rules.get(),
                                           reinterpret_cast<const uint8_t*>(bytes.data()),
                                           detail::size(bytes));
  }
  State fold(const Batch& facts) const {
    return detail::make<State, kith_state>(kith_state_fold, get(), facts.get());
  }
  Buffer to_bytes() const {
    kith_buffer out{};
    detail::check(kith_state_to_bytes, get(), &out);
    return Buffer(out);
  }
  /// Its strings live as long as the state.
  kith_state_summary info() const {
    kith_state_summary out = KITH_STATE_SUMMARY_INIT;
    detail::check(kith_state_info, get(), &out);
    return out;
  }
};

// ---- Views and questions --------------------------------------------------------------

class View : public detail::Handle<kith_view, kith_view_close> {
 public:
  using Handle::Handle;

  static View open(const Book& book,
                   const kith_view_options& options = KITH_VIEW_OPTIONS_INIT) {
    return detail::make<View, kith_view>(kith_view_open, book.get(), &options);
  }
  static View open(const Batch& batch,
                   const kith_view_options& options = KITH_VIEW_OPTIONS_INIT,
                   const kith_settings& settings = KITH_SETTINGS_INIT) {
    return detail::make<View, kith_view>(kith_view_open_over_batch, batch.get(),
                                         &settings, &options);
  }

  /// Options need an as_of. `words` may be an empty handle.
  static View open(const Rules& rules, const std::vector<State>& states,
                   const kith_view_options& options, const Batch& words = Batch()) {
    std::vector<const kith_state*> handles;
    for (const State& state : states) handles.push_back(state.get());
    return detail::make<View, kith_view>(
        kith_view_open_over_states, rules.get(), handles.data(),
        static_cast<int64_t>(handles.size()), words.get(), &options);
  }

  int32_t as_of() const {
    int32_t day = 0;
    detail::check(kith_view_as_of, get(), &day);
    return day;
  }
  Table customers(const kith_list_options& options = KITH_LIST_OPTIONS_INIT) const {
    return ask(kith_view_customers, options);
  }
  Table due(const kith_due_options& options = KITH_DUE_OPTIONS_INIT) const {
    return ask(kith_view_due, options);
  }
  Table overdue(const kith_overdue_options& options = KITH_OVERDUE_OPTIONS_INIT) const {
    return ask(kith_view_overdue, options);
  }
  Table day_plan(std::string_view person, const kith_day_plan_options& options =
                                              KITH_DAY_PLAN_OPTIONS_INIT) const {
    return detail::make<Table, kith_table>(kith_view_day_plan, get(), person.data(),
                                           detail::size(person), &options);
  }
  /// Under the cadence in force.
  Table feasibility(
      const kith_feasibility_options& options = KITH_FEASIBILITY_OPTIONS_INIT) const {
    return detail::make<Table, kith_table>(kith_view_feasibility, get(), nullptr,
                                           &options);
  }
  /// Under a cadence that is not adopted.
  Table feasibility(const Document& candidate, const kith_feasibility_options& options =
                                                   KITH_FEASIBILITY_OPTIONS_INIT) const {
    return detail::make<Table, kith_table>(kith_view_feasibility, get(), candidate.get(),
                                           &options);
  }
  Table simulate(const Document& candidate, const kith_simulate_options& options =
                                                KITH_SIMULATE_OPTIONS_INIT) const {
    return detail::make<Table, kith_table>(kith_view_simulate, get(), candidate.get(),
                                           &options);
  }
  Table tiers(const kith_list_options& options = KITH_LIST_OPTIONS_INIT) const {
    return ask(kith_view_tiers, options);
  }
  Table milestones(
      const kith_milestone_options& options = KITH_MILESTONE_OPTIONS_INIT) const {
    return ask(kith_view_milestones, options);
  }
  Table funnel(const kith_funnel_options& options = KITH_FUNNEL_OPTIONS_INIT) const {
    return ask(kith_view_funnel, options);
  }
  Table rates(const kith_rates_options& options = KITH_RATES_OPTIONS_INIT) const {
    return ask(kith_view_rates, options);
  }
  Table history(std::string_view customer,
                const kith_list_options& options = KITH_LIST_OPTIONS_INIT) const {
    return detail::make<Table, kith_table>(kith_view_history, get(), customer.data(),
                                           detail::size(customer), &options);
  }
  /// `field` empty: every field.
  Table field_history(std::string_view customer, std::string_view field = {},
                      const kith_list_options& options = KITH_LIST_OPTIONS_INIT) const {
    return detail::make<Table, kith_table>(kith_view_field_history, get(),
                                           customer.data(), detail::size(customer),
                                           field.data(), detail::size(field), &options);
  }
  Table contacts(const kith_contact_options& options = KITH_CONTACT_OPTIONS_INIT) const {
    return ask(kith_view_contacts, options);
  }
  Table completeness(
      const kith_completeness_options& options = KITH_COMPLETENESS_OPTIONS_INIT) const {
    return ask(kith_view_completeness, options);
  }
  Table subject_export(const kith_subject_options& options) const {
    return ask(kith_view_subject_export, options);
  }
  Table retention(const kith_retention_options& options) const {
    return ask(kith_view_retention, options);
  }
  Table promises_kept(const kith_list_options& options = KITH_LIST_OPTIONS_INIT) const {
    return ask(kith_view_promises_kept, options);
  }
  Table promise_record(const kith_promise_record_options& options =
                           KITH_PROMISE_RECORD_OPTIONS_INIT) const {
    return ask(kith_view_promise_record, options);
  }
  Table entry_delay(
      const kith_entry_delay_options& options = KITH_ENTRY_DELAY_OPTIONS_INIT) const {
    return ask(kith_view_entry_delay, options);
  }
  /// Returns the decisions; `tiers` is optional.
  Batch review_tiers(std::string_view run, int32_t effective_day, int64_t recorded = 0,
                     Table* tiers = nullptr) const {
    kith_batch* decisions = nullptr;
    kith_table* table = nullptr;
    detail::check(kith_view_review_tiers, get(), run.data(), detail::size(run),
                  effective_day, recorded, &decisions,
                  tiers == nullptr ? nullptr : &table);
    if (tiers != nullptr) *tiers = Table(table);
    return Batch(decisions);
  }
  Table pool(const kith_pool_options& options = KITH_POOL_OPTIONS_INIT) const {
    return ask(kith_view_pool, options);
  }
  Table duplicates(const kith_duplicate_options& options) const {
    return ask(kith_view_duplicates, options);
  }
  Table duplicate_pairs(const kith_list_options& options = KITH_LIST_OPTIONS_INIT) const {
    return ask(kith_view_duplicate_pairs, options);
  }
  /// Returns the decisions; `released` is optional.
  Batch release_pool(std::string_view run, int64_t recorded = 0,
                     Table* released = nullptr) const {
    kith_batch* decisions = nullptr;
    kith_table* table = nullptr;
    detail::check(kith_view_release_pool, get(), run.data(), detail::size(run), recorded,
                  &decisions, released == nullptr ? nullptr : &table);
    if (released != nullptr) *released = Table(table);
    return Batch(decisions);
  }
  /// Returns the decisions; `assignments` is optional.
  Batch assign(std::string_view run, int64_t recorded = 0,
               Table* assignments = nullptr) const {
    kith_batch* decisions = nullptr;
    kith_table* table = nullptr;
    detail::check(kith_view_assign, get(), run.data(), detail::size(run), recorded,
                  &decisions, assignments == nullptr ? nullptr : &table);
    if (assignments != nullptr) *assignments = Table(table);
    return Batch(decisions);
  }
  /// Returns the decisions; `first_dues` is optional.
  Batch spread(std::string_view run, int64_t recorded = 0,
               Table* first_dues = nullptr) const {
    kith_batch* decisions = nullptr;
    kith_table* table = nullptr;
    detail::check(kith_view_spread, get(), run.data(), detail::size(run), recorded,
                  &decisions, first_dues == nullptr ? nullptr : &table);
    if (first_dues != nullptr) *first_dues = Table(table);
    return Batch(decisions);
  }
  /// Returns the decisions; `claims` is optional.
  Batch claim(std::string_view person, const std::vector<std::string_view>& customers,
              int64_t recorded = 0, Table* claims = nullptr) const {
    const auto keys = detail::views(customers);
    kith_batch* decisions = nullptr;
    kith_table* table = nullptr;
    detail::check(kith_view_claim, get(), person.data(), detail::size(person),
                  keys.data(), static_cast<int64_t>(keys.size()), recorded, &decisions,
                  claims == nullptr ? nullptr : &table);
    if (claims != nullptr) *claims = Table(table);
    return Batch(decisions);
  }
  /// Returns the decisions; `sheet` is optional.
  Batch hand_over(std::string_view person, std::string_view run, int64_t recorded = 0,
                  Table* sheet = nullptr) const {
    kith_batch* decisions = nullptr;
    kith_table* table = nullptr;
    detail::check(kith_view_hand_over, get(), person.data(), detail::size(person),
                  run.data(), detail::size(run), recorded, &decisions,
                  sheet == nullptr ? nullptr : &table);
    if (sheet != nullptr) *sheet = Table(table);
    return Batch(decisions);
  }
  /// kith_hand_over_html().
  Buffer hand_over_html(std::string_view person,
                        const kith_card_options& options = KITH_CARD_OPTIONS_INIT) const {
    kith_buffer out{};
    detail::check(kith_hand_over_html, get(), person.data(), detail::size(person),
                  &options, &out);
    return Buffer(out);
  }
  /// kith_feed_ical().
  Buffer feed_ical(const kith_feed_options& options = KITH_FEED_OPTIONS_INIT) const {
    kith_buffer out{};
    detail::check(kith_feed_ical, get(), &options, &out);
    return Buffer(out);
  }
  Table cases(const kith_case_options& options = KITH_CASE_OPTIONS_INIT) const {
    return ask(kith_view_cases, options);
  }
  Table at_risk(const kith_at_risk_options& options = KITH_AT_RISK_OPTIONS_INIT) const {
    return ask(kith_view_at_risk, options);
  }
  Table moved(const kith_moved_options& options) const {
    return ask(kith_view_moved, options);
  }
  /// Returns the decisions; `joined` is optional.
  Batch merge(std::string_view kept, std::string_view merged,
              std::string_view reason = {}, int64_t recorded = 0,
              Table* joined = nullptr) const {
    kith_batch* decisions = nullptr;
    kith_table* table = nullptr;
    detail::check(kith_view_merge, get(), kept.data(), detail::size(kept), merged.data(),
                  detail::size(merged), reason.data(), detail::size(reason), recorded,
                  &decisions, joined == nullptr ? nullptr : &table);
    if (joined != nullptr) *joined = Table(table);
    return Batch(decisions);
  }
  /// Returns the decisions; `parted` is optional.
  Batch unmerge(std::string_view merged, int64_t recorded = 0,
                Table* parted = nullptr) const {
    kith_batch* decisions = nullptr;
    kith_table* table = nullptr;
    detail::check(kith_view_unmerge, get(), merged.data(), detail::size(merged), recorded,
                  &decisions, parted == nullptr ? nullptr : &table);
    if (parted != nullptr) *parted = Table(table);
    return Batch(decisions);
  }
  /// kith_review_html().
  Buffer review_html(
      const kith_review_options& options = KITH_REVIEW_OPTIONS_INIT) const {
    kith_buffer out{};
    detail::check(kith_review_html, get(), &options, &out);
    return Buffer(out);
  }
  /// kith_card_html().
  Buffer card_html(std::string_view customer,
                   const kith_card_options& options = KITH_CARD_OPTIONS_INIT) const {
    kith_buffer out{};
    detail::check(kith_card_html, get(), customer.data(), detail::size(customer),
                  &options, &out);
    return Buffer(out);
  }

 private:
  template <class F, class Options>
  Table ask(F question, const Options& options) const {
    return detail::make<Table, kith_table>(question, get(), &options);
  }
};

}  // namespace v1
}  // namespace kith

#endif  // KITH_KITH_HPP
