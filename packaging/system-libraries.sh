#!/usr/bin/env bash
# Sees to it that Qt can open a window here: tries to load it, and where something is missing installs that (Debian and
# Ubuntu, where it is allowed without asking) or says what to install and fails. Silent and quick when all is there.
# usage: packaging/system-libraries.sh PYTHON    a Python that has Floorwalker's dependencies
set -euo pipefail
python=$1
# shellcheck source=packaging/apt.sh
. "$(dirname "$0")/apt.sh"

[ "$(uname -s)" = Linux ] || exec "$python" -c 'import PySide6.QtWidgets'

qt=$("$python" -c 'import importlib.util as i; print(i.find_spec("PySide6").submodule_search_locations[0])')

# What the window loads: its modules, the platforms of the screen and of pictures without one, and the icons.
loaded_files() {
  ls "$qt"/Qt{Core,DBus,Gui,Network,OpenGL,OpenGLWidgets,Svg,Test,Widgets}.abi3.so \
    "$qt"/Qt/plugins/platforms/lib{qxcb,qoffscreen}.so "$qt"/Qt/plugins/{iconengines,imageformats}/libqsvg*.so
  if [ -n "${WAYLAND_DISPLAY:-}" ]; then
    ls "$qt"/Qt/plugins/platforms/libqwayland*.so
  fi
}

missing_libraries() { loaded_files | xargs -d '\n' ldd | sed -n 's/^\s*\(\S*\) => not found$/\1/p' | sort -u; }

package_of() {
  case $1 in
    libbrotli*.so.1) echo libbrotli1 ;;
    libEGL.so.1) echo libegl1 ;;
    libGL.so.1) echo libgl1 ;;
    libGLX.so.0) echo libglx0 ;;
    libOpenGL.so.0) echo libopengl0 ;;
    libX11.so.6) echo libx11-6 ;;
    libX11-xcb.so.1) echo libx11-xcb1 ;;
    libdbus-1.so.3) echo libdbus-1-3 ;;
    libfontconfig.so.1) echo libfontconfig1 ;;
    libfreetype.so.6) echo libfreetype6 ;;
    libglib-2.0.so.0 | libgthread-2.0.so.0) echo libglib2.0-0 ;;
    libgssapi_krb5.so.2) echo libgssapi-krb5-2 ;;
    libstdc++.so.6) echo libstdc++6 ;;
    libwayland-*.so.*) echo "$1" | sed -E 's/\.so\.([0-9]+)$/\1/' ;;
    libxcb.so.1) echo libxcb1 ;;
    libxcb-icccm.so.4) echo libxcb-icccm4 ;;
    libxcb-sync.so.1) echo libxcb-sync1 ;;
    libxcb-util.so.1) echo libxcb-util1 ;;
    libxcb-*.so.*) echo "$1" | sed -E 's/\.so\.([0-9]+)$/\1/' ;;
    libxkbcommon.so.0) echo libxkbcommon0 ;;
    libxkbcommon-x11.so.0) echo libxkbcommon-x11-0 ;;
    libz.so.1) echo zlib1g ;;
    libzstd.so.1) echo libzstd1 ;;
    *) ;; # it may come with another; if it does not, it is told in the end
  esac
}

packages_of() { while read -r library; do package_of "$library"; done | sort -u; }

has_fonts() {
  QT_QPA_PLATFORM=offscreen "$python" -W ignore -c '
import sys
from PySide6.QtGui import QFontMetrics, QGuiApplication
app = QGuiApplication(sys.argv[:1])
sys.exit(not QFontMetrics(app.font()).inFont("A"))' 2>/dev/null
}

libraries=$(missing_libraries)
if [ -n "$libraries" ]; then
  mapfile -t packages < <(packages_of <<<"$libraries")
  [ ${#packages[@]} = 0 ] || apt_install "Qt needs libraries that this system lacks" "${packages[@]}"
fi
if ! has_fonts; then
  apt_install "This system has no fonts, so that no text would be seen" fonts-dejavu-core
fi

libraries=$(missing_libraries)
if [ -n "$libraries" ] || ! has_fonts; then
  echo "Qt cannot open a window here. Install what holds:" ${libraries:-fonts} >&2
  exit 1
fi
