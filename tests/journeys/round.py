"""The round through every page: who looks at what, and what it is called among the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from hearback.applications.drafts import seal, start_draft
from hearback.candidates.links import portal_token
from hearback.candidates.models import Candidate, Source, Tag
from hearback.messages.models import DeliveredMail
from hearback.people.invitations import invitation_token
from hearback.people.models import Person
from hearback.people.tokens import make_sign_in_token
from tests.journeys import imported
from tests.journeys.house import House

# What is only sent to, or gives a file or another page.
NO_PAGES = {
    *("desk:note", "desk:message_cancellation", "desk:message_sending", "desk:stage_place", "desk:guide_place"),
    *("desk:guide_removal", "desk:job_opening", "desk:job_pause", "desk:job_closure", "desk:absence_cancellation"),
    *("desk:attachment", "desk:sign_out", "desk:demo_door", "desk:reading_new", "desk:reading_aside"),
    *("desk:import_stop", "desk:import_again", "desk:import_refused", "desk:candidate_export"),
    *("desk:dismissal", "desk:parting", "desk:pool_retirement"),
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
    *("security", "leaving", "security-codes"),
    *("merge", "membership", "bulk-reading", "bulk-done"),
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
