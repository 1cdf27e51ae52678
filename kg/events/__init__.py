"""Events of the world as a data set of ours: who works with whom, by GDELT 2.0, for the same questions.

``python -m kg.events FILE… -o OUT.nq`` reads event files as GDELT publishes them (``…export.CSV.zip``; also unpacked,
or packed by gzip). What is decided here:

- **Cooperation** are the CAMEO root codes 03 to 08: to say that one means to cooperate, to consult, to cooperate by
  diplomacy or by deeds, to give aid, to yield. 01 (statements) and 02 (appeals) count as verbal cooperation in GDELT's
  QuadClass; one alone speaks there, and nothing is done, so they are left out, as is conflict (09 to 20).
- **Relations** are taken by what the definition of a code says, in ``tables/cameo.csv``: 05, 050, 057 and 06 to 063
  ``sec:cooperatesWith``; 064 ``sec:sharesInformationWith``; 070 to 074 ``sec:supports``; 04 but mediation
  ``sec:consultsWith``, a term of these data, since the ontology has none and a claim names no family of relations.
  All others, which say that one means to, speaks well of, mediates or yields, are ``sec:isRelatedTo``: on record and
  told by ``why``, but no line of the network.
- **Actors** are CAMEO codes, not names: ``USAMIL`` is one body whatever a report calls it. A code that is a country
  alone is a ``sec:Country``; others are ``sec:Organization``, of the country that the row tells. A role without a
  country or a known organization (“police”), a region, a territory, an ethnic or religious group is no actor.
- **Time** is the day of the event, as start and end of the tie.
- **Evidence** is the report at SOURCEURL, published by its host, of the standing of news. The passage says in our
  words, in both languages, what the row says; it was never read again, and says in a reservation that a program coded
  it. Neither language, title nor date of the report are in the row: they are not made up.

>>> from kg.events import write_events
"""

from kg.events.writing import write_events

__all__ = ["write_events"]
