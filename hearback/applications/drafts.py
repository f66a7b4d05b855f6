"""An application while it is being written: saved as the person types, forgotten after two weeks."""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction

from hearback.applications.filling import with_reading
from hearback.applications.models import Draft
from hearback.candidates.actions import Upload
from hearback.candidates.reading.apart import read_apart
from hearback.candidates.resume import parse_resume_text
from hearback.candidates.uploads import WORD, Checked, check_upload
from hearback.jobs.models import Job
from hearback.refusals import Overtaken, Refused

LIFE = timedelta(days=14)
LONGEST = 25_000
MOST_FIELDS = 80  # a job asks at most thirty questions, and less than thirty things besides
RESUMES = ("application/pdf", WORD, "application/json")
# Reading takes a process and much memory: a few at a time in each of the server's processes, the others wait.
_READERS, PATIENCE = threading.BoundedSemaphore(2), 15
WE_TAKE = "We take a résumé as PDF, as a Word document (.docx) or as JSON Resume."


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def find_draft(key: str, *, now: datetime) -> Draft | None:
    """The draft behind this key, sent or not; None when there is none, or its time is over."""
    drafts = Draft.objects.select_related("job__office", "job__department", "application")
    return drafts.filter(key=digest(key), expires_at__gt=now).first() if key else None


@transaction.atomic
def start_draft(job: Job, *, typed: Mapping[str, str], now: datetime) -> tuple[Draft, str]:
    """A new draft, and the key that opens it. The key is told once and kept nowhere."""
    key = secrets.token_urlsafe(24)
    draft = Draft.objects.create(
        job=job, key=digest(key), typed=_within_limits(typed), made_at=now, saved_at=now, expires_at=now + LIFE
    )
    return draft, key


@transaction.atomic
def save_draft(draft: Draft, *, typed: Mapping[str, str], revision: int, now: datetime) -> Draft:
    """Keep what stands in the form now. Refuses when another window has saved since this one last looked."""
    draft = locked(draft)
    if draft.sent_at:
        raise Refused("This application has been sent already.")
    kept = _within_limits(typed)
    if draft.typed == kept:
        return draft
    if revision < draft.revision:
        raise Overtaken(
            "This form has been changed in another window. What stands here is not saved yet: look at the other "
            "version, or save or send again and this one counts."
        )
    draft.typed, draft.saved_at, draft.expires_at = kept, now, now + LIFE
    draft.revision += 1
    draft.save(update_fields=["typed", "saved_at", "expires_at", "revision"])
    return draft


def locked(draft: Draft) -> Draft:
    rows = Draft.objects.select_for_update(of=("self",)).select_related("job__office", "job__department", "application")
    found = rows.filter(pk=draft.pk).first()
    if found is None:
        raise Refused("This draft is no longer here. Begin anew, please.")
    return found


def _within_limits(typed: Mapping[str, str]) -> dict[str, str]:
    # PostgreSQL keeps no zero byte, nor half of a pair of surrogates.
    texts = {name: text.replace("\x00", "").encode("utf-8", "ignore").decode() for name, text in typed.items()}
    # An emptied field of a post says that it is taken out; any other says nothing.
    said = [(name, text[:LONGEST]) for name, text in texts.items() if text or name.startswith("w")]
    return dict(said[:MOST_FIELDS])


def keep_resume(draft: Draft, *, upload: Upload, now: datetime) -> Draft:
    """Keep the file with the draft, in place of an earlier one, and read it. One that is a résumé but cannot be read
    is kept all the same, with the reason; what is no résumé is refused in words."""
    try:
        checked, read, trouble = _judge(upload)
    except Refused as refused:
        raise Refused(str(refused), field="resume") from None
    with transaction.atomic():
        draft = locked(draft)
        if draft.sent_at:
            raise Refused("This application has been sent already.")
        _drop_file(draft)
        upload.seek(0)
        try:
            draft.resume_file.save(checked.name, File(upload), save=False)
        except OSError:
            raise Refused(
                "We can't keep your file just now: our fault, not the file's. What you typed is kept; try again later.",
                field="resume",
            ) from None
        draft.resume_name, draft.resume_read, draft.resume_trouble = checked.name, read, trouble[:300]
        draft.typed = _within_limits(with_reading(draft.typed, read))
        draft.saved_at, draft.expires_at = now, now + LIFE
        draft.revision += 1
        draft.save()
    return draft


def _judge(upload: Upload) -> tuple[Checked, dict[str, Any], str]:
    """What the file is; the résumé in it as far as it could be read; and why it could not."""
    checked = check_upload(upload, name=upload.name or "", limit=settings.UPLOAD_LIMIT)  # type: ignore[arg-type]
    if checked.content_type not in RESUMES:
        raise Refused(WE_TAKE)
    upload.seek(0)
    data = upload.read()
    if checked.content_type == "application/json":
        # What is JSON and no résumé is no use to anybody who has to read it.
        return checked, parse_resume_text(data.decode("utf-8-sig")).resume, ""
    if not _READERS.acquire(timeout=PATIENCE):
        return checked, {}, "Many are being read just now."
    try:
        return checked, dict(read_apart(data, limit=settings.UPLOAD_LIMIT).resume), ""
    except Refused as refused:
        return checked, {}, str(refused)
    finally:
        _READERS.release()


@transaction.atomic
def drop_resume(draft: Draft, *, now: datetime) -> Draft:
    draft = locked(draft)
    if not draft.sent_at:
        _drop_file(draft)
        draft.resume_file, draft.resume_name, draft.resume_read, draft.resume_trouble = "", "", {}, ""
        draft.saved_at, draft.revision = now, draft.revision + 1
        draft.save()
    return draft


@transaction.atomic
def throw_away(draft: Draft, *, now: datetime) -> None:
    """Everything in it goes; a sent one stays, for its receipt."""
    draft = locked(draft)
    if not draft.sent_at:
        _drop_file(draft)
        draft.delete()


def seal(draft: Draft, *, now: datetime, **receipt: object) -> Draft:
    """It has been sent: what was typed has gone where it belongs, and only the receipt stays."""
    _drop_file(draft)
    draft.typed, draft.resume_read = {}, {}
    draft.resume_file, draft.resume_name, draft.resume_trouble = "", "", ""
    draft.sent_at, draft.expires_at = now, now + LIFE
    for name, value in receipt.items():
        setattr(draft, name, value)
    draft.save()
    return draft


def forget_old(*, now: datetime) -> int:
    """Throw away what has run out, files first."""
    gone = 0
    for draft in Draft.objects.filter(expires_at__lte=now).order_by("expires_at")[:10_000]:
        with transaction.atomic():
            _drop_file(draft)
            draft.delete()
        gone += 1
    return gone


def _drop_file(draft: Draft) -> None:
    """Once the transaction stands: a file without a row harms nobody, a row without its file does."""
    if draft.resume_file:
        storage, name = draft.resume_file.storage, draft.resume_file.name
        transaction.on_commit(lambda: storage.delete(name))
