"""The words of the interface, in Korean."""
