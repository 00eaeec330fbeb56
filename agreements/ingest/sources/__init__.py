"""Where documents are found and what they say, one module a kind of place; parsers are pure: bytes in, records out.

May import `models` to register a source; what lists and parses knows nothing of the database.
"""

from agreements.ingest.sources.register import ensure, folder_of, known_as

__all__ = ["ensure", "folder_of", "known_as"]
