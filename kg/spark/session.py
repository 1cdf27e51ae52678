"""The session in which Spark works, and how it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import KgError
from kg.optional import import_optional

Frame = Any
"""A data frame of Spark, whose package has its types only where it is installed."""


def start_session(master: str | None = None, settings: Mapping[str, str] | None = None) -> Any:
    """Return the session of Spark, begun unless there is one; where it runs is Spark's own setting unless told here.

    Raises KgError where pyspark is absent, and where no Java is found to run it.
    """
    begun = import_optional("pyspark.sql").SparkSession.builder.appName("perimeter")
    if master:
        begun = begun.master(master)
    for name, value in {"spark.ui.enabled": "false", **(settings or {})}.items():
        begun = begun.config(name, value)
    try:
        session = begun.getOrCreate()
    except import_optional("pyspark.errors").PySparkException as reason:
        if reason.getCondition() != "JAVA_GATEWAY_EXITED":
            raise
        raise KgError("error.spark.no_java") from None
    session.sparkContext.setLogLevel("ERROR")
    return session


def ask(query: str, arguments: Mapping[str, object] | None = None, **frames: Frame) -> Frame:
    """Return what a query in SQL answers, in which ``{name}`` is a data frame and ``:name`` an argument."""
    session = next(iter(frames.values())).sparkSession
    return session.sql(query, args=dict(arguments or {}), **frames)


def settled(frame: Frame) -> Frame:
    """Return a data frame that is worked out now, and not again each time that it is asked.

    It is kept where ``spark.checkpoint.dir`` says, which outlives the loss of a machine; else by those that made it.
    ``persist`` is no help: Spark drops it with the names that ``ask`` gives.
    """
    context = frame.sparkSession.sparkContext
    return frame.localCheckpoint() if context.getCheckpointDir() is None else frame.checkpoint()
