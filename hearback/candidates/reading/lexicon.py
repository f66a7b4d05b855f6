"""Words by which a post, an employer, a school, a degree or a place is known. Folded: small, without accents."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from hearback.candidates.reading.headings import folded, words_of

_POSTS = """engineer developer manager director analyst consultant intern internship assistant scientist researcher fellow
 professor lecturer teacher designer architect lead head chief officer cto ceo cfo coo cio founder president vp associate
 specialist coordinator administrator technician nurse accountant representative advisor adviser clerk trainee apprentice
 student tutor editor writer author freelance freelancer owner partner supervisor operator mechanic driver cook waiter
 programmer tester master controller buyer planner recruiter strategist evangelist instructor physician surgeon
 pharmacist lawyer attorney paralegal secretary receptionist librarian translator journalist photographer producer
 staff contractor sre devops fullstack postdoc postdoctoral phd mentor volunteer member chair treasurer captain sales
 ingenieur entwickler leiter leitung mitarbeiter berater referent assistent assistenz praktikant praktikum werkstudent
 auszubildende auszubildender ausbildung kaufmann kauffrau techniker lehrer dozent geschaftsfuhrer sachbearbeiter
 verkaufer pfleger projektleiter teamleiter abteilungsleiter hilfskraft aushilfe fachkraft beauftragte minijob gestalter
 stellvertretende stellvertretender verantwortliche volontar administratorin
 developpeur developpeuse responsable chef directeur directrice stagiaire stage charge chargee technicien vendeur comptable
 infirmier infirmiere professeur alternant alternante conseiller conseillere gestionnaire ingenieure redacteur animateur
 ingeniero ingeniera desarrollador desarrolladora gerente jefe jefa analista becario becaria practicante tecnico tecnica
 profesor profesora consultor consultora asistente encargado encargada coordinador coordinadora disenador disenadora
 enfermera enfermero administrativo administrativa auxiliar dependienta dependiente
 ingegnere sviluppatore sviluppatrice responsabile direttore direttrice tirocinante stagista impiegato impiegata consulente
 addetto addetta docente infermiere progettista capo
 engenheiro engenheira desenvolvedor desenvolvedora programador programadora estagiario estagiaria coordenador
 coordenadora professora enfermeira diretor diretora
 ontwikkelaar medewerker stagiair adviseur leraar hoofd beheerder directeur verpleegkundige projectleider
 muhendis muhendisi gelistirici gelistiricisi mudur muduru uzman uzmani stajyer yonetici yoneticisi ogretmen ogretmeni
 asistan asistani sorumlusu danisman koordinator
 utvecklare ingenjor chef konsult utvikler leder udvikler inzynier kierownik specjalista programista praktykant"""
_EMPLOYERS = """gmbh ag kg mbh ohg ug ev inc llc llp ltd limited plc corp corporation sa sas sarl sl srl spa bv nv oy ab aps asa
 pty pvt sro zoo group gruppe groupe grupo gruppo labs lab bank university universitat universite universidad hospital
 klinik klinikum clinic agency agentur agence agencia studio studios solutions systems technologies technology software
 foundation stiftung ministry ministerium school schule institute institut college company international research
 airlines insurance versicherung motors pharma media verlag holding industries services airways energy telecom hotel
 restaurant cafe museum theatre theater council bakery works sirketi holdingi banque banco banca laboratory laboratories
 krankenhaus stadtwerke werke"""
_SCHOOLS = """university universitat universitaet universite universidad universidade universita universiteit universitesi
 uniwersytet univerzita universitet college school institute institut institution polytechnic politecnico politechnika
 polytechnique ecole academy akademie academie hochschule fachhochschule gymnasium realschule gesamtschule berufsschule
 schule berufskolleg lycee iut escuela instituto colegio facultad faculdade escola scuola liceo istituto hogeschool
 lyceum universitesinde lisesi enstitusu okulu yuksekokulu mit eth epfl tu fh rwth kit ucl lse caltech insead hec ens insa
 conservatory konservatorium seminary kolleg oberschule grundschule kth uni"""
_DEGREE = re.compile(
    r"^(?:(?:(?:executive|honou?rs|joint|double)\s+)?(?:"
    r"ph\.? ?d\.?|d\.?phil\.?|doctor(?:ate)?(?: of [a-z]+)?|dr\.(?: ?[a-z]+\.)*|promotion|doktor\w*|doctorat|doctorado|dottorato(?: di ricerca)?|doutorado"
    r"|m\.?b\.?a\.?|m\.? ?sc\.?|m\.? ?a\.?|m\.? ?s\.?|m\.? ?eng\.?|m\.? ?ed\.?|m\.?f\.?a\.?|m\.?phil\.?|ll\.? ?[mb]\.?|mres"
    r"|b\.? ?sc\.?|b\.? ?a\.?|b\.? ?s\.?|b\.? ?eng\.?|b\.? ?ed\.?|b\.?f\.?a\.?|b\.?tech\.?|m\.?tech\.?|b\.?b\.?a\.?|b\.?com\.?"
    r"|master(?:'s)?(?: degree)?(?: (?:of|in|en) (?:science|arts|engineering|education|business administration|laws|philosophy|fine arts|public health|research|sciences))?"
    r"|bachelor(?:'s)?(?: degree)?(?: (?:of|in|en) (?:science|arts|engineering|education|business administration|laws|fine arts|technology|commerce))?"
    r"|associate(?:'s)?(?: degree)?(?: of (?:arts|science|applied science))?|diploma|diplom(?:-\w+)?(?: \(fh\))?|diplome(?: d'ingenieur| universitaire de technologie)?|magister(?: artium)?"
    r"|staatsexamen|abitur|allgemeine hochschulreife|fachhochschulreife|mittlere reife|fachabitur|matura|matur(?:ita)?|hauptschulabschluss|realschulabschluss"
    r"|abschluss|berufsausbildung|ausbildung|lehre"
    r"|licence(?: professionnelle)?|maitrise|baccalaureat|bac(?: ?\+ ?\d)?|dut|bts|deug|cap|classes? preparatoires?(?: \w+)?|mastere"
    r"|licenciatura|licenciad[oa]|grado|grado superior|grado medio|bachillerato|ingenieria|tecnico superior|master universitario|mestrado(?: integrado)?|bacharelado|licenciado"
    r"|laurea(?: magistrale| triennale| specialistica)?|diploma di \w+|maturita(?: \w+)?"
    r"|lisans|yuksek lisans|on lisans|doktora|lise"
    r"|a[- ]levels?|gcses?|high school(?: diploma)?|secondary school|certificate|minor|major|postdoc|hnd|foundation degree"
    r")(?=$|[\s,.;:(/–-]))",
    re.IGNORECASE,
)
_COUNTRIES = """afghanistan albania algeria argentina armenia australia austria azerbaijan bangladesh belarus belgium bolivia
 brazil bulgaria cambodia cameroon canada chile china colombia croatia cyprus czechia denmark ecuador egypt estonia
 ethiopia finland france georgia germany ghana greece hungary iceland india indonesia iran iraq ireland israel italy japan
 jordan kazakhstan kenya kosovo kuwait latvia lebanon lithuania luxembourg malaysia malta mexico moldova mongolia
 montenegro morocco myanmar nepal netherlands nigeria norway pakistan panama peru philippines poland portugal qatar
 romania russia senegal serbia singapore slovakia slovenia spain sweden switzerland syria taiwan tanzania thailand tunisia
 turkey turkiye uganda ukraine uruguay uzbekistan venezuela vietnam yemen zimbabwe usa us uk uae deutschland osterreich
 schweiz frankreich italien spanien niederlande belgien polen england scotland wales allemagne suisse belgique espagne
 italie maroc tunisie royaume-uni espana alemania francia reino mexico italia svizzera germania spagna portugal brasil
 nederland duitsland belgie almanya ingiltere fransa turkei tschechien luxemburg sverige norge danmark polska"""
_CITIES = """aachen aberdeen amsterdam ankara antwerp athens atlanta augsburg austin baltimore bangalore bengaluru barcelona
 barcelone basel bath belfast bergen berlin bern bielefeld bilbao birmingham bochum bologna bonn bordeaux boston braga
 bremen brighton bristol brno brussels brussel bruxelles bucharest budapest cambridge cardiff chennai chicago cologne
 koln copenhagen cordoba coimbra cupertino dallas darmstadt delft delhi denver detroit dortmund dresden dublin duisburg
 dundee dusseldorf edinburgh eindhoven erfurt essen exeter firenze florence frankfurt freiburg gdansk geneva geneve genf
 genoa genova ghent gent glasgow gothenburg goteborg granada graz grenoble groningen haarlem halle hamburg hannover
 heidelberg helsinki hyderabad innsbruck istanbul izmir jena karlsruhe kassel kiel konstanz krakow lausanne leeds leiden
 leicester leipzig leuven lille linz lisboa lisbon liverpool london londres los-angeles lubeck luzern lyon maastricht
 madrid magdeburg mainz malaga manchester mannheim marseille melbourne miami milan milano minneapolis modena montpellier
 montreal moscow mountain-view mumbai munchen munich munster nancy nantes napoli naples new-york nice nijmegen nottingham
 nurnberg nuremberg oakland oldenburg osaka oslo ottawa oxford padova palermo palo-alto paris philadelphia phoenix
 pisa pittsburgh porto portland potsdam poznan prague praha princeton pune redmond regensburg rennes riga rio-de-janeiro
 roma rome rostock rotterdam rouen saarbrucken salzburg san-diego san-francisco san-jose santa-clara seattle seoul seville
 sevilla shanghai sheffield shenzhen sofia southampton stanford stockholm strasbourg stuttgart sydney tallinn the-hague
 den-haag tokyo torino toronto toulouse trento trier trieste tubingen turin turku ulm utrecht valencia vancouver venezia
 verona vienna vilnius warsaw warszawa washington wien wiesbaden winterthur wolfsburg wroclaw wuppertal wurzburg york
 zagreb zaragoza zug zurich sao-paulo bogota buenos-aires lima santiago kyiv bursa antalya eskisehir sunnyvale"""
_STATES = [
    "AL",
    "AK",
    "AZ",
    "AR",
    "CA",
    "CO",
    "CT",
    "DE",
    "FL",
    "GA",
    "HI",
    "ID",
    "IL",
    "IN",
    "IA",
    "KS",
    "KY",
    "LA",
    "ME",
    "MD",
    "MA",
    "MI",
    "MN",
    "MS",
    "MO",
    "MT",
    "NE",
    "NV",
    "NH",
    "NJ",
    "NM",
    "NY",
    "NC",
    "ND",
    "OH",
    "OK",
    "OR",
    "PA",
    "RI",
    "SC",
    "SD",
    "TN",
    "TX",
    "UT",
    "VT",
    "VA",
    "WA",
    "WV",
    "WI",
    "WY",
    "DC",
    "ON",
    "QC",
    "BC",
    "AB",
    "NSW",
    "VIC",
    "QLD",
    "UK",
    "US",
    "USA",
    "EU",
    "UAE",
    "DE",
    "AT",
    "CH",
    "FR",
    "ES",
    "IT",
    "NL",
    "BE",
    "PT",
    "TR",
    "IE",
]
_REMOTE = re.compile(r"remote|home ?office|hybrid|teletravail|a distance|remoto|teletrabajo|uzaktan", re.IGNORECASE)


_LANDS = frozenset(_COUNTRIES.split())


@cache
def _places() -> frozenset[str]:
    cities = {folded(zone.rsplit("/", 1)[-1].replace("_", " ")) for zone in available_timezones() if "/" in zone}
    ours = {word.replace("-", " ") for word in (_COUNTRIES + _CITIES).split()}
    return frozenset(
        {city for city in cities if len(city) > 3}
        | ours
        | {"united states", "united kingdom", "great britain", "czech republic", "south korea", "south africa", "new zealand",
           "costa rica", "saudi arabia", "royaume uni", "estados unidos", "reino unido", "etats unis", "paises bajos"}
    )  # fmt: skip


def _word_set(words: str) -> tuple[frozenset[str], tuple[str, ...]]:
    split = words.split()
    return frozenset(split), tuple(word for word in split if len(word) > 6)


_POST_WORDS, _POST_STEMS = _word_set(_POSTS)
_EMPLOYER_WORDS = frozenset(_EMPLOYERS.split())
_SCHOOL_WORDS, _SCHOOL_STEMS = _word_set(_SCHOOLS)


def like_post(text: str) -> int:
    words = words_of(text).split()
    # German, Dutch and Turkish build long words: the post is their end.
    return sum(word in _POST_WORDS or any(stem in word for stem in _POST_STEMS) for word in words[:8])


def like_employer(text: str) -> int:
    words = words_of(text).split()
    return sum(word in _EMPLOYER_WORDS for word in words) + (
        text.rstrip(" .").casefold().endswith(("e.v", "s.a", "a.ş", "b.v"))
    )


def like_school(text: str) -> int:
    words = words_of(text).split()
    return sum(word in _SCHOOL_WORDS or any(stem in word for stem in _SCHOOL_STEMS) for word in words)


def degree_in(text: str) -> tuple[str, str] | None:
    """The degree at the start of the text, and what follows it."""
    even = "".join((folded(letter) or letter)[:1] for letter in text).replace("’", "'")
    match = _DEGREE.match(even)
    if not match:
        return None
    rest = re.sub(r"^[\s,:–—()-]+|^\s*(?:in|of|en|der|des|di|de|op|das)\s+", "", text[match.end() :].strip())
    rest = re.sub(r"^(?:in|of|en|di|de|der)\s+", "", rest)
    return text[: match.end()].strip(" ,"), rest.strip(" ,)")


def like_place(text: str) -> int:
    """3: a place we know in a usual shape; 2: a place we know; 1: only its shape; 0: none."""
    text = text.strip(" ,()")
    if not text or len(text) > 60 or re.search(r"[@:;!?]|\d{6}", text):
        return 0
    if _REMOTE.match(folded(text)) and len(text) < 30:
        return 2
    parts = [part.strip() for part in re.split(r",|\s/\s|\s[-–]\s|\(", text) if part.strip()]
    if len(parts) > 3:
        return 0
    bare = [words_of(re.sub(r"^(?:[A-Z]{1,3}-)?\d{4,5}\s+", "", part)) for part in parts]
    known = sum(words in _places() or part.strip(")") in _STATES for words, part in zip(bare, parts, strict=True))
    shaped = all(
        (re.fullmatch(r"(?:[A-Z]{0,2}-?\d{4,5} )?[^\W\d_][\w.'’ -]*\)?", part) and part[:1].isupper())
        or part[:1].isdigit()
        for part in parts
    )
    if not shaped or (like_post(text) and known < len(parts)):
        return 0
    lands = words_of(parts[-1]) in _LANDS or parts[-1].strip(")") in _STATES
    if len(parts) == 1:
        city = next(iter(bare), "").split()
        begins = len(city) > 1 and city[0] in _places() and len(city) < 4 and city[0] != "us"
        return 2 if (known and parts[0] not in _STATES) or begins else 0
    first = bare[0] in _places()
    if known == len(parts) and first:
        return 3
    if first or (lands and len(parts) == 2 and not like_employer(parts[0])):
        return 2
    return 1 if len(parts) == 2 and not known and len(text) < 40 else 0
