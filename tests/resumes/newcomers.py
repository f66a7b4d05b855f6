# ruff: noqa: E501
"""Six more invented people, of other trades, with the less usual words that people also put over the parts."""

from __future__ import annotations

from typing import Any

from tests.resumes.people import job, person, school

# What `people.HEADINGS` are, in other words.
HEADINGS: dict[str, dict[str, str]] = {
    "en": {"summary": "In Short", "work": "Where I Have Worked", "education": "Learning", "skills": "What I Know",
           "languages": "Spoken Languages", "certificates": "Licences", "contact": "Get in Touch"},
    "de": {"summary": "Kurz gesagt", "work": "Stationen", "education": "Schule und Lehre", "skills": "Was ich kann",
           "languages": "Sprachen", "certificates": "Scheine und Lehrgänge", "contact": "So erreichen Sie mich"},
    "fr": {"summary": "En bref", "work": "Mon parcours", "education": "Études et diplômes", "skills": "Savoir-faire",
           "languages": "Langues parlées", "certificates": "Permis et certificats", "contact": "Me joindre"},
    "es": {"summary": "Quién soy", "work": "Mi trayectoria", "education": "Estudios", "skills": "Lo que sé hacer",
           "languages": "Idiomas", "certificates": "Cursos y certificados", "contact": "Contacto"},
    "pl": {"summary": "O mnie", "work": "Przebieg kariery", "education": "Wykształcenie", "skills": "Umiejętności",
           "languages": "Znajomość języków", "certificates": "Kursy i szkolenia", "contact": "Dane kontaktowe"},
    "sv": {"summary": "Om mig", "work": "Arbetslivserfarenhet", "education": "Utbildning", "skills": "Kunskaper",
           "languages": "Språk", "certificates": "Kurser", "contact": "Kontakt"},
}  # fmt: skip
USUAL: dict[str, dict[str, str]] = {
    "en": {"summary": "Summary", "work": "Work History", "education": "Education and Training", "skills": "Core Skills",
           "languages": "Languages", "certificates": "Licenses", "contact": "Contact"},
    "de": {"summary": "Über mich", "work": "Beruflicher Werdegang", "education": "Bildungsweg", "skills": "Fachkenntnisse",
           "languages": "Sprachen", "certificates": "Fortbildungen", "contact": "Persönliche Daten"},
    "fr": {"summary": "Profil", "work": "Expériences", "education": "Formations", "skills": "Compétences clés",
           "languages": "Langues", "certificates": "Certifications", "contact": "Contact"},
    "es": {"summary": "Resumen", "work": "Experiencia profesional", "education": "Educación", "skills": "Competencias",
           "languages": "Idiomas", "certificates": "Cursos", "contact": "Datos personales"},
    "pl": {"summary": "Podsumowanie", "work": "Doświadczenie zawodowe", "education": "Edukacja", "skills": "Umiejętności",
           "languages": "Języki obce", "certificates": "Certyfikaty", "contact": "Kontakt"},
    "sv": {"summary": "Profil", "work": "Erfarenhet", "education": "Utbildning", "skills": "Kompetenser",
           "languages": "Språk", "certificates": "Certifikat", "contact": "Kontakt"},
}  # fmt: skip
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "ene feb mar abr may jun jul ago sep oct nov dic",
    "pl": "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "sv": "jan feb mars april maj juni juli aug sept okt nov dec",
}
NOW = {"en": "Now", "de": "jetzt", "fr": "aujourd’hui", "es": "presente", "pl": "obecnie", "sv": "nu"}

