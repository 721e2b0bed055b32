#!/usr/bin/env bash
# Every figure that the README promises, measured here and now; ratios are taken within one run.
set -euo pipefail
cd "$(dirname "$0")/.."
for script in bench/*.py; do
  echo "== $script"
  .venv/bin/python -m "bench.$(basename "$script" .py)"
done
