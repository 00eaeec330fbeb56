"""Who comes in and how: accounts, passwords and codes, tries, sessions, and the rules of the house."""
