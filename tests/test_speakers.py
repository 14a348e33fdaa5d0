"""From the mention of a speaker to person and party: (text, mention, content, expected)."""

import pytest

from toolkit.voices import has_speaker


@pytest.mark.parametrize(
    ("text", "speaker", "content", "person", "party", "how"),
    [
        (
            "Sergei Lavrov said talks go on.",
            "Sergei Lavrov",
            "talks go on",
            "Sergei Lavrov",
            "Russia",
            "name",
        ),
        ("Mr Lavrov said talks go on.", "Mr Lavrov", "talks go on", "Sergei Lavrov", "Russia", "surname"),
        (
            "Washington's UN ambassador Susan Rice said talks go on.",
            "Washington's UN ambassador Susan Rice",
            "talks go on",
            "Susan Rice",
            "US",
            "name",
        ),
        (
            "The Russian foreign minister said talks go on.",
            "The Russian foreign minister",
            "talks go on",
            "Sergei Lavrov",
            "Russia",
            "title",
        ),
        (
            "The Foreign Ministry spokesman, Jihad Makdissi, said talks go on.",
            "The Foreign Ministry spokesman, Jihad Makdissi",
            "talks go on",
            "Jihad Makdissi",
            "Syrian government",
            "appositive",
        ),
        (
            "Damascus said talks go on.",
            "Damascus",
            "talks go on",
            "Syrian government",
            "Syrian government",
            "metonym",
        ),
        (
            "Activists said talks go on.",
            "Activists",
            "talks go on",
            "activists",
            "Syrian opposition",
            "registry",
        ),
        (
            "Syrian opposition groups said talks go on.",
            "Syrian opposition groups",
            "talks go on",
            "opposition groups",
            "Syrian opposition",
            "registry",
        ),
        (
            "The Syrian authorities said talks go on.",
            "The Syrian authorities",
            "talks go on",
            "Syrian authorities",
            "Syrian government",
            "registry",
        ),
        (
            "Sergei Lavrov flew in. He said talks go on.",
            "He",
            "talks go on",
            "Sergei Lavrov",
            "Russia",
            "pronoun",
        ),
        (
            "Sergei Lavrov met Hillary Clinton. She said talks go on.",
            "She",
            "talks go on",
            "Hillary Clinton",
            "US",
            "pronoun",
        ),
        (
            "President Assad’s British-born wife has written to a paper. She said talks go on.",
            "She",
            "talks go on",
            "Asma al-Assad",
            "Syrian government",
            "pronoun",
        ),
        (
            "A State Department statement said talks go on.",
            "A State Department statement",
            "talks go on",
            "State Department",
            "US",
            "issuer",
        ),
        (
            "Britain's Mark Lyall Grant said talks go on.",
            "Britain's Mark Lyall Grant",
            "talks go on",
            "Mark Lyall Grant",
            "United Kingdom",
            "name",
        ),
        (
            "A source in the Russian delegation said talks go on.",
            "A source in the Russian delegation",
            "talks go on",
            "source in the Russian delegation",
            "Russia",
            "affiliation",
        ),
        (
            "Vitaly Churkin voted no. The Russian diplomat said talks go on.",
            "The Russian diplomat",
            "talks go on",
            "Vitaly Churkin",
            "Russia",
            "title",
        ),
        (
            "Gerard Araud voted yes. The representative of France said talks go on.",
            "The representative of France",
            "talks go on",
            "Gerard Araud",
            "France",
            "title",
        ),
        (
            "The office of Asma al-Assad said talks go on.",
            "The office of Asma al-Assad",
            "talks go on",
            "First Lady's office",
            "Syrian government",
            "registry",
        ),
        (
            "The US has said talks go on.",
            "The US",
            "talks go on",
            "US",
            "US",
            "metonym",
        ),
        (
            "A baker in Homs said talks go on.",
            "A baker in Homs",
            "talks go on",
            "baker in Homs",
            "unresolved",
            "unresolved",
        ),
        (
            "Ali Khan, a baker, said talks go on.",
            "Ali Khan, a baker,",
            "talks go on",
            "Ali Khan",
            "unresolved",
            "name",
        ),
    ],
)
def test_resolution(resolve, make_quote, text, speaker, content, person, party, how):
    row = resolve(text, [make_quote(text, 0, content, speaker)])[0]
    assert (row["speaker"], row["party"], row["resolved_by"]) == (person, party, how)


