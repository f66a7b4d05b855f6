# ruff: noqa: E501
"""Layouts of résumés as people make them, written in HTML and printed to PDF by a browser.

`SHOWN` were looked at while the reader was written; `KEPT_BACK` were only measured.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from tests.resumes.people import HEADINGS, MONTHS, NOW

Person = dict[str, Any]
CSS = "@page{size:A4;margin:14mm} *{box-sizing:border-box} body{font:10pt/1.4 'DejaVu Sans',sans-serif;margin:0} h1,h2,h3,p,ul{margin:0}"


def month(text: str, style: str, lang: str) -> str:
    if not text:
        return NOW[lang]
    year, _, number = text.partition("-")
    if style == "year" or not number:
        return year
    if style == "slash":
        return f"{number}/{year}"
    if style == "dot":
        return f"{number}.{year}"
    name = MONTHS[lang].split()[int(number) - 1]
    return f"{name} de {year}" if style == "de" else f"{name} {year}"


def span(entry: dict[str, Any], style: str, lang: str, dash: str = " – ") -> str:
    return escape(month(entry["startDate"], style, lang) + dash + month(entry["endDate"], style, lang))


def points(entry: dict[str, Any]) -> str:
    items = "".join(f"<li>{escape(point)}</li>" for point in entry.get("highlights", []))
    return f"<ul>{items}</ul>" if items else ""


def html(css: str, body: str) -> str:
    return f"<!doctype html><meta charset=utf-8><style>{CSS} {css}</style>{body}"


def skills_rows(person: Person) -> str:
    return "".join(
        f"<p><b>{escape(one['name'])}:</b> {escape(', '.join(one['keywords']))}</p>" for one in person["skills"]
    )


def language_rows(person: Person, between: str = " – ") -> str:
    return "".join(f"<p>{escape(one['language'])}{between}{escape(one['fluency'])}</p>" for one in person["languages"])


def certificate_rows(person: Person) -> str:
    return "".join(f"<p>{escape(one['name'])} ({one['date']})</p>" for one in person["certificates"])


def parts(person: Person, lang: str, work: str, education: str, tag: str = "h2") -> str:
    word = HEADINGS[lang]
    return (
        f"<{tag}>{word['summary']}</{tag}><p>{escape(person['basics']['summary'])}</p><{tag}>{word['work']}</{tag}>{work}"
        f"<{tag}>{word['education']}</{tag}>{education}<{tag}>{word['skills']}</{tag}>{skills_rows(person)}"
        f"<{tag}>{word['languages']}</{tag}>{language_rows(person)}<{tag}>{word['certificates']}</{tag}>{certificate_rows(person)}"
    )


def contact(person: Person, between: str) -> str:
    basics = person["basics"]
    user = basics["profiles"][0]["username"]
    return between.join(
        [escape(basics["email"]), escape(basics["phone"]), escape(basics["location"]), f"linkedin.com/in/{user}"]
    )


def right_dates(person: Person, lang: str) -> str:
    """One column; post in bold, dates at the right margin, employer and place below in italics."""
    work = "".join(
        f"<div class=r><b>{escape(job['position'])}</b><span>{span(job, 'name', lang)}</span></div>"
        f"<div class=r><i>{escape(job['name'])}</i><i>{escape(job['location'])}</i></div>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<div class=r><b>{escape(one['institution'])}</b><span>{span(one, 'name', lang)}</span></div><p>{escape(one['studyType'])}, {escape(one['area'])}</p>"
        for one in person["education"]
    )
    top = f"<h1>{escape(person['basics']['name'])}</h1><p>{escape(person['basics']['label'])}</p><p>{contact(person, ' | ')}</p>"
    return html(
        ".r{display:flex;justify-content:space-between;margin-top:5px} h2{font-size:13pt;margin-top:12px;border-bottom:1px solid}",
        top + parts(person, lang, work, studies),
    )


def _sidebar(person: Person, lang: str, side: str, style: str, caps: bool = False) -> str:
    word, basics = HEADINGS[lang], person["basics"]
    user = basics["profiles"][0]["username"]
    aside = (
        f"<h2>{word['contact']}</h2><p>{escape(basics['email'])}</p><p>{escape(basics['phone'])}</p><p>{escape(basics['location'])}</p><p>linkedin.com/in/{user}</p>"
        f"<h2>{word['skills']}</h2>{skills_rows(person)}<h2>{word['languages']}</h2>{language_rows(person, ': ')}"
        f"<h2>{word['certificates']}</h2>{certificate_rows(person)}"
    )
    work = "".join(
        f"<h3>{escape(job['position'])}</h3><p>{escape(job['name'])}, {escape(job['location'])}</p><p><small>{span(job, style, lang)}</small></p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<h3>{escape(one['studyType'])} {escape(one['area'])}</h3><p>{escape(one['institution'])}</p><p><small>{span(one, style, lang)}</small></p>"
        for one in person["education"]
    )
    main = (
        f"<h1>{escape(basics['name'])}</h1><p class=l>{escape(basics['label'])}</p><h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p>"
        f"<h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}"
    )
    columns = (
        f"<aside>{aside}</aside><main>{main}</main>" if side == "left" else f"<main>{main}</main><aside>{aside}</aside>"
    )
    css = "body{display:flex;gap:9mm} aside{width:54mm;flex:none;font-size:9pt;background:#234;color:#fff;padding:4mm} main{flex:1} h2{font-size:12pt;margin-top:14px} h3{font-size:10.5pt;margin-top:7px} h1{font-size:24pt;line-height:1.1} .l{font-size:13pt}"
    return html(css + (" h2{text-transform:uppercase}" if caps else ""), columns)


def sidebar_left(person: Person, lang: str) -> str:
    return _sidebar(person, lang, "left", "name")


def sidebar_right_caps(person: Person, lang: str) -> str:
    return _sidebar(person, lang, "right", "slash", caps=True)


def german_table(person: Person, lang: str) -> str:
    """A table of two columns: dates and labels on the left, everything else on the right."""
    word, basics = HEADINGS[lang], person["basics"]

    def rows(pairs: Iterable[tuple[str, str]]) -> str:
        return (
            "<table>"
            + "".join(f"<tr><td class=d>{left}</td><td>{right}</td></tr>" for left, right in pairs)
            + "</table>"
        )

    work = rows(
        (
            span(job, "slash", lang),
            f"<b>{escape(job['position'])}</b><br>{escape(job['name'])}, {escape(job['location'])}{points(job)}",
        )
        for job in person["work"]
    )
    studies = rows(
        (
            span(one, "slash", lang),
            f"<b>{escape(one['studyType'])} {escape(one['area'])}</b><br>{escape(one['institution'])}",
        )
        for one in person["education"]
    )
    personal = rows(
        [
            ("E-Mail", escape(basics["email"])),
            ("Telefon", escape(basics["phone"])),
            ("Wohnort", escape(basics["location"])),
            ("LinkedIn", f"linkedin.com/in/{basics['profiles'][0]['username']}"),
        ]
    )
    skills = rows((escape(one["name"]), escape(", ".join(one["keywords"]))) for one in person["skills"])
    spoken = rows((escape(one["language"]), escape(one["fluency"])) for one in person["languages"])
    papers = rows((one["date"], escape(one["name"])) for one in person["certificates"])
    title = "Lebenslauf" if lang == "de" else "Curriculum Vitae"
    body = f"<h1>{title}</h1><p class=n>{escape(basics['name'])}</p><p>{escape(basics['label'])}</p><h2>{word['contact']}</h2>{personal}<h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p>"
    body += f"<h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}<h2>{word['skills']}</h2>{skills}<h2>{word['languages']}</h2>{spoken}<h2>{word['certificates']}</h2>{papers}"
    return html(
        "td{vertical-align:top;padding:2px 0} .d{width:42mm} h2{font-size:12pt;margin-top:12px} .n{font-size:15pt;font-weight:bold} ul{padding-left:16px}",
        body,
    )


def icons(person: Person, lang: str) -> str:
    """Pictures before the contact's bits; one line of employer, post and place with bars; years only."""
    basics = person["basics"]
    work = "".join(
        f"<p class=e><b>{escape(job['name'])}</b> | {escape(job['position'])} | {escape(job['location'])} | {span(job, 'dot', lang, '–')}</p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<p class=e><b>{escape(one['institution'])}</b> | {escape(one['studyType'])} {escape(one['area'])} | {span(one, 'year', lang, '–')}</p>"
        for one in person["education"]
    )
    top = f"<h1>{escape(basics['name'])}</h1><p class=l>{escape(basics['label'])}</p><p>✉ {escape(basics['email'])} &nbsp; ☎ {escape(basics['phone'])} &nbsp; 📍 {escape(basics['location'])} &nbsp; <a href='https://www.linkedin.com/in/{basics['profiles'][0]['username']}'>LinkedIn</a></p>"
    return html(
        "h1{text-align:center} .l,h1+p+p{text-align:center} h2{font-size:11pt;letter-spacing:.25em;text-transform:uppercase;margin-top:12px} .e{margin-top:5px}",
        top + parts(person, lang, work, studies),
    )


