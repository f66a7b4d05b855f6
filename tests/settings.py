"""Hearback's settings for its tests: a PostgreSQL of their own, and nothing of the shell they are started from."""

import atexit
import os
import shutil
import signal
import tempfile

for name in [name for name in os.environ if name.startswith("HEARBACK_")]:
    if not name.startswith("HEARBACK_TEST_") and name not in {"HEARBACK_CHROMIUM", "HEARBACK_NO_BROWSER"}:
        del os.environ[name]
os.environ.pop("DATABASE_URL", None)

# bin/test names a folder and removes it even when the tests are killed; else there is one for as long as they run.
data = os.environ.get("HEARBACK_TEST_DATA") or tempfile.mkdtemp(prefix="hearback-test-")
if "HEARBACK_TEST_DATA" not in os.environ:
    atexit.register(shutil.rmtree, data, ignore_errors=True)  # before the server starts, so after it has stopped
signal.signal(signal.SIGTERM, signal.default_int_handler)  # as at Ctrl-C; else the server would be left behind
os.environ["HEARBACK_DATA"] = data
os.environ["HEARBACK_DEMO"] = "no"

from hearback.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose
INSTALLED_APPS.append(OIDC_PROVIDER)  # noqa: F405 - for the tests that name a provider
# Each worker keeps its files apart, as it keeps its rows.
STORAGES["default"]["OPTIONS"]["location"] = DATA / "files" / os.environ.get("PYTEST_XDIST_WORKER", "alone")  # noqa: F405
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
WHITENOISE_AUTOREFRESH = True
