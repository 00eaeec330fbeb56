"""The address the web server will listen on, tried before anything is started."""

import socket
import time
import urllib.error
import urllib.request

from agreements.runtime.refusal import CannotStart


def refuse_busy_port(host: str, port: int) -> None:
    """Raise unless a server can listen there."""
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except PermissionError:
        raise CannotStart(f"Port {port} may not be opened by this account; set PORT to one above 1023.") from None
    except OSError as problem:
        raise CannotStart(_why(host, port, problem)) from None


def _why(host: str, port: int, problem: OSError) -> str:
    if isinstance(problem, socket.gaierror) or problem.errno is None or "assign" in str(problem):
        return f"HOST={host} is no address of this machine; leave it out to serve this machine only."
    return f"Port {port} on {host} is in use by another program; choose another, such as PORT={port + 1}."


def await_answer(url: str, *, seconds: float) -> bool:
    """Whether a web server answers there in time, whatever it answers."""
    deadline = time.monotonic() + seconds
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline:
        try:
            opener.open(url, timeout=5).close()
            return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.1)
    return False
