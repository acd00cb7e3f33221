"""Patterns that are compiled when they are first used."""

import importlib
import pkgutil
import re

import pytest

from newsreader.article import figures, quotes
from newsreader.article.patterns import deferred


def test_a_deferred_pattern_finds_what_the_compiled_one_finds() -> None:
    ours, plain = deferred(r"(?P<word>\w+)!", re.IGNORECASE), re.compile(r"(?P<word>\w+)!", re.IGNORECASE)
    text = "No! Go on. Yes!"
    assert [found["word"] for found in ours.finditer(text)] == ["No", "Yes"]
    for method in ("search", "match", "fullmatch", "findall", "split"):
        assert str(getattr(ours, method)(text)) == str(getattr(plain, method)(text))
    assert ours.sub("?", text) == plain.sub("?", text)
    assert ours.pattern == plain.pattern


def test_it_is_compiled_when_it_is_first_used() -> None:
    broken = deferred("(")
    with pytest.raises(re.error):
        broken.search("a")


def test_every_pattern_of_the_rules_is_one() -> None:
    deferreds = [
        value
        for package in (quotes, figures)
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, type(deferred("")))
    ]
    assert len(deferreds) > 100
    for each in deferreds:
        each.search("")