def timeline(person: Person, lang: str) -> str:
    """Dates left of a line with dots, the rest right of it; headings above in larger letters."""

    def entry(when: str, title: str, below: str, rest: str) -> str:
        return f"<div class=t><span class=w>{when}</span><span class=o>●</span><div><b>{title}</b><br>{below}{rest}</div></div>"

    work = "".join(
        entry(
            span(job, "name", lang),
            escape(job["position"]),
            f"{escape(job['name'])} · {escape(job['location'])}",
            points(job),
        )
        for job in person["work"]
    )
    studies = "".join(
        entry(
            span(one, "name", lang), f"{escape(one['studyType'])} {escape(one['area'])}", escape(one["institution"]), ""
        )
        for one in person["education"]
    )
    top = f"<h1>{escape(person['basics']['name'])}</h1><p>{escape(person['basics']['label'])}</p><p>{contact(person, ' • ')}</p>"
    return html(
        ".t{display:flex;margin-top:6px} .w{width:44mm;flex:none;font-size:9pt} .o{width:7mm;flex:none} h2{font-size:14pt;margin-top:12px} ul{padding-left:14px}",
        top + parts(person, lang, work, studies),
    )


# ---- kept back


def hanging_headings(person: Person, lang: str) -> str:
    """Headings in a column of their own at the left, the text of each section to the right of it."""
    work = "".join(
        f"<p class=e><b>{escape(job['name'])}</b>, {escape(job['location'])}<span class=f>{span(job, 'year', lang, '–')}</span></p><p><i>{escape(job['position'])}</i></p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<p class=e><b>{escape(one['institution'])}</b><span class=f>{span(one, 'year', lang, '–')}</span></p><p>{escape(one['studyType'])}, {escape(one['area'])}</p>"
        for one in person["education"]
    )
    word, basics = HEADINGS[lang], person["basics"]
    sections = [
        ("summary", f"<p>{escape(basics['summary'])}</p>"),
        ("work", work),
        ("education", studies),
        ("skills", skills_rows(person)),
        ("languages", language_rows(person)),
        ("certificates", certificate_rows(person)),
    ]
    body = "".join(f"<section><h2>{word[key]}</h2><div>{text}</div></section>" for key, text in sections)
    top = f"<h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p><p>{contact(person, ' · ')}</p>"
    return html(
        "section{display:flex;margin-top:12px} h2{width:40mm;flex:none;font-size:11pt;color:#a33} section>div{flex:1} .f{float:right} .e{margin-top:4px}",
        top + body,
    )


