import textwrap
from datetime import date
from pathlib import Path

import pytest

from toolkit.names import compile_names
from toolkit.parties import Assignment, Office, Registry, RegistryError, load_registry, parse_registry
from toolkit.schema import NO_PARTY

START = "name: mine\nparties:\n  - name: US\n  - name: Russia\n"
PARTS = (
    "name: mine\nparties:\n"
    "  - {name: Syrian opposition, names: [opposition], groups: [activists]}\n"
    "  - {name: Council, names: [SNC, Istanbul], metonyms: [Istanbul], adjectives: [SNC],\n"
    "     institutions: [[executive office]], part_of: Syrian opposition}\n"
    "  - {name: Bureau, part_of: Council}\n"
)


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
            "metonyms, adjectives, institutions, groups, part_of (did you mean 'metonyms'?)",
        ),
        ("name: m\nparties: &a [*a]\n", "line 2: expected YAML, got an alias (*)"),
        ("name: m\n? [a, b]\n: c\n", "line 2, field (top level): expected a field name"),
        ("name: m\nparties:\n  - name: unresolved\n", "line 3, field parties[0].name: expected another name"),
        (START + "people: [A]\n", "field people[0]: expected fields name"),
        ("name: m\nparties:\n  - name: None\n", "line 3, field parties[0].name: expected another name"),
        (
            "name: m\nparties:\n  - name: no party\n",
            "line 3, field parties[0].name: expected another name: this one stands for speakers who are of",
        ),
        (
            "name: m\nparties:\n  - {name: A, adjectives: [X]}\n  - {name: B, metonyms: [X]}\n",
            "line 4, field parties[1].metonyms[0]: expected a phrase that is listed once; 'A' has it too",
        ),
        (
            START + "  - {name: X, names: [Russia]}\n",
            "line 5, field parties[2].names[0]: expected a phrase that is listed once; 'Russia' has it too",
        ),
        (
            START + "  - name: X\n    part_of: UK\n",
            "line 6, field parties[2].part_of: expected one of Russia, US, X; got 'UK'",
        ),
        (
            START + "  - name: X\n    part_of: X\n",
            "line 6, field parties[2].part_of: expected a party that is not itself a part of 'X'",
        ),
        (
            PARTS.replace("groups: [activists]", "part_of: Bureau"),
            "line 6, field parties[2].part_of: expected a party that is not itself a part of 'Bureau'; "
            "take one part_of out; got 'Council'",
        ),
        (START + "parts: joined\n", "line 5, field parts: expected one of apart, merged; got 'joined'"),
        (
            START + "offices:\n  - {titles: [], party: US}\n",
            "line 6, field offices[0].titles: expected at least one title",
        ),
        (
            START + "offices:\n  - {titles: [Secretary of State], party: UK}\n",
            "line 6, field offices[0].party: expected one of Russia, US; got 'UK'",
        ),
        (
            START + "offices:\n  - {titles: [Secretary of State], party: US, from: 2012}\n",
            "line 6, field offices[0].from: expected one of titles, party",
        ),
        (
            START + "assigned:\n  - {speaker: a source}\n",
            "line 6, field assigned[0]: expected one of 'party: …', 'person: …' or 'party: none'",
        ),
        (
            START
            + "people:\n  - {name: A, party: US}\n"
            + "assigned:\n  - {speaker: a source, party: US, person: A}\n",
            "line 8, field assigned[0]: expected one of 'party: …', 'person: …' or 'party: none'",
        ),
        (
            START + "assigned:\n  - {speaker: a source, party: UK}\n",
            "line 6, field assigned[0].party: expected one of Russia, US, none; got 'UK'",
        ),
        (
            START + "assigned:\n  - {speaker: a source, person: B}\n",
            "line 6, field assigned[0].person: expected one of the listed people; none are listed; got 'B'",
        ),
        (
            START + "assigned:\n  - {speaker: a source, party: US}\n  - {speaker: a source, party: none}\n",
            "line 7, field assigned[1].speaker: expected a speaker assigned once for all articles",
        ),
        (
            START + "assigned:\n  - {speaker: s, article: 0a, party: US}\n"
            "  - {speaker: s, party: US}\n  - {speaker: s, article: 0a, party: Russia}\n",
            "line 8, field assigned[2].speaker: expected a speaker assigned once in 0a",
        ),
        (
            "name: m\nparties:\n  - {name: A, groups: [[Rebels]]}\n"
            "labels:\n  - {word: w, party: A, stance: legitimising, phrases: [x, rebels]}\n",
            "line 5, field labels[0].phrases[1]: expected a phrase that only judges; 'A' is named by it too: "
            "take it out of the names of the party, or give the label the stance neutral; got 'rebels'",
        ),
        (
            START + "labels:\n  - {word: w, party: US, stance: neutral, phrases: [russia]}\n",
            "line 6, field labels[0].phrases[0]: expected a phrase of one party; 'Russia' is named by it",
        ),
        (
            START + "  - name: ' russia '\n",
            "line 5, field parties[2].name: expected each party listed once, in whatever case; join the two "
            "entries; got ' russia '",
        ),
        (
            "name: m\nparties:\n  - {name: A, groups: [[the rebels]]}\n"
            "  - {name: B, groups: [[The Rebels]]}\n",
            "line 4, field parties[1].groups[0][0]: expected a phrase that is listed once; 'A' has it too: "
            "take it out of one; got 'The Rebels'",
        ),
        (
            START + "labels:\n  - {word: w, party: US, stance: neutral, phrases: [the clique]}\n"
            "  - {word: v, party: US, stance: delegitimising, phrases: [The Clique ]}\n",
            "line 7, field labels[1].phrases[0]: expected a phrase that is listed once; 'w' has it too",
        ),
        (
            START + "people:\n  - {name: Jane Doe, party: US}\n  - {name: jane doe, party: Russia}\n",
            "line 7, field people[1].name: expected each person listed once, in whatever case",
        ),
        (
            START + "people:\n  - {name: Jane Doe, party: US, aliases: [the Fox]}\n"
            "  - name: John Roe\n    party: Russia\n    aliases: [J. Roe, The Fox]\n",
            "line 9, field people[1].aliases[1]: expected a phrase that is listed once; 'Jane Doe' has it",
        ),
        (
            "name: m\nparties:\n"
            + "".join(f"  - name: Party {n:02}\n" for n in range(25))
            + "people:\n  - {name: A, party: Part 01}\n",
            "field people[0].party: expected one of Party 00, Party 01, ",
        ),
        (
            "name: m\nparties:\n"
            + "".join(f"  - name: Party {n:02}\n" for n in range(25))
            + "people:\n  - {name: A, party: Part 01}\n",
            "Party 19 and 5 more (did you mean 'Party 01'?); got 'Part 01'",
        ),
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
            "parties: expected a Registry, a .yaml file or one of states, syria-2012; got 'nothing",
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


