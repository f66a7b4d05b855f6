"""The nouns of every room, gathered for Django, which looks for them here."""

from hearback.applications.models import Answer, Application, Draft, Note
from hearback.bulk.models import BulkItem, BulkJob
from hearback.candidates.models import (
    Attachment,
    Candidate,
    Document,
    PortalCode,
    Reading,
    Source,
    Spelling,
    Tag,
    Tagging,
)
from hearback.decisions.models import (
    Decision,
    Hold,
    InformationRequest,
    Offer,
    RejectionReason,
    RequestItem,
)
from hearback.exchange.models import ColumnMemory, Import, Reference, Rejection
from hearback.finding.duplicates.models import DuplicateKey, Merge, Suspicion
from hearback.finding.models import SavedSearch
from hearback.finding.pools.models import Pool, PoolMembership
from hearback.interviews.models import Closing, ClosingCheck, Interview, Rating, Scorecard, Seat
from hearback.jobs.models import (
    Attribute,
    FormQuestion,
    HiringTeamMember,
    InterviewTemplate,
    Job,
    PlanTemplate,
    Requirement,
    Stage,
)
from hearback.messages.models import DeliveredMail, Message, MessageTemplate
from hearback.people.models import Absence, Closure, Department, DeskSession, Invitation, Office, Person
from hearback.promises.models import CallAttempt, HandOver, Nudge, Promise
from hearback.record.models import Entry
from hearback.reports.models import Figure
from hearback.self_identification.models import SelfIdentification

__all__ = [
    "Absence",
    "Answer",
    "Application",
    "Attachment",
    "Attribute",
    "BulkItem",
    "BulkJob",
    "CallAttempt",
    "Candidate",
    "Closing",
    "ClosingCheck",
    "Closure",
    "ColumnMemory",
    "Decision",
    "DeliveredMail",
    "Department",
    "DeskSession",
    "Document",
    "Draft",
    "DuplicateKey",
    "Entry",
    "Figure",
    "FormQuestion",
    "HandOver",
    "HiringTeamMember",
    "Hold",
    "Import",
    "InformationRequest",
    "Interview",
    "InterviewTemplate",
    "Invitation",
    "Job",
    "Merge",
    "Message",
    "MessageTemplate",
    "Note",
    "Nudge",
    "Offer",
    "Office",
    "Person",
    "PlanTemplate",
    "Pool",
    "PoolMembership",
    "PortalCode",
    "Promise",
    "Rating",
    "Reading",
    "Reference",
    "Rejection",
    "RejectionReason",
    "RequestItem",
    "Requirement",
    "SavedSearch",
    "Scorecard",
    "Seat",
    "SelfIdentification",
    "Source",
    "Spelling",
    "Stage",
    "Suspicion",
    "Tag",
    "Tagging",
]
