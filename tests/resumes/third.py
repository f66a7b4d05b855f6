# ruff: noqa: E501
"""Four people and four layouts that were written and measured after everything else, to say what a stranger's résumé may expect."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from tests.resumes.layouts import html, month, points, span
from tests.resumes.people import HEADINGS, job, person, school

Person = dict[str, Any]

THIRD: dict[str, Person] = {
    "en": person(
        "Kwame Asante-Boateng", "Mathematics Teacher", "k.asanteboateng@example.org", "+44 7700 900461", "Sheffield, UK", "kwameab",
        "Secondary school teacher who has taken three departments from special measures to good. I plan lessons backwards from "
        "the mistakes pupils make, and I run a chess club that nobody wants to leave.",
        [job("Meadowhall Academy", "Head of Mathematics", "Sheffield, UK", "2019-09", "",
             "Led a department of nine teachers through two inspections", "Raised the share of good passes from 48 to 71 per cent"),
         job("Saint Aidan's Comprehensive", "Teacher of Mathematics", "Rotherham, UK", "2014-09", "2019-08", "Taught pupils aged eleven to eighteen"),
         job("Brightside Tuition", "Private Tutor", "Leeds, UK", "2012-10", "2014-06", "Prepared forty pupils for their examinations")],
        [school("Sheffield Hallam University", "PGCE", "Secondary Mathematics", "2013-09", "2014-07"),
         school("University of Leeds", "BSc", "Mathematics and Statistics", "2009-09", "2012-06")],
        {"Teaching": "Lesson planning, Assessment, Safeguarding", "Tools": "GeoGebra, Desmos, SIMS"},
        {"English": "Native", "Twi": "Fluent", "French": "Intermediate"}, {"First Aid at Work": "2021"}),
    "de": person(
        "Dr. Katharina von Hohenfels", "Vertriebsleiterin", "hohenfels@example.org", "+49 151 23456789", "Mannheim", "katharina-vh",
        "Vertriebsleiterin mit fünfzehn Jahren Erfahrung in der Medizintechnik, die Kliniken und Einkaufsverbünde gleichermaßen kennt "
        "und ihre Zahlen auch dann zeigt, wenn sie einmal nicht stimmen.",
        [job("Neckar Medical Systems SE", "Leiterin Vertrieb Süd", "Mannheim", "2017-04", "",
             "Aufbau eines Teams von zwölf Außendienstmitarbeitern", "Steigerung des Umsatzes von neun auf sechzehn Millionen Euro"),
         job("Brenner Implantate GmbH", "Key Account Managerin", "Tuttlingen", "2010-02", "2017-03", "Betreuung von vierzig Universitätskliniken"),
         job("Kurpfalz Consulting", "Beraterin", "Heidelberg", "2008-01", "2010-01", "Marktanalysen für Hersteller von Prothesen")],
        [school("Universität Heidelberg", "Promotion", "Biomedizin", "2004-10", "2007-12"),
         school("Universität Ulm", "Diplom", "Biologie", "1999-10", "2004-07")],
        {"Vertrieb": "Ausschreibungen, Preisverhandlung, CRM", "Werkzeuge": "Salesforce, Power BI"},
        {"Deutsch": "Muttersprache", "Englisch": "verhandlungssicher", "Italienisch": "B1"}, {"Certified Sales Leader": "2020"}),
    "it": person(
        "Chiara De Angelis", "Restauratrice", "chiara.deangelis@example.org", "+39 333 765 4321", "Siena, Italia", "chiaradeangelis",
        "Restauratrice di dipinti su tavola con dodici anni di cantieri tra musei e chiese, attenta ai documenti quanto alle mani e "
        "abituata a lavorare davanti ai visitatori.",
        [job("Opificio Santa Caterina", "Restauratrice capo", "Siena, Italia", "2016-03", "",
             "Restauro di un polittico del Trecento con una squadra di cinque persone", "Relazioni tecniche per la Soprintendenza"),
         job("Museo Civico di Arezzo", "Restauratrice", "Arezzo, Italia", "2012-06", "2016-02", "Manutenzione di duecento tavole dipinte"),
         job("Bottega Lazzeri", "Apprendista", "Firenze, Italia", "2011-01", "2012-05", "Preparazione di supporti in legno")],
        [school("Università di Siena", "Laurea magistrale", "Conservazione dei beni culturali", "2008-10", "2010-11"),
         school("Liceo Artistico Duccio", "Maturità", "", "2000-09", "2005-07")],
        {"Tecniche": "Consolidamento, Pulitura, Doratura", "Analisi": "Riflettografia, Microscopia"},
        {"Italiano": "madrelingua", "Inglese": "C1"}, {"Sicurezza nei cantieri": "2018"}),
    "nl": person(
        "Joris van den Broek", "Kok", "joris.vandenbroek@example.org", "+31 6 87654321", "Den Bosch", "jorisvdb",
        "Kok met tien jaar ervaring in keukens van twintig tot tweehonderd gasten. Ik werk rustig als het druk is, koop in bij boeren "
        "die ik ken, en leer leerlingen eerst afwassen en dan pas snijden.",
        [job("Restaurant De Kade", "Chef-kok", "Den Bosch", "2018-05", "", "Leiding over een brigade van acht koks", "Voedselverspilling gehalveerd in een jaar"),
         job("Hotel Brabantia", "Souschef", "Eindhoven", "2014-03", "2018-04", "Banketten tot tweehonderd gasten"),
         job("Eetcafé Het Anker", "Leerling-kok", "Tilburg", "2012-09", "2014-02", "Voorgerechten en nagerechten")],
        [school("ROC Tilburg", "MBO", "Gespecialiseerd kok", "2010-09", "2012-07")],
        {"Keuken": "Inkoop, Menukaart, HACCP", "Leiding": "Roosters, Opleiden"},
        {"Nederlands": "moedertaal", "Engels": "B2", "Duits": "A2"}, {"Leermeester": "2019"}),
}  # fmt: skip


def _subject(one: dict[str, Any], between: str = ", ") -> str:
    return escape(between.join(part for part in (one["studyType"], one["area"]) if part))


def exported(person: Person, lang: str) -> str:
    """As a network of professionals exports it: a narrow dark column, years and months in brackets, prose."""
    word, basics = HEADINGS[lang], person["basics"]
    lasted = {
        "en": "(2 years 3 months)",
        "de": "(2 Jahre 3 Monate)",
        "it": "(2 anni 3 mesi)",
        "nl": "(2 jaar 3 maanden)",
    }[lang]
    work = "".join(
        f"<p class=o>{escape(one['name'])}</p><p class=b>{escape(one['position'])}</p><p>{span(one, 'name', lang, ' - ')} {lasted}</p><p class=g>{escape(one['location'])}</p><p class=t>{escape('. '.join(one['highlights']))}.</p>"
        for one in person["work"]
    )
    studies = "".join(
        f"<p class=o>{escape(one['institution'])}</p><p>{_subject(one)} · ({one['startDate'][:4]} - {one['endDate'][:4]})</p>"
        for one in person["education"]
    )
    skills = "".join(f"<p>{escape(name)}</p>" for one in person["skills"] for name in one["keywords"])
    spoken = "".join(f"<p>{escape(one['language'])} ({escape(one['fluency'])})</p>" for one in person["languages"])
    papers = "".join(f"<p>{escape(one['name'])}</p>" for one in person["certificates"])
    aside = f"<h2>{word['contact']}</h2><p>{escape(basics['phone'])}</p><p>{escape(basics['email'])}</p><p>linkedin.com/in/{basics['profiles'][0]['username']} (LinkedIn)</p><h2>{word['skills']}</h2>{skills}<h2>{word['languages']}</h2>{spoken}<h2>{word['certificates']}</h2>{papers}"
    main = f"<h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p><p class=g>{escape(basics['location'])}</p><h3>{word['summary']}</h3><p>{escape(basics['summary'])}</p><h3>{word['work']}</h3>{work}<h3>{word['education']}</h3>{studies}"
    css = "body{display:flex;gap:8mm} aside{width:58mm;flex:none;background:#293e49;color:#eee;padding:5mm;font-size:8.5pt} aside h2{font-size:11pt;font-weight:normal;margin-top:12px} h1{font-size:22pt;font-weight:normal} h3{font-size:13pt;font-weight:normal;margin-top:14px} .o{font-size:10.5pt;margin-top:8px} .b{font-size:10pt} .g{color:#888} .t{margin-top:3px}"
    return html(css, f"<aside>{aside}</aside><main>{main}</main>")


def name_in_margin(person: Person, lang: str) -> str:
    """The name over two rows in a margin at the left; employer and post parted by a long dash, dates and place below."""
    word, basics = HEADINGS[lang], person["basics"]
    first, _, last = basics["name"].partition(" ")
    work = "".join(
        f"<p class=e><b>{escape(one['name'])}</b> — {escape(one['position'])}</p><p class=d><i>{span(one, 'name', lang)} | {escape(one['location'])}</i></p>{points(one)}"
        for one in person["work"]
    )
    studies = "".join(
        f"<p class=e><b>{escape(one['institution'])}</b> — {_subject(one)}</p><p class=d><i>{span(one, 'year', lang)}</i></p>"
        for one in person["education"]
    )
    skills = "".join(
        f"<p><b>{escape(one['name'])}</b></p><ul>{''.join(f'<li>{escape(name)}</li>' for name in one['keywords'])}</ul>"
        for one in person["skills"]
    )
    spoken = "".join(
        f"<p>{escape(one['language'])}</p><p class=d>{escape(one['fluency'])}</p>" for one in person["languages"]
    )
    papers = "".join(f"<p>{escape(one['name'])}</p><p class=d>{one['date']}</p>" for one in person["certificates"])
    aside = f"<h1>{escape(first)}<br>{escape(last)}</h1><p class=l>{escape(basics['label'])}</p><p>📞 {escape(basics['phone'])}</p><p>✉ {escape(basics['email'])}</p><p>📍 {escape(basics['location'])}</p><p>🔗 linkedin.com/in/{basics['profiles'][0]['username']}</p><h2>{word['skills']}</h2>{skills}<h2>{word['languages']}</h2>{spoken}<h2>{word['certificates']}</h2>{papers}"
    css = "body{display:flex;gap:8mm} aside{width:60mm;flex:none;font-size:9pt} h1{font-size:21pt;line-height:1.05} h2{font-size:11pt;text-transform:uppercase;letter-spacing:1px;color:#7a1f5c;margin-top:12px} .d{color:#777;font-size:8.5pt} .e{margin-top:6px} ul{padding-left:14px}"
    return html(
        css,
        f"<aside>{aside}</aside><main><h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p><h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}</main>",
    )


def on_one_row(person: Person, lang: str) -> str:
    """Skills first; each post on one row without points: the years, employer, place and post in columns."""
    word, basics = HEADINGS[lang], person["basics"]
    work = "".join(
        f"<tr><td>{span(one, 'year', lang)}</td><td>{escape(one['position'])}</td><td>{escape(one['name'])}</td><td>{escape(one['location'])}</td></tr>"
        for one in person["work"]
    )
    studies = "".join(
        f"<tr><td>{span(one, 'year', lang)}</td><td>{_subject(one)}</td><td>{escape(one['institution'])}</td></tr>"
        for one in person["education"]
    )
    skills = "".join(f"<p>{escape(one['name'])}: {escape(', '.join(one['keywords']))}</p>" for one in person["skills"])
    spoken = "; ".join(f"{escape(one['language'])} – {escape(one['fluency'])}" for one in person["languages"])
    papers = "".join(f"<p>{escape(one['name'])}, {one['date']}</p>" for one in person["certificates"])
    top = f"<h1>{escape(basics['name'])}, {escape(basics['label'])}</h1><p>{escape(basics['location'])}, {escape(basics['phone'])}, {escape(basics['email'])}, linkedin.com/in/{basics['profiles'][0]['username']}</p>"
    css = "table{width:100%;border-collapse:collapse} td{padding:2px 8px 2px 0;vertical-align:top} tr{border-bottom:1px solid #ddd} td:first-child{width:30mm;white-space:nowrap} h1{font-size:14pt} h2{font-size:11pt;background:#eee;padding:1px 4px;margin-top:10px} td:nth-child(2){width:52mm} td:nth-child(3){width:58mm}"
    return html(
        css,
        f"{top}<h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p><h2>{word['skills']}</h2>{skills}<h2>{word['work']}</h2><table>{work}</table><h2>{word['education']}</h2><table>{studies}</table><h2>{word['languages']}</h2><p>{spoken}</p><h2>{word['certificates']}</h2>{papers}",
    )


def right_head(person: Person, lang: str) -> str:
    """The head at the right; the employer's row with its dates in brackets, the post below in small capitals."""
    word, basics = HEADINGS[lang], person["basics"]
    work = "".join(
        f"<p class=e>{escape(one['name'])}, {escape(one['location'])} <span>({span(one, 'slash', lang)})</span></p><p class=s>{escape(one['position'])}</p>{points(one)}"
        for one in person["work"]
    )
    studies = "".join(
        f"<p class=e>{escape(one['institution'])} <span>({month(one['startDate'], 'year', lang)}–{month(one['endDate'], 'year', lang)})</span></p><p class=s>{_subject(one)}</p>"
        for one in person["education"]
    )
    skills = "".join(
        f"<li><b>{escape(one['name'])}</b> – {escape(', '.join(one['keywords']))}</li>" for one in person["skills"]
    )
    spoken = "".join(f"<li>{escape(one['language'])}, {escape(one['fluency'])}</li>" for one in person["languages"])
    papers = "".join(f"<li>{escape(one['name'])} – {one['date']}</li>" for one in person["certificates"])
    top = f"<header><h1>{escape(basics['name'])}</h1><p>{escape(basics['label'])}</p><p>{escape(basics['location'])}</p><p>{escape(basics['phone'])}</p><p>{escape(basics['email'])}</p><p>linkedin.com/in/{basics['profiles'][0]['username']}</p></header>"
    css = "body{font-family:'DejaVu Serif',serif} header{text-align:right;border-right:3px solid #064;padding-right:4mm} h2{font-size:12pt;color:#064;font-weight:normal;margin-top:11px} .e{margin-top:5px;font-weight:bold} .e span{font-weight:normal} .s{font-variant:small-caps} ul{padding-left:18px}"
    return html(
        css,
        f"{top}<h2>{word['work']}</h2>{work}<h2>{word['education']}</h2>{studies}<h2>{word['skills']}</h2><ul>{skills}</ul><h2>{word['languages']}</h2><ul>{spoken}</ul><h2>{word['certificates']}</h2><ul>{papers}</ul><h2>{word['summary']}</h2><p>{escape(basics['summary'])}</p>",
    )


THIRD_LAYOUTS: dict[str, Callable[[Person, str], str]] = {
    "exported": exported, "name_in_margin": name_in_margin, "on_one_row": on_one_row, "right_head": right_head,
}  # fmt: skip


def as_printed(name: str, person: Person) -> Person:
    """The truth of a layout: what it does not print is not to be read."""
    bare = [{"name": word} for one in person["skills"] for word in one["keywords"]]
    if name == "exported":
        work = [{**one, "summary": ". ".join(one["highlights"]) + ".", "highlights": []} for one in person["work"]]
        return {
            **person,
            "work": work,
            "skills": bare,
            "certificates": [{"name": one["name"]} for one in person["certificates"]],
        }
    if name == "on_one_row":
        return {**person, "work": [{**one, "highlights": []} for one in person["work"]]}
    return person
