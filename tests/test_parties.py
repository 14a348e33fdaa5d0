import textwrap
from datetime import date
from pathlib import Path

import pytest

from toolkit.parties import Registry, RegistryError, load_registry, parse_registry

START = "name: mine\nparties:\n  - name: US\n  - name: Russia\n"


def person_on(registry: Registry, name: str):
    return next(person for person in registry.people if person.name == name)


@pytest.mark.parametrize(
    ("name", "day", "title"),
    [
        ("Dmitry Medvedev", date(2012, 3, 25), "President"),
        ("Dmitry Medvedev", date(2012, 5, 8), "Prime Minister"),
        ("Vladimir Putin", date(2012, 3, 25), "Prime Minister"),
        ("Vladimir Putin", date(2012, 7, 19), "President"),
        ("Hillary Clinton", date(2012, 2, 24), "Secretary of State"),
    ],
)
def test_office_at_date(registry, name, day, title):
    assert person_on(registry, name).offices_at(day)[-1].titles[0] == title


@pytest.mark.parametrize(
    ("name", "day", "party"),
    [
        ("Hillary Clinton", date(2012, 2, 24), "US"),
        ("Hillary Clinton", date(2016, 9, 1), None),  # out of office, and no undated membership is listed
        ("Kofi Annan", date(2012, 2, 7), None),  # not yet envoy
        ("Kofi Annan", date(2012, 3, 25), "United Nations"),
        ("Walid al-Bunni", date(2012, 2, 7), "Syrian opposition"),
        ("Dmitry Medvedev", None, "Russia"),  # all offices agree
        ("Bashar Jaafari", None, "Syrian government"),
    ],
)
def test_party_at_date(registry, name, day, party):
    assert person_on(registry, name).party_at(day) == party


def test_without_a_date_only_undated_or_single_offices_count(registry):
    assert person_on(registry, "Dmitry Medvedev").offices_at(None) == ()
    assert person_on(registry, "Sergei Lavrov").offices_at(None)[0].titles[0] == "Foreign Minister"


def test_every_party_of_the_record_is_listed(registry):
    assert {"US", "Russia", "Syrian government", "Syrian opposition", "United Nations", "China"} <= set(
        registry.party_names
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1, field (top level): expected fields name and parties"),
        ("name: mine\nparties: US\n", "line 2, field parties: expected a list"),
        ("name: [mine\n", "line 2: expected YAML"),
        (
            START + "people:\n  - name: A\n    party: UK\n",
            "line 7, field people[0].party: expected one of Russia, US; got 'UK'",
        ),
        (
            START + "people:\n  - name: A\n",
            "line 6, field people[0]: expected a person with a party or offices",
        ),
        (
            START + "people:\n  - {name: A, party: US, gendre: male}\n",
            "field people[0].gendre: expected one of name",
        ),
        (START + "people:\n  - {name: A, party: US, gender: m}\n", "expected one of female, male; got 'm'"),
        (
            START + "people:\n  - {name: A, offices: [{titles: x, party: US, from: May}]}\n",
            "field people[0].offices[0].from: expected a date such as 2012-05-07, 2012-05 or 2012; got 'May'",
        ),
        (
            START + "people:\n  - {name: A, offices: [{titles: x, party: US, from: 2012-13}]}\n",
            "expected a date such as",
        ),
        (
            START + "people:\n  - {name: A, offices: [{titles: x, party: US, from: 2013, to: 2012}]}\n",
            "field people[0].offices[0].to: expected a day on or after 'from' (2013-01-01)",
        ),
        (
            START + "people:\n  - {name: A, party: US, relations: {wife: B}}\n",
            "field people[0].relations.wife: expected one of A; got 'B'",
        ),
        (START + "  - name: US\n", "line 5, field parties[2].name: expected each party listed once"),
        (START + "name: again\n", "line 5, field name: expected a field given once"),
        (
            START + "labels:\n  - {word: regime, party: US, stance: bad, phrases: [x]}\n",
            "field labels[0].stance",
        ),
        (
            "name: mine\nparties:\n  - {name: A, names: [X]}\n  - {name: B, groups: [[Y, X]]}\n",
            "line 4, field parties[1].groups[0][1]: expected a phrase that is listed once; 'A' has it too",
        ),
        (
            START
            + "labels:\n  - {word: w, party: US, stance: neutral, phrases: [x]}\n"
            + "  - {word: v, party: US, stance: delegitimising, phrases: [x]}\n",
            "line 7, field labels[1].phrases[0]: expected a phrase that is listed once; 'w' has it too",
        ),
        (
            "name: m\nparties:\n  - {name: A, metonym: [X]}\n",
            "metonyms, adjectives, institutions, groups (did you mean metonyms?)",
        ),
        ("name: m\nparties: &a [*a]\n", "line 2: expected YAML, got an alias (*)"),
        ("name: m\n? [a, b]\n: c\n", "line 2, field (top level): expected a field name"),
        ("name: m\nparties:\n  - name: unresolved\n", "line 3, field parties[0].name: expected another name"),
        (START + "people: [A]\n", "field people[0]: expected fields name"),
    ],
)
def test_bad_registry_names_line_and_field(text, message):
    with pytest.raises(RegistryError) as error:
        parse_registry(text, source="mine.yaml")
    assert str(error.value).startswith("mine.yaml, line ")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        (
            "nothing-like-this",
            ValueError,
            "parties: expected a Registry, a .yaml file or one of syria-2012; got 'nothing",
        ),
        (
            "missing.yaml",
            FileNotFoundError,
            "parties: expected a registry file, got 'missing.yaml', which does not exist",
        ),
    ],
)
def test_unknown_registry(given, error, message):
    with pytest.raises(error) as caught:
        load_registry(given)
    assert message in str(caught.value)


def test_registry_from_a_file_and_as_itself(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("\ufeff" + START, encoding="utf-8")
    registry = load_registry(path)
    assert registry.party_names == ("US", "Russia")
    assert load_registry(registry) is registry


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_bytes("name: mine\nparties:\n  - name: Québec\n".encode("latin-1"))
    with pytest.raises(RegistryError, match="mine.yaml, line 3: expected UTF-8. Save the file as UTF-8."):
        load_registry(path)


def test_without_a_date_memberships_that_disagree_tell_nothing():
    text = START + "people:\n  - {name: A, party: US, offices: [{titles: x, party: Russia, to: 2011}]}\n"
    assert parse_registry(text).people[0].party_at(None) is None


def test_the_registry_that_contributing_shows_works():
    text = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    example = text[text.index("    name: my-topic") : text.index("`toolkit check FOLDER")]
    registry = parse_registry(textwrap.dedent(example))
    assert registry.party_names == ("Greens", "Government")
    assert registry.labels[0].word == "eco-warriors"
