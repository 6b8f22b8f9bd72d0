#!/usr/bin/env bash
# Which lines of capi/src the table of calls reaches when nothing fails: the success paths.
# usage: tests/fault/coverage.sh; needs gcovr. Builds the preset "coverage".
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/build coverage fault_sweep >/dev/null
find build/coverage -name '*.gcda' -delete
build/coverage/tests/fault_sweep --gtest_filter='Sweep.EveryCallSucceedsTwiceAndLeavesNothing' | tail -1
gcovr --root . --filter 'capi/src/' --exclude-throw-branches --exclude-unreachable-branches build/coverage
