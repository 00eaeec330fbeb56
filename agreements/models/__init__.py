"""The tables: one noun a file, its QuerySet beside it, its rules held by the database.

May import `reading` and `domain`. Reads have names on the QuerySets; writing to agreements belongs to `curation`, to
press items and candidates to `ingest`.
"""

from agreements.models.access import Access, AccessEvent, RecoveryCode, SecondFactor
from agreements.models.action import Action
from agreements.models.agreement import Agreement, AgreementName, Doubt, PublicIdCounter, SectorTag
from agreements.models.amount import Amount
from agreements.models.bulk import BulkFile
from agreements.models.candidate import Candidate, CandidateMatch
from agreements.models.catalogue import CatalogueVersion, SearchEntry
from agreements.models.curator import Curator
from agreements.models.dispute import CaseCounter, Dispute, DisputeContact
from agreements.models.document import Document, Identifier
from agreements.models.evidence import Evidence
from agreements.models.hold import Hold, Look
from agreements.models.house import HouseRules
from agreements.models.link_check import LinkCheck
from agreements.models.merger import KnownAsTwo, Merger
from agreements.models.occasion import Occasion, OccasionClaim
from agreements.models.organisation import Organisation, OrganisationName
from agreements.models.person import Person, PersonName
from agreements.models.press import PressItem, PressItemRevision, PressLink, Sighting
from agreements.models.reference import Reference
from agreements.models.relation import Relation
from agreements.models.review import Review
from agreements.models.second_look import SecondLook
from agreements.models.seed import SeedRecord
from agreements.models.signatory import Signatory
from agreements.models.source import FetchRun, RawDocument, Source
from agreements.models.story import SameStory, Story

__all__ = [
    "Access",
    "AccessEvent",
    "Action",
    "Agreement",
    "AgreementName",
    "Amount",
    "BulkFile",
    "Candidate",
    "CandidateMatch",
    "CaseCounter",
    "CatalogueVersion",
    "Curator",
    "Dispute",
    "DisputeContact",
    "Document",
    "Doubt",
    "Evidence",
    "FetchRun",
    "Hold",
    "HouseRules",
    "Identifier",
    "KnownAsTwo",
    "LinkCheck",
    "Look",
    "Merger",
    "Occasion",
    "OccasionClaim",
    "Organisation",
    "OrganisationName",
    "Person",
    "PersonName",
    "PressItem",
    "PressItemRevision",
    "PressLink",
    "PublicIdCounter",
    "RawDocument",
    "RecoveryCode",
    "Reference",
    "Relation",
    "Review",
    "SameStory",
    "SearchEntry",
    "SecondFactor",
    "SecondLook",
    "SectorTag",
    "SeedRecord",
    "Sighting",
    "Signatory",
    "Source",
    "Story",
]
