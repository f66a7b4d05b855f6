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
from hearback.exchange.models import ColumnMemory, Import, Reference, Rejection
from hearback.interviews.models import Closing, ClosingCheck, Interview, Rating, Scorecard, Seat
from hearback.jobs.models import Attribute, HiringTeamMember, InterviewTemplate, Job, Requirement, Stage
from hearback.messages.models import DeliveredMail, Message, MessageTemplate
from hearback.people.models import Absence, Closure, Department, Office, Person
from hearback.promises.models import HandOver, Nudge, Promise
from hearback.record.models import Entry

__all__ = [
    "Absence",
    "Application",
    "Attachment",
    "Attribute",
    "Candidate",
    "Closing",
    "ClosingCheck",
    "Closure",
    "ColumnMemory",
    "Decision",
    "DeliveredMail",
    "Department",
    "Entry",
    "HandOver",
    "HiringTeamMember",
    "Hold",
    "Import",
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
    "Reference",
    "Rejection",
    "RejectionReason",
    "RequestItem",
    "Requirement",
    "Scorecard",
    "Seat",
    "Stage",
]
