#!/usr/bin/env bash
# Rebuild the committed browser bundles from the sources beside this file.
set -euo pipefail
source "$(dirname "$0")/node.sh"
npm run --silent build