NEWCOMERS: dict[str, dict[str, Any]] = {
    "en": person(
        "Siobhan O'Leary-Park", "Charge Nurse", "siobhan.olearypark@example.org", "(312) 555-0147", "Chicago, IL", "siobhan-op",
        "Registered nurse with fourteen years on surgical and intensive wards. Calm in the small hours, fond of checklists, "
        "and known for turning new graduates into colleagues one can rely on.",
        [job("Lakeshore General Hospital", "Charge Nurse, Surgical ICU", "Chicago, IL", "2018-03", "",
             "Run a 24-bed unit with a team of eleven nurses across three shifts",
             "Cut central line infections from nine a year to one by redesigning the dressing cart",
             "Mentor of thirty newly qualified nurses, of whom twenty-six are still with the hospital"),
         job("Mercy Point Medical Center", "Staff Nurse", "Milwaukee, WI", "2013-07", "2018-02",
             "Looked after patients before and after abdominal surgery",
             "Wrote the handover sheet that four wards have used ever since"),
         job("Sunrise Home Care", "Nursing Assistant", "Evanston, IL", "2010-06", "2013-05", "Visited six households a day")],
        [school("University of Wisconsin-Milwaukee", "Master of Science", "Nursing", "2014-09", "2016-05"),
         school("Loyola University Chicago", "Bachelor of Science", "Nursing", "2009-09", "2013-05")],
        {"Clinical": "Ventilator care, Wound care, Triage", "Systems": "Epic, Cerner"},
        {"English": "Native", "Spanish": "Conversational", "Irish": "Basic"}, {"Advanced Cardiac Life Support": "2022", "Critical Care Registered Nurse": "2017"}),
    "de": person(
        "Jürgen Weißmüller", "Industriemeister Metall", "j.weissmueller@example.org", "0171 2345678", "73430 Aalen", "jweissmueller",
        "Industriemeister mit zwanzig Jahren Erfahrung in der Zerspanung, der Maschinen einrichtet, Menschen ausbildet und "
        "lieber einmal mehr nachmisst als einmal zu wenig.",
        [job("Zahnradfabrik Ostalb GmbH & Co. KG", "Schichtführer Fertigung", "Aalen", "2015-10", "",
             "Verantwortung für vierzehn Bearbeitungszentren und achtzehn Mitarbeiter im Dreischichtbetrieb",
             "Einführung einer Werkzeugverwaltung, die Rüstzeiten um ein Viertel verkürzt hat"),
         job("Präzisionstechnik Kocher AG", "Zerspanungsmechaniker", "Schwäbisch Gmünd", "2007-08", "2015-09",
             "Programmieren und Einrichten von Fünf-Achs-Fräsmaschinen",
             "Ausbildung von jährlich zwei Lehrlingen"),
         job("Autohaus Renz", "Aushilfe Werkstatt", "Ellwangen", "2006-07", "2007-06", "Reifenwechsel und Ölservice")],
        [school("Handwerkskammer Ulm", "Industriemeister", "Metall", "2012-09", "2014-07"),
         school("Berufsschule Aalen", "Facharbeiterbrief", "Zerspanungsmechanik", "2003-09", "2006-07"),
         school("Realschule Ellwangen", "Mittlere Reife", "", "1997-09", "2003-07")],
        {"Maschinen": "DMG Mori, Hermle, Index", "Software": "Heidenhain, SAP PM, Excel"},
        {"Deutsch": "Muttersprache", "Englisch": "Grundkenntnisse"}, {"Ausbildereignung (AdA)": "2014", "Staplerschein": "2009"}),
    "fr": person(
        "Anaïs Lefèvre-N'Diaye", "Cheffe de projet événementiel", "anais.lefevre@example.org", "+33 7 81 23 45 67", "Villeurbanne", "anaislefevre",
        "Cheffe de projet depuis onze ans, à l'aise avec les budgets serrés comme avec les artistes capricieux, et convaincue "
        "qu'un bon déroulé tient sur une page.",
        [job("Festival des Confluences", "Cheffe de projet", "Lyon", "2017-01", "",
             "Organisation d'un festival de trente mille visiteurs avec six salariés et cent bénévoles",
             "Négociation des contrats avec les partenaires, pour un budget de deux millions d'euros"),
         job("Agence Parenthèse", "Chargée de production", "Grenoble", "2013-09", "2016-12",
             "Séminaires d'entreprise de vingt à six cents personnes"),
         job("Mairie de Valence", "Stagiaire en communication", "Valence", "2013-02", "2013-07", "Rédaction du journal municipal")],
        [school("Université Lumière Lyon 2", "Master", "Gestion de projets culturels", "2011-09", "2013-09"),
         school("Université Grenoble Alpes", "Licence", "Lettres modernes", "2008-09", "2011-06")],
        {"Métier": "Budget, Régie, Contrats", "Logiciels": "Excel, InDesign, Trello"},
        {"Français": "langue maternelle", "Anglais": "C1", "Wolof": "courant"}, {"Permis B": "2010", "SSIAP 1": "2018"}),
    "es": person(
        "Íñigo Etxeberria Ruiz", "Contable", "inigo.etxeberria@example.org", "+34 655 12 34 56", "Bilbao, España", "inigoetxeberria",
        "Contable con doce años en empresas medianas de la industria y del comercio. Cierro los libros a tiempo y explico las "
        "cifras a quien no las lee todos los días.",
        [job("Aceros del Nervión S.A.", "Responsable de contabilidad", "Bilbao, España", "2016-05", "",
             "Cierre mensual de cuatro sociedades en cinco días laborables",
             "Implantación de la factura electrónica para trescientos proveedores"),
         job("Distribuciones Abando S.L.", "Contable", "Bilbao, España", "2012-10", "2016-04",
             "Conciliación de doce cuentas bancarias", "Preparación del impuesto de sociedades"),
         job("Gestoría Arana", "Auxiliar administrativo", "Getxo, España", "2011-09", "2012-08", "Nóminas de cincuenta empleados")],
        [school("Universidad de Deusto", "Máster", "Auditoría y finanzas", "2011-10", "2012-07"),
         school("Universidad del País Vasco", "Grado", "Administración y dirección de empresas", "2007-09", "2011-06")],
        {"Contabilidad": "Plan general, NIIF, Consolidación", "Programas": "SAP FI, A3, Excel"},
        {"Español": "Nativo", "Euskera": "Nativo", "Inglés": "B2"}, {"Experto en IVA": "2019"}),
    "pl": person(
        "Małgorzata Świątek-Żak", "Kierowniczka magazynu", "m.swiatekzak@example.org", "+48 601 234 567", "Poznań", "mswiatekzak",
        "Kierowniczka magazynu z dziesięcioletnim doświadczeniem w handlu i logistyce, która potrafi ułożyć grafik dla "
        "czterdziestu osób i zna każdą z nich z imienia.",
        [job("Logistyka Wielkopolska Sp. z o.o.", "Kierownik magazynu", "Poznań", "2018-06", "",
             "Zarządzanie zespołem czterdziestu osób na trzy zmiany",
             "Skrócenie czasu kompletacji zamówień o jedną trzecią"),
         job("Hurtownia Warta S.A.", "Specjalista ds. logistyki", "Gniezno", "2013-03", "2018-05", "Planowanie dostaw do stu sklepów"),
         job("Sklep Rolniczy Zagroda", "Sprzedawca", "Września", "2011-07", "2013-02", "Obsługa klientów i kasy")],
        [school("Uniwersytet Ekonomiczny w Poznaniu", "Magister", "Logistyka", "2010-10", "2012-07"),
         school("Politechnika Poznańska", "Licencjat", "Zarządzanie", "2007-10", "2010-06")],
        {"Magazyn": "WMS, Inwentaryzacja, 5S", "Programy": "SAP EWM, Excel"},
        {"Polski": "ojczysty", "Angielski": "B2", "Niemiecki": "A2"}, {"Wózki widłowe UDT": "2016"}),
    "sv": person(
        "Åke Björnström", "Civilingenjör", "ake.bjornstrom@example.org", "070-123 45 67", "Göteborg", "akebjornstrom",
        "Civilingenjör med nio års erfarenhet av vattenkraft och elnät, som gärna står i stövlar vid dammen och lika gärna "
        "räknar om en modell tills den stämmer.",
        [job("Älvkraft Väst AB", "Projektledare", "Göteborg", "2019-02", "",
             "Ledning av renoveringen av fyra kraftstationer med en budget på nittio miljoner kronor",
             "Upphandling av generatorer och samarbete med länsstyrelsen"),
         job("Nätkonsult Mälardalen AB", "Elkraftsingenjör", "Västerås", "2015-08", "2019-01", "Beräkning av kortslutningsströmmar i regionnät"),
         job("Hedlunds Elektriska", "Praktikant", "Falun", "2014-06", "2014-08", "Installation av mätare")],
        [school("Chalmers tekniska högskola", "Civilingenjörsexamen", "Elektroteknik", "2010-08", "2015-06")],
        {"Teknik": "Relaskydd, Hydraulik, Riskanalys", "Program": "PSS/E, MATLAB, AutoCAD"},
        {"Svenska": "modersmål", "Engelska": "flytande", "Tyska": "grundläggande"}, {"Heta arbeten": "2020"}),
}  # fmt: skip
