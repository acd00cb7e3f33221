"""Subscription lists in RDF: people and groups (FOAF) with their weblogs, as planets and Yandex wrote them."""

from typing import TYPE_CHECKING

from newsreader.sources.opml_lists import Aside, Folder, ListedFeed, SubscriptionList, merged
from newsreader.sources.opml_tree import local
from newsreader.text import clean

if TYPE_CHECKING:
    from lxml import etree

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PEOPLE = frozenset({"Agent", "Person", "Organization"})


def subscriptions(root: "etree._Element") -> SubscriptionList:
    """The feeds of weblogs, named after those who write them and filed under their groups."""
    feeds: list[ListedFeed] = []
    asides: list[Aside] = []
    for element in root.iter():
        name = local(element)
        if name == "channel" and (url := _target(element, "about")):
            feeds.append(ListedFeed(url, _name(element), _page(element), (_folder(element),)))
        elif name == "feed" and (url := _target(element, "resource")):
            feeds.append(ListedFeed(url, _name(element), folders=(_folder(element),)))
        elif name == "Document" and (url := _target(element, "about")) and not _has_feed(element):
            asides.append(Aside("page", url, _name(element), _folder(element)))
        elif name == "seeAlso" and (url := _target(element, "resource")):
            asides.append(Aside("list", url, _name(element), _folder(element)))
    folders = dict.fromkeys(folder for feed in feeds for folder in feed.folders if folder)
    return SubscriptionList(
        feeds=merged(feeds), folders=tuple(folders), asides=tuple(dict.fromkeys(asides)), named=len(feeds)
    )


def _target(element: "etree._Element", name: str) -> str:
    return clean(element.get(_RDF + name) or element.get(name) or "")


def _name(element: "etree._Element") -> str:
    """What the nearest person around an element is called."""
    for above in element.iterancestors():
        if local(above) in _PEOPLE:
            return _child_text(above, ("name", "member_name"))
    return ""


def _folder(element: "etree._Element") -> Folder:
    groups = [_child_text(above, ("name",)) for above in element.iterancestors() if local(above) == "Group"]
    return tuple(filter(None, reversed(groups)))


def _child_text(element: "etree._Element", names: tuple[str, ...]) -> str:
    for child in element:
        if local(child) in names:
            return clean("".join(map(str, child.itertext())))
    return ""


def _page(element: "etree._Element") -> str:
    for above in element.iterancestors():
        if local(above) == "Document":
            return _target(above, "about")
    return ""


def _has_feed(document: "etree._Element") -> bool:
    return any(local(child) == "channel" and _target(child, "about") for child in document.iter())
