"""What people call the parts of a résumé, in the languages we know."""

from __future__ import annotations

import re
import unicodedata

# Written as they look once folded: small, without accents.
_HEADINGS: dict[str, str] = {
    "summary": """summary · about · about me · profile · professional profile · professional summary · executive summary
        · career summary · personal statement · objective · career objective · introduction · overview · bio · mission
        · profil · kurzprofil · uber mich · zusammenfassung · zielsetzung · ziel · kurzzusammenfassung · steckbrief
        · resume · a propos · a propos de moi · objectif · presentation · accroche · profil professionnel
        · perfil · perfil profesional · sobre mi · resumen · extracto · objetivo · presentacion · perfil profissional
        · sobre mim · resumo · sobre · apresentacao · profilo · profilo professionale · chi sono · sommario · obiettivo
        · profiel · over mij · samenvatting · persoonlijk profiel · hakkimda · ozet · profesyonel ozet · kariyer hedefi
        · om mig · profil zawodowy · podsumowanie · o mnie · o sobe""",
    "work": """experience · work experience · professional experience · employment · employment history · work history
        · career history · relevant experience · career · professional background · industry experience · internships
        · internship experience · research experience · teaching experience · positions · professional appointments
        · work · jobs · professional career · other experience · additional experience · leadership experience
        · berufserfahrung · beruflicher werdegang · berufspraxis · berufliche erfahrung · berufliche stationen · werdegang
        · praktische erfahrung · praxiserfahrung · praktika · berufstatigkeit · arbeitserfahrung · tatigkeiten · karriere
        · beruf · berufliche tatigkeit · beschaftigung · experience professionnelle · experiences professionnelles
        · experiences · parcours professionnel · emplois · stages · carriere · experiencia · experiencia laboral
        · experiencia profesional · trayectoria profesional · historial laboral · empleo · practicas
        · experiencia profissional · experiencias profissionais · historico profissional · percurso profissional
        · experiencias · estagios · esperienza · esperienze · esperienza lavorativa · esperienze lavorative
        · esperienza professionale · esperienze professionali · carriera · tirocini · werkervaring · ervaring · loopbaan
        · arbeidsverleden · stages en werkervaring · is deneyimi · deneyim · deneyimler · is tecrubesi · tecrube
        · mesleki deneyim · stajlar · arbetslivserfarenhet · erhvervserfaring · arbeidserfaring · doswiadczenie
        · doswiadczenie zawodowe · pracovni zkusenosti""",
    "education": """education · academic background · educational background · academic history · studies · degrees
        · education and training · academic qualifications · schooling · training · academic education · qualifications
        · ausbildung · bildung · bildungsweg · bildungsgang · studium · schulbildung · akademische ausbildung · hochschulbildung
        · akademischer werdegang · schulische ausbildung · berufsausbildung · aus und weiterbildung · schule
        · formation · formations · etudes · formation academique · parcours academique · parcours scolaire · cursus · diplomes
        · diplomes et formations · educacion · formacion · formacion academica · estudios · titulacion
        · formacion y educacion · educacao · formacao · formacao academica · escolaridade · habilitacoes literarias
        · habilitacoes academicas · istruzione · istruzione e formazione · formazione · studi · titoli di studio · percorso formativo
        · formazione accademica · opleiding · opleidingen · onderwijs · studie · scholing · egitim · egitim bilgileri
        · ogrenim · utbildning · uddannelse · utdanning · wyksztalcenie · edukacja · vzdelani""",
    "skills": """skills · technical skills · core skills · key skills · skill set · competencies · core competencies · expertise
        · technologies · tools · areas of expertise · tech stack · technical proficiencies · professional skills · soft skills
        · hard skills · strengths · programming · programming languages · computer skills · it skills · technical expertise
        · kenntnisse · fahigkeiten · kompetenzen · it kenntnisse · edv kenntnisse · fachkenntnisse · kernkompetenzen
        · technische kenntnisse · besondere kenntnisse · weitere kenntnisse · qualifikationen · software · fachliche kompetenzen
        · competences · competences techniques · competences cles · savoir faire · savoir etre · outils · informatique
        · competencias · habilidades · aptitudes · conocimientos · habilidades tecnicas · competencias tecnicas
        · conocimientos informaticos · informatica · conhecimentos · aptidoes · habilidades e competencias
        · competenze · competenze tecniche · capacita · conoscenze · conoscenze informatiche · competenze informatiche
        · competenze digitali · abilita · vaardigheden · competenties · kennis · technische vaardigheden · computervaardigheden
        · beceriler · yetenekler · yetkinlikler · teknik beceriler · bilgisayar bilgisi · fardigheter · kompetenser · kompetencer
        · ferdigheter · umiejetnosci · dovednosti""",
    "languages": """languages · language skills · sprachen · sprachkenntnisse · fremdsprachen · langues · langues vivantes
        · connaissances linguistiques · competences linguistiques · idiomas · lenguas · linguas · lingue · lingue straniere
        · conoscenze linguistiche · competenze linguistiche · competencias linguisticas · talen · talenkennis · diller
        · yabanci dil · yabanci diller · dil bilgisi · dil becerileri · sprak · sprog · jezyki · jezyki obce · jazyky""",
    "projects": """projects · personal projects · selected projects · side projects · open source · open source projects
        · open source contributions · academic projects · key projects · research projects · portfolio
        · projekte · projekterfahrung · ausgewahlte projekte · eigene projekte · private projekte · projets · realisations
        · projets personnels · proyectos · proyectos personales · projetos · progetti · progetti personali · projecten
        · projeler · projekt · projekter · prosjekter · projekty""",
    "publications": """publications · selected publications · papers · articles · research publications
        · publications and patents · journal articles · veroffentlichungen · publikationen · articles et publications
        · publicaciones · publicacoes · pubblicazioni · publicaties · yayinlar · publikationer · publikacje · publikace""",
    "awards": """awards · honors · honours · awards and honors · honors and awards · selected honors · achievements · prizes
        · accomplishments · scholarships · recognition · awards and achievements · fellowships · grants
        · scholarships and awards · auszeichnungen · preise · stipendien · ehrungen · erfolge · prix · distinctions · bourses
        · prix et distinctions · recompenses · premios · reconocimientos · becas · logros · premios y reconocimientos
        · premios e distincoes · bolsas · premi · riconoscimenti · premi e riconoscimenti · borse di studio · prijzen
        · onderscheidingen · beurzen · oduller · basarilar · burslar · utmarkelser · nagrody · oceneni""",
    "certificates": """certifications · certificates · licenses · licenses and certifications · certification · accreditations
        · courses · courses and certifications · training and certifications · professional development · continuing education
        · zertifikate · zertifizierungen · weiterbildung · weiterbildungen · fortbildungen · fortbildung · kurse · lehrgange
        · scheine · certificats · formations complementaires · habilitations · certificaciones · certificados · cursos
        · formacion complementaria · certificacoes · formacao complementar · certificazioni · corsi · attestati
        · certificaten · certificeringen · cursussen · cursussen en certificaten · sertifikalar · kurslar · certyfikaty · kursy
        · certifikat · certifikaty""",
    "volunteer": """volunteering · volunteer · volunteer experience · volunteer work · community service · community
        · extracurricular activities · leadership and activities · ehrenamt · ehrenamtliches engagement · engagement
        · ehrenamtliche tatigkeit · soziales engagement · benevolat · engagements · vie associative · voluntariado
        · trabalho voluntario · volontariato · vrijwilligerswerk · gonulluluk · gonullu calismalar · wolontariat""",
    "interests": """interests · hobbies · hobbies and interests · interests and hobbies · personal interests · activities
        · interessen · hobbys · freizeit · hobbys und interessen · interessen und hobbys · personliche interessen · loisirs
        · centres d interet · centres d interets · passions · intereses · aficiones · interesses · passatempos · hobby
        · interessi · interessi personali · hobby s · ilgi alanlari · hobiler · intressen · zainteresowania · zajmy · konicky""",
    "references": """references · referees · referenzen · recommandations · referencias · referenze · referenties
        · referanslar · referenser · referencje · reference · referencje""",
    "contact": """contact · contact information · contact details · contact me · personal information · personal details · links
        · personal data · details · info · socials · social · kontakt · kontaktdaten · personliche daten · angaben zur person
        · zur person · anschrift · coordonnees · informations personnelles · etat civil · contacto · datos personales
        · datos de contacto · informacion personal · contato · contactos · dados pessoais · informacoes pessoais · contatti
        · dati personali · recapiti · informazioni personali · contactgegevens · persoonlijke gegevens · personalia
        · persoonlijke informatie · iletisim · iletisim bilgileri · kisisel bilgiler · dane osobowe · dane kontaktowe · kontakty""",
    "other": """patents · talks · invited talks · presentations · conferences · memberships · professional memberships · affiliations
        · service · teaching · patente · vortrage · mitgliedschaften · sonstiges · brevets · conferences · divers · patentes
        · ponencias · conferencias · otros datos · outros · brevetti · altro · ulteriori informazioni · overige · overig
        · patentler · diger · additional information · miscellaneous · additional""",
}  # fmt: skip
_TITLES = {
    "curriculum vitae", "cv", "resume", "lebenslauf", "tabellarischer lebenslauf", "curriculum", "hoja de vida",
    "ozgecmis", "vitae", "c v", "cv resume", "levensloop", "zyciorys", "zivotopis", "meritforteckning",
}  # fmt: skip
KINDS = {
    tidy: kind for kind, words in _HEADINGS.items() for word in words.split("·") if (tidy := " ".join(word.split()))
}
_LONG = sorted((words for words in KINDS if " " in words or len(words) > 6), key=len, reverse=True)
_AND = re.compile(r"\b(?:and|und|et|y|e|en|ve|och|og|i)\b")


def folded(text: str) -> str:
    """Small letters without accents: what two spellings of one word have in common."""
    text = text.replace("ı", "i").replace("İ", "I").replace("ß", "ss").replace("ł", "l").replace("ø", "o")
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words_of(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+|_", " ", folded(text).replace("&", " and ")).split())


def heading_kind(text: str, *, loosely: bool = False) -> str | None:
    """Which part of a résumé these words announce. Loosely: also where they only hold a word we know."""
    words = words_of(text)
    if not words or len(words) > 60 or len(words.split()) > 7:
        return None
    if words in KINDS:
        return KINDS[words]
    if words.startswith("my ") and words[3:] in KINDS:
        return KINDS[words[3:]]
    parts = [part.strip() for part in _AND.split(words)]
    if len(parts) > 1 and all(parts) and (any if loosely else all)(part in KINDS for part in parts):
        return next(KINDS[part] for part in parts if part in KINDS)
    if loosely:
        return next((KINDS[known] for known in _LONG if f" {known} " in f" {words} "), None)
    return None


def is_title(text: str) -> bool:
    """The words over the whole paper, such as Lebenslauf."""
    return words_of(text) in _TITLES
