"""The address to listen on, tried before anything starts."""

import socket

import pytest

from agreements.runtime.ports import await_answer, refuse_busy_port
from agreements.runtime.refusal import CannotStart
from tests.redis_server import free_port


def test_a_port_in_use_is_named_with_another_to_take() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Port {port} on 127.0.0.1 is in use .* PORT={port + 1}"):
            refuse_busy_port("127.0.0.1", port)


def test_a_free_port_is_accepted() -> None:
    refuse_busy_port("127.0.0.1", free_port())


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(CannotStart, match="no address of this machine"):
        refuse_busy_port("192.0.2.1", 8000)


def test_waiting_for_a_server_that_never_comes_ends() -> None:
    assert not await_answer(f"http://127.0.0.1:{free_port()}/", seconds=0.3)
