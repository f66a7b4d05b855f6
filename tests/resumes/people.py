# ruff: noqa: E501
"""Invented people and their résumés, as JSON Resume, with the words their languages use for the parts."""

from __future__ import annotations

from typing import Any

HEADINGS: dict[str, dict[str, str]] = {
    "en": {"summary": "Profile", "work": "Professional Experience", "education": "Education", "skills": "Skills",
           "languages": "Languages", "projects": "Projects", "certificates": "Certifications", "contact": "Contact"},
    "de": {"summary": "Profil", "work": "Berufserfahrung", "education": "Ausbildung", "skills": "Kenntnisse",
           "languages": "Sprachkenntnisse", "projects": "Projekte", "certificates": "Weiterbildung", "contact": "Kontakt"},
    "fr": {"summary": "À propos", "work": "Expérience professionnelle", "education": "Formation", "skills": "Compétences",
           "languages": "Langues", "projects": "Projets", "certificates": "Certificats", "contact": "Coordonnées"},
    "es": {"summary": "Perfil", "work": "Experiencia laboral", "education": "Formación académica", "skills": "Habilidades",
           "languages": "Idiomas", "projects": "Proyectos", "certificates": "Certificaciones", "contact": "Contacto"},
    "it": {"summary": "Profilo", "work": "Esperienza lavorativa", "education": "Istruzione e formazione",
           "skills": "Competenze", "languages": "Lingue", "projects": "Progetti", "certificates": "Certificazioni",
           "contact": "Contatti"},
    "pt": {"summary": "Resumo", "work": "Experiência profissional", "education": "Formação acadêmica",
           "skills": "Competências", "languages": "Idiomas", "projects": "Projetos", "certificates": "Certificações",
           "contact": "Contato"},
    "nl": {"summary": "Profiel", "work": "Werkervaring", "education": "Opleidingen", "skills": "Vaardigheden",
           "languages": "Talen", "projects": "Projecten", "certificates": "Certificaten", "contact": "Contactgegevens"},
    "tr": {"summary": "Hakkımda", "work": "İş Deneyimi", "education": "Eğitim", "skills": "Beceriler",
           "languages": "Diller", "projects": "Projeler", "certificates": "Sertifikalar", "contact": "İletişim"},
}  # fmt: skip
MONTHS = {
    "en": "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "jan. fev. mar. abr. maio jun. jul. ago. set. out. nov. dez.",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}
NOW = {"en": "Present", "de": "heute", "fr": "présent", "es": "actualidad", "it": "oggi", "pt": "atual", "nl": "heden",
       "tr": "Günümüz"}  # fmt: skip


def job(name: str, position: str, location: str, start: str, end: str, *points: str) -> dict[str, Any]:
    return {
        "name": name,
        "position": position,
        "location": location,
        "startDate": start,
        "endDate": end,
        "highlights": list(points),
    }


def school(institution: str, degree: str, area: str, start: str, end: str) -> dict[str, Any]:
    return {"institution": institution, "studyType": degree, "area": area, "startDate": start, "endDate": end}


def person(
    name: str, label: str, email: str, phone: str, city: str, profile: str, summary: str, work: list[dict[str, Any]],
    education: list[dict[str, Any]], skills: dict[str, str], languages: dict[str, str], certificates: dict[str, str],
) -> dict[str, Any]:  # fmt: skip
    return {
        "basics": {"name": name, "label": label, "email": email, "phone": phone, "location": city, "summary": summary,
                   "profiles": [{"network": "LinkedIn", "username": profile}]},
        "work": work, "education": education,
        "skills": [{"name": group, "keywords": words.split(", ")} for group, words in skills.items()],
        "languages": [{"language": name, "fluency": fluency} for name, fluency in languages.items()],
        "certificates": [{"name": name, "date": date} for name, date in certificates.items()],
    }  # fmt: skip


PEOPLE: dict[str, dict[str, Any]] = {
    "en": person(
        "Amara Okafor", "Senior Product Designer", "amara.okafor@example.org", "+44 20 7946 0123", "Leeds, UK", "amaraokafor",
        "Designer with nine years in health and public services, who likes hard constraints, plain words and "
        "testing with the people who will have to use the thing every day.",
        [job("Brightwater Health", "Senior Product Designer", "Leeds, UK", "2020-03", "",
             "Led the redesign of the booking journey, halving the time it takes to change an appointment",
             "Set up a panel of forty patients who test every release before it is shipped to hospitals"),
         job("Civic Studio", "Interaction Designer", "Manchester, UK", "2016-09", "2020-02",
             "Designed forms for three councils used by more than a million people"),
         job("Marlow & Finch Ltd", "Junior Designer", "London, UK", "2014-07", "2016-08",
             "Drew icons and wrote the first style guide of the house")],
        [school("University of Leeds", "MA", "Graphic Design", "2012-09", "2014-06"),
         school("Falmouth University", "BA", "Illustration", "2009-09", "2012-06")],
        {"Design": "Figma, Sketch, Prototyping", "Research": "Interviews, Usability testing, Surveys"},
        {"English": "Native", "French": "B2", "Igbo": "Fluent"}, {"Certified Accessibility Professional": "2021"}),
    "de": person(
        "Jonas Brandstätter", "Softwareentwickler", "jonas.brandstaetter@example.org", "+49 170 1234567", "Dresden",
        "jonas-brandstaetter",
        "Entwickler mit Schwerpunkt auf verteilten Systemen und Freude an gut lesbarem Code, der auch nach Jahren "
        "noch von anderen verstanden und geändert werden kann.",
        [job("Elbwerk Software GmbH", "Softwareentwickler", "Dresden", "2019-09", "",
             "Aufbau einer Plattform für die Auswertung von Messdaten mit zwölf Diensten",
             "Einführung automatischer Tests, wodurch die Zahl der Fehler um ein Drittel sank"),
         job("Hafenlogistik AG", "Werkstudent Softwareentwicklung", "Hamburg", "2017-04", "2019-08",
             "Entwicklung einer Anwendung für die Planung von Liegeplätzen"),
         job("Rechenzentrum Nord", "Praktikant", "Kiel", "2016-07", "2016-09", "Pflege der Überwachung von Servern")],
        [school("Technische Universität Dresden", "Master of Science", "Informatik", "2016-10", "2019-03"),
         school("Hochschule Bremen", "Bachelor of Science", "Angewandte Informatik", "2012-10", "2016-07")],
        {"Programmierung": "Python, Kotlin, SQL", "Werkzeuge": "Docker, Git, Kubernetes"},
        {"Deutsch": "Muttersprache", "Englisch": "C1", "Spanisch": "Grundkenntnisse"}, {"Scrum Master": "2020"}),
    "fr": person(
        "Camille Beauregard", "Cheffe de projet marketing", "camille.beauregard@example.org", "+33 6 12 34 56 78", "Lyon, France",
        "camille-beauregard",
        "Cheffe de projet avec huit ans d'expérience dans le lancement de produits alimentaires, attachée aux "
        "chiffres autant qu'aux mots et habituée à travailler avec des équipes dans plusieurs pays.",
        [job("Maison Verdier", "Cheffe de projet marketing", "Lyon, France", "2019-09", "",
             "Lancement de quatre gammes de produits dans douze pays européens",
             "Gestion d'un budget annuel de deux millions d'euros et d'une équipe de cinq personnes"),
         job("Groupe Alvéa", "Chargée de communication", "Paris, France", "2015-02", "2019-08",
             "Rédaction de la lettre mensuelle lue par trente mille abonnés"),
         job("Radio Sillage", "Stagiaire", "Nantes, France", "2014-03", "2014-08", "Préparation des émissions du matin")],
        [school("Université Lyon 2", "Master", "Marketing", "2012-09", "2014-06"),
         school("Université de Nantes", "Licence", "Lettres modernes", "2009-09", "2012-06")],
        {"Marketing": "SEO, Analyse de marché, Budget", "Outils": "Excel, Photoshop, WordPress"},
        {"Français": "langue maternelle", "Anglais": "C1", "Italien": "B1"}, {"Google Ads": "2022"}),
    "es": person(
        "Lucía Navarro Peña", "Ingeniera de datos", "lucia.navarro@example.org", "+34 612 345 678", "Valencia, España", "lucianavarro",
        "Ingeniera de datos con seis años de experiencia en transporte y energía, acostumbrada a convertir datos "
        "desordenados en informes que otras personas puedan usar sin ayuda.",
        [job("Energía Levante S.A.", "Ingeniera de datos", "Valencia, España", "2021-01", "",
             "Diseño de un almacén de datos con más de cuatrocientas tablas",
             "Reducción del tiempo de carga diario de seis horas a cuarenta minutos"),
         job("Transportes del Turia", "Analista de datos", "Valencia, España", "2018-05", "2020-12",
             "Predicción de la demanda de viajeros en noventa líneas"),
         job("Consultora Arrabal", "Becaria", "Madrid, España", "2017-09", "2018-04", "Limpieza de bases de datos de clientes")],
        [school("Universidad Politécnica de Valencia", "Máster", "Ciencia de datos", "2016-09", "2017-07"),
         school("Universidad de Murcia", "Grado", "Matemáticas", "2012-09", "2016-06")],
        {"Lenguajes": "Python, SQL, Scala", "Herramientas": "Airflow, Spark, Tableau"},
        {"Español": "Nativo", "Inglés": "C1", "Catalán": "B2"}, {"AWS Data Engineer": "2023"}),
    "it": person(
        "Matteo Ferraris", "Ingegnere meccanico", "matteo.ferraris@example.org", "+39 347 123 4567", "Torino, Italia", "matteoferraris",
        "Ingegnere meccanico con sette anni di esperienza nella progettazione di macchine per l'industria "
        "alimentare, dal disegno fino alla messa in servizio presso il cliente.",
        [job("Officine Valsusa S.p.A.", "Ingegnere meccanico", "Torino, Italia", "2019-02", "",
             "Progettazione di una linea di confezionamento da novanta pezzi al minuto",
             "Coordinamento di tre fornitori e di una squadra di montaggio"),
         job("Studio Tecnico Arduino", "Progettista", "Milano, Italia", "2016-10", "2019-01", "Disegno di componenti in lamiera"),
         job("Pastificio Monviso", "Tirocinante", "Cuneo, Italia", "2016-03", "2016-08", "Analisi dei fermi macchina")],
        [school("Politecnico di Torino", "Laurea magistrale", "Ingegneria meccanica", "2013-09", "2016-07"),
         school("Università di Genova", "Laurea triennale", "Ingegneria", "2010-09", "2013-07")],
        {"Progettazione": "SolidWorks, AutoCAD, Ansys", "Metodi": "Lean, FMEA, Six Sigma"},
        {"Italiano": "madrelingua", "Inglese": "B2", "Tedesco": "A2"}, {"Project Management Professional": "2022"}),
    "pt": person(
        "Beatriz Carvalho", "Enfermeira", "beatriz.carvalho@example.org", "+351 912 345 678", "Porto, Portugal", "beatrizcarvalho",
        "Enfermeira com dez anos de experiência em cuidados intensivos e formação de equipas, habituada a decidir "
        "depressa e a explicar com calma às famílias o que se passa.",
        [job("Hospital de São Bento", "Enfermeira", "Porto, Portugal", "2017-05", "",
             "Coordenação de turnos com doze profissionais numa unidade de vinte camas",
             "Formação de quarenta novos colegas em suporte avançado de vida"),
         job("Clínica da Foz", "Enfermeira", "Porto, Portugal", "2014-09", "2017-04", "Acompanhamento de doentes crónicos"),
         job("Centro de Saúde da Lapa", "Estagiária", "Lisboa, Portugal", "2013-10", "2014-06", "Vacinação e rastreios")],
        [school("Escola Superior de Enfermagem do Porto", "Licenciatura", "Enfermagem", "2009-09", "2013-07")],
        {"Clínica": "Ventilação, Triagem, Suporte de vida", "Informática": "Excel, SClínico"},
        {"Português": "Nativo", "Inglês": "B2", "Espanhol": "B1"}, {"Suporte Avançado de Vida": "2021"}),
    "nl": person(
        "Sanne de Wit", "Projectleider", "sanne.dewit@example.org", "+31 6 12345678", "Utrecht", "sannedewit",
        "Projectleider in de bouw met oog voor planning en voor mensen, die lastige gesprekken niet uit de weg gaat "
        "en afspraken opschrijft zodat niemand ze vergeet.",
        [job("Bouwgroep Vechtstreek B.V.", "Projectleider", "Utrecht", "2018-04", "",
             "Oplevering van drie scholen binnen de planning en het budget",
             "Leiding aan een team van acht uitvoerders"),
         job("Gemeente Amersfoort", "Adviseur ruimtelijke ordening", "Amersfoort", "2014-01", "2018-03", "Opstellen van bestemmingsplannen"),
         job("Ingenieursbureau Delta", "Stagiair", "Rotterdam", "2013-02", "2013-08", "Berekening van funderingen")],
        [school("Hogeschool Utrecht", "Bachelor", "Bouwkunde", "2009-09", "2013-07")],
        {"Vakkennis": "Planning, Contracten, Begroten", "Software": "Revit, AutoCAD, Excel"},
        {"Nederlands": "moedertaal", "Engels": "C1", "Duits": "B1"}, {"Prince2": "2019"}),
    "tr": person(
        "Elif Yıldırım", "Yazılım Mühendisi", "elif.yildirim@example.org", "+90 532 123 45 67", "İzmir, Türkiye", "elifyildirim",
        "Ödeme sistemlerinde altı yıllık deneyime sahip yazılım mühendisi; ölçülebilir hedefleri, sade kodu ve "
        "birlikte çalıştığı insanlara açık konuşmayı sever.",
        [job("Ege Ödeme Teknolojileri A.Ş.", "Yazılım Mühendisi", "İzmir, Türkiye", "2020-06", "",
             "Günde iki milyon işlem yapan ödeme servisinin geliştirilmesi",
             "Hata oranını yarıya indiren test altyapısının kurulması"),
         job("Anadolu Yazılım", "Uygulama Geliştirici", "Ankara, Türkiye", "2017-09", "2020-05", "Mobil uygulamaların bakımı"),
         job("Körfez Bilişim", "Stajyer", "İstanbul, Türkiye", "2017-06", "2017-08", "Raporlama ekranlarının hazırlanması")],
        [school("Ege Üniversitesi", "Lisans", "Bilgisayar Mühendisliği", "2013-09", "2017-06")],
        {"Diller ve araçlar": "Java, Python, PostgreSQL", "Yöntemler": "Scrum, TDD"},
        {"Türkçe": "ana dil", "İngilizce": "C1", "Almanca": "A2"}, {"Oracle Java SE": "2019"}),
}  # fmt: skip
