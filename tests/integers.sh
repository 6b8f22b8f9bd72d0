#!/usr/bin/env bash
# The tests of money, dates and their cells under clang's integer checks: an implicit conversion that loses a value or
# a sign, and unsigned arithmetic that wraps, end the program. (g++ has no such checks.)
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p build/integers
checked="src/base/date.cpp src/base/boost_date.cpp src/base/instant.cpp src/base/money.cpp src/exchange/date_cell.cpp
  src/exchange/money_cell.cpp src/exchange/currency.cpp src/exchange/number_format.cpp src/exchange/deadline.cpp src/base/amount.cpp"
tests="tests/main.cpp tests/source_dir.cpp tests/base/date_test.cpp tests/base/money_test.cpp tests/exchange/cells_test.cpp"
build() { # flags, then sources
  for source in "${@:2}"; do
    object=build/integers/$(echo "$source" | tr / _).o
    # shellcheck disable=SC2086
    ${ccache:-} clang++-14 -std=c++20 -O1 -g1 $1 -Iinclude -Isrc -Itests -DKITH_SOURCE_DIR="\"$PWD\"" -c "$source" -o "$object"
    echo "$object"
  done
}
ccache=$(command -v ccache || true)
echo 'src:/usr/*' >build/integers/ignored  # the standard library wraps on purpose
checks="-fsanitize=integer,implicit-conversion,undefined -fno-sanitize-recover=all
  -fsanitize-ignorelist=build/integers/ignored"
# shellcheck disable=SC2046,SC2086
clang++-14 $checks -o build/integers/test $(build "$checks" $checked) \
  $(build "" $tests src/base/error.cpp src/base/text.cpp src/exchange/vocabulary.cpp src/exchange/person_cell.cpp \
    src/model/company.cpp src/model/person_name.cpp src/model/phone.cpp) -lgtest -lpthread
UBSAN_OPTIONS=print_stacktrace=1 build/integers/test --gtest_brief=1
