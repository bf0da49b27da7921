#!/usr/bin/env bash
# Sees to it that Node and npm are there, which run the tests' peers in JavaScript: installs them (Debian and Ubuntu,
# where it is allowed without asking) or says what to install and fails. Silent and quick when both are there.
set -euo pipefail
# shellcheck source=packaging/apt.sh
. "$(dirname "$0")/apt.sh"

fits() {
  node -e 'process.exit(process.versions.node.split(".")[0] < 18 ? 1 : 0)' 2>/dev/null && npm --version >/dev/null 2>&1
}

fits || apt_install "The tests need Node 18 or newer, with npm" nodejs npm
fits || { echo "The tests need Node 18 or newer, with npm. Install them: https://nodejs.org" >&2; exit 1; }
