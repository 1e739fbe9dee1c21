#!/usr/bin/env bash
# Runs a named benchmark: ./bench.sh [NAME] [--quick]. Without a name it lists them with their goals.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=eng/prepare.sh
. "$root/eng/prepare.sh"

for option in "$@"; do
  case $option in
    --help | -h) printf 'Usage: ./bench.sh [NAME] [--quick]\n\nWithout a name it lists the benchmarks with their goals. The last line of a run is one JSON object.\n'; exit 0 ;;
    --quick) ;;
    -*) say "unknown option $option; see --help"; exit 2 ;;
  esac
done

require_home
require_sdk
require_postgres
build src/Portal.Local tests/Portal.Benchmarks
exec dotnet "$root/artifacts/bin/Portal.Benchmarks/release/Portal.Benchmarks.dll" "$@"
