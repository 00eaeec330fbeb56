"""Journeys of readers in a real Chromium, on a small register."""
