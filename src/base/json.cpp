// JSON: nlohmann-json lexes, this file builds. Its events are taken one by one, so that
// depth, size, duplicate names and wide numbers are refused before anything is built from
// them, and no value of that library ever exists. Writing is our own.
#include "kith/base/json.hpp"

// Its lexer asserts on decimal points of exotic locales; numbers are read again below
// without any locale.
#define JSON_ASSERT(x) static_cast<void>(0)
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/utf8.hpp"

namespace kith {
namespace {

constexpr std::size_t kMaxDepth = 64;
constexpr std::size_t kMaxBytes = 16u << 20;

std::string step(const std::string& path, std::string_view key) {
  std::string out = path + '/';
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string step(const std::string& path, std::size_t index) {
  return path + '/' + std::to_string(index);
}

std::string place(const std::string& path) { return path.empty() ? "/" : path; }

Error at_offset(Reason reason, const std::string& message, std::size_t offset) {
  return invalid(reason, message).with("offset", std::to_string(offset));
}

/// The double a JSON number spells; whatever the lexer put for the point is read as a
/// point.
double read_double(std::string text) {
  for (char& c : text) {
    const bool part =
        (c >= '0' && c <= '9') || c == '-' || c == '+' || c == 'e' || c == 'E';
    if (!part) c = '.';
  }
  double x = 0;
  std::from_chars(text.data(), text.data() + text.size(), x);
  return x;
}

/// Receives the events of the lexer; stops it by answering false once `error` is set.
class Builder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return put(Json()); }
  bool boolean(bool b) { return put(Json(b)); }
  bool number_integer(number_integer_t n) { return put(Json(std::int64_t{n})); }
  bool number_unsigned(number_unsigned_t n) {
    constexpr auto limit =
        static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max());
    if (n > limit) return wide();
    return put(Json(static_cast<std::int64_t>(n)));
  }
  bool number_float(number_float_t, const string_t& text) {
    const auto sign = [](char c) { return c == '-' || (c >= '0' && c <= '9'); };
    // A whole number only comes here when it fits no 64-bit integer.
    if (std::all_of(text.begin(), text.end(), sign)) return wide();
    return put(Json(read_double(text)));
  }
  bool string(string_t& text) {
    if (has_zero(text)) return false;
    return put(Json(std::move(text)));
  }
  bool binary(binary_t&) { return false; }  // never in text
  bool start_object(std::size_t) { return open(true); }
  bool start_array(std::size_t) { return open(false); }
  bool key(string_t& text) {
    if (has_zero(text)) return false;
    frames_.back().key = std::move(text);
    return true;
  }
  bool end_object() {
    Frame& f = frames_.back();
    if (const std::string* twice = duplicate_key(f.object)) {
      return refuse(invalid(Reason::duplicate, "a name stands twice in one object")
                        .at(step(container_path(), *twice)));
    }
    return close(Json(std::move(f.object)));
  }
  bool end_array() { return close(Json(std::move(frames_.back().array))); }
  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& e) {
    const std::size_t offset = position > 0 ? position - 1 : 0;
    constexpr int number_overflow = 406;
    if (e.id == number_overflow) {
      return refuse(at_offset(Reason::bad_number, "a number beyond any double", offset)
                        .at(place(value_path())));
    }
    return refuse(
        at_offset(Reason::bad_syntax, "not JSON here", offset).at(place(value_path())));
  }

  [[nodiscard]] Json take() { return std::move(root_); }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  struct Frame {
    bool is_object = false;
    Json::Object object;
    Json::Array array;
    std::string key;  ///< of the member under way
  };

  bool put(Json value) {
    if (frames_.empty()) {
      root_ = std::move(value);
    } else if (Frame& f = frames_.back(); f.is_object) {
      f.object.emplace_back(std::move(f.key), std::move(value));
      f.key.clear();
    } else {
      f.array.push_back(std::move(value));
    }
    return true;
  }
  bool open(bool object) {
    if (frames_.size() == kMaxDepth) {
      return refuse(
          invalid(Reason::too_deep, "nested deeper than 64 levels").at(value_path()));
    }
    frames_.emplace_back().is_object = object;
    return true;
  }
  bool close(Json value) {
    frames_.pop_back();
    return put(std::move(value));
  }
  bool refuse(Error error) {
    error_ = std::move(error);
    return false;
  }
  bool wide() {
    return refuse(invalid(Reason::bad_number, "a whole number beyond 64 bits")
                      .at(place(value_path())));
  }
  bool has_zero(const std::string& text) {
    if (text.find('\0') == std::string::npos) return false;
    refuse(invalid(Reason::bad_utf8, "U+0000 in a text").at(place(value_path())));
    return true;
  }
  static const std::string* duplicate_key(const Json::Object& object) {
    std::vector<const std::string*> keys;
    keys.reserve(object.size());
    for (const auto& member : object) keys.push_back(&member.first);
    std::sort(keys.begin(), keys.end(), [](auto* a, auto* b) { return *a < *b; });
    const auto twice = std::adjacent_find(keys.begin(), keys.end(),
                                          [](auto* a, auto* b) { return *a == *b; });
    return twice == keys.end() ? nullptr : *twice;
  }
  [[nodiscard]] std::string path_of(std::size_t frames) const {
    std::string path;
    for (std::size_t i = 0; i < frames; ++i) {
      const Frame& f = frames_[i];
      path = f.is_object ? step(path, f.key) : step(path, f.array.size());
    }
    return path;
  }
  /// Path of the value that comes next, and of the object or array it stands in.
  [[nodiscard]] std::string value_path() const { return path_of(frames_.size()); }
  [[nodiscard]] std::string container_path() const { return path_of(frames_.size() - 1); }

  std::vector<Frame> frames_;
  Json root_;
  std::optional<Error> error_;
};

