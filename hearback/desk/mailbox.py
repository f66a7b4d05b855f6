"""The demo's mailbox: what people outside would have received."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from hearback.desk.doors import desk_page, find
from hearback.messages.mailbox import text_of
from hearback.messages.models import DeliveredMail

PAGE = 50


@desk_page
def mailbox(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    to, before = request.GET.get("to", "").strip(), request.GET.get("before", "")
    mails = DeliveredMail.objects.defer("body", "html").order_by("-at", "-id")
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
    one = find(DeliveredMail.objects.all(), pk=pk)
    return render(request, "desk/mail.html", {"mail": one, "body": text_of(one)})
