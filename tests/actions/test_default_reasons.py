from __future__ import annotations

import pytest

from hearback.decisions.defaults import DEFAULT_REASONS, add_default_reasons
from hearback.decisions.models import RejectionReason
from hearback.messages.wording import DEFAULTS

pytestmark = pytest.mark.django_db


def test_a_new_installation_can_reject(now):
    add_default_reasons(now=now)
    assert [(one.name, one.template_key) for one in RejectionReason.objects.all()] == list(DEFAULT_REASONS)
    assert {key for _, key in DEFAULT_REASONS} <= set(DEFAULTS)


def test_an_employer_who_has_reasons_keeps_those(now):
    own = RejectionReason.objects.create(name="Our own", template_key="reject")
    assert add_default_reasons(now=now) == []
    assert list(RejectionReason.objects.all()) == [own]
