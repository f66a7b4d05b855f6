"""Every page there is, wide and on a phone: it answers, shuts nobody out, fits, and is kept as a picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from hearback.applications.drafts import seal, start_draft
from hearback.candidates.links import portal_token
from hearback.candidates.models import Candidate, Source, Tag
from hearback.careers import urls as careers_urls
from hearback.desk import entrance_urls
from hearback.desk import urls as desk_urls
from hearback.messages.models import DeliveredMail
from hearback.people.invitations import invitation_token
from hearback.people.models import Person
from hearback.people.tokens import make_sign_in_token
from hearback.portal import urls as portal_urls
from hearback.reports.keeping import count_word_kept
from tests.journeys import imported
from tests.journeys.crowd import crowded
from tests.journeys.house import House, furnish

# What is only sent to, or gives a file or another page.
NO_PAGES = {
    *("desk:note", "desk:message_cancellation", "desk:message_sending", "desk:stage_place", "desk:guide_place"),
    *("desk:guide_removal", "desk:job_opening", "desk:job_pause", "desk:job_closure", "desk:absence_cancellation"),
    *("desk:attachment", "desk:sign_out", "desk:demo_door", "desk:reading_new", "desk:reading_aside"),
    *("desk:attachment", "desk:sign_out", "desk:demo_door"),
    *("desk:import_stop", "desk:import_again", "desk:import_refused", "desk:candidate_export"),
    *("desk:attachment", "desk:sign_out", "desk:demo_door", "desk:dismissal", "desk:parting", "desk:pool_retirement"),
    *("desk:membership_end", "desk:bulk_new", "desk:bulk_start", "desk:bulk_cancellation", "desk:bulk_undoing"),
    "desk:bulk_item_place",
    *("portal:sign_out", "portal:demo_door", "portal:closing_check", "portal:offer"),
    *("desk:tag_new", "desk:tagging_removal", "desk:search_removal", "desk:candidate_count", "desk:suggestions"),
    "portal:code",  # only after its button: looked at with the portal
    *("desk:invitation", "desk:invitation_revocation", "desk:factors_removal", "desk:return", "desk:closure_removal"),
    *("mfa_login_webauthn", "openid_connect_login", "openid_connect_callback", "session_end", "sessions_end"),
    *("account_login", "mfa_authenticate", "mfa_reauthenticate_webauthn"),  # looked at in test_the_front_door
    *("careers:atom", "careers:boards", "careers:json_feed", "careers:sitemap", "careers:posting"),
    "careers:preview",  # the posting once more
    *("careers:draft", "careers:resume", "careers:go_on"),
    "careers:later",  # only with a draft: looked at in test_a_stranger_applies.py
}
# Where colour says the most.
ALSO_DARK = {
    *("today", "today-marta", "board", "application-open", "debrief", "reject", "closing", "kit-open", "scorecard"),
    *("interview_new", "jobs", "plan", "candidate", "message-unsent", "sign_in", "import_columns", "import-tried"),
    *(
        "interview_new",
        "jobs",
        "plan",
        "candidate",
        "message-unsent",
        "sign_in",
        "security",
        "leaving",
        "security-codes",
    ),
    *("merge", "membership", "bulk-reading", "bulk-done"),
    *("interview_new", "jobs", "plan", "candidate", "message-unsent", "sign_in"),
    *("candidates", "candidates-found", "candidate_filters", "sources"),
    *("careers-posting", "careers-jobs", "careers-application", "careers-receipt"),
    *("portal-asked", "portal-offered", "portal-booked", "portal-rejected", "portal-late", "portal-link"),
}


@dataclass(frozen=True)
class Stop:
    """One page on the round: who looks at it, and what it is called among the pictures."""

    who: Person | Candidate | None
    route: str
    args: tuple[object, ...]
    query: str
    name: str

    @property
    def address(self) -> str:
        return reverse(self.route, args=self.args) + self.query


def see(who: Person | Candidate | None, route: str, *args: object, query: str = "", name: str = "") -> Stop:
    return Stop(
        who,
        route,
        args,
        query,
        name or route.removeprefix("desk:").replace("portal:", "portal-").replace("careers:", "careers-"),
    )


@pytest.fixture
def house(cast, clock, settings) -> House:
    settings.DEMO = True
    settings.EMAIL_BACKEND = "hearback.messages.mailbox.MailboxBackend"
    return furnish(cast, clock.now)


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_of_the_work(house, visit, size, go_round):
    go_round(visit(size), [*work(house), *interviews(house)])


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_of_the_house(house, visit, size, go_round, clock):
    go_round(visit(size), [*jobs(house), *settings_and_people(house), *doors(house, clock.now)])


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_of_coming_in_and_going_out(house, visit, size, go_round, clock):
    go_round(visit(size), imports(house, clock.now))


def test_every_page_about_many(house, visit, size, go_round, clock):
    go_round(visit(size), many(house, clock.now))


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_of_the_portal(house, visit, size, go_round, look, axe):
    page = visit(size)
    go_round(page, portal(house))
    page.context.clear_cookies()
    page.goto(reverse("portal:link", args=[portal_token(house.cast.omar)]))
    page.get_by_role("button", name="Send me the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    look(page, "portal-code")
    axe(page)


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_page_of_the_careers(house, visit, size, go_round, clock):
    count_word_kept(now=clock.now)
    go_round(visit(size), careers(house, clock.now))


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_what_stands_in_the_way_is_said_on_the_page(house, visit, size, sign_in, look, axe):
    page, troubles = visit(size), []
    for stop, button in sent_too_early(house):
        page.context.clear_cookies()
        if stop.who is not None:
            sign_in(page, stop.who)
        page.goto(stop.address)
        with page.expect_navigation() as answer:
            page.get_by_role("button", name=button, exact=True).click()
        assert answer.value.status == 422, stop.address
        with noted(troubles, stop):
            look(page, stop.name)
        with noted(troubles, stop):
            axe(page)
    assert not troubles, "\n".join(["", *troubles])


def test_no_page_is_left_out(house, clock):
    stops = [*work(house), *interviews(house), *jobs(house), *settings_and_people(house), *doors(house, clock.now)]
    stops += imports(house, clock.now)
    seen = {stop.route for stop in [*stops, *portal(house)]}
    every = {f"{face.app_name}:{path.name}" for face in (desk_urls, portal_urls) for path in face.urlpatterns}
    every |= {path.name for path in entrance_urls.urlpatterns}
    stops += many(house, clock.now)
    seen = {stop.route for stop in [*stops, *portal(house)]}
    every = {f"{face.app_name}:{path.name}" for face in (desk_urls, portal_urls) for path in face.urlpatterns}
    seen = {stop.route for stop in [*stops, *portal(house), *careers(house, clock.now)]}
    faces = (desk_urls, portal_urls, careers_urls)
    every = {f"{face.app_name}:{path.name}" for face in faces for path in face.urlpatterns}
    every |= {path.name for path in entrance_urls.urlpatterns}
    assert seen | NO_PAGES == every


@pytest.fixture
def go_round(sign_in, look, axe) -> Callable[[Page, Iterable[Stop]], None]:
    """Look at one page after another, in the same window, and say at the end all that was wrong."""

    def go_round(page: Page, stops: Iterable[Stop]) -> None:
        troubles, visitor = [], None
        for stop in stops:
            if stop.who != visitor:
                page.context.clear_cookies()
                if stop.who is not None:
                    sign_in(page, stop.who)
                visitor = stop.who
            status = page.goto(stop.address).status
            if status != 200:
                troubles.append(f"{stop.name}: {stop.address} answered {status}")
                continue
            with noted(troubles, stop):
                look(page, stop.name, dark=stop.name in ALSO_DARK)
            with noted(troubles, stop):
                axe(page, dark=stop.name in ALSO_DARK)
        assert not troubles, "\n".join(["", *troubles])

    return go_round


@contextmanager
def noted(troubles: list[str], stop: Stop) -> Iterator[None]:
    try:
        yield
    except AssertionError as trouble:
        troubles.append(f"{stop.name}: {trouble}")


def work(house: House) -> Iterator[Stop]:
    cast = house.cast
    marta, hanna = cast.marta, cast.hanna
    for person in (cast.ruth, cast.ben, cast.ingrid, cast.victor, cast.alice):
        yield see(person, "desk:today", name=f"today-{person.first_name.lower()}")
    yield see(hanna, "desk:today")
    yield see(hanna, "desk:today", query="?of=jobs", name="today-jobs")
    yield see(hanna, "desk:board", cast.engineer.pk)
    yield see(hanna, "desk:message_new", cast.yukis.pk)
    yield see(hanna, "desk:promise_new", cast.yukis.pk)
    yield see(marta, "desk:today", name="today-marta")
    for name, application in house.applications().items():
        manager = cast.victor if application.job == cast.sales else marta
        yield see(manager, "desk:application", application.pk, name=f"application-{name}")
    owed = house.emils.promises.get(ended_at=None)
    for route in ("desk:keeping", "desk:renewal", "desk:handover"):
        yield see(marta, route, owed.pk)
    yield see(marta, "desk:reply", house.question.pk)
    yield see(marta, "desk:message", house.unsaid.message_id, name="message-unsent")
    yield see(marta, "desk:message", house.graces.messages.latest("id").pk, name="message-sent")
    yield see(marta, "desk:message", house.to_call.pk, name="message-to-call")
    for route in ("desk:message_tries", "desk:message_letter"):
        yield see(marta, route, house.to_call.pk)
    yield see(marta, "desk:keeping", house.call.pk, name="keeping-call")
    yield see(marta, "desk:promise_tries", house.call.pk)
    yield see(marta, "desk:debrief", cast.first_round.pk)
    for route in ("desk:advance", "desk:ask", "desk:hold", "desk:reject", "desk:offer"):
        yield see(marta, route, cast.yukis.pk)
    yield see(marta, "desk:hire", house.nadias.pk)
    yield see(marta, "desk:decision_undo", house.unsaid.pk)
    yield see(marta, "desk:hold_news", house.pause.pk)
    yield see(marta, "desk:resume", house.emils.pk)
    yield see(marta, "desk:request", house.request.pk)
    yield see(marta, "desk:extension", house.request.pk)


def interviews(house: House) -> Iterator[Stop]:
    cast = house.cast
    ahead, to_close = cast.lenas_interview.pk, cast.yukis_interview.pk
    yield see(cast.hanna, "desk:interviews", query="?of=jobs", name="interviews-jobs")
    yield see(cast.ben, "desk:interviews")
    yield see(cast.ben, "desk:interview", ahead, name="kit-ahead")
    yield see(cast.ben, "desk:interview", to_close, name="kit-open")
    yield see(cast.ben, "desk:closing", to_close)
    yield see(cast.ben, "desk:scorecard", to_close, name="scorecard-submitted")
    yield see(cast.marta, "desk:scorecard", to_close)
    yield see(cast.marta, "desk:interview", house.emils_interview.pk, name="kit-closed")
    yield see(cast.ruth, "desk:interview_new", cast.yukis.pk)
    yield see(cast.ruth, "desk:interview_time", ahead)
    yield see(cast.ruth, "desk:interview_cancellation", ahead)


def jobs(house: House) -> Iterator[Stop]:
    cast, hanna = house.cast, house.cast.hanna
    yield see(hanna, "desk:jobs")
    yield see(hanna, "desk:job_new")
    for name in ("job_settings", "job_team", "job_requirements", "job_attributes", "plan", "stage_new"):
        yield see(hanna, f"desk:{name}", cast.engineer.pk)
    for name in ("job_posting", "job_form"):
        yield see(hanna, f"desk:{name}", cast.sales.pk)
    yield see(hanna, "desk:plan_template", cast.engineer.pk)
    yield see(hanna, "desk:plan_preview", cast.engineer.pk)
    for name in ("stage", "stage_retirement", "guide_new"):
        yield see(hanna, f"desk:{name}", cast.first_round.pk)
    yield see(hanna, "desk:guide", cast.first_interview.pk)
    yield see(hanna, "desk:candidates")
    yield see(hanna, "desk:candidates", query="?q=firmware&state=live", name="candidates-found")
    yield see(hanna, "desk:candidates", query="?q=Lina+Fisher", name="candidates-alike")
    yield see(hanna, "desk:candidates", query="?q=nobody", name="candidates-nobody")
    yield see(hanna, "desk:candidate_filters", query=f"?q=firmware&job={cast.engineer.pk}")
    yield see(hanna, "desk:searches")
    yield see(hanna, "desk:search_new", query="?q=firmware&late=yes")
    yield see(hanna, "desk:search", hanna.saved_searches.first().pk)
    yield see(hanna, "desk:candidate_new")
    for name in ("candidate", "candidate_facts", "application_new", "attachment_new"):
        yield see(hanna, f"desk:{name}", cast.lena.pk)
    for name, reading in house.readings.items():
        yield see(hanna, "desk:reading", reading.pk, name=f"reading-{name}")


def many(house: House, now) -> Iterator[Stop]:
    """Duplicates, pools, and what is done in bulk."""
    cast, hanna = house.cast, house.cast.hanna
    here = crowded(cast, now)
    yield see(hanna, "desk:duplicates")
    yield see(hanna, "desk:merge_with", cast.omar.pk, query="?q=omar")
    yield see(hanna, "desk:merge", cast.omar.pk, here.second.pk)
    yield see(hanna, "desk:merged", here.merge.pk)
    yield see(hanna, "desk:candidate", cast.omar.pk, name="candidate-doubted")
    yield see(hanna, "desk:candidate", here.member.candidate_id, name="candidate-kept-warm")
    for name in ("pools", "pool_new", "bulk_list"):
        yield see(hanna, f"desk:{name}")
    for name in ("pool", "pool_facts"):
        yield see(hanna, f"desk:{name}", here.member.pool_id)
    for name in ("membership", "touch", "putting_off", "passing_on"):
        yield see(hanna, f"desk:{name}", here.member.pk)
    yield see(hanna, "desk:membership_new", cast.lena.pk)
    for kind in ("tag", "pool", "advance", "reject", "assign"):
        yield see(hanna, "desk:bulk", here.choosing.pk, query=f"?do={kind}", name=f"bulk-{kind}")
    yield see(hanna, "desk:bulk", here.reading.pk, name="bulk-reading")
    yield see(hanna, "desk:bulk", here.done.pk, name="bulk-done")
    yield see(hanna, "desk:bulk_item", here.reading.items.filter(state="ready").first().pk)


def settings_and_people(house: House) -> Iterator[Stop]:
    cast, alice = house.cast, house.cast.alice
    yield see(cast.ben, "desk:absence_new", cast.ben.pk)
    yield see(cast.ben, "desk:password")
    for name in ("people", "person_new", "settings", "offices", "office_new", "departments", "department_new"):
        yield see(alice, f"desk:{name}")
    for name in ("templates", "reasons", "reason_new"):
        yield see(alice, f"desk:{name}")
    for name in ("tags", "sources", "source_new"):
        yield see(alice, f"desk:{name}")
    yield see(alice, "desk:tag", Tag.objects.first().pk)
    yield see(alice, "desk:source", Source.objects.first().pk)
    yield see(alice, "desk:source_wording", query="?text=Careers+page")
    yield see(alice, "desk:person", cast.ben.pk)
    yield see(alice, "desk:person_change", cast.ben.pk)
    yield see(alice, "desk:office", cast.berlin.pk)
    yield see(alice, "desk:department", cast.departments["engineering"].pk)
    yield see(alice, "desk:template", "closing")
    yield see(alice, "desk:reason", house.unsaid.reason_id)
    for name in ("invited", "left"):
        yield see(alice, "desk:people", query=f"?show={name}", name=f"people-{name}")
    yield see(alice, "desk:leaving", cast.marta.pk)
    yield see(alice, "desk:roles")
    yield see(alice, "desk:kept_plans")
    yield see(alice, "desk:kept_plan", house.kept_plan.pk)
    yield see(alice, "desk:plan_keeping", cast.engineer.pk)
    yield see(alice, "desk:readers", cast.lena.pk)
    yield see(alice, "desk:mailbox")
    yield see(alice, "desk:mail", DeliveredMail.objects.latest("id").pk)


def imports(house: House, now) -> Iterator[Stop]:
    cast, hanna = house.cast, house.cast.hanna
    yield see(hanna, "desk:import_new")
    yield see(hanna, "desk:import_columns", imported.sent(cast, now).pk)
    yield see(hanna, "desk:import_columns", imported.sent(cast, now, "jobs").pk, name="import_columns-jobs")
    yield see(hanna, "desk:import", imported.tried_out(cast, now).pk, name="import-tried")
    yield see(hanna, "desk:import", imported.under_way(cast, now).pk, name="import-under-way")
    yield see(hanna, "desk:imports")
    yield see(cast.alice, "desk:exports")


def doors(house: House, now) -> Iterator[Stop]:
    yield see(None, "desk:sign_in")
    yield see(None, "desk:link_request")
    yield see(None, "desk:token_sign_in", make_sign_in_token(house.cast.stan, now=now))
    yield see(None, "desk:welcome", invitation_token(house.invitation))
    stan, key = house.cast.stan, house.stans_key.pk
    yield see(stan, "mfa_index", name="security")
    yield see(house.cast.ben, "mfa_index", name="security-bare")
    yield see(house.cast.ben, "mfa_activate_totp", name="security-app")
    yield see(house.cast.ben, "mfa_add_webauthn", name="security-passkey-new")
    yield see(house.cast.ben, "account_reauthenticate", query="?next=/desk/security/app", name="confirmation-password")
    yield see(stan, "mfa_reauthenticate", query="?next=/desk/security/app", name="confirmation-code")
    yield see(stan, "mfa_deactivate_totp", name="security-app-removal")
    yield see(stan, "mfa_edit_webauthn", key, name="security-passkey")
    yield see(stan, "mfa_remove_webauthn", key, name="security-passkey-removal")
    yield see(stan, "mfa_generate_recovery_codes", name="security-codes-new")
    yield see(stan, "mfa_view_recovery_codes", name="security-codes")


def sent_too_early(house: House) -> Iterator[tuple[Stop, str]]:
    """Forms sent as they stand, with what they need still missing."""
    cast = house.cast
    yield see(cast.hanna, "desk:candidate_new", name="refused-candidate"), "Add"
    yield see(cast.hanna, "desk:job_new", name="refused-job"), "Make the draft"
    yield see(cast.ruth, "desk:interview_new", cast.yukis.pk, name="refused-booking"), "Read the message first"
    yield see(cast.marta, "desk:scorecard", cast.yukis_interview.pk, name="refused-scorecard"), "Submit"
    yield see(cast.marta, "desk:ask", cast.yukis.pk, name="refused-ask"), "Ask Yuki"
    yield see(cast.marta, "desk:reject", cast.yukis.pk, name="refused-reject"), "Reject Yuki"
    yield see(cast.marta, "desk:renewal", house.question.pk, name="refused-renewal"), "Read the message first"
    yield see(cast.alice, "desk:person_new", name="refused-person"), "Invite"
    yield see(cast.alice, "desk:person_new", name="refused-person"), "Save"
    yield see(None, "careers:application", cast.engineer.pk, name="refused-application"), "Send the application"
    yield see(cast.omar, "portal:question", cast.omars.pk, name="refused-question"), "Send the question"
    yield see(cast.omar, "portal:application", cast.omars.pk, name="refused-item"), "Confirm"


def careers(house: House, now) -> Iterator[Stop]:
    engineer = house.cast.engineer
    yield see(None, "careers:jobs")
    yield see(None, "careers:jobs", query="?q=nothing+of+the+kind", name="careers-none")
    yield see(None, "careers:named_posting", engineer.pk, engineer.slug, name="careers-posting")
    yield see(None, "careers:application", engineer.pk)
    draft, key = start_draft(house.cast.sales, typed={}, now=now)
    seal(draft, now=now, answer_due_at=now + timedelta(days=3), answer_from="Hanna Weiss")
    yield see(None, "careers:receipt", key)
    yield see(None, "careers:about_you", key)


def portal(house: House) -> Iterator[Stop]:
    cast, omars = house.cast, house.cast.omars
    yield see(None, "portal:home")
    yield see(None, "portal:address")
    yield see(None, "portal:link", portal_token(cast.omar))
    for name, application in house.applications().items():
        yield see(application.candidate, "portal:application", application.pk, name=f"portal-{name}")
    yield see(cast.omar, "portal:home")
    yield see(cast.omar, "portal:question", omars.pk)
    yield see(cast.omar, "portal:withdrawal", omars.pk)
    yield see(cast.omar, "portal:details")
    yield see(cast.omar, "portal:more_time", house.request.pk)
    for item in house.request.items.all():
        yield see(cast.omar, "portal:request_item", item.pk, name=f"portal-item-{item.kind}")
    yield see(cast.sofia, "portal:acceptance", house.offer.pk)
    yield see(cast.sofia, "portal:refusal", house.offer.pk)
