#!/bin/sh
# Installs the command modly-codex-image for one user, without root:
#
#   sh install.sh --from https://github.com/OWNER/modly-codex-image/releases
#
# Needs curl or wget, and sha256sum or shasum. Nothing that was downloaded is
# run or put in place before its size and SHA-256 are those of the release.
set -eu
umask 022

STALL_SECONDS=20
LIMIT_SECONDS=1800
REDIRECTS=5
# SHA256SUMS and release.json are below 10 KB.
LIST_BYTES=1048576

usage() {
  cat <<'TEXT'
Usage: sh install.sh [--from ADDRESS] [--version VERSION] [--dir FOLDER]

  --from ADDRESS     the releases page of the repository, ending in /releases,
                     or the folder that holds the files of one release;
                     default: what release.json beside this script says
  --version VERSION  such as 0.1.0; default: the newest, or the one at ADDRESS
  --dir FOLDER       where the command goes; default: ~/.local/bin
TEXT
}

say() { printf '%s\n' "$1"; }

fail() {
  printf 'Not installed: %s\n' "$1" >&2
  exit 1
}

# The release's name for this computer, from `uname -s` and `uname -m`.
target_of() {
  case $1/$2 in
    Linux/x86_64 | Linux/amd64) say x86_64-unknown-linux-gnu ;;
    Linux/aarch64 | Linux/arm64) say aarch64-unknown-linux-gnu ;;
    Darwin/arm64) say aarch64-apple-darwin ;;
    Darwin/x86_64)
      # A shell under Rosetta says x86_64 on Apple silicon, too.
      if [ "$(sysctl -n sysctl.proc_translated 2>/dev/null || :)" = 1 ]; then
        say aarch64-apple-darwin
      else
        say x86_64-apple-darwin
      fi
      ;;
    MINGW* | MSYS* | CYGWIN*) fail 'this is Windows; use install.ps1' ;;
    *) fail "there is no program for $1 on $2; use another computer" ;;
  esac
}

# The Deno runtime in the program asks for symbols of glibc 2.27, and there is
# no build of it for musl.
check_glibc() {
  found=$(getconf GNU_LIBC_VERSION 2>/dev/null || :)
  case $found in
    'glibc '[0-9]*.[0-9]*) ;;
    *) fail 'this Linux has no glibc (Alpine has musl); use another one' ;;
  esac
  number=${found#glibc }
  major=${number%%.*}
  minor=${number#*.}
  minor=${minor%%[!0-9]*}
  if [ "$major" -lt 2 ] || { [ "$major" -eq 2 ] && [ "$minor" -lt 27 ]; }; then
    fail "this Linux has glibc $number; use one with glibc 2.27 or later"
  fi
}

# The texts after the name $2 in the JSON file $1, one on each line.
# shellcheck disable=SC2020 # one character each is what is wanted
texts_in() {
  tr '{},' '\n\n\n' <"$1" | awk -F'"' -v key="$2" '$2 == key { print $4 }'
}

# The size that release.json, the file $1, states for the asset $2.
# shellcheck disable=SC2020 # as above
size_in() {
  tr '{},' '\n\n\n' <"$1" | awk -F'"' -v name="$2" '
    $2 == "name" { here = ($4 == name) }
    $2 == "size" && here { gsub(/[^0-9]/, "", $3); print $3 }'
}

# The address of the folder that holds the wanted release's files.
assets_address() {
  case $from in
    */releases)
      if [ -n "$version" ]; then
        say "$from/download/v$version"
      else
        say "$from/latest/download"
      fi
      ;;
    */releases/download/v*)
      say "${from%/*}/v${version:-${from##*/v}}"
      ;;
    *) say "$from" ;;
  esac
}

# Bytes come by https only, or from this computer itself.
check_address() {
  case $1 in
    *[!A-Za-z0-9:/?=\&%._~+,\;@-]*) fail "an address has odd characters" ;;
    https://* | http://127.0.0.1:[0-9]*/*)
      case ${1%%\?*} in *@*) fail "an address has a user name: $1" ;; esac
      ;;
    *) fail "an address has no https: $1" ;;
  esac
}

# Prints what is at the address $1 and follows no redirect; the headers go to
# $work/headers, complaints to $work/complaints.
get() {
  if command -v curl >/dev/null; then
    curl -q --globoff --silent --show-error --fail \
      --connect-timeout "$STALL_SECONDS" --max-time "$LIMIT_SECONDS" \
      --speed-limit 1 --speed-time "$STALL_SECONDS" \
      --dump-header "$work/headers" "$1" 2>"$work/complaints"
  else
    code=0
    timeout "$LIMIT_SECONDS" wget --no-config --no-hsts --no-verbose \
      --server-response --max-redirect=0 --tries=1 \
      --timeout="$STALL_SECONDS" --output-document=- "$1" \
      2>"$work/complaints" || code=$?
    cp "$work/complaints" "$work/headers"
    return "$code"
  fi
}

# Where the server redirects to, or nothing. The last status counts: a proxy's
# own comes before it.
redirected_to() {
  tr -d '\r' <"$work/headers" | awk '
    { sub(/^ +/, "") }
    /^HTTP\// { status = $2; location = "" }
    tolower($1) == "location:" { location = $2 }
    END { if (status ~ /^30[12378]$/) print location }'
}

