# ruff: noqa: E501
"""Whole résumés unlike each other, written by hand with their truth: prose, nested posts, citations, no labels."""

from __future__ import annotations

from typing import Any

PAGE = "<!doctype html><meta charset=utf-8><style>@page{size:A4;margin:15mm} body{margin:0;font:10pt/1.35 'DejaVu Serif',serif} h1,h2,h3,p,ul{margin:0} %s</style>%s"

STUDENT = (
    PAGE % (
        "h1{text-align:center;font-size:22pt;font-weight:normal} .c{text-align:center} h2{font-size:12pt;font-weight:normal;font-variant:small-caps;border-bottom:1px solid;margin-top:10px} .r{display:flex;justify-content:space-between} .i{font-style:italic;font-size:9.5pt}",
        """<h1>Tomasz Lindqvist</h1><p class=c>+1 617 555 0188 | <u>tomasz@lindqvist.example</u> | <a href="https://www.linkedin.com/in/tlindqvist">linkedin.com/in/tlindqvist</a> | <a href="https://github.com/tlindq">github.com/tlindq</a></p>
<h2>Education</h2><div class=r><b>Northgate University</b><span>Georgetown, TX</span></div><div class=r><span class=i>Bachelor of Arts in Computer Science, Minor in Business</span><span class=i>Aug. 2018 – May 2021</span></div>
<h2>Experience</h2><div class=r><b>Undergraduate Research Assistant</b><span>June 2020 – Present</span></div><div class=r><span class=i>Prairie State University</span><span class=i>College Station, TX</span></div><ul><li>Developed a REST API using FastAPI and PostgreSQL to store data from learning management systems</li><li>Explored ways to visualize collaboration between students in a classroom</li></ul>
<div class=r><b>Information Technology Support Specialist</b><span>Sep. 2018 – Present</span></div><div class=r><span class=i>Northgate University</span><span class=i>Georgetown, TX</span></div><ul><li>Communicate with managers to set up campus computers used on campus</li></ul>
<h2>Projects</h2><div class=r><span><b>Gitlytics</b> | <i>Python, Flask, React, PostgreSQL</i></span><span>June 2020 – Present</span></div><ul><li>Developed a full-stack web application serving a REST API with a React frontend</li></ul><div class=r><span><b>Simple Paintball</b> | <i>Java, Maven</i></span><span>May 2018 – May 2020</span></div><ul><li>Published plugin to websites gaining two thousand downloads</li></ul>
<h2>Technical Skills</h2><p><b>Languages</b>: Java, Python, SQL, JavaScript</p><p><b>Frameworks</b>: React, Flask, JUnit</p>"""),
    {"basics": {"name": "Tomasz Lindqvist", "email": "tomasz@lindqvist.example", "phone": "+1 617 555 0188", "profiles": [{"network": "LinkedIn", "username": "tlindqvist"}, {"network": "GitHub", "username": "tlindq"}]},
     "education": [{"institution": "Northgate University", "studyType": "Bachelor of Arts", "area": "Computer Science, Minor in Business", "startDate": "2018-08", "endDate": "2021-05"}],
     "work": [{"name": "Prairie State University", "position": "Undergraduate Research Assistant", "location": "College Station, TX", "startDate": "2020-06", "highlights": ["Developed a REST API using FastAPI and PostgreSQL to store data from learning management systems", "Explored ways to visualize collaboration between students in a classroom"]},
              {"name": "Northgate University", "position": "Information Technology Support Specialist", "location": "Georgetown, TX", "startDate": "2018-09", "highlights": ["Communicate with managers to set up campus computers used on campus"]}],
     "projects": [{"name": "Gitlytics", "description": "Python, Flask, React, PostgreSQL", "startDate": "2020-06", "highlights": ["Developed a full-stack web application serving a REST API with a React frontend"]},
                  {"name": "Simple Paintball", "description": "Java, Maven", "startDate": "2018-05", "endDate": "2020-05", "highlights": ["Published plugin to websites gaining two thousand downloads"]}],
     "skills": [{"name": "Languages", "keywords": ["Java", "Python", "SQL", "JavaScript"]}, {"name": "Frameworks", "keywords": ["React", "Flask", "JUnit"]}]})  # fmt: skip

