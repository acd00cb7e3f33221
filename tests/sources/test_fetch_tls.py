import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.sources.fetch import Fetcher, FetchError
from tests.loopback import Loopback, rss


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            *subject,
            "-keyout",
            path,
            "-out",
            "-",
        ],
        check=True,
        capture_output=True,
    )
    key = path.read_text()
    done = subprocess.run(
        [openssl, "req", "-x509", "-key", path, "-days", "2", *subject],
        check=True,
        capture_output=True,
        text=True,
    )
    path.write_text(key + done.stdout)
    return path


@pytest.fixture
def server(certificate: Path) -> Iterator[Loopback]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Loopback(tls=context) as loopback:
        yield loopback


async def test_a_certificate_that_nobody_vouches_for_is_refused_with_the_reason(server: Loopback) -> None:
    server.serve("/feed", rss())

    async with Fetcher() as fetcher:
        with pytest.raises(FetchError, match=r"certificate is not valid .*self.signed") as caught:
            await fetcher.get(server.url("/feed", "me:hush"))
    assert str(caught.value).startswith(f"{server.place}: ")
    assert server.seen == []


async def test_plain_http_to_a_secure_server_is_told(server: Loopback) -> None:
    async with Fetcher() as fetcher:
        with pytest.raises(FetchError):
            await fetcher.get(server.url("/feed").replace("https:", "http:"))
