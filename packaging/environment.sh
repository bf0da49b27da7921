#!/usr/bin/env bash
# Makes a virtual environment with Floorwalker in it, editable, and all the tools of its developers, in the exact
# versions of packaging/constraints.txt.   usage: packaging/environment.sh VENV
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$1
here=packaging
# shellcheck source=packaging/apt.sh
. "$here/apt.sh"

fits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

can_make_venvs() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

candidates() { printf '%s\n' ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; }

first_that() {
  local python
  for python in $(candidates); do
    if fits "$python" && "$@" "$python"; then
      echo "$python"
      return
    fi
  done
}

find_python() {
  local python package
  python=$(first_that can_make_venvs)
  if [ -z "$python" ]; then
    python=$(first_that true)
    if [ -z "$python" ]; then
      echo "Floorwalker needs Python 3.11 or newer, and found none. Install it, or name it: make PYTHON=/path/to/python3" >&2
      return 1
    fi
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    apt_install "Python cannot make virtual environments here" "$package" >&2
    can_make_venvs "$python" || { echo "$python still cannot make virtual environments." >&2; return 1; }
  fi
  echo "$python"
}

python=$(find_python)
if [ -x "$venv/bin/python" ] && fits "$venv/bin/python"; then
  echo "Bringing $venv up to date …"
else
  echo "Making $venv with $("$python" --version), and fetching what Floorwalker needs (a minute or two) …"
  "$python" -m venv --clear "$venv"
fi

# Bringing pip and setuptools to known versions first, and building with the latter, keeps the build itself exact too.
pip=("$venv/bin/python" -m pip --disable-pip-version-check -qq)
"${pip[@]}" install --constraint "$here/constraints.txt" pip setuptools
"${pip[@]}" install --constraint "$here/constraints.txt" --no-build-isolation --editable . --group dev --group package
