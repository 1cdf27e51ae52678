"""Asking in SPARQL: the engine, a server, the table that answers."""