WISSENSCHAFT = (
    PAGE % (
        "td{vertical-align:top;padding:1px 0} td:first-child{width:38mm} h1{font-size:16pt} h2{font-size:11pt;text-decoration:underline;margin-top:10px}",
        """<h1>Lebenslauf</h1><h2>Persönliche Daten</h2><table><tr><td>Name:<td>Dr. Friederike Albers<tr><td>Geburtsdatum:<td>04.05.1986<tr><td>Anschrift:<td>Lindenweg 12, 37073 Göttingen<tr><td>Telefon:<td>0551 1234567<tr><td>E-Mail:<td>f.albers@example.org</table>
<h2>Beruflicher Werdegang</h2><table><tr><td>seit 10/2018<td><b>Wissenschaftliche Mitarbeiterin</b>, Institut für Bodenkunde, Göttingen<ul><li>Leitung des Labors für Bodenproben</li></ul><tr><td>04/2015 – 09/2018<td><b>Referentin für Umweltschutz</b>, Landkreis Northeim<ul><li>Beratung von Betrieben im Gewässerschutz</li></ul></table>
<h2>Akademische Ausbildung</h2><table><tr><td>2011 – 2015<td><b>Promotion</b> in Bodenkunde, Universität Göttingen<tr><td>2006 – 2011<td><b>Diplom</b> Geographie, Universität Bonn<tr><td>2005<td><b>Abitur</b>, Gymnasium Uslar</table>
<h2>Sprachen</h2><table><tr><td>Deutsch<td>Muttersprache<tr><td>Englisch<td>verhandlungssicher<tr><td>Französisch<td>Grundkenntnisse</table>
<h2>EDV-Kenntnisse</h2><p>R, ArcGIS, QGIS, Python, MS Office</p>
<p style="margin-top:20px">Göttingen, den 03.02.2024</p>"""),
    {"basics": {"name": "Dr. Friederike Albers", "email": "f.albers@example.org", "phone": "0551 1234567", "location": "Lindenweg 12, 37073 Göttingen"},
     "work": [{"name": "Institut für Bodenkunde", "position": "Wissenschaftliche Mitarbeiterin", "location": "Göttingen", "startDate": "2018-10", "highlights": ["Leitung des Labors für Bodenproben"]},
              {"name": "Landkreis Northeim", "position": "Referentin für Umweltschutz", "startDate": "2015-04", "endDate": "2018-09", "highlights": ["Beratung von Betrieben im Gewässerschutz"]}],
     "education": [{"institution": "Universität Göttingen", "studyType": "Promotion", "area": "Bodenkunde", "startDate": "2011", "endDate": "2015"},
                   {"institution": "Universität Bonn", "studyType": "Diplom", "area": "Geographie", "startDate": "2006", "endDate": "2011"},
                   {"institution": "Gymnasium Uslar", "studyType": "Abitur", "startDate": "2005", "endDate": "2005"}],
     "languages": [{"language": "Deutsch", "fluency": "Muttersprache"}, {"language": "Englisch", "fluency": "verhandlungssicher"}, {"language": "Französisch", "fluency": "Grundkenntnisse"}],
     "skills": [{"name": name} for name in ("R", "ArcGIS", "QGIS", "Python", "MS Office")]})  # fmt: skip

