"""What of the register is to be mended: each check a question put to the database, each finding the place that mends
it. Checks only look; `checks.CHECKS` is the one list of them.

May import `catalogue`, `curation.merging` and what lies below.
"""

from agreements.curation.quality.checks import CHECKS, GROUPS
from agreements.curation.quality.finding import Check, Finding

__all__ = ["CHECKS", "GROUPS", "Check", "Finding"]
