#!/usr/bin/env bash
# Which lines of capi/src the table of calls reaches when nothing fails, and that these are success paths: the last
# statement of every fallible function is reached, else it fails and names the function.
# usage: tests/fault/coverage.sh; needs gcovr. Builds the preset "coverage".
set -euo pipefail
cd "$(dirname "$0")/../.."
scripts/build coverage fault_sweep >/dev/null
find build/coverage -name '*.gcda' -delete
build/coverage/tests/fault_sweep --gtest_filter='Sweep.EveryCallSucceedsTwiceAndLeavesNothing' | tail -1
gcovr --root . --filter 'capi/src/' --exclude-throw-branches --exclude-unreachable-branches \
  --json build/coverage/calls.json --print-summary build/coverage
/usr/bin/python3 - <<'PY'
import json, re, sys
counts = {f["file"]: {line["line_number"]: line["count"] for line in f["lines"]}
          for f in json.load(open("build/coverage/calls.json"))["files"]}
reached, missed = 0, []
for path, lines in counts.items():
    if not path.endswith(".cpp"):
        continue
    function = last = None
    for number, text in enumerate(open(path), 1):
        if found := re.match(r"kith_status (kith_\w+)\(", text):
            function, last = found[1], None
        elif function and re.match(r"  \}\);", text):  # of its guard
            reached += 1
            if not lines.get(last):
                missed.append(f"{path}: {function} does not come to line {last}")
            function = None
        elif function and number in lines and text.strip() != "}" and "kith_status" not in text and "guard(" not in text:
            last = number
print(f"{reached} functions, {len(missed)} whose success path is not reached")
print("\n".join(missed))
sys.exit(1 if missed or reached < 90 else 0)
PY
