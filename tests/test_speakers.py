"""From the mention of a speaker to person and party: (text, mention, content, expected)."""

import pytest

from toolkit.actors import find_actors
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
        ("Sergei Lavrov left. The former envoy came in. He said talks go on.", "He", "former envoy"),
        ("Sergei Lavrov left. Robinson is expected to run. He said talks go on.", "He", "Robinson"),
        ("The UN met. The Assad regime denied it all. It said talks go on.", "It", "Syrian government"),
        ("Activists met Moscow's men. Moscow was pleased. It said talks go on.", "It", "Russia"),
    ],
)
def test_the_nearest_subject_is_meant(resolve, make_quote, text, mention, person):
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
