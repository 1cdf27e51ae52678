"""Queries meant to hang, to crash, or to eat the memory of what reads or answers them: a seeded corpus, by kind."""

from __future__ import annotations

import random

_SIGNS = ["#", "<", "<<", "(", "[", "{", '"', "'", "\\", "^", "!", "‹", "\ufeff", "\u2028", "?", ":", "_:", "@", "%"]


def nested(before: str, opening: str, closing: str, after: str, many: int) -> str:
    """A query in which something stands inside itself."""
    return before + opening * many + "1" + closing * many + after


def comments() -> dict[str, str]:
    """What is read before the form of a query: comments and declarations that can be cut in many ways."""
    banner = "#" * 30 + "\n# Is anyone a member?\n" + "#" * 30 + "\n"
    return {
        "banner before ask": banner + "ASK { ?a ?b ?c }",
        "banner before construct": banner + "CONSTRUCT WHERE { ?a ?b 1 }",
        "banner before describe": banner + "DESCRIBE ent:norad",
        "banner before nothing": banner,
        "banner of 50,000": "#" * 50_000 + "\n" + "#" * 50_000 + "\nASK {}",
        "prefixes with comments": "PREFIX a:<x>#<y>\n" * 40 + "ASK {}",
        "prefixes with comments, long": "PREFIX a:<x:>#<y>\n" * 20_000 + "ASK {}",
        "bases with comments": "BASE <x:>#<y>\n" * 40 + "SELECTX",
        "prefix of angles": "PREFIX " + "<" * 300_000,
        "prefix of angles and quotes": "PREFIX <<‹" + "‹<" * 100_000,
        "prefix of spaces": "PREFIX" + " " * 300_000 + "a",
        "prefix of a long name": "PREFIX " + "a" * 300_000 + ": <x:> ASK {}",
        "prefix that is not known": "ASK { " + "a" * 60_000 + ":b ?c ?d }",
        "only spaces": " " * 300_000,
        "only line ends": "\r\n" * 150_000 + "?",
        "constructs": "CONSTRUCT {" * 60_000,
        "prefixes without a colon": "PREFIX a " * 60_000,
    }


def unread() -> dict[str, str]:
    """What takes the parser long, or more stack than it has."""
    return {
        "angles in ask": "ASK{" + "<<" * 60_000,
        "angles in a filter": "ASK{FILTER(" + "<<(" * 40_000,
        "angles in values": "ASK{VALUES ?x{" + "<<(" * 40_000,
        "angles in bind": "SELECT*{BIND(" + "<<" * 60_000,
        "angles closed": nested("ASK{", "<<", ">>", "}", 50_000),
        "angles as subjects": "ASK{" + "<< ?a ?b ?c >> ?p ?o . " * 200 + "}",
        "list of ones": "ASK{?a <p:> (" + "1 " * 280_000 + ")}",
        "list of negative ones": "ASK{?a <p:> (" + "-1 " * 200_000 + ")}",
        "list without spaces": "ASK{?a <p:> (" + "<a:>" * 100_000 + ")}",
        "list of lists": "ASK{?a <p:> (" + "(1) " * 140_000 + ")}",
        "two lists": "ASK{(" + "1 " * 140_000 + ") <p:> (" + "1 " * 140_000 + ")}",
        "lists after a filter": "ASK{FILTER(1)(" + "1 " * 280_000 + ") <p:> 1}",
        "many lists": "ASK{" + "?a <p:> (1 1 1 1) . " * 20_000 + "}",
        "list of a thousand": "ASK{?a <p:> (" + "1 " * 1_000 + ")}",
        "list in a list": nested("ASK{?a <p:> ", "(", ")", "}", 190),
        "list of variables": "ASK{?a <p:> (" + " ".join(f"?v{number}" for number in range(90)) + ")}",
        "list in a template": "CONSTRUCT{?a <p:> (" + "1 " * 200_000 + ")}WHERE{}",
        "blank nodes": nested("ASK{", "[<p:> ", "]", " <p:> 1}", 199),
        "groups": nested("ASK", "{", "}", "", 50_000),
        "negations": nested("ASK{FILTER(", "!", "", ")}", 100_000),
        "parentheses": nested("ASK{FILTER(", "(", ")", ")}", 50_000),
        "parentheses in a comparison": nested("ASK{FILTER(1<", "(", ")", ">2)}", 50_000),
        "inverse paths": nested("ASK{?s ", "^", "", "?o}", 100_000),
        "sequence of paths": "ASK{?s <a:b>" + "/<a:b>" * 20_000 + " ?o}",
        "alternatives of paths": "ASK{?s <a:b>" + "|<a:b>" * 20_000 + " ?o}",
        "optionals": "ASK{" + "OPTIONAL{?a ?b 1}" * 20_000 + "}",
        "unions": "ASK{{}" + "UNION{}" * 60_000 + "}",
        "minuses": "ASK{?a ?b ?c " + "MINUS{?a ?b 1}" * 20_000 + "}",
        "additions": "ASK{FILTER(1" + "+1" * 100_000 + ")}",
        "conjunctions": "ASK{FILTER(1" + "&&1" * 100_000 + ")}",
        "binds": "ASK{" + "".join(f"BIND(1 AS ?v{number})" for number in range(10_000)) + "}",
        "triples": "ASK{" + "".join(f"?v{number} ?p ?o." for number in range(5_000)) + "}",
        "triples that share": "ASK{" + "?a ?b ?c." * 3_000 + "}",
        "values": "ASK{VALUES ?a{" + "1 " * 200_000 + "}}",
        "rows of values": "ASK{VALUES (?a ?b){" + "(1 -2)" * 50_000 + "}}",
        "open string": 'ASK{?a ?b "' + "x" * 300_000,
        "open long strings": "ASK{?a ?b " + '"""\\' * 60_000,
        "both quotes": "ASK{?a ?b " + "\"'''" * 60_000,
        "escapes": "ASK{?a ?b '" + "\\" * 300_000 + "'}",
        "open address": "ASK{?a ?b <" + "x" * 300_000,
        "service word": "ASK{" + "service " * 30_000,
        "services": "ASK{" + "SERVICE SILENT <x:> {}" * 5_000 + "}",
        "over a million bytes": "ASK{} #" + "x" * 1_000_000,
    }


