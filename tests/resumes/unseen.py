# ruff: noqa: E501
"""Six layouts that the reader was measured on before anybody looked at a miss."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from tests.resumes.layouts import html, points
from tests.resumes.newcomers import HEADINGS, MONTHS, NOW, USUAL

Person = dict[str, Any]


def month(text: str, style: str, lang: str) -> str:
    if not text:
        return NOW[lang]
    year, _, number = text.partition("-")
    if style == "year" or not number:
        return year
    if style == "iso":
        return f"{year}-{number}"
    if style in ("slash", "dot"):
        return f"{number}{'/' if style == 'slash' else '.'}{year}"
    name = MONTHS[lang].split()[int(number) - 1]
    return f"{name} {year}"


def span(entry: dict[str, Any], style: str, lang: str, dash: str = " – ") -> str:
    return escape(month(entry["startDate"], style, lang) + dash + month(entry["endDate"], style, lang))


def subject(one: dict[str, Any], between: str = " ") -> str:
    return escape(between.join(part for part in (one["studyType"], one["area"]) if part))


def rest(person: Person, words: dict[str, str], tag: str = "h2", between: str = ": ") -> str:
    """Skills, languages and certificates in the plainest way."""
    skills = "".join(
        f"<p><b>{escape(one['name'])}</b>{between}{escape(', '.join(one['keywords']))}</p>" for one in person["skills"]
    )
    spoken = "".join(
        f"<p>{escape(one['language'])}{between}{escape(one['fluency'])}</p>" for one in person["languages"]
    )
    papers = "".join(f"<p>{escape(one['name'])}, {one['date']}</p>" for one in person["certificates"])
    return (
        f"<{tag}>{words['skills']}</{tag}>{skills}<{tag}>{words['languages']}</{tag}>{spoken}"
        f"<{tag}>{words['certificates']}</{tag}>{papers}"
    )


def head(person: Person, between: str) -> str:
    basics = person["basics"]
    reach = between.join(escape(basics[key]) for key in ("location", "phone", "email"))
    return f"<h1>{escape(basics['name'])}</h1><p class=l>{escape(basics['label'])}</p><p class=k>{reach}{between}linkedin.com/in/{basics['profiles'][0]['username']}</p>"


def three_columns(person: Person, lang: str) -> str:
    """A band above, then contact and languages, the posts, and schools with skills beside each other."""
    word, basics = USUAL[lang], person["basics"]
    work = "".join(
        f"<h3>{escape(job['position'])}</h3><p>{escape(job['name'])} | {escape(job['location'])}</p><p class=d>{span(job, 'slash', lang)}</p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<h3>{subject(one)}</h3><p>{escape(one['institution'])}</p><p class=d>{span(one, 'year', lang)}</p>"
        for one in person["education"]
    )
    spoken = "".join(
        f"<p>{escape(one['language'])}<br><small>{escape(one['fluency'])}</small></p>" for one in person["languages"]
    )
    skills = "".join(
        f"<h4>{escape(one['name'])}</h4><p>{escape(', '.join(one['keywords']))}</p>" for one in person["skills"]
    )
    papers = "".join(f"<p>{escape(one['name'])}<br><small>{one['date']}</small></p>" for one in person["certificates"])
    left = f"<h2>{word['contact']}</h2><p>{escape(basics['phone'])}</p><p>{escape(basics['email'])}</p><p>{escape(basics['location'])}</p><p>linkedin.com/in/{basics['profiles'][0]['username']}</p><h2>{word['languages']}</h2>{spoken}<h2>{word['certificates']}</h2>{papers}"
    middle = f"<h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p><h2>{word['work']}</h2>{work}"
    right = f"<h2>{word['education']}</h2>{studies}<h2>{word['skills']}</h2>{skills}"
    css = ".c{display:flex;gap:7mm} .c>div{flex:none;width:42mm;font-size:8pt} .c>div:nth-child(2){width:83mm;font-size:9pt} h2{font-size:10pt;text-transform:uppercase;color:#285;margin-top:8px} h3{font-size:9pt;margin-top:5px} h4{margin:3px 0 0;font-size:8pt} ul{padding-left:12px} header{background:#285;color:#fff;padding:4mm;margin-bottom:3mm} .d{color:#777}"
    return html(
        css,
        f"<header><h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p></header><div class=c><div>{left}</div><div>{middle}</div><div>{right}</div></div>",
    )


def every_cell(person: Person, lang: str) -> str:
    """A word processor's table with a line round every cell: period, employer and place, post and what was done."""
    word, basics = USUAL[lang], person["basics"]

    def row(*cells: str) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    work = "".join(
        row(
            span(job, "dot", lang, " - "),
            f"{escape(job['name'])}<br>{escape(job['location'])}",
            f"{escape(job['position'])}{points(job)}",
        )
        for job in person["work"]
    )
    studies = "".join(
        row(span(one, "dot", lang, " - "), escape(one["institution"]), subject(one)) for one in person["education"]
    )
    reach = (
        row("E-Mail", escape(basics["email"]))
        + row("Tel.", escape(basics["phone"]))
        + row("LinkedIn", f"linkedin.com/in/{basics['profiles'][0]['username']}")
    )
    spoken = "".join(row(escape(one["language"]), escape(one["fluency"])) for one in person["languages"])
    skills = "".join(row(escape(one["name"]), escape(", ".join(one["keywords"]))) for one in person["skills"])
    papers = "".join(row(one["date"], escape(one["name"])) for one in person["certificates"])
    body = f"<h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p><p>{escape(basics['location'])}</p><table>{reach}</table><h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p>"
    body += "".join(
        f"<h2>{word[key]}</h2><table class={key}>{rows}</table>"
        for key, rows in (
            ("work", work),
            ("education", studies),
            ("skills", skills),
            ("languages", spoken),
            ("certificates", papers),
        )
    )
    return html(
        "table{border-collapse:collapse;width:100%} td{border:1px solid #444;padding:2px 5px;vertical-align:top} td:first-child{width:38mm} .work td:nth-child(2),.education td:nth-child(2){width:52mm} h2{font-size:11pt;margin:9px 0 3px} ul{padding-left:14px}",
        body,
    )


