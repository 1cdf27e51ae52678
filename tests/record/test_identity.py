"""What identifies entities."""

import kg
from kg.record.identity import read_identity
from kg.vocabulary import ENTITY


def test_what_is_asked_in_vain_leaves_no_trace(mini: kg.KnowledgeGraph) -> None:
    identity = read_identity(mini.engine)
    known, told = list(identity), list(identity[f"{ENTITY}norad"])
    assert (identity[f"{ENTITY}norad"]["hasNothing"], identity[f"{ENTITY}nobody"]["hasTopic"]) == ([], [])
    assert (list(identity), list(identity[f"{ENTITY}norad"])) == (known, told)


def test_publishers_are_no_entities_of_the_record(mini: kg.KnowledgeGraph) -> None:
    assert f"{ENTITY}wikipedia" not in read_identity(mini.engine)
    assert f"{ENTITY}wikipedia" not in mini.record.identity
    assert f"{ENTITY}wikipedia" not in mini.network(actors="all")
    assert mini.entity("norad").documents == ()
