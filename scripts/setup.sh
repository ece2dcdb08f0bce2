#!/usr/bin/env bash
# Install what the program (`run`), its tests (`dev`) or all of its tests (`full`) need: system libraries, .venv, the locked
# packages, the program.
# As root on Debian or Ubuntu it calls apt; otherwise it names the packages and stops. Run again, it does only what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

what=${1:?"usage: scripts/setup.sh run|dev|full"}
lock=$what
[ "$what" != full ] || lock=dev
python=${PYTHON:-python3}
venv=.venv

say() { printf '%s\n' "$*" >&2; }

# The packages of Debian that are missing for $what, one per line.
missing() {
  if ! command -v "$python" >/dev/null; then
    echo python3
    echo python3-venv
  elif [ ! -x $venv/bin/python ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo python3-venv
  fi
  has_library libpango-1.0.so.0 || echo libpango-1.0-0
  has_library libpangoft2-1.0.so.0 || echo libpangoft2-1.0-0
  has_library libharfbuzz-subset.so.0 || echo libharfbuzz-subset0
  if [ "$what" != run ]; then
    command -v chromium >/dev/null || command -v google-chrome >/dev/null || echo chromium
    command -v pdftoppm >/dev/null || echo poppler-utils
    command -v qpdf >/dev/null || echo qpdf
    command -v openssl >/dev/null || echo openssl
    has_library libatomic.so.1 || echo libatomic1 # the driver of the browser tests
    command -v node >/dev/null || echo nodejs # the language server that editors use for YAML
    command -v npm >/dev/null || echo npm
    command -v git >/dev/null || echo git
  fi
  if [ "$what" = full ]; then
    # LibreOffice recalculates workbooks and opens what is written for word processors. It has a library for each program.
    has_office sc || echo libreoffice-calc-nogui
    has_office sw || echo libreoffice-writer-nogui
    command -v firefox-esr >/dev/null || command -v firefox >/dev/null || echo firefox-esr
    command -v java >/dev/null || echo default-jre-headless # the checker of HTML
  fi
}

# Whether LibreOffice has a program: `sc` its sheets, `sw` its texts.
has_office() {
  command -v soffice >/dev/null || command -v libreoffice >/dev/null || return
  for folder in /usr/lib/libreoffice /usr/lib64/libreoffice /opt/libreoffice* /Applications/LibreOffice.app/Contents; do
    for place in "$folder/program/lib${1}lo.so" "$folder/Frameworks/lib${1}lo.dylib"; do
      [ -e "$place" ] && return
    done
  done
  return 1
}

has_library() {
  { ldconfig -p 2>/dev/null || /sbin/ldconfig -p 2>/dev/null; } | grep -q "^[[:space:]]*$1 " && return
  for folder in /usr/lib /usr/local/lib /usr/lib/*-linux-gnu /opt/homebrew/lib; do
    [ -e "$folder/$1" ] || [ -e "$folder/${1%.so.0}.0.dylib" ] && return
  done
  return 1
}

packages=$(missing)
if [ -n "$packages" ]; then
  # shellcheck disable=SC2086  # one word per package
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installation par apt :" $packages
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends $packages >/dev/null
  else
    say "Il manque des paquets du système. Sous Debian ou Ubuntu :"
    say "  sudo apt install" $packages
    exit 1
  fi
fi

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  say "Python 3.11 ou plus récent est nécessaire ; $("$python" --version) a été trouvé. Donnez-en un autre : PYTHON=python3.12 make demo"
  exit 1
fi

if [ ! -x $venv/bin/python ]; then
  say "Création de $venv"
  "$python" -m venv $venv
fi
say "Installation des paquets de locks/$lock.txt"
$venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "locks/$lock.txt"
$venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
if [ "$what" != run ]; then
  say "Installation des outils de tests/tools/package-lock.json"
  mkdir -p $venv/tools
  cp tests/tools/package.json tests/tools/package-lock.json $venv/tools/
  npm ci --prefix $venv/tools --ignore-scripts --no-audit --no-fund --silent
fi
touch $venv/.ready-run
[ "$what" = run ] || touch $venv/.ready-dev
[ "$what" != full ] || touch $venv/.ready-full
