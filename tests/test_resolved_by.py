"""How a mention was resolved: an example of every value of ``resolved_by``."""

import pytest

from toolkit.actors import find_actors
from toolkit.assignments import apply_assignments, assign_speakers
from toolkit.names import compile_names
from toolkit.parties import load_registry
from toolkit.schema import RESOLVED_BY
from toolkit.speakers import resolve_speakers

SYRIA, STATES = "syria-2012", "states"
EXAMPLES = [
    ("Sergei Lavrov said talks go on.", "Sergei Lavrov", "name", SYRIA),
    ("Mr Lavrov said talks go on.", "Mr Lavrov", "surname", SYRIA),
    ("Activist Omar Said said talks go on.", "Activist Omar Said", "beside", SYRIA),
    ("The envoy, Kofi Annan, said talks go on.", "The envoy, Kofi Annan", "appositive", SYRIA),
    ("The Russian foreign minister said talks go on.", "The Russian foreign minister", "title", SYRIA),
    ("Eva Brown, a baker, was there. The baker said talks go on.", "The baker", "title", SYRIA),
    ("The Taoiseach said talks go on.", "The Taoiseach", "office", STATES),
    ("Bashar al-Assad's wife said talks go on.", "Bashar al-Assad's wife", "relation", SYRIA),
    ("Eva Brown and Ann Novak met. The two said talks go on.", "The two", "description", SYRIA),
    ("Sergei Lavrov flew in. He said talks go on.", "He", "pronoun", SYRIA),
    ("Activists said talks go on.", "Activists", "registry", SYRIA),
    ("Moscow said talks go on.", "Moscow", "metonym", STATES),
    ("The International Monetary Fund met. The IMF said talks go on.", "The IMF", "acronym", STATES),
    ("Syrian lawmakers said talks go on.", "Syrian lawmakers", "composed", STATES),
    ("A source in the Kremlin said talks go on.", "A source in the Kremlin", "affiliation", STATES),
    ("A letter from Susan Rice said talks go on.", "A letter from Susan Rice", "issuer", SYRIA),
    ("The Wire correspondent said talks go on.", "The Wire correspondent", "own outlet", SYRIA),
    ("I said talks go on.", "I", "byline", SYRIA),
    ("ANN NOVAK: Well?\nEVA BROWN: I said talks go on.", "I", "turn", SYRIA),
    ("A baker in Homs said talks go on.", "A baker in Homs", "unresolved", SYRIA),
    ("It is hoped that talks go on.", None, "no mention", SYRIA),
]


@pytest.fixture(scope="module")
def resolve(parse):
    names = {name: compile_names(load_registry(name)) for name in (SYRIA, STATES)}

    def run(text: str, quotes: list[dict], registry: str = SYRIA) -> list[dict]:
        document = parse(text)
        return resolve_speakers(document, quotes, find_actors(document, names[registry]))

    return run


@pytest.mark.parametrize(("text", "mention", "how", "registry"), EXAMPLES)
def test_how_a_mention_is_resolved(resolve, make_quote, text, mention, how, registry):
    at = text.rindex(mention) if mention else 0
    quote = make_quote(text, 0, "talks go on", mention, cue=None, at=at)
    assert {row["resolved_by"] for row in resolve(text, [quote], registry)} == {how}


def test_a_quotation_without_mention_may_go_on_from_another(resolve, make_quote):
    text = "“Talks go on,” Mr Lavrov said. “They are hard.”"
    first = make_quote(text, 0, "Talks go on", "Mr Lavrov")
    second = make_quote(text, 1, "They are hard", None, cue=None, continues="a-q000")
    assert [row["resolved_by"] for row in resolve(text, [first, second])] == ["surname", "continued"]


def test_a_decision_maps_whom_the_rules_left(resolve, make_quote):
    text = "A baker in Homs said talks go on."
    registry = assign_speakers(load_registry(SYRIA), {"baker in Homs": "no party"})
    rows = resolve(text, [make_quote(text, 0, "talks go on", "A baker in Homs")])
    rows = apply_assignments(rows, registry, day=None, article_id="a")
    assert [row["resolved_by"] for row in rows] == ["assigned"]


def test_every_value_has_an_example():
    assert {how for _, _, how, _ in EXAMPLES} | {"continued", "assigned"} == set(RESOLVED_BY)


def test_no_other_value_occurs(demo):
    assert set(demo.quotes["resolved_by"]) <= set(RESOLVED_BY)