def test_spaces_around_a_name_are_none_of_it():
    registry = parse_registry(
        "name: m\nparties:\n  - name: ' Greens '\n  - {name: ' Young ', part_of: ' Greens '}\n"
        "people:\n  - {name: ' Jane Doe ', party: 'Greens ', aliases: [' JD ', JD]}\n"
        "assigned:\n  - {speaker: ' she ', person: 'Jane Doe '}\n"
    )
    assert registry.party_names == ("Greens",)
    assert (registry.people[0].name, registry.people[0].aliases[0]) == ("Jane Doe", "JD")
    assert registry.assigned == (Assignment("she", person="Jane Doe"),)


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


def test_merged_parts_are_institutions_of_the_whole():
    registry = parse_registry(PARTS)
    (whole,) = registry.parties
    assert registry.party_names == ("Syrian opposition",)
    assert registry.parents == {"Council": "Syrian opposition", "Bureau": "Council"}
    assert whole.institutions == (("Council", "SNC"), ("executive office",), ("Bureau",))
    assert (whole.metonyms, whole.adjectives) == (("Istanbul",), ("SNC",))


def test_parts_apart_are_parties_of_their_own():
    registry = parse_registry(PARTS + "parts: apart\n")
    assert registry.party_names == ("Syrian opposition", "Council", "Bureau")
    assert registry.parents == {"Council": "Syrian opposition", "Bureau": "Council"}
    assert registry.parties[0].institutions == ()


