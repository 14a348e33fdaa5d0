"""What an article has brought up and tells of it: (text, expected)."""

import pytest

from toolkit.actors import find_actors
from toolkit.nouns import BODY, GROUP, PAPER, PERSON, THING, classify, is_human, is_subject
from toolkit.quotes.marks import find_quoted
from toolkit.referents import find_fuller, find_referents, resolve_sighting, spell_phrase
from toolkit.told import collect_told


def find_word(doc, word: str):
    return next(token for token in doc if token.text == word)


@pytest.mark.parametrize(
    ("text", "word", "kind", "human"),
    [
        ("The official left.", "official", PERSON, True),
        ("The gunman left.", "gunman", PERSON, True),
        ("A socialist left.", "socialist", PERSON, True),
        ("The officials left.", "officials", GROUP, True),
        ("People left.", "People", GROUP, True),
        ("The stones fell.", "stones", GROUP, False),
        ("The computers fell.", "computers", GROUP, False),
        ("The company left.", "company", BODY, False),
        ("The Pentagon left.", "Pentagon", BODY, False),
        ("The letter came.", "letter", PAPER, False),
        ("The engine failed.", "engine", THING, False),
    ],
)
def test_what_a_noun_names(parse, text, word, kind, human):
    noun = find_word(parse(text).doc, word)
    assert (classify(noun), is_human(noun)) == (kind, human)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Susan Rice met an envoy.", "Rice", True),
        ("Susan Rice met an envoy.", "envoy", False),
        ("The envoy, Susan Rice, left.", "Rice", True),
        ("Susan Rice was met.", "Rice", True),
    ],
)
def test_subjects(parse, text, word, expected):
    assert is_subject(find_word(parse(text).doc, word)) is expected


@pytest.mark.parametrize(
    ("text", "fuller"),
    [
        ("Acme Pharmaceuticals fell. Shares of Acme rose.", {"Acme": "Acme Pharmaceuticals"}),
        ("Delta Airlines sued Delta Holdings. Shares of Delta fell.", {}),
        ("Google met the Justice Department. Justice was done.", {}),
        (
            "Shares of Apple Inc. fell. Apple rose. The New York Times said so. New York slept.",
            {"Apple": "Apple Inc."},
        ),
    ],
)
def test_a_company_by_its_own_name_is_the_company(parse, text, fuller):
    assert find_fuller(parse(text).doc) == fuller


@pytest.mark.parametrize(
    ("text", "word", "phrase"),
    [
        ("The women of all ages left.", "women", "women of all ages"),
        ("A senior official left.", "official", "senior official"),
        ("An official in Paris left.", "official", "official"),
    ],
)
def test_a_phrase_is_spelled_without_article(parse, text, word, phrase):
    doc = parse(text).doc
    assert spell_phrase(doc, find_word(doc, word)) == phrase


@pytest.fixture
def bring_up(parse, names):
    def run(text: str):
        document = parse(text)
        spans = [document.doc.char_span(*marks) for marks in find_quoted(text)]
        quoted = {token.i for span in spans for token in span}
        return find_referents(document, find_actors(document, names), quoted, [0] * len(document.doc))

    return run


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sergei Lavrov met an envoy.", [("Sergei Lavrov", PERSON), ("envoy", PERSON)]),
        ("The Senate sued a spokeswoman.", [("Senate", BODY), ("spokeswoman", PERSON)]),
        ("Activists met the Kremlin.", [("activists", GROUP), ("Kremlin", BODY)]),
        ("In Damascus, an engine failed.", [("engine", THING)]),
        (
            "Susan Rice and Gerard Araud left.",
            [("Susan Rice", PERSON), ("Gerard Araud", PERSON), ("Susan Rice; Gerard Araud", GROUP)],
        ),
    ],
)
def test_what_is_brought_up(bring_up, text, expected):
    assert [(each.resolved.actor, each.resolved.kind) for each in bring_up(text)] == expected


def test_nouns_of_a_quotation_are_not_brought_up_but_names_are(bring_up):
    found = bring_up("“An envoy met Sergei Lavrov,” it read.")
    assert [(each.resolved.actor, each.is_quoted) for each in found] == [("Sergei Lavrov", True)]


def test_those_named_together_are_members(bring_up):
    both = bring_up("Susan Rice and Gerard Araud left.")[-1]
    assert [each.actor for each in both.resolved.members] == ["Susan Rice", "Gerard Araud"]
    assert both.token.text == "Rice"


@pytest.mark.parametrize(
    ("published", "via"),
    [("2012-02-07", ("Foreign Minister (Russia, 2004–)",)), ("2003-02-07", ())],
)
def test_a_person_is_resolved_with_the_office_of_the_day(parse, names, published, via):
    document = parse("Sergei Lavrov left.", published)
    assert resolve_sighting(find_actors(document, names)[0], document.published).via == via


@pytest.mark.parametrize(
    ("text", "nouns", "beside"),
    [
        ("Ted Cruz, a Texas senator, left.", {"senator"}, {"texas", "senator"}),
        ("Texas senator Ted Cruz left.", {"senator"}, {"texas", "senator"}),
        ("Sen. Ted Cruz of Texas left.", {"senator"}, {"senator", "texas"}),
        ("The senator, Ted Cruz, left.", {"senator"}, {"senator"}),
        ("Ted Cruz is a former senator.", {"senator"}, {"former", "senator"}),
        ("Ted Cruz is a lawyer and a senator.", {"lawyer", "senator"}, {"lawyer", "senator"}),
        ("A senator met Ted Cruz.", set(), set()),
    ],
)
def test_what_an_article_tells_of_a_person(parse, names, text, nouns, beside):
    document = parse(text)
    told = collect_told(document.doc, find_actors(document, names), document.published)["Ted Cruz"]
    assert (told.nouns, told.beside) == (nouns, beside)


def test_offices_of_the_day_are_told_too(parse, names):
    document = parse("Kofi Annan left.", "2012-03-07")
    told = collect_told(document.doc, find_actors(document, names), document.published)["Kofi Annan"]
    assert {"envoy", "mediator"} <= told.nouns
