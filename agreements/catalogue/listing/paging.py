"""Steps through a long list."""

from __future__ import annotations

from collections.abc import Callable

from agreements.catalogue.pages.parts import PageLink, Pagination

AROUND = 2


def pages_of(total: int, size: int) -> int:
    """How many pages there are; an empty list has one."""
    return max(1, -(-total // size))


def paginate(number: int, total: int, size: int, address: Callable[[int], str]) -> Pagination:
    """`address` gives the address of a page by its number."""
    pages = pages_of(total, size)
    first = (number - 1) * size
    return Pagination(
        number=number,
        pages=pages,
        first=first + 1 if total else 0,
        last=min(first + size, total),
        total=total,
        previous=address(number - 1) if number > 1 else "",
        next=address(number + 1) if number < pages else "",
        steps=tuple(_steps(number, pages, address)) if pages > 1 else (),
    )


def _steps(number: int, pages: int, address: Callable[[int], str]) -> list[PageLink]:
    """First, last and those around the present one, with gaps between."""
    near = range(number - AROUND, number + AROUND + 1)
    shown = sorted({1, pages, *(each for each in near if 1 <= each <= pages)})
    steps, before = [], 0
    for each in shown:
        if each - before > 1:
            steps.append(PageLink(None, ""))
        steps.append(PageLink(each, address(each), each == number))
        before = each
    return steps
