#!/usr/bin/env bash
# Runs a named benchmark: ./bench.sh [NAME] [--quick]. Without a name it lists them with their goals.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=eng/prepare.sh
. "$root/eng/prepare.sh"

usage() {
  cat <<'TEXT'
Usage: ./bench.sh [NAME] [--quick]

Without a name it lists the benchmarks with their goals. The last line of a run is one JSON object.

  ./bench.sh rollouts                                   canary analysis: every family, every detector, a JSON line each; two minutes
  ./bench.sh rollouts --family B1 --seed 7 [--trace]    one run again, with what the analysis said after every sample
  ./bench.sh rollouts --input FILE                      the analysis over recorded counts: CSV of second,arm,requests,errors,slow
  ./bench.sh operator [--soak MINUTES]                  the operator with 5,000 rollouts; its soak lasts 5 minutes unless told otherwise
TEXT
}

for option in "$@"; do
  case $option in
    --help | -h) usage; exit 0 ;;
    --quick) ;;
    --family | --seed | --trace | --input) [ "${1:-}" = rollouts ] || { say "$option belongs to rollouts; see --help"; exit 2; } ;;
    --soak) [ "${1:-}" = operator ] || { say "$option belongs to operator; see --help"; exit 2; } ;;
    -*) say "unknown option $option; see --help"; exit 2 ;;
  esac
done

require_home
require_sdk
# The analysis is arithmetic, and the operator works without: no database.
case ${1:-} in rollouts | operator) ;; *) require_postgres ;; esac
build src/Portal.Local tests/Portal.Benchmarks
exec dotnet "$root/artifacts/bin/Portal.Benchmarks/release/Portal.Benchmarks.dll" "$@"
