from __future__ import annotations

from hearback.desk.forms.common import DeskForm, words_field


class NoteForm(DeskForm):
    body = words_field("A note for colleagues", rows=3, empty="The note is empty.")
