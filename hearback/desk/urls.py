"""The desk's addresses. Each names a noun; what can be done to it is a noun below it."""

from __future__ import annotations

from django.urls import path

from hearback.desk import (
    applications,
    board,
    debrief,
    decisions,
    holds,
    mailbox,
    messages,
    offers,
    people,
    promises,
    requests,
    settings_pages,
    signing_in,
    today,
)

app_name = "desk"
urlpatterns = [
    # Today, a job's board, an application, its promises and messages
    path("", today.today, name="today"),
    path("jobs/<int:pk>/", board.board, name="board"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path("applications/<int:pk>/notes", applications.note, name="note"),
    path("applications/<int:pk>/messages/new", promises.message_new, name="message_new"),
    path("applications/<int:pk>/promises/new", promises.promise_new, name="promise_new"),
    path("promises/<int:pk>/keeping", promises.keeping, name="keeping"),
    path("promises/<int:pk>/renewal", promises.renewal, name="renewal"),
    path("promises/<int:pk>/handover", promises.handover, name="handover"),
    path("promises/<int:pk>/reply", promises.reply, name="reply"),
    path("messages/<int:pk>/", messages.message, name="message"),
    path("messages/<int:pk>/cancellation", messages.cancellation, name="message_cancellation"),
    path("messages/<int:pk>/sending", messages.sending, name="message_sending"),
    # The four decisions, offer and hire, holds, requests, the debrief
    path("stages/<int:pk>/debrief", debrief.debrief, name="debrief"),
    path("applications/<int:pk>/advance", decisions.advance, name="advance"),
    path("applications/<int:pk>/ask", decisions.ask, name="ask"),
    path("applications/<int:pk>/hold", decisions.hold, name="hold"),
    path("applications/<int:pk>/reject", decisions.reject, name="reject"),
    path("applications/<int:pk>/offer", offers.offer, name="offer"),
    path("applications/<int:pk>/hire", offers.hire, name="hire"),
    path("applications/<int:pk>/resumption", holds.resume, name="resume"),
    path("decisions/<int:pk>/undo", decisions.decision_undo, name="decision_undo"),
    path("holds/<int:pk>/news", holds.hold_news, name="hold_news"),
    path("requests/<int:pk>/", requests.request_page, name="request"),
    # coming in, people, settings, the demo's mailbox
    path("sign-in", signing_in.sign_in, name="sign_in"),
    path("sign-in/<str:token>", signing_in.token_sign_in, name="token_sign_in"),
    path("sign-out", signing_in.sign_out, name="sign_out"),
    path("demo-door/<str:token>", signing_in.demo_door, name="demo_door"),
    path("people/", people.people, name="people"),
    path("people/new", people.person_new, name="person_new"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/facts", people.person_change, name="person_change"),
    path("people/<int:pk>/absences/new", people.absence_new, name="absence_new"),
    path("absences/<int:pk>/cancellation", people.absence_cancellation, name="absence_cancellation"),
    path("settings/", settings_pages.settings_page, name="settings"),
    path("settings/offices/", settings_pages.offices, name="offices"),
    path("settings/offices/new", settings_pages.office, name="office_new"),
    path("settings/offices/<int:pk>/", settings_pages.office, name="office"),
    path("settings/departments/", settings_pages.departments, name="departments"),
    path("settings/departments/new", settings_pages.department, name="department_new"),
    path("settings/departments/<int:pk>/", settings_pages.department, name="department"),
    path("settings/wording/", settings_pages.templates, name="templates"),
    path("settings/wording/<slug:key>/", settings_pages.template, name="template"),
    path("settings/reasons/", settings_pages.reasons, name="reasons"),
    path("settings/reasons/new", settings_pages.reason, name="reason_new"),
    path("settings/reasons/<int:pk>/", settings_pages.reason, name="reason"),
    path("mailbox/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<int:pk>/", mailbox.mail, name="mail"),
]
