"""The words of the company of the bench, as SQL expressions over an id."""

from __future__ import annotations

from collections.abc import Sequence


def _each(text: str) -> list[str]:
    return text.split()


FIRST = _each("""
    Lena Jonas Yuki Marta Ben Hanna Aïsha Omar Zoë Milan Ines Paulo Sofía Émile Nils Karin Tomáš Oksana Dmitri
    Leyla Emre Priya Arjun Mei Haruto Chloé Luca Giulia Mateus Joana Freya Bjørn Anneke Sander Ewa Piotr Réka
    Gábor Mina Darius Noor Yusuf Amara Kwame Thandi Sipho Grace Oliver Amelia Harry Nora Liam Ava Mason Camila
    Diego
""")
BEGINNINGS = _each("""
    Hoff Berg Linden Stein Wald Rosen Kauf Schön Gold Silber Oster Nord Süd Brand Feld Eck Kirch Ried Bach Tal
    Mar Dal Nor Sand Lund Holm Fors Ek Sjö Val Cas Mont Ros Bel Fer San Mori Taka Naka Yama
""")
ENDINGS = _each("""
    mann er bauer hof meister stein feld gren kvist dahl strand ström ini etti ano elli ez eira ova ić ski
    wicz yan oglu da moto mura gawa shi
""")
CITIES = ["Berlin", "Toronto", "Łódź", "Zürich", "São Paulo", "Osaka", "Malmö", "Leeds"]
SOURCES = ["Careers page", "Referral", "LinkedIn", "Job board", "University fair"]
SKILLS = ["Python", "PostgreSQL", "React", "Kubernetes", "Optics", "Control systems", "Machine learning", "Accounting",
          "Technical writing", "Project management", "Embedded C", "Statistics"]  # fmt: skip
EMPLOYERS = ["Aurora Optik", "Baltic Cloud", "Cobalt Systems", "Delta Labor", "Elbe Robotics", "Fjord Data", "Granit",
             "Helios Werke", "Isar Medical", "Jade Logistics", "Kestrel Labs", "Lumen Group"]  # fmt: skip
POSITIONS = ["Engineer", "Senior engineer", "Analyst", "Designer", "Team lead", "Scientist", "Accountant", "Writer"]
REASONS = ["Others fit better", "Too little experience", "Pay", "Position filled", "Place of work"]
ATTRIBUTES = ["Craft", "Clear thinking", "Working with others", "Ownership"]
REQUIREMENTS = ["Five years of the craft", "Writes clearly", "Has led a project", "Speaks with customers"]
ANCHORS = ["Not shown", "Shown with help", "Shown alone", "Teaches it to others"]
GUIDE = [
    {"question": f"Tell us about a time when {what}.", "listen_for": "What they did themselves", "attribute": attribute}
    for what, attribute in zip(
        ["your work failed", "you changed your mind", "you disagreed", "you started something"], ATTRIBUTES, strict=True
    )
]
STAGES = """(VALUES (0, 'review', 'Review', 'We read your application'), (1, 'screen', 'First talk', 'A first talk'),
    (2, 'interview', 'Interviews', 'Interviews'), (3, 'final', 'Final round', 'The last round'),
    (4, 'offer', 'Offer', 'Our offer'))"""
OFFICE = {
    "name": "'Office ' || n", "address": "'1 Example Street'", "country": "'DE'", "subdivision": "''",
    "time_zone": "CASE n % 2 WHEN 0 THEN 'America/Toronto' ELSE 'Europe/Berlin' END",
    "weekdays": "'[0, 1, 2, 3, 4]'::jsonb", "opens": "'09:00'::time", "shuts": "'17:00'::time",
}  # fmt: skip
STAGE_TEXT = "Two of us meet you and ask about your work. Bring something that you are proud of."
DESCRIPTION = "You build instruments that measure what nobody could measure before. " * 12
COVER_LETTER = (
    "Dear hiring team,\n\nfor six years I have built measuring instruments, and yours are the ones I would like to "
    "build next. What I would bring is patience with details and a habit of asking what others need.\n\nKind regards"
)
NOTE = "Strong on the craft, and asked good questions. I would like to hear how they handle a plan that changes."
SUMMARY = "Knows the craft well and explains it simply. Less sure when the plan changes, and says so. I would go on."
EVIDENCE = "Described how they found the fault within a day, alone, and wrote it up for the others."

