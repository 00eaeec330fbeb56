"""What the page of one agreement is made of: each value in words, with what stands under it."""
