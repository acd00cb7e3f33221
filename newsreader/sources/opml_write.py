"""A subscription list written as OPML 2.0."""

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from lxml import etree

from newsreader.sources.opml_lists import NAMESPACE, Aside, Folder, ListedFeed, SubscriptionList

if TYPE_CHECKING:
    from collections.abc import Iterable


def document(subscriptions: SubscriptionList) -> bytes:
    """The document, indented, in UTF-8; a feed stands in each of its folders."""
    root = etree.Element("opml", {"version": "2.0"}, nsmap={"newsreader": NAMESPACE})
    _head(etree.SubElement(root, "head"), subscriptions)
    folders: dict[Folder, etree._Element] = {(): etree.SubElement(root, "body")}
    for feed in subscriptions.feeds:
        for folder in feed.folders:
            _outline(_folder(folders, folder), _feed(feed))
    for folder in subscriptions.folders:
        _folder(folders, folder)
    for aside in subscriptions.asides:
        if aside.kind != "command":
            _outline(_folder(folders, aside.folder), _aside(aside))
    etree.cleanup_namespaces(root)
    etree.indent(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _head(head: "etree._Element", subscriptions: SubscriptionList) -> None:
    facts = dict(subscriptions.head)
    facts.setdefault("dateCreated", format_datetime(datetime.now(UTC), usegmt=True))
    for name, value in (("title", subscriptions.title or "Subscriptions"), *facts.items()):
        try:
            etree.SubElement(head, name).text = value
        except ValueError:  # a name that XML has no way to write
            continue


def _folder(folders: "dict[Folder, etree._Element]", folder: Folder) -> "etree._Element":
    if folder not in folders:
        above = folders[()]
        for end in range(1, len(folder) + 1):
            if folder[:end] not in folders:
                name = folder[end - 1]
                folders[folder[:end]] = etree.SubElement(above, "outline", text=name, title=name)
            above = folders[folder[:end]]
    return folders[folder]


def _feed(feed: ListedFeed) -> "Iterable[tuple[str, str]]":
    title = feed.title or feed.url
    facts = {"type": "rss", "text": title, "title": title, "xmlUrl": feed.url}
    if feed.site:
        facts["htmlUrl"] = feed.site
    if feed.categories:
        facts["category"] = ",".join(feed.categories)
    return (facts | dict(feed.attributes)).items()


def _aside(aside: Aside) -> "Iterable[tuple[str, str]]":
    facts = {"text": aside.title} if aside.title else {}
    facts |= {"type": "link", "url": aside.url} if aside.kind == "list" else {"htmlUrl": aside.url}
    return (facts | dict(aside.attributes)).items()


def _outline(above: "etree._Element", facts: "Iterable[tuple[str, str]]") -> None:
    outline = etree.SubElement(above, "outline")
    for name, value in facts:
        try:
            outline.set(name, value)
        except ValueError:  # a name that XML has no way to write
            continue
