"""Reading learned from the annotated sets: alone, and as a second judge of what the rules found.

Its packages (scikit-learn, python-crfsuite) are pinned in benchmarks/requirements.txt and no part of the product.
"""
