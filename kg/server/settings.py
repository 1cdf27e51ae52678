"""What a server is told when it starts."""

from __future__ import annotations

from dataclasses import dataclass, replace

QUERY_BYTES = 65_536
"""How long a query may be, in bytes."""
BODY_BYTES = 4 * QUERY_BYTES
"""How long the body of a request may be: a query in a form takes up to three bytes for one."""
HEAD_BYTES = 65_536
"""How long the head of a request may be."""
ADDRESS_BYTES = 16_384
"""How long the address of a request may be; what is longer is to be sent by POST."""


@dataclass(frozen=True)
class Settings:
    """Where a server listens, whom it answers, and what one request may take.

    ``names`` are the hosts that it answers for besides this machine; ``any_origin`` lets the pages of others read from
    it. ``seconds``, ``memory``, ``rows`` and ``bytes`` are the most of one answer, ``at_once`` how many queries are
    carried out beside each other, ``budget`` the seconds of computing a minute for one client, none on this machine
    alone.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    any_origin: bool = False
    seconds: float = 10.0
    memory: int = 500_000_000
    rows: int = 100_000
    bytes: int = 64_000_000
    at_once: int = 12
    waiting: int = 24
    budget: float | None = None
    log: bool = False
    is_eager: bool = True
    """Whether the explorer is made before anybody asks for it."""
    patience: float = 10.0
    """Seconds within which a client has to send its request, and to take each piece of the answer."""
    look: float = 60.0
    """Seconds after which an engine elsewhere is asked again whether its data are the same, and the clock which day."""
    workers: int = 1
    """How many processes answer."""

    @property
    def of_one(self) -> Settings:
        """What each of the processes may take, so that together they take no more."""
        at_once = max(self.at_once // self.workers, 1)
        return replace(self, at_once=at_once, budget=self.share and self.share / self.workers)

    @property
    def share(self) -> float | None:
        """The seconds of computing a minute for one client, None for any: where only this machine can ask."""
        return self.budget or (None if self.is_local else 60.0)

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in ("127.0.0.1", "localhost", "::1")