void write_text(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (u < 0x20) {
      out += "\\u00";
      out += hex[u >> 4];
      out += hex[u & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

void write_double(std::string& out, double x) {
  if (!std::isfinite(x)) {  // JSON has no word for them
    out += "null";
    return;
  }
  std::array<char, 32> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), x);
  const std::string_view text(buffer.data(),
                              static_cast<std::size_t>(end.ptr - buffer.data()));
  out += text;
  // Keeps a double a double when it is read again.
  if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

void write(std::string& out, const Json& value, bool canonical);

void write_array(std::string& out, const Json::Array& array, bool canonical) {
  out += '[';
  for (std::size_t i = 0; i < array.size(); ++i) {
    if (i > 0) out += ',';
    write(out, array[i], canonical);
  }
  out += ']';
}

void write_object(std::string& out, const Json::Object& object, bool canonical) {
  std::vector<const std::pair<std::string, Json>*> members;
  members.reserve(object.size());
  for (const auto& m : object) members.push_back(&m);
  if (canonical) {
    std::stable_sort(members.begin(), members.end(),
                     [](auto* a, auto* b) { return a->first < b->first; });
  }
  out += '{';
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) out += ',';
    write_text(out, members[i]->first);
    out += ':';
    write(out, members[i]->second, canonical);
  }
  out += '}';
}

// Recursion is as deep as the value; parse() bounds it, and so does the destructor of a
// Json.
void write(std::string& out, const Json& value, bool canonical) {
  if (const auto* b = value.as_bool()) {
    out += *b ? "true" : "false";
  } else if (const auto* n = value.as_int()) {
    out += std::to_string(*n);
  } else if (const auto* x = value.as_double()) {
    write_double(out, *x);
  } else if (const auto* s = value.as_string()) {
    write_text(out, *s);
  } else if (const auto* array = value.as_array()) {
    write_array(out, *array, canonical);
  } else if (const auto* object = value.as_object()) {
    write_object(out, *object, canonical);
  } else {
    out += "null";
  }
}

}  // namespace

Result<Json> Json::parse(std::string_view text) {
  if (text.size() > kMaxBytes) {
    return Error(Status::out_of_range, Reason::too_large, "a JSON document above 16 MiB");
  }
  if (const std::size_t bad = detail::first_bad_utf8(text);
      bad != std::string_view::npos) {
    return at_offset(Reason::bad_utf8, "not UTF-8", bad);
  }
  Builder builder;
  const bool done = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (builder.error()) return *builder.error();
  if (!done) return at_offset(Reason::bad_syntax, "not JSON", 0);
  return builder.take();
}

std::string Json::dump(bool canonical) const {
  std::string out;
  write(out, *this, canonical);
  return out;
}

