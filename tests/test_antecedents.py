"""Whom a pronoun means: (text, pronoun, expected); chances sum to 1; the work grows with the text."""

from dataclasses import replace

import pytest

from toolkit.actors import find_actors
from toolkit.antecedents import FAR, NEAR, SURE, Scene
from toolkit.cast import SINGULAR
from toolkit.nouns import PERSON
from toolkit.prominence import WEIGHTS, weigh_candidates
from toolkit.referents import measure_headline


@pytest.fixture
def set_scene(parse, names):
    def run(text: str, scene=Scene):
        document = parse(text)
        return scene(document, find_actors(document, names))

    return run


def find_last(doc, word: str):
    return next(token for token in reversed(doc) if token.text == word)


def read_actor(resolved):
    return resolved and resolved.actor


@pytest.mark.parametrize(
    ("text", "pronoun", "actor"),
    [
        ("Hillary Clinton met Barack Obama. He left.", "He", "Barack Obama"),
        ("Hillary Clinton met Barack Obama. She left.", "She", "Hillary Clinton"),
        ("Hillary Clinton told Susan Rice to wait. She left.", "She", "Hillary Clinton"),
        ("Sergei Lavrov flew in. Kofi Annan waited. He left.", "He", "Kofi Annan"),
        ("Sergei Lavrov flew in. A spokesman waited. He left.", "He", None),
        ("Loretta Lynch met Sergei Lavrov. She left.", "She", "Loretta Lynch"),
        ("A spokeswoman met Sergei Lavrov. She left.", "She", "spokeswoman"),
        ("Sergei Lavrov left. “It was for Kofi Annan,” it read. He left.", "He", "Sergei Lavrov"),
        ("Sergei Lavrov met Kofi Annan. Shells fell." + " Shells fell." * FAR + " He left.", "He", None),
        ("Shells fell. He left.", "He", None),
        ("Hillary Clinton met Susan Rice. He left.", "He", None),
    ],
)
def test_persons_by_gender_recency_and_subject(set_scene, text, pronoun, actor):
    scene = set_scene(text)
    assert read_actor(scene.find_person(find_last(scene.doc, pronoun), SINGULAR[pronoun.lower()])) == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Susan Rice spoke in Paris. A mother of two waited at the gate. She left.", None),
        ("A woman who sued the bank met the aides of Susan Rice. She left.", None),
        ("Kofi Annan toured the camp. An old man showed the tents. He left.", None),
        ("Susan Rice praised the clinic. Another woman, a nurse, waited. She left.", None),
        ("A woman sued the bank. She was a nurse. Shells fell. She left.", "woman"),
        ("Hillary Clinton flew in. On Monday, she left.", "Hillary Clinton"),
        ("Sergei Lavrov flew in. The plan failed. He left.", "Sergei Lavrov"),
        ("Ellen Hart met the police. The statement was late. She left.", "Ellen Hart"),
        ("Kofi Annan's plan failed. He left.", "Kofi Annan"),
        ("Reporters asked Sergei Lavrov about the plan. He left.", "Sergei Lavrov"),
        ("The aides of Susan Rice were there. She left.", "Susan Rice"),
        ("As Barack Obama spoke in Cairo, Sergei Lavrov flew home because he was ill.", "Sergei Lavrov"),
        ("Susan Rice met Hillary Clinton, a former senator. She left.", "Susan Rice"),
        ("Peter Brandt, who served under Kofi Annan, counted the votes. He left.", "Peter Brandt"),
        ("Ellen Hart, who worked for Hillary Clinton, wrote the book. She left.", "Ellen Hart"),
        (
            "Ellen Hart grew up in Homs. Her mother sold bread. Her sister was ill. Hart wept. She left.",
            "Ellen Hart",
        ),
        ("Ellen Hart praised her daughter, Anna Hart. She left.", "Ellen Hart"),
        ("Peter Brandt buried his father. He left.", "Peter Brandt"),
        ("“She is tired,” Susan Rice said of Hillary Clinton. She left.", "Susan Rice"),
        ("“I told Hillary Clinton that she was late,” Ellen Hart said. She left.", "Ellen Hart"),
        ("Ellen Hart flew in. She was tired. She ate. Shells fell. She left.", "Ellen Hart"),
        ("Shells fell. She wept. Food was dear. She left.", None),
        ("Shells fell. She wept. Food was dear. He left.", None),
    ],
)
def test_the_last_he_or_she_of_a_story(set_scene, text, actor):
    scene = set_scene(text)
    pronoun = [token for token in scene.doc if token.lower_ in ("he", "she")][-1]
    assert read_actor(scene.find_person(pronoun, SINGULAR[pronoun.lower_])) == actor


