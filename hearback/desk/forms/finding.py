"""Filters for the list of candidates, a name for a search, tags and sources."""

from __future__ import annotations

from typing import Any

from django import forms

from hearback.applications.models import Application
from hearback.applications.queries import boards_visible_to
from hearback.candidates.models import Source, Tag
from hearback.candidates.sources import sources_in_use
from hearback.candidates.tags import tags_in_use
from hearback.desk.forms.common import DeskForm, PersonField, day_field, line_field
from hearback.desk.forms.jobs import choice_field
from hearback.finding.rules import SORTS, Filters
from hearback.jobs.models import Job
from hearback.jobs.queries import stages_of
from hearback.people.models import Person
from hearback.people.queries import colleagues

_STATES = [("", "Any"), ("live", "Still going on"), ("ended", "Ended"), *Application.State.choices]
_STATES += [("none", "In no job")]


class FilterForm(DeskForm):
    """Shows filters and sends them to the list's address; nothing is saved by it."""

    q = line_field("Words", required=False, longest=400, help_text="A name, skill, employer, address, tag, note …")
    job = forms.ChoiceField(label="Job", required=False)
    stage = forms.ChoiceField(label="Stage", required=False)
    state = choice_field("How it stands", _STATES, required=False)
    owner = PersonField(label="Next step owed by", required=False, empty="Anybody")
    late = forms.BooleanField(label="Only where the next step is late", required=False)
    since = day_field("Applied from", required=False)
    until = day_field("Applied until", required=False)
    source = line_field("Source", required=False, longest=80)
    tag = forms.ChoiceField(label="Tag", required=False)
    sort = choice_field("Order", [("", "Best match, or by name"), *SORTS.items()], required=False)

    def __init__(self, filters: Filters, *, person: Person) -> None:
        given = {name: getattr(filters, name) for name in self.base_fields if name != "q"}
        super().__init__(initial={**given, "q": filters.text}, auto_id="filter_%s")
        jobs = boards_visible_to(person).order_by("title", "pk")
        self.fields["job"].choices = [("", "Any"), *_job_choices(jobs)]
        chosen = next((job for job in jobs if job.pk == filters.job), None)
        self.fields["stage"].choices = [("", "Any"), *((s.pk, s.name) for s in (stages_of(chosen) if chosen else ()))]
        self.fields["owner"].offer({"Colleagues": list(colleagues().order_by("name"))})
        self.fields["tag"].choices = [("", "Any"), *tags_in_use().values_list("pk", "name")]
        self.fields["source"].widget.attrs["list"] = "sources"
        self.fields["late"].widget.attrs["value"] = "yes"
        self.fields["q"].widget.input_type = "search"
        self.has_stages = chosen is not None
        self.sources = list(sources_in_use().values_list("name", flat=True))


def _job_choices(jobs: Any) -> list[Any]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for job in jobs:
        groups.setdefault(Job.Status(job.status).label, []).append((job.pk, job.title))
    return [(label, groups[label]) for label in Job.Status.labels if label in groups]


class SearchForm(DeskForm):
    name = line_field("Name", longest=80, empty="Give it a name.", help_text="Such as “Welders near Lyon”.")
    shared = forms.BooleanField(
        label="Share it with colleagues", required=False, help_text="Each of them finds only whom they may see."
    )


class TagForm(DeskForm):
    name = line_field("Tag", longest=60, empty="Write the tag.")


class MergeTagForm(DeskForm):
    into = forms.ModelChoiceField(
        Tag.objects.none(),
        label="Merge it into",
        empty_label="Choose a tag",
        error_messages={"required": "Choose the tag that stays."},
    )

    def __init__(self, *args: Any, tag: Tag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = tags_in_use().exclude(pk=tag.pk)


class SourceForm(DeskForm):
    name = line_field("Source", longest=80, empty="Write the source.")
    in_use = forms.BooleanField(label="Suggest it", required=False, initial=True)


class MergeSourceForm(DeskForm):
    into = forms.ModelChoiceField(
        Source.objects.none(),
        label="It means the same as",
        empty_label="Choose a source",
        error_messages={"required": "Choose the source that stays."},
    )

    def __init__(self, *args: Any, without: Source | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Source.objects.all()
        self.fields["into"].queryset = others.exclude(pk=without.pk) if without else others
