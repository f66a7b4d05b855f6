"""What the candidate reads about an interview, and what the colleagues who sit in it are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from hearback.applications.models import Application
from hearback.interviews.models import Interview
from hearback.messages.actions import queue
from hearback.messages.models import Message
from hearback.messages.queries import draft, zone_of
from hearback.messages.rules import ADDRESS
from hearback.people.models import Person
from hearback.promises.models import Promise
from hearback.promises.queries import as_told
from hearback.words import moment, zone_name


def invitation_facts(
    application: Application, starts_at: datetime, minutes: int, place: str, people: Sequence[Person], preparation: str
) -> dict[str, str]:
    """The places of an invitation, with the time in the candidate's own zone."""
    zone = zone_of(application)
    return {
        "when": f"{moment(starts_at, zone)} ({zone_name(zone)})",
        "length": f"{minutes} minutes",
        "place": place,
        "people": ", ".join(f"{person.name} ({person.title})" if person.title else person.name for person in people),
        "preparation": preparation,
    }


def invitation_letter(
    application: Application,
    *,
    starts_at: datetime,
    minutes: int,
    place: str,
    people: Sequence[Person],
    preparation: str,
    moved_because: str | None = None,
) -> tuple[str, str]:
    """Subject and body; with `moved_because`, those of an invitation that takes an earlier one's place."""
    facts = invitation_facts(application, starts_at, minutes, place, people, preparation)
    if moved_because is None:
        return draft("invitation", application, **facts)
    return draft("invitation_changed", application, reason=moved_because.strip(), **facts)


def cancellation_letter(
    interview: Interview, *, reason: str, next_words: str, next_due_at: datetime, next_owner: Person
) -> tuple[str, str]:
    application = interview.application
    facts = as_told(next_words, next_due_at, next_owner, Promise.Channel.EMAIL, application)
    when = moment(interview.starts_at, zone_of(application))
    return draft("interview_cancelled", application, reason=reason.strip(), when=when, **facts)


def closing_letter(application: Application, steps: Sequence[Promise], *, words: str) -> tuple[str, str]:
    """What was said across the table, in writing. The steps need not be saved yet."""
    first, *others = steps
    facts = as_told(first.words, first.due_at, first.owner, first.channel, application)
    more = [
        "And: {next_step}\nBy when: {date}\nFrom: {who}, {how}".format(
            **as_told(step.words, step.due_at, step.owner, step.channel, application)
        )
        for step in others
    ]
    subject, body = draft("closing", application, words=words.strip(), **facts)
    return subject, "\n\n".join([body, *more])


def write_to_candidate(
    application: Application,
    letter: tuple[str, str],
    *,
    purpose: str,
    by: Person,
    now: datetime,
    send_at: datetime | None = None,
) -> Message:
    subject, body = letter
    return queue(
        to=application.candidate,
        application=application,
        purpose=purpose,
        subject=subject,
        body=body.replace("\r\n", "\n"),
        by=by,
        now=now,
        send_at=send_at,
    )


def tell_interviewers(interview: Interview, people: Iterable[Person], *, by: Person, now: datetime) -> None:
    for person in people:
        zone = person.office.time_zone
        _tell(
            person,
            interview,
            f"{interview.name} with {interview.candidate.name}: {moment(interview.starts_at, zone)}",
            f"You have a seat in this interview.\n\nWhen: {moment(interview.starts_at, zone)} ({zone_name(zone)})\n"
            f"Where: {interview.place}\n\nYour kit: {ADDRESS}/desk/interviews/{interview.pk}/",
            by=by,
            now=now,
        )


def tell_it_is_off(
    interview: Interview, people: Iterable[Person], *, reason: str, by: Person | None, now: datetime
) -> None:
    for person in people:
        why = f"\n\nThe reason given: {reason}" if reason.strip() else ""
        _tell(
            person,
            interview,
            f"Cancelled: {interview.name} with {interview.candidate.name}",
            f"The interview on {moment(interview.starts_at, person.office.time_zone)} is off.{why}",
            by=by,
            now=now,
        )


def tell_their_seat_is_free(interview: Interview, people: Iterable[Person], *, by: Person, now: datetime) -> None:
    for person in people:
        _tell(
            person,
            interview,
            f"Without you: {interview.name} with {interview.candidate.name}",
            "You no longer have a seat in this interview. The time is yours again.",
            by=by,
            now=now,
        )


def tell_new_owners(made: Iterable[Promise], *, by: Person, now: datetime) -> None:
    """Whoever owes what somebody else has promised hears of it at once, not when it is nearly due."""
    for owed in made:
        if owed.owner_id == by.pk:
            continue
        application, zone = owed.application, owed.owner.office.time_zone
        queue(
            to=owed.owner,
            application=application,
            purpose=Message.Purpose.NEWS,
            subject=f"{by.name} promised for you: {application.candidate.name}, {application.job.title}",
            body=(
                f"{by.name} told {application.candidate.name}: {owed.words}\n\nIt is yours to keep, by "
                f"{moment(owed.due_at, zone)} ({zone_name(zone)}), {owed.get_channel_display()}.\n\n"
                f"{ADDRESS}/desk/applications/{application.pk}/"
            ),
            by=by,
            now=now,
        )


def _tell(person: Person, interview: Interview, subject: str, body: str, *, by: Person | None, now: datetime) -> None:
    queue(
        to=person,
        application=interview.application,
        purpose=Message.Purpose.INVITATION,
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
