# ruff: noqa: E501
"""Six more layouts, written with `unseen` and measured after the reader had been taught by those."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from tests.resumes.layouts import html, points
from tests.resumes.newcomers import USUAL
from tests.resumes.unseen import Person, head, month, rest, span, subject


def right_rail(person: Person, lang: str) -> str:
    """The date in a narrow column at the right of a grey box for each post; name and label on one row."""
    word, basics = USUAL[lang], person["basics"]

    def box(title: str, below: str, when: str, more: str) -> str:
        return f"<div class=x><div><p><b>{title}</b></p><p class=m>{below}</p>{more}</div><p class=d>{when}</p></div>"

    work = "".join(
        box(
            escape(job["position"]),
            f"{escape(job['name'])} ({escape(job['location'])})",
            span(job, "name", lang, "<br>–<br>").replace("&lt;br&gt;", " "),
            points(job),
        )
        for job in person["work"]
    )
    studies = "".join(
        box(subject(one, " – "), escape(one["institution"]), span(one, "year", lang), "") for one in person["education"]
    )
    top = f"<div class=t><h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p></div><p>{escape(basics['email'])} &nbsp;&nbsp; {escape(basics['phone'])} &nbsp;&nbsp; {escape(basics['location'])} &nbsp;&nbsp; linkedin.com/in/{basics['profiles'][0]['username']}</p>"
    css = ".t{display:flex;justify-content:space-between;align-items:baseline} .x{display:flex;background:#f3f3f3;padding:3mm;margin-top:3mm} .x>div{flex:1} .d{width:34mm;text-align:right;flex:none} .m{color:#555} h2{font-size:12.5pt;color:#b33;margin-top:11px} ul{padding-left:14px}"
    return html(
        css,
        f"{top}<p class=q>{escape(basics['summary'])}</p><h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}{rest(person, word)}",
    )


def cards(person: Person, lang: str) -> str:
    """Schools side by side, skills as chips on rows, languages in one line; posts under each other."""
    word = USUAL[lang]
    work = "".join(
        f"<div class=r><b>{escape(job['position'])}</b><span>{span(job, 'iso', lang, ' / ')}</span></div><p class=m>{escape(job['name'])} — {escape(job['location'])}</p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<div><b>{subject(one)}</b><p>{escape(one['institution'])}</p><p>{span(one, 'year', lang)}</p></div>"
        for one in person["education"]
    )
    chips = "".join(f"<span>{escape(name)}</span>" for one in person["skills"] for name in one["keywords"])
    spoken = ", ".join(f"{escape(one['language'])} ({escape(one['fluency'])})" for one in person["languages"])
    papers = " · ".join(f"{escape(one['name'])} ({one['date']})" for one in person["certificates"])
    body = f"{head(person, ' — ')}<h2>{word['summary']}</h2><p>{escape(person['basics']['summary'])}</p><h2>{word['work']}</h2>{work}<h2>{word['education']}</h2><div class=g>{studies}</div><h2>{word['skills']}</h2><p class=h>{chips}</p><h2>{word['languages']}</h2><p>{spoken}</p><h2>{word['certificates']}</h2><p>{papers}</p>"
    return html(
        "body{font-family:'DejaVu Sans Condensed','DejaVu Sans',sans-serif} .r{display:flex;justify-content:space-between;margin-top:5px} .g{display:grid;grid-template-columns:1fr 1fr 1fr;gap:5mm;font-size:8.5pt} .h span{background:#e3e8f5;border-radius:3mm;padding:1mm 3mm;margin-right:3mm} h2{font-size:12pt;margin-top:12px;color:#346}",
        body,
    )


def sentences(person: Person, lang: str) -> str:
    """No points: what was done in one paragraph; employer, post and dates parted by dashes and brackets on one row."""
    word = USUAL[lang]
    work = "".join(
        f"<p class=e><b>{escape(job['name'])}</b> ({escape(job['location'])}) — <i>{escape(job['position'])}</i> — {span(job, 'year', lang, '-')}</p><p>{escape('. '.join(job['highlights']))}.</p>"
        for job in person["work"]
    )
    studies = "".join(
        f"<p class=e>{span(one, 'year', lang, '-')} — {escape(one['institution'])} — <i>{subject(one, ', ')}</i></p>"
        for one in person["education"]
    )
    body = (
        head(person, " / ")
        + f"<p class=e>{escape(person['basics']['summary'])}</p><h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}{rest(person, word, between=' – ')}"
    )
    return html(
        "body{font:10.5pt/1.4 'DejaVu Serif',serif} h2{font-size:10.5pt;text-transform:uppercase;border-top:2px solid;border-bottom:1px solid;margin:10px 0 4px} .e{margin-top:6px}",
        body,
    )


def ruled_headings(person: Person, lang: str) -> str:
    """Dates in the left margin in small letters; headings with a rule that runs to the right; levels after bars."""
    word = USUAL[lang]

    def entry(when: str, title: str, below: str, more: str) -> str:
        return f"<div class=t><span>{when}</span><div><b>{title}</b>, {below}{more}</div></div>"

    work = "".join(
        entry(
            span(job, "name", lang, " –\n"),
            escape(job["position"]),
            f"<i>{escape(job['name'])}</i>, {escape(job['location'])}.",
            points(job),
        )
        for job in person["work"]
    )
    studies = "".join(
        entry(span(one, "year", lang, "–"), subject(one), f"<i>{escape(one['institution'])}</i>.", "")
        for one in person["education"]
    )
    spoken = " | ".join(f"{escape(one['language'])}: {escape(one['fluency'])}" for one in person["languages"])
    skills = "".join(
        f"<div class=t><span>{escape(one['name'])}</span><div>{escape(', '.join(one['keywords']))}</div></div>"
        for one in person["skills"]
    )
    papers = "".join(
        f"<div class=t><span>{one['date']}</span><div>{escape(one['name'])}</div></div>"
        for one in person["certificates"]
    )
    css = "h2{display:flex;gap:3mm;align-items:center;font-size:11.5pt;font-weight:600;margin-top:12px} h2::after{content:'';flex:1;border-top:1px solid #999} .t{display:flex;gap:5mm;margin-top:4px} .t>span{width:30mm;flex:none;text-align:right;font-size:8pt;color:#666;padding-top:1px} ul{padding-left:14px}"
    return html(
        css,
        f"{head(person, ' · ')}<h2>{word['summary']}</h2><p>{escape(person['basics']['summary'])}</p><h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}<h2>{word['skills']}</h2>{skills}<h2>{word['languages']}</h2><p>{spoken}</p><h2>{word['certificates']}</h2>{papers}",
    )


def capitals(person: Person, lang: str) -> str:
    """Employer in capitals with its place at the right; post in bold italics with its dates at the right; headings centred."""
    word = USUAL[lang]
    work = "".join(
        f"<div class=r><span>{escape(job['name']).upper()}</span><span>{escape(job['location'])}</span></div><div class=r><b><i>{escape(job['position'])}</i></b><i>{span(job, 'name', lang, ' to ' if lang == 'en' else ' - ')}</i></div>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<div class=r><span>{escape(one['institution']).upper()}</span><i>{span(one, 'name', lang, ' - ')}</i></div><p>{subject(one, ' in ' if lang == 'en' else ', ')}</p>"
        for one in person["education"]
    )
    body = f"<header>{head(person, ' | ')}</header><h2>{word['education']}</h2>{studies}<h2>{word['work']}</h2>{work}{rest(person, word)}<h2>{word['summary']}</h2><p>{escape(person['basics']['summary'])}</p>"
    return html(
        "@page{size:letter} body{font:10pt/1.25 'DejaVu Serif',serif} header,h2{text-align:center} h2{font-size:10pt;text-transform:uppercase;margin-top:9px} .r{display:flex;justify-content:space-between;margin-top:3px}",
        body,
    )


def dark_band(person: Person, lang: str) -> str:
    """A dark band with the contact in three parts; two columns; dates “since” where a post goes on."""
    word, basics = USUAL[lang], person["basics"]
    since = {"en": "since ", "de": "seit ", "fr": "depuis ", "es": "desde ", "pl": "od ", "sv": "sedan "}[lang]

    def when(job: dict[str, Any]) -> str:
        return span(job, "slash", lang, "–") if job["endDate"] else since + month(job["startDate"], "slash", lang)

    work = "".join(
        f"<div class=e><p class=d>{when(job)}</p><h3>{escape(job['name'])}</h3><p>{escape(job['position'])}, {escape(job['location'])}</p>{points(job)}</div>"
        for job in person["work"]
    )
    studies = "".join(
        f"<div class=e><p class=d>{span(one, 'year', lang, '–')}</p><h3>{escape(one['institution'])}</h3><p>{subject(one)}</p></div>"
        for one in person["education"]
    )
    skills = "".join(
        f"<h4>{escape(one['name'])}</h4><ul>{''.join(f'<li>{escape(name)}</li>' for name in one['keywords'])}</ul>"
        for one in person["skills"]
    )
    spoken = "".join(f"<p><b>{escape(one['language'])}</b> {escape(one['fluency'])}</p>" for one in person["languages"])
    papers = "".join(f"<p>{escape(one['name'])} <small>{one['date']}</small></p>" for one in person["certificates"])
    band = f"<header><h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p><div class=k><span>{escape(basics['phone'])}</span><span>{escape(basics['email'])}</span><span>{escape(basics['location'])}</span></div><p>linkedin.com/in/{basics['profiles'][0]['username']}</p></header>"
    css = "header{background:#223;color:#fff;padding:5mm;margin-bottom:3mm} .k{display:flex;justify-content:space-between} .c{display:flex;gap:8mm} main{flex:1} aside{width:52mm;flex:none} h2{font-size:11pt;color:#c40;margin-top:9px} h3{font-size:10pt} h4{font-size:9pt;margin:4px 0 0} .d{font-size:8.5pt;color:#777} .e{margin-top:5px} ul{padding-left:14px}"
    return html(
        css,
        f"{band}<div class=c><main><h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}</main><aside><h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p><h2>{word['skills']}</h2>{skills}<h2>{word['languages']}</h2>{spoken}<h2>{word['certificates']}</h2>{papers}</aside></div>",
    )


LAST: dict[str, Callable[[Person, str], str]] = {
    "right_rail": right_rail, "cards": cards, "sentences": sentences, "ruled_headings": ruled_headings,
    "capitals": capitals, "dark_band": dark_band,
}  # fmt: skip
