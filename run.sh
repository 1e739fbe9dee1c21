#!/usr/bin/env bash
# Runs the whole product on this machine: ./run.sh --help
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=eng/prepare.sh
. "$root/eng/prepare.sh"

usage() {
  cat <<'TEXT'
Runs the whole of Portal on this machine.

  ./run.sh [--port N] [--data DIR] [--reset] [--tour] [--help]

  --port N      port of the portal (default 8080)
  --data DIR    where the instance keeps everything (default .local/)
  --reset       empty the data folder first
  --tour        start in a scratch folder on free ports, do the main job, check it, stop
  --help        this text

PORTAL_DATABASE=<connection string>    an existing PostgreSQL server, as a role that may create roles
PORTAL_KUBECONFIG or KUBECONFIG=<file> an existing cluster instead of the embedded one
The tour uses neither.
TEXT
}

# A mistake is said before anything is built or installed.
check_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --help | -h) usage; exit 0 ;;
      --reset | --tour) shift ;;
      --port=?* | --data=?*) shift ;;
      --port | --data)
        [ $# -gt 1 ] || { say "$1 needs a value; see --help"; exit 2; }
        shift 2 ;;
      *) say "unknown option $1; see --help"; exit 2 ;;
    esac
  done
}

check_options "$@"
require_home
require_sdk
if [ -z "${PORTAL_DATABASE:-}" ] || [[ " $* " == *" --tour "* ]]; then
  require_postgres
fi
build src/Portal.Local
exec dotnet "$root/artifacts/bin/Portal.Local/release/Portal.Local.dll" "$@"
