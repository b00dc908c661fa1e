"""Where a document leads its reader: what is needed next, what is related, why, and what is never named."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from sopgen.build import render
from sopgen.edition import make_edition
from sopgen.edition.related import onward, ties, ways
from sopgen.library import Library
from tests.projects import BASE, project

JOURNEY = "journey: {book: {en: Booking, it: Prenotare}, visit: {en: On the day, it: Il giorno}, after: After}\n"
CONFIG = BASE["sopgen.yaml"] + JOURNEY + "tags: {keys: {en: your keys, it: le chiavi}}\n"

Pages = dict[str, LexborHTMLParser]


def doc(text: str = "Text.", **keys: str) -> str:
    written = {"status": "approved", "audience": "customer", "description": "One sentence.", **keys}
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in written.items()) + f"---\n\n{text}\n"


def site(folder: Path, documents: Mapping[str, str], name: str = "help") -> Pages:
    """The pages of a small site. documents: text by file name; `order` is that of the mapping where none is written."""
    files = {f"procedures/{path}": text for path, text in documents.items()}
    read = project(folder, {"sopgen.yaml": CONFIG}, files)
    assert [str(p.message) for p in read.problems if p.severity == "error"] == []
    outputs, findings, _ = render(read, (name,))
    assert list(findings) == []
    return {output.path: LexborHTMLParser(output.data) for output in outputs[name] if output.html}


def listed(page: LexborHTMLParser, part: str) -> list[tuple[str, str]]:
    """(title, reason) of what the page offers: part "next" or "related"."""
    items = page.css(".needed-next li" if part == "next" else ".related-list li")
    return [(item.css_first("a").text().strip(), item.css_first(".onward-reason").text().strip()) for item in items]


A = {"title": "A", "id": "A-1", "order": "1"}
# Between A and what is tested: the next page is named below the text already.
NEIGHBOUR = {"b.md": doc(title="B", order="2")}


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        # left alone: nothing in common, a draft, a retired one, a weak tie
        (doc(**A), doc(title="C", order="3"), None),
        (doc(**A, tags="[keys]"), doc(title="C", order="3", tags="[keys]", status="draft"), None),
        (doc(**A, tags="[keys]"), doc(title="C", order="3", tags="[keys]", status="retired"), None),
        (doc(**A, related="[C-3]"), doc(title="C", id="C-3", order="3", status="retired"), None),
        (doc("See [hours](/hours.md).", **A), doc(title="C", order="3"), None),
        # tied
        (doc(**A, related="[C-3]"), doc(title="C", id="C-3", order="3"), "Recommended with this page"),
        (doc(**A, tags="[keys]"), doc(title="C", order="3", tags="[keys]"), "Also about: your keys"),
        (doc(**A, tags="[office-word]"), doc(title="C", order="3", tags="[office-word]"), "On the same subject"),
        (doc("See [the other](c.md).", **A), doc(title="C", order="3"), "Named on this page"),
        (doc(**A), doc("See [the other](a.md#x).", title="C", order="3"), "Leads to this page"),
        (doc(**A, product="dispenser"), doc(title="C", order="3", product="dispenser"), "Also about: Dispenser"),
        # the stronger reason is told
        (
            doc("See [the other](c.md).", **A, tags="[keys]"),
            doc(title="C", order="3", tags="[keys]"),
            "Also about: your keys",
        ),
        (
            doc(**A, related="[C-3]", tags="[keys]"),
            doc(title="C", id="C-3", order="3", tags="[keys]"),
            "Also about: your keys",
        ),
    ],
)
def test_related(ours: str, theirs: str, reason: str | None, tmp_path: Path) -> None:
    ours = ours.replace("Text.", "## X {#x}\n\nText.")
    page = site(tmp_path, {"a.md": ours, **NEIGHBOUR, "c.md": theirs})["a/index.html"]
    found = [pair for pair in listed(page, "related") if pair[0] == "C"]
    assert found == ([("C", reason)] if reason else [])


def test_a_tag_without_a_name_is_for_colleagues(tmp_path: Path) -> None:
    tagged = {"audience": "[staff, customer]", "tags": "[office-word]"}
    between = {"b.md": doc(title="B", order="2", audience="staff")}
    documents = {"a.md": doc(**A, **tagged), **between, "c.md": doc(title="C", order="3", **tagged)}
    page = site(tmp_path, documents, "handbook")["a/index.html"]
    assert listed(page, "related") == [("C", "Also about: office-word")]


@pytest.mark.parametrize(
    ("ours", "others", "needed"),
    [
        # left alone: no stage, no later stage, a guide without a purpose
        (doc(**A), {"v.md": doc(title="V", stage="visit")}, []),
        (doc(**A, stage="after"), {"v.md": doc(title="V", stage="visit")}, []),
        (doc(**A, product="dispenser"), {"v.md": doc(title="V", product="dispenser", purpose="use")}, []),
        # the next stage, the first that has a document
        (doc(**A, stage="book"), {"v.md": doc(title="V", stage="visit")}, [("V", "On the day")]),
        (doc(**A, stage="book"), {"v.md": doc(title="V", stage="after")}, [("V", "After")]),
        # of several without a tie the first of the menu; with a tie those that have one
        (
            doc(**A, stage="book"),
            {"v.md": doc(title="V", stage="visit", order="9"), "w.md": doc(title="W", stage="visit", order="8")},
            [("W", "On the day")],
        ),
        (
            doc("See [it](v.md).", **A, stage="book"),
            {"v.md": doc(title="V", stage="visit", order="9"), "w.md": doc(title="W", stage="visit", order="8")},
            [("V", "On the day")],
        ),
        # the product's later guides come first, in their order
        (
            doc(**A, stage="book", product="dispenser", purpose="assemble"),
            {
                "s.md": doc(title="S", product="dispenser", purpose="solve"),
                "u.md": doc(title="U", product="dispenser", purpose="use"),
                "v.md": doc(title="V", stage="visit"),
            },
            [("U", "Use it every day"), ("S", "When something does not work"), ("V", "On the day")],
        ),
    ],
)
def test_needed_next(ours: str, others: dict[str, str], needed: list[tuple[str, str]], tmp_path: Path) -> None:
    page = site(tmp_path, {"a.md": ours, **others})["a/index.html"]
    assert listed(page, "next") == needed


def test_reasons_in_the_readers_language(tmp_path: Path) -> None:
    files = {
        "a.md": doc(**A, tags="[keys]", stage="book"),
        "a.it.md": "---\ntitle: A\n---\n\nTesto.\n",
        **NEIGHBOUR,
        "c.md": doc(title="C", order="3", tags="[keys]"),
        "v.md": doc(title="V", order="4", stage="visit"),
    }
    pages = site(tmp_path / "one", files)
    assert listed(pages["it/a/index.html"], "related") == [("C", "Parla anche di: le chiavi")]
    assert listed(pages["it/a/index.html"], "next") == [("V", "Il giorno")]
    # a tag that nobody has named in Italian: the page does not say an English word
    other = {path: text.replace("[keys]", "[locks]") for path, text in files.items()}
    assert listed(site(tmp_path / "two", other)["it/a/index.html"], "related") == [("C", "Sullo stesso argomento")]


def test_no_page_is_named_twice(tmp_path: Path) -> None:
    files = {
        "a.md": doc(**A, stage="book", related="[B-2, C-3, V-4]"),
        "b.md": doc(title="B", id="B-2", order="2"),
        "c.md": doc(title="C", id="C-3", order="3"),
        "v.md": doc(title="V", id="V-4", order="4", stage="visit"),
    }
    page = site(tmp_path / "one", files)["a/index.html"]
    assert [title for title, _ in listed(page, "next")] == ["V"]
    assert [title for title, _ in listed(page, "related")] == ["C"]
    assert [node.text().strip() for node in page.css(".neighbours .neighbour-title")] == ["B"]
    # the next page is what is needed next: it stands there, with its reason
    files["b.md"] = doc(title="B", id="B-2", order="2", stage="visit")
    page = site(tmp_path / "two", files)["a/index.html"]
    assert [title for title, _ in listed(page, "next")] == ["B", "V"]
    assert page.css(".neighbours .neighbour-title") == []


def test_at_most_three_and_four(tmp_path: Path) -> None:
    others = {f"d{n}.md": doc(title=f"D{n}", stage="visit", order=str(n + 3), tags="[keys]") for n in range(1, 9)}
    related = {f"e{n}.md": doc("See [it](a.md).", title=f"E{n}", order=str(n + 20)) for n in range(1, 9)}
    page = site(tmp_path, {"a.md": doc(**A, stage="book", related="[d1]"), **NEIGHBOUR, **others, **related})[
        "a/index.html"
    ]
    assert len(listed(page, "next")) == 1, "only what has to do with the page"
    assert [title for title, _ in listed(page, "related")] == ["E1", "E2", "E3", "E4"]


def test_a_rare_tag_counts_more(tmp_path: Path) -> None:
    common = {f"d{n}.md": doc(title=f"D{n}", order=str(n + 2), tags="[home]") for n in range(1, 4)}
    files = {
        "a.md": doc(**A, tags="[home, keys]"),
        **NEIGHBOUR,
        **common,
        "z.md": doc(title="Z", order="90", tags="[keys]"),
    }
    assert [title for title, _ in listed(site(tmp_path, files)["a/index.html"], "related")] == ["Z", "D1", "D2", "D3"]


def test_a_stage_that_nobody_has_named(tmp_path: Path) -> None:
    read = project(tmp_path, {"sopgen.yaml": CONFIG}, {"procedures/a.md": doc(**A, stage="vist")})
    assert [(p.place.line, p.rule, p.hint) for p in read.problems] == [(8, "unknown-stage", "did you mean `visit`?")]


# ------------------------------------------------------------------------------------------------------- properties

NAMES = [f"d{n}" for n in range(8)]
documents = st.fixed_dictionaries(
    {
        "audience": st.sampled_from(["staff", "customer", "[staff, customer]"]),
        "status": st.sampled_from(["approved", "approved", "approved", "retired", "draft"]),
        "tags": st.lists(st.sampled_from(["keys", "oven", "dog"]), max_size=2, unique=True).map(
            lambda t: f"[{', '.join(t)}]"
        ),
        "stage": st.sampled_from(["book", "visit", "after"]),
        "related": st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(lambda r: f"[{', '.join(r)}]"),
        "purpose": st.sampled_from(["assemble", "use", "solve"]),
    }
)


def offers(library: Library, site: str, order: Iterable[str]) -> dict[str, list[str]]:
    """By key, the addresses of all that a page of the English site offers, as entries come in this order."""
    edition = make_edition(library, site, "en")
    routes = edition.routes
    shuffled = type(routes)(
        **{
            **{name: getattr(routes, name) for name in routes.__slots__},
            "entries": {key: routes.entries[key] for key in order if key in routes.entries},
        }
    )
    tied = ties(library, shuffled, edition.lists.order, ways(library, shuffled))
    return {
        key: [f"{to.url} {to.reason} {to.about}" for part in onward(key, tied) for to in part]
        for key in sorted(shuffled.entries)
    }


@settings(max_examples=12)
@given(st.lists(documents, min_size=len(NAMES), max_size=len(NAMES)), st.randoms(use_true_random=False))
def test_only_what_the_audience_may_see_and_always_the_same(
    tmp_path_factory: pytest.TempPathFactory, written: list[dict[str, str]], chance: random.Random
) -> None:
    files = {
        f"procedures/{name}.md": doc(f"See [it]({NAMES[-1 - at]}.md).", title=name.upper(), product="dispenser", **keys)
        for at, (name, keys) in enumerate(zip(NAMES, written, strict=True))
    }
    library = project(tmp_path_factory.mktemp("p"), {"sopgen.yaml": CONFIG}, files).library
    assert library is not None
    keys = sorted(library.by_key)
    for name, audience in (("help", "customer"), ("handbook", "staff")):
        first = offers(library, name, keys)
        chance.shuffle(keys)
        assert offers(library, name, keys) == first
        for key, offered in first.items():
            urls = [line.partition(" ")[0] for line in offered]
            assert len(set(urls)) == len(urls) and f"{key}/" not in urls
            for url in urls:
                meta = library.by_key[url.rstrip("/")]["en"].meta
                assert audience in meta.audience and meta.status == "approved"


def test_a_link_that_customers_do_not_see_relates_nothing_for_them(tmp_path: Path) -> None:
    """That colleagues see a connection is theirs to know."""
    both = "[customer, staff]"
    documents = {
        "a.md": doc(":::staff\nSee [c](c.md).\n:::", **A, audience=both),
        "b.md": doc(title="B", order="2", audience=both),
        "c.md": doc(title="C", order="3", audience=both, tags="[keys]"),
    }
    related = {
        name: listed(site(tmp_path / name, documents, name)["c/index.html"], "related") for name in ("help", "handbook")
    }
    assert [title for title, _ in related["handbook"]] == ["A"]
    assert related["help"] == []
