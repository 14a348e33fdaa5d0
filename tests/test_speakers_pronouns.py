"""Whom "he", "it", "I" and sources that go on mean: (text, mention, speaker)."""

import pytest


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


@pytest.mark.parametrize("quoting", ["Ban Ki-moon quoted him", "Ban Ki-moon left. He quoted him"])
def test_who_quotes_him_is_somebody_else(resolve, make_quote, quoting):
    text = f"Barack Obama spoke in Rome. {quoting} as saying that talks go on."
    quote = make_quote(text, 0, "that talks go on", "him", "saying", at=text.index("him"))
    [row] = resolve(
        text, [quote | {"speaker_start": text.index("him"), "speaker_end": text.index("him") + 3}]
    )
    assert row["speaker"] == "Barack Obama"


def test_a_speaker_is_not_whom_the_speech_is_about(resolve, make_quote):
    text = "Barack Obama spoke to NBC. The fall of Assad, he suggested, is near."
    quote = make_quote(text, 0, "The fall of Assad, he suggested, is near", "he", "suggested")
    quote |= {"spans": [[27, 44], [60, 67]], "speaker_start": 46, "speaker_end": 48}
    assert resolve(text, [quote])[0]["speaker"] == "Barack Obama"


@pytest.mark.parametrize("mention", ["The official", "He"])
def test_a_source_without_a_name_goes_on(say, mention):
    text = f"A State Department official said talks go on. {mention} said war is near."
    row = say(text, "A State Department official", mention)[1]
    assert (row["speaker"], row["party"]) == ("State Department official", "US")


def test_an_office_is_not_whoever_an_indefinite_article_brings_in(say):
    assert say("An envoy said talks go on.", "An envoy")[0]["speaker"] == "envoy"


def test_first_person_inside_a_quotation_is_its_speaker(resolve, make_quote):
    text = "“I said talks go on,” Mr Lavrov recalled."
    outer = make_quote(text, 0, "I said talks go on", "Mr Lavrov", "recalled")
    inner = make_quote(text, 1, "talks go on", "I", parent_quote_id="a-q000")
    assert resolve(text, [outer, inner])[1]["speaker"] == "Sergei Lavrov"


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


@pytest.mark.parametrize(("text", "speaker"), [("It was said that", "It"), ("It said", "State Department")])
def test_it_may_only_announce_what_follows(resolve, make_quote, text, speaker):
    text = f"The State Department denied it. {text} talks go on."
    row = resolve(text, [make_quote(text, 0, "talks go on", "It", at=text.index("It "))])[0]
    assert row["speaker"] == speaker


def test_somebody_with_a_first_name_only_may_be_he(say):
    text = "Bashar al-Assad left. Fouad, who sells cloth, said bread is dear. He said war is near."
    assert say(text, "Fouad, who sells cloth,", "He")[1]["speaker"] == "Fouad"


def test_two_without_a_name_may_differ_in_gender(say):
    text = "A doctor came. He said talks go on. Another doctor came. She said war is near."
    assert [row["speaker"] for row in say(text, "He", "She")] == ["doctor", "doctor"]


def test_who_was_she_is_not_he(say):
    rows = say("Leslie Roe met Bob Cole. She said talks go on. He said war is near.", "She", "He")
    assert [row["speaker"] for row in rows] == ["Leslie Roe", "Bob Cole"]


@pytest.mark.parametrize(
    "who",
    ["Eva Brown is a lawyer who", "They fear Eva Brown, seen as an opponent who", "Eva Brown, a lawyer who"],
)
def test_who_is_the_one_of_whom_it_is_told(say, who):
    assert say(f"{who} said talks go on.", "who")[0]["speaker"] == "Eva Brown"


def test_who_is_nobody_known_where_it_is_told_of_nobody(say):
    assert say("Eva Brown met a lawyer who said talks go on.", "who")[0]["speaker"] == "lawyer"


def test_it_is_the_body_that_a_description_before_means(say):
    text = "The World Bank met. The bank was late. It said bread is dear."
    assert say(text, "It")[0]["speaker"] == "World Bank"


def test_he_is_whom_a_description_before_means(say):
    text = "Eva Brown, the envoy, met Ann Novak. The envoy was late. She said bread is dear."
    assert say(text, "She")[0]["speaker"] == "Eva Brown"


@pytest.mark.parametrize(
    "who",
    ["Eva Brown is not a lawyer who", "If Eva Brown were a lawyer who"],
)
def test_who_is_nobody_where_it_is_not_said_of_her(say, who):
    assert say(f"{who} said talks go on.", "who")[0]["speaker"] == "lawyer"


