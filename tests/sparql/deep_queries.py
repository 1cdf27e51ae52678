"""Queries that are deep or wide, asked one after the other; run as a program, since a fault ends the process.

It prints, as JSON, the name of each shape before it is asked and again with how it ended.
"""

from __future__ import annotations

import json
import os

import pyoxigraph as ox

from kg.errors import KgError
from kg.sparql.engine import Engine

MANY = 5_000
"""Levels that overflow a stack of eight megabytes."""


def nested(before: str, opening: str, closing: str, after: str, middle: str = "1", many: int = MANY) -> str:
    """A query in which something stands inside itself many times."""
    return before + opening * many + middle + closing * many + after


def chained(before: str, link: str, after: str, many: int) -> str:
    """A query in which something follows itself many times; each link adds a level to the plan."""
    return before + link * many + after


DEEP = {
    "groups": nested("ASK", "{", "}", "", ""),
    "functions": nested("ASK{FILTER(", "STR(", ")", ")}"),
    "lists": nested("ASK{", "(", ")", " ?p ?o}"),
    "parentheses": nested("ASK{FILTER(", "(", ")", ")}"),
    "negations": nested("ASK{FILTER(", "!", "", ")}"),
    "negations apart": nested("ASK{FILTER(", "! ", "", ")}"),
    "exists": nested("ASK{", "FILTER EXISTS{", "}", "}", ""),
    "not exists": nested("ASK{", "FILTER NOT EXISTS{", "}", "}", ""),
    "subselects": nested("SELECT*{", "{SELECT*{", "}}", "}", ""),
    "minus": nested("ASK{", "MINUS{", "}", "}", ""),
    "blank nodes": nested("ASK{", "[?p ", "]", "?p 1}"),
    "path parentheses": nested("ASK{?s ", "(", ")", "?o}", "<a:b>"),
    "path stars": nested("ASK{?s ", "(", ")*", "?o}", "<a:b>"),
    "path inverses": nested("ASK{?s ", "^", "", "?o}", "<a:b>"),
    "optional": nested("ASK{", "OPTIONAL{", "}", "}", ""),
    "graphs": nested("ASK{", "GRAPH ?g{", "}", "}", ""),
    "services": nested("ASK{", "SERVICE ?g{", "}", "}", ""),
    "conditions": nested("ASK{FILTER(", "IF(1,1,", ")", ")}"),
    "selected": nested("SELECT(", "(", ")", " AS ?x){}"),
    "sums": nested("SELECT(", "SUM(", ")", " AS ?x){}"),
    "triple terms": nested("ASK{", "<<( ?a ?b ", " )>>", " ?p ?o}"),
    "annotations": nested("ASK{?a ?b ?c", "{| ?b ?c", "|}", "}", ""),
    "written as code points": nested("ASK{FILTER(", "\\u0028", ")", ")}"),
    "signs and parentheses": nested("ASK{FILTER(", "(" + "!" * 150, ")", ")}", many=150),
}
"""What stands inside itself."""

HIDDEN = {
    "behind a comparison": nested("ASK{FILTER(1<", "(", ")", ">2)}"),
    "behind a comparison with signs": nested("ASK{FILTER(1<", "!", "", ">2)}"),
    "behind a comment that a carriage return ends": nested("ASK{FILTER(#\r", "(", ")", ")}"),
    "behind an escaped quote in a name": nested("ASK{<a:b> ent:a\\' ", "(", ")", " . <a:b> ent:b\\' 1}"),
    "behind an escaped hash in a name": nested("ASK{<a:b> ent:a\\# ", "(", ")", " }"),
    "behind an escaped quote in a long string": nested('ASK{FILTER("""\\"""" = ', "(", ")", '= "")}'),
    "behind an escaped quote in a string": nested("ASK{FILTER('\\'' = ", "(", ")", "= '')}"),
    "between quotes written as code points": nested("ASK{FILTER(\\u0022 = ", "(", ")", "= \\u0022)}"),
}
"""What stands inside itself where a careless reader of queries would not see it."""

WIDE = {
    "additions": chained("ASK{FILTER(1", "+1", ")}", 2_000),
    "subtractions": chained("ASK{FILTER(1", "-1", ")}", 2_000),
    "products": chained("ASK{FILTER(1", "*1", ")}", 2_000),
    "either": chained("ASK{FILTER(1", "||1", ")}", 2_000),
    "both": chained("ASK{FILTER(1", "&&1", ")}", 2_000),
    "path sequence": chained("ASK{?s <a:b>", "/<a:b>", " ?o}", 200),
    "path alternatives": chained("ASK{?s <a:b>", "|<a:b>", " ?o}", 2_000),
    "negated paths": chained("ASK{?s !(<a:b>", "|<a:b>", ") ?o}", 2_000),
    "unions": chained("ASK{{}", "UNION{}", "}", 2_000),
    "minus after minus": chained("ASK{?a ?b ?c ", "MINUS{?a ?b 1}", "}", 2_000),
    "optional after optional": chained("ASK{", "OPTIONAL{?a ?b 1}", "}", 2_000),
    "filters": chained("ASK{", "FILTER(?a)", "}", 2_000),
    "binds": "ASK{" + "".join(f"BIND(1 AS ?v{number})" for number in range(2_000)) + "}",
    "lateral": chained("ASK{", "LATERAL{}", "}", 2_000),
    "triples": "ASK{" + "".join(f"?v{number} ?p ?o." for number in range(100)) + "}",
    "semicolons": chained("ASK{?a ?b 1", ";?b 1", "}", 100),
    "template": chained("CONSTRUCT{", "?a ?b ?c.", "}WHERE{}", 2_000),
    "list of values": chained("ASK{FILTER(1 IN(1", ",1", "))}", 20_000),
    "values": chained("ASK{VALUES ?a{", "1 ", "}}", 20_000),
    "arguments": chained("ASK{FILTER(COALESCE(1", ",1", "))}", 20_000),
    "order": chained("SELECT*{}ORDER BY", " ?a", "", 2_000),
    "having": chained("SELECT ?a{}GROUP BY ?a HAVING", " (1)", "", 2_000),
    "from": chained("ASK ", "FROM <a:b> ", "{}", 2_000),
}
"""What follows itself: it nests in the plan, not in the text."""


def main() -> None:
    """Ask each shape on a main stack as small as that of some systems."""
    if os.name == "posix":
        import resource

        resource.setrlimit(resource.RLIMIT_STACK, (1 << 20, resource.getrlimit(resource.RLIMIT_STACK)[1]))
    store = ox.Store()
    term = ox.NamedNode("a:b")
    store.add(ox.Quad(term, term, term))
    for name, text in {**DEEP, **HIDDEN, **WIDE}.items():
        print(json.dumps([name, "begun"]), flush=True)
        try:
            Engine(store).answer(text)
            print(json.dumps([name, "answer"]), flush=True)
        except KgError as error:
            print(json.dumps([name, type(error).__name__]), flush=True)


if __name__ == "__main__":
    main()
