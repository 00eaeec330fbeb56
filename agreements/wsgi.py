"""The web application, for granian or any other WSGI server: `agreements.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from agreements.checks import refuse_unsafe

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agreements.settings")
os.environ.setdefault("STATEMENT_TIMEOUT", "3")  # seconds: a page that needs longer is refused, not waited for

application = get_wsgi_application()
refuse_unsafe(serves_pages=True)
