"""From the mention of a speaker to person and party: (text, mention, content, expected)."""

import pytest

from toolkit.actors import find_actors
from toolkit.names import compile_names
from toolkit.parties import load_registry
from toolkit.speakers import resolve_speakers
from toolkit.voices import has_speaker


@pytest.fixture
def resolve(parse, names):
    def run(text: str, quotes: list[dict], **options):
        document = parse(text, **options)
        return resolve_speakers(document, quotes, find_actors(document, names))

    return run


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


def test_the_chain_is_told(resolve, make_quote):
    text = "Sergei Lavrov flew in. He said talks go on."
    row = resolve(text, [make_quote(text, 0, "talks go on", "He")])[0]
    assert row["resolution"] == "He → Sergei Lavrov → Foreign Minister (Russia, 2004–) → Russia"


def test_he_may_be_somebody_without_a_name(resolve, make_quote):
    text = "Vitaly Churkin voted no. A baker in Homs said talks go on. He said bread is dear."
    quotes = [
        make_quote(text, 0, "talks go on", "A baker in Homs"),
        make_quote(text, 1, "bread is dear", "He", at=text.index("He said")),
    ]
    assert resolve(text, quotes)[1]["speaker"] == "baker in Homs"


@pytest.mark.parametrize(
    ("text", "mention", "person"),
    [
        ("Sergei Lavrov left. A former envoy came in. He said talks go on.", "He", "He"),
        ("Sergei Lavrov left. Robinson is expected to run. He said talks go on.", "He", "He"),
        ("The UN met. The Assad regime denied it all. It said talks go on.", "It", "Syrian government"),
        ("Activists met Moscow's men. Moscow was pleased. It said talks go on.", "It", "Russia"),
    ],
)
def test_the_nearest_subject_is_meant_or_nobody(resolve, make_quote, text, mention, person):
    quote = make_quote(text, 0, "talks go on", mention, at=text.index(f"{mention} said"))
    assert resolve(text, [quote])[0]["speaker"] == person


def test_a_speaker_is_not_whom_the_speech_is_about(resolve, make_quote):
    text = "Barack Obama spoke to NBC. The fall of Assad, he suggested, is near."
    quote = make_quote(text, 0, "The fall of Assad, he suggested, is near", "he", "suggested")
    quote |= {"spans": [[27, 44], [60, 67]], "speaker_start": 46, "speaker_end": 48}
    assert resolve(text, [quote])[0]["speaker"] == "Barack Obama"


def test_a_quotation_may_continue_one_whose_cue_comes_later(resolve, make_quote):
    text = "“Talks go on.\n\n“They are hard,” Mr Lavrov said."
    quotes = [
        make_quote(text, 0, "Talks go on", None, None, continues="a-q001"),
        make_quote(text, 1, "They are hard", "Mr Lavrov"),
    ]
    assert [row["speaker"] for row in resolve(text, quotes)] == ["Sergei Lavrov", "Sergei Lavrov"]


def test_joint_speakers_share_an_attribution_and_divide_its_words(resolve, make_quote):
    text = "Susan Rice and Gerard Araud said talks will go on."
    rows = resolve(text, [make_quote(text, 0, "talks will go on", "Susan Rice and Gerard Araud")])
    assert [(r["speaker"], r["party"], r["n_words"]) for r in rows] == [
        ("Susan Rice", "US", 2.0),
        ("Gerard Araud", "France", 2.0),
    ]
    assert len({r["attribution_id"] for r in rows}) == 1
    assert len({r["quote_id"] for r in rows}) == 2


def test_a_continued_quotation_inherits_its_speaker(resolve, make_quote):
    text = "“Talks go on,” Mr Lavrov said.\n\n“They are hard.”"
    quotes = [
        make_quote(text, 0, "Talks go on", "Mr Lavrov"),
        make_quote(text, 1, "They are hard", None, None, continues="a-q000"),
    ]
    row = resolve(text, quotes)[1]
    assert (row["speaker"], row["party"], row["resolved_by"]) == ("Sergei Lavrov", "Russia", "continued")


