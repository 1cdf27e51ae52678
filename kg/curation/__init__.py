"""Keeping the record: from a page to a document file ready to finish."""
