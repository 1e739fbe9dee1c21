# What run.sh, test.sh and bench.sh need before they start. Sourced; expects $root.
# bash and coreutils only: everything else is what this file looks for.

say() { printf 'portal: %s\n' "$*" >&2; }

fail() { say "$@"; exit 1; }

# The SDK and NuGet keep caches below HOME: one that is unset, missing or someone else's is replaced by a folder of ours.
require_home() {
  if [ -z "${HOME:-}" ] || [ "${HOME#/}" = "$HOME" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
    export HOME="$root/artifacts/home"
    mkdir -p "$HOME" 2>/dev/null || fail "cannot write to $root/artifacts: use a clone of your own"
  fi
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
}

require_sdk() {
  local folder
  if ! command -v dotnet >/dev/null 2>&1; then
    for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/lib/dotnet /usr/share/dotnet /usr/local/share/dotnet; do
      if [ -n "$folder" ] && [ -x "$folder/dotnet" ]; then
        PATH="$folder:$PATH"
        break
      fi
    done
  fi
  command -v dotnet >/dev/null 2>&1 ||
    fail "the .NET 10 SDK is missing: apt install dotnet-sdk-10.0, or see https://dotnet.microsoft.com/download/dotnet/10.0"
  # global.json decides which SDK is good enough; the command fails when none is.
  (cd "$root" && dotnet --version >/dev/null 2>&1) ||
    fail "a .NET SDK is installed, but none that global.json accepts: install .NET SDK 10.0.400 or newer from https://dotnet.microsoft.com/download/dotnet/10.0"
}

# install PACKAGE...: only as root or where sudo asks nothing.
install_packages() {
  local run=()
  command -v apt-get >/dev/null 2>&1 || return 1
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null || return 1
    run=(sudo -n)
  fi
  say "installing $* with apt"
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" </dev/null >/dev/null 2>&1 && return 0
  "${run[@]}" apt-get update -qq </dev/null >/dev/null 2>&1
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" </dev/null >/dev/null 2>&1
}

has_postgres() {
  local folder
  if command -v initdb >/dev/null 2>&1 && command -v postgres >/dev/null 2>&1; then
    return 0
  fi
  for folder in /usr/lib/postgresql/*/bin; do
    [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && return 0
  done
  return 1
}

require_postgres() {
  has_postgres && return
  # Debian would otherwise start a server of its own on port 5432.
  install_packages postgresql && has_postgres && return
  fail "PostgreSQL's server is missing and cannot be installed from here: run 'sudo apt install postgresql', or set PORTAL_DATABASE to a server's connection string"
}

# build PROJECT...: quiet unless it fails. No compiler or build server stays behind: they keep hundreds of megabytes, and
# one that has lived long has been seen to parse .razor files as nonsense.
build() {
  local log options=(-c Release --nologo -v quiet -clp:NoSummary -nodeReuse:false -p:UseSharedCompilation=false)
  mkdir -p "$root/artifacts" 2>/dev/null && [ -w "$root/artifacts" ] || fail "cannot write to $root/artifacts: use a clone of your own"
  log=$(mktemp "$root/artifacts/build.XXXXXX")
  say "building"
  local project
  for project in "$@"; do
    if ! (cd "$root" && dotnet build "${options[@]}" "$project" </dev/null >"$log" 2>&1); then
      cat "$log" >&2
      rm -f "$log"
      fail "the build failed"
    fi
  done
  rm -f "$log"
}
