"""The lenses: what each measure says of hand-made quotes and mentions."""

from __future__ import annotations

import csv
from datetime import date
from importlib.resources import files
from types import SimpleNamespace

import pytest

from toolkit.document import make_document
from toolkit.framing import LENSES, classify_cue, describe_measures
from toolkit.framing.labels import LABELS
from toolkit.framing.prominence import PROMINENCE
from toolkit.framing.scare_quotes import SCARE_QUOTES
from toolkit.framing.sentiment_toward import SENTIMENT_TOWARD
from toolkit.framing.tone import TONE
from toolkit.framing.verb_stance import VERB_STANCE, load_stances
from toolkit.language import parse_texts
from toolkit.parties import Label
from toolkit.schema import SCORES, STANCES
from toolkit.words import count_words

REGISTRY = SimpleNamespace(
    parties=tuple(SimpleNamespace(name=name) for name in ("Russia", "US", "Syrian government")),
    assigned=(),
    party_names=("Russia", "US", "Syrian government"),
    labels=(
        Label("Assad regime", "regime", "Syrian government", "delegitimising"),
        Label("Syrian government", "government", "Syrian government", "neutral"),
        Label("rebels", "rebels", "Syrian opposition", "neutral"),
    ),
)


def read(text):
    return make_document("a1", "Wire", date(2012, 2, 7), next(parse_texts([text])))


def place(text, part):
    start = text.index(part)
    return start, start + len(part)


def make_quote(text, *content, cue=None, party="Russia", quote_type="indirect", quote_id="q1", n_words=None):
    spans = [list(place(text, part)) for part in content]
    cue_start, cue_end = place(text, cue) if cue else (None, None)
    return {
        "quote_id": quote_id,
        "attribution_id": quote_id.replace("q", "a"),
        "quote_type": quote_type,
        "spans": spans,
        "cue": cue,
        "cue_start": cue_start,
        "cue_end": cue_end,
        "speaker": "somebody",
        "party": party,
        "n_words": count_words(text, spans) if n_words is None else n_words,
        "position": spans[0][0] / len(text) if spans else 0.0,
    }


def make_mention(text, mention, party, voice="outlet", quote_id=None, role="subject", sentence=None):
    start, end = place(text, mention)
    sentence_start, sentence_end = place(text, sentence or text)
    return {
        "mention_id": "m1",
        "mention": mention,
        "start": start,
        "end": end,
        "actor": party,
        "party": party,
        "voice": voice,
        "quote_id": quote_id,
        "sentence_start": sentence_start,
        "sentence_end": sentence_end,
        "role": role,
    }


def score(lens, text, quotes=(), mentions=()):
    return lens.score(read(text), list(quotes), list(mentions), REGISTRY)


def values(rows):
    return {row["measure"]: row["value"] for row in rows}


# ------------------------------------------------------------------ stance of the reporting verb


