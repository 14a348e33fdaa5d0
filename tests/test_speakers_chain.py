"""The chain from a mention to its party, as it is told: (text, mention, chain)."""

import pytest


def test_the_chain_is_told(resolve, make_quote):
    text = "Sergei Lavrov flew in. He said talks go on."
    row = resolve(text, [make_quote(text, 0, "talks go on", "He")])[0]
    assert row["resolution"] == "He → Sergei Lavrov → Foreign Minister (Russia, 2004–) → Russia"


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
