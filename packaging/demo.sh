#!/usr/bin/env bash
# Opens the window with a simulated centre; without a display it leaves a picture of the window instead.
# usage: packaging/demo.sh FLOORWALKER [OPTION…]    the program, as it is started here
set -euo pipefail
seconds=20
picture="$PWD/build/demo.png"

if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$@" --demo
fi

echo "There is no display here: the window runs off screen for $seconds seconds and leaves a picture …"
mkdir -p "$(dirname "$picture")"
rm -f "$picture"
QT_QPA_PLATFORM=offscreen timeout --kill-after=10 120 "$@" --demo --screenshot "$picture" --after "$seconds"
echo "The window's picture: $picture"
