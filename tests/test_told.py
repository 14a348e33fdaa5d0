"""What an article tells of its people: no more is read than counts."""

from types import SimpleNamespace

import pytest

from toolkit import told
from toolkit.actors import find_actors


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Karen Novak, a former senator from Vermont, left.", {"senator", "vermont", "former"}),
        ("Karen Novak is a nurse.", {"nurse"}),
        (
            "Karen Novak, a nurse at the old hospital in the south of the town of Homs, left.",
            {"nurse", "old", "hospital"},  # of the words of an apposition the first eight count
        ),
    ],
)
def test_words_beside_a_name(parse, names, text, beside):
    document = parse(text)
    found = told.collect_told(document.doc, find_actors(document, names), document.published)
    assert found["Karen Novak"].beside == beside


def test_of_a_long_apposition_the_words_that_count_are_read_and_no_more():
    read = []

    def make_word(i: int, **more) -> SimpleNamespace:
        return SimpleNamespace(i=i, pos_="NOUN", lemma_=f"word{i}", children=(), **more)

    def walk():
        for i in range(10, 1000):
            read.append(i)
            yield make_word(i)

    here = told.Told()
    told._read_noun(here, make_word(10, subtree=walk()), SimpleNamespace(start=0, end=2))
    assert here.beside == {f"word{i}" for i in read}
    assert len(read) == told._REACH
