"""A form with a file, as it comes in: never more of the file than we take, whatever was announced."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from hearback.refusals import Refused

MEGABYTE = 1024 * 1024
MOST_LISTENED_TO = 1024 * MEGABYTE


class Limited(FileUploadHandler):
    """Lets go of a file once it is larger than we take, and listens on to the fields after it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.size += len(raw_data)
        if self.size > settings.UPLOAD_LIMIT:
            self.request.oversized = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        if content_length > MOST_LISTENED_TO:
            raise StopUpload(connection_reset=True)


def limit_files(request: HttpRequest) -> None:
    if request.method == "POST":
        request.upload_handlers.insert(0, Limited(request))


def readable(request: HttpRequest) -> bool:
    """Whether the form could be read to its end. One that could not is treated as a page asked for anew."""
    try:
        return len(request.POST) >= 0
    except (SuspiciousOperation, BadRequest, MultiPartParserError, StopUpload, OSError):
        request.method = "GET"
        request._post, request._files = type(request.GET)(), type(request.GET)()
        return False


def check_fits(request: HttpRequest) -> None:
    if getattr(request, "oversized", False):
        most = settings.UPLOAD_LIMIT // MEGABYTE
        raise Refused(
            f"That is more than we can take: a file may have {most} MB. Save it smaller, and add it again.",
            field="resume",
        )
