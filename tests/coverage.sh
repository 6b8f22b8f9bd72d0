#!/usr/bin/env bash
# Lines and branches of src and capi that the test programs reach, a row a room; then the largest gaps. Branches that
# only an exception takes are not counted. usage: tests/coverage.sh [least % of lines] [least % of branches]
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/build coverage
find build/coverage -name '*.gcda' -delete
ctest --preset coverage -j2 -E '^(headers|arrows|stories|capi_.*)$' -Q || { echo "tests fail"; exit 1; }
gcovr --root . --object-directory build/coverage --filter src/ --filter capi/src/ \
  --exclude-throw-branches --exclude-unreachable-branches --json-summary build/coverage/summary.json >/dev/null
/usr/bin/python3 - "${1:-0}" "${2:-0}" <<'PY'
import collections, json, sys
files = json.load(open("build/coverage/summary.json"))["files"]
rooms = collections.defaultdict(lambda: [0, 0, 0, 0])
for f in files:
    name = "capi" if f["filename"].startswith("capi/") else f["filename"].split("/")[1]
    for key in (name, "all"):
        for i, part in enumerate(("line_covered", "line_total", "branch_covered", "branch_total")):
            rooms[key][i] += f[part]
percent = lambda part, whole: 100.0 * part / whole if whole else 100.0
print(f"{'room':<12}{'lines':>8}{'%':>7}{'branches':>10}{'%':>7}")
for name in sorted(rooms, key=lambda n: (n == "all", n)):
    a, b, c, d = rooms[name]
    print(f"{name:<12}{b:>8}{percent(a, b):>7.1f}{d:>10}{percent(c, d):>7.1f}")
print("\nlargest gaps: lines, branches not reached")
for f in sorted(files, key=lambda f: f["line_covered"] + f["branch_covered"] - f["line_total"] - f["branch_total"])[:15]:
    print(f"{f['line_total'] - f['line_covered']:>5}{f['branch_total'] - f['branch_covered']:>5}  {f['filename']}")
a, b, c, d = rooms["all"]
sys.exit(percent(a, b) < float(sys.argv[1]) or percent(c, d) < float(sys.argv[2]))
PY