def endless() -> dict[str, str]:
    """What is read at once and evaluated for years, or into more memory than there is."""
    doubled = "".join(f"BIND(CONCAT(?v{n},?v{n}) AS ?v{n + 1})" for n in range(40))
    products = " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(6))
    ones = "VALUES ?{0} {{ 1 2 3 4 5 6 7 8 9 }} "
    return {
        "product": f"SELECT (COUNT(*) AS ?n) {{ {products} }}",
        "product in order": f"SELECT * {{ {products} }} ORDER BY ?a0 ?c5",
        "product once": f"SELECT DISTINCT ?a0 ?b1 ?c2 ?a3 {{ {products} }}",
        "product asked": f"ASK {{ {products} FILTER(?a0 = ?c5 && ?a0 != ?a0) }}",
        "product built": f"CONSTRUCT {{ ?a0 ?b1 ?c2 }} {{ {products} }}",
        "product behind a banner": "#" * 30 + f"\n{'#' * 30}\nSELECT (COUNT(*) AS ?n) {{ {products} }}",
        "product behind 5,000 spaces": " " * 5_000 + f"SELECT (COUNT(*) AS ?n) {{ {products} }}",
        "product of values": "SELECT (COUNT(*) AS ?n) { " + "".join(ones.format(f"v{n}") for n in range(20)) + "}",
        "sorted product of values": "SELECT * { "
        + "".join(ones.format(f"v{n}") for n in range(9))
        + "} ORDER BY ?v0 ?v8",
        "doubled string": f'SELECT (STRLEN(?v40) AS ?n) {{ BIND("ab" AS ?v0) {doubled} }}',
        "doubled replacement": 'SELECT (REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(?a,"a",?a),"a",?a),"a",?a),"a",?a),'
        '"a",?a) AS ?b) { BIND("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" AS ?a) }',
        "joined groups": f"SELECT (GROUP_CONCAT(?a0) AS ?n) {{ {products} }}",
        "paths": "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>|^!<a:b>)* ?b . ?c (!<a:b>|^!<a:b>)* ?d }",
        "nested exists": "ASK { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f FILTER NOT EXISTS { ?g ?h ?i "
        "FILTER NOT EXISTS { ?j ?k ?l FILTER(?a = ?l && ?d = ?k) } } } }",
        "regular expression": 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(STR(?c), "^(a+)+$")) '
        "FILTER(?f = ?c && ?a != ?d) ?g ?h ?i . ?j ?k ?l }",
        "large repetition": 'ASK { FILTER(REGEX("a", "((((a{1,100}){1,100}){1,100}){1,100})")) }',
    }


def mutants(seed: int, many: int) -> dict[str, str]:
    """Pieces of the others cut, repeated and mixed: the same for the same seed."""
    chance = random.Random(seed)
    known = [text[:2_000] for text in (comments() | unread() | endless()).values()]
    found = {}
    for number in range(many):
        text = chance.choice(known)
        for _ in range(chance.randint(1, 4)):
            place = chance.randint(0, len(text))
            piece = chance.choice([chance.choice(_SIGNS), chance.choice(known)[: chance.randint(1, 40)]])
            text = text[:place] + piece * chance.choice([1, 2, 30, 500]) + text[place + chance.randint(0, 20) :]
        found[f"mutant {seed}-{number}"] = text
    return found


def corpus() -> dict[str, str]:
    """All queries that are made by hand."""
    return comments() | unread() | endless()