@pytest.mark.parametrize(
    ("text", "cue", "stance"),
    [
        ("The minister said talks would go on.", "said", "neutral"),
        ("According to the minister, talks would go on.", "According to", "neutral"),
        ("The minister announced that talks would go on.", "announced", "neutral"),
        ("The minister pointed out that talks went on.", "pointed out", "endorsing"),
        ("The minister pointed out that talks went on.", "pointed", "endorsing"),
        ("The minister has repeatedly noted that talks went on.", "has repeatedly noted", "endorsing"),
        ("The report reveals that talks went on.", "reveals", "endorsing"),
        ("The minister admitted that talks had failed.", "admitted", "endorsing"),
        ("The minister claims talks went on.", "claims", "distancing"),
        ("The minister's claim that talks went on was new.", "claim", "distancing"),
        ("The letter reportedly continued: “Come home.”", "reportedly continued", "distancing"),
        ("Rebels allegedly said that talks went on.", "allegedly said", "distancing"),
        ("The minister denied firing on houses.", "denied", "conflictual"),
        ("The minister lashed out at his critics.", "lashed out", "conflictual"),
        ("The minister issued a denial that talks went on.", "issued a denial", "conflictual"),
        ("The minister said in a statement that talks went on.", "said in a statement", "neutral"),
        ("In a statement, the minister called for talks.", "In a statement", "neutral"),
        ("The minister accused the envoy of lying.", "accused", "conflictual"),
        ("The minister was convinced that talks went on.", "was convinced", "neutral"),
        ("The minister was adamant that talks went on.", "was adamant", "distancing"),
        ("The minister hopes that talks go on.", "hopes", "neutral"),
        ("Rice: “Talks go on.”", ":", "neutral"),
    ],
)
def test_a_cue_takes_the_stance_of_its_words(text, cue, stance):
    assert classify_cue(read(text), make_quote(text, cue=cue)) == stance


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The minister did not deny firing on houses.", "did not deny"),
        ("The minister never claimed that talks went on.", "never claimed"),
        ("The minister zorbified that talks went on.", "zorbified"),
        ("“Come home. Come soon.”", None),
    ],
)
def test_negated_unknown_and_missing_cues_have_no_stance(text, cue):
    quote = make_quote(text, cue=cue)
    assert classify_cue(read(text), quote) is None
    assert score(VERB_STANCE, text, [quote]) == []


def test_each_classified_cue_gives_a_row_for_every_stance():
    text = "The minister claimed talks would go on."
    rows = score(VERB_STANCE, text, [make_quote(text, "talks would go on", cue="claimed")])
    assert values(rows) == {
        "stance.neutral": 0,
        "stance.endorsing": 0,
        "stance.distancing": 1,
        "stance.conflictual": 0,
    }
    assert {(row["voice"], row["voice_party"], row["party"]) for row in rows} == {("outlet", None, "Russia")}
    assert {text[slice(*row["evidence"][0])] for row in rows} == {"claimed"}


def test_the_lexicon_is_large_sourced_and_says_one_thing_a_word():
    folder = files("toolkit") / "lexicons"
    with (folder / "reporting_verbs.csv").open(encoding="utf-8", newline="") as file:
        entries = list(csv.DictReader(file))
    card = (folder / "reporting_verbs.md").read_text(encoding="utf-8")
    assert sum(entry["pos"] == "verb" for entry in entries) >= 150
    assert {entry["stance"] for entry in entries} == set(STANCES)
    assert len(load_stances()) == len(entries)
    for source in {entry["source"] for entry in entries} - {"this project"}:
        author, year = source.split()[0], source.split()[-1]
        assert author in card
        assert f"({year})" in card


# ---------------------------------------------------------------------------------- scare quotes


@pytest.mark.parametrize(
    ("text", "content", "value"),
    [
        ("She called the vote a “farce”.", "the vote a “farce”", 1),
        ("She said troops killed “tens of terrorists” there.", "troops killed “tens of terrorists” there", 1),
        ("She said it was “vile” and “mad”.", "it was “vile” and “mad”", 1),
        ("She said that “talks will go on for weeks” there.", "“talks will go on for weeks” there", 0),
        ("She said it was “mad” and “a very long way off”.", "it was “mad” and “a very long way off”", 0),
        ("She said talks would go on.", "talks would go on", 0),
    ],
)
def test_a_report_that_quotes_only_fragments_is_at_a_distance(text, content, value):
    quote = make_quote(text, content, quote_type="mixed" if "“" in text else "indirect")
    (row,) = score(SCARE_QUOTES, text, [quote])
    assert (row["measure"], row["value"], row["party"]) == ("presentation.scare_quotes", value, "Russia")
    if value:
        assert all("“" not in text[slice(*span)] for span in row["evidence"])
    else:
        assert row["evidence"] == quote["spans"]


def test_a_direct_quotation_is_no_fragment():
    text = "“No,” she said."
    assert score(SCARE_QUOTES, text, [make_quote(text, "No", quote_type="direct")]) == []


