"""Many records at once: sheets that people fill in elsewhere, understood row by row, shown as changes, then applied.

One shape for export, template and import (`shape`). A file is read safely into text (`book`), each row is compared with
the register (`planning`), and all of it is applied in one transaction or none of it (`applying`). Nothing is
published by a file, and nothing is taken out for not being in it.
"""

from agreements.curation.bulk.applying import Applied, Refused, apply
from agreements.curation.bulk.book import Book, Unreadable, read
from agreements.curation.bulk.export import everything, of_register
from agreements.curation.bulk.planning import Plan, plan

__all__ = ["Applied", "Book", "Plan", "Refused", "Unreadable", "apply", "everything", "of_register", "plan", "read"]
