#!/usr/bin/env python3
"""Other systems on the decisions of a generated book: peers.py FOLDER NAME

FOLDER holds rules.jsonl, queries.jsonl and answers.txt as `bench peers` writes them. A rule holds
when the text says one of its terms and size, prefecture and industry fit (an empty list fits all);
it gives its weight to its policy; asked for are the ten policies with the greatest sums, the lower
number first among equals. Every peer loads, compares its answers with ours, says "ready …" and then
answers every line "SECONDS" with its microseconds of processor time for one query.
"""

import json
import os
import sys
import time

FOLDER, NAME = sys.argv[1], sys.argv[2]


def lines(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


RULES, QUERIES = lines("rules.jsonl"), lines("queries.jsonl")
PEERS = {}


def peer(make):
    PEERS[make.__name__.replace("_", "-")] = make
    return make


def fits(rule, query):
    """Whether size, prefecture and industry fit."""
    return (
        query["employees"] <= rule["employees"]
        and (not rule["prefectures"] or query["prefecture"] in rule["prefectures"])
        and (not rule["industries"] or query["industry"] in rule["industries"])
    )


def sums(held):
    """The sum of weights of each policy, added up in the order of the rules."""
    result = {}
    for number in sorted(held):
        rule = RULES[number]
        result[rule["policy"]] = result.get(rule["policy"], 0.0) + 0.4 * (rule["weight"] / 1000)
    return result


def ten_best(held):
    return sorted(sums(held).items(), key=lambda item: (-item[1], item[0]))[:10]


@peer
def python_loop():
    """Every rule in turn, facts before words."""
    return lambda query: [
        number
        for number, rule in enumerate(RULES)
        if fits(rule, query) and any(term in query["text"] for term in rule["terms"])
    ]


def postings():
    by_term = {}
    for number, rule in enumerate(RULES):
        for term in rule["terms"]:
            by_term.setdefault(term, []).append(number)
    tests = [
        (rule["employees"], frozenset(rule["prefectures"]), frozenset(rule["industries"]))
        for rule in RULES
    ]

    def held(terms, query):
        size, place, trade = query["employees"], query["prefecture"], query["industry"]
        candidates = set()
        for term in terms:
            candidates.update(by_term[term])
        return [
            number
            for number in candidates
            for most, places, trades in (tests[number],)
            if size <= most and (not places or place in places) and (not trades or trade in trades)
        ]

    return by_term, held


@peer
def python_indexed():
    """Every substring of a term's length looked up in a dictionary of terms with posting lists."""
    by_term, held = postings()
    lengths = sorted({len(term) for term in by_term})

    def answer(query):
        text = query["text"]
        found = {
            text[start : start + length]
            for length in lengths
            for start in range(len(text) - length + 1)
        }
        return held([term for term in found if term in by_term], query)

    return answer


@peer
def python_automaton():
    """An Aho-Corasick automaton in Rust, then posting lists."""
    import ahocorasick_rs

    by_term, held = postings()
    terms = list(by_term)
    automaton = ahocorasick_rs.AhoCorasick(terms)

    def answer(query):
        matches = automaton.find_matches_as_indexes(query["text"], overlapping=True)
        return held({terms[match[0]] for match in matches}, query)

    return answer


def mask(numbers, count):
    return sum(1 << number for number in numbers) or (1 << count) - 1


def database():
    import sqlite3

    base = sqlite3.connect(":memory:")
    base.execute("create table rule(number integer primary key, employees, places, trades)")
    base.execute("create table term(term text, number int)")
    base.executemany(
        "insert into rule values (?, ?, ?, ?)",
        [
            (number, rule["employees"], mask(rule["prefectures"], 47), mask(rule["industries"], 20))
            for number, rule in enumerate(RULES)
        ],
    )
    base.executemany(
        "insert into term values (?, ?)",
        [(term, number) for number, rule in enumerate(RULES) for term in rule["terms"]],
    )
    base.execute("create index by_term on term(term, number)")
    return base


FACTS = "rule.employees >= ? and rule.places & ? and rule.trades & ?"


def facts(query):
    return query["employees"], 1 << query["prefecture"], 1 << query["industry"]


@peer
def sqlite_substrings():
    """The text's substrings as a table, joined with an index of terms."""
    base = database()
    lengths = sorted({len(term) for rule in RULES for term in rule["terms"]})
    base.execute("create temp table part(term text primary key) without rowid")

    def answer(query):
        text = query["text"]
        base.execute("delete from part")
        base.executemany(
            "insert or ignore into part values (?)",
            [
                (text[start : start + length],)
                for length in lengths
                for start in range(len(text) - length + 1)
            ],
        )
        rows = base.execute(
            "select distinct rule.number from part cross join term using (term)"
            f" join rule on rule.number = term.number where {FACTS}",
            facts(query),
        )
        return [number for (number,) in rows]

    return answer


@peer
def sqlite_fts5():
    """Terms as documents of an FTS5 trigram index; terms of two characters by their own index."""
    base = database()
    base.execute(
        "create virtual table words using fts5(term, content='', tokenize='trigram', detail=none)"
    )
    base.execute("create table word(number integer primary key, term text)")
    base.execute(
        "insert into word(term) select distinct term from term where length(term) >= 3"
    )
    base.execute("insert into words(rowid, term) select number, term from word")

    def answer(query):
        text = query["text"]
        parts = {text[start : start + 3] for start in range(len(text) - 2)}
        match = " OR ".join('"' + part.replace('"', '""') + '"' for part in parts)
        terms = [
            term
            for (term,) in base.execute(
                "select word.term from words join word on word.number = words.rowid"
                " where words match ? and instr(?, word.term)",
                (match, text),
            )
        ]
        terms += {text[start : start + 2] for start in range(len(text) - 1)}
        rows = base.execute(
            "select distinct rule.number from json_each(?) part cross join term"
            f" on term.term = part.value join rule on rule.number = term.number where {FACTS}",
            (json.dumps(terms, ensure_ascii=False), *facts(query)),
        )
        return [number for (number,) in rows]

    return answer


@peer
def tantivy():
    """Rules as documents with their terms as tokens; the text's substrings as a set of terms."""
    import tantivy as library

    builder = library.SchemaBuilder()
    builder.add_text_field("term", tokenizer_name="raw", index_option="basic")
    for field in ("employees", "place", "trade"):
        builder.add_integer_field(field, indexed=True)
    builder.add_integer_field("number", stored=True, fast=True)
    schema = builder.build()
    index = library.Index(schema)
    writer = index.writer(200_000_000, 1)
    for number, rule in enumerate(RULES):
        document = library.Document()
        for term in rule["terms"]:
            document.add_text("term", term)
        document.add_integer("employees", rule["employees"])
        for place in rule["prefectures"] or [47]:
            document.add_integer("place", place)
        for trade in rule["industries"] or [20]:
            document.add_integer("trade", trade)
        document.add_integer("number", number)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    lengths = sorted({len(term) for rule in RULES for term in rule["terms"]})
    must, query_of = library.Occur.Must, library.Query

    def answer(query):
        text = query["text"]
        parts = {
            text[start : start + length]
            for length in lengths
            for start in range(len(text) - length + 1)
        }
        asked = query_of.boolean_query(
            [
                (must, query_of.term_set_query(schema, "term", list(parts))),
                (
                    must,
                    query_of.range_query(
                        schema,
                        "employees",
                        library.FieldType.Integer,
                        query["employees"],
                        10**9,
                        include_upper=True,
                    ),
                ),
                (must, query_of.term_set_query(schema, "place", [query["prefecture"], 47])),
                (must, query_of.term_set_query(schema, "trade", [query["industry"], 20])),
            ]
        )
        hits = searcher.search(asked, limit=len(RULES)).hits
        return [searcher.doc(address)["number"][0] for _, address in hits]

    return answer


@peer
def zen():
    """GoRules: one decision table with the hit policy collect."""
    import zen as library

    place = {"position": {"x": 0, "y": 0}}
    rows = [
        {
            "_id": str(number),
            "size": f"<= {rule['employees']}",
            "place": ",".join(map(str, rule["prefectures"])),
            "trade": ",".join(map(str, rule["industries"])),
            "text": " or ".join(
                f"contains($, {json.dumps(term, ensure_ascii=False)})" for term in rule["terms"]
            ),
            "out": str(number),
        }
        for number, rule in enumerate(RULES)
    ]
    columns = [
        ("size", "employees"),
        ("place", "prefecture"),
        ("trade", "industry"),
        ("text", "text"),
    ]
    graph = {
        "nodes": [
            {"id": "in", "name": "in", "type": "inputNode", **place},
            {"id": "end", "name": "end", "type": "outputNode", **place},
            {
                "id": "table",
                "name": "table",
                "type": "decisionTableNode",
                **place,
                "content": {
                    "hitPolicy": "collect",
                    "inputs": [{"id": id, "name": id, "field": field} for id, field in columns],
                    "outputs": [{"id": "out", "name": "out", "field": "out"}],
                    "rules": rows,
                },
            },
        ],
        "edges": [
            {"id": "a", "sourceId": "in", "targetId": "table", "type": "edge"},
            {"id": "b", "sourceId": "table", "targetId": "end", "type": "edge"},
        ],
    }
    decision = library.ZenEngine().create_decision(json.dumps(graph))

    def answer(query):
        result = decision.evaluate(query)["result"]
        return [int(item["out"]) for item in result] if isinstance(result, list) else []

    return answer


@peer
def clips():
    """CLIPS: one rule each, the text tested last."""
    import clips as library

    world = library.Environment()
    slots = "(slot text (type STRING)) " + " ".join(
        f"(slot {name} (type INTEGER))" for name in ("size", "place", "trade")
    )
    world.build(f"(deftemplate query {slots})")
    world.build("(deftemplate held (slot number (type INTEGER)))")

    def one_of(slot, numbers):
        return f"({slot} ?{slot}&{'|'.join(map(str, numbers))})" if numbers else ""

    for number, rule in enumerate(RULES):
        terms = " ".join(
            f"(str-index {json.dumps(term, ensure_ascii=False)} ?text)" for term in rule["terms"]
        )
        world.build(
            f"(defrule r{number} (query {one_of('place', rule['prefectures'])}"
            f" {one_of('trade', rule['industries'])} (size ?size&:(<= ?size {rule['employees']}))"
            f" (text ?text&:(or {terms} FALSE))) => (assert (held (number {number}))))"
        )
    asked, held = world.find_template("query"), world.find_template("held")

    def answer(query):
        world.reset()
        asked.assert_fact(
            text=query["text"],
            size=query["employees"],
            place=query["prefecture"],
            trade=query["industry"],
        )
        world.run()
        return [fact["number"] for fact in held.facts()]

    return answer


@peer
def drools():
    """Drools through drools_jpy: one rule each, the terms as one regular expression."""
    import re

    from drools import ruleset

    def test(kind, field, value):
        return {kind: {"lhs": {"Event": field}, "rhs": value}}

    def numbers(values):
        return [{"Integer": value} for value in values]

    def condition(rule):
        most = {"Integer": rule["employees"]}
        parts = [test("LessThanOrEqualToExpression", "employees", most)]
        if rule["prefectures"]:
            parts.append(test("ItemInListExpression", "prefecture", numbers(rule["prefectures"])))
        if rule["industries"]:
            parts.append(test("ItemInListExpression", "industry", numbers(rule["industries"])))
        pattern = {"String": "|".join(map(re.escape, rule["terms"]))}
        search = {"SearchType": {"kind": {"String": "search"}, "pattern": pattern, "options": []}}
        parts.append(test("SearchMatchesExpression", "text", search))
        result = parts[0]
        for part in parts[1:]:
            result = {"AndExpression": {"lhs": result, "rhs": part}}
        return result

    rules = [
        {
            "Rule": {
                "name": f"r{number}",
                "condition": {"AllCondition": [condition(rule)]},
                "action": {"Action": {"action": "none", "action_args": {}}},
                "enabled": True,
            }
        }
        for number, rule in enumerate(RULES)
    ]
    api = ruleset.RulesetCollection.api()
    session = api.createRuleset(
        json.dumps(
            {
                "name": "book",
                "sources": [],
                "hosts": ["all"],
                "match_multiple_rules": True,
                "rules": rules,
            }
        )
    )

    def answer(query):
        held = api.assertEvent(session, json.dumps(query))
        if not held:
            return []
        return [int((item.get("name") or next(iter(item)))[1:]) for item in json.loads(held)]

    return answer


def agree(held, ours):
    """Whether our ten best are theirs, where equal sums may stand in either order."""
    scores = sums(held)
    best = sorted(scores.values(), reverse=True)[:10]
    if len(ours) != len(best) or len(set(ours)) != len(ours):
        return False
    return all(abs(scores.get(policy, -1) - score) < 1e-9 for policy, score in zip(ours, best))


def resident():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def compare(answer, seconds):
    """How many of the first answers are ours, within a time."""
    same = asked = 0
    end = time.time() + seconds
    with open(os.path.join(FOLDER, "answers.txt"), encoding="utf-8") as file:
        for query, line in zip(QUERIES, file):
            ours = [int(word.removeprefix("gen-p")) for word in line.split()]
            same += agree(answer(query), ours)
            asked += 1
            if time.time() > end:
                break
    return same, asked


def main():
    before, start = resident(), time.process_time()
    try:
        answer = PEERS[NAME]()
        load, memory = time.process_time() - start, resident() - before
        same, asked = compare(answer, 20)
    except Exception as error:  # whatever keeps a peer from working is worth a line
        print(f"{type(error).__name__}: {str(error)[:200]}", flush=True)
        return 1
    print(
        f"ready load {load:.2f} s CPU, {memory / len(RULES):.0f} bytes a rule,"
        f" {same} of {asked} answers the same",
        flush=True,
    )
    place = 0
    for line in sys.stdin:
        end, count, cpu = time.time() + float(line), 0, time.process_time()
        while count == 0 or time.time() < end:
            ten_best(answer(QUERIES[place % len(QUERIES)]))
            place, count = place + 1, count + 1
        print(f"{(time.process_time() - cpu) / count * 1e6:.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
