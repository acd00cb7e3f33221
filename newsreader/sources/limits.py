"""How much of a server is put up with; light, so that it can be named without the fetcher."""

from dataclasses import dataclass

from newsreader.config import Config


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a server we put up with."""

    size: int = 32 * 1024 * 1024
    """Bytes of the body, decoded; no layer of compression may hold more either."""
    total: float = 60.0
    """Seconds for all of a fetch, redirects too."""
    connect: float = 15.0
    """Seconds until a connection stands: name lookup, proxy and TLS."""
    idle: float = 20.0
    """Seconds in which at least one byte must arrive."""
    redirects: int = 10
    proxy: str = ""
    """What the settings say of proxies: a URL, ``none``, or empty to do as the environment says."""


def limits_of(config: Config) -> Limits:
    """The limits that the reader's settings ask for."""
    return Limits(size=config.max_size * 1024 * 1024, total=float(config.timeout), proxy=config.proxy)
