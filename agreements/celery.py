"""Celery: a bell that says work may be due. Rows own the work, so a lost, doubled or late message harms nothing.

With `REDIS_URL` there are any number of workers, `celery -A agreements worker`, and one scheduler,
`celery -A agreements beat`. Without it the same worker command runs the one process that holds everything:
the in-memory broker, a pool of threads and the scheduler as a thread.
"""

import os
from threading import Thread

from celery import Celery
from celery.beat import Scheduler, Service
from celery.signals import beat_init, worker_init, worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "agreements.settings")

from django.conf import settings

from agreements.dispatch import TICK
from agreements.runtime.folders import make_folder
from agreements.runtime.locks import FileLock

DUE = "agreements.tasks.dispatch_due"

app = Celery("agreements", broker=settings.ENVIRONMENT.redis_url or "memory://localhost/")
app.conf.update(
    timezone="UTC",
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_acks_late=False,  # late acknowledgement would repeat a task that kills its worker, without limit
    task_soft_time_limit=240,
    task_time_limit=300,
    task_default_queue="agreements",
    worker_prefetch_multiplier=1,
    worker_max_tasks_per_child=500,
    worker_max_memory_per_child=500_000,  # kB
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    beat_schedule={"due work": {"task": DUE, "schedule": TICK, "options": {"expires": 3 * TICK}}},
    beat_scheduler="celery.beat:Scheduler",  # keeps nothing on disk that a crash could tear
    beat_max_loop_interval=5,
)
if settings.ENVIRONMENT.redis_url:
    app.conf.broker_transport_options = {
        "global_keyprefix": "ukkr:",
        "socket_timeout": 5,  # a frozen Redis is noticed, not waited for
        "socket_connect_timeout": 3,
        "visibility_timeout": 600,  # twice the longest task
    }
else:
    app.conf.update(worker_pool="threads", worker_concurrency=2)
app.autodiscover_tasks()


@worker_init.connect
@beat_init.connect
def refuse_unsafe_start(**_: object) -> None:
    """System checks, also those that ask the servers."""
    from agreements.checks import refuse_unsafe

    refuse_unsafe(databases=["default"])


@worker_init.connect
def refuse_second_memory(**_: object) -> None:
    """Two in-memory brokers would each believe to be the only one."""
    if settings.ENVIRONMENT.redis_url:
        return
    lock = FileLock(make_folder(settings.DATA_DIR) / "worker.lock")
    if not lock.try_own():
        raise SystemExit("A worker without REDIS_URL already runs on this data folder; for more, set REDIS_URL.")


@worker_ready.connect
def look_at_once(**_: object) -> None:
    """A worker that starts does not wait for the first tick; with the in-memory broker it keeps time itself."""
    if not settings.ENVIRONMENT.redis_url:
        scheduler = Service(app, max_interval=1, scheduler_cls=Scheduler)
        Thread(target=scheduler.start, name="scheduler", daemon=True).start()
    app.send_task(DUE, expires=3 * TICK)