def test_who_is_not_in_office_yet_has_no_party(resolve, make_quote):
    text = "Kofi Annan said talks go on."
    row = resolve(text, [make_quote(text, 0, "talks go on", "Kofi Annan")], published="2012-01-01")[0]
    assert (row["speaker"], row["party"]) == ("Kofi Annan", "unresolved")


@pytest.mark.parametrize(
    ("outlet", "mention", "is_own"),
    [
        ("People's Daily", "The People's Daily", True),
        ("U.S. News", "A U.S. News reporter", True),
        ("St. Louis Post-Dispatch", "The St. Louis Post-Dispatch", True),
        ("iNews", "iNews", True),
        ("AP", "A newspaper", False),
        ("Sun", "A Sunday newspaper", False),
        ("RT", "A reporter", False),
        ("Post", "The Washington Post", False),
        ("Post", "The post", False),
        ("Times", "The New York Times reporter", False),
        ("unknown", "An unknown reporter", False),
    ],
)
def test_the_outlet_has_its_whole_name_and_no_longer_one(resolve, make_quote, outlet, mention, is_own):
    text = f"{mention} said talks go on."
    row = resolve(text, [make_quote(text, 0, "talks go on", mention)], outlet=outlet)[0]
    assert (row["resolved_by"] == "own outlet") is is_own


def test_the_outlets_own_correspondent_is_the_outlet(resolve, make_quote):
    text = "The Apamea correspondent said talks go on."
    row = resolve(text, [make_quote(text, 0, "talks go on", "The Apamea correspondent")], outlet="Apamea")[0]
    assert (row["speaker"], row["party"], row["resolved_by"]) == ("Apamea", "unresolved", "own outlet")
    assert not has_speaker(row)


@pytest.mark.parametrize(
    ("mention", "speaker", "party", "how"),
    [
        ("South Korean officials", "South Korean officials", "South Korea", "composed"),
        ("A South Korean official", "South Korean official", "South Korea", "composed"),
        ("The representative of North Korea", "representative of North Korea", "North Korea", "composed"),
        ("The Taoiseach", "Taoiseach", "Ireland", "office"),
        ("The Kremlin spokesman", "Kremlin spokesman", "Russia", "office"),
        ("The former Taoiseach", "former Taoiseach", "unresolved", "unresolved"),
        ("Taoiseach Enda Kenny", "Enda Kenny", "Ireland", "beside"),
        ("Enda Kenny, the Taoiseach,", "Enda Kenny", "Ireland", "beside"),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov", "Russia", "beside"),
        ("The Kremlin spokesman, Dmitry Peskov,", "Dmitry Peskov", "Russia", "beside"),
        ("Pope Francis", "Pope Francis", "Holy See", "affiliation"),
        ("Chad Bown", "Chad Bown", "unresolved", "name"),
    ],
)
def test_offices_and_states_without_people(say, state_names, mention, speaker, party, how):
    row = say(f"{mention} said talks go on.", mention, registry=state_names)[0]
    assert (row["speaker"], row["party"], row["resolved_by"]) == (speaker, party, how)


