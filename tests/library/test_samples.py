"""When the sample stories are brought up to date."""

from newsreader.library import samples
from newsreader.library.library import Library
from newsreader.library.stories import Scope
from newsreader.model import Entry
from newsreader.sources.samples import digest_of_samples, sample_entries

OLD = Entry(guid="old.txt", title="Old", body="Of an older program", body_type="text")


def titles(library: Library) -> list[str]:
    return sorted(header.title for header in library.list_headers(Scope()))


def test_samples_of_another_program_give_way_to_this_ones(library: Library) -> None:
    library.install_samples([OLD], "of an older program")
    samples.install(library)
    assert titles(library) == sorted(entry.title for entry in sample_entries())


def test_samples_that_are_this_programs_are_left_alone(library: Library) -> None:
    library.install_samples([OLD], digest_of_samples())
    samples.install(library)
    assert titles(library) == ["Old"]
