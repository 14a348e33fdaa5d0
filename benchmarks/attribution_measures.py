"""How well predicted attributions fit annotated ones: contents matched softly, speakers by a shared word.

Words only count: punctuation and quotation marks never matter. A predicted content fits an annotated one
if they share at least half of the words of both together (Jaccard ≥ 0.5); the matching is one to one and
has the largest sum of 1 + Jaccard. The speaker fits if the head phrase of the predicted mention shares a
word with the annotated one that is no function word; where nobody is annotated, nobody may be predicted.
Reported on all attributions, on quoted ones (half of the words inside double quotation marks that belong
to the content) and on those with a cue of speech.
"""

from __future__ import annotations

import re
from collections import Counter

import numpy as np
from scipy.optimize import linear_sum_assignment

SETS = ("all", "quoted", "speech")
MEASURES = ("content_soft", "content_speaker")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_MODIFIER_MARK = re.compile("[,;:(—–]")
_FUNCTION_WORDS = frozenset(
    """a about all also an and any are as at be been being both but by d did do does each every few for from
    had has have here if in into is ll m many more most mr mrs ms much n't no nor not of on one or
    other own re s several so some such t than that the then there these this those to ve very was were what
    when where which who whom whose with dr former""".split()
)
_MODIFIER_WORDS = frozenset(
    "of in on at for from with who whom which whose that to by after before during".split()
)
_SPEECH_VERBS = """
    accuse acknowledge add address admit advise agree allege announce answer apologise apologize
    applaud argue ask assert attest beg blame blast blog boast brag call caution chant charge chime
    cite claim clarify comment complain concede conclude condemn confirm congratulate contend
    continue convey counter criticise criticize declaim declare declined decline decry demand
    denounce deny describe disagree disclose discuss dispute e-mail echo elaborate email emphasise
    emphasize exclaim explain hail imply indicate inform insinuate insist interject jeer joke lament
    laud lecture maintain mention mock mutter murmur note observe offer opine plead pledge point
    posit post praise preach predict proclaim profess proffer promise pronounce propose protest
    query question quip quote read rebut recall recommend recount refuse refute reiterate relay
    remark repeat reply report request respond retort retweet reveal ridicule say scream shout slam
    speak specify state stress suggest swear talk taunt tell testify text thank tout tweet urge vow
    warn whisper wonder write yell
""".split()
_IRREGULAR = """said saying says told wrote written writing swore sworn spoke spoken begged begging quipped
    quipping bragged bragging admitted admitting slammed slamming rebutted rebutting according""".split()


