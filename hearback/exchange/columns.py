"""Which column holds what: guessed by what people call their columns and by what stands in them. Pure.

A mapping is a list as long as the heading, of field names; an empty one is left out.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from hearback.exchange.reading.documents import RESUME_HEADING

CANDIDATES, APPLICATIONS, JOBS = "candidates", "applications", "jobs"

# field: (what the page calls it, what people call their columns: small letters, without accents, spaces and signs)
_PERSON: dict[str, tuple[str, str]] = {
    "name": (
        "Name",
        "name fullname candidate candidatename candidatefullname applicant applicantname vollername nomcomplet "
        "nombrecompleto nomecompleto nomeecognome naam volledigenaam bewerber kandidat candidat candidato isimsoyisim",
    ),
    "first": (
        "First name",
        "firstname first givenname forename vorname prenom nombre nombres nome primeironome voornaam ad isim",
    ),
    "last": (
        "Last name",
        "lastname last surname familyname nachname nom nomdefamille apellido apellidos cognome sobrenome achternaam "
        "familienname soyad soyisim",
    ),
    "email": (
        "E-mail",
        "email emails emailaddress emailaddresses mail mailaddress emailadresse mailadresse courriel adressemail "
        "adresseemail correo correoelectronico primaryemail candidateemail emailcandidate enderecodeemail "
        "indirizzoemail emailadres eposta",
    ),
    "phone": (
        "Phone",
        "phone phonenumber phonenumbers telephone tel mobile mobilephone mobilenumber cell cellphone telefon "
        "telefonnummer handy handynummer telefono telefonino movil portable telephoneportable telefone celular "
        "cellulare telefoonnummer telefoon ceptelefonu contactnumber",
    ),
    "headline": (
        "Headline",
        "headline currenttitle jobtitle currentjobtitle position currentposition currentrole occupation "
        "berufsbezeichnung poste cargo puesto qualifica functie",
    ),
    "location": (
        "Where they live",
        "location locationname city town place ort stadt wohnort ville ciudad localidad lieu citta cidade woonplaats "
        "plaats sehir addresses locationaddress",
    ),
    "time_zone": ("Time zone", "timezone zone zeitzone fuseauhoraire zonahoraria"),
    "channel": ("They prefer (e-mail or phone)", "channel preferredchannel contactby"),
    "source": (
        "Source",
        "source sources quelle origin origine origen herkunft referrer fonte bron kaynak sourcename sourcepublicname",
    ),
    "links": (
        "Links",
        "links link url urls website websites homepage web webseite siteweb socialmediaaddresses websiteaddresses",
    ),
    "LinkedIn": ("LinkedIn", "linkedin linkedinurl linkedinprofile linkedinprofil"),
    "GitHub": ("GitHub", "github githuburl githubprofile"),
    "Portfolio": ("Portfolio", "portfolio portfoliourl"),
    "key": (
        "Their number in the other system",
        "candidateid contactid applicantid externalid candidatenumber bewerbernummer personid kandidatennummer contact",
    ),
    "created": ("Came in on", "createdat created creationdate dateadded addedon angelegtam createdon"),
    "resume": ("Résumé, as JSON Resume", "resume resumejson"),
}
_TRY: dict[str, tuple[str, str]] = {
    "job": (
        "Job, by title or number",
        "job jobname requisition vacancy stelle stellentitel poste emploi offre vacante empleo vaga posizione vacature "
        "jobs jobsname appliedfor appliedjob postingtitle posting jobposting",
    ),
    "job_key": ("Job, by its number in the other system", "jobid postingid requisitionid vacancyid jobnumber jobsid"),
    "stage": (
        "Stage",
        "stage stagename currentstage currentstagename phase etape etapa fase stufe pipelinestage candidatestage",
    ),
    "state": ("State", "state status applicationstatus stato estado statut stand outcome result"),
    "applied": (
        "Applied on",
        "appliedat applied appliedon applicationdate dateapplied bewerbungsdatum beworbenam datedecandidature "
        "fechadesolicitud datacandidatura submittedat",
    ),
    "entered": ("In this stage since", "enteredstageat laststagechangeat lastadvancedat stagesince"),
    "ended": (
        "Ended on",
        "endedat rejectedat archivedat hiredat withdrawnat closedat dateclosed enddate abgelehntam rejectiondate",
    ),
    "letter": ("Cover letter", "coverletter anschreiben lettredemotivation cartadepresentacion motivation comments"),
    "try_key": ("The application's number in the other system", "applicationid opportunityid bewerbungsid"),
}
_JOB: dict[str, tuple[str, str]] = {
    "title": (
        "Title",
        "title name jobtitle job jobname position stelle stellentitel intitule titre poste titulo puesto vaga titolo "
        "functie text postingtitle",
    ),
    "key": ("Its number in the other system", "id jobid requisitionid requisitioncode externalid reqid"),
    "department": (
        "Department",
        "department departmentname team departments abteilung bereich service departamento reparto afdeling "
        "categoriesdepartment categoriesteam",
    ),
    "office": (
        "Office",
        "office officename offices location city standort buero bureau oficina ufficio kantoor locationname "
        "categorieslocation",
    ),
    "status": ("Status", "status state statut estado stato"),
    "description": (
        "Description",
        "description jobdescription content beschreibung notes contentdescription descripcion descrizione",
    ),
    "openings": ("Openings", "openings headcount headcounttotal vacancies numberofopenings stellenzahl"),
    "confidential": ("Confidential", "confidential private vertraulich confidentiel"),
    "pay_low": ("Pay from", "paylow salarymin minsalary salaryfrom compensationbandmin gehaltvon payrangemin minpay"),
    "pay_high": ("Pay to", "payhigh salarymax maxsalary salaryto compensationbandmax gehaltbis payrangemax maxpay"),
    "pay_currency": ("Currency", "paycurrency currency salarycurrency compensationbandcurrency waehrung devise moneda"),
    "pay_period": ("Pay period", "payperiod salaryperiod compensationbandinterval interval"),
    "created": ("Made on", "createdat created creationdate"),
    "opened": ("Opened on", "openedat openedon opened publishedat"),
}
FIELDS: dict[str, dict[str, str]] = {
    CANDIDATES: {field: words[0] for field, words in _PERSON.items()},
    APPLICATIONS: {field: words[0] for field, words in {**_PERSON, **_TRY}.items()},
    JOBS: {field: words[0] for field, words in _JOB.items()},
}
_TABLES = {CANDIDATES: _PERSON, APPLICATIONS: {**_PERSON, **_TRY}, JOBS: _JOB}
_KNOWN = {
    what: {word: field for field, (_, words) in reversed(table.items()) for word in words.split()}
    for what, table in _TABLES.items()
}
# The same word, meant otherwise by who lists candidates and who lists applications.
_KNOWN[CANDIDATES] |= {"id": "key", "candidateid": "key", "title": "headline", "position": "headline"}
_KNOWN[APPLICATIONS] |= {"id": "try_key", "title": "job", "position": "job", "jobtitle": "job", "name": "name"}
_MANY = {"links"}  # of these several columns may count; of any other field the first that says anything
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"[+(]?[\d][\d\s()./-]{6,24}")
_URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def fold(heading: str) -> str:
    """A heading in small letters without accents, spaces and signs; sharp s and umlauts as they are spelled out."""
    spelled = heading.lower().replace("ß", "ss").replace("ı", "i")
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain)


def signature(what: str, heading: Sequence[str]) -> str:
    """What two files of one kind have in common, by which a mapping is found again."""
    words = "\x1f".join([what, *(fold(name) for name in heading)])
    return hashlib.sha256(words.encode()).hexdigest()


def guess(what: str, heading: Sequence[str], sample: Sequence[Sequence[str]]) -> list[str]:
    """A field for each column, or nothing. `sample` is the first rows."""
    if list(heading) == RESUME_HEADING:
        return ["name", "email", "phone", "headline", "location", "links", "resume"]
    found = [_by_word(what, name) for name in heading]
    given = set(found)
    for place, field in enumerate(found):
        if not field and what != JOBS:
            seen = _by_values([row[place] for row in sample if place < len(row)])
            if seen and seen not in given:
                found[place] = seen
                given.add(seen)
    return _each_once(found)


def _by_word(what: str, name: str) -> str:
    word, known = fold(name), _KNOWN[what]
    if word.startswith("refused"):
        return ""  # ours, of rows that were refused once and come again mended
    if word in known:
        return known[word]
    # “Candidate e-mail”, “Applicant: phone (mobile)”, “email_addresses.0”: the field beside whom or which it is.
    for before in ("candidate", "applicant", "bewerber", "kandidat", "candidat", "contact", "person"):
        if word.startswith(before) and word[len(before) :] in known and known[word[len(before) :]] in _PERSON:
            return known[word[len(before) :]]
    for before in ("application", "job", "current"):
        if word.startswith(before) and word[len(before) :] in _KNOWN[APPLICATIONS]:
            field = _KNOWN[APPLICATIONS][word[len(before) :]]
            return field if field in _TABLES[what] and field in _TRY else ""
    return ""


def _by_values(values: Sequence[str]) -> str:
    filled = [value.strip() for value in values if value.strip()]
    if len(filled) < 1:
        return ""
    for field, shape in (("email", _EMAIL), ("links", _URL), ("phone", _PHONE)):
        if sum(bool(shape.fullmatch(value)) for value in filled) >= 0.6 * len(filled):
            digits = [re.sub(r"\D", "", value) for value in filled]
            if field != "phone" or (len(set(digits)) > 1 and all(not _looks_like_a_date(value) for value in filled)):
                return field
    return ""


def _looks_like_a_date(value: str) -> bool:
    return bool(re.fullmatch(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(\s.*)?", value))


def _each_once(found: Sequence[str]) -> list[str]:
    """A first and a last name make a name of their own, so “name” beside them is something else or the whole."""
    seen: set[str] = set()
    kept = []
    for field in found:
        kept.append("" if field in seen and field not in _MANY else field)
        seen.add(field)
    return kept


def check(what: str, mapping: Sequence[str], *, job_given: bool = False) -> str:
    """What is missing from a mapping, as a sentence; empty where nothing is."""
    given = {field for field in mapping if field}
    doubled = [field for field in given if list(mapping).count(field) > 1 and field not in _MANY]
    if doubled:
        return f"Two columns are “{FIELDS[what][doubled[0]]}”. Choose which one counts."
    if what == JOBS:
        return "" if "title" in given else "Say which column holds the job's title."
    named, reached = given & {"name", "last", "first"}, given & {"email", "phone"}
    if what == CANDIDATES and not (named and reached):
        return "Say which columns hold the name and an e-mail address or a phone number."
    if what == APPLICATIONS:
        if not (given & {"job", "job_key"} or job_given):
            return "Say which column holds the job, or choose one job for all of them."
        if not ((named and reached) or "key" in given):
            return (
                "Say which columns hold the candidate: a name and an e-mail address or phone number, or their number."
            )
    return ""


def by_hand(what: str, heading: Sequence[str], chosen: Mapping[str, str], mapping: Sequence[str]) -> list[str]:
    """A mapping changed by what somebody says about columns by their names: {"E-Mail 2": "", "Ort": "location"}."""
    wanted = {fold(name): field for name, field in chosen.items()}
    changed = [wanted.get(fold(name), field) for name, field in zip(heading, mapping, strict=True)]
    fields = {field for field in wanted.values() if field}
    return [
        "" if field in fields and fold(name) not in wanted else field
        for name, field in zip(heading, changed, strict=True)
    ]
