from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.core.files.base import File
from django.db import IntegrityError, transaction

from hearback.candidates import rules
from hearback.candidates.documents import refresh
from hearback.candidates.models import Attachment, Candidate
from hearback.candidates.queries import find_same, with_email
from hearback.candidates.resume import clean_resume, parse_resume_text, plain
from hearback.candidates.uploads import check_upload
from hearback.people.models import Person
from hearback.record.actions import record
from hearback.refusals import Refused

FACTS = ("name", "email", "phone", "headline", "location", "time_zone", "channel", "links", "source", "resume")
Links = Sequence[Mapping[str, str]]


class Upload(Protocol):
    """What a form's uploaded file and an opened file have in common."""

    name: str | None

    def read(self, size: int = -1, /) -> bytes: ...
    def seek(self, offset: int, whence: int = 0, /) -> int: ...


@transaction.atomic
def add_candidate(
    *,
    name: str,
    by: Person | None,
    now: datetime,
    email: str = "",
    phone: str = "",
    headline: str = "",
    location: str = "",
    time_zone: str = "",
    channel: str = Candidate.Channel.EMAIL,
    links: Links = (),
    resume: Mapping[str, Any] | None = None,
    source: str = "",
    verb: str = "created",
) -> Candidate:
    """A new candidate. Refuses an e-mail address that is here already, and somebody who could not be answered."""
    candidate = Candidate(
        name=name,
        email=email,
        phone=phone,
        headline=headline,
        location=location,
        time_zone=time_zone,
        channel=channel,
        links=list(links),
        resume=dict(resume or {}),
        source=source,
        created_at=now,
    )
    _check(candidate)
    _save(candidate)
    refresh([candidate.pk], now=now)
    record(verb, candidate, by=by, now=now)
    return candidate


@transaction.atomic
def change_candidate(candidate: Candidate, *, by: Person | Candidate | None, now: datetime, **facts: Any) -> Candidate:
    """Change any of the candidate's facts."""
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise TypeError(f"a candidate has no {', '.join(sorted(unknown))}")
    changed = Candidate.objects.select_for_update().get(pk=candidate.pk)
    for name, value in facts.items():
        setattr(changed, name, value)
    _check(changed)
    changed.compared_at = None
    _save(changed, update_fields=[*facts, "compared_at"])
    refresh([changed.pk], now=now)
    record("changed", changed, by=by, now=now)
    return changed


def _check(candidate: Candidate) -> None:
    candidate.name = rules.check_name(candidate.name)
    candidate.email = rules.check_email(candidate.email)
    candidate.phone = rules.check_phone(candidate.phone)
    candidate.headline, candidate.location = plain(candidate.headline, 300), plain(candidate.location, 200)
    candidate.source = plain(candidate.source, 80)
    candidate.time_zone = rules.check_zone(candidate.time_zone.strip())
    rules.check_reachable(candidate.email, candidate.phone, candidate.channel)
    candidate.links = rules.check_links(candidate.links)
    candidate.resume = clean_resume(candidate.resume).resume


def _save(candidate: Candidate, **options: Any) -> None:
    taken = Refused("Somebody with this e-mail address is here already.", field="email")
    if with_email(candidate.email).exclude(pk=candidate.pk).exists():
        raise taken
    try:
        with transaction.atomic():
            candidate.save(**options)
    except IntegrityError as error:
        if "one_candidate_an_email" in str(error):  # two forms at the same moment
            raise taken from None
        raise


@transaction.atomic
def find_or_add(
    *, by: Person | None, now: datetime, name: str, email: str = "", phone: str = "", **facts: Any
) -> tuple[Candidate, bool]:
    """The candidate this is, left as they are, or a new one; and whether it is new."""
    name, email = rules.check_name(name), rules.check_email(email)
    phone = rules.check_phone(phone)
    found = find_same(name, email, phone)
    if found:
        return found, False
    return add_candidate(name=name, email=email, phone=phone, by=by, now=now, **facts), True


def attach_file(
    candidate: Candidate,
    *,
    upload: Upload,
    kind: str,
    by: Person | Candidate | None,
    now: datetime,
    read: bool = True,
) -> Attachment:
    """Keep a file, after looking at what it is. The same file for the same purpose is kept once.

    With `read`, a résumé in JSON Resume replaces the one we have; without, the candidate's facts stay as they are.
    """
    if kind not in Attachment.Kind.values:
        raise Refused("Choose what kind of file this is.", field="kind")
    checked = check_upload(upload, name=upload.name or "", limit=settings.UPLOAD_LIMIT)  # type: ignore[arg-type]
    same = candidate.attachments.filter(sha256=checked.sha256, kind=kind).first()
    if same:
        return same
    attachment = Attachment(
        candidate=candidate,
        kind=kind,
        name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        added_at=now,
    )
    attachment.file.save(checked.name, File(upload), save=False)
    try:
        with transaction.atomic():
            attachment.save()
            record("attached", attachment, by=by, now=now, candidate=candidate.pk, kind=kind)
            if read and kind == Attachment.Kind.RESUME and checked.content_type == "application/json":
                _read_resume(candidate, upload, now=now)
            if read:
                _have_it_read(attachment, now)
    except Exception:
        attachment.file.delete(save=False)  # no file without its row
        raise
    return attachment


def _read_resume(candidate: Candidate, upload: Upload, *, now: datetime) -> None:
    """A résumé in JSON Resume is not only kept but read, so that it can be drawn. The newest one counts."""
    upload.seek(0)
    try:
        resume = parse_resume_text(upload.read().decode("utf-8-sig")).resume
    except Refused:
        return  # JSON of another kind is still a file one may send
    candidate.resume, candidate.compared_at = resume, None
    candidate.save(update_fields=["resume", "compared_at"])
    refresh([candidate.pk], now=now)


def _have_it_read(attachment: Attachment, now: datetime) -> None:
    """PDF and Word are read by the worker; somebody then confirms what was read."""
    from hearback.candidates.readings import ask_to_read, readable  # stands above this file: it changes candidates

    if readable(attachment):
        ask_to_read(attachment, now=now)


def open_attachment(attachment: Attachment, *, by: Person | Candidate | None, now: datetime) -> File[bytes]:
    """The file, opened for reading. The record says who has read it."""
    try:
        opened: File[bytes] = attachment.file.storage.open(attachment.file.name, "rb")
    except FileNotFoundError:
        raise Refused("This file is no longer where it was kept. Ask whoever looks after the files.") from None
    record("read", attachment, by=by, now=now, candidate=attachment.candidate_id)
    return opened
