from hypothesis import given
from hypothesis import strategies as st

from newsreader.ui.page.code_runs import CODE_STYLES, code_runs


def styled(code: str, language: str) -> dict[str, str]:
    return {code[low:high]: style for low, high, style in code_runs(code, language)}


def test_keywords_names_strings_numbers_and_comments_are_told_apart() -> None:
    found = styled('def tide(hour):  # high\n    return "at" + str(12)', "python")
    assert found["def"] == "code-keyword"
    assert found["tide"] == "code-name"
    assert found["# high"] == "code-comment"
    assert found["12"] == "code-number"
    assert "code-string" in found.values()


def test_a_language_that_no_lexer_knows_is_left_plain() -> None:
    assert code_runs("some text", "no-such-language") == code_runs("some text", "") == ()


@given(st.text(), st.sampled_from(["python", "javascript", "html", "bash", "diff", "json"]))
def test_runs_lie_within_the_code_in_its_order(code: str, language: str) -> None:
    at = 0
    for low, high, style in code_runs(code, language):
        assert at <= low < high <= len(code)
        assert style in CODE_STYLES
        at = high
