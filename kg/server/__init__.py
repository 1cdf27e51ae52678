"""The graph over HTTP, for reading: SPARQL, questions, pages."""