const Json* Json::find(std::string_view key) const {
  const Object* object = as_object();
  if (object == nullptr) return nullptr;
  for (const auto& [name, value] : *object) {
    if (name == key) return &value;
  }
  return nullptr;
}

// ---- JsonReader

namespace {

/// What a reader stands on after its own look-up failed: nothing below it is reported
/// again.
const Json& absent() {
  static const Json value;
  return value;
}

std::string_view type_name(const Json& v) {
  if (v.is_null()) return "null";
  if (v.as_bool() != nullptr) return "true or false";
  if (v.as_int() != nullptr) return "a whole number";
  if (v.as_double() != nullptr) return "a number";
  if (v.as_string() != nullptr) return "a text";
  return v.as_array() != nullptr ? "an array" : "an object";
}

std::string wanted(std::string_view what, const Json& found) {
  return "wants " + std::string(what) + ", found " + std::string(type_name(found));
}

std::string listed(std::span<const std::string_view> words) {
  std::string out;
  for (const std::string_view w : words) {
    if (!out.empty()) out += ", ";
    out += w;
  }
  return out;
}

}  // namespace

JsonReader::JsonReader(const Json& value, std::vector<Error>& errors, std::string path)
    : value_(&value), errors_(&errors), path_(std::move(path)) {}

void JsonReader::fail(Reason reason, const std::string& message) const {
  errors_->push_back(invalid(reason, message).at(place(path_)));
}

void JsonReader::fail_at(std::string_view key, Reason reason,
                         const std::string& message) const {
  errors_->push_back(invalid(reason, message).at(step(path_, key)));
}

const Json* JsonReader::member(std::string_view key, bool required) {
  if (value_ == &absent()) return nullptr;
  if (value_->as_object() == nullptr) {
    fail(Reason::wrong_type, wanted("an object", *value_));
    value_ = &absent();
    return nullptr;
  }
  seen_.emplace_back(key);
  const Json* found = value_->find(key);
  if (found == nullptr && required) fail_at(key, Reason::missing_value, "is missing");
  return found;
}

bool JsonReader::has(std::string_view key) const { return value_->find(key) != nullptr; }

std::string JsonReader::as_string() const {
  if (const std::string* s = value_->as_string()) return *s;
  if (value_ != &absent()) fail(Reason::wrong_type, wanted("a text", *value_));
  return {};
}

std::int64_t JsonReader::as_integer(std::int64_t low, std::int64_t high) const {
  const std::int64_t otherwise = std::clamp<std::int64_t>(0, low, high);
  if (value_ == &absent()) return otherwise;
  const std::int64_t* n = value_->as_int();
  if (n == nullptr) {
    fail(Reason::wrong_type, wanted("a whole number", *value_));
    return otherwise;
  }
  if (*n < low || *n > high) {
    fail(Reason::bad_number, "wants a whole number from " + std::to_string(low) + " to " +
                                 std::to_string(high) + ", found " + std::to_string(*n));
    return otherwise;
  }
  return *n;
}

std::int32_t JsonReader::as_word(std::span<const std::string_view> words) const {
  if (value_ == &absent()) return 0;
  const std::string* s = value_->as_string();
  if (s == nullptr) {
    fail(Reason::wrong_type, wanted("one of: " + listed(words), *value_));
    return 0;
  }
  const auto found = std::find(words.begin(), words.end(), *s);
  if (found == words.end()) {
    fail(Reason::unknown_name,
         "wants one of: " + listed(words) + "; found \"" + *s + "\"");
    return 0;
  }
  return static_cast<std::int32_t>(found - words.begin());
}

std::string JsonReader::string(std::string_view key) {
  const Json* v = member(key, true);
  return v == nullptr ? std::string()
                      : JsonReader(*v, *errors_, step(path_, key)).as_string();
}

std::string JsonReader::string_or(std::string_view key, std::string_view otherwise) {
  const Json* v = member(key, false);
  if (v == nullptr) return std::string(otherwise);
  return JsonReader(*v, *errors_, step(path_, key)).as_string();
}

std::int64_t JsonReader::integer(std::string_view key, std::int64_t low,
                                 std::int64_t high) {
  const Json* v = member(key, true);
  return JsonReader(v == nullptr ? absent() : *v, *errors_, step(path_, key))
      .as_integer(low, high);
}

