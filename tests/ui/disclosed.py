"""A story with parts that open and close."""

from datetime import timedelta

from newsreader.model import Author, Entry
from tests.ui.screens import NOW

_BODY = """
<p>The sea at Calder Bay has risen by 19 cm in a century, the harbour office said on Tuesday.</p>
<details><summary>How it was measured</summary>
<p>A float in a well beside <a href="http://127.0.0.1/station">the station</a> moves a pen. “We trust it,” said
Ada Finch, who keeps the gauge.</p>
<details><summary>The sums</summary><ul><li>Every reading is corrected by 3 mm.</li><li>Storms are left out.</li></ul>
</details><p>The pen is changed on Mondays.</p></details>
<details open><summary>Who paid</summary><p>The port paid half; <a href="http://127.0.0.1/books">its books</a> say
so.</p></details>
<p>The wall will be raised before winter.</p>
<ul><li>Before the work<details><summary>What is closed</summary>The pier and the slip.</details></li>
<li>After the work</li></ul>
"""

DISCLOSED = Entry(
    guid="disclosed",
    link="http://127.0.0.1/stories/gauge",
    title="What the gauge says",
    authors=(Author("Ines Calder"),),
    published=NOW - timedelta(minutes=20),
    body=_BODY,
)
