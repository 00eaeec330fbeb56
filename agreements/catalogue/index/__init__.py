"""The published set as bitmaps held in the process: how many agreements each choice would give, on any day."""
