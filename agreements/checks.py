"""System checks: unsafe combinations are refused at start, each with its cure."""
