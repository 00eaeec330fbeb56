"""What deciding on a candidate is made of: what it proposes, what it adds, what a decision did and would do."""
