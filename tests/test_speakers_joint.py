"""Speakers together: "A and B", "they", "both"."""

import pytest

from toolkit.joint import is_bare_name, is_named, split_joint


def test_joint_speakers_share_an_attribution_and_divide_its_words(resolve, make_quote):
    text = "Susan Rice and Gerard Araud said talks will go on."
    rows = resolve(text, [make_quote(text, 0, "talks will go on", "Susan Rice and Gerard Araud")])
    assert [(r["speaker"], r["party"], r["n_words"]) for r in rows] == [
        ("Susan Rice", "US", 2.0),
        ("Gerard Araud", "France", 2.0),
    ]
    assert len({r["attribution_id"] for r in rows}) == 1
    assert len({r["quote_id"] for r in rows}) == 2


@pytest.mark.parametrize("mention", ["They", "Both", "The two", "The two diplomats"])
def test_those_named_together_speak_together(say, mention):
    rows = say(f"Susan Rice and Gerard Araud voted. {mention} said talks will go on.", mention)
    assert [(row["speaker"], row["party"], row["n_words"]) for row in rows] == [
        ("Susan Rice", "US", 2.0),
        ("Gerard Araud", "France", 2.0),
    ]
    assert [row["resolution"].split(" → ")[0] for row in rows] == [mention, mention]


@pytest.mark.parametrize(("word", "speakers"), [("We", ["Eva Brown", "Ann Novak"]), ("I", ["I"])])
def test_we_is_all_who_signed_a_letter(say, word, speakers):
    rows = say(f"{word} said bread is dear.\n\nEva Brown\nAnn Novak", word)
    assert [row["speaker"] for row in rows] == speakers


def test_more_than_three_named_together_speak_together(say):
    names = ["Susan Rice", "Gerard Araud", "Vitaly Churkin", "William Hague"]
    text = f"{', '.join(names[:-1])} and {names[-1]} voted. They said talks will go on."
    assert [row["speaker"] for row in say(text, "They")] == names


def test_joint_speakers_go_on_together(say):
    text = "Susan Rice and Gerard Araud said talks go on. They said war is near."
    rows = say(text, "Susan Rice and Gerard Araud", "They")
    assert [row["speaker"] for row in rows] == ["Susan Rice", "Gerard Araud"] * 2


@pytest.mark.parametrize(
    "mention",
    ["both of her rivals", "aides to both Susan Rice and Gerard Araud", "Both of the diplomats' wives"],
)
def test_others_than_those_named_are_not_they(say, mention):
    rows = say(f"Susan Rice and Gerard Araud voted. Then {mention} said talks will go on.", mention)
    assert [row["speaker"].lower() for row in rows] == [mention.lower()]


def test_what_both_are_is_no_speaker(say):
    mention = "Susan Rice and Gerard Araud, both diplomats,"
    rows = say(f"{mention} said talks will go on.", mention)
    assert [row["speaker"] for row in rows] == ["Susan Rice", "Gerard Araud"]


def test_both_of_them_are_they(say):
    rows = say("Susan Rice and Gerard Araud voted. Both of them said talks will go on.", "Both of them")
    assert [row["speaker"] for row in rows] == ["Susan Rice", "Gerard Araud"]


def test_a_name_beside_a_known_one_speaks_too(say):
    mention = "Susan Rice and Chrabaszcz"
    rows = say(f"{mention} said talks will go on.", mention)
    assert [row["speaker"] for row in rows] == ["Susan Rice", "Chrabaszcz"]


@pytest.mark.parametrize(
    ("mention", "speakers"),
    [
        ("Lavrov and UN envoy Kofi Annan", ["Sergei Lavrov", "Kofi Annan"]),
        ("Republican Reyes and Democrat Novak", ["Ana Reyes", "Eva Novak"]),
        ("Presidents Obama and Putin", ["Barack Obama", "Vladimir Putin"]),
        ("Sens. Reyes and Novak", ["Ana Reyes", "Eva Novak"]),
        (
            "British and Russian foreign ministers William Hague and Sergei Lavrov",
            ["William Hague", "Sergei Lavrov"],
        ),
        ("Britain, France and Germany", ["United Kingdom", "France", "Germany"]),
        ("Cuba and Russia", ["Cuba", "Russia"]),
        ("Russia, China and Cuba", ["Russia", "China", "Cuba"]),
        ("Reyes and Novak campaign manager Tom Grant", ["Tom Grant"]),
    ],
)
def test_all_who_are_named_speak(say, mention, speakers):
    rows = say(f"Ana Reyes met Eva Novak. On Monday, {mention} said talks go on.", mention)
    assert [row["speaker"] for row in rows] == speakers