@pytest.mark.parametrize(
    ("parts", "party"), [("merged", "Syrian opposition"), ("apart", "Bureau")], ids=["merged", "apart"]
)
def test_every_party_of_a_registry_is_the_one_to_show(parts, party):
    registry = parse_registry(
        PARTS
        + f"parts: {parts}\n"
        + "people:\n  - {name: A, party: Bureau}\n  - {name: B, offices: [{titles: head, party: Bureau}]}\n"
        + "offices:\n  - {titles: [Head of Bureau], party: Bureau}\n"
        + "labels:\n  - {word: w, party: Bureau, stance: delegitimising, phrases: [the clique]}\n"
        + "assigned:\n  - {speaker: a source, party: Bureau}\n"
    )
    a, b = registry.people
    shown = [a.party, b.offices[0].party, registry.offices[0].party, registry.labels[0].party]
    assert [*shown, registry.assigned[0].party] == [party] * 5


def test_assigned_speakers_have_a_party_a_person_or_no_party():
    registry = parse_registry(
        START
        + "people:\n  - {name: A, party: US}\n"
        + "assigned:\n"
        + "  - {speaker: a source, party: US}\n"
        + "  - {speaker: the envoy, person: A}\n"
        + "  - {speaker: a source, article: 0123456789abcdef, party: none}\n"
    )
    assert registry.assigned == (
        Assignment("a source", party="US"),
        Assignment("the envoy", person="A"),
        Assignment("a source", party=NO_PARTY, article="0123456789abcdef"),
    )


def test_offices_without_people_are_matched(parse):
    registry = parse_registry(
        START
        + "people:\n  - {name: A, offices: [{titles: President, party: US}]}\n"
        + "offices:\n"
        + "  - {titles: [Secretary of State, top diplomat], party: US}\n"
        + "  - {titles: [President], party: US}\n"
        + "  - {titles: [president], party: Russia}\n"
    )
    names = compile_names(registry)
    assert names.offices["secretary of state"] == (Office(("Secretary of State", "top diplomat"), "US"),)
    assert [office.party for office in names.offices["president"]] == ["US", "Russia"]
    assert names.entries["top diplomat"] == ("title", [], None)
    assert names.entries["president"] == ("title", [registry.people[0]], None)
    found = names.find_titles(parse("The US Secretary of State met the president.").doc)
    assert [title for title, _, _ in found] == ["secretary of state", "president"]


def test_the_registry_that_contributing_shows_works():
    text = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    example = text[text.index("    name: my-topic") : text.index("These fields may be added")]
    registry = parse_registry(textwrap.dedent(example))
    assert registry.party_names == ("Greens", "Government")
    assert registry.labels[0].word == "eco-warriors"


def test_the_further_fields_that_contributing_shows_work():
    text = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    example = text[text.index("    parts: merged") : text.index("`parts` decides about")]
    registry = parse_registry("name: mine\n" + textwrap.dedent(example))
    assert registry.parents == {"Young Greens": "Greens"}
    assert registry.offices[0].titles[0] == "party chair"
    assert [(a.party, a.person) for a in registry.assigned] == [
        ("Greens", None),
        (None, "Jane Doe"),
        ("Greens", None),
        (NO_PARTY, None),
    ]
