"""Matrix products on one thread.

Texts are read side by side and in several processes already. Threads of the matrix library would add to them: on products as
small as those of a paragraph they mostly wait for one another, and parsing takes more than twice the processor time.
"""

from __future__ import annotations

import os

from threadpoolctl import threadpool_limits

#: Whoever sets one of these has chosen for the whole process.
CHOSEN_BY = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def multiply_on_one_thread() -> None:
    """From here on, numpy multiplies on one thread in this process, unless the environment says how many it takes.

    Called when models are loaded. Results do not depend on it. Another part of the process may set another number.
    """
    if not any(os.environ.get(name) for name in CHOSEN_BY):
        threadpool_limits(1, user_api="blas")
