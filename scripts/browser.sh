#!/usr/bin/env bash
# Installs the browser the desk's tests drive (Debian's chromium), where it is missing and may be installed.
set -euo pipefail
for name in "${CHROMIUM:-chromium}" chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then exit 0; fi
done
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
else
  echo 'NO BROWSER: the tests in test/desk will be skipped. Install chromium, or name one in $CHROMIUM.' >&2
fi
