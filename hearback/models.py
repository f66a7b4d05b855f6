"""The nouns of every room, gathered for Django, which looks for them here."""

from hearback.applications.models import Application, Note
from hearback.bulk.models import BulkItem, BulkJob
from hearback.candidates.models import Attachment, Candidate, PortalCode, Tag, Tagging
from hearback.decisions.models import (
    Decision,
    Hold,
    InformationRequest,
    Offer,
    RejectionReason,
    RequestItem,
)
from hearback.finding.duplicates.models import DuplicateKey, Merge, Suspicion
from hearback.finding.pools.models import Pool, PoolMembership
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
    "BulkItem",
    "BulkJob",
    "Candidate",
    "Closing",
    "ClosingCheck",
    "Closure",
    "Decision",
    "DeliveredMail",
    "Department",
    "DuplicateKey",
    "Entry",
    "HandOver",
    "HiringTeamMember",
    "Hold",
    "InformationRequest",
    "Interview",
    "InterviewTemplate",
    "Job",
    "Merge",
    "Message",
    "MessageTemplate",
    "Note",
    "Nudge",
    "Offer",
    "Office",
    "Person",
    "Pool",
    "PoolMembership",
    "PortalCode",
    "Promise",
    "Rating",
    "RejectionReason",
    "RequestItem",
    "Requirement",
    "Scorecard",
    "Seat",
    "Stage",
    "Suspicion",
    "Tag",
    "Tagging",
]
