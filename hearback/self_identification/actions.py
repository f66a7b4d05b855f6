from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from hearback.self_identification.models import SelfIdentification
from hearback.self_identification.rules import KEPT_YEARS, given, questions_of


def digest(application_id: int) -> str:
    """What stands for an application here. Only with the installation's secret key can it be found again."""
    key = hmac.digest(settings.SECRET_KEY.encode(), b"hearback.self-identification", "sha256")
    return hmac.new(key, str(application_id).encode(), "sha256").hexdigest()


def identify(application_id: int, *, asked: str, answers: Mapping[str, str], now: datetime) -> None:
    """Keep what somebody said about themselves; said again, the newer counts. The record hears nothing of it."""
    said = given(questions_of(asked), answers)
    subject = digest(application_id)
    if not said:
        SelfIdentification.objects.filter(subject=subject).delete()
        return
    try:
        with transaction.atomic():
            SelfIdentification.objects.update_or_create(subject=subject, defaults={"answers": said, "year": now.year})
    except IntegrityError:  # the same form sent twice at once
        SelfIdentification.objects.filter(subject=subject).update(answers=said)


def forget_old(*, now: datetime) -> int:
    """Throw away what is older than reports need."""
    return SelfIdentification.objects.filter(year__lt=now.year - KEPT_YEARS).delete()[0]
