"""The stories that ship with the program, as the library knows them."""

from newsreader.library.identity import story_id
from newsreader.library.library import Library
from newsreader.model import SAMPLES
from newsreader.sources.samples import digest_of_samples, sample_entries


def install(library: Library) -> None:
    """Bring the library's sample stories up to date with the program's; hardly anything when they are."""
    digest = digest_of_samples()
    if library.digest_of_samples() != digest:
        library.install_samples(sample_entries(), digest)


def sample_ids() -> list[str]:
    """The ids of the sample stories, hidden or not."""
    return [story_id(SAMPLES, entry) for entry in sample_entries()]
