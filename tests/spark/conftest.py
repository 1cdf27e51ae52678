"""A session of Spark on this machine, and the networks that it makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.spark.session import start_session

_QUIET = ("ignore:PySpark does not yet:FutureWarning", "ignore::ResourceWarning")
"""What pyspark warns of by itself: that pandas, which is not used, is newer than it knows, and its own open sockets."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what pyspark warns of, in these tests alone."""
    for item in items:
        if item.path.parent == Path(__file__).parent:
            for kind in _QUIET:
                item.add_marker(pytest.mark.filterwarnings(kind))


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A session on two processors; skipped where pyspark or Java is absent."""
    pytest.importorskip("pyspark", reason="pip install 'perimeter-kg[spark]'")
    if not shutil.which("java") and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17")
    settings = {
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.memory": "2g",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.showConsoleProgress": "false",
    }
    session = start_session("local[2]", settings)
    yield session
    session.stop()
