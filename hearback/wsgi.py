import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearback.settings")
application = get_wsgi_application()
gc.freeze()  # what is loaded stays: no round of tidying up need look at it again