@pytest.mark.parametrize(("chance", "actor"), [(1.0, "Sergei Lavrov"), (0.8 * SURE[PERSON], None)])
def test_who_was_reached_unsurely_counts_less(set_scene, chance, actor):
    scene = set_scene("Sergei Lavrov flew in. He left.")
    (lavrov,) = scene.sightings
    scene.add_speaker(scene.doc[lavrov.start : lavrov.end], replace(scene.resolve(lavrov), chance=chance))
    assert read_actor(scene.find_person(find_last(scene.doc, "He"), "male")) == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Kofi Annan's letter came. Sergei Lavrov spoke. It was sharp.", "Kofi Annan"),
        ("Susan Rice read out a statement from the Kremlin. It was sharp.", "Kremlin"),
        ("Susan Rice spoke. Her letter was long. It was sharp.", "Susan Rice"),
        ("Kofi Annan wrote in an email that shells fell. It was sharp.", "Kofi Annan"),
        ("Sergei Lavrov spoke. An email came. It was sharp.", "email"),
    ],
)
def test_it_may_be_whose_paper_has_come_up(set_scene, text, actor):
    scene = set_scene(text)
    speaker = next((s for s in scene.sightings if scene.doc[s.end].text == "spoke"), None)
    if speaker:
        scene.add_speaker(scene.doc[speaker.start : speaker.end], scene.resolve(speaker))
    assert read_actor(scene.find_body(find_last(scene.doc, "It"))) == actor


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Envoy flies in\n\nKofi Annan left.", 3),
        ("The envoy flies in.\n\nKofi Annan left.", 5),
        ("The envoy flies in. He is late.\n\nKofi Annan left.", 0),
        ("The envoy flies in" + " and out" * 9 + ".\n\nKofi Annan left.", 0),
        ("Kofi Annan left.", 0),
    ],
)
def test_a_first_line_that_is_a_paragraph_is_no_headline(parse, text, end):
    assert measure_headline(parse(text).doc) == end


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Kremlin sent an envoy. It agreed.", "Kremlin"),
        ("Sergei Lavrov met the State Department. It agreed.", "State Department"),
        ("Shells fell in Damascus. It agreed.", None),
        ("The army met Netanyahu. Netanyahu left. It agreed.", "Syrian army"),
        ("Karen Novak left. Novak slept. It agreed.", None),
    ],
)
def test_bodies(set_scene, text, actor):
    scene = set_scene(text)
    assert read_actor(scene.find_body(find_last(scene.doc, "It"))) == actor


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("Officials met Sergei Lavrov. They agreed.", "They", "Officials"),
        ("Susan Rice and Gerard Araud met. They agreed.", "They", "Susan Rice; Gerard Araud"),
        ("Susan Rice and Gerard Araud met officials. Both agreed.", "Both", "Susan Rice; Gerard Araud"),
        ("Officials met. Both agreed.", "Both", None),
        ("Susan Rice spoke. Gerard Araud left. Both agreed.", "Both", "Susan Rice; Gerard Araud"),
        ("Susan Rice spoke. Gerard Araud left. Kofi Annan came. Both agreed.", "Both", None),
        ("French ministers met. Susan Rice spoke. Gerard Araud left. They agreed.", "They", None),
        ("Sergei Lavrov left. They agreed.", "They", None),
        ("Voters feared the results. They agreed.", "They", "Voters"),
        (
            "Susan Rice and Gerard Araud met." + " It rained." * NEAR + " They agreed.",
            "They",
            "Susan Rice; Gerard Araud",
        ),
    ],
)
def test_groups(set_scene, text, word, actor):
    scene = set_scene(text)
    assert read_actor(scene.find_group(find_last(scene.doc, word))) == actor


