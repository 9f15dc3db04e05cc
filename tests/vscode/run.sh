#!/usr/bin/env bash
# The end-to-end test of the VS Code extension: installs what it needs, builds the kernel, packages the extension and runs
# the scenarios of e2e.mjs in real VS Code. Linux, Node.js 20 or later; the first time root, for Debian's packages.
# usage: tests/vscode/run.sh [PART OF A SCENARIO'S NAME …]
# Screenshots come to tests/vscode/TestResults. DESCENT_VSCODE_RIG says where VS Code is kept (~/.cache/descent-vscode).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
checkout=$(cd "$here/../.." && pwd)
rig=${DESCENT_VSCODE_RIG:-$HOME/.cache/descent-vscode}

"$here/install.sh" "$rig"
for project in Descent.Kernel Descent.Exercises; do dotnet build "$checkout/lib/$project" -nologo -v:quiet; done
cd "$checkout/lib/vscode"
[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --no-audit --no-fund
npm run --silent package
(cd "$here/companion" && "$checkout/lib/vscode/node_modules/.bin/vsce" package --no-dependencies --skip-license \
  --allow-missing-repository --out "$rig/companion.vsix")
node "$here/e2e.mjs" "$rig" "$PWD/descent.vsix" "$rig/companion.vsix" "$here/TestResults" "$@"
