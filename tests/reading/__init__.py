"""The reader: its rules, its facts, its speed, and what it makes of hostile text."""
