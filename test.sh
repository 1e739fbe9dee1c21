#!/usr/bin/env bash
# Builds and tests everything: ./test.sh [unit | part of a project's name]
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=eng/prepare.sh
. "$root/eng/prepare.sh"
results="$root/artifacts/test-results"

usage() {
  cat <<'TEXT'
Builds and tests everything.

  ./test.sh                every test project
  ./test.sh unit           Portal.Domain.Tests and Portal.ArchitectureTests: under a minute
  ./test.sh PART           the projects whose name contains PART, e.g. isolation

Logs and results are kept in artifacts/test-results. PORTAL_TEST_LONG=1 runs the long forms.
TEXT
}

# Cheap ones first, so that what is broken is known early.
all_projects() {
  local known=(Portal.Domain.Tests Portal.ArchitectureTests Portal.Infrastructure.Tests Portal.Operators.Tests Portal.Tests
    Portal.IsolationTests Portal.EndToEndTests)
  local project
  for project in "${known[@]}" "$root"/tests/*Tests/; do
    basename "$project"
  done | awk '!seen[$0]++'
}

select_projects() {
  local project
  case ${1:-} in
    unit) projects=(Portal.Domain.Tests Portal.ArchitectureTests) ;;
    *)
      projects=()
      while read -r project; do
        if [[ -f "$root/tests/$project/$project.csproj" && "${project,,}" == *"${1,,}"* ]]; then
          projects+=("$project")
        fi
      done < <(all_projects) ;;
  esac
  [ ${#projects[@]} -gt 0 ] || { say "no test project has '$1' in its name"; exit 2; }
}

require_chromium() {
  command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 && return
  install_packages chromium && return
  say "Chromium is missing and cannot be installed from here: the tests that need a browser will fail; run 'sudo apt install chromium'"
}

# Debian keeps it off an ordinary user's PATH.
require_pgbouncer() {
  command -v pgbouncer >/dev/null 2>&1 || [ -x /usr/sbin/pgbouncer ] && return
  install_packages pgbouncer && return
  say "PgBouncer is missing and cannot be installed from here: the tests that pool transactions will fail; run 'sudo apt install pgbouncer'"
}

# Debian starts a server of its own on port 9090, which nobody asked for.
require_prometheus() {
  command -v prometheus >/dev/null 2>&1 && return
  install_packages prometheus && { systemctl disable --now prometheus >/dev/null 2>&1 || true; return; }
  say "Prometheus is missing and cannot be installed from here: the tests that read from a real one will fail; run 'sudo apt install prometheus'"
}

# attribute NAME FILE: a number out of the Counters element of a TRX file.
attribute() { grep -o '<Counters [^>]*' "$2" | grep -o " $1=\"[0-9]*\"" | grep -o '[0-9]*' | head -n 1; }

# One line a project. A project that crashes, hangs or runs nothing is a failure, whatever it wrote.
run_project() {
  local project=$1 log="$results/$1.log" trx="$results/$1.trx" code=0 passed=0 failed=0 skipped=0 started=$SECONDS
  rm -f "$trx"
  # Code that runs for seconds does not live to see what instrumenting it would give: a tenth of the time.
  DOTNET_TieredPGO=0 timeout --kill-after=10 1500 dotnet "$root/artifacts/bin/$project/release/$project.dll" -noLogo -noColor -trx "$trx" \
    >"$log" 2>&1 </dev/null || code=$?
  if [ -f "$trx" ]; then
    passed=$(attribute passed "$trx")
    skipped=$(($(attribute total "$trx") - $(attribute executed "$trx")))
    failed=$(($(attribute executed "$trx") - passed))
  fi
  if [ "$failed" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$passed" -eq 0 ]; }; then
    failed=1
    printf '%s: ended with exit code %s after %s tests\n' "$project" "$code" "$passed"
  fi
  printf '%s: %s passed, %s failed, %s skipped (%s s)\n' "$project" "$passed" "$failed" "$skipped" $((SECONDS - started))
  if [ "$failed" -ne 0 ]; then
    grep -A 40 -F '[FAIL]' "$log" | head -n 240 || tail -n 30 "$log"
    printf '  the whole log: %s\n' "$log"
  fi
  total_passed=$((total_passed + passed)) total_failed=$((total_failed + failed)) total_skipped=$((total_skipped + skipped))
}

run_projects() {
  local project
  total_passed=0 total_failed=0 total_skipped=0
  for project in "$@"; do
    run_project "$project"
  done
  printf '%s passed, %s failed, %s skipped\n' "$total_passed" "$total_failed" "$total_skipped"
  [ "$total_failed" -eq 0 ]
}

case ${1:-} in
  --help | -h) usage; exit 0 ;;
  --run-projects) shift; run_projects "$@"; exit ;; # ourselves, below a private PostgreSQL
  -*) say "unknown option $1; see --help"; exit 2 ;;
esac
[ $# -le 1 ] || { say "one filter at most; see --help"; exit 2; }

select_projects "${1:-}"
require_home
require_sdk
mkdir -p "$results"
if [ "${1:-}" = unit ]; then
  build tests/Portal.Domain.Tests tests/Portal.ArchitectureTests
  run_projects "${projects[@]}"
  exit
fi

[ -n "${PORTAL_TEST_POSTGRES:-}" ] || require_postgres
[[ " ${projects[*]} " != *" Portal.EndToEndTests "* ]] || require_chromium
[[ " ${projects[*]} " != *" Portal.IsolationTests "* ]] || require_pgbouncer
[[ " ${projects[*]} " != *" Portal.Operators.Tests "* ]] || require_prometheus
if [ -z "${1:-}" ]; then
  build Portal.sln
else
  build src/Portal.Local "${projects[@]/#/tests/}"
fi

if [ -n "${PORTAL_TEST_POSTGRES:-}" ]; then
  run_projects "${projects[@]}"
  exit
fi
exec dotnet "$root/artifacts/bin/Portal.Local/release/Portal.Local.dll" with-postgres "$root/test.sh" --run-projects "${projects[@]}"
