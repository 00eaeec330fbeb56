"""Coming in and one's own account: sign-in, codes, sessions, and the rules of the house."""
