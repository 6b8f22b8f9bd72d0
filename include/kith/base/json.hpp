// JSON in and out: a small value type, a parser with limits, and a reader that collects
// every error of a document by its path. nlohmann-json does the lexing, privately, in one
// file.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kith/base/date.hpp"
#include "kith/base/nothing.hpp"
#include "kith/base/result.hpp"

namespace kith {

/// A JSON value. Objects keep their order; numbers are int64 or, where they are not,
/// double.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  Json() = default;  ///< null
  Json(bool b) : value_(b) {}
  Json(std::int64_t n) : value_(n) {}
  Json(std::int32_t n) : value_(static_cast<std::int64_t>(n)) {}
  Json(double x) : value_(x) {}
  Json(std::string s) : value_(std::move(s)) {}
  Json(std::string_view s) : value_(std::string(s)) {}
  Json(const char* s) : value_(std::string(s)) {}
  Json(Array a) : value_(std::move(a)) {}
  Json(Object o) : value_(std::move(o)) {}

  /// Fails with bad_syntax (byte offset as detail "offset"), bad_utf8, too_deep (> 64),
  /// too_large (> 16 MiB), or duplicate (a key twice in one object, by path). Integers
  /// beyond int64 are bad_number.
  static Result<Json> parse(std::string_view text);
  /// Compact, keys in their order; `canonical` sorts keys (for hashing).
  [[nodiscard]] std::string dump(bool canonical = false) const;

  [[nodiscard]] bool is_null() const { return value_.index() == 0; }
  [[nodiscard]] const bool* as_bool() const { return std::get_if<bool>(&value_); }
  [[nodiscard]] const std::int64_t* as_int() const {
    return std::get_if<std::int64_t>(&value_);
  }
  [[nodiscard]] const double* as_double() const { return std::get_if<double>(&value_); }
  [[nodiscard]] const std::string* as_string() const {
    return std::get_if<std::string>(&value_);
  }
  [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&value_); }
  [[nodiscard]] const Object* as_object() const { return std::get_if<Object>(&value_); }
  /// Member of an object, or nullptr.
  [[nodiscard]] const Json* find(std::string_view key) const;
  bool operator==(const Json&) const = default;

 private:
  std::variant<Nothing, bool, std::int64_t, double, std::string, Array, Object> value_;
};

/// A cursor over one value of a document. Every failed look-up adds one Error (field =
/// JSON path such as
/// "/streams/2/period") to the shared list and yields a default, so that a document
/// reports all its errors at once. Unknown members are errors too: call done() on each
/// object when it is read.
class JsonReader {
 public:
  JsonReader(const Json& value, std::vector<Error>& errors, std::string path = "");

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const Json& value() const { return *value_; }
  void fail(Reason reason, const std::string& message) const;
  void fail_at(std::string_view key, Reason reason, const std::string& message) const;

  // Required members.
  std::string string(std::string_view key);
  std::int64_t integer(std::string_view key, std::int64_t low, std::int64_t high);
  bool boolean(std::string_view key);
  Date date(std::string_view key);
  JsonReader object(std::string_view key);
  std::vector<JsonReader> array(std::string_view key);
  // Optional members.
  std::string string_or(std::string_view key, std::string_view otherwise);
  std::int64_t integer_or(std::string_view key, std::int64_t low, std::int64_t high,
                          std::int64_t otherwise);
  bool boolean_or(std::string_view key, bool otherwise);
  std::optional<Date> date_if(std::string_view key);
  std::optional<JsonReader> object_if(std::string_view key);
  std::vector<JsonReader> array_or_empty(std::string_view key);
  [[nodiscard]] bool has(std::string_view key) const;
  /// Member names in order, for maps keyed by the user's words. Marks them all as read.
  std::vector<std::pair<std::string, JsonReader>> members();
  // This value itself (array elements).
  std::string as_string() const;
  std::int64_t as_integer(std::int64_t low, std::int64_t high) const;
  /// One of the words of a vocabulary, as its index; an unknown word is an error that
  /// lists them.
  std::int32_t word(std::string_view key, std::span<const std::string_view> words);
  std::int32_t word_or(std::string_view key, std::span<const std::string_view> words,
                       std::int32_t otherwise);
  std::int32_t as_word(std::span<const std::string_view> words) const;

  /// Reports members nobody asked for as unknown_name.
  void done();

 private:
  const Json* member(std::string_view key, bool required);
  const Json* value_;
  std::vector<Error>* errors_;
  std::string path_;
  std::vector<std::string> seen_;
};

}  // namespace kith
