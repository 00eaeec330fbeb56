"""Keeping the register right: history, merging, readers' notes, what is to be mended, and files of many records."""
