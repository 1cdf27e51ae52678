"""Algorithms on any graph; they know nothing of ours."""
