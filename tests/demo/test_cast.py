from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.hashers import check_password

from hearback.demo.house import PASSWORD
from hearback.messages.models import Message
from hearback.people.models import Person
from hearback.promises.models import Promise


def test_every_application_of_the_cast_is_owed_something_by_the_right_person(cast, laws, now):
    laws()
    owed = {
        application.candidate.first_name: [
            (promise.kind, promise.owner.first_name) for promise in application.promises.filter(ended_at=None)
        ]
        for application in (cast.omars, cast.lenas, cast.yukis, cast.sofias, cast.quinns)
    }
    assert owed == {
        "Omar": [("answer", "Hanna")],
        "Lena": [("interview", "Marta")],
        "Yuki": [("interview", "Ben")],
        "Sofia": [("answer", "Hanna")],
        "Quinn": [("answer", "Marta")],
    }


def test_what_was_owed_before_has_been_kept_in_time(cast):
    ended = Promise.objects.exclude(ended_at=None)
    assert {(promise.ending, promise.late_at) for promise in ended} == {("kept", None)}
    assert ended.count() == 4


def test_yukis_interview_is_over_and_lenas_is_still_to_come(cast, now):
    assert cast.yukis_interview.ends_at < now < cast.lenas_interview.starts_at < now + timedelta(days=2)
    assert [seat.person for seat in cast.yukis_interview.seats.all()] == [cast.ben, cast.marta]
    assert [seat.person for seat in cast.lenas_interview.seats.all()] == [cast.marta, cast.ben]


def test_everything_said_so_far_has_been_sent(cast, now):
    assert Message.objects.exists()
    assert not Message.objects.filter(sent_at=None).exists()
    assert not Message.objects.filter(sent_at__gt=now).exists()


def test_everybody_signs_in_with_the_same_password(cast):
    hashes = set(Person.objects.values_list("password", flat=True))
    assert len(hashes) == 1
    assert check_password(PASSWORD, hashes.pop())
