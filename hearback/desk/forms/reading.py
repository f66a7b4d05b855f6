"""The form in which what was read of a résumé is checked, corrected, and chosen beside what we hold."""

from __future__ import annotations

from typing import Any

from django import forms

from hearback.candidates import reading_sheet as sheet
from hearback.candidates.models import Candidate, Reading
from hearback.candidates.readings import print_of
from hearback.candidates.resume import clean_resume
from hearback.desk.forms.candidates import links_of
from hearback.desk.forms.common import DeskForm, line_field, words_field
from hearback.refusals import Refused

CHOICES = [
    (sheet.READ, "Put what was read in its place"),
    (sheet.BOTH, "Keep both"),
    (sheet.HELD, "Keep what we hold"),
]
_LIMITS = {"name": 300, "email": 254, "phone": 60, "headline": 300, "location": 200}


class ReadingForm(DeskForm):
    """Built from what was read. `sections`, `facts` and `summary_item` are what a page draws beside the fields."""

    seen = forms.CharField(required=False)
    overtaken = False  # somebody else changed the candidate meanwhile: what stands beside is theirs

    def __init__(self, data: Any, *, reading: Reading, candidate: Candidate) -> None:
        self.found, self.candidate = reading.found, candidate
        self.sections = sheet.sections_of(self.found, candidate.resume)
        self.facts, self.summary_item = sheet.facts_of(self.found), sheet.summary_of(self.found)
        self.held = {name: getattr(candidate, name) for name in _LIMITS}
        self.held["links"] = sheet.lines_of_links(candidate.links)
        self.held_summary = candidate.resume.get("basics", {}).get("summary", "")
        super().__init__(data, initial={"seen": print_of(candidate)})
        self._fact_fields()
        self._choice("summary", bool(self.held_summary and self.summary_item.value not in ("", self.held_summary)))
        self.fields["summary"] = words_field("Summary", required=False, rows=3)
        self.initial["summary"] = self.summary_item.value or self.held_summary
        for section in self.sections:
            self._choice(section.key, bool(section.held))
            for entry in section.entries:
                self._entry_fields(section, entry)

    def _fact_fields(self) -> None:
        for name, item in self.facts.items():
            if name == "links":
                self.fields[name] = words_field(item.label, required=False, rows=3, help_text="One a line.")
                known = {link["url"] for link in self.candidate.links}
                new = [line for line in item.value.splitlines() if line.split()[-1] not in known]
                self.initial[name] = "\n".join([*self.held[name].splitlines(), *new])
                continue
            self.fields[name] = line_field(
                item.label, required=name == "name", longest=_LIMITS[name], empty="Write the candidate's name."
            )
            self.initial[name] = self.held[name] or item.value
            if self.differs(name):
                self.fields[f"take-{name}"] = forms.BooleanField(
                    label=f"Take “{item.value}” from the file instead", required=False
                )

    def differs(self, name: str) -> bool:
        """Whether the paper says something else than we hold."""
        held, read = self.held[name], self.facts[name].value
        return bool(held and read and held.casefold() != read.casefold())

    def _choice(self, key: str, wanted: bool) -> None:
        if wanted:
            self.fields[f"{key}-choice"] = forms.ChoiceField(
                label="We hold something else here",
                choices=CHOICES,
                widget=forms.RadioSelect,
                initial=sheet.READ,
                required=False,
            )

    def _entry_fields(self, section: sheet.Section, entry: sheet.Entry) -> None:
        for item in entry.items:
            if item.kind in ("prose", "points"):
                self.fields[item.name] = words_field(item.label, required=False, rows=2, longest=20_000)
            else:
                self.fields[item.name] = line_field(item.label, required=False, longest=500)
            self.initial[item.name] = item.value
        if not entry.blank and section.key in sheet.ENTRIES:
            self.fields[f"{entry.key}-out"] = forms.BooleanField(label=f"Leave this {section.noun} out", required=False)

    @property
    def another(self) -> bool:
        """The file names somebody else."""
        return not sheet.same_person(self.candidate.name, self.facts["name"].value)

    def doubts(self) -> list[tuple[str, str]]:
        """Each thing we are not sure of: what it is called, and where it stands on the page."""
        told = [("", item) for item in (*self.facts.values(), self.summary_item)]
        for section in self.sections:
            for number, entry in enumerate(section.entries, start=1):
                told += [(f"{section.title} {number}: " if len(entry.items) > 1 else "", item) for item in entry.items]
        return [(f"{place}{item.label}", str(self[item.name].id_for_label)) for place, item in told if item.why]

    @property
    def mark(self) -> str:
        """What the page sends back to say which state of the candidate it showed."""
        shown = self.is_bound and not self.overtaken
        return str(self.data.get("seen", "") if shown else self.initial["seen"])

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for name in self.facts:
            if given.get(f"take-{name}"):
                if given.get(name, "") != self.held[name]:
                    self.add_error(name, "You wrote something here and ticked the file's words too: undo one of them.")
                given[name] = self.facts[name].value
        for item in (item for section in self.sections for entry in section.entries for item in entry.items):
            if item.kind == "date" and item.name in given:
                try:
                    given[item.name] = sheet.check_date(given[item.name], item.name)
                except Refused as refused:
                    self.refuse(refused)
        return given

    def chosen_facts(self) -> dict[str, Any]:
        facts = {name: self.cleaned_data[name] for name in self.facts}
        return facts | {"links": links_of(facts["links"])}

    def resume(self) -> dict[str, Any]:
        """JSON Resume as it is to be kept."""
        given = self.cleaned_data
        held = clean_resume(self.candidate.resume).resume
        out = [name.removesuffix("-out") for name, ticked in given.items() if name.endswith("-out") and ticked]
        sections = {}
        for section in self.sections:
            read = sheet.entries_of(section.key, self.found["resume"].get(section.key, []), given, out)
            choice = given.get(f"{section.key}-choice") or (sheet.READ if section.found else sheet.BOTH)
            sections[section.key] = sheet.combined(choice, held.get(section.key, []), read)
        return dict(sheet.resume_of(self.found, held, self.chosen_facts(), self._chosen_summary(), sections))

    def _chosen_summary(self) -> str:
        typed, choice = self.cleaned_data["summary"], self.cleaned_data.get("summary-choice")
        if choice == sheet.HELD:
            return str(self.held_summary)
        return f"{typed}\n\n{self.held_summary}" if choice == sheet.BOTH else str(typed)
