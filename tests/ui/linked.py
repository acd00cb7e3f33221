"""A story with every kind of link, and files."""

from datetime import timedelta

from newsreader.model import Author, Enclosure, Entry
from tests.ui.screens import NOW

_BODY = """
<p>The tide gauge at <a href="http://127.0.0.1/gauges/north-pier">the north pier</a> has stood since 1861, and
its keepers still write the <a href="http://127.0.0.1/gauges/ledger?year=1861&amp;page=4">ledger by hand</a>.<sup><a
href="#n1">1</a></sup> “We have never missed a day,” said Ada Finch, who keeps it.</p>
<p>The port authority <a href="http://127.0.0.1/reports/2025/the-long-report-on-the-harbour-wall-and-what-it-will-cost-in-the-end">published
its own figures on the harbour wall and the pumps behind it</a> on Tuesday: the sea rose by 19 cm in a century.
Questions go to <a href="mailto:harbour@example.org">the harbour office</a>; a copy of <a
href="http://127.0.0.1/gauges/north-pier">the readings</a> hangs at the pier.</p>
<p><img src="http://127.0.0.1/pictures/gauge.jpg" alt="The gauge at low water"></p>
<p>Some have seen a note that asks for money at <a href="http://port.example@127.0.0.1/pay">port.example</a>
and at <a href="http://www.pоrt.example/">another address</a>. It is not from the port.<sup><a
href="#n2">2</a></sup></p>
<section class="footnotes"><ol><li id="n1">The ledger is in the town library.</li>
<li id="n2">So says the <a href="http://127.0.0.1/notices">notice</a> at the gate.</li></ol></section>
"""

LINKED = Entry(
    guid="linked",
    link="http://127.0.0.1/stories/tides",
    title="The keepers of the tide",
    authors=(Author("Ines Calder"),),
    published=NOW - timedelta(minutes=20),
    body=_BODY,
    enclosures=(
        Enclosure(
            "http://127.0.0.1/audio/tides.mp3", "audio/mpeg", 33_554_432, 2_052, "The keepers of the tide"
        ),
        Enclosure("http://127.0.0.1/papers/tables.pdf", "application/pdf", 410_000),
    ),
)
