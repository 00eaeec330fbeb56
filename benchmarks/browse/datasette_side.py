"""Run by the Python that has Datasette: ``datasette_side.py FILE < queries``, medians of each shape as JSON.

The same table with the same facets, all limits raised, asked in the process as the register is.
"""

import asyncio
import json
import sys
import time
from statistics import median

from datasette.app import Datasette

FACETS = "&".join([*(f"_facet={name}" for name in ("form", "status", "year", "level", "legal_nature", "occasion")),
                   "_facet_array=sectors", "_facet_array=bodies"])  # fmt: skip
LIMITS = {
    "facet_time_limit_ms": 600_000,
    "sql_time_limit_ms": 600_000,
    "default_page_size": 25,
    "suggest_facets": False,
}


async def main() -> None:
    datasette = Datasette([sys.argv[1]], settings=LIMITS)
    await datasette.invoke_startup()
    medians = {}
    for name, queries in json.load(sys.stdin).items():
        times = []
        for query in queries:
            started = time.process_time()
            response = await datasette.client.get(f"/register/agreements?_sort_desc=dated&{query}&{FACETS}")
            assert response.status_code == 200, (query, response.text[:400])
            times.append(1000 * (time.process_time() - started))
        medians[name] = median(times[1:])
    print(json.dumps(medians))


asyncio.run(main())
