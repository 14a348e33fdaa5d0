"""The benchmark of what is relayed, on small texts of our own."""

from __future__ import annotations

import pytest

TEXT = "Lind said that Reyes told Novak that the port was closed."
CONTENT = [(10, 56)]
OUTER = {"source": [(0, 4)], "cue": [(5, 9)], "content": CONTENT}
REYES = (((15, 20),), ((21, 25),), ((32, 56),))


@pytest.fixture(scope="module")
def bench(load_script):
    return load_script("relayed")


@pytest.fixture(scope="module")
def units(load_script):
    return load_script("relayed_units")


def make(source, cue, content) -> dict:
    return {"source": [source], "cue": [cue], "content": [content]}


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ([make((15, 20), (21, 25), (32, 56))], (1, 1, 1)),
        ([make((15, 20), (21, 25), (37, 56)), make((0, 4), (5, 9), (10, 56))], (1, 1, 1)),
        ([make((26, 31), (21, 25), (32, 56))], (1, 1, 0)),
        ([make((15, 20), (21, 25), (52, 56))], (1, 1, 0)),
        ([make((15, 20), (45, 48), (32, 56))], (1, 1, 0)),
        ([], (1, 0, 0)),
    ],
    ids=["the same", "shorter, and the one around", "another source", "a piece", "another cue", "nothing"],
)
def test_what_is_right(bench, found, counts):
    wanted = [make((15, 20), (21, 25), (32, 56))]
    assert tuple(bench.count_unit(TEXT, CONTENT, wanted, found).values()) == counts


def test_words_of_answers_are_found_in_the_content(units):
    assert units.locate(TEXT, OUTER, "Reyes", "told", "that the port was closed") == REYES


def test_a_pronoun_is_looked_for_outside_what_it_says(units):
    text = "Lind said they had said they would go."
    gold = {"content": [(10, 37)]}
    source, *_ = units.locate(text, gold, "they", "said", "they would go")
    assert source == ((10, 14),)


def test_answers_that_cannot_be_read_are_told(units, tmp_path):
    path = tmp_path / "A.tsv"
    lines = [
        "0\tReyes\ttold\tthat the port was closed",
        "1\tNONE\t-\t-",
        "0\tLind\tsaid\tthe port",
        "7\tA\tb\tc",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    articles = {"a": (TEXT, [OUTER, OUTER])}
    answers, faults = units.read_answers(path, articles, [("a", 0), ("a", 1)])
    assert answers == {("a", 0): {REYES}, ("a", 1): set()}
    assert [fault.split(": ")[-1] for fault in faults] == [
        "expected words inside the double brackets, got 'said'",
        "list index out of range",
    ]


def test_what_annotators_differ_on_is_settled(units):
    unit = ("a", 0)
    table, faults = units.merge_answers({unit: {REYES}}, {unit: set()}, {unit: set()}, [unit])
    assert (table["cue"].tolist(), table["agreed"].tolist(), faults) == ([""], [False], [])
    table, faults = units.merge_answers({unit: {REYES}}, {unit: {REYES}}, {}, [unit])
    assert (table["cue"].tolist(), table["agreed"].tolist(), faults) == ([((21, 25),)], [True], [])
    assert units.merge_answers({unit: {REYES}}, {unit: set()}, {}, [unit])[1] == ["('a', 0): no answer"]


def test_a_unit_shows_source_and_content(units):
    assert units.show_unit(TEXT, OUTER) == ("[Lind] said [[that Reyes told Novak that the port was closed]].")


@pytest.mark.parametrize("script", ["relayed", "relayed_units"])
def test_without_the_corpus(load_script, tmp_path, capsys, script):
    more = ["show", "--out", str(tmp_path / "x")] if script == "relayed_units" else []
    assert load_script(script).main([*more, "--corpus", str(tmp_path)]) == 2
    assert f"{script}: " in capsys.readouterr().err
