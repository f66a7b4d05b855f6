from django.apps import AppConfig


class HearbackConfig(AppConfig):
    name = "hearback"
    label = "hearback"
    verbose_name = "Hearback"
    default_auto_field = "django.db.models.BigAutoField"
