"""What two rows of one person have in common, and when they may be merged or parted again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from hearback.refusals import Refused

REASONS = {
    "email": "the same e-mail address, but for dots, a plus or capitals",
    "phone": "the same phone number",
    "link": "the same link",
    "work": "the same name and employer",
}
# What more rows than this have in common tells nothing: a switchboard, an agency, a company's page.
TOO_COMMON = 20
MOST_EMPLOYERS = 12

MERGERS = frozenset({"admin", "recruiter"})
FACTS = ("name", "email", "phone", "headline", "location", "time_zone", "channel", "source", "resume")

_LEGAL_WORDS = "gmbh ag kg ohg ug se mbh inc ltd limited llc llp plc corp co sa sas sarl bv nv oy ab as"
_LEGAL_FORMS = frozenset(_LEGAL_WORDS.split())
# A page that many have: only what stands below it says whose it is.
_SHARED = re.compile(r"(^|\.)(linkedin|github|gitlab|xing|facebook|twitter|x|google|medium|behance)\.[a-z]+$")


def fold(text: str) -> str:
    """Small letters without accents, words of letters and digits only: `Müller, José` is `muller jose`."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", plain))


def keys_of(
    *, name: str, email: str, phone: str, links: Iterable[Mapping[str, Any]], employers: Iterable[str]
) -> set[tuple[str, str]]:
    """Every (kind, key) by which this row would be recognised in another."""
    keys = {("email", email_key(email)), ("phone", phone_key(phone))}
    keys |= {("link", link_key(str(link.get("url", "")))) for link in links}
    person = " ".join(sorted(fold(name).split()))
    for employer in list(employers)[:MOST_EMPLOYERS]:
        place = " ".join(word for word in fold(employer).split() if word not in _LEGAL_FORMS)
        keys.add(("work", f"{person} at {place}" if " " in person and place else ""))
    return {(kind, key[:200]) for kind, key in keys if key}


def email_key(email: str) -> str:
    name, _, domain = email.strip().lower().partition("@")
    name = name.partition("+")[0].replace(".", "")
    return f"{name}@{'gmail.com' if domain == 'googlemail.com' else domain}" if name and domain else ""


def phone_key(phone: str) -> str:
    """The last nine digits; a shorter number could be an extension."""
    digits = "".join(letter for letter in phone if letter.isdigit())[-9:]
    return digits if len(digits) >= 7 and len(set(digits)) > 1 else ""


def link_key(url: str) -> str:
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = parts.path.strip("/").casefold()
    if _SHARED.search(host):
        host = ".".join(host.split(".")[-2:])  # de.linkedin.com is linkedin.com
        return f"{host}/{path}" if path else ""
    return f"{host}/{path}".rstrip("/")


def employers_in(resume: Mapping[str, Any]) -> list[str]:
    work = resume.get("work") if isinstance(resume, Mapping) else None
    places = [place for place in work if isinstance(place, Mapping)] if isinstance(work, list) else []
    return [str(place["name"]) for place in places if place.get("name")]


def in_words(reasons: Sequence[str]) -> str:
    """The same phone number and the same link."""
    said = [REASONS[reason] for reason in REASONS if reason in reasons]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said) or "what is no longer there"


def check_may_merge(role: str) -> None:
    if role not in MERGERS:
        raise Refused("Candidates are merged by recruiters and admins.")


def check_merge(
    *,
    same_row: bool,
    merged_already: bool,
    both_live: Collection[str],
    hidden_both_live: bool,
    overlapping: Sequence[str],
    both_in: Sequence[str] = (),
) -> None:
    """`both_live` are the jobs for which both are applying, `overlapping` the interviews they'd have at one time,
    `both_in` the pools in which each has a promise of its own."""
    if same_row:
        raise Refused("This is the same candidate twice.")
    if merged_already:
        raise Refused("One of the two has been merged meanwhile. Look again.")
    if both_live:
        jobs = " and ".join(sorted(both_live))
        raise Refused(
            f"Both are applying for {jobs} at this moment, and a person applies once at a time. "
            "Decide one of the two applications first; then merge."
        )
    if overlapping:
        raise Refused(
            f"Both have an interview at the same time: {' and '.join(overlapping)}. "
            "Nobody can be in two places: move or cancel one of them first."
        )
    if both_in:
        raise Refused(
            f"Both are in the pool {both_in[0]}, each with a promise of its own. Take one of the two out first."
        )
    if hidden_both_live:
        raise Refused("Something stands in the way that only an admin can see. Ask one to merge these two.")


def check_undo(*, undone: bool, is_latest: bool, kept_is_merged: bool) -> None:
    if undone:
        raise Refused("This merge has been undone already.")
    if kept_is_merged:
        raise Refused("The one who was kept has been merged into somebody else since. Undo that merge first.")
    if not is_latest:
        raise Refused("Another candidate has been merged into this one since. Undo that merge first.")


def check_can_dismiss(*, dismissed: bool) -> None:
    if dismissed:
        raise Refused("Somebody has said so already: they are not the same person.")
