#!/usr/bin/env bash
# The long form of the fault harnesses: every point, every cut with 50 seeds, 5,000 kills a
# durability. usage: tests/fault/long.sh [folder of the test programs]
set -euo pipefail
cd "$(dirname "$0")/../.."
programs=${1:-build/dev/tests}
export KITH_FAULT_LONG=1
for program in fault_sweep fault_crash fault_hosts; do
  echo "== $program"
  "$programs/$program"
done
