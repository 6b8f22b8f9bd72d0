// Result<T>: a value or an Error, shaped like std::expected (which g++ 12 lacks in
// C++20).
//
//   Result<Date> d = Date::parse("2023-10-15");
//   if (!d) return d.error();
//   use(*d);
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "kith/base/error.hpp"

namespace kith {

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : data_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : data_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return data_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// Precondition: has_value().
  T& operator*() & noexcept { return *std::get_if<0>(&data_); }
  const T& operator*() const& noexcept { return *std::get_if<0>(&data_); }
  T&& operator*() && noexcept { return std::move(*std::get_if<0>(&data_)); }
  T* operator->() noexcept { return std::get_if<0>(&data_); }
  const T* operator->() const noexcept { return std::get_if<0>(&data_); }

  /// Precondition: !has_value().
  [[nodiscard]] const Error& error() const& noexcept { return *std::get_if<1>(&data_); }
  [[nodiscard]] Error& error() & noexcept { return *std::get_if<1>(&data_); }

  /// The value, or throws the Error: for callers to whom failure is not expected.
  T value() && {
    if (!has_value()) throw std::move(*std::get_if<1>(&data_));
    return std::move(*std::get_if<0>(&data_));
  }
  const T& value() const& {
    if (!has_value()) throw error();
    return **this;
  }

 private:
  std::variant<T, Error> data_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }
  [[nodiscard]] const Error& error() const noexcept { return *error_; }
  void value() const {
    if (error_) throw *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace kith