def test_a_document_goes_on_speaking_for_its_author(resolve, make_quote):
    text = "The First Lady wrote in an email that talks go on. It continued that peace is near."
    quotes = [
        make_quote(text, 0, "that talks go on", "The First Lady", "wrote"),
        make_quote(text, 1, "that peace is near", "It", "continued"),
    ]
    row = resolve(text, quotes)[1]
    assert (row["speaker"], row["resolved_by"]) == ("Asma al-Assad", "pronoun")


def test_first_person_inside_a_quotation_is_its_speaker(resolve, make_quote):
    text = "“I said talks go on,” Mr Lavrov recalled."
    outer = make_quote(text, 0, "I said talks go on", "Mr Lavrov", "recalled")
    inner = make_quote(text, 1, "talks go on", "I", parent_quote_id="a-q000")
    assert resolve(text, [outer, inner])[1]["speaker"] == "Sergei Lavrov"


def test_who_is_not_in_office_yet_has_no_party(resolve, make_quote):
    text = "Kofi Annan said talks go on."
    row = resolve(text, [make_quote(text, 0, "talks go on", "Kofi Annan")], published="2012-01-01")[0]
    assert (row["speaker"], row["party"]) == ("Kofi Annan", "unresolved")


def test_the_outlets_own_correspondent_is_the_outlet(resolve, make_quote):
    text = "The Apamea correspondent said talks go on."
    row = resolve(text, [make_quote(text, 0, "talks go on", "The Apamea correspondent")], outlet="Apamea")[0]
    assert (row["speaker"], row["party"], row["resolved_by"]) == ("Apamea", "unresolved", "own outlet")
    assert not has_speaker(row)


def take_rest(text: str, mention: str, n: int, make_quote, **more):
    """A quotation of what follows "X said" up to the point."""
    at = text.index(f"{mention} said")
    start = at + len(mention) + len(" said ")
    return make_quote(text, n, text[start : text.index(".", start)], mention, at=at, **more)


@pytest.fixture(scope="module")
def state_names():
    return compile_names(load_registry("states"))


@pytest.fixture
def say(parse, make_quote, names):
    """The rows of what the mentions say, one after another."""

    def run(text: str, *mentions: str, registry=names):
        document = parse(text)
        quotes = [take_rest(text, mention, n, make_quote) for n, mention in enumerate(mentions)]
        return resolve_speakers(document, quotes, find_actors(document, registry))

    return run


@pytest.mark.parametrize(
    ("text", "mention", "chain", "how"),
    [
        (
            "Ms. Lynch said talks go on. Loretta E. Lynch was late.",
            "Ms. Lynch",
            "Ms. Lynch → Loretta E. Lynch → unresolved",
            "surname",
        ),
        (
            "JEFFREY BROWN said talks go on.",
            "JEFFREY BROWN",
            "JEFFREY BROWN → Jeffrey Brown → unresolved",
            "name",
        ),
        (
            "Sergey V. Lavrov said talks go on.",
            "Sergey V. Lavrov",
            "Sergey V. Lavrov → Sergei Lavrov → Foreign Minister (Russia, 2004–) → Russia",
            "name",
        ),
        (
            "Bill Clinton met Hillary Clinton. Mrs. Clinton said talks go on.",
            "Mrs. Clinton",
            "Mrs. Clinton → Hillary Clinton → Secretary of State (US, 2009–2013) → US",
            "surname",
        ),
        (
            "Bill Clinton met Hillary Clinton. Mr. Clinton said talks go on.",
            "Mr. Clinton",
            "Mr. Clinton → Bill Clinton → unresolved",
            "surname",
        ),
        (
            "Assad's wife said talks go on.",
            "Assad's wife",
            "Assad's wife → Asma al-Assad → First Lady (Syrian government, 2000–2024) → Syrian government",
            "relation",
        ),
        ("Lavrov's wife said talks go on.", "Lavrov's wife", "Lavrov's wife → unresolved", "unresolved"),
        (
            "It was Sergei Lavrov, who said talks go on.",
            "who",
            "who → Sergei Lavrov → Foreign Minister (Russia, 2004–) → Russia",
            "pronoun",
        ),
        (
            "It came from Sergei Lavrov, the minister, who said talks go on.",
            "who",
            "who → Sergei Lavrov → Foreign Minister (Russia, 2004–) → Russia",
            "pronoun",
        ),
        ("It was read by Moscow, which said talks go on.", "which", "which → Russia", "pronoun"),
        (
            "Listeners to his program who said talks go on left.",
            "who",
            "who → Listeners to his program → unresolved",
            "unresolved",
        ),
        ("Moscow spoke of war, which said talks go on.", "which", "which → unresolved", "unresolved"),
        ("He said talks go on.", "He", "He → unresolved", "unresolved"),
        (
            "The IMF said talks go on. The International Monetary Fund met.",
            "The IMF",
            "The IMF → International Monetary Fund → unresolved",
            "acronym",
        ),
        (
            "Kofi Annan left. The Vermont senator said talks go on.",
            "The Vermont senator",
            "The Vermont senator → Vermont senator → unresolved",
            "unresolved",
        ),
    ],
)
def test_chains(say, text, mention, chain, how):
    row = say(text, mention)[0]
    assert (row["resolution"], row["resolved_by"]) == (chain, how)