JOB_TITLE = "CASE id % 4 WHEN 0 THEN 'Optical engineer' WHEN 1 THEN 'Data analyst' WHEN 2 THEN 'Software engineer' " \
            "ELSE 'Account manager' END || ' ' || id"  # fmt: skip
PROMISE_WORDS = """CASE kind WHEN 'answer' THEN 'Our answer after ' || CASE WHEN k = 2
    THEN 'we have read your application' ELSE 'your interview' END WHEN 'booking' THEN 'Dates for your interview'
    WHEN 'interview' THEN 'Your interview, and what happens after it' WHEN 'news' THEN 'News, even if there are none'
    WHEN 'offer' THEN 'Your answer to our offer' ELSE 'You send us what we asked for; then we go on' END"""
SUBJECT = """CASE purpose WHEN 'receipt' THEN 'Your application has arrived' WHEN 'invitation' THEN 'Your interview'
    WHEN 'question' THEN 'A question' WHEN 'reply' THEN 'Re: A question' ELSE 'How it goes on' END"""
BODY = (
    "'Hello,' || chr(10) || chr(10) || CASE WHEN inbound THEN 'May I bring a portfolio on paper?' ELSE "
    "'thank you for your time and your interest. We have read what you sent us with care, and here is what happens "
    "next and by when. Two of us will look at it together, and you hear from us whatever the outcome. Should anything "
    "change for you meanwhile, please write to us: your page shows whom to ask. Reference ' || app || '.' END "
    "|| chr(10) || chr(10) || 'Kind regards'"
)


def literal(text: str) -> str:
    """A string constant; a percent sign is doubled because the statement takes parameters."""
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


def listed(texts: Sequence[str]) -> str:
    return "ARRAY[" + ", ".join(literal(text) for text in texts) + "]"


def pick(texts: Sequence[str], place: str) -> str:
    return f"bench.one({listed(texts)}, ({place})::bigint)"


def name_of(key: str) -> str:
    """Sixty thousand different names, the commonest first names most often."""
    return (
        f"{pick(FIRST, f'bench.dice({key}, 21, 997)')} || ' ' || {pick(BEGINNINGS, f'bench.dice({key}, 22, 991)')} || "
        f"{pick(ENDINGS, f'bench.dice({key}, 23, 983)')}"
    )


HEADLINE = f"{pick(POSITIONS, 'id / 5')} at {{}}".replace(" at {}", f" || ' at ' || {pick(EMPLOYERS, 'id / 11')}")
RESUME = f"""jsonb_build_object(
    'basics', jsonb_build_object('summary', {literal(SUMMARY)}, 'label', {pick(POSITIONS, "id / 5")}),
    'work', jsonb_build_array(
        jsonb_build_object('name', {pick(EMPLOYERS, "id / 11")}, 'position', {pick(POSITIONS, "id / 5")},
            'startDate', (2018 + id % 6) || '-03', 'summary', {literal(NOTE)},
            'highlights', jsonb_build_array('Led a team of ' || 2 + id % 7, 'Cut the time to calibrate by a third')),
        jsonb_build_object('name', {pick(EMPLOYERS, "id / 13 + 5")}, 'position', {pick(POSITIONS, "id / 3 + 1")},
            'startDate', '2013-09', 'endDate', (2018 + id % 6) || '-02',
            'highlights', jsonb_build_array('Built the first prototype', 'Wrote the handbook'))),
    'education', jsonb_build_array(jsonb_build_object('institution', 'University of ' || {pick(CITIES, "id / 2")},
        'studyType', 'MSc', 'area', 'Physics', 'startDate', '2007', 'endDate', '2012')),
    'skills', jsonb_build_array(jsonb_build_object('name', {pick(SKILLS, "id")}),
        jsonb_build_object('name', {pick(SKILLS, "id / 7 + 3")}),
        jsonb_build_object('name', {pick(SKILLS, "id / 3 + 6")})),
    'languages', jsonb_build_array(jsonb_build_object('language', 'English', 'fluency', 'Fluent')))"""
