"""Who is named where: (text, what is seen)."""

import pytest

from toolkit import actors
from toolkit.actors import find_actors, is_acting


def see(document, names):
    doc = document.doc
    return [
        (doc[s.start : s.end].text, s.actor, s.party, s.kind)
        for s in find_actors(document, names)
        if is_acting(s, doc)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sergey Lavrov left.", ("Sergey Lavrov", "Sergei Lavrov", "Russia", "person")),
        ("Mr Lavrov left the hall.", ("Lavrov", "Sergei Lavrov", "Russia", "person")),
        ("Mrs Assad greeted them.", ("Assad", "Asma al-Assad", "Syrian government", "person")),
        ("President Assad greeted them.", ("Assad", "Bashar al-Assad", "Syrian government", "person")),
        ("President al-Assad greeted them.", ("al-Assad", "Bashar al-Assad", "Syrian government", "person")),
        ("Mr Assad's wife left.", ("Assad's wife", "Asma al-Assad", "Syrian government", "person")),
        (
            "The Russian foreign minister left.",
            ("Russian foreign minister", "Sergei Lavrov", "Russia", "title"),
        ),
        (
            "Russia's foreign minister left.",
            ("Russia's foreign minister", "Sergei Lavrov", "Russia", "title"),
        ),
        ("The president of Syria left.", ("president", "Bashar al-Assad", "Syrian government", "title")),
        ("The Secretary-General left.", ("Secretary-General", "Ban Ki-moon", "United Nations", "title")),
        ("US officials left.", ("US officials", "US officials", "US", "group")),
        (
            "The Syrian security forces left.",
            ("Syrian security forces", "Syrian army", "Syrian government", "institution"),
        ),
        ("A senior Russian diplomat left.", ("Russian diplomat", "Russian diplomat", "Russia", "group")),
        ("Activists left the town.", ("Activists", "activists", "Syrian opposition", "group")),
        ("The State Department agreed.", ("State Department", "State Department", "US", "institution")),
        (
            "Syrian TV on Friday showed it.",
            ("Syrian TV", "Syrian state television", "Syrian government", "institution"),
        ),
        ("Moscow agreed to the plan.", ("Moscow", "Russia", "Russia", "metonym")),
        ("The Assad regime agreed.", ("Assad regime", "Syrian government", "Syrian government", "label")),
        ("Activist Omar Haddad left.", ("Omar Haddad", "Omar Haddad", "Syrian opposition", "person")),
    ],
)
def test_sees(parse, names, text, expected):
    assert expected in see(parse(text), names)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("He was born in Moscow.", "Moscow"),
        ("The Council on Foreign Relations left.", "The Council"),
        ("Shells fell near Damascus.", "Damascus"),
        ("It was a sad day for Syria.", "Syria"),
        ("They met at The Hague.", "Hague"),
        ("The former UN chief left.", "UN chief"),
        ("The US President Barack Obama left.", "US President"),
    ],
)
def test_does_not_see(parse, names, text, absent):
    assert absent not in [words for words, *_ in see(parse(text), names)]


def test_office_depends_on_the_date(parse, names):
    text = "The Russian president left."
    spring = see(parse(text, "2012-03-25"), names)
    summer = see(parse(text, "2012-07-19"), names)
    assert spring[0][1] == "Dmitry Medvedev"
    assert summer[0][1] == "Vladimir Putin"


def test_two_people_of_one_surname_stay_two(parse, names):
    text = "Asma al-Assad spoke. Bashar al-Assad listened. Mrs Assad left. Mr Assad stayed."
    actors = [actor for _, actor, _, kind in see(parse(text), names) if kind == "person"]
    assert actors == ["Asma al-Assad", "Bashar al-Assad", "Asma al-Assad", "Bashar al-Assad"]


def test_a_stranger_of_a_known_surname_is_no_member_of_the_party(parse, names):
    seen = see(parse("Condi Grant left. Grant said nothing."), names)
    assert ("Condi Grant", "Condi Grant", None, "person") in seen
    assert "Mark Lyall Grant" not in [actor for _, actor, _, _ in seen]


@pytest.mark.parametrize(
    ("text", "actor", "party"),
    [
        ("Diplomats met. The council agreed.", "UN Security Council", "United Nations"),
        (
            "The Syrian National Council met. The council agreed.",
            "Syrian National Council",
            "Syrian opposition",
        ),
        (
            "The UN Security Council met. The Syrian National Council met. The council agreed.",
            "Syrian National Council",
            "Syrian opposition",
        ),
        (
            "The Syrian National Council met. The UN Security Council met. The council agreed.",
            "UN Security Council",
            "United Nations",
        ),
        ("The council met. The Syrian National Council agreed.", "UN Security Council", "United Nations"),
        ("The UN Security Council met. The Leeds City Council met. The council agreed.", None, None),
    ],
)
def test_a_short_name_is_of_the_last_body_with_the_word(parse, names, text, actor, party):
    seen = {words: (actor, party) for words, actor, party, _ in see(parse(text), names)}
    assert seen.get("The council", (None, None)) == (actor, party)


def test_each_body_is_read_once_however_many_nouns_may_mean_one(parse, names, monkeypatch):
    read, plain = [], actors.is_short_for
    monkeypatch.setattr(actors, "is_short_for", lambda *words: read.append(words) or plain(*words))
    counts = []
    for times in (10, 40):
        read.clear()
        find_actors(parse("The X National Council met. The government said no. " * times), names)
        counts.append(len(read))
    assert 0 < counts[1] <= 4 * counts[0]
