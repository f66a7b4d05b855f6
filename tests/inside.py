"""Second factors for tests: codes as an authenticator app makes them, by RFC 6238, and people who have one."""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from hearback.people.models import Person

SECRET = base64.b32encode(b"twenty bytes of key!").decode()


def code_of(secret: str = SECRET, *, ago: int = 0) -> str:
    """The six digits the app shows, `ago` half minutes back."""
    counter = struct.pack(">Q", int(time.time()) // 30 - ago)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def has_app(person: Person) -> list[str]:
    """From now on they have an authenticator app; their recovery codes are returned."""
    TOTP.activate(person, SECRET)
    return RecoveryCodes.activate(person).generate_codes()


def factors(person: Person) -> set[str]:
    return set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
