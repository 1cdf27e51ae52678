"""Asking by name: the catalogue, names and search, and what follows a query."""
