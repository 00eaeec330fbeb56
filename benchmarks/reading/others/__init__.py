"""Libraries tried in place of rules of our own, on the same annotated sets. Imports the reader and the benchmark;
their packages are pinned in benchmarks/requirements.txt and no part of the product."""
