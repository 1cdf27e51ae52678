"""The version of Perimeter, and the folder that holds its package."""

from __future__ import annotations

from pathlib import Path

__version__ = "0.1.0"

PACKAGE = Path(__file__).parent
"""The folder of the package, in which its queries and the built page lie."""