@pytest.mark.parametrize(
    ("text", "mention", "value"),
    [
        ("The regime went on with its so-called “reforms” today.", "regime", 1),
        ("The self-styled “Free Army” attacked a convoy today.", "Free Army", 1),
        ("The rebels named their plan “Desert Storm” in spring.", "rebels", 0),
        ("The regime went on with its reforms today.", "regime", 0),
        ("The rebels hung a banner, “we will never ever leave”, there.", "rebels", 0),
    ],
)
def test_the_outlet_marks_off_words_that_nobody_said(text, mention, value):
    (row,) = score(SCARE_QUOTES, text, mentions=[make_mention(text, mention, "Syrian government")])
    assert (row["measure"], row["value"]) == ("description.scare_quotes", value)


def test_attributed_fragments_are_not_the_outlets():
    text = "The regime again and again spoke of peace as the envoy called the vote a “farce”."
    quote = make_quote(text, "the vote a “farce”", quote_type="mixed")
    rows = score(SCARE_QUOTES, text, [quote], [make_mention(text, "regime", "Syrian government")])
    assert values(rows) == {"presentation.scare_quotes": 1, "description.scare_quotes": 0}


# ---------------------------------------------------------------------------------------- labels


@pytest.mark.parametrize(
    ("mention", "stance", "word"),
    [
        ("Assad regime", "delegitimising", "regime"),
        ("the Assad regime's", "delegitimising", "regime"),
        ("The Assad  Regime", "delegitimising", "regime"),
        ("Syrian government", "neutral", "government"),
    ],
)
def test_a_labelled_mention_gives_rows_for_stances_and_for_the_partys_words(mention, stance, word):
    text = f"{mention} forces left."
    rows = score(LABELS, text, mentions=[make_mention(text, mention, "Syrian government", role="source")])
    assert values(rows) == {
        "label.delegitimising": stance == "delegitimising",
        "label.neutral": stance == "neutral",
        "label.legitimising": 0,
        "label.regime": word == "regime",
        "label.government": word == "government",
    }
    assert {tuple(row["evidence"][0]) for row in rows} == {(0, len(mention))}


@pytest.mark.parametrize(
    ("mention", "party"), [("Bashar al-Assad", "Syrian government"), ("rebels", "US"), ("Damascus", "Russia")]
)
def test_names_and_labels_of_others_do_not_count(mention, party):
    text = f"{mention} left."
    assert score(LABELS, text, mentions=[make_mention(text, mention, party)]) == []


def test_a_label_in_a_quote_is_the_speakers():
    text = "She said the Assad regime had to go."
    quote = make_quote(text, "the Assad regime had to go", party="US")
    mention = make_mention(text, "Assad regime", "Syrian government", "paraphrase", "q1")
    rows = score(LABELS, text, [quote], [mention])
    assert {(row["voice"], row["voice_party"]) for row in rows} == {("paraphrase", "US")}


# ------------------------------------------------------------------------------------ prominence


def test_quotes_are_measured_in_words_directness_and_position():
    text = "She called the vote a “sorry farce” today."
    rows = score(PROMINENCE, text, [make_quote(text, "the vote a “sorry farce”", quote_type="mixed")])
    quote_rows = [row for row in rows if row["unit"] == "quote"]
    assert values(quote_rows) == {
        "voice.words": 5,
        "voice.directness": pytest.approx(2 / 5),
        "voice.position": pytest.approx(11 / len(text)),
    }
    assert {(row["voice"], row["voice_party"]) for row in rows} == {("outlet", None)}


def test_shares_of_an_article_have_zeros_and_sum_to_one():
    text = "Moscow wants peace now. China wants peace. Somebody objects."
    quotes = [
        make_quote(text, "wants peace now", quote_id="q1"),
        make_quote(text, "China wants", party="China", quote_id="q2"),
        make_quote(text, "Somebody", party="unresolved", quote_id="q3"),
    ]
    shares = {
        row["party"]: row["value"]
        for row in score(PROMINENCE, text, quotes)
        if row["measure"] == "voice.share"
    }
    assert shares == {
        "Russia": pytest.approx(3 / 6),
        "US": 0,
        "Syrian government": 0,
        "unresolved": pytest.approx(1 / 6),
        "China": pytest.approx(2 / 6),
    }


