"""The demo's mailbox: what people outside would have received."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from hearback.applications.queries import visible_to
from hearback.decisions.queries import letters_visible_to
from hearback.desk.doors import desk_page, find, me
from hearback.messages.delivery import message_id
from hearback.messages.mailbox import text_of
from hearback.messages.models import DeliveredMail, Message
from hearback.people.models import Person, Role

PAGE = 50


def mails_visible_to(person: Person) -> QuerySet[DeliveredMail]:
    """What went out, without what does not concern this person: others' confidential jobs, offers and ways in."""
    others = Message.objects.exclude(person=person)
    hidden = others.filter(application__job__confidential=True).exclude(application__in=visible_to(person))
    offers = others.filter(decisions__outcome="offer").exclude(pk__in=letters_visible_to(person).values("pk"))
    private = others.filter(purpose=Message.Purpose.ACCESS) if person.role != Role.ADMIN else others.none()
    keys = [message_id(one) for rows in (hidden, offers, private) for one in rows.only("pk")]
    return DeliveredMail.objects.exclude(message_id__in=keys)


@desk_page
def mailbox(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    to, before = request.GET.get("to", "").strip(), request.GET.get("before", "")
    mails = mails_visible_to(me(request)).defer("body", "html").order_by("-at", "-id")
    if to:
        mails = mails.filter(to__icontains=to)
    if before.isdigit() and (last := DeliveredMail.objects.filter(pk=before).first()):
        mails = mails.filter(at__lte=last.at).exclude(pk__gte=last.pk, at=last.at)
    rows = list(mails[: PAGE + 1])
    return render(request, "desk/mailbox.html", {"mails": rows[:PAGE], "more": len(rows) > PAGE, "to": to})


@desk_page
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    one = find(mails_visible_to(me(request)), pk=pk)
    return render(request, "desk/mail.html", {"mail": one, "body": text_of(one)})
