#!/usr/bin/env bash
# The browser side holds: types, tests against the shared vectors, and committed bundles that come from these sources.
set -euo pipefail
source "$(dirname "$0")/node.sh"
npm test --silent
npm run --silent check
