"""Deciding on what the press proposes: the page of one candidate, the batch, and how the queue does."""