PROSE = (
    PAGE % (
        "body{font-family:'DejaVu Sans',sans-serif;display:flex;gap:8mm} aside{width:48mm;flex:none;font-size:8.5pt} h1{font-size:20pt;color:#175} h2{font-size:10.5pt;color:#175;text-transform:uppercase;letter-spacing:1.5px;margin:12px 0 3px} .p{font-weight:bold;margin-top:6px} .w{color:#777;font-size:8.5pt}",
        """<aside><h1>Margaux<br>Delcourt</h1><p>Responsable logistique</p><h2>Contact</h2><p>12 rue des Lilas</p><p>35000 Rennes</p><p>06 12 34 56 78</p><p>m.delcourt@example.org</p><h2>Langues</h2><p>Français : langue maternelle</p><p>Anglais : courant</p><p>Allemand : notions</p><h2>Compétences</h2><p>Gestion des stocks</p><p>SAP</p><p>Négociation</p><h2>Centres d'intérêt</h2><p>Voile, chorale</p></aside>
<main><h2>Profil</h2><p>Dix ans d'expérience dans la grande distribution et l'agroalimentaire, du quai de chargement à la direction d'un entrepôt de soixante personnes.</p><h2>Expériences professionnelles</h2><p class=p>Responsable logistique</p><p class=w>Laiterie du Couesnon, Rennes – depuis septembre 2019</p><p>Pilotage d'un entrepôt de vingt mille palettes et d'une équipe de soixante personnes, avec une baisse de dix pour cent des coûts de transport en deux ans.</p><p class=p>Cheffe d'équipe</p><p class=w>Entrepôts Armor, Saint-Malo – de mars 2014 à août 2019</p><p>Organisation des tournées de livraison de quatre-vingts magasins et formation des nouveaux caristes.</p><h2>Formation</h2><p class=p>DUT Gestion logistique et transport</p><p class=w>IUT de Saint-Nazaire, 2011 – 2013</p><p class=p>Baccalauréat scientifique</p><p class=w>Lycée Chateaubriand, Rennes, 2011</p></main>"""),
    {"basics": {"name": "Margaux Delcourt", "label": "Responsable logistique", "email": "m.delcourt@example.org", "phone": "06 12 34 56 78", "location": "12 rue des Lilas, 35000 Rennes",
                "summary": "Dix ans d'expérience dans la grande distribution et l'agroalimentaire, du quai de chargement à la direction d'un entrepôt de soixante personnes."},
     "work": [{"name": "Laiterie du Couesnon", "position": "Responsable logistique", "location": "Rennes", "startDate": "2019-09", "summary": "Pilotage d'un entrepôt de vingt mille palettes et d'une équipe de soixante personnes, avec une baisse de dix pour cent des coûts de transport en deux ans."},
              {"name": "Entrepôts Armor", "position": "Cheffe d'équipe", "location": "Saint-Malo", "startDate": "2014-03", "endDate": "2019-08", "summary": "Organisation des tournées de livraison de quatre-vingts magasins et formation des nouveaux caristes."}],
     "education": [{"institution": "IUT de Saint-Nazaire", "studyType": "DUT", "area": "Gestion logistique et transport", "startDate": "2011", "endDate": "2013"},
                   {"institution": "Lycée Chateaubriand", "studyType": "Baccalauréat", "area": "scientifique", "startDate": "2011", "endDate": "2011"}],
     "languages": [{"language": "Français", "fluency": "langue maternelle"}, {"language": "Anglais", "fluency": "courant"}, {"language": "Allemand", "fluency": "notions"}],
     "skills": [{"name": "Gestion des stocks"}, {"name": "SAP"}, {"name": "Négociation"}]})  # fmt: skip

NESTED = (
    PAGE % (
        "body{font-family:'DejaVu Sans',sans-serif;font-size:9.5pt} h1{font-size:18pt;letter-spacing:3px} h2{font-size:10pt;background:#ddd;padding:2px 4px;margin-top:10px} .r{display:flex;justify-content:space-between} .e{font-weight:bold;text-transform:uppercase;margin-top:6px} .p{font-style:italic}",
        """<h1>RUTH ABERNATHY</h1><p>Operations Director</p><p>Phone: (503) 555-0142 &nbsp;&nbsp; Email: ruth.a@example.org &nbsp;&nbsp; Portland, OR &nbsp;&nbsp; www.abernathy.example.com</p>
<h2>EXECUTIVE SUMMARY</h2><p>Twenty years of running plants and warehouses where people go home unhurt, on time and with something learned.</p>
<h2>PROFESSIONAL EXPERIENCE</h2><div class="r e"><span>Cascade Timber Products</span><span>Portland, OR</span></div><div class="r p"><span>Operations Director</span><span>Jan 2016 – Present</span></div><ul><li>Run four mills with nine hundred people and a budget of eighty million</li></ul><div class="r p"><span>Plant Manager</span><span>Mar 2011 – Dec 2015</span></div><ul><li>Cut injuries by two thirds in three years</li></ul>
<div class="r e"><span>Willamette Freight</span><span>Salem, OR</span></div><div class="r p"><span>Shift Supervisor</span><span>Summer 2004 – Feb 2011</span></div><ul><li>Led a night shift of forty</li></ul>
<h2>EDUCATION</h2><div class=r><span><b>Oregon State University</b>, B.S. Industrial Engineering, GPA: 3.6/4.0</span><span>2000 – 2004</span></div>
<h2>CERTIFICATIONS</h2><ul><li>Six Sigma Black Belt – ASQ, 2012</li><li>OSHA 30, 2010</li></ul>
<h2>VOLUNTEER EXPERIENCE</h2><div class=r><span><b>Food Bank of Lane County</b>, Board Member</span><span>2017 – 2020</span></div>
<h2>SKILLS</h2><ul><li>Lean manufacturing</li><li>Labor relations</li><li>SAP</li></ul>"""),
    {"basics": {"name": "Ruth Abernathy", "label": "Operations Director", "email": "ruth.a@example.org", "phone": "(503) 555-0142", "location": "Portland, OR", "url": "https://www.abernathy.example.com",
                "summary": "Twenty years of running plants and warehouses where people go home unhurt, on time and with something learned."},
     "work": [{"name": "Cascade Timber Products", "position": "Operations Director", "location": "Portland, OR", "startDate": "2016-01", "highlights": ["Run four mills with nine hundred people and a budget of eighty million"]},
              {"name": "Cascade Timber Products", "position": "Plant Manager", "startDate": "2011-03", "endDate": "2015-12", "highlights": ["Cut injuries by two thirds in three years"]},
              {"name": "Willamette Freight", "position": "Shift Supervisor", "location": "Salem, OR", "startDate": "2004-06", "endDate": "2011-02", "highlights": ["Led a night shift of forty"]}],
     "education": [{"institution": "Oregon State University", "studyType": "B.S.", "area": "Industrial Engineering", "startDate": "2000", "endDate": "2004"}],
     "certificates": [{"name": "Six Sigma Black Belt", "date": "2012"}, {"name": "OSHA 30", "date": "2010"}],
     "volunteer": [{"organization": "Food Bank of Lane County", "position": "Board Member", "startDate": "2017", "endDate": "2020"}],
     "skills": [{"name": "Lean manufacturing"}, {"name": "Labor relations"}, {"name": "SAP"}]})  # fmt: skip

