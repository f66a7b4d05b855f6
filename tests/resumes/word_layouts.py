"""The same people's résumés as Word documents, in three ways people set them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from tests.resumes.layouts import month
from tests.resumes.people import HEADINGS

Person = dict[str, Any]


def _saved(document: Any) -> bytes:
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _span(entry: dict[str, Any], lang: str) -> str:
    return f"{month(entry['startDate'], 'name', lang)} – {month(entry['endDate'], 'name', lang)}"


def _contact(person: Person) -> str:
    basics = person["basics"]
    return " | ".join(
        [basics["email"], basics["phone"], basics["location"], f"linkedin.com/in/{basics['profiles'][0]['username']}"]
    )


def _lists(document: Any, person: Person, lang: str) -> None:
    word = HEADINGS[lang]
    document.add_heading(word["skills"], 1)
    for one in person["skills"]:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{one['name']}: ").bold = True
        paragraph.add_run(", ".join(one["keywords"]))
    document.add_heading(word["languages"], 1)
    for one in person["languages"]:
        document.add_paragraph(f"{one['language']} ({one['fluency']})", style="List Bullet")
    document.add_heading(word["certificates"], 1)
    for one in person["certificates"]:
        document.add_paragraph(f"{one['name']}, {one['date']}", style="List Bullet")


def with_styles(person: Person, lang: str) -> bytes:
    """Heading styles, tabs before the dates, lists."""
    from docx import Document

    document, word = Document(), HEADINGS[lang]
    document.add_heading(person["basics"]["name"], 0)
    document.add_paragraph(person["basics"]["label"])
    document.add_paragraph(_contact(person))
    document.add_heading(word["summary"], 1)
    document.add_paragraph(person["basics"]["summary"])
    document.add_heading(word["work"], 1)
    for job in person["work"]:
        paragraph = document.add_paragraph()
        paragraph.add_run(job["position"]).bold = True
        paragraph.add_run(f"\t{_span(job, lang)}")
        document.add_paragraph(f"{job['name']}, {job['location']}")
        for point in job["highlights"]:
            document.add_paragraph(point, style="List Bullet")
    document.add_heading(word["education"], 1)
    for one in person["education"]:
        paragraph = document.add_paragraph()
        paragraph.add_run(one["institution"]).bold = True
        paragraph.add_run(f"\t{_span(one, lang)}")
        document.add_paragraph(f"{one['studyType']}, {one['area']}")
    _lists(document, person, lang)
    return _saved(document)


def in_a_table(person: Person, lang: str) -> bytes:
    """Dates in the left cells, the rest in the right ones; headings are bold capitals without a style."""
    from docx import Document
    from docx.shared import Cm, Pt

    document, word = Document(), HEADINGS[lang]

    def heading(text: str) -> None:
        run = document.add_paragraph().add_run(text.upper())
        run.bold, run.font.size = True, Pt(13)

    run = document.add_paragraph().add_run(person["basics"]["name"])
    run.bold, run.font.size = True, Pt(20)
    document.add_paragraph(person["basics"]["label"])
    document.add_paragraph(_contact(person))
    heading(word["summary"])
    document.add_paragraph(person["basics"]["summary"])
    for key in ("work", "education"):
        heading(word[key])
        table = document.add_table(rows=0, cols=2)
        for entry in person[key]:
            left, right = table.add_row().cells
            left.width, right.width = Cm(4.5), Cm(12)
            left.text = _span(entry, lang)
            right.text = ""
            title, below = (
                (entry["position"], f"{entry['name']}, {entry['location']}")
                if key == "work"
                else (f"{entry['studyType']} {entry['area']}", entry["institution"])
            )
            right.paragraphs[0].add_run(title).bold = True
            right.add_paragraph(below)
            for point in entry.get("highlights", []):
                right.add_paragraph(point, style="List Bullet")
    for key in ("skills", "languages", "certificates"):
        heading(word[key])
        for one in person[key]:
            text = (
                f"{one['name']}: {', '.join(one['keywords'])}"
                if key == "skills"
                else f"{one['language']} – {one['fluency']}"
                if key == "languages"
                else f"{one['name']} ({one['date']})"
            )
            document.add_paragraph(text)
    return _saved(document)


def two_cells(person: Person, lang: str) -> bytes:
    """One table of two cells: the margin and the main text."""
    from docx import Document
    from docx.shared import Cm

    document, word, basics = Document(), HEADINGS[lang], person["basics"]
    table = document.add_table(rows=1, cols=2)
    left, right = table.rows[0].cells
    table.columns[0].width, table.columns[1].width = Cm(5), Cm(12)

    def heading(cell: Any, text: str) -> None:
        cell.add_paragraph(text, style="Heading 2")

    heading(left, word["contact"])
    for text in (
        basics["email"],
        basics["phone"],
        basics["location"],
        f"linkedin.com/in/{basics['profiles'][0]['username']}",
    ):
        left.add_paragraph(text)
    heading(left, word["skills"])
    for one in person["skills"]:
        left.add_paragraph(f"{one['name']}: {', '.join(one['keywords'])}")
    heading(left, word["languages"])
    for one in person["languages"]:
        left.add_paragraph(f"{one['language']}: {one['fluency']}")
    heading(left, word["certificates"])
    for one in person["certificates"]:
        left.add_paragraph(f"{one['name']} ({one['date']})")
    right.add_paragraph(basics["name"], style="Title")
    right.add_paragraph(basics["label"])
    heading(right, word["summary"])
    right.add_paragraph(basics["summary"])
    heading(right, word["work"])
    for job in person["work"]:
        right.add_paragraph().add_run(job["position"]).bold = True
        right.add_paragraph(f"{job['name']} | {job['location']} | {_span(job, lang)}")
        for point in job["highlights"]:
            right.add_paragraph(point, style="List Bullet")
    heading(right, word["education"])
    for one in person["education"]:
        right.add_paragraph().add_run(f"{one['studyType']} {one['area']}").bold = True
        right.add_paragraph(f"{one['institution']} | {_span(one, lang)}")
    return _saved(document)


WORD_LAYOUTS = {"with_styles": with_styles, "in_a_table": in_a_table, "two_cells": two_cells}
