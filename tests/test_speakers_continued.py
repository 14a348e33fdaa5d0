"""Quotations that go on from another: who says them."""


def test_a_quotation_may_continue_one_whose_cue_comes_later(resolve, make_quote):
    text = "“Talks go on.\n\n“They are hard,” Mr Lavrov said."
    quotes = [
        make_quote(text, 0, "Talks go on", None, None, continues="a-q001"),
        make_quote(text, 1, "They are hard", "Mr Lavrov"),
    ]
    assert [row["speaker"] for row in resolve(text, quotes)] == ["Sergei Lavrov", "Sergei Lavrov"]


def test_a_continued_quotation_inherits_its_speaker(resolve, make_quote):
    text = "“Talks go on,” Mr Lavrov said.\n\n“They are hard.”"
    quotes = [
        make_quote(text, 0, "Talks go on", "Mr Lavrov"),
        make_quote(text, 1, "They are hard", None, None, continues="a-q000"),
    ]
    row = resolve(text, quotes)[1]
    assert (row["speaker"], row["party"], row["resolved_by"]) == ("Sergei Lavrov", "Russia", "continued")