def plain_text(person: Person, lang: str) -> str:
    """Typewriter letters of one size: headings in capitals, dates in brackets, dashes for points."""

    def lines(job: dict[str, Any]) -> str:
        return (
            f"<p class=e>{escape(job['position'])}, {escape(job['name'])}, {escape(job['location'])} ({span(job, 'slash', lang)})</p>"
            + "".join(f"<p>- {escape(point)}</p>" for point in job["highlights"])
        )

    studies = "".join(
        f"<p class=e>{escape(one['studyType'])} {escape(one['area'])}, {escape(one['institution'])} ({span(one, 'year', lang)})</p>"
        for one in person["education"]
    )
    top = f"<p>{escape(person['basics']['name']).upper()}</p><p>{escape(person['basics']['label'])}</p><p>{contact(person, '<br>')}</p>"
    return html(
        "body{font-family:'DejaVu Sans Mono',monospace;font-size:9pt} h2{font-size:9pt;font-weight:normal;text-transform:uppercase;margin-top:12px} .e{margin-top:6px}",
        top + parts(person, lang, "".join(lines(job) for job in person["work"]), studies),
    )


def two_even_columns(person: Person, lang: str) -> str:
    """A full-width head, then two columns of like width; dates above the post."""
    word, basics = HEADINGS[lang], person["basics"]
    work = "".join(
        f"<p class=d>{span(job, 'name', lang)}</p><p><b>{escape(job['position'])}</b> – {escape(job['name'])}</p><p><i>{escape(job['location'])}</i></p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<p class=d>{span(one, 'name', lang)}</p><p><b>{escape(one['studyType'])}</b> – {escape(one['area'])}</p><p>{escape(one['institution'])}</p>"
        for one in person["education"]
    )
    left = f"<h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p><h2>{word['work']}</h2>{work}"
    right = f"<h2>{word['education']}</h2>{studies}<h2>{word['skills']}</h2>{skills_rows(person)}<h2>{word['languages']}</h2>{language_rows(person, ' (').replace('</p>', ')</p>')}<h2>{word['certificates']}</h2>{certificate_rows(person)}"
    top = f"<header><h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p><p>{contact(person, ' / ')}</p></header>"
    return html(
        "header{background:#eee;padding:5mm;margin-bottom:4mm} .c{display:flex;gap:10mm} .c>div{flex:1} h2{font-size:12pt;color:#06c;margin-top:10px} .d{margin-top:6px;font-size:8.5pt;color:#666}",
        f"{top}<div class=c><div>{left}</div><div>{right}</div></div>",
    )


