"""What finding out who speaks costs: the parse and the resolution of the same texts take turns."""

from __future__ import annotations

import json

import pandas as pd
import pytest

TEXT = "Karen Novak said the bridge was safe. She said it would hold."


@pytest.fixture(scope="module")
def bench(load_script):
    return load_script("speaker_speed")


def test_a_text_is_written_so_many_times(bench):
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["One.", "Two."]})
    assert bench.repeat_texts(articles, 3)["text"].tolist() == [
        "One.\n\nOne.\n\nOne.",
        "Two.\n\nTwo.\n\nTwo.",
    ]
    assert bench.repeat_texts(articles, 1).equals(articles)


def test_runs_take_turns_and_the_first_round_is_not_counted(bench):
    order = []
    seconds = bench.time_in_turns(lambda: order.append("parse"), lambda: order.append("resolve"), rounds=3)
    assert order == ["parse", "resolve"] * 4
    assert [len(each) for each in seconds] == [3, 3]


def test_the_work_of_a_process_is_timed_not_its_waiting(bench):
    (waited, worked) = bench.time_in_turns(
        lambda: bench.time.sleep(0.05), lambda: sum(range(500_000)), rounds=1
    )
    assert waited[0] < worked[0]


def test_a_share_by_hand(bench):
    summary = bench.summarize([2.0, 1.0, 4.0], [0.2, 0.2, 0.2], 1000)
    assert summary == {
        "words": 1000,
        "share": 0.1,
        "share_min": 0.05,
        "share_max": 0.2,
        "microseconds_a_word": 200.0,
    }


def test_what_is_above_is_told(bench):
    most = {"growth": {"articles": 1.5, "lists": 2.0}, "share": 0.15}
    assert bench.find_above({"growth": {"articles": 1.5, "lists": 2.0}, "share": 0.1}, most) == []
    assert bench.find_above({"growth": {"articles": 2.0, "lists": 2.0}, "share": 0.2}, most) == [
        "growth articles: 2.0 is above the most allowed, 1.5",
        "share: 0.2 is above the most allowed, 0.15",
    ]


@pytest.mark.parametrize(
    ("case", "people", "words"),
    [
        ("write_strangers", (8, 128), (128, 2048)),
        ("write_profile", (1, 1), (144, 2304)),
        ("write_lists", (4, 64), (64, 544)),
        ("write_bodies", (0, 0), (900, 14400)),
    ],
)
def test_invented_articles_grow(bench, case, people, words):
    texts = [getattr(bench, case)(times) for times in (1, 16)]
    names = [f"{first} {last}" for first in bench.FIRST for last in bench.LAST]
    assert tuple(sum(name in text for name in names) for text in texts) == people
    assert tuple(len(text.split()) for text in texts) == words


def test_a_long_article_has_the_size_and_all_texts(bench):
    articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["One.", "Two."]})
    (long,) = bench.make_long(articles, 25)["text"]
    assert long == "One.\n\nTwo." * 2 + "One.\n"


def test_growth_by_hand(bench):
    assert bench.compare_costs([1.0, 1.0, 1.0], [16.0, 20.0, 32.0], 10, 160) == 1.25
    assert bench.compare_costs([2.0], [2.0], 160, 160) == 1.0


def test_a_corpus_is_timed_at_every_length(bench, tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "bridge.txt").write_text(f"Bridge\n\n{TEXT}\n", encoding="utf-8")
    out = tmp_path / "out.json"
    options = ["--corpus", str(tmp_path / "articles"), "--rounds", "1", "--engine", "rules", "--size", "2000"]
    code = bench.main([*options, "--json", str(out)])
    report = json.loads(out.read_text(encoding="utf-8"))
    assert (report["articles"], report["rounds"], report["words"]) == (1, 1, 13)
    assert [some["words"] for some in report["lengths"].values()] == [13, 26, 52, 104, 208]
    assert report["share_min"] <= report["share"] <= report["share_max"]
    most = bench.read_floors("speaker_speed")
    assert report["growth"].keys() == most["growth"].keys()
    assert code == int(bool(bench.find_above(report, most)))


def test_without_the_corpus_the_exit_code_is_2(bench, tmp_path, capsys):
    assert bench.main(["--corpus", str(tmp_path / "none")]) == 2
    told = capsys.readouterr().err
    assert "--corpus: expected a folder of articles, got " in told
    assert "which does not exist. Check the path." in told
