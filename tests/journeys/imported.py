"""Files at every point of their way in, for looking at."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from hearback.demo.cast import Cast
from hearback.exchange.actions import ask, begin, choose, go_on
from hearback.exchange.models import Import
from hearback.exchange.options import Options

TABLE = (
    "Full name,E-Mail,Mobile,Wohnort,Job,Status,Applied on,Remarks\n"
    "Ida Holm,ida@mail.example,+45 5550 0101,Aarhus,{job},Active,12/08/2026,prefers mornings\n"
    "Uwe Voss,uwe at mail,,Kiel,{job},Active,29/07/2026,\n"
    'Zoë “Z” Lind,zoe@mail.example,,"Malmö, Sweden",No such job,Rejected,01/06/2026,"=HYPERLINK(""x"")"\n'
    "Jo Berg,jo@mail.example,,Oslo,{job},Somewhere,03/08/2026,\n"
)


def sent(cast: Cast, now: datetime, what: str = "applications") -> Import:
    upload = SimpleUploadedFile("candidates from the old system.csv", TABLE.format(job=cast.engineer.title).encode())
    return begin(what=what, upload=upload, by=cast.hanna, now=now)


def tried_out(cast: Cast, now: datetime) -> Import:
    taken = sent(cast, now)
    choose(taken, options=Options(words="Our answer", days=5, told="already"), by=cast.hanna, now=now)
    return go_on(ask(taken, trial=True, by=cast.hanna, now=now), now=now)


def under_way(cast: Cast, now: datetime) -> Import:
    taken = sent(cast, now, "candidates")
    taken = ask(taken, trial=False, by=cast.hanna, now=now)
    Import.objects.filter(pk=taken.pk).update(total=100_000, accepted=38_120, new=37_910, rejected=212)
    return taken
