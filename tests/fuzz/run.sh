#!/usr/bin/env bash
# Fuzzes every target, one after the other, from the seeds on.
# usage: tests/fuzz/run.sh [-s seconds a target | -r runs a target] [targets…]
#   change:   tests/fuzz/run.sh -s 5
#   long run: tests/fuzz/run.sh -r 10000000
# A finding is left in out/fuzz/<target>: mend it, and keep its input as a seed named after the fault.
set -euo pipefail
cd "$(dirname "$0")/../.."
limit=-max_total_time=5
while getopts s:r: option; do
  case $option in
    s) limit=-max_total_time=$OPTARG ;;
    r) limit=-runs=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- $(ls tests/fuzz/seeds)
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=0 UBSAN_OPTIONS=print_stacktrace=1
ASAN_SYMBOLIZER_PATH=$(command -v llvm-symbolizer-14 || true)
export ASAN_SYMBOLIZER_PATH
failed=""
for target in "$@"; do
  found=out/fuzz/$target
  mkdir -p "$found/corpus"
  more=""
  [ "$target" = document ] && more=data/documents
  log=$found/log
  if nice build/fuzz/tests/fuzz/kith_fuzz --target="$target" "$limit" -timeout=10 -rss_limit_mb=2048 -malloc_limit_mb=512 \
    -max_len=8192 -print_final_stats=1 -artifact_prefix="$found/" "$found/corpus" "tests/fuzz/seeds/$target" $more >"$log" 2>&1; then
    printf '%-12s %s runs, cover %s\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
      "$(grep -o 'cov: [0-9]*' "$log" | tail -n 1 | tr -dc 0-9)"
  else
    failed="$failed $target"
    printf '%-12s FAILED, see %s\n' "$target" "$log"
    tail -n 25 "$log"
  fi
done
[ -z "$failed" ]
