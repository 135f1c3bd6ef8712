"""Connected groups: items that share a key, directly or through other items, belong together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def connected(items: Sequence[Item], keys_of: Callable[[Item], Iterable[Hashable]]) -> list[list[Item]]:
    """Return the smallest groups of items of which no two share a key; each item has at least one.

    Groups come in the order of their first items, and the items of a group in that of `items`.

    >>> connected([(1, 2), (3, 4), (2, 5)], lambda pair: pair)
    [[(1, 2), (2, 5)], [(3, 4)]]
    """
    parent: dict[Hashable, Hashable] = {}

    def root(key: Hashable) -> Hashable:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    firsts = []
    for item in items:
        first, *others = keys_of(item)
        firsts.append(first)
        for key in others:
            parent[root(key)] = root(first)
    groups: dict[Hashable, list[Item]] = {}
    for item, first in zip(items, firsts, strict=True):
        groups.setdefault(root(first), []).append(item)
    return list(groups.values())
