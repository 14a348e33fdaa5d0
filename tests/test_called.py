"""The name that a clause gives: (text, noun, name), and who then speaks."""

import pytest

from toolkit.called import list_given_names


@pytest.mark.parametrize(
    ("text", "noun", "name"),
    [
        ("A man named Bob Tarrow spoke.", "man", "Bob Tarrow"),
        ("A woman identified as Lisa Marr spoke.", "woman", "Lisa Marr"),
        ("A group called the Harbour League spoke.", "group", "Harbour League"),
        ("A group called Harbour for All spoke.", "group", "Harbour for All"),
        ("A site called “Real News” spoke.", "site", "Real News"),
        ("A man named Bob Tarrow and Lisa Marr spoke.", "man", "Bob Tarrow"),
        ("A senator named by Obama spoke.", "senator", None),
        ("A senator identified by Obama spoke.", "senator", None),
        ("A senator asked on Monday spoke.", "senator", None),
        ("A senator called a liar spoke.", "senator", None),
        ("A man who gave his name only as Abu Rami spoke.", "man", "Abu Rami"),
        ("A man who identified himself as Abu Rami spoke.", "man", "Abu Rami"),
        ("A man who spoke as Abu Rami left.", "man", None),
        ("A man known as a Republican spoke.", "man", None),
        ("The agency SANA spoke.", "agency", "SANA"),
        ("The group Human Rights Watch spoke.", "group", "Human Rights Watch"),
        ("The agency that SANA owns spoke.", "agency", None),
        ("The court met Monday.", "court", None),
        ("A man spoke to a group called Harbour for All.", "man", None),
    ],
)
def test_given_names(parse, text, noun, name):
    names = {token.text: name for token, name in list_given_names(parse(text).doc)}
    found = names.get(noun)
    assert (found and found.text) == name


@pytest.mark.parametrize(
    ("mention", "speaker", "how"),
    [
        ("A man named Bob Tarrow", "Bob Tarrow", "name"),
        ("A woman identified as Lisa Marr", "Lisa Marr", "name"),
        ("A group called Brand New Harbour", "Brand New Harbour", "unresolved"),
        ("A super PAC called Our Principles", "Our Principles", "unresolved"),
        ("The agency SANA", "SANA", "registry"),
        ("The official SANA news agency", "SANA", "registry"),
        ("Reuters correspondent Bob Tarrow", "Bob Tarrow", "beside"),
        ("The pro-government newspaper al-Watan", "al-Watan", "registry"),
        ("The group Brand New Harbour", "Brand New Harbour", "unresolved"),
        ("A man known as Putin's ideologue", "man known as Putin's ideologue", "unresolved"),
        ("A diplomat named UN envoy last month", "diplomat named UN envoy last month", "unresolved"),
        ("A boy named Assad", "Assad", "unresolved"),
        ("A hospital named Bashar al-Assad", "Bashar al-Assad", "unresolved"),
        ("A website called Russia Today", "Russia Today", "unresolved"),
        ("A critic of a man named Bob Tarrow", "critic of a man named Bob Tarrow", "unresolved"),
        ("Men named after Bob Tarrow", "Men named after Bob Tarrow", "unresolved"),
    ],
)
def test_who_is_called_so_speaks_under_that_name(say, mention, speaker, how):
    row = say(f"{mention} said talks go on.", mention)[0]
    assert (row["speaker"], row["resolved_by"]) == (speaker, how)


@pytest.mark.parametrize("mention", ["It", "The group"])
def test_a_name_once_given_is_taken_up(say, mention):
    first = "A group called Brand New Harbour"
    rows = say(f"{first} said talks go on. {mention} said war is near.", first, mention)
    assert [row["speaker"] for row in rows] == ["Brand New Harbour"] * 2
