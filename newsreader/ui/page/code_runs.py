"""The colours of code: what is a keyword, a name, a string, a number, a comment."""

_LONGEST = 30_000
"""Characters of code that are coloured; what follows stays plain."""


CODE_STYLES = ("code-comment", "code-keyword", "code-name", "code-string", "code-number")


def code_runs(code: str, language: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and style of each coloured part of a piece of code; none for a language that no lexer knows."""
    if not language:
        return ()
    from pygments import lex  # noqa: PLC0415 - only for stories with code in them
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return ()
    runs = []
    at = 0
    for token, text in lex(code[:_LONGEST], lexer):
        if style := _style(str(token)):
            runs.append((at, at + len(text), style))
        at += len(text)
    return tuple(runs)


def _style(token: str) -> str:
    kind = token.removeprefix("Token.")
    for start, style in _STYLES:
        if kind.startswith(start):
            return style
    return ""


_STYLES = (
    ("Comment", "code-comment"),
    ("Keyword", "code-keyword"),
    ("Operator.Word", "code-keyword"),
    ("Literal.String", "code-string"),
    ("Literal.Number", "code-number"),
    ("Name.Function", "code-name"),
    ("Name.Class", "code-name"),
    ("Name.Tag", "code-keyword"),
    ("Name.Attribute", "code-name"),
    ("Name.Decorator", "code-name"),
    ("Generic.Deleted", "code-comment"),
    ("Generic.Inserted", "code-string"),
    ("Generic.Heading", "code-keyword"),
    ("Generic.Subheading", "code-keyword"),
    ("Generic.Prompt", "code-comment"),
)
"""The beginnings of Pygments' token types."""
