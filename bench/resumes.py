"""How well résumés are read: field by field, against the truth written beside each PDF in the rendercv format.

bin/bench resumes [FOLDER] [--json FILE] [--misses]
FOLDER holds NAME.pdf (or .docx) with NAME.yaml (rendercv) or NAME.json (JSON Resume).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

from hearback.candidates.reading import Reading, read_resume
from hearback.refusals import Refused

SAMPLES = Path("../shared/data/resumes/rendercv/examples")
LIMIT = 20 * 1024 * 1024
TEXTS = {
    "basics.summary",
    "work.highlights",
    "work.summary",
    "education.courses",
    "projects.highlights",
    "projects.description",
}
KEYS = {
    "work": ("name", "position"), "education": ("institution", "studyType", "area"), "projects": ("name",),
    "publications": ("name",), "awards": ("title",), "skills": ("name",), "languages": ("language",),
    "certificates": ("name",), "volunteer": ("organization", "position"),
}  # fmt: skip
FIELDS = {
    "work": ("name", "position", "location", "startDate", "endDate", "summary", "highlights"),
    "education": ("institution", "studyType", "area", "startDate", "endDate", "courses"),
    "projects": ("name", "description", "startDate", "endDate", "url", "highlights"),
    "publications": ("name", "publisher", "releaseDate", "url"),
    "awards": ("title", "date"),
    "skills": ("name", "keywords"),
    "languages": ("language", "fluency"),
    "certificates": ("name", "date"),
    "volunteer": ("organization", "position", "startDate", "endDate", "highlights"),
}


@dataclass
class Score:
    """How much of the truth was read (recall) and how much of what was read is true (precision)."""

    hit: float = 0.0
    read: float = 0.0
    true: float = 0.0
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        self.hit, self.read, self.true = self.hit + other.hit, self.read + other.read, self.true + other.true
        self.misses += other.misses

    @property
    def precision(self) -> float | None:
        return self.hit / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        return self.hit / self.true if self.true else None


# ---- the truth, from rendercv's YAML to JSON Resume

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_PLAIN_HEADINGS = {
    "skills": "skills", "languages": "languages", "projects": "projects", "publications": "publications",
    "experience": "work", "work": "work", "employment": "work", "education": "education", "certificat": "certificates",
    "award": "awards", "honor": "awards", "honour": "awards", "volunteer": "volunteer", "prizes": "awards",
}  # fmt: skip


def plain(text: Any) -> str:
    text = _LINK.sub(r"\1", str(text if text is not None else ""))
    return re.sub(r"\*\*?([^*]+)\*\*?", r"\1", text).strip()


def from_rendercv(cv: dict[str, Any]) -> dict[str, Any]:
    basics: dict[str, Any] = {
        "name": plain(cv.get("name")),
        "label": plain(cv.get("headline") or cv.get("label")),
        "email": plain(cv.get("email")),
        "phone": plain(cv.get("phone")).removeprefix("tel:"),
        "url": plain(cv.get("website")),
        "location": plain(cv.get("location")),
        "profiles": [f"{one['network']} {one['username']}" for one in cv.get("social_networks") or []],
    }
    truth: dict[str, Any] = {"basics": basics}
    for place, (title, entries) in enumerate((cv.get("sections") or {}).items()):
        _section(truth, title.replace("_", " "), entries or [], place)
    return truth


def _section(truth: dict[str, Any], title: str, entries: list[Any], place: int) -> None:
    first = entries[0] if entries else None
    words = title.casefold()
    kind = next((kind for word, kind in _PLAIN_HEADINGS.items() if word in words), "")
    if isinstance(first, str):
        if place == 0 or re.search(r"summary|profile|about|objective|profil|resum", words):
            truth["basics"]["summary"] = " ".join(plain(entry) for entry in entries)
        return
    if not isinstance(first, dict):
        return
    if "company" in first:
        kind = "volunteer" if kind == "volunteer" else "work"
    elif "institution" in first:
        kind = "education"
    elif "journal" in first or "authors" in first:
        kind = "publications"
    elif "name" in first and kind not in ("awards", "certificates", "work"):
        kind = "projects"
    if kind:
        truth.setdefault(kind, []).extend(entry for each in entries if (entry := _entry(kind, each)))


def _entry(kind: str, given: dict[str, Any]) -> dict[str, Any] | None:
    start, end = _dates(given)
    points = [
        plain(point)
        for line in given.get("highlights") or []
        for point in re.split(r"\n\s*-\s|\s-\s(?=[A-Z])", str(line))
    ]
    if kind in ("work", "volunteer"):
        named = "name" if kind == "work" else "organization"
        return {
            named: plain(given.get("company") or given.get("name")), "position": plain(given.get("position")),
            "location": plain(given.get("location")), "startDate": start, "endDate": end,
            "summary": plain(given.get("summary")), "highlights": points,
        }  # fmt: skip
    if kind == "education":
        return {
            "institution": plain(given.get("institution")), "studyType": plain(given.get("degree")),
            "area": plain(given.get("area")), "startDate": start, "endDate": end,
            "courses": [*([plain(given["summary"])] if given.get("summary") else []), *points],
        }  # fmt: skip
    if kind == "projects":
        link = re.search(r"\]\(([^)]+)\)", str(given.get("name", "")))
        return {
            "name": plain(given.get("name")), "description": plain(given.get("summary")),
            "startDate": start, "endDate": end,
            "url": link[1] if link else "", "highlights": points,
        }  # fmt: skip
    if kind == "publications":
        url = f"https://doi.org/{given['doi']}" if given.get("doi") else plain(given.get("url"))
        return {
            "name": plain(given.get("title")),
            "publisher": plain(given.get("journal")),
            "releaseDate": start,
            "url": url,
        }
    if kind in ("skills", "languages") and "label" in given:
        details = [part for part in re.split(r"\s*[,;]\s*(?![^()]*\))", plain(given.get("details"))) if part]
        if kind == "languages":
            return {"language": plain(given["label"]), "fluency": plain(given.get("details"))}
        return {"name": plain(given["label"]), "keywords": details}
    words = plain(
        given.get("bullet")
        or given.get("name")
        or given.get("label")
        or given.get("number")
        or given.get("reversed_number")
    )
    if kind == "skills":
        return {"name": words, "keywords": []}
    if kind == "languages":
        return {"language": words, "fluency": ""}
    dated = re.search(r"\s*\(((?:19|20)\d\d)(?:\s*[–-]\s*(?:19|20)\d\d)?\)$", words)
    title = words[: dated.start()] if dated else words
    return {"title" if kind == "awards" else "name": title, "date": dated[1] if dated else start}


def _dates(given: dict[str, Any]) -> tuple[str, str]:
    """A single date is the first and the last; what goes on has no end."""
    date, start, end = (str(given.get(key) or "") for key in ("date", "start_date", "end_date"))
    if date:
        return date, date
    return start, "" if end == "present" else end


# ---- the measure


def folded(text: Any) -> str:
    plain_text = unicodedata.normalize("NFKD", str(text).casefold().replace("ı", "i").replace("’", "'"))
    text = "".join(letter for letter in plain_text if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[–—−‐]", "-", text).split()).strip(" .,")


def same(name: str, true: str, read: str) -> bool:
    if name.endswith("phone"):
        return re.sub(r"\D", "", true)[-9:] == re.sub(r"\D", "", read)[-9:]
    if name.endswith("url"):
        return _address(true) == _address(read)
    if re.search(r"[dD]ate$", name):  # a template that prints “Jan 2021” for 2021 leaves no more than this to be read
        return bool(read) and (read[: len(true)] == true or true[: len(read)] == read)
    return folded(true) == folded(read)


def _address(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url.casefold()).rstrip("/")


def tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", folded(text)))


def compare(name: str, true: Any, read: Any) -> Score:
    if name in TEXTS:
        true, read = (" ".join(value) if isinstance(value, list) else str(value or "") for value in (true, read))
        left, right = tokens(true), tokens(read)
        if not left and not right:
            return Score()
        shared = sum((left & right).values())
        precision, recall = shared / max(sum(right.values()), 1), shared / max(sum(left.values()), 1)
        f1 = 2 * precision * recall / (precision + recall) if shared else 0.0
        misses = [] if f1 > 0.97 else [f"{name} F1 {f1:.2f}: {read[:90]!r} is not {true[:90]!r}"]
        return Score(f1, float(bool(right)), float(bool(left)), misses=misses)
    if isinstance(true, list) or isinstance(read, list):
        left, right = (Counter(folded(one) for one in value or []) for value in (true, read))
        shared = sum((left & right).values())
        misses = [f"{name}: {one!r} was read, wrongly" for one in right - left] + [
            f"{name}: {one!r} was missed" for one in left - right
        ]
        return Score(shared, sum(right.values()), sum(left.values()), misses=misses)
    true, read = str(true or ""), str(read or "")
    hit = bool(true and read and same(name, true, read))
    misses = [f"{name}: {read!r} is not {true!r}"] if (true or read) and not hit else []
    return Score(float(hit), float(bool(read)), float(bool(true)), misses=misses)


def measure(truth: dict[str, Any], resume: dict[str, Any]) -> dict[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for name, true, read in _pairs(truth, resume):
        scores[name].add(compare(name, true, read))
    return scores


def _pairs(truth: dict[str, Any], resume: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    given, read = truth.get("basics", {}), dict(resume.get("basics", {}))
    place = read.get("location", {})
    read["location"] = ", ".join(
        place[key] for key in ("address", "postalCode", "city", "region", "countryCode") if place.get(key)
    )
    read["location"] = read["location"].replace(f"{place.get('postalCode')}, ", f"{place.get('postalCode')} ")
    read["profiles"] = [f"{one.get('network', '')} {one.get('username', '')}" for one in read.get("profiles", [])]
    for name in ("name", "label", "email", "phone", "url", "location", "summary", "profiles"):
        yield f"basics.{name}", given.get(name), read.get(name)
    for kind, keys in KEYS.items():
        for true, found in _matched(truth.get(kind, []), resume.get(kind, []), keys):
            for name in FIELDS[kind]:
                yield f"{kind}.{name}", true.get(name), found.get(name)


def _matched(
    truth: list[dict[str, Any]], read: list[dict[str, Any]], keys: tuple[str, ...]
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each true entry with the read one most like it; what is left stands alone."""

    def alike(one: dict[str, Any], other: dict[str, Any]) -> float:
        text, words = (
            tokens(" ".join(str(entry.get(key, "")) for key in (*keys, "startDate", "endDate")))
            for entry in (one, other)
        )
        return sum((text & words).values())

    left = list(read)
    for true in truth:
        best = max(left, key=lambda found: alike(true, found), default=None)
        if best is not None and alike(true, best) > 0:
            left.remove(best)
            yield true, best
        else:
            yield true, {}
    for found in left:
        yield {}, found