@pytest.mark.parametrize(
    ("mention", "speaker", "party", "how"),
    [
        ("South Korean officials", "South Korean officials", "South Korea", "composed"),
        ("A South Korean official", "South Korean official", "South Korea", "composed"),
        ("The representative of North Korea", "representative of North Korea", "North Korea", "composed"),
        ("The Taoiseach", "Taoiseach", "Ireland", "office"),
        ("The Kremlin spokesman", "Kremlin spokesman", "Russia", "office"),
        ("The former Taoiseach", "former Taoiseach", "unresolved", "unresolved"),
        ("Taoiseach Enda Kenny", "Enda Kenny", "Ireland", "name"),
        ("Enda Kenny, the Taoiseach,", "Enda Kenny", "Ireland", "name"),
        ("Kremlin spokesman Dmitry Peskov", "Dmitry Peskov", "Russia", "name"),
        ("The Kremlin spokesman, Dmitry Peskov,", "Dmitry Peskov", "Russia", "appositive"),
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
        ("An aide to Hillary Clinton", "aide to Hillary Clinton", "unresolved"),
        ("A police officer who declined to be named", "police officer", "unresolved"),
    ],
)
def test_sources_without_a_name_have_the_party_of_their_body(say, mention, speaker, party):
    row = say(f"{mention} said talks go on.", mention)[0]
    assert (row["speaker"], row["party"]) == (speaker, party)


@pytest.mark.parametrize(
    ("text", "mention", "speaker", "how"),
    [
        ("Jennifer Davis left. Davis' letter said war is near.", "Davis' letter", "Jennifer Davis", "issuer"),
        (
            "A letter from Sergei Lavrov said war is near.",
            "A letter from Sergei Lavrov",
            "Sergei Lavrov",
            "issuer",
        ),
        (
            "A letter to Sergei Lavrov said war is near.",
            "A letter to Sergei Lavrov",
            "letter to Sergei Lavrov",
            "unresolved",
        ),
        (
            "A poll by Quinnipiac said war is near.",
            "A poll by Quinnipiac",
            "Quinnipiac",
            "issuer",
        ),
    ],
)
def test_documents(say, text, mention, speaker, how):
    row = say(text, mention)[0]
    assert (row["speaker"], row["resolved_by"]) == (speaker, how)