def test_an_article_without_quotes_has_no_shares():
    assert score(PROMINENCE, "Nobody spoke.") == []


def test_words_that_nobody_says_have_no_share():
    text = "Dozens are believed dead, she said."
    nobody = make_quote(text, "Dozens are believed dead", quote_id="q1", party="unresolved") | {
        "speaker": None
    }
    assert [row for row in score(PROMINENCE, text, [nobody]) if row["measure"] == "voice.share"] == []


@pytest.mark.parametrize("text", ["The Foreign Minister left the hall.", "The Green Party left the hall."])
def test_a_party_is_not_judged_by_its_name(text):
    mention = make_mention(text, "left", "Russia")
    assert values(score(TONE, text, [], [mention]))["description.polarity"] == 0


def test_joint_speakers_share_their_words():
    text = "Both agreed to wait here."
    quotes = [
        make_quote(text, "to wait here", quote_id="q1", n_words=1.5),
        make_quote(text, "to wait here", quote_id="q2", party="US", n_words=1.5),
    ]
    rows = score(PROMINENCE, text, quotes)
    shares = {row["party"]: row["value"] for row in rows if row["measure"] == "voice.share"}
    assert (shares["Russia"], shares["US"]) == (0.5, 0.5)


# -------------------------------------------------------------------------- tone and description


def test_tone_is_the_speakers_stance():
    text = "“This is a terrible decision,” she said."
    quote = make_quote(text, "This is a terrible decision", quote_type="direct", party="US")
    rows = score(TONE, text, [quote])
    assert values(rows) == {"tone.polarity": -1, "tone.subjectivity": 1}
    assert {(row["party"], row["voice"], row["voice_party"]) for row in rows} == {("US", "verbatim", "US")}


def test_a_paraphrase_has_no_tone():
    text = "She repeated the worn-out term “brutal regime” again."
    quote = make_quote(text, "the worn-out term “brutal regime", quote_type="mixed", party="US")
    rows = score(TONE, text, [quote])
    assert [text[slice(*span)] for row in rows for span in row["evidence"]] == ["brutal regime"] * 2
    assert {row["voice"] for row in rows} == {"verbatim"}
    assert score(TONE, text, [make_quote(text, "the worn-out term", quote_type="indirect")]) == []


def test_description_reads_the_outlets_words_alone():
    text = "The brutal regime again said it was a wonderful day."
    quote = make_quote(text, "it was a wonderful day")
    mention = make_mention(text, "regime", "Syrian government")
    rows = [row for row in score(TONE, text, [quote], [mention]) if row["unit"] == "mention"]
    assert values(rows)["description.polarity"] < 0
    assert [text[slice(*span)] for span in rows[0]["evidence"]] == ["The brutal regime again said"]
    assert (rows[0]["voice"], rows[0]["voice_party"]) == ("outlet", None)


def test_a_party_may_describe_another():
    text = "Visibly happy, she said the brutal regime must go."
    quote = make_quote(text, "the brutal regime must go", party="US")
    mention = make_mention(text, "regime", "Syrian government", "paraphrase", "q1")
    rows = [row for row in score(TONE, text, [quote], [mention]) if row["unit"] == "mention"]
    assert values(rows)["description.polarity"] < 0
    assert {(row["party"], row["voice"], row["voice_party"]) for row in rows} == {
        ("Syrian government", "paraphrase", "US")
    }


def test_sentiment_is_toward_the_party_mentioned():
    text = "The brave rebels, praised for their honesty, defeated the corrupt and brutal regime."
    mentions = [
        make_mention(text, "rebels", "Syrian opposition"),
        make_mention(text, "regime", "Syrian government"),
    ]
    kind, harsh = score(SENTIMENT_TOWARD, text, [], mentions)
    assert (kind["party"], harsh["party"]) == ("Syrian opposition", "Syrian government")
    assert harsh["value"] < kind["value"]


