"""What a list is made of: its parameters, choices, orders, pages and rows."""
