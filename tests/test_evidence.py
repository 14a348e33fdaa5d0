"""Evidence: every score leads to its words, and the pieces of HTML show them escaped and whole."""

from html import escape
from html.parser import HTMLParser

import pandas as pd
import pytest
from matplotlib.figure import Figure

from toolkit import fragments
from toolkit.concordance import LINES, search_texts
from toolkit.evidence import EVIDENCE, find_evidence
from toolkit.relations import estimate_relations, select_relations
from toolkit.selection import filter_scores

ATTACK = "<img src=x onerror=alert(1)>"


def test_every_score_has_a_row_of_evidence_in_its_order(demo):
    evidence = find_evidence(demo)
    assert evidence.columns.tolist() == list(EVIDENCE)
    assert evidence["value"].tolist() == demo.scores["value"].tolist()


def test_the_context_holds_the_measured_words(demo):
    texts = demo.articles.set_index("article_id")["text"]
    for unit in ("quote", "mention"):
        scores = demo.scores[demo.scores["unit"] == unit]
        for row in find_evidence(demo, scores).to_dict("records"):
            assert row["context"] == texts[row["article_id"]][row["start"] : row["end"]]
            assert any(start < row["end"] and end > row["start"] for start, end in row["spans"])


def test_an_article_is_shown_from_the_first_to_the_last_quotation_of_the_party(demo):
    evidence = find_evidence(demo, demo.scores[demo.scores["unit"] == "article"])
    quoted = evidence[evidence["measure"] == "voice.share"]
    for row in quoted[quoted["value"] > 0].itertuples():
        assert (row.start, row.end) == (row.spans[0][0], max(end for _, end in row.spans))
    silent = quoted[quoted["value"] == 0]
    assert silent["context"].tolist() == silent["title"].tolist()


def test_the_outlet_has_no_speaker_and_a_quotation_that_of_its_row(demo):
    evidence = find_evidence(demo, demo.scores[demo.scores["unit"] == "mention"])
    outlet = evidence["voice"] == "outlet"
    assert evidence.loc[outlet, "quote_id"].isna().all()
    quoted, speakers = evidence[~outlet], demo.quotes.set_index("quote_id")["speaker"]
    assert quoted["quote_id"].notna().all()
    assert quoted["speaker"].fillna("").tolist() == speakers[quoted["quote_id"]].fillna("").tolist()


def test_no_scores_give_an_empty_table(demo):
    assert find_evidence(demo, demo.scores.iloc[:0]).columns.tolist() == list(EVIDENCE)


def test_lines_are_where_they_say(demo):
    texts = demo.articles.set_index("article_id")["text"]
    lines = search_texts(demo, "regime")
    assert len(lines) > 5
    assert lines.columns.tolist() == list(LINES)
    for row in lines.itertuples():
        text = texts[row.article_id]
        assert row.match == text[row.start : row.end]
        assert row.match.lower() == "regime"
        assert row.left + row.match + row.right in text


@pytest.mark.parametrize(
    ("phrase", "options", "found"),
    [
        ("security council", {}, True),
        ("SECURITY   council", {}, True),
        ("secur", {}, False),
        ("secur", {"whole_words": False}, True),
        ("Assad's", {}, True),
        ("(.*)+$", {}, False),
        ("council", {"voices": ["verbatim"], "parties": ["Russia"]}, True),
        ("council", {"outlets": []}, False),
    ],
)
def test_phrases_are_found(demo, phrase, options, found):
    assert bool(len(search_texts(demo, phrase, **options))) == found


def test_lines_are_restricted_to_voice_party_and_outlet(demo):
    lines = search_texts(demo, "Syria", voices=["paraphrase"], parties=["Russia"], outlets=["Northgate Wire"])
    assert len(lines)
    assert set(lines["voice"]) == {"paraphrase"}
    assert set(lines["voice_party"]) == {"Russia"}
    assert set(lines["outlet"]) == {"Northgate Wire"}


def test_nothing_to_search_is_an_error(demo):
    with pytest.raises(ValueError, match="phrase: expected a word or phrase to search; got nothing"):
        search_texts(demo, "  ")


def test_relations_are_the_parties_own_words(demo):
    table = estimate_relations(demo)
    scores = select_relations(demo)
    assert set(scores["voice"]) == {"verbatim", "paraphrase"}
    assert table["n_quotes"].sum() == len(scores)
    row = table[(table["voice_party"] == "Russia") & (table["party"] == "Syrian government")].iloc[0]
    pair = scores[(scores["voice_party"] == "Russia") & (scores["party"] == "Syrian government")]
    assert row["value"] == pytest.approx(pair["value"].mean())


def test_relations_of_some_parties(demo):
    table = estimate_relations(demo, voice_parties=["Russia", "US"], parties=["Syrian government"])
    assert table["voice_party"].tolist() == ["Russia", "US"]
    assert set(table["party"]) == {"Syrian government"}
    whole = estimate_relations(demo).set_index("group").loc[table["group"], "value"]
    assert table["value"].tolist() == whole.tolist()


def test_relations_of_an_unknown_party_list_the_parties(demo):
    with pytest.raises(ValueError, match=r"voice_parties: expected a list of .*Russia.*; got \['USA'\]"):
        estimate_relations(demo, voice_parties=["USA"])


def test_relations_by_an_unknown_measure_list_the_measures(demo):
    with pytest.raises(
        ValueError, match="measure: expected one by which parties speak .* got 'tone.polarity'"
    ):
        estimate_relations(demo, measure="tone.polarity")


class Reader(HTMLParser):
    """Reads the text and the elements of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.text, self.tags = "", []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def test_evidence_is_shown_with_what_is_left_out(demo):
    evidence = find_evidence(demo, filter_scores(demo.scores, measures=["stance.distancing"]))
    page = Reader(fragments.render_evidence(evidence, limit=3))
    assert page.tags.count("tr") == 4
    assert f"{len(evidence) - 3} more are not shown." in page.text
    assert evidence.loc[0, "context"] in page.text


def test_the_matrix_marks_few_articles(demo):
    page = Reader(fragments.render_matrix(estimate_relations(demo)))
    assert "○ " in page.text
    assert "fewer than 10 articles" in page.text


def test_the_loss_account_names_every_failed_input(demo):
    articles = demo.articles.copy()
    articles.loc[0, ["status", "status_detail", "source_file"]] = ["not_text", ATTACK, "a.txt"]
    page = fragments.render_losses(articles)
    assert "36 inputs: 35 loaded, 1 not loaded." in page
    assert escape(ATTACK) in page
    assert "not text" in page


def test_a_figure_has_its_text_and_the_same_bytes_each_time():
    figure = Figure()
    figure.subplots().plot([0, 1])
    page = fragments.render_figure(figure, "a line & its text")
    assert "alt='a line &amp; its text'" in page
    assert page == fragments.render_figure(figure, "a line & its text")


def test_nothing_becomes_an_element(demo):
    row = dict.fromkeys((*EVIDENCE, *LINES), ATTACK)
    row |= {"published": pd.NaT, "value": 0.5, "start": 0, "spans": [[2, 9]], "voice": "verbatim"}
    table = pd.DataFrame([row])
    pages = [
        fragments.render_evidence(table),
        fragments.render_lines(table),
        fragments.render_message(ATTACK, problem=True),
        fragments.render_matrix(estimate_relations(demo).assign(party=ATTACK, voice_party=ATTACK)),
    ]
    for page in pages:
        assert "img" not in Reader(page).tags
        assert "onerror" in Reader(page).text
