"""The public's addresses: open jobs, how to apply, and what happens then."""

from __future__ import annotations

from django.urls import path

from hearback.careers import applying, feeds, listing, posting, receipts

app_name = "careers"
urlpatterns = [
    path("", listing.jobs, name="jobs"),
    path("feed.xml", feeds.atom, name="atom"),
    path("jobs.xml", feeds.boards, name="boards"),
    path("feed.json", feeds.json_feed, name="json_feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("<int:pk>/", posting.posting, name="posting"),
    path("<int:pk>-<slug:name>/", posting.posting, name="named_posting"),
    path("previews/<str:token>/", posting.preview, name="preview"),
    path("<int:pk>/application", applying.application, name="application"),
    path("<int:pk>/application/draft", applying.draft, name="draft"),
    path("<int:pk>/application/resume", applying.resume, name="resume"),
    path("<int:pk>/application/later", applying.later, name="later"),
    path("drafts/<str:key>/", applying.go_on, name="go_on"),
    path("receipts/<str:key>/", receipts.receipt, name="receipt"),
    path("receipts/<str:key>/about-you", receipts.about_you, name="about_you"),
]
