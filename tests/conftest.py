"""What every test may ask for: folders of its own, and a hypothesis that does not watch the clock."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from newsreader.paths import Paths

settings.register_profile("newsreader", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("newsreader")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Config, data and cache under a folder of this test's own."""
    return Paths.default(tmp_path / "home")


@pytest.fixture(autouse=True)
def _no_home_of_the_reader(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes what belongs to the person who runs it, or asks a proxy."""
    monkeypatch.setenv("NEWSREADER_HOME", str(tmp_path_factory.mktemp("default-home")))
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes give no name to a test: what is compressed differs from second to second, and workers must agree."""
    return argname if isinstance(val, bytes) else None
