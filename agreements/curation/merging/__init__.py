"""Two records found to be one: putting one into the other, taking that back, and finding which may be one.

Everything that hangs on the one taken away goes to the one kept, its evidence with it; what both had becomes one; where
the two disagree a person chooses, and what was not chosen stands beside. May import the rest of `curation`.
"""

from agreements.curation.merging.agreements import merge_agreements
from agreements.curation.merging.bodies import merge_organisations, merge_people
from agreements.curation.merging.undoing import unmerge

__all__ = ["merge_agreements", "merge_organisations", "merge_people", "unmerge"]
