"""Three further layouts, written last and measured once."""

from __future__ import annotations

from html import escape
from typing import Any

from tests.resumes.layouts import html, points, span
from tests.resumes.people import HEADINGS

Person = dict[str, Any]


def _lists(person: Person, tag: str, lang: str) -> str:
    word = HEADINGS[lang]
    skills = " • ".join(escape(word) for one in person["skills"] for word in one["keywords"])
    spoken = "".join(f"<li>{escape(one['language'])}: {escape(one['fluency'])}</li>" for one in person["languages"])
    papers = "".join(f"<li>{one['date']}: {escape(one['name'])}</li>" for one in person["certificates"])
    return (
        f"<{tag}>{word['languages']}</{tag}><ul>{spoken}</ul><{tag}>{word['certificates']}</{tag}><ul>{papers}</ul>"
        f"<{tag}>{word['skills']}</{tag}><p>{skills}</p>"
    )


def below_the_employer(person: Person, lang: str) -> str:
    """Employer alone, then post, span and place on one row with slashes; bars of colour behind the headings."""
    word, basics = HEADINGS[lang], person["basics"]
    work = "".join(
        f"<p class=e>{escape(job['name'])}</p><p><i>{escape(job['position'])} / {span(job, 'name', lang)} / "
        f"{escape(job['location'])}</i></p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<p class=e>{escape(one['institution'])}</p><p><i>{escape(one['studyType'])} {escape(one['area'])} / "
        f"{span(one, 'name', lang)}</i></p>"
        for one in person["education"]
    )
    user = basics["profiles"][0]["username"]
    body = (
        f"<h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p><p>E-Mail: {escape(basics['email'])}</p>"
        f"<p>Tel.: {escape(basics['phone'])}</p><p>{escape(basics['location'])}</p>"
        f"<p><a href='https://www.linkedin.com/in/{user}'>linkedin.com/in/{user}</a></p>"
        f"<h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p><h2>{word['work']}</h2>{work}"
        f"<h2>{word['education']}</h2>{studies}{_lists(person, 'h2', lang)}"
    )
    return html(
        "h2{background:#246;color:#fff;padding:2px 6px;font-size:11pt;margin:10px 0 4px} .e{font-weight:bold}", body
    )


def narrow_right(person: Person, lang: str) -> str:
    """A head over the full width, then a wide column and a narrow one whose headings are small and grey."""
    word, basics = HEADINGS[lang], person["basics"]
    work = "".join(
        f"<p><b>{escape(job['position'])}</b> ({span(job, 'slash', lang)})</p><p>{escape(job['name'])}, "
        f"{escape(job['location'])}</p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<p><b>{escape(one['studyType'])}, {escape(one['area'])}</b> ({span(one, 'year', lang)})</p>"
        f"<p>{escape(one['institution'])}</p>"
        for one in person["education"]
    )
    user = basics["profiles"][0]["username"]
    aside = (
        f"<h3>{word['contact']}</h3><p>{escape(basics['phone'])}</p><p>{escape(basics['email'])}</p>"
        f"<p>{escape(basics['location'])}</p><p>linkedin.com/in/{user}</p>{_lists(person, 'h3', lang)}"
    )
    main = (
        f"<h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p><h2>{word['work']}</h2>{work}"
        f"<h2>{word['education']}</h2>{studies}"
    )
    css = (
        "header{border-bottom:3px solid #a52} .c{display:flex;gap:8mm} main{flex:1} "
        "aside{width:62mm;flex:none;font-size:8pt}"
        " h3{font-size:8pt;color:#888;text-transform:uppercase;margin-top:9px}"
        " h2{font-size:13pt;color:#a52;margin-top:9px}"
        " main ul{margin-bottom:6px}"
    )
    head = f"<header><h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p></header>"
    return html(css, f"{head}<div class=c><main>{main}</main><aside>{aside}</aside></div>")


def lined_table(person: Person, lang: str) -> str:
    """One table with lines: headings across both columns, dates right, four facts a row."""
    word, basics = HEADINGS[lang], person["basics"]

    def row(left: str, right: str) -> str:
        return f"<tr><td>{left}</td><td class=d>{right}</td></tr>"

    def head(key: str) -> str:
        return f"<tr><th colspan=2>{word[key]}</th></tr>"

    work = "".join(
        row(
            f"<b>{escape(job['name'])}</b>, {escape(job['location'])}<br>{escape(job['position'])}{points(job)}",
            span(job, "dot", lang),
        )
        for job in person["work"]
    )
    studies = "".join(
        row(
            f"<b>{escape(one['institution'])}</b><br>{escape(one['studyType'])} {escape(one['area'])}",
            span(one, "dot", lang),
        )
        for one in person["education"]
    )
    spoken = "".join(row(escape(one["language"]), escape(one["fluency"])) for one in person["languages"])
    papers = "".join(row(escape(one["name"]), one["date"]) for one in person["certificates"])
    skills = "".join(
        f"<tr><td colspan=2>{escape(one['name'])}: {escape(', '.join(one['keywords']))}</td></tr>"
        for one in person["skills"]
    )
    user = basics["profiles"][0]["username"]
    body = (
        f"<h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p><p>{escape(basics['location'])} | "
        f"{escape(basics['phone'])} | {escape(basics['email'])} | linkedin.com/in/{user}</p><table>{head('summary')}"
        f"<tr><td colspan=2>{escape(basics['summary'])}</td></tr>{head('work')}{work}{head('education')}{studies}"
        f"{head('skills')}{skills}{head('languages')}{spoken}{head('certificates')}{papers}</table>"
    )
    css = "table{border-collapse:collapse;width:100%} td,th{border:1px solid #999;padding:3px 6px;vertical-align:top} "
    return html(css + "th{text-align:left;background:#eee;text-transform:uppercase} .d{width:45mm}", body)


BARE_SKILLS = {"below_the_employer", "narrow_right"}


def with_bare_skills(person: Person) -> Person:
    """The truth of two of these layouts: they print skills without the names of their groups."""
    return {**person, "skills": [{"name": word} for one in person["skills"] for word in one["keywords"]]}


FRESH = {"below_the_employer": below_the_employer, "narrow_right": narrow_right, "lined_table": lined_table}
