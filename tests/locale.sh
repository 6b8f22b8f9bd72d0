#!/usr/bin/env bash
# The test programs of a build once more under a German locale, whose decimal point is a comma, made here so that
# none need be installed. usage: tests/locale.sh [preset]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$PWD/build/locales
if [ ! -d "$folder/de_DE.UTF-8" ]; then
  mkdir -p "$folder"
  localedef -i de_DE -f UTF-8 "$folder/de_DE.UTF-8"
fi
LOCPATH=$folder LC_ALL=de_DE.UTF-8 KITH_WANT_COMMA=1 \
  ctest --preset "${1:-dev}" -j2 -E '^(headers|arrows|capi_|stories|fuzz_)' --output-on-failure
