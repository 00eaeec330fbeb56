"""How well and how fast the reader reads: by field, language and kind, on annotated sets. Imports the reader only."""
