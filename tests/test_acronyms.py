"""Initials: (text, the sightings of a body that the text spells out)."""

import pytest

from toolkit.acronyms import find_acronyms
from toolkit.actors import find_actors


@pytest.mark.parametrize(
    ("text", "body", "forms"),
    [
        (
            "The Internal Revenue Service (I.R.S.) met. The IRS agreed.",
            "Internal Revenue Service",
            ["Internal Revenue Service", "I.R.S.", "IRS"],
        ),
        (
            "The IMF met. The International Monetary Fund agreed.",
            "International Monetary Fund",
            ["IMF", "International Monetary Fund"],
        ),
        (
            "The Democratic National Committee met. The D.N.C.'s chair left the DNC.",
            "Democratic National Committee",
            ["Democratic National Committee", "D.N.C.", "DNC"],
        ),
        (
            "The Department of Justice met. DOJ lawyers agreed.",
            "Department of Justice",
            ["Department of Justice", "DOJ"],
        ),
    ],
)
def test_both_forms_are_the_body(parse, text, body, forms):
    doc = parse(text).doc
    found = sorted(find_acronyms(doc, [], set()), key=lambda s: s.start)
    assert [doc[s.start : s.end].text for s in found] == forms
    assert {(s.actor, s.party, s.kind) for s in found} == {(body, None, "institution")}


@pytest.mark.parametrize(
    "text", ["The FBI met.", "TIME was up. The Interior Ministry met.", "I.R.S. men met."]
)
def test_initials_that_nothing_spells_out_stay_alone(parse, text):
    assert find_acronyms(parse(text).doc, [], set()) == []


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The State Department Police met. SDP lawyers agreed.", ["State Department Police", "SDP"]),
        ("The lawyer, Susan Rice, met. SR lawyers agreed.", []),
    ],
)
def test_the_long_form_is_all_of_a_name_and_no_person(parse, names, text, forms):
    found = find_actors(parse(text), names)
    assert [s.actor for s in found if s.how == "acronym"] == forms[:1]
    assert all(s.party is None for s in found if s.how == "acronym")


def test_a_body_of_the_registry_lends_its_party_to_its_initials(parse, names):
    found = find_actors(parse("The State Department met. SD lawyers agreed."), names)
    assert [(s.actor, s.party, s.how) for s in found] == [
        ("State Department", "US", "registry"),
        ("State Department", "US", "acronym"),
    ]
