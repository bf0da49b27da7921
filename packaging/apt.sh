# Read by the other scripts: installs packages of Debian or Ubuntu where that is allowed without asking.
# shellcheck shell=bash

# apt_install WHY PACKAGE…: installs them, or prints the command that would and fails.
apt_install() {
  local why=$1 sudo=
  shift
  local command="apt-get install --yes --no-install-recommends $*"
  if ! command -v apt-get >/dev/null; then
    echo "$why. Install what this system calls: $*" >&2
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    sudo="sudo"
    if ! sudo -n true 2>/dev/null; then
      echo "$why. Install what is missing, then start again:" >&2
      echo "    sudo $command" >&2
      return 1
    fi
  fi
  echo "$why: installing $* …"
  # A fresh machine knows no packages yet; a known list may be too old to download from.
  $sudo apt-get update -qq </dev/null
  $sudo env DEBIAN_FRONTEND=noninteractive $command -qq </dev/null >/dev/null
}
