from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.article.targets import for_terminal, shown_host, target_of


def test_a_plain_address_is_shown_whole_and_without_a_warning() -> None:
    target = target_of("https://news.example/a/b?c=d#e", "the report")
    assert (target.shown, target.host, target.warning) == (
        "https://news.example/a/b?c=d#e",
        "news.example",
        "",
    )


def test_a_name_before_the_host_is_told() -> None:
    target = target_of("https://bank.example@evil.example/pay")
    assert target.host == "evil.example"
    assert target.warning == "leads to evil.example, not to bank.example"
    assert "bank.example@evil.example" in target.shown


@pytest.mark.parametrize(
    "host",
    [
        "аррӏе.example",  # all Cyrillic
        "pаypal.example",  # one Cyrillic letter among Latin ones
        "gοοgle.example",  # Greek omicrons
    ],
)
def test_hosts_that_imitate_others_are_shown_as_dns_has_them(host: str) -> None:
    shown = shown_host(host)
    assert shown.isascii()
    assert shown.startswith("xn--")
    assert "imitates" in target_of(f"https://{host}/").warning


@pytest.mark.parametrize(
    "host", ["münchen.example", "пример.example", "例え.example", "日本語テスト.example", "한국.example"]
)
def test_honest_hosts_keep_their_letters(host: str) -> None:
    assert shown_host(host) == host
    assert target_of(f"https://{host}/").warning == ""


def test_a_text_that_names_another_host_is_told() -> None:
    assert target_of("https://evil.example/", "https://bank.example/login").warning.endswith(
        "not to bank.example"
    )
    assert target_of("https://www.bank.example/x", "bank.example").warning == ""
    assert target_of("https://docs.bank.example/", "Bank.example").warning == ""
    assert target_of("https://nodejs.example/", "Node.js").warning == ""


def test_mail_is_shown_with_its_address() -> None:
    assert target_of("mailto:harbour@example.org?subject=Hi").host == "harbour@example.org"


def test_a_port_is_part_of_the_host() -> None:
    assert target_of("http://127.0.0.1:8080/x").host == "127.0.0.1:8080"


def test_what_goes_to_the_terminal_has_no_control_characters() -> None:
    assert for_terminal("https://a.example/\x1b]8;;\x07ü") == "https://a.example/%1B]8;;%07%C3%BC"
    assert for_terminal("javascript:alert(1)") == ""
    assert for_terminal("https://a.example/" + "x" * 3000) == ""


@given(st.text())
def test_no_address_breaks_out_of_an_escape_sequence(text: str) -> None:
    safe = for_terminal(f"https://a.example/{text}")
    assert all("!" <= character <= "~" for character in safe)


@given(st.text(), st.text())
def test_any_address_can_be_told(url: str, text: str) -> None:
    target = target_of(f"https://{url}", text)
    assert "\x1b" not in target.shown + target.host + target.warning
    assert "\n" not in target.shown


def test_ipv6_hosts_keep_their_brackets() -> None:
    assert target_of("http://[::1]:80/x").host == "[::1]:80"
    assert urlsplit(target_of("http://[::1]/x").shown).hostname == "::1"
