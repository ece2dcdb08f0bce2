#!/usr/bin/env bash
# Write both lock files from pyproject.toml, keeping the versions they already hold. Needs uv on the path; for maintainers only.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() { # file, groups…
  local file=$1
  shift
  uv pip compile pyproject.toml "$@" --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet -o "$file"
}

compile locks/run.txt --group build
compile locks/dev.txt --group build --group dev