def centred_serif(person: Person, lang: str) -> str:
    """Book letters, everything of the head in the middle, small capitals; employer first, place after a dash."""
    work = "".join(
        f"<div class=r><span><b>{escape(job['name'])}</b> – {escape(job['location'])}</span><span>{span(job, 'name', lang)}</span></div><p><i>{escape(job['position'])}</i></p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<div class=r><span><b>{escape(one['institution'])}</b></span><span>{span(one, 'name', lang)}</span></div><p><i>{escape(one['studyType'])}, {escape(one['area'])}</i></p>"
        for one in person["education"]
    )
    top = f"<header><h1>{escape(person['basics']['name'])}</h1><p>{escape(person['basics']['label'])}</p><p>{contact(person, ' ⋄ ')}</p></header>"
    return html(
        "body{font-family:'DejaVu Serif',serif} header{text-align:center} .r{display:flex;justify-content:space-between;margin-top:4px} h2{font-size:11pt;font-variant:small-caps;text-align:center;margin-top:12px;border-bottom:1px solid #999}",
        top + parts(person, lang, work, studies),
    )


SHOWN: dict[str, Callable[[Person, str], str]] = {
    "right_dates": right_dates, "sidebar_left": sidebar_left, "sidebar_right_caps": sidebar_right_caps,
    "german_table": german_table, "icons": icons, "timeline": timeline,
}  # fmt: skip
KEPT_BACK: dict[str, Callable[[Person, str], str]] = {
    "hanging_headings": hanging_headings, "plain_text": plain_text, "two_even_columns": two_even_columns, "centred_serif": centred_serif,
}  # fmt: skip
SHOWN_LANGUAGES = ("en", "de", "fr", "es")
KEPT_BACK_LANGUAGES = ("it", "pt", "nl", "tr")
