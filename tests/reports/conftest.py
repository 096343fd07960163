"""The databases of tests/records, for figures that must be the same on both."""

import importlib.util
from pathlib import Path

_spec = importlib.util.spec_from_file_location("records_fixtures", Path(__file__).parents[1] / "records" / "conftest.py")
_fixtures = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_fixtures)
postgres_server, url = _fixtures.postgres_server, _fixtures.url