# Makes the file $2 of what is at the address $1, at most $3 bytes. Redirects
# are followed here because wget cannot be held to https.
fetch() {
  address=$1
  hops=0
  while :; do
    check_address "$address"
    : >"$work/headers"
    rm -f "$work/failed"
    # One byte more than expected is enough to know.
    { get "$address" || say "code $?" >"$work/failed"; } |
      head -c "$(($3 + 1))" >"$2"
    next=$(redirected_to)
    [ -n "$next" ] || break
    hops=$((hops + 1))
    [ "$hops" -le "$REDIRECTS" ] || fail "too many redirects from $1"
    address=$next
  done
  [ "$(size_of "$2")" -le "$3" ] ||
    fail "the server sent more than the $3 bytes expected of $1"
  [ ! -f "$work/failed" ] ||
    fail "downloading $1 failed: $(complaint); run this again"
}

# What curl or wget said last; headers, which begin with a space, apart. wget
# says nothing of a server that falls silent, but ends with code 4.
complaint() {
  grep -v '^ ' "$work/complaints" | tail -n 1 | grep . || cat "$work/failed"
}

size_of() { wc -c <"$1" | tr -d ' '; }

sha256_of() {
  if command -v sha256sum >/dev/null; then
    sha256sum <"$1" | cut -d ' ' -f 1
  else
    shasum -a 256 <"$1" | cut -d ' ' -f 1
  fi
}

# The SHA-256 that SHA256SUMS states for the asset $1.
stated_sum() {
  awk -v name="$1" '$2 == name || $2 == "*" name { print $1 }' \
    "$work/SHA256SUMS" | grep -E '^[0-9a-f]{64}$' ||
    fail "the SHA256SUMS at $assets names no $1; choose another release"
}

# Removes what a run that was killed left in $dir.
clear_leftovers() {
  for old in "$dir"/.modly-codex-image.*; do
    case ${old##*.} in
      '' | *[!0-9]*) ;;
      *) kill -0 "${old##*.}" 2>/dev/null || rm -rf "$old" ;;
    esac
  done
}

read_options() {
  from='' version='' dir=''
  while [ "$#" -gt 0 ]; do
    case $1 in
      --help | -h) usage && exit 0 ;;
      --from | --version | --dir) [ "$#" -gt 1 ] || fail "$1 needs a value" ;;
      *) usage >&2 && fail "there is no option $1" ;;
    esac
    case $1 in
      --from) from=${2%/} ;;
      --version) version=${2#v} ;;
      --dir) dir=$2 ;;
    esac
    shift 2
  done
  case $version in
    *[!0-9A-Za-z.+-]*) fail "$version is no version; write it as 0.1.0" ;;
  esac
  beside=$(dirname "$0")/release.json
  if [ -z "$from" ] && [ -f "$0" ] && [ -f "$beside" ]; then
    from=$(texts_in "$beside" urlBase)
  fi
  [ -n "$from" ] || fail 'say where the releases are: --from https://github.com/OWNER/modly-codex-image/releases, with the owner of the repository you got this from'
  [ -n "$dir" ] || dir=${HOME:?}/.local/bin
}

check_tools() {
  command -v curl >/dev/null || command -v wget >/dev/null ||
    fail 'neither curl nor wget is here; install one of them'
  command -v sha256sum >/dev/null || command -v shasum >/dev/null ||
    fail 'neither sha256sum nor shasum is here; install one of them'
}

main() {
  read_options "$@"
  check_tools
  target=$(target_of "$(uname -s)" "$(uname -m)")
  case $target in *-linux-gnu) check_glibc ;; esac
  assets=$(assets_address)
  place=$dir/modly-codex-image
  [ ! -d "$place" ] || fail "$place is a folder; move it away or choose another --dir"

  mkdir -p "$dir" || fail "the folder $dir cannot be made; choose another --dir"
  clear_leftovers
  work=$dir/.modly-codex-image.$$
  trap 'rm -rf "$work"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  mkdir "$work" || fail "the folder $dir cannot be written; choose another --dir"

  fetch "$assets/SHA256SUMS" "$work/SHA256SUMS" "$LIST_BYTES"
  fetch "$assets/release.json" "$work/release.json" "$LIST_BYTES"
  sum=$(stated_sum release.json)
  [ "$(sha256_of "$work/release.json")" = "$sum" ] ||
    fail "release.json is not the one that SHA256SUMS states; run this again"
  [ -n "$version" ] || version=$(texts_in "$work/release.json" version)
  name=modly-codex-image-$version-$target
  sum=$(stated_sum "$name")
  size=$(size_in "$work/release.json" "$name")
  [ -n "$size" ] || fail "release.json states no size of $name; choose another release"

  if [ -f "$place" ] && [ "$(sha256_of "$place")" = "$sum" ]; then
    chmod 755 "$place"
    say "modly-codex-image $version is already at $place"
    return
  fi
  say "Downloading $assets/$name ($((size / 1048576)) MB)"
  fetch "$assets/$name" "$work/program" "$size"
  [ "$(size_of "$work/program")" -eq "$size" ] ||
    fail "the server sent $(size_of "$work/program") of $size bytes; run this again"
  [ "$(sha256_of "$work/program")" = "$sum" ] ||
    fail "the SHA-256 of $name is not the one stated; do not use it, and tell the project"
  chmod 755 "$work/program"
  "$work/program" --version </dev/null >/dev/null 2>"$work/complaints" ||
    fail "the program does not start here: $(tail -n 1 "$work/complaints")"
  mv -f "$work/program" "$place"
  say "Installed modly-codex-image $version at $place; to uninstall, remove that file"
  case :$PATH: in
    *:"$dir":*) ;;
    *) say "Add $dir to PATH to start it by its name" ;;
  esac
}

# Last, so that a script that was cut short does nothing.
main "$@"
