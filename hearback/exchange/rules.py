"""What a row's words mean: states, stages, dates, yes and no. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from hearback.applications.rules import LIVE_STATES
from hearback.exchange.columns import fold
from hearback.promises.rules import check_promise
from hearback.refusals import Refused

MOST_DAYS = 10  # working days, as everywhere: nobody waits two weeks without news
KEPT_DAYS = 30  # so long a file and its refused rows stay after an import has ended

# Other systems' words for where an application stands. Whatever goes on is in progress here: a hold or an offer has
# dates and words of its own, which a table does not bring along.
_STATES = {
    "active": "active inprogress progress new open applied inreview underreview reviewing review interview screen "
    "interviewing screening live pending lead prospect sourced offered offer accepted offeraccepted held onhold hold "
    "asked waiting waitingforthecandidate offermade inbearbeitung offen neu aktiv encours nouveau enproceso nuevo "
    "activo attivo nieuw",
    "hired": "hired hire placed started onboarded converted joined eingestellt embauche contratado assunto aangenomen",
    "rejected": "rejected reject archived disqualified declinedbyus notselected unsuccessful refused closed abgelehnt "
    "absage rejete refuse rechazado descartado rifiutato scartato afgewezen ghosted",
    "withdrawn": "withdrawn withdrew withdrawnbycandidate candidatewithdrew zuruckgezogen zurueckgezogen retire "
    "retirado ritirato ingetrokken",
    "declined": "declined offerdeclined offerrejected declinedoffer angebotabgelehnt",
}
STATES = {word: state for state, words in _STATES.items() for word in words.split()}
_STAGE_KINDS = {
    "review": "applied application new review applicationreview inbox cvreview resumereview eingang sichtung lead "
    "applicant",
    "screen": "screen phonescreen recruiterscreen phone screening call telefoninterview vorauswahl telephonique",
    "assessment": "assessment test takehome takehometest worksample case exercise arbeitsprobe",
    "interview": "interview interviews onsite facetoface panel technical vorstellungsgespraech gespraech entretien "
    "entrevista firstinterview",
    "final": "final finalinterview finalround reference references debrief",
    "offer": "offer offerextended contract angebot offre oferta",
}
_KIND_OF = {word: kind for kind, words in _STAGE_KINDS.items() for word in words.split()}
_YES = {"1", "yes", "y", "true", "t", "ja", "j", "oui", "o", "si", "s", "sim", "on", "x"}
_NO = {"0", "no", "n", "false", "f", "nein", "non", "nao", "off", "", "nee"}
_NUMBERS = re.compile(
    r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[T ,]+(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(am|pm)?", re.I
)
_EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


def state_of(text: str, *, ended: bool) -> str:
    """One of ours for a word of theirs. Where no word is given, an end that has a date was a no."""
    if not text:
        return "rejected" if ended else "active"
    state = STATES.get(fold(text))
    if state is None:
        raise Refused(
            f"“{text[:60]}” is not a state we know. Write active, hired, rejected, declined or withdrawn.",
            field="state",
        )
    return state


def is_live(state: str) -> bool:
    return state in LIVE_STATES


def stage_of(text: str, stages: Sequence[tuple[int, str, str]]) -> int:
    """The job's stage that is meant, among (id, name, kind): by its name, else by its kind, else the first."""
    word = fold(text)
    if not word:
        return stages[0][0]
    for pk, name, _ in stages:
        if fold(name) == word:
            return pk
    kind = _KIND_OF.get(word) or next(
        (kind for known, kind in _KIND_OF.items() if len(known) > 5 and known in word), ""
    )
    return next((pk for pk, _, of_kind in stages if of_kind == kind), stages[0][0])


def month_first(values: Iterable[str]) -> bool | None:
    """Whether 3/4/2026 means the fourth of March in this column, by the dates that can only be read one way; None when
    they contradict each other or nothing tells."""
    first = second = False
    for value in values:
        match = _NUMBERS.match(value.strip())
        if match and len(match[1]) <= 2:
            first |= int(match[1]) > 12
            second |= int(match[2]) > 12
    return None if first == second else second


@lru_cache(maxsize=4096)
def moment_of(text: str, *, months_first: bool = False, field: str = "") -> str:
    """A moment as PostgreSQL takes it; days without a clock are noon in UTC: that day nearly everywhere.

    Takes ISO 8601, 24.12.2025, 12/24/2025, a spreadsheet's number of days, and seconds or milliseconds since 1970.
    """
    given = text.strip()
    try:
        found = _moment(given, months_first)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise Refused(f"“{given[:60]}” is not a date we can read. Write it as 2026-11-26.", field=field)
    if not found >= _EARLIEST:
        raise Refused(f"“{given[:60]}” lies before 1970.", field=field)
    return found.isoformat()


def _moment(given: str, months_first: bool) -> datetime | None:
    if given.isdecimal() and len(given) in (10, 13):
        return datetime.fromtimestamp(int(given) / (1000 if len(given) == 13 else 1), UTC)
    if given.isdecimal() and len(given) == 5:  # a spreadsheet's own count of days, where its format got lost
        return datetime(1899, 12, 30, 12, tzinfo=UTC) + timedelta(days=int(given))
    match = _NUMBERS.fullmatch(given)
    if match and len(match[1]) < 4:
        if len(match[3]) != 4:
            return None
        one, two = int(match[1]), int(match[2])
        day, month = (two, one) if months_first and "." not in given else (one, two)
        hour = int(match[4] or 12)
        if match[7] and match[4]:
            hour = hour % 12 + (12 if match[7].lower() == "pm" else 0)
        return datetime(int(match[3]), month, day, hour, int(match[5] or 0), int(match[6] or 0), tzinfo=UTC)
    found = datetime.fromisoformat(given.replace(" UTC", "+00:00").replace(" +0000", "+00:00"))
    if len(given) <= 10:
        found = found.replace(hour=12)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def yes_or_no(text: str, field: str) -> bool:
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Refused(f"“{text[:40]}” is neither yes nor no.", field=field)


def check_next_step(words: str, days: int | None, due: datetime, now: datetime) -> None:
    """What the importer promises everybody who is still in progress. Without days, each stage's own time counts."""
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise Refused(f"Promise the next step within 1 to {MOST_DAYS} working days.", field="days")
    check_promise(words, due, now)


def check_dates(applied: str | None, entered: str | None, ended: str | None, now: datetime) -> None:
    """As `moment_of` writes them. Nothing happened in the future, and no end lies before its beginning."""
    for field, given in (("applied", applied), ("entered", entered), ("ended", ended)):
        if given and datetime.fromisoformat(given) > now + timedelta(days=1):
            raise Refused("This date lies in the future.", field=field)
    if applied and ended and datetime.fromisoformat(ended) + timedelta(days=1) < datetime.fromisoformat(applied):
        raise Refused("It ended before it was applied for.", field="ended")


def done_part(position: int, total: int | None) -> int:
    """How far along, in percent; 0 while nobody knows how much there is."""
    return min(100, 100 * position // total) if total else 0


def total_of(counts: Mapping[str, int]) -> int:
    return counts["accepted"] + counts["rejected"]