def test_a_sentence_that_the_parser_ends_too_early_has_both(say):
    text = "Talks go on\n\nRussia and China said war is near."
    assert [row["speaker"] for row in say(text, "Russia and China")] == ["Russia", "China"]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Cuba and Russia said so.", "Cuba", True),
        ("The talks in Germany failed.", "Germany", True),
        ("Doctors and Russia said so.", "Doctors", False),
        ("Anna Reyes said so.", "Anna", False),
    ],
)
def test_whole_names(parse, text, name, expected):
    doc = parse(text).doc
    start = text.index(name)
    assert is_named(doc.char_span(start, start + len(name))) is expected


def test_a_list_that_the_parser_takes_for_an_apposition_is_a_list(resolve, make_quote):
    mention = "Jason Dana, Robyn Dawes and Nathanial Peterson"
    text = f"“Do not use them,” wrote {mention}."
    rows = resolve(text, [make_quote(text, 0, "Do not use them", mention, cue="wrote")])
    assert [row["speaker"] for row in rows] == ["Jason Dana", "Robyn Dawes", "Nathanial Peterson"]


def test_two_of_one_surname_who_are_kin_are_a_family(say):
    rows = say(
        "Bashar al-Assad and his wife, Asma al-Assad, left. The Assads said talks will go on.", "The Assads"
    )
    assert [row["speaker"] for row in rows] == ["Bashar al-Assad", "Asma al-Assad"]


def test_two_named_by_one_surname_are_a_family(say):
    rows = say("Graham and Linda Pryce left. The Pryces said talks will go on.", "The Pryces")
    assert [row["speaker"] for row in rows] == ["Graham Pryce", "Linda Pryce"]


@pytest.mark.parametrize(
    ("before", "mention", "speaker"),
    [
        ("Susan Rice left with her son.", "The Rices", "Rices"),
        ("Ann Rice, her son Tom Rice and her daughter Eve Rice left.", "The Rices", "Rices"),
        ("Jim Brown and Antonio Brown played well.", "The Browns", "Browns"),
        ("Anna Wood and her husband Tom Wood sued. Tiger Woods left.", "Tiger Woods", "Tiger Woods"),
        ("Anna Wood and her husband Tom Wood sued. Tiger Woods left.", "Woods", "Tiger Woods"),
    ],
)
def test_others_are_no_family(say, before, mention, speaker):
    rows = say(f"{before} {mention} said talks will go on.", mention)
    assert [row["speaker"] for row in rows] == [speaker]


@pytest.mark.parametrize(
    ("mention", "parts"),
    [
        ("Rice, Grant, Novak and Poe", ["Rice", "Grant", "Novak", "Poe"]),
        ("Karen Novak, Ted Reyes, Jane Doe and Jim Poe", ["Karen Novak", "Ted Reyes", "Jane Doe", "Jim Poe"]),
        ("Peter Reyes, a lawyer and activist,", ["Peter Reyes, a lawyer and activist,"]),
        ("Paul Ryan And Mitch McConnell", ["Paul Ryan", "Mitch McConnell"]),
        ("aides to both Rice and Grant", ["aides to both Rice and Grant"]),
    ],
)
def test_parts_of_a_mention(parse, mention, parts):
    doc = parse(f"{mention} said the war was over.").doc
    said = next(token.i for token in doc if token.text == "said")
    assert [part.text for part in split_joint(doc[:said])] == parts


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Rice and Chrabaszcz said so.", "Chrabaszcz", True),
        ("Rice and Monday said so.", "Monday", False),
        ("Novak and Sons said so.", "Sons", False),
        ("Novak and the court said so.", "the court", False),
    ],
)
def test_bare_names(parse, text, name, expected):
    doc = parse(text).doc
    start = text.index(name)
    assert is_bare_name(doc.char_span(start, start + len(name))) is expected