def test_a_description_is_read_to_its_end(say):
    text = "The World Bank met. The bank of Bob Cole was late. It said bread is dear."
    assert say(text, "It")[0]["speaker"] != "World Bank"


@pytest.mark.parametrize("noun", ["publisher", "retailer"])
def test_a_word_that_is_often_a_firm_may_be_it(say, noun):
    assert say(f"The {noun} fell. It said bread is dear.", "It")[0]["speaker"] == noun


@pytest.mark.parametrize(
    ("mention", "speaker", "party"),
    [
        ("His adviser", "Sergei Lavrov's adviser", "Russia"),
        ("His former adviser", "His former adviser", "unresolved"),
        ("His dentist", "His dentist", "unresolved"),
        ("His opponent's spokesman", "His opponent's spokesman", "unresolved"),
    ],
)
def test_his_adviser_speaks_for_him(say, mention, speaker, party):
    row = say(f"Sergei Lavrov left. {mention} said talks go on.", mention)[0]
    assert (row["speaker"], row["party"]) == (speaker, party)


@pytest.mark.parametrize(
    ("before", "mention", "speakers"),
    [
        ("The Kremlin met.", "Its spokesman", [("Kremlin's spokesman", "Russia")]),
        ("The Kremlin met.", "Its members", [("Kremlin's members", "Russia")]),
        ("The Kremlin met.", "Its former spokesman", [("Its former spokesman", "unresolved")]),
        ("Russia met.", "Its foreign ministry", [("Russia's foreign ministry", "Russia")]),
        ("Bashar al-Assad met.", "His government", [("Bashar al-Assad's government", "Syrian government")]),
        ("Bashar al-Assad met.", "His victims", [("His victims", "unresolved")]),
        ("Russia met.", "Its captain", [("Its captain", "unresolved")]),
        ("The State Department met the White House.", "Its head", [("Its head", "unresolved")]),
        ("The Kremlin met.", "Its victims", [("Its victims", "unresolved")]),
        ("The Senate met.", "Its members", [("Its members", "unresolved")]),
        (
            "Russia and China met.",
            "Their envoys",
            [("Russia's envoys", "Russia"), ("China's envoys", "China")],
        ),
        ("Russia and China met.", "Their spokesman", [("Their spokesman", "unresolved")]),
        ("Russia and Novak met.", "Their envoys", [("Their envoys", "unresolved")]),
    ],
)
def test_whoever_is_of_a_body_has_its_party(say, before, mention, speakers):
    rows = say(f"{before} {mention} said talks go on.", mention)
    assert [(row["speaker"], row["party"]) for row in rows] == speakers


@pytest.mark.parametrize(
    ("place", "mention", "speaker", "party"),
    [
        ("In Moscow,", "the Foreign Ministry", "Russia's Foreign Ministry", "Russia"),
        ("Later,", "the Foreign Ministry in Moscow", "Russia's Foreign Ministry", "Russia"),
        ("In Moscow,", "the resident", "resident", "unresolved"),
        ("In Moscow,", "the Chinese foreign ministry", "Chinese Foreign Ministry", "China"),
    ],
)
def test_a_ministry_is_of_the_state_in_whose_capital_it_is(say, place, mention, speaker, party):
    row = say(f"The Syrian foreign ministry met. {place} {mention} said talks go on.", mention)[0]
    assert (row["speaker"], row["party"]) == (speaker, party)


def test_his_adviser_is_not_of_whom_the_words_are_about(resolve, make_quote):
    text = "Vladimir Putin was in Sochi. “Kofi Annan is a friend of mine,” his adviser said."
    quote = make_quote(text, 0, "Kofi Annan is a friend of mine", "his adviser")
    assert resolve(text, [quote])[0]["speaker"] == "Vladimir Putin's adviser"


def test_they_are_no_place_where_something_lies(say):
    row = say("The farm lies above Tolmouth. They said talks will go on.", "They")[0]
    assert (row["speaker"], row["resolved_by"]) == ("They", "unresolved")


@pytest.mark.parametrize(
    ("before", "mention"),
    [
        ("Bashar al-Assad met.", "The leader of the Free Syrian Army"),
        ("Hillary Clinton met.", "The chief of the Free Syrian Army"),
        ("Vladimir Putin met.", "The rebel leader"),
    ],
)
def test_the_leader_of_a_body_is_nobody_of_another_party(say, before, mention):
    row = say(f"{before} {mention} said talks go on.", mention)[0]
    assert row["party"] == "Syrian opposition"
