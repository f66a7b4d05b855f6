"""The nouns of every room, gathered for Django, which looks for them here."""

from hearback.applications.models import Application, Note
from hearback.candidates.models import Attachment, Candidate, PortalCode
from hearback.decisions.models import (
    Decision,
    Hold,
    InformationRequest,
    Offer,
    RejectionReason,
    RequestItem,
)
from hearback.interviews.models import Closing, ClosingCheck, Interview, Rating, Scorecard, Seat
from hearback.jobs.models import Attribute, HiringTeamMember, InterviewTemplate, Job, Requirement, Stage
from hearback.messages.models import DeliveredMail, Message, MessageTemplate
from hearback.people.models import Absence, Closure, Department, Office, Person
from hearback.promises.models import CallAttempt, HandOver, Nudge, Promise
from hearback.record.models import Entry

__all__ = [
    "Absence",
    "Application",
    "Attachment",
    "Attribute",
    "CallAttempt",
    "Candidate",
    "Closing",
    "ClosingCheck",
    "Closure",
    "Decision",
    "DeliveredMail",
    "Department",
    "Entry",
    "HandOver",
    "HiringTeamMember",
    "Hold",
    "InformationRequest",
    "Interview",
    "InterviewTemplate",
    "Job",
    "Message",
    "MessageTemplate",
    "Note",
    "Nudge",
    "Offer",
    "Office",
    "Person",
    "PortalCode",
    "Promise",
    "Rating",
    "RejectionReason",
    "RequestItem",
    "Requirement",
    "Scorecard",
    "Seat",
    "Stage",
]