def book_setting(person: Person, lang: str) -> str:
    """Justified book letters with divided words and ligatures; employer and date on a row, post in italics below."""
    word = USUAL[lang]
    work = "".join(
        f"<div class=r><span>{escape(job['name'])}, {escape(job['location'])}</span><span>{span(job, 'name', lang, '–')}</span></div><p><i>{escape(job['position'])}</i></p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<div class=r><span>{escape(one['institution'])}</span><span>{span(one, 'year', lang, '–')}</span></div><p><i>{subject(one, ', ')}</i></p>"
        for one in person["education"]
    )
    body = (
        head(person, " ◦ ")
        + f"<h2>{word['summary']}</h2><p>{escape(person['basics']['summary'])}</p><h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}{rest(person, word)}"
    )
    css = "@page{margin:20mm 42mm} body{font:10pt/1.3 'DejaVu Serif',serif;hyphens:auto;text-align:justify} h1{text-align:center;font-weight:normal} .l,.k{text-align:center;hyphens:none} h2{font-size:12pt;font-weight:normal;font-variant:small-caps;letter-spacing:.08em;border-bottom:.5px solid;margin-top:11px} .r{display:flex;justify-content:space-between;gap:4mm;margin-top:5px;text-align:left;hyphens:none} .r span:last-child{white-space:nowrap} ul{list-style:'– '}"
    return html(css, f"<div lang={lang}>{body}</div>")


def own_headings(person: Person, lang: str) -> str:
    """Headings in one's own words, bold and no larger than the text; the date first on the line of the post."""
    word = HEADINGS[lang]
    work = "".join(
        f"<p class=e>{span(job, 'slash', lang, ' - ')}: {escape(job['position'])}, {escape(job['name'])}, {escape(job['location'])}</p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<p class=e>{span(one, 'slash', lang, ' - ')}: {subject(one)}, {escape(one['institution'])}</p>"
        for one in person["education"]
    )
    body = (
        head(person, " • ")
        + f"<h2>{word['summary']}</h2><p>{escape(person['basics']['summary'])}</p><h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}{rest(person, word)}"
    )
    return html("h1{font-size:15pt} h2{font-size:10pt;margin-top:12px} .e{margin-top:4px} ul{padding-left:16px}", body)