@dataclass
class Doubts:
    """Whether what was marked as unsure was wrong, and what was wrong marked."""

    wrong: int = 0
    wrong_marked: int = 0
    right: int = 0
    right_marked: int = 0

    def add(self, other: Doubts) -> None:
        for name in ("wrong", "wrong_marked", "right", "right_marked"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def doubted(truth: dict[str, Any], reading: Reading) -> Doubts:
    """Every value read, judged right or wrong, beside whether it says why it might be wrong."""
    told, doubts = Doubts(), {value.path: value.why for value in reading.values}
    for path, right in _judged(truth, reading.resume):
        marked = any(why for at, why in doubts.items() if at == path or at.startswith((f"{path}.", f"{path}[")))
        if right:
            told.right, told.right_marked = told.right + 1, told.right_marked + marked
        else:
            told.wrong, told.wrong_marked = told.wrong + 1, told.wrong_marked + marked
    return told


def _judged(truth: dict[str, Any], resume: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    for name, true, read in _pairs(truth, resume):
        if name.startswith("basics.") and name != "basics.profiles" and read:
            yield name, compare(name, true, read).hit > 0.9
    for kind, keys in KEYS.items():
        numbered = [{**entry, "_at": at} for at, entry in enumerate(resume.get(kind, []))]
        for true, found in _matched(truth.get(kind, []), numbered, keys):
            for name in FIELDS[kind]:
                if found.get(name):
                    right = compare(f"{kind}.{name}", true.get(name), found[name])
                    most = len(found[name]) if name == "keywords" else 1
                    yield f"{kind}[{found['_at']}].{name}", right.hit > 0.9 * most


def overall(scores: dict[str, Score]) -> Score:
    total = Score()
    for score in scores.values():
        total.add(Score(score.hit, score.read, score.true))
    return total


def truth_beside(path: Path) -> dict[str, Any] | None:
    import yaml

    written, made = path.with_suffix(".yaml"), path.with_suffix(".json")
    if written.exists():
        return from_rendercv(yaml.safe_load(written.read_text())["cv"])
    if made.exists():
        truth = json.loads(made.read_text())
        truth["basics"] = dict(truth.get("basics", {}))
        truth["basics"]["profiles"] = [
            f"{one['network']} {one['username']}" for one in truth["basics"].get("profiles", [])
        ]
        return truth
    return None


def percent(part: float | None) -> str:
    return "    –" if part is None else f"{100 * part:5.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench resumes", description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--misses", action="store_true", help="name what was missed")
    chosen = parser.parse_args()
    total: dict[str, Score] = defaultdict(Score)
    report: dict[str, Any] = {"files": {}}
    doubts = Doubts()
    for path in sorted(one for ending in ("pdf", "docx") for one in chosen.folder.rglob(f"*.{ending}")):
        truth = truth_beside(path)
        if truth is None:
            continue
        started = perf_counter()
        try:
            reading = read_resume(path.read_bytes(), limit=LIMIT)
        except Refused as refused:
            print(f"{path.name}: {refused}")
            reading = Reading({}, ())
        seconds = perf_counter() - started
        scores = measure(truth, reading.resume)
        whole = overall(scores)
        doubts.add(doubted(truth, reading))
        unsure = sum(not value.sure for value in reading.values)
        print(
            f"{path.name:44} precision {percent(whole.precision)}  recall {percent(whole.recall)}  {seconds:.2f} s"
            f"  {len(reading.values)} values, {unsure} unsure"
        )
        for name, score in scores.items():
            total[name].add(score)
            if chosen.misses:
                print(*(f"    {miss}" for miss in score.misses), sep="\n", end="\n" if score.misses else "")
        report["files"][path.name] = {
            "seconds": round(seconds, 3),
            "unsure": unsure,
            "values": len(reading.values),
            **_numbers(scores),
        }
    if not total:
        sys.exit(f"No résumé with its truth beside it in {chosen.folder}.")
    print(f"\n{'field':28} precision  recall   of")
    for name, score in total.items():
        if score.true or score.read:
            print(f"{name:28}     {percent(score.precision)}   {percent(score.recall)}  {score.true:4.0f}")
    whole = overall(total)
    print(f"{'all':28}     {percent(whole.precision)}   {percent(whole.recall)}  {whole.true:4.0f}")
    wrong, right = doubts.wrong_marked / max(doubts.wrong, 1), doubts.right_marked / max(doubts.right, 1)
    print(f"unsure: {percent(wrong)} of {doubts.wrong} wrong values, {percent(right)} of {doubts.right} right ones")
    report["all"] = _numbers(total) | {"unsure": vars(doubts)}
    if chosen.json:
        chosen.json.write_text(json.dumps(report, indent=1) + "\n")


def _numbers(scores: dict[str, Score]) -> dict[str, Any]:
    fields = {
        name: {"precision": score.precision, "recall": score.recall, "of": score.true}
        for name, score in scores.items()
        if score.true or score.read
    }
    whole = overall(scores)
    return {"precision": whole.precision, "recall": whole.recall, "fields": fields}


if __name__ == "__main__":
    main()