std::int64_t JsonReader::integer_or(std::string_view key, std::int64_t low,
                                    std::int64_t high, std::int64_t otherwise) {
  const Json* v = member(key, false);
  if (v == nullptr) return otherwise;
  return JsonReader(*v, *errors_, step(path_, key)).as_integer(low, high);
}

bool JsonReader::boolean(std::string_view key) {
  return member(key, true) != nullptr && boolean_or(key, false);
}

bool JsonReader::boolean_or(std::string_view key, bool otherwise) {
  const Json* v = member(key, false);
  if (v == nullptr) return otherwise;
  if (const bool* b = v->as_bool()) return *b;
  fail_at(key, Reason::wrong_type, wanted("true or false", *v));
  return otherwise;
}

Date JsonReader::date(std::string_view key) {
  return member(key, true) != nullptr ? date_if(key).value_or(Date()) : Date();
}

std::optional<Date> JsonReader::date_if(std::string_view key) {
  const Json* v = member(key, false);
  if (v == nullptr) return std::nullopt;
  const std::string* s = v->as_string();
  if (s == nullptr) {
    fail_at(key, Reason::wrong_type, wanted("a date as text, YYYY-MM-DD", *v));
    return std::nullopt;
  }
  auto date = Date::parse(*s);
  if (!date) {
    fail_at(key, date.error().reason(), date.error().message());
    return std::nullopt;
  }
  return *date;
}

JsonReader JsonReader::object(std::string_view key) {
  if (member(key, true) != nullptr) {
    if (auto reader = object_if(key)) return *reader;
  }
  return JsonReader(absent(), *errors_, step(path_, key));
}

std::optional<JsonReader> JsonReader::object_if(std::string_view key) {
  const Json* v = member(key, false);
  if (v == nullptr) return std::nullopt;
  if (v->as_object() == nullptr) {
    fail_at(key, Reason::wrong_type, wanted("an object", *v));
    return std::nullopt;
  }
  return JsonReader(*v, *errors_, step(path_, key));
}

std::vector<JsonReader> JsonReader::array(std::string_view key) {
  if (member(key, true) == nullptr) return {};
  return array_or_empty(key);
}

std::vector<JsonReader> JsonReader::array_or_empty(std::string_view key) {
  const Json* v = member(key, false);
  if (v == nullptr) return {};
  const Json::Array* array = v->as_array();
  if (array == nullptr) {
    fail_at(key, Reason::wrong_type, wanted("an array", *v));
    return {};
  }
  std::vector<JsonReader> out;
  out.reserve(array->size());
  const std::string path = step(path_, key);
  for (std::size_t i = 0; i < array->size(); ++i) {
    out.emplace_back((*array)[i], *errors_, step(path, i));
  }
  return out;
}

std::vector<std::pair<std::string, JsonReader>> JsonReader::members() {
  std::vector<std::pair<std::string, JsonReader>> out;
  if (value_ == &absent()) return out;
  const Json::Object* object = value_->as_object();
  if (object == nullptr) {
    fail(Reason::wrong_type, wanted("an object", *value_));
    value_ = &absent();
    return out;
  }
  out.reserve(object->size());
  for (const auto& [name, value] : *object) {
    seen_.push_back(name);
    out.emplace_back(name, JsonReader(value, *errors_, step(path_, name)));
  }
  return out;
}

std::int32_t JsonReader::word(std::string_view key,
                              std::span<const std::string_view> words) {
  const Json* v = member(key, true);
  return v == nullptr ? 0 : JsonReader(*v, *errors_, step(path_, key)).as_word(words);
}

std::int32_t JsonReader::word_or(std::string_view key,
                                 std::span<const std::string_view> words,
                                 std::int32_t otherwise) {
  const Json* v = member(key, false);
  return v == nullptr ? otherwise
                      : JsonReader(*v, *errors_, step(path_, key)).as_word(words);
}

void JsonReader::done() {
  if (value_ == &absent()) return;
  const Json::Object* object = value_->as_object();
  if (object == nullptr) {
    fail(Reason::wrong_type, wanted("an object", *value_));
    value_ = &absent();
    return;
  }
  std::sort(seen_.begin(), seen_.end());
  for (const auto& [name, value] : *object) {
    if (!std::binary_search(seen_.begin(), seen_.end(), name)) {
      fail_at(name, Reason::unknown_name, "unknown member");
    }
  }
}

}  // namespace kith
