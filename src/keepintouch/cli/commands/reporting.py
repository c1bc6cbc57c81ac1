"""Looking back, and ahead."""

from __future__ import annotations

from keepintouch.cli import choosing, options
from keepintouch.cli.parameters import Annotated, typer
from keepintouch.domain.errors import UsageError
from keepintouch.domain.periods import Period as Days
from keepintouch.domain.periods import month_of, read_range, week_of
from keepintouch.domain.values import TYPE_CHECKING
from keepintouch.render import changes, outlook, reports
from keepintouch.services import backtesting, capacity, drifting
from keepintouch.services import reports as reporting
from keepintouch.services.reports import Period, Whose

if TYPE_CHECKING:
    from keepintouch.cli.kit import Kit


def report(
    ctx: typer.Context,
    period: Annotated[
        list[str] | None, typer.Argument(metavar="[PERIOD]", show_default=False)
    ] = None,
    week: Annotated[bool, typer.Option("--week", help="This week.")] = False,
    tag: Annotated[
        str | None, typer.Option("--tag", "-t", metavar="TAG", help="Only people with this tag.")
    ] = None,
    who: Annotated[
        str | None, typer.Option("--with", "-w", metavar="WHO", help="Only this person.")
    ] = None,
    markdown: Annotated[bool, typer.Option("--md", help="As Markdown.")] = False,
    html: Annotated[bool, typer.Option("--html", help="As a page for the browser.")] = False,
) -> None:
    """Show what a month, a year or any period was like.

    Without a period it is last month in the first seven days of the next, and this month so
    far after that.
    """
    kit: Kit = ctx.obj
    if tag and who:
        raise UsageError("--tag and --with exclude each other.")
    person = choosing.who(kit, who.split()) if who else None
    whose = Whose(options.known_tag(kit, tag), choosing.handle(person) if person else None)
    found = reporting.report(
        kit.store, _period(kit, " ".join(period or ()), week=week), today=kit.today, whose=whose
    )
    label = person.name if person else f"+{tag.removeprefix('+')}" if tag else "everyone"
    if markdown or html:
        from keepintouch.render import pages

        make = pages.markdown if markdown else pages.html
        kit.console.data(make(reports.screen(found, label)).encode("utf-8", "backslashreplace"))
        return
    kit.show(reports.report(found, label))


def drift(
    ctx: typer.Context,
    tag: Annotated[
        str | None, typer.Option("--tag", "-t", metavar="TAG", help="Only people with this tag.")
    ] = None,
    dismiss: Annotated[
        str | None,
        typer.Option("--dismiss", metavar="WHO", help="Let it go: do not show them again."),
    ] = None,
) -> None:
    """Show who was close once and is silent now."""
    kit: Kit = ctx.obj
    if dismiss:
        person = choosing.who(kit, dismiss.split())
        drifting.dismiss(kit.store, choosing.handle(person), today=kit.today)
        kit.show(changes.answer([changes.let_go(person)]))
        return
    found = drifting.drifted(kit.store, today=kit.today, tag=options.known_tag(kit, tag))
    kit.show(outlook.drift(found))
    choosing.remember(kit, [each.person for each in found])


def plan(
    ctx: typer.Context,
    apply: Annotated[bool, typer.Option("--apply", help="Set the slower rhythms.")] = False,
) -> None:
    """Compare what your rhythms ask for with what you do, and say what could be slower."""
    kit: Kit = ctx.obj
    found = capacity.plan(kit.store, today=kit.today, limit=kit.settings.limit_on(kit.today))
    if apply and found.stretches:
        number = capacity.apply(kit.store, found.stretches, today=kit.today)
        kit.show(changes.answer([changes.stretched(number)]))
        return
    kit.show(outlook.plan(found))


def backtest(ctx: typer.Context) -> None:
    """Check on your own log whether the warmth that kit shows came true."""
    kit: Kit = ctx.obj
    kit.show(outlook.backtest(backtesting.backtest(kit.store, today=kit.today)))


def _period(kit: Kit, text: str, *, week: bool) -> Period:
    if week:
        return _upto_today(kit, week_of(kit.today))
    if text:
        return _upto_today(kit, read_range(text, kit.today))
    since, until = reporting.default_period(kit.today)
    return Period(since, until, month_of(since).words, so_far=until == kit.today)


def _upto_today(kit: Kit, days: Days) -> Period:
    return Period(days.first, days.last, days.words, so_far=days.first <= kit.today < days.last)
