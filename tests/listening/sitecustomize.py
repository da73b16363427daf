"""Hears every process that the tests start: Python imports this by its name where the folder stands in `PYTHONPATH`."""

import calls_out

calls_out.listen()