CITED = (
    PAGE % (
        "h1{font-size:17pt} h2{font-size:12pt;color:#800;margin-top:11px} p{margin-top:2px} .h{padding-left:8mm;text-indent:-8mm}",
        """<h1>Inés Valdivia Rojas</h1><p>Bióloga marina</p><p>Calle Mayor 8, 11001 Cádiz, España · ivaldivia@example.org · +34 956 000 111 · orcid.org/0000-0002-1825-0097</p>
<h2>Experiencia</h2><p><b>2020–actualidad</b> Investigadora postdoctoral, Instituto de Ciencias Marinas, Cádiz</p><p><b>2016–2019</b> Técnica de laboratorio, Acuario del Estrecho, Málaga</p>
<h2>Educación</h2><p><b>2016–2020</b> Doctorado en Biología, Universidad de Cádiz</p><p><b>2011–2015</b> Grado en Ciencias del Mar, Universidad de Vigo</p>
<h2>Publicaciones</h2><p class=h>Valdivia, I., &amp; Soto, M. (2021). Seagrass recovery after dredging in shallow bays. Marine Ecology Letters, 12(3), 44–59. https://doi.org/10.5555/mel.2021.0044</p><p class=h>Valdivia, I. (2019). Larval settlement on artificial reefs. Journal of Coastal Study, 8, 101–115.</p>
<h2>Premios</h2><p>Premio Joven Investigadora, 2021</p><p>Beca de doctorado (2016)</p>
<h2>Idiomas</h2><p>Español (nativo), inglés (C1), portugués (B1)</p>"""),
    {"basics": {"name": "Inés Valdivia Rojas", "label": "Bióloga marina", "email": "ivaldivia@example.org", "phone": "+34 956 000 111", "location": "Calle Mayor 8, 11001 Cádiz, España", "profiles": [{"network": "ORCID", "username": "0000-0002-1825-0097"}]},
     "work": [{"name": "Instituto de Ciencias Marinas", "position": "Investigadora postdoctoral", "location": "Cádiz", "startDate": "2020"},
              {"name": "Acuario del Estrecho", "position": "Técnica de laboratorio", "location": "Málaga", "startDate": "2016", "endDate": "2019"}],
     "education": [{"institution": "Universidad de Cádiz", "studyType": "Doctorado", "area": "Biología", "startDate": "2016", "endDate": "2020"},
                   {"institution": "Universidad de Vigo", "studyType": "Grado", "area": "Ciencias del Mar", "startDate": "2011", "endDate": "2015"}],
     "publications": [{"name": "Seagrass recovery after dredging in shallow bays", "publisher": "Marine Ecology Letters, 12(3), 44–59", "releaseDate": "2021", "url": "https://doi.org/10.5555/mel.2021.0044"},
                      {"name": "Larval settlement on artificial reefs", "publisher": "Journal of Coastal Study, 8, 101–115", "releaseDate": "2019"}],
     "awards": [{"title": "Premio Joven Investigadora", "date": "2021"}, {"title": "Beca de doctorado", "date": "2016"}],
     "languages": [{"language": "Español", "fluency": "nativo"}, {"language": "inglés", "fluency": "C1"}, {"language": "portugués", "fluency": "B1"}]})  # fmt: skip

HANDMADE: dict[str, tuple[str, dict[str, Any]]] = {
    "student": STUDENT, "wissenschaft": WISSENSCHAFT, "prose": PROSE, "nested": NESTED, "cited": CITED,
}  # fmt: skip
