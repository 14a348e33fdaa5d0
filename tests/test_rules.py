"""The rules engine as a table: a construction, and who says what in which words."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit.document import make_document
from toolkit.language import parse_texts
from toolkit.quotes import tabulate_attributions
from toolkit.quotes.cues import load_cues
from toolkit.quotes.labels import find_signature
from toolkit.quotes.quoted import Quoted, Stretch, locate_quotations
from toolkit.quotes.rules import find_attributions


def read(text: str) -> list[dict]:
    document = make_document("a", None, None, next(parse_texts([text])))
    return tabulate_attributions(document, find_attributions(document))


def summarize(text: str) -> list[tuple]:
    """(type, speaker, cue, own words) of every attribution."""
    return [
        (
            row["quote_type"],
            row["speaker_mention"],
            row["cue"],
            " … ".join(text[start:end] for start, end in row["spans"]),
        )
        for row in read(text)
    ]


DIRECT = [
    # cue after, before, between; inverted
    ("“We will go,” Reyes said.", [("direct", "Reyes", "said", "We will go")]),
    ('"We will go," said Reyes.', [("direct", "Reyes", "said", "We will go")]),
    ("'We are ready,' said Lind.", [("direct", "Lind", "said", "We are ready")]),
    ("“Who closed the port?” asked Lind.", [("direct", "Lind", "asked", "Who closed the port?")]),
    ("Ana Reyes said: “We will go.”", [("direct", "Ana Reyes", "said", "We will go")]),
    ("Ana Reyes said: “We will go,”", [("direct", "Ana Reyes", "said", "We will go")]),
    ('"We will go," Reyes said. "It is late."', [("direct", "Reyes", "said", "We will go … It is late")]),
    ("“We will go,” said Reyes, “and stay.”", [("direct", "Reyes", "said", "We will go … and stay")]),
    (
        "“We have waited long enough. This is about them,” she said during a radio interview.",
        [("direct", "she", "said", "We have waited long enough. This is about them")],
    ),
    # several paragraphs: the cue first, or last
    (
        "“We are many,” Reyes said. “We stay.\n“We are strong.”",
        [("direct", "Reyes", "said", "We are many … We stay … We are strong")],
    ),
    (
        "“We are many.\n“We are strong,” Reyes said.",
        [("direct", "Reyes", "said", "We are many … We are strong")],
    ),
    # nested marks
    (
        "“He told me, ‘Go home,’ and I went,” Lind said.",
        [("direct", "Lind", "said", "He told me, ‘Go home,’ and I went")],
    ),
    # two cues around one quotation are one attribution
    (
        "It went on: “The family’s work is still devoted to the hospital,” the letter reportedly continued.",
        [
            (
                "direct",
                "the letter",
                "went … reportedly continued",
                "The family’s work is still devoted to the hospital",
            )
        ],
    ),
    # a signature
    ("“We are ready.” — Ana Reyes", [("direct", "Ana Reyes", "—", "We are ready")]),
    ("“We are ready.”― Ana Reyes", [("direct", "Ana Reyes", "”―", "We are ready")]),
    (
        "“Nobody believes it. And all that he has “the root of all evil’.” — Ana Reyes",
        [("direct", "Ana Reyes", "—", "“Nobody believes it. And all that he has “the root of all evil’.”")],
    ),
    # a colon at the end of the paragraph before
    (
        "Prices rose again. The minister continued:\n\n“We shall see. Nobody knows.”\n\nIt rained.",
        [("direct", "The minister", "continued", "We shall see. Nobody knows")],
    ),
    # a transcript that is quoted as a whole
    (
        "Chris Walker met Mike Penn.\n\n“WALKER: Will the port open again?\n\n“PENN: It will, by Friday.”",
        [
            ("direct", "WALKER", ":", "Will the port open again?"),
            ("direct", "PENN", ":", "It will, by Friday"),
        ],
    ),
    # what follows in a participle is an attribution of its own
    (
        "“We will go,” Lind said, adding that it was late.",
        [("direct", "Lind", "said", "We will go"), ("indirect", "Lind", "adding", "that it was late")],
    ),
]

MIXED = [
    (
        "The minister said threats against the port had come close to “madness” and insisted her visit "
        "was meant to bring “a lasting calm” by reform.",
        [
            ("mixed", "The minister", "said", "threats against the port had come close to “madness”"),
            ("mixed", "The minister", "insisted", "her visit was meant to bring “a lasting calm” by reform"),
        ],
    ),
    (
        "Foreign Minister Bo Lind had already called the failed vote on the northern border a “disgrace”.",
        [
            (
                "mixed",
                "Foreign Minister Bo Lind",
                "had already called",
                "the failed vote on the northern border a “disgrace”",
            )
        ],
    ),
    ("Lind described the deal as “a trap”.", [("mixed", "Lind", "described", "the deal as “a trap”")]),
]

INDIRECT = [
    ("Reyes said the talks were over.", [("indirect", "Reyes", "said", "the talks were over")]),
    (
        "Lind told reporters that the port was closed.",
        [("indirect", "Lind", "told", "that the port was closed")],
    ),
    (
        "Rice and Lind said the port was closed.",
        [("indirect", "Rice and Lind", "said", "the port was closed")],
    ),
    ("Lind asked whether the port was open.", [("indirect", "Lind", "asked", "whether the port was open")]),
    (
        "In a statement, the ministry said the port was closed.",
        [("indirect", "the ministry", "said", "the port was closed")],
    ),
    # the clause around the cue
    ("Talks are off, says minister", [("indirect", "minister", "says", "Talks are off")]),
    ("The vote, Lind argued, was a mistake.", [("indirect", "Lind", "argued", "The vote … was a mistake")]),
    # a relative clause; one without its subject's noun beside it
    ("Lind, who said the port was closed, left early.", [("indirect", "who", "said", "the port was closed")]),
    (
        "The BBC’s Nairobi correspondent Ann Lowe, who travels with the convoy, said seven trucks were hit.",
        [("indirect", "The BBC’s Nairobi correspondent Ann Lowe", "said", "seven trucks were hit")],
    ),
    # what others call a thing is not what it says
    (
        "The law, known as the Safe Streets Act, was passed.",
        [("indirect", None, "known as", "the Safe Streets Act")],
    ),
    (
        "She met residents convinced that the bridge would fall.",
        [("indirect", "residents", "convinced", "that the bridge would fall")],
    ),
    # according to, hearsay, labels
    (
        "According to the ministry, two bridges were closed.",
        [("indirect", "the ministry", "According to", "two bridges were closed")],
    ),
    (
        "Two bridges were closed, according to Ana Reyes of the ministry.",
        [("indirect", "Ana Reyes of the ministry", "according to", "Two bridges were closed")],
    ),
    (
        "The port has reportedly been closed.",
        [("indirect", None, "reportedly", "The port has … been closed")],
    ),
    (
        "The email reportedly said the port was closed.",
        [("indirect", "The email", "reportedly said", "the port was closed")],
    ),
    # views, inverted cues, sentences before a cue, headlines
    (
        "In the view of the ministry, the port was closed.",
        [("indirect", "the ministry", "In the view of", "the port was closed")],
    ),
    (
        "The union has neither a plan nor a budget, insisted a diplomat from one of the states.",
        [
            (
                "indirect",
                "a diplomat from one of the states",
                "insisted",
                "The union has neither a plan nor a budget",
            )
        ],
    ),
    (
        "Mistrust on this scale is a rare creature, a diplomat from a small country observed.",
        [
            (
                "indirect",
                "a diplomat from a small country",
                "observed",
                "Mistrust on this scale is a rare creature",
            )
        ],
    ),
    (
        "Ana Reyes: no talks this week",
        [("indirect", "Ana Reyes", ":", "no talks this week")],
    ),
    # raising: nobody is named to whom it seems so
    ("The deal seems to be dead.", [("indirect", None, "seems", "The deal … to be dead")]),
    # passives
    (
        "It was reported that the port was closed.",
        [("indirect", None, "was reported", "that the port was closed")],
    ),
    (
        "Lind is said to have left the country.",
        [("indirect", None, "is said", "Lind … to have left the country")],
    ),
    (
        "Lind was quoted as saying that the port was closed.",
        [("indirect", "Lind", "was quoted as saying", "that the port was closed")],
    ),
    ("The union was criticised by Lind.", [("indirect", "Lind", "was criticised", "The union")]),
    # contents that are no clauses
    ("Lind accused the union of lying.", [("indirect", "Lind", "accused", "the union of lying")]),
    ("Lind called for an inquiry.", [("indirect", "Lind", "called for", "an inquiry")]),
    ("Lind urged the union to open the port.", [("indirect", "Lind", "urged", "the union to open the port")]),
    ("Lind expressed doubt about the deal.", [("indirect", "Lind", "expressed", "doubt about the deal")]),
    # nouns
    ("Her promise to open the port was welcome.", [("indirect", "Her", "promise", "to open the port")]),
    # beliefs and intentions
    ("Lind thinks the port is closed.", [("indirect", "Lind", "thinks", "the port is closed")]),
    ("The ministry plans to close the port.", [("indirect", "The ministry", "plans", "to close the port")]),
]

COORDINATED = [
    (
        "Residents said a school was among the buildings hit and put the number of wounded at more than 30.",
        [
            ("indirect", "Residents", "said", "a school was among the buildings hit"),
            ("indirect", "Residents", "put", "the number of wounded at more than 30"),
        ],
    ),
    (
        "The Ardanian government has denied shelling the port and said troops had in fact arrested "
        "“dozens of smugglers” there.",
        [
            ("indirect", "The Ardanian government", "has denied", "shelling the port"),
            ("mixed", "The Ardanian government", "said",
             "troops had in fact arrested “dozens of smugglers” there"),
        ],
    ),
    (
        "President Ana Reyes says a peaceful outcome was still within reach and stressed the need to end "
        "the strike without force.",
        [
            ("indirect", "President Ana Reyes", "says", "a peaceful outcome was still within reach"),
            ("indirect", "President Ana Reyes", "stressed", "the need to end the strike without force"),
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*DIRECT, *MIXED, *INDIRECT, *COORDINATED])
def test_constructions(text, expected):
    assert summarize(text) == expected


def test_the_second_subject_of_a_garden_path_speaks():
    text = (
        "Denmark and Italy have now withdrawn their envoys from Ardania and the United Kingdom announced "
        "on Friday that it had shut its consulate."
    )
    announced = ("indirect", "the United Kingdom", "announced", "that it had shut its consulate")
    assert announced in summarize(text)


def test_a_quotation_alone_in_the_next_paragraph_continues_the_one_before():
    first, second = read("“We will stay,” Reyes said.\n\n“These days we are working on the harbour.”")
    assert second["continues"] == first["quote_id"]
    assert (second["speaker_mention"], second["cue"], second["quote_type"]) == (None, None, "direct")


@pytest.mark.parametrize(
    "text",
    [
        "The “old” port was closed.",  # scare quotes are nobody's speech
        "Images showed smoke over the port.",  # a picture says nothing
        "“He said that the port was closed.",  # cues inside a quotation are the speaker's own words
        "Sunday: rain",
        "Trains ran according to the timetable.",
        "The so-called “council” met in the port.",
        "In other words, the port was closed.",
        "",
        "“”",
        "\r\n \n",
    ],
)
def test_what_is_no_attribution(text):
    assert read(text) == []


def test_what_speakers_want_within_their_words_is_no_attribution_of_its_own():
    assert [row["cue"] for row in read("Lind said the union wanted to close the port.")] == ["said"]


def test_reported_speech_within_reported_speech_is_nested():
    outer, inner = read("Lind said that Reyes told him that the port was closed.")
    assert inner["parent_quote_id"] == outer["quote_id"]
    assert (outer["n_words"], inner["n_words"]) == (4, 5)


WORDS = """said Reyes “ ” " ‘ ’ , . : — '' ? according to that claim reportedly who and denied 🙂 the port
    called a""".split()
TEXTS = st.lists(st.sampled_from([*WORDS, "\n", "\r\n", "\u200b"]), max_size=25)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_gives_rows_inside_itself(words):
    text = " ".join(words)
    for row in read(text):
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert row["content"] == text[row["start"] : row["end"]]
        assert all(row["start"] <= start < end <= row["end"] for start, end in row["spans"])
        assert row["n_words"] >= 0


FRAMES = """quote clause parenthesis as_parenthesis infinitive object_infinitive gerund predicate object
    object_as object_at raising passive passive_infinitive passive_predicate is is_clause""".split()
PREPOSITIONS = "about against among as at behind by for from in into like of on over to upon with".split()


def test_the_lexicon_names_only_frames_that_constructions_yield():
    named = {frame for frames in load_cues().values() for frame in frames}
    assert named <= {*FRAMES, *PREPOSITIONS, *(f"passive_{word}" for word in PREPOSITIONS)}


def test_every_entry_of_the_lexicon_has_a_class_and_a_source():
    with files("toolkit").joinpath("lexicons/cues.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len({(row["lemma"], row["pos"]) for row in rows}) == len(rows)
    assert {row["pos"] for row in rows} == {"verb", "noun", "adjective"}
    assert all(row["frames"] and row["class"] and row["source"] for row in rows)


@pytest.mark.parametrize("text", ["She explained what to them.", "He said so."])
def test_function_words_alone_are_no_content(text):
    assert summarize(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Secretary-General Kim Ki-moon said that talks were over.", "Secretary-General Kim Ki-moon"),
        ("President al-Rashid said that talks were over.", "President al-Rashid"),
        ("GENEVA (Northgate) — Officials said that talks were over.", "Officials"),
    ],
)
def test_a_hyphen_does_not_cut_a_name(text, speaker):
    assert [found[1] for found in summarize(text)] == [speaker]


class _Watched(Stretch):
    """A quotation that counts how often its place is asked for."""

    asked = 0

    def __getattribute__(self, name: str):
        _Watched.asked += name == "paragraph"
        return super().__getattribute__(name)


def _count_asked(paragraphs: int) -> int:
    text = "“We are ready.” He waited.\n\n" * paragraphs
    doc = next(parse_texts([text]))
    plain = locate_quotations(doc, text)
    watched = [_Watched(each.start, each.end, each.paragraph, each.closed) for each in plain.stretches]
    quoted, _Watched.asked = Quoted(watched, plain.paragraphs, plain.gaps), 0
    for stretch in watched:
        find_signature(doc, quoted, stretch)
    return _Watched.asked


def test_a_signature_is_looked_for_in_the_paragraph_and_not_in_all_others():
    few, many = _count_asked(10), _count_asked(80)
    assert 0 < many <= 2 * 8 * few


def test_a_quotation_of_several_is_signed_at_the_last_of_its_paragraph():
    text = "“We go.” He waited.\n\n“We stay,” she told “the envoy” — Ana Reyes\n\n“We wait.”"
    doc = next(parse_texts([text]))
    quoted = locate_quotations(doc, text)
    signed = [find_signature(doc, quoted, stretch) for stretch in quoted.stretches]
    assert [each and doc[slice(*each.source)].text.strip() for each in signed] == [
        None,
        "Ana Reyes",
        "Ana Reyes",
        None,
    ]
