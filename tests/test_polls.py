"""Polls by name: (text, names in text order)."""

import pytest

from toolkit.polls import name_polls


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "Poll: Davis leads.\n\nSo says a new poll. The Morning Consult Poll has it. The survey too.",
            ["Morning Consult Poll"] * 4,
        ),
        (
            "A Des Moines Register/Bloomberg Politics poll has it. The new Register/Bloomberg survey too.",
            ["Des Moines Register/Bloomberg Politics poll"] * 2,
        ),
        ("A CNN poll said so. A Fox News poll said no. The poll asked 40.", ["CNN poll", "Fox News poll"]),
        ("A CNN poll said so. Another poll said no. The poll asked 40.", ["CNN poll"]),
        ("An Iowa poll found it. The poll says so.", []),
        ("A poll found it.", []),
        ("A CNN poll had her ahead. A new poll put her behind. The poll is long.", ["CNN poll"]),
        ("The Gallup poll had him behind. The exit poll said so.", ["Gallup poll"]),
        ("The Gallup poll beat two other polls. The poll said so.", ["Gallup poll"]),
        ("The Gallup poll came out. The farm survey said so.", ["Gallup poll"]),
        (
            "A New York Times poll is out. A New York Times/CBS News poll too. The poll said so.",
            ["New York Times poll", "New York Times/CBS News poll"],
        ),
        ("Obama poll numbers fell in May. The survey said so.", []),
        ("Clinton leads Trump - Fox News poll\n\nThe survey said so.", ["Fox News poll"] * 2),
        ("A Brackley/Sunday Herald poll is out.", ["Brackley/Sunday Herald poll"]),
        ("A Gallup poll is out. The GALLUP poll said so.", ["Gallup poll"] * 2),
    ],
)
def test_polls_by_name(parse, text, named):
    assert list(name_polls(parse(text).doc).values()) == named
