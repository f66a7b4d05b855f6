"""Guessing is slow, and nobody can lock somebody else out by guessing.

Each account is tried from lanes. A browser that has been inside before carries a device cookie and has a lane of its
own (OWASP's device cookie pattern); strangers share one a network. A lane that is used up shuts nobody out of another.
All strangers together have a daily budget besides, so that guessing from a thousand networks is slow as well: once it
is gone, an unknown browser comes in by a mailed link or a passkey, neither of which can be guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from hearback.people.tries import allowed, forget, tried
from hearback.refusals import Refused

WINDOW, DAY = timedelta(minutes=15), timedelta(days=1)
# What is tried: most in one lane within the window, most by all strangers within a day. NIST SP 800-63B allows 100.
BUDGETS = {"password": (10, 100), "code": (5, 30), "link": (10, 1000), "passkey": (60, 10_000)}
# Many accounts from one network: enough for an office behind one address.
NETWORK_MOST = 100

WAIT = "Too many tries from here. Wait a quarter of an hour, then try again."
BY_LINK = (
    "This has been tried too often today by browsers we do not know, and yours is one of them. "
    "Come in by a mailed link or with a passkey; nothing is locked."
)


@dataclass(frozen=True)
class Lane:
    """Where somebody tries from. `device` is empty for a browser that has not been in this account before."""

    account: str
    network: str
    device: str = ""

    @property
    def who(self) -> str:
        return f"{self.account}|{'device ' + self.device if self.device else 'network ' + self.network}"


def network_of(address: str) -> str:
    """The address, or for IPv6 its /64: one household has as many of those addresses as it likes."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)


def count(what: str, lane: Lane, *, now: datetime) -> None:
    """Count a try before it is looked at, so that a hundred at once are a hundred. Refuses when there were too many."""
    most, strangers = BUDGETS[what]
    if tried(what, lane.who, window=WINDOW, now=now) > most:
        raise Refused(WAIT)
    if lane.device:
        return
    if not allowed(f"{what} of strangers", lane.account, most=strangers, now=now):
        raise Refused(BY_LINK)
    if not allowed(f"{what} on a network", lane.network, most=NETWORK_MOST, now=now):
        raise Refused(WAIT)


def failed(what: str, lane: Lane, *, now: datetime) -> None:
    """It was wrong. Of a known browser only its own lane remembers."""
    if not lane.device:
        tried(f"{what} of strangers", lane.account, window=DAY, now=now)
        tried(f"{what} on a network", lane.network, window=WINDOW, now=now)


def succeeded(what: str, lane: Lane) -> None:
    forget(what, lane.who)


def start_anew(account: str) -> None:
    """After a new password, what was guessed before counts for nothing."""
    for what in BUDGETS:
        forget(f"{what} of strangers", account)


def used_once(what: str, who: str, *, now: datetime) -> bool:
    """Whether this is the first use of something good once, across every process."""
    return tried(what, who, window=timedelta(minutes=5), now=now) == 1