def drawn_levels(person: Person, lang: str) -> str:
    """Skills as bars, languages as rows of dots, headings set very wide, posts as “post at employer”."""
    word, at = USUAL[lang], {"en": " at ", "de": " bei ", "fr": " chez ", "es": " en ", "pl": " – ", "sv": " på "}[lang]
    work = "".join(
        f"<p class=e><b>{escape(job['position'])}{at}{escape(job['name'])}</b></p><p class=d>{span(job, 'name', lang)} · {escape(job['location'])}</p>{points(job)}"
        for job in person["work"]
    )
    studies = "".join(
        f"<p class=e><b>{subject(one)}</b></p><p class=d>{span(one, 'name', lang)} · {escape(one['institution'])}</p>"
        for one in person["education"]
    )
    bars = "".join(
        f"<div class=s><span>{escape(name)}</span><span class=b><i></i></span></div>"
        for one in person["skills"]
        for name in one["keywords"]
    )
    spoken = "".join(
        f"<div class=s><span>{escape(one['language'])}</span><span>●●●○○</span></div>" for one in person["languages"]
    )
    papers = "".join(f"<p>{one['date']} – {escape(one['name'])}</p>" for one in person["certificates"])
    body = (
        head(person, "   |   ")
        + f"<h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}<h2>{word['skills']}</h2>{bars}<h2>{word['languages']}</h2>{spoken}<h2>{word['certificates']}</h2>{papers}"
    )
    css = "h2{font-size:10pt;letter-spacing:.5em;text-transform:uppercase;font-weight:normal;margin-top:12px} .s{display:flex;width:90mm;justify-content:space-between} .b{width:40mm;height:3mm;background:#ddd} .b i{display:block;width:60%;height:100%;background:#357} .d{color:#666;font-size:9pt} .e{margin-top:5px}"
    return html(css, body)


def labelled(person: Person, lang: str) -> str:
    """As the European form has it: labels in a left column, right-aligned, one fact a row."""
    word, basics = USUAL[lang], person["basics"]
    say = {"en": ("Dates", "Position held", "Employer", "Main activities", "Qualification", "Institution"),
           "de": ("Zeitraum", "Funktion", "Arbeitgeber", "Tätigkeiten", "Abschluss", "Einrichtung"),
           "fr": ("Dates", "Fonction", "Employeur", "Activités", "Diplôme", "Établissement"),
           "es": ("Fechas", "Puesto", "Empresa", "Funciones", "Título", "Centro"),
           "pl": ("Okres", "Stanowisko", "Pracodawca", "Obowiązki", "Kwalifikacje", "Uczelnia"),
           "sv": ("Period", "Befattning", "Arbetsgivare", "Uppgifter", "Examen", "Skola")}[lang]  # fmt: skip

    def row(label: str, text: str) -> str:
        return f"<tr><td>{label}</td><td>{text}</td></tr>"

    work = "".join(
        row(say[0], span(job, "slash", lang))
        + row(say[1], escape(job["position"]))
        + row(say[2], f"{escape(job['name'])}, {escape(job['location'])}")
        + row(say[3], "<br>".join(escape(point) for point in job["highlights"]))
        + "<tr><td>&nbsp;</td></tr>"
        for job in person["work"]
    )
    studies = "".join(
        row(say[0], span(one, "slash", lang))
        + row(say[4], subject(one))
        + row(say[5], escape(one["institution"]))
        + "<tr><td>&nbsp;</td></tr>"
        for one in person["education"]
    )
    spoken = "".join(row(escape(one["language"]), escape(one["fluency"])) for one in person["languages"])
    skills = "".join(row(escape(one["name"]), escape(", ".join(one["keywords"]))) for one in person["skills"])
    papers = "".join(row(one["date"], escape(one["name"])) for one in person["certificates"])
    body = "".join(
        f"<h2>{word[key]}</h2><table>{rows}</table>"
        for key, rows in (
            ("work", work),
            ("education", studies),
            ("skills", skills),
            ("languages", spoken),
            ("certificates", papers),
        )
    )
    css = "td{vertical-align:top;padding:1px 0} td:first-child{width:48mm;text-align:right;padding-right:6mm;color:#456;font-size:9pt} h2{font-size:12pt;color:#1a4c8b;border-bottom:1px solid;margin-top:10px}"
    return html(css, f"{head(person, ' | ')}<h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p>{body}")


UNSEEN: dict[str, Callable[[Person, str], str]] = {
    "three_columns": three_columns, "every_cell": every_cell, "book_setting": book_setting,
    "own_headings": own_headings, "drawn_levels": drawn_levels, "labelled": labelled,
}  # fmt: skip


def as_printed(name: str, person: Person) -> Person:
    """The truth of a layout: some print skills without their groups, some no summary, some capitals."""
    bare = [{"name": word} for one in person["skills"] for word in one["keywords"]]
    if name == "drawn_levels":
        spoken = [{"language": one["language"]} for one in person["languages"]]
        return {**person, "basics": {**person["basics"], "summary": ""}, "skills": bare, "languages": spoken}
    if name == "sentences":
        jobs = [{**job, "summary": ". ".join(job["highlights"]) + ".", "highlights": []} for job in person["work"]]
        return {**person, "work": jobs}
    return {**person, "skills": bare} if name == "cards" else person
