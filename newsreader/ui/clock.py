"""What time it is for the reader, and times in few words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo


@dataclass(frozen=True)
class Clock:
    """What time it is for the reader; a test gives one that stands still."""

    zone: tzinfo | None = None
    """None: the system's."""
    fixed: datetime | None = None

    def now(self) -> datetime:
        """Now, in the reader's time zone."""
        moment = self.fixed or datetime.now(UTC)
        return moment.astimezone(self.zone)


def age(moment: datetime, now: datetime) -> str:
    """How long ago, in the shortest words: ``now``, ``5m``, ``3h``, ``2d``, then the date."""
    seconds = (now - moment).total_seconds()
    if seconds < 60:
        return "now"
    if seconds < 3600:
        return f"{int(seconds // 60)}m"
    if seconds < 86400:
        return f"{int(seconds // 3600)}h"
    if seconds < 7 * 86400:
        return f"{int(seconds // 86400)}d"
    local = moment.astimezone(now.tzinfo)
    return f"{local.day} {local:%b}" if local.year == now.year else f"{local.day} {local:%b} {local.year}"


def moment_name(seconds: int, now: datetime) -> str:
    """A time near to now: ``14:05``, ``tomorrow 14:05``, else with the day."""
    local = datetime.fromtimestamp(seconds, UTC).astimezone(now.tzinfo)
    days = (local.date() - now.date()).days
    day = {0: "", 1: "tomorrow "}.get(days, f"{local.day} {local:%b} ")
    return f"{day}{local:%H:%M}"


def day_name(day: date, today: date) -> str:
    """A day as a heading: ``Today``, ``Yesterday``, ``Wednesday``, ``18 November``, with the year when another."""
    gone = (today - day).days
    if gone == 0:
        return "Today"
    if gone == 1:
        return "Yesterday"
    if 1 < gone < 7:
        return f"{day:%A}"
    return f"{day.day} {day:%B}" if day.year == today.year else f"{day.day} {day:%B} {day.year}"
