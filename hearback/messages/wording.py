"""The wording a new installation starts with. Every text can be edited under Settings."""

from __future__ import annotations

from typing import NamedTuple


class Wording(NamedTuple):
    name: str
    subject: str
    body: str


_NEXT = "What happens next: {next_step}\nBy when: {date}\nFrom: {who}, {how}"

DEFAULTS: dict[str, Wording] = {
    "receipt": Wording(
        "Application received",
        "We have your application: {job}",
        "Dear {first_name},\n\nThank you for applying for {job} at {employer}. Your application has arrived.\n\n"
        + _NEXT,
    ),
    "imported": Wording(
        "Application moved to this system",
        "Where your application stands: {job}",
        "Dear {first_name},\n\nYour application for {job} at {employer} is now kept in a new place, and nothing of "
        "it is lost. So that you know where you are:\n\n" + _NEXT,
    ),
    "applied_again": Wording(
        "Applied a second time",
        "You are applying already: {job}",
        "Dear {first_name},\n\nSomebody, we think you, has sent us another application for {job}. Your first "
        "one stands as it is, and every date you were told holds. Nothing of the second was taken in.\n\n"
        "If there is something you would like to add or put right, tell us on your page. "
        "If it was not you, you need do nothing.",
    ),
    "invitation": Wording(
        "Interview invitation",
        "Your interview for {job}: {when}",
        "Dear {first_name},\n\nWe look forward to talking with you about {job}.\n\n"
        "When: {when}\nHow long: {length}\nWhere: {place}\nWhom you will meet: {people}\n\n{preparation}\n\n"
        "Before you leave, you will be told what happens next and by when. "
        "If the time does not suit you, ask us for another on your page.",
    ),
    "invitation_changed": Wording(
        "Interview moved",
        "Your interview for {job} has changed: {when}",
        "Dear {first_name},\n\nYour interview for {job} has changed. Here is how it stands now.\n\n{reason}\n\n"
        "When: {when}\nHow long: {length}\nWhere: {place}\nWhom you will meet: {people}\n\n{preparation}",
    ),
    "interview_cancelled": Wording(
        "Interview cancelled",
        "Your interview for {job} on {when} is off",
        "Dear {first_name},\n\nWe have to cancel your interview for {job} on {when}: {reason}\n\n"
        "We are sorry for the trouble. Your application goes on.\n\n" + _NEXT,
    ),
    "closing": Wording(
        "After an interview",
        "What happens next: {job}",
        "Dear {first_name},\n\nThank you for the conversation about {job}.\n\n{words}\n\n" + _NEXT,
    ),
    "advance": Wording(
        "Advance",
        "Good news about {job}",
        "Dear {first_name},\n\nWe would like to go on with you. The next step is: {stage}.\n\n"
        "{stage_text}\n\n{words}\n\n" + _NEXT,
    ),
    "transfer": Wording(
        "Advance to another team",
        "We would like you to meet another team: {job}",
        "Dear {first_name},\n\nAfter our conversations we believe {job} may suit you even better, "
        "and the team would like to go on with you there. The next step is: {stage}.\n\n{stage_text}\n\n{words}\n\n"
        + _NEXT,
    ),
    "ask": Wording(
        "Ask for more",
        "A few things we would like from you: {job}",
        "Dear {first_name},\n\nBefore we decide about {job}, we would like to see a little more from you:\n\n"
        "{checklist}\n\n{words}\n\nPlease send it by {date}, on your page. "
        "If that is too soon, tell us and we will find another date.",
    ),
    "ask_reminder": Wording(
        "Reminder of what was asked",
        "A reminder: {job}",
        "Dear {first_name},\n\nThis is a friendly reminder. By {date} we would still like to have:\n\n{checklist}\n\n"
        "If that is too soon, tell us on your page.",
    ),
    "ask_extended": Wording(
        "More time for what was asked",
        "More time: {job}",
        "Dear {first_name},\n\nYou have more time for what we asked of you. {words}\n\n"
        "Please send it by {date}, on your page:\n\n{checklist}\n\n"
        "What you have sent already is here. If that is still too soon, tell us on your page.",
    ),
    "ask_complete": Wording(
        "What was asked has arrived",
        "Thank you, it is all here: {job}",
        "Dear {first_name},\n\nThank you, everything we asked for has arrived.\n\n" + _NEXT,
    ),
    "ask_due": Wording(
        "The date for what was asked has passed",
        "Your application for {job}",
        "Dear {first_name},\n\nThe date for what we asked of you has passed. "
        "We now go on with what we have. Is there something you would like to add? Tell us on your page.\n\n" + _NEXT,
    ),
    "hold": Wording(
        "Hold",
        "A pause in your application for {job}",
        "Dear {first_name},\n\nWe have to pause your application for {job} until {until}. {words}\n\n"
        "It is a pause and not a no. You will hear from us in between, even if there is nothing new.\n\n" + _NEXT,
    ),
    "hold_news": Wording(
        "News during a hold",
        "News about {job}",
        "Dear {first_name},\n\n{words}\n\nYour application for {job} is paused until {until}.\n\n" + _NEXT,
    ),
    "resume": Wording(
        "The hold is over",
        "We go on: {job}",
        "Dear {first_name},\n\nThe pause is over and your application for {job} goes on.\n\n" + _NEXT,
    ),
    "reject": Wording(
        "Rejection before an interview",
        "Your application for {job}",
        "Dear {first_name},\n\nThank you for your interest in {job} at {employer}. "
        "We have read your application with care "
        "and have decided not to go on with it. {words}\n\nWe know this is not the answer you hoped for, "
        "and we thank you for the time you took. We wish you well.",
    ),
    "reject_interviewed": Wording(
        "Rejection after an interview",
        "Our decision about {job}",
        "Dear {first_name},\n\nThank you for the time you gave us and for the conversations about {job}. "
        "We have decided not to go on.\n\n{words}\n\nIf you would like to know more about how we came to this, "
        "ask us on your page: you will get an answer from a person. We wish you all the best.",
    ),
    "reject_final": Wording(
        "Rejection after the final round",
        "Our decision about {job}",
        "Dear {first_name},\n\nYou came far, and the decision was a close one. "
        "In the end we have decided for somebody else "
        "for {job}.\n\n{words}\n\nWe would be glad to tell you more in a call: "
        "answer on your page with a time that suits "
        "you. Thank you for the care you put into this.",
    ),
    "reject_position": Wording(
        "Rejection because the position is filled or gone",
        "The position {job}",
        "Dear {first_name},\n\nThe position {job} has been filled or is no longer open, so we cannot go on with your "
        "application. {words}\n\nThis says nothing about you. Thank you for your interest in {employer}.",
    ),
    "offer": Wording(
        "Offer",
        "An offer for you: {job}",
        "Dear {first_name},\n\nWe would be delighted if you joined us as {job}.\n\nPay: {pay}\nFirst day: {starts_on}\n"
        "{terms}\n\n{words}\n\nYou find the offer on your page, where you can accept or decline it. "
        "Please let us know by {date}. If you have questions first, ask: {who} will answer.",
    ),
    "accepted": Wording(
        "Offer accepted",
        "Welcome: {job}",
        "Dear {first_name},\n\nYou have accepted our offer for {job}. We are very glad.\n\n" + _NEXT,
    ),
    "declined": Wording(
        "Offer declined",
        "Thank you for letting us know: {job}",
        "Dear {first_name},\n\nThank you for telling us that you decline our offer for {job}. "
        "We are sorry, and we wish you every success.",
    ),
    "hired": Wording(
        "Hired",
        "See you soon: {job}",
        "Dear {first_name},\n\nEverything is settled: you start as {job} on {starts_on}. "
        "We look forward to it.\n\n{words}",
    ),
    "withdrawn": Wording(
        "Application withdrawn",
        "You have withdrawn your application for {job}",
        "Dear {first_name},\n\nYou have withdrawn your application for {job}. Nothing more will be asked of you. "
        "Thank you for letting us know, and all the best.",
    ),
    "renewed": Wording(
        "A new date",
        "A new date for {job}",
        "Dear {first_name},\n\nWe promised you something by a certain date, and we need longer: {reason}\n\n" + _NEXT,
    ),
    "renewed_late": Wording(
        "A new date, late",
        "We are late: {job}",
        "Dear {first_name},\n\nWe promised to be in touch and were late. We are sorry. {reason}\n\n" + _NEXT,
    ),
    "question": Wording(
        "Question received",
        "We have your question: {job}",
        "Dear {first_name},\n\nYou asked: “{question}”\n\n" + _NEXT,
    ),
    "reply": Wording(
        "Reply to a question",
        "Your question about {job}",
        "Dear {first_name},\n\nYou asked: “{question}”\n\n{answer}",
    ),
    "update": Wording(
        "Any other message",
        "Your application for {job}",
        "Dear {first_name},\n\n{words}\n\n" + _NEXT,
    ),
    "pool": Wording(
        "Kept warm",
        "We would like to keep in touch",
        "Dear {first_name},\n\nThere is no job for you at {employer} today, "
        "and we would be sorry to lose sight of you. {words}\n\n" + _NEXT,
    ),
    "pool_touch": Wording(
        "In touch with somebody kept warm",
        "Keeping in touch: {employer}",
        "Dear {first_name},\n\nWe said we would be in touch. {words}\n\n" + _NEXT,
    ),
    "pool_renewed": Wording(
        "A new date for somebody kept warm",
        "Keeping in touch: a new date",
        "Dear {first_name},\n\nWe said we would be in touch, and we need longer: {reason}\n\n" + _NEXT,
    ),
}
