"""Who this is and how to reach them: what stands at the top of a résumé, or in its margin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import SplitResult, urlsplit

from hearback.candidates.reading.headings import folded, heading_kind, is_title, words_of
from hearback.candidates.reading.lexicon import like_place, like_post
from hearback.candidates.reading.shapes import Line, Section, Value, joined, said, tidy
from hearback.candidates.resume import safe_url

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}")
_PHONE = re.compile(r"(?<![\w/])(?:\+|00|\()?\d[\d ()/.\u2010-\u2013-]{6,22}\d(?![\w/])")
_URL = re.compile(
    r"(?:https?://|www\.)\S+|(?<![@\w.])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|io|dev|me|ai|co|de|fr|es|it|nl|pt|tr|uk|ch|at|be|eu|info|app|page|tech|xyz|edu)(?:/[^\s,;|]*)?(?![\w@])",
    re.IGNORECASE,
)
_NETWORKS = {
    "linkedin.com": "LinkedIn", "github.com": "GitHub", "gitlab.com": "GitLab", "bitbucket.org": "Bitbucket",
    "twitter.com": "Twitter", "x.com": "X", "stackoverflow.com": "Stack Overflow", "xing.com": "Xing",
    "scholar.google": "Google Scholar", "orcid.org": "ORCID", "instagram.com": "Instagram", "youtube.com": "YouTube",
    "behance.net": "Behance", "dribbble.com": "Dribbble", "medium.com": "Medium", "researchgate.net": "ResearchGate",
    "t.me": "Telegram", "wa.me": "WhatsApp", "reddit.com": "Reddit", "bsky.app": "Bluesky", "leetcode.com": "LeetCode",
    "kaggle.com": "Kaggle", "facebook.com": "Facebook", "imdb.com": "IMDb", "mastodon": "Mastodon",
}  # fmt: skip
_NAMED = {words_of(name): name for name in _NETWORKS.values()}
_HOMES = {
    "LinkedIn": "https://linkedin.com/in/", "GitHub": "https://github.com/", "GitLab": "https://gitlab.com/",
    "Twitter": "https://twitter.com/", "X": "https://x.com/", "Instagram": "https://instagram.com/",
}  # fmt: skip
_LABEL = re.compile(
    r"^\s*(?:e-?mail(?:-?adresse)?|mail|tel(?:efon|éfono|efone|efono|efoon)?|téléphone|tél|phone|mobile?|mobil|handy|portable|gsm|cell|"
    r"address|adresse|anschrift|dirección|direccion|indirizzo|endereço|adres|wohnort|location|standort|web(?:site|seite)?|site|url|homepage|"
    r"name|nombre|nom|nome|naam|isim|ad soyad|vorname|linkedin|github|gitlab|twitter|xing)\s*[.:]\s*",
    re.IGNORECASE,
)
_LABELS = re.compile(_LABEL.pattern.replace(r"^\s*", r"(?<!\w)"), re.IGNORECASE)
_NAME_LABEL = re.compile(
    r"(?:name|nom|nombre|nome|naam|ad soyad|isim|vor- und nachname|nom et prénom)\s*:?", re.IGNORECASE
)
_STREET = re.compile(r"\d+\s?[a-z]?(?: bis| ter)?,?\s+[^\W\d].{3,}|[^\W\d][^@:]{3,}\s\d+\s?[a-z]?", re.IGNORECASE)
_PLACE_LABEL = re.compile(
    r"^\s*(?:address|adresse|anschrift|direcci[oó]n|indirizzo|endereço|adres|wohnort|location|standort|based in)\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"(?<!\d)\s+/\s+|\s+/\s+(?!\d)|\s+[·•|∙⋄◦–—]\s+|\s*[|•·⋅]\s*|\s{3,}|\t")
_PRIVATE = re.compile(
    r"geburt|born|birth|nacimiento|naissance|nascita|nascimento|geboren|dogum|nationalit|staatsang|familienstand|marital|\bcivil\b",
    re.IGNORECASE,
)


def read_basics(sections: Sequence[Section]) -> dict[str, Any]:
    tops = [section for section in sections if section.kind in ("top", "contact")]
    lines = [line for section in tops for line in section.lines]
    everywhere = [line for section in sections for line in section.lines]
    basics: dict[str, Any] = {}
    name_line = _name(lines or everywhere[:6], basics)
    others = [replace(line, pieces=line.pieces[1:]) if line is name_line else line for line in lines]
    bits = _whole([bit for line in others if line.pieces for bit in _bits(line)])
    for bit in list(bits):
        rest = _place_bit(bit, basics)
        rest = _LABELS.sub(" ", rest)
        if bit.used and re.search(r"[^\W\d]{3}", rest) and rest != bit.text:
            bits.append(_Bit(rest, bit.line))
    if "email" not in basics:  # some write it at the very end
        for bit in (bit for line in everywhere for bit in _bits(line)):
            if EMAIL.search(bit.text):
                _place_bit(bit, basics)
                break
    _addresses(bits, basics)
    _label_and_summary(tops, name_line, basics)
    return basics


class _Bit:
    """One piece of contact: its words, the picture before it, where it links to."""

    def __init__(self, text: str, line: Line, icon: str = "", link: str = "") -> None:
        self.text, self.line, self.icon, self.link = tidy(text).strip(" ·•|,;–—"), line, icon, link
        self.used = False


def _name(lines: Sequence[Line], basics: dict[str, Any]) -> Line | None:
    """The largest words on the first page that could be a name."""
    for line in lines:
        if len(line.pieces) == 2 and _NAME_LABEL.fullmatch(line.first.text) and _could_name(line.pieces[1].text):
            basics["name"] = said(line.pieces[1].text, line)
            return line
    candidates = [
        line
        for line in lines[:40]
        if line.page == lines[0].page and _could_name(line.first.text) and not is_title(line.first.text)
    ]
    if not candidates:
        return None
    largest = max(line.first.size for line in candidates)
    line = next(line for line in candidates if line.first.size >= largest - 0.1)
    sizes = sorted(piece.size for other in lines for piece in other.pieces)
    striking = largest > 1.15 * sizes[len(sizes) // 2] or line.first.bold
    words = _LABEL.sub("", line.first.text)
    above = line
    for _ in range(2):  # a name may take three rows
        below = next((other for other in lines if _stands_below(other, above, largest)), None)
        if below and striking and (len(words.split()) < 3 or below.first.style == line.first.style):
            words, above = joined([words, below.text]), below
    words, comma, after = words.partition(",")
    if comma and (like_post(after) or striking):
        why = "" if like_post(after) else "Nothing but its place says that this is the headline."
        basics["label"] = said(after, line, why)
    elif comma:
        words = f"{words},{after}"
    words = words.title() if words.isupper() else words
    why = "" if striking and not like_post(words) else "Nothing but its place says that this is the name."
    basics["name"] = said(words, line, why)
    return line


def _stands_below(other: Line, line: Line, size: float) -> bool:
    """The second half of a name set over two rows."""
    below = other.page == line.page and other.number - line.number == 1
    return below and other.first.size >= size - 0.1 and _could_name(other.text)


def _could_name(text: str) -> bool:
    text = _LABEL.sub("", text)
    words = re.split(r"[\s]+", text.strip())
    return (
        1 <= len(words) <= 6
        and len(text) <= 60
        and not re.search(r"[\d@/:|•·]", text)
        and text[:1].isalpha()
        and heading_kind(text) is None
        and not like_place(text) > 1
    )


def _bits(line: Line) -> Iterator[_Bit]:
    for piece in line.pieces:
        text, icon, link = "", "", ""
        for run in piece.runs:
            if run.icon or (run.link != link and text.strip() and (run.link or link)):
                yield from _cut(text, line, icon, link)
                text, icon = "", run.icon if run.icon else ""
            if run.icon:
                icon = run.icon
            text, link = text + run.text, run.link if run.text.strip() or run.icon else link
        yield from _cut(text, line, icon, link)


def _whole(bits: list[_Bit]) -> list[_Bit]:
    """An address that had no room in a narrow margin, made whole; a label in its own cell, given to what follows."""
    found: list[_Bit] = []
    for bit in bits:
        last = found[-1] if found else None
        if (
            last
            and bit.line is not last.line
            and not bit.icon
            and " " not in bit.text + last.text
            and _broken(last, bit)
        ):
            last.text += bit.text
        elif (
            last
            and bit.line is last.line
            and (last.text.endswith(":") or _LABEL.fullmatch(last.text.rstrip(": ") + ": "))
        ):
            found[-1] = _Bit(f"{last.text.rstrip(': ')}: {bit.text}", bit.line, bit.icon, bit.link)
        else:
            found.append(bit)
    return found


def _broken(last: _Bit, bit: _Bit) -> bool:
    address = (bool(_URL.search(last.text)) and ("/" in last.text or last.text.endswith("."))) or "@" in last.text
    return address and (last.text.endswith(("-", "/", ".", "@", "_")) or (bool(last.link) and last.link == bit.link))


def _cut(text: str, line: Line, icon: str, link: str) -> Iterator[_Bit]:
    for place, part in enumerate(part for part in _SPLIT.split(text) if part.strip(" ·•|,;–—")):
        yield _Bit(part, line, icon if place == 0 else "", link)


def _place_bit(bit: _Bit, basics: dict[str, Any]) -> str:
    """Puts the bit where it belongs; returns what is left of its words."""
    text, line = bit.text, bit.line
    if found := EMAIL.search(text) or EMAIL.search(bit.link.removeprefix("mailto:") if "mailto:" in bit.link else ""):
        basics.setdefault("email", said(found.group(), line))
        bit.used = True
        text = text.replace(found.group(), " ")
    network = _network(bit, text)
    if network:
        _profile(network, bit, basics)
        found = _URL.search(text)
        if not found or bit.icon or not _PHONE.search(text.replace(found.group(), " ")):
            return ""
        text = text.replace(found.group(), " ")  # the whole contact stands in one row
    if not _PRIVATE.search(folded(text)) and (found := _PHONE.search(text)) and _is_phone(found.group(), text, bit):
        basics.setdefault("phone", said(found.group(), line))
        bit.used = True
        text = text.replace(found.group(), " ")
    if found := _URL.search(text):
        address = safe_url(found.group().rstrip(".,;)"))
        if address:
            basics.setdefault(
                "url", said(bit.link if safe_url(bit.link) and bit.link.startswith("http") else address, line)
            )
            bit.used = True
            text = text.replace(found.group(), " ")
    elif bit.icon == "url" and bit.link.startswith("http"):
        basics.setdefault("url", said(bit.link, line))
        bit.used = True
    return text


def _is_phone(found: str, text: str, bit: _Bit) -> bool:
    count = sum(letter.isdigit() for letter in found)
    if (
        not 7 <= count <= 15
        or re.fullmatch(r"[0-3]?\d[./][01]?\d[./]\d{4}", found.strip())
        or re.fullmatch(r"\s*(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d\s*", found)
    ):
        return False
    return bool(bit.icon == "phone" or found.startswith(("+", "0", "(")) or bit.link.startswith("tel:") or count >= 9
                or _LABEL.match(text))  # fmt: skip


def _address(text: str) -> SplitResult:
    """Its parts; none where it is broken."""
    try:
        return urlsplit(text)
    except ValueError:
        return urlsplit("")


def _network(bit: _Bit, text: str) -> str:
    for address in (bit.link, text):
        host = (
            (_address(address if "//" in address else f"//{address.strip()}").hostname or "")
            if "." in address and " " not in address.strip()
            else ""
        )
        for known, name in _NETWORKS.items():
            if (
                host == known
                or host.endswith(f".{known}")
                or (known in ("scholar.google", "mastodon") and known in host)
            ):
                return name
    if bit.icon in _NETWORKS.values():
        return bit.icon
    label = re.match(r"\s*([A-Za-z ]+?)\s*:\s*\S", text)
    if label and words_of(label[1]) in _NAMED:
        return _NAMED[words_of(label[1])]
    found = _URL.search(text)
    return next((name for known, name in _NETWORKS.items() if found and known in found.group().lower()), "")


def _profile(network: str, bit: _Bit, basics: dict[str, Any]) -> None:
    text = re.sub(r"^[A-Za-z ]+:\s+", "", bit.text)
    found = _URL.search(text)
    address = bit.link if bit.link.startswith("http") else safe_url(found.group()) if found else ""
    user = (_address(address).path.rstrip("/").rsplit("/", 1)[-1] if address else "") or text.rsplit("/", 1)[-1]
    user = user.lstrip("@") if not user.startswith("@@") else user
    if network == "Google Scholar" and address and "user=" in address:
        user = text
    profiles = basics.setdefault("profiles", [])
    if any(profile["network"].text == network for profile in profiles):
        return
    profile = {"network": said(network, bit.line), "username": said(user, bit.line)}
    if address or network in _HOMES:
        made = "" if address else "The address was made from the user name."
        profile["url"] = said(address or _HOMES[network] + user, bit.line, made)
    profiles.append(profile)
    bit.used = True


def _addresses(bits: Sequence[_Bit], basics: dict[str, Any]) -> None:
    """The place: marked by a picture or a word, or known by name."""
    ranked = []
    for bit in bits:
        text = _LABEL.sub("", bit.text)
        if bit.used or EMAIL.search(text) or not text or _PRIVATE.search(folded(bit.text)):
            continue
        marked = bit.icon == "location" or bool(_PLACE_LABEL.match(bit.text))
        rank = (
            4
            if marked and re.search(r"[^\W\d]", text)
            else like_place(re.sub(r"^.*\d+[a-z]?,\s*(?=\S*\d{4,5}\s)", "", text))
        )
        if not rank and re.search(r"\b\d{4,5}\s+[A-ZÀ-Ý]\w+", text):
            rank = 2
        ranked.append((rank, bit, text))
    best = max(ranked, key=lambda one: one[0], default=None)
    if not (best and best[0]):
        reached = {(value.source.page, value.source.line) for value in _values(basics)}
        ranked = [(1, bit, text) for _, bit, text in ranked if _like_a_town(text, bit.line, reached)]
        best = ranked[0] if ranked else None
    if best and best[0]:
        why = "" if best[0] > 1 else "It only has the shape of a place."
        basics["location"] = _location(best[2], best[1].line, why)
        place = bits.index(best[1])
        street = bits[place - 1] if place and "address" not in basics["location"] else None
        if street and not street.used and "postalCode" in basics["location"] and _STREET.fullmatch(street.text):
            basics["location"] = {"address": said(street.text, street.line), **basics["location"]}
            street.used = True
        best[1].used = True


def _like_a_town(text: str, line: Line, reached: set[tuple[int, int]]) -> bool:
    """One to three names among what says how to reach somebody."""
    shaped = re.fullmatch(r"(?:[A-ZÀ-ÝŁŚŻ][\w'’.-]+ ?){1,3}(?:, [A-ZÀ-ÝŁŚŻ][\w -]+)?", text)
    beside = {(line.page, line.number + step) for step in (0, 1)} & reached
    return bool(shaped) and bool(beside) and not like_post(text) and not is_title(text)


def _location(text: str, line: Line, why: str) -> dict[str, Value]:
    """Street, postal code, city and what follows it."""
    place: dict[str, Value] = {}
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and re.search(r"\d", parts[0]) and not re.match(r"(?:[A-Z]{1,3}-)?\d{4,5} ", parts[0]):
        place["address"] = said(parts.pop(0), line, why)
    if parts and (code := re.match(r"((?:[A-Z]{1,3}-)?\d{4,5}(?: [A-Z]{2}(?= ))?)\s+(.+)", parts[0])):
        place["postalCode"] = said(code[1], line, why)
        parts[0] = code[2]
    if parts:
        place["city"] = said(parts[0], line, why)
    if parts[1:]:
        place["region"] = said(", ".join(parts[1:]), line, why)
    return place


def _label_and_summary(tops: Sequence[Section], name_line: Line | None, basics: dict[str, Any]) -> None:
    """Under the name: a few words are the headline, a paragraph is the summary."""
    prose: list[Line] = []
    used = {value.source for value in _values(basics)}
    for section in tops:
        for line in section.lines:
            if section.kind == "contact" or (line is name_line and len(line.pieces) < 2):
                continue
            if line is name_line:
                line = replace(line, pieces=line.pieces[1:])
            if (line.page, line.number) in {(source.page, source.line) for source in used}:
                continue
            text = line.text
            if is_title(text) or EMAIL.search(text) or _PRIVATE.search(folded(text)):
                continue
            if len(text) > 60 or prose:
                prose.append(line)
            elif (
                "label" not in basics
                and name_line
                and not basics["name"].text.casefold().endswith(text.casefold())
                and line.page == name_line.page
                and re.search(r"[^\W\d]{3}", text)
                and not _PHONE.search(text)
            ):
                unsure = not like_post(text) or abs(line.number - name_line.number) > 2
                basics["label"] = said(
                    text, line, "Nothing but its place says that this is the headline." if unsure else ""
                )
    if prose and sum(len(line.text) for line in prose) > 80:
        basics["summary"] = said(joined([line.text for line in prose]), prose[0], "It stands under no heading.")


def _values(tree: Any) -> Iterator[Value]:
    if isinstance(tree, Value):
        yield tree
    elif isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from _values(part)
