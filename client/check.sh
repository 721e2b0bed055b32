#!/usr/bin/env bash
# The browser side holds: committed bundles that come from these sources, types, the shared vectors, journeys.
set -euo pipefail
source "$(dirname "$0")/node.sh"
npm run --silent check
npm test --silent
