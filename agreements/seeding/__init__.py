"""The starter catalogue: reads `seeds/`, checks every value, and loads it without ever overwriting a curator.

May import `curation`, `models`, `domain` and what lies below; writes agreements through curation's verbs.
"""

from agreements.seeding.load import Summary, load_catalogue
from agreements.seeding.press import link_press

__all__ = ["Summary", "link_press", "load_catalogue"]