@pytest.mark.parametrize(
    ("mention", "speaker", "party"),
    [
        ("A State Department official who asked not to be named", "State Department official", "US"),
        ("A senior US official", "senior US official", "US"),
        ("A White House spokesman", "White House spokesman", "US"),
        ("An official at the State Department", "official at the State Department", "US"),
        ("Omar Said, a State Department spokesman,", "Omar Said", "US"),
        ("Omar Said, a State Department critic,", "Omar Said", "unresolved"),
        ("An aide to Hillary Clinton", "aide to Hillary Clinton", "US"),
        ("Hillary Clinton's spokesman", "Hillary Clinton's spokesman", "US"),
        ("A friend of Hillary Clinton", "friend of Hillary Clinton", "unresolved"),
        ("A former aide to Hillary Clinton", "former aide to Hillary Clinton", "unresolved"),
        ("A number of officials from the Kremlin", "number of officials from the Kremlin", "Russia"),
        ("A spokesman for Moscow", "spokesman for Moscow", "Russia"),
        ("A diplomat in Moscow", "diplomat in Moscow", "unresolved"),
        ("A spokesman for Moscow and Beijing", "spokesman for Moscow and Beijing", "unresolved"),
        ("An aide to the Russian foreign minister", "aide to the Russian foreign minister", "Russia"),
        ("The government", "government", "Syrian government"),
        ("The British Army", "British Army", "United Kingdom"),
        ("State officials in Ohio", "State officials in Ohio", "unresolved"),
        ("The Syrian army's spokesman", "Syrian army's spokesman", "Syrian government"),
        (
            "The head of the Syrian National Council",
            "Burhan Ghalioun",
            "Syrian opposition",
        ),
        ("The Kremlin's chief of staff", "Kremlin's chief of staff", "Russia"),
        ("The president of the Syrian National Council", "Burhan Ghalioun", "Syrian opposition"),
        ("The director of the Syrian Observatory", "director of the Syrian Observatory", "Syrian opposition"),
        ("A colonel in the Free Syrian Army", "colonel in the Free Syrian Army", "Syrian opposition"),
        ("The former head of the Kremlin", "former head of the Kremlin", "unresolved"),
        ("Officials in Mr. Lavrov's government", "Officials in Mr. Lavrov's government", "Russia"),
        ("A critic of Mr. Lavrov's government", "critic of Mr. Lavrov's government", "unresolved"),
        ("Police in Novosk, the Russian city,", "Police in Novosk", "unresolved"),
        ("A victim of the Syrian army", "victim of the Syrian army", "unresolved"),
        ("Her Russian counterpart", "Her Russian counterpart", "Russia"),
        ("Government officials", "Government officials", "Syrian government"),
        ("A police officer who declined to be named", "police officer", "unresolved"),
    ],
)
def test_sources_without_a_name_have_the_party_of_their_body(say, mention, speaker, party):
    row = say(f"{mention} said talks go on.", mention)[0]
    assert (row["speaker"], row["party"]) == (speaker, party)


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Damascus said talks go on.", "Syrian government"),
        ("A man in Damascus said talks go on.", "unresolved"),
    ],
)
def test_a_place_speaks_for_its_party_only_where_it_acts(say, text, party):
    assert say(text, text.split(" said")[0])[0]["party"] == party


def test_a_mention_that_is_cut_is_the_whole_name(say):
    row = say("Talks Fail\n\nAnna Reyes said the campaign was dull.", "Reyes")[0]
    assert (row["speaker"], row["resolved_by"]) == ("Anna Reyes", "name")


def test_an_office_quoted_by_another_state_is_not_whoever_was_named(resolve, make_quote):
    text = "Hillary Clinton met them. Iranian television quoted the foreign minister as saying war is near."
    at = text.index("the foreign minister")
    quote = make_quote(text, 0, "war is near", "the foreign minister", "saying", at=at)
    [row] = resolve(text, [quote | {"speaker_start": at, "speaker_end": at + len("the foreign minister")}])
    assert (row["speaker"], row["party"]) == ("foreign minister", "unresolved")


def test_his_media_adviser_is_nobody_of_the_media(say):
    row = say("Bashar al-Assad met them. His media adviser said war is near.", "His media adviser")[0]
    assert (row["speaker"], row["party"]) == ("Bashar al-Assad's media adviser", "Syrian government")