def test_what_a_person_says_is_passed_over(set_scene):
    scene = set_scene("Barack Obama left. Assad will fall, he said.")
    pronoun = find_last(scene.doc, "he")
    assert scene.find_person(pronoun, "male", outside=[(19, 34)]).actor == "Barack Obama"


def test_the_last_speaker_goes_on(set_scene):
    scene = set_scene("Sergei Lavrov met Kofi Annan. He left.")
    annan = scene.sightings[1]
    scene.add_speaker(scene.doc[annan.start : annan.end], scene.resolve(annan))
    assert scene.find_person(find_last(scene.doc, "He"), "male").actor == "Kofi Annan"


def test_speakers_together_stand_for_they(set_scene):
    scene = set_scene("Susan Rice spoke. Gerard Araud agreed. They left.")
    rice, araud = (scene.resolve(sighting) for sighting in scene.sightings)
    scene.add_joint(scene.doc[4:6], [rice, araud])
    assert scene.find_group(find_last(scene.doc, "They")).members == (rice, araud)


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("It was Sergei Lavrov, who left.", "who", "Sergei Lavrov"),
        ("It was Sergei Lavrov who left.", "who", "Sergei Lavrov"),
        ("It was an envoy who left.", "who", None),
    ],
)
def test_what_is_named_right_before(set_scene, text, word, actor):
    scene = set_scene(text)
    assert read_actor(scene.find_before(find_last(scene.doc, word))) == actor


def test_chances_sum_to_one_and_a_subject_has_the_better():
    plain = dict.fromkeys(WEIGHTS[PERSON], 0.0)
    first, second = weigh_candidates([plain | {"subject": 1.0}, plain], PERSON)
    assert first + second == pytest.approx(1)
    assert first > SURE[PERSON] > second


def test_every_kind_weighs_the_same_properties_in_the_order_described(set_scene):
    scene = set_scene("Sergei Lavrov flew in. He left.")
    pronoun = find_last(scene.doc, "He")
    referent = next(scene.look_back(pronoun.i))
    for kind, weights in WEIGHTS.items():
        assert list(scene.describe(referent, pronoun, kind)) == list(weights)


class Counting(Scene):
    """A scene that counts the candidates it looks at."""

    def __init__(self, *arguments):
        self.seen = 0
        super().__init__(*arguments)

    def find_candidates(self, *arguments, **options):
        for each in super().find_candidates(*arguments, **options):
            self.seen += 1
            yield each


def test_the_work_grows_with_the_text_and_no_faster(set_scene):
    text = (
        "Sergei Lavrov flew in. He met Kofi Annan and Susan Rice. She left early. Officials agreed. "
        "They praised the Kremlin. It was late. Gerard Araud stayed. He waited. Hillary Clinton called. "
        "She was in Paris.\n\n"
    )

    def count(copies: int) -> int:
        scene = set_scene(text * copies, Counting)
        for token in scene.doc:
            if token.lower_ in SINGULAR:
                scene.find_person(token, SINGULAR[token.lower_])
            elif token.lower_ in ("it", "they"):
                scene.find_body(token) if token.lower_ == "it" else scene.find_group(token)
        return scene.seen

    one = count(3)  # longer than the sentences that are looked back
    assert one > 0
    assert count(3 * 20) <= 25 * one
