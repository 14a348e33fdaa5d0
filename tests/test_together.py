"""Those named together: "the two countries", "both sides", "they": (text before, mention, speakers)."""

import pytest

RUSSIA_CHINA = ["Russia", "China"]
SYRIANS = ["Syrian government", "Syrian opposition"]


@pytest.mark.parametrize(
    ("before", "mention", "speakers"),
    [
        ("Russia and China met.", "They", RUSSIA_CHINA),
        ("The text was vetoed by Russia and China.", "They", RUSSIA_CHINA),
        ("Russia and China met.", "The two countries", RUSSIA_CHINA),
        ("Russia and China met.", "Both governments", RUSSIA_CHINA),
        ("Moscow and Beijing met.", "The two capitals", RUSSIA_CHINA),
        ("Russia met. China met.", "The two countries", RUSSIA_CHINA),
        ("Russia and China met.", "The two permanent members", RUSSIA_CHINA),
        ("Susan Rice and Sergei Lavrov met.", "The two rivals", ["Susan Rice", "Sergei Lavrov"]),
        ("Russia, China and France met.", "The three countries", [*RUSSIA_CHINA, "France"]),
        ("Rebels and the army met.", "Both sides", ["Syrian opposition", "Syrian army"]),
        ("The Syrian government and the opposition met.", "Each side", SYRIANS),
        ("Hillary Clinton and Sergei Lavrov met.", "Both ministers", ["Hillary Clinton", "Sergei Lavrov"]),
        ("Russia, China and France met.", "The two countries", ["two countries"]),
        ("Russia, China and France met.", "Both sides", ["Both sides"]),
        ("Hillary Clinton and Sergei Lavrov met.", "The two countries", ["two countries"]),
        ("Russia and China met.", "Both ministers", ["Both ministers"]),
        ("Many met the Arab League's observers.", "Both sides", ["Both sides"]),
        ("The UN urged Syria to stop.", "Both sides", ["Both sides"]),
        ("The White House met. The Pentagon met.", "The two sides", ["two sides"]),
        ("Reuters called. Russia answered.", "Both sides", ["Both sides"]),
        ("American and Russian diplomats met.", "They", ["US officials", "Russian officials"]),
        ("Susan Rice and Sergei Lavrov met.", "The two countries' leaders", ["two countries' leaders"]),
        ("Russia and China met.", "Both of France's rivals", ["Both of France's rivals"]),
    ],
)
def test_those_named_together(say, before, mention, speakers):
    rows = say(f"{before} {mention} said talks go on.", mention)
    assert [row["speaker"] for row in rows] == speakers


def test_they_go_on(say):
    text = "Russia and China said talks go on. They said war is near. They said peace is far."
    rows = say(text, "Russia and China", "They")
    assert [(row["speaker"], row["party"]) for row in rows] == [("Russia", "Russia"), ("China", "China")] * 2


@pytest.mark.parametrize(
    ("relative", "speakers"),
    [
        ("who have", ["Hillary Clinton", "Sergei Lavrov"]),
        ("who both", ["Hillary Clinton", "Sergei Lavrov"]),
        ("who has", ["Sergei Lavrov"]),
    ],
)
def test_who_is_in_the_plural_takes_up_all(resolve, make_quote, relative, speakers):
    text = f"France met Hillary Clinton and Sergei Lavrov, {relative} said talks go on."
    rows = resolve(text, [make_quote(text, 0, "talks go on", "who")])
    assert [row["speaker"] for row in rows] == speakers
