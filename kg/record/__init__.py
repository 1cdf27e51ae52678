"""What documents say: evidence, ties, entities, labels, dates, coverage, changes, stories."""
