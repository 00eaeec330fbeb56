"""Public reads: what is published and nothing else is visible from here. Web and API see the world through it.

May import `models` and what lies below.
"""
