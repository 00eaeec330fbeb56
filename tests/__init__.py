"""Tests mirror the package; each covers one behaviour and says which numbered fault it guards, if any."""
