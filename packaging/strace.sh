#!/usr/bin/env bash
# Sees to it that strace is there, by which a test sees that events are synced to the disk before they are answered:
# installs it (Debian and Ubuntu, where it is allowed without asking). Without it that test is skipped, and says so.
set -euo pipefail
# shellcheck source=packaging/apt.sh
. "$(dirname "$0")/apt.sh"

[ "$(uname -s)" = Linux ] || exit 0
command -v strace >/dev/null || apt_install "A test watches with strace what reaches the disk" strace || true
