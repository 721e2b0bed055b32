# Sourced by build.sh and check.sh: goes here, puts the checkout's own Node.js (from PyPI) on the path, installs what
# package-lock.json names.
cd "$(dirname "${BASH_SOURCE[0]}")"
export PATH=$PWD/../.venv/bin:$PATH
command -v npm >/dev/null || { echo "No Node.js here. Run: make client (it installs one into .venv)"; exit 2; }
lock=$(sha256sum package-lock.json)
if [ "$lock" != "$(cat node_modules/.installed 2>/dev/null)" ]; then
  npm ci --no-audit --no-fund --silent
  echo "$lock" >node_modules/.installed
fi
