"""Why something cannot start, in one clear sentence for the person who started it."""


class CannotStart(Exception):
    """The message names what is wrong and the cure; commands print it without a traceback and exit with 1."""