@pytest.mark.parametrize(
    ("mention", "speaker", "how"),
    [
        ("The email", "Jennifer Davis", "issuer"),
        ("Her letter", "Jennifer Davis", "issuer"),
        ("The email obtained by a paper", "email obtained by a paper", "unresolved"),
        ("A letter", "letter", "unresolved"),
        ("The poll", "poll", "unresolved"),
    ],
)
def test_a_document_is_of_who_spoke_last_but_a_poll_is_nobodys(say, mention, speaker, how):
    row = say(f"Jennifer Davis said talks go on. {mention} said war is near.", "Jennifer Davis", mention)[1]
    assert (row["speaker"], row["resolved_by"]) == (speaker, how)


@pytest.mark.parametrize("mention", ["Both", "Both diplomats"])
def test_both_may_have_acted_apart(say, mention):
    rows = say(f"Susan Rice voted no. Gerard Araud voted yes. {mention} said talks will go on.", mention)
    assert [row["speaker"] for row in rows] == ["Susan Rice", "Gerard Araud"]


@pytest.mark.parametrize("parent", ["a-q001", None])
def test_i_of_nobody_known_stays_open(resolve, make_quote, parent):
    text = "“I said talks go on,” it read. “They are hard,” Mr Lavrov said."
    quotes = [
        make_quote(text, 0, "talks go on", "I", parent_quote_id=parent),
        make_quote(text, 1, "They are hard", "Mr Lavrov"),
    ]
    row = resolve(text, quotes)[0]
    assert (row["speaker"], row["resolved_by"]) == ("I", "unresolved")


def test_a_byline_does_not_speak_last(say):
    text = "Sergei Lavrov said war is near. I said talks go on. The email said peace is near."
    assert say(text, "Sergei Lavrov", "I", "The email")[2]["speaker"] == "Sergei Lavrov"


@pytest.mark.parametrize("mention", ["They", "Both", "The two", "The two diplomats"])
def test_those_named_together_speak_together(say, mention):
    rows = say(f"Susan Rice and Gerard Araud voted. {mention} said talks will go on.", mention)
    assert [(row["speaker"], row["party"], row["n_words"]) for row in rows] == [
        ("Susan Rice", "US", 2.0),
        ("Gerard Araud", "France", 2.0),
    ]
    assert [row["resolution"].split(" → ")[0] for row in rows] == [mention, mention]


def test_joint_speakers_go_on_together(say):
    text = "Susan Rice and Gerard Araud said talks go on. They said war is near."
    rows = say(text, "Susan Rice and Gerard Araud", "They")
    assert [row["speaker"] for row in rows] == ["Susan Rice", "Gerard Araud"] * 2


@pytest.mark.parametrize("mention", ["The official", "He"])
def test_a_source_without_a_name_goes_on(say, mention):
    text = f"A State Department official said talks go on. {mention} said war is near."
    row = say(text, "A State Department official", mention)[1]
    assert (row["speaker"], row["party"]) == ("State Department official", "US")


def test_an_office_is_not_whoever_an_indefinite_article_brings_in(say):
    assert say("An envoy said talks go on.", "An envoy")[0]["speaker"] == "envoy"


@pytest.mark.parametrize(
    ("text", "mention", "speaker"),
    [
        ("“We said talks go on,” Sergei Lavrov recalled.", "We", "Sergei Lavrov"),
        ("“They told me I said talks go on,” Sergei Lavrov recalled.", "I", "Sergei Lavrov"),
    ],
)
def test_we_in_quotation_marks_is_the_speaker(resolve, make_quote, text, mention, speaker):
    outer = make_quote(text, 0, text[1 : text.index(",")], "Sergei Lavrov", "recalled")
    inner = make_quote(text, 1, "talks go on", mention, parent_quote_id="a-q000")
    assert resolve(text, [outer, inner])[1]["speaker"] == speaker


def test_i_outside_quotation_marks_is_the_outlet(say):
    row = say("I said talks go on.", "I")[0]
    assert (row["speaker"], row["resolved_by"]) == ("Wire", "byline")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Damascus said talks go on.", "Syrian government"),
        ("A man in Damascus said talks go on.", "unresolved"),
    ],
)
def test_a_place_speaks_for_its_party_only_where_it_acts(say, text, party):
    assert say(text, text.split(" said")[0])[0]["party"] == party
