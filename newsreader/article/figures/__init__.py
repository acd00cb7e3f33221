"""Figures in a text: money, percentages, dates, times, durations, measures and counts.

``find_figures`` is all that the rest of the program needs. One scan finds where a number may stand, in digits
or words; the rules then look at a bounded stretch around it, in a fixed order, and the first that fits marks it.
"""

from newsreader.article.figures.find import find_figures

__all__ = ["find_figures"]