def inflect(verb: str) -> set[str]:
    """The regular forms of a verb."""
    if verb.endswith("e"):
        return {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return {verb, verb + plural, verb + "ed", verb + "ing"}


SPEECH_FORMS = frozenset(_IRREGULAR).union(*map(inflect, _SPEECH_VERBS))


class Words:
    """The words of a text, numbered; spans become sets of numbers."""

    def __init__(self, text: str):
        self.text = text
        matches = [match for match in _TOKEN.finditer(text) if any(map(_is_word_character, match.group()))]
        self.edges = [match.span() for match in matches]
        self.words = [match.group().lower() for match in matches]
        self.number_at = np.full(len(text) + 1, -1)
        for number, (start, end) in enumerate(self.edges):
            self.number_at[start:end] = number
        self.quoted = [number for stretch in find_stretches(text) if (number := self.find([stretch]))]

    def find(self, spans) -> frozenset[int]:
        """Numbers of the words that overlap any of the spans."""
        found = set()
        for start, end in spans:
            found.update(self.number_at[max(0, start) : min(len(self.text), end)].tolist())
        return frozenset(found - {-1})

    def content_words(self, numbers) -> frozenset[int]:
        """Without function words; all, where there are no others."""
        return frozenset(n for n in numbers if self.words[n] not in _FUNCTION_WORDS) or frozenset(numbers)

    def head_phrase(self, spans) -> frozenset[int]:
        """The mention up to its first modifier, without function words."""
        head: list[int] = []
        for number in sorted(self.find(spans)):
            if any(self.words[n] not in _FUNCTION_WORDS for n in head):
                gap = self.text[self.edges[head[-1]][1] : self.edges[number][0]]
                if self.words[number] in _MODIFIER_WORDS or _MODIFIER_MARK.search(gap):
                    break
            head.append(number)
        return self.content_words(head)

    def is_quoted(self, content: frozenset[int]) -> bool:
        """Whether half of the words lie in quotations of which the content holds half."""
        inside = set()
        for stretch in self.quoted:
            shared = stretch & content
            if shared and 2 * len(shared) >= len(stretch):
                inside |= shared
        return bool(content) and 2 * len(inside) >= len(content)


def _is_word_character(character: str) -> bool:
    return character.isalnum() or character == "_"


def find_stretches(text: str) -> list[tuple[int, int]]:
    """Double-quoted stretches, read plainly: a mark opens or closes, a line end closes."""
    text = text.replace("``", "“ ").replace("''", "” ")
    stretches, opened = [], None
    for match in re.finditer('["“”„‟«»\n]', text):
        mark, place = match.group(), match.start()
        if mark == "\n":
            if opened is not None:
                stretches.append((opened, place))
            opened = None
        elif opened is None:
            opened = place if mark in '"“„«' else None
        elif mark in '"”»‟':
            stretches.append((opened, place + 1))
            opened = None
    return stretches if opened is None else [*stretches, (opened, len(text))]


def count_article(text: str, gold: list[dict], predicted: list[dict]) -> Counter:
    """Counts of one article, by set, side and measure; they add up over articles."""
    words = Words(text)
    gold, predicted = prepare_attributions(words, gold), prepare_attributions(words, predicted)
    for attribution in predicted:
        if not attribution["cue_words"]:  # no cue is no excuse from precision
            attribution["sets"].add("speech")
    matched = match_contents(words, gold, predicted)
    counts: Counter = Counter()
    for side, attributions in (("gold", gold), ("predicted", predicted)):
        partners = {pair[side == "predicted"]: ok for pair, ok in matched.items()}
        for number, attribution in enumerate(attributions):
            for name in attribution["sets"]:
                counts[name, side, "total"] += 1
                counts[name, side, "content_soft"] += number in partners
                counts[name, side, "content_speaker"] += partners.get(number, False)
    return counts


def prepare_attributions(words: Words, attributions: list[dict]) -> list[dict]:
    """Attributions as sets of words, with the sets of the report to which each one belongs."""
    prepared = []
    for attribution in attributions:
        content, cue = words.find(attribution["content"]), words.find(attribution["cue"])
        if content:
            sets = {"all"}
            if words.is_quoted(content):
                sets.add("quoted")
            if any(words.words[number] in SPEECH_FORMS for number in cue):
                sets.add("speech")
            prepared.append({**attribution, "words": content, "cue_words": cue, "sets": sets})
    return prepared


def match_contents(words: Words, gold: list[dict], predicted: list[dict]) -> dict[tuple[int, int], bool]:
    """Best one-to-one matching of contents: pair → whether the speaker fits too."""
    weights = np.zeros((len(gold), len(predicted)))
    for row, annotated in enumerate(gold):
        for column, found in enumerate(predicted):
            shared = len(annotated["words"] & found["words"])
            jaccard = shared / len(annotated["words"] | found["words"])
            if jaccard >= 0.5:
                fits = fits_speaker(words, annotated, found)
                weights[row, column] = 1 + jaccard + 1e-6 * fits  # the speaker only breaks ties
    rows, columns = linear_sum_assignment(-weights)
    return {
        (row, column): fits_speaker(words, gold[row], predicted[column])
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if weights[row, column] > 0
    }


def fits_speaker(words: Words, annotated: dict, found: dict) -> bool:
    """Whether the predicted speaker names the annotated one."""
    if not annotated["source"]:
        return not found["source"]
    return bool(words.head_phrase(found["source"]) & words.content_words(words.find(annotated["source"])))


def summarize(counts: list[Counter], *, draws: int = 1000, seed: int = 1) -> dict:
    """Precision, recall and F1 in percent, with 95% intervals by bootstrap over articles."""
    rng = np.random.default_rng(seed)
    samples = rng.integers(0, len(counts), (draws, len(counts))) if counts else np.zeros((0, 0), int)
    report: dict = {"articles": len(counts)}
    for name in SETS:
        table = {
            (side, measure): np.array([count[name, side, measure] for count in counts], float)
            for side in ("gold", "predicted")
            for measure in ("total", *MEASURES)
        }
        report[name] = {
            "n_gold": int(table["gold", "total"].sum()),
            "n_predicted": int(table["predicted", "total"].sum()),
        }
        for measure in MEASURES:
            precision, recall, f1 = _rates(table, measure, lambda values: values.sum())
            resampled = _rates(table, measure, lambda values: values[samples].sum(axis=1))[2]
            low, high = np.percentile(resampled, [2.5, 97.5]) if len(samples) else (0.0, 0.0)
            report[name][measure] = {
                "precision": round(float(precision), 1),
                "recall": round(float(recall), 1),
                "f1": round(float(f1), 1),
                "f1_low": round(float(low), 1),
                "f1_high": round(float(high), 1),
            }
    return report


def _rates(table: dict, measure: str, add) -> tuple:
    """Precision, recall and F1 in percent, from counts added up by ``add``."""
    precision = _share(add(table["predicted", measure]), add(table["predicted", "total"]))
    recall = _share(add(table["gold", measure]), add(table["gold", "total"]))
    return precision, recall, _share(2 * precision * recall, precision + recall, scale=1)


def _share(part, whole, *, scale: float = 100):
    """part / whole, 0 where there is nothing."""
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    return scale * np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