def test_sentiment_reads_the_outlets_words_alone():
    def score_with(praise: str) -> dict:
        text = f"The rebels were condemned by the envoy, who said it was {praise}."
        quote = make_quote(text, f"it was {praise}")
        (row,) = score(SENTIMENT_TOWARD, text, [quote], [make_mention(text, "rebels", "Syrian opposition")])
        return row | {"evidence": [text[slice(*span)] for span in row["evidence"]]}

    row = score_with("wonderful")
    assert row["value"] < 0
    assert row["evidence"] == ["The rebels were condemned by the envoy, who said"]
    assert (row["voice"], row["voice_party"]) == ("outlet", None)
    assert row == score_with("a shame")


def test_sentiment_of_one_party_toward_another():
    text = "Visibly happy, she said the corrupt and brutal regime must be punished."
    quote = make_quote(text, "the corrupt and brutal regime must be punished", party="US")
    mention = make_mention(text, "regime", "Syrian government", "paraphrase", "q1")
    (row,) = score(SENTIMENT_TOWARD, text, [quote], [mention])
    assert row["value"] < 0
    assert (row["party"], row["voice"], row["voice_party"]) == ("Syrian government", "paraphrase", "US")


@pytest.mark.parametrize("lens", [TONE, SENTIMENT_TOWARD], ids=lambda lens: lens.name)
@pytest.mark.parametrize(("mention", "role"), [("rebels", "source"), ("rebels", "subject")])
def test_a_mere_source_and_a_rest_of_few_words_are_no_description(lens, mention, role):
    text = "The rebels said it was a wonderful day."
    quote = make_quote(text, "it was a wonderful day")
    rows = score(lens, text, [quote], [make_mention(text, mention, "Syrian opposition", role=role)])
    assert rows == []


# ------------------------------------------------------------------------------ all lenses alike


@pytest.fixture(scope="module")
def every_row():
    text = (
        "The Assad regime claimed it killed “tens of terrorists” in a bad night.\n\n"
        "“A good day for all of us,” the envoy said. The so-called “reforms” of the Assad regime went on."
    )
    quotes = [
        make_quote(text, "it killed “tens of terrorists” in a bad night", cue="claimed", quote_type="mixed"),
        make_quote(text, "A good day for all of us", cue="said", quote_type="direct", quote_id="q2"),
    ]
    mention = make_mention(
        text, "Assad regime", "Syrian government", sentence=text[text.index("The so-called") :]
    )
    return text, [row for lens in LENSES for row in score(lens, text, quotes, [mention])]


def test_every_row_is_complete_in_range_and_has_evidence(every_row):
    text, rows = every_row
    measures = describe_measures().set_index("name")
    assert {row["measure"] for row in rows} >= set(measures.index) - {"label.<word>"}
    for row in rows:
        assert list(row) == SCORES.names
        assert (row["article_id"], row["outlet"], row["published"]) == ("a1", "Wire", date(2012, 2, 7))
        measure = measures.loc[row["measure"] if row["measure"] in measures.index else "label.<word>"]
        assert row["unit"] == measure["unit"]
        assert measure["low"] <= row["value"] <= measure["high"]
        assert row["evidence"]
        assert all(0 <= start < end <= len(text) for start, end in row["evidence"])


def test_every_lens_bears_an_empty_article():
    for lens in LENSES:
        assert score(lens, "") == []


def test_every_measure_has_meaning_reference_and_validity():
    table = describe_measures()
    assert table["name"].is_unique
    assert set(table["unit"]) == {"quote", "mention", "article"}
    assert (table[["meaning", "reference", "validity"]].map(len) > 10).all(axis=None)
    tone = table.set_index("name").loc["description.polarity", "validity"]
    assert "0.41" in tone
    assert "28%" in tone
