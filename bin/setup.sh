# Sourced by the commands beside it. `ready LOCK` makes .venv hold what LOCK lists, once, and costs nothing after that.
# Needs a Python 3.11 or newer and a package index; nothing else.

root=$(cd "$(dirname "$0")/.." && pwd)
venv=$root/.venv
unset PYTHONPATH PYTHONHOME

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

find_python() {
    without_venv=
    for python in ${HEARBACK_PYTHON:+"$HEARBACK_PYTHON"} python3 python3.14 python3.13 python3.12 python3.11 python; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        "$python" -c 'import ensurepip, venv' 2>/dev/null && return
        without_venv=${without_venv:-$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')}
    done
    [ -z "$without_venv" ] || stop "Python $without_venv is here, but not the module that makes virtual environments." \
        "On Debian or Ubuntu install it with: apt install python$without_venv-venv"
    stop "Hearback needs Python 3.11 or newer, and none was found." \
        "Install one, or name it: HEARBACK_PYTHON=/path/to/python3 $0"
}

stamp() { printf '%s\n' "$root"; cat "$root/$1"; }
current() { stamp "$1" | cmp -s - "$venv/$1.installed"; }

ready() {
    if "$venv/bin/python" -c '' 2>/dev/null; then
        # What the tests need includes what the demo needs.
        if current "$1" || current requirements-test.lock; then return; fi
    else
        find_python
        say "Setting up, once: a virtual environment in .venv …"
        "$python" -m venv --clear "$venv" || stop "The virtual environment could not be made in $venv."
    fi
    say "Setting up, once: what $1 lists …"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --only-binary :all: \
        --require-hashes --requirement "$root/$1" ||
        stop "The packages could not be installed: see above. Is the package index within reach?"
    # A path file rather than an editable install: nothing to build, so nothing more to fetch.
    printf '%s\n' "$root" > "$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/hearback.pth"
    printf '#!/bin/sh\nexec "$(dirname "$0")/python" -m hearback.cli "$@"\n' > "$venv/bin/hearback"
    chmod +x "$venv/bin/hearback"
    stamp "$1" > "$venv/$1.installed"
}
