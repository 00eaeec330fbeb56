"""Words searched for and words found: terms, stems, synonyms, near words, and where in a text they stand."""
