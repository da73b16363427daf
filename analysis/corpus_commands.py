"""The commands `evenhand corpus …`: parsing of arguments and calls, nothing else."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis.input_options import fetch_option, lexicon_option

if TYPE_CHECKING:
    from analysis.store import Bound, Selection

#: Exit status where a batch was stopped from outside itself: the disk is full, or the corpus is held by another process.
STOPPED = 3

FORMATS = ("csv", "parquet", "xlsx", "json")


def batch_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of a batch."""
    for option in reversed((
        click.option("--workers", metavar="N", type=click.IntRange(1, 256), help="Processes; as many as cores where not given."),
        click.option("--time-limit", "seconds", metavar="SECONDS", type=click.FloatRange(0.1), default=120, show_default=True,
                     help="Time for one article; longer ones are stopped and become failures."),
        click.option("--memory", metavar="MB", type=click.IntRange(200), default=3000, show_default=True,
                     help="Memory of a worker; the article that takes it further becomes a failure (Linux)."),
        click.option("--engine", type=click.Choice(("local", "dask")), default="local", show_default=True,
                     help="What spreads the work: processes here, or Dask (evenhand[cluster])."),
        click.option("--scheduler", metavar="ADDRESS", help="Dask scheduler whose workers do the work, as tcp://10.0.0.5:8786."),
    )):  # fmt: skip
        command = option(command)
    return command


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that say which articles are meant."""
    for option in reversed((
        click.option("--outlet", metavar="NAME", help="Only this outlet."),
        click.option("--topic", metavar="NAME", help="Only this topic."),
        click.option("--since", metavar="DAY", help="Only from this day (or year, or month) on, as 2024-05-01."),
        click.option("--until", metavar="DAY", help="Only up to this day, which is included."),
        click.option("--words", metavar="WORDS", help="Only where title, outlet, author or topic hold these words."),
        click.option("--metric", "bounds", metavar="TEST", multiple=True,
                     help="Only where a metric's value meets this, as 'loaded_rate:writer>=2'. All that are given must be met."),
    )):  # fmt: skip
        command = option(command)
    return command


def add_to(name: str, inputs: tuple[str, ...], *, pairs: tuple[str, ...], fetch: bool = False, **wish: Any) -> int:
    """Run a batch with what the options say. Returns the number of inputs without an analysis."""
    from analysis.batch.command import Wish, add
    from analysis.batch.limits import Limits
    from analysis.readers import parse_mapping

    try:
        mapping = parse_mapping(pairs)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--map") from error
    if wish["scheduler"] is not None and wish["engine"] != "dask":
        raise click.UsageError("--scheduler is for Dask: add --engine dask.")
    if wish["scheduler"] is not None and wish["workers"] is not None:
        raise click.UsageError("The scheduler has its own workers: leave out --workers, or --scheduler.")
    limits = Limits(wish["seconds"], wish["memory"])
    with problems():
        return add(
            Wish(
                name,
                inputs,
                wish["workers"],
                limits,
                mapping,
                fetch=fetch,
                dask=wish["engine"] == "dask",
                scheduler=wish["scheduler"],
            )
        )


class _Wrong(click.ClickException):
    """The corpus that was asked for cannot be had."""

    exit_code = 2


class _Stopped(click.ClickException):
    """A batch was stopped from outside itself; the same command goes on."""

    exit_code = STOPPED


@contextmanager
def problems() -> Iterator[None]:
    """What is wrong with a corpus or the installation, as a message with its exit status."""
    from analysis import run, store

    try:
        yield
    except store.CorpusError as error:
        kind = _Stopped if isinstance(error, store.CorpusFull | store.CorpusBusy) else _Wrong
        raise kind(str(error)) from error
    except run.ExportError as error:
        raise click.UsageError(str(error)) from error
    except run.SETUP_ERRORS as error:
        raise click.ClickException(str(error)) from error


@click.group()
def corpus() -> None:
    """Keep the analyses of many articles in a corpus, one file a corpus.

    \b
    Examples:
      evenhand corpus create elections
      evenhand corpus add elections articles/ --workers 2
      evenhand corpus list
    """


@corpus.command()
@click.argument("name")
def create(name: str) -> None:
    """Make an empty corpus, and say where it stands (EVENHAND_DATA names another folder).

    A NAME with a slash, as ./elections, is a path: there, the corpus is a folder of Parquet files.
    """
    from analysis import store

    with problems():
        click.echo((store.named(name, make=True) if "/" in name else store.create(name)).path)


@corpus.command()
@click.argument("name")
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--map", "pairs", metavar="FIELD=COLUMN", multiple=True, help="Column that holds a field, where its name is another."
)
@batch_options
@fetch_option
@lexicon_option
@click.pass_context
def add(
    ctx: click.Context,
    /,
    name: str,
    inputs: tuple[str, ...],
    pairs: tuple[str, ...],
    fetch: bool,
    own: tuple[Path, ...],
    **wish: Any,
) -> None:
    """Analyze articles into a corpus. What it has already with the same settings is passed over.

    Exit status: 0 where all went well, 1 where inputs failed, 2 for a wrong command, 3 where the corpus could not be written
    (the same command goes on from there), 130 when stopped from the keyboard.
    """
    ctx.exit(1 if add_to(name, inputs, pairs=pairs, fetch=fetch, **wish) else 0)


@corpus.command(name="list")
@click.argument("name", required=False)
@selection_options
@click.option("--failed", is_flag=True, help="The inputs that failed, and why.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Rows at most.")
@click.option("--offset", type=click.IntRange(0), default=0, help="Rows to pass over first.")
def list_(name: str | None, failed: bool, limit: int, offset: int, **chosen: str | None) -> None:
    """List the corpora, or the articles of one."""
    from analysis import store
    from analysis.store import listing

    with problems(), _output():
        if name is None:
            lines = listing.corpora()
        else:
            lines = listing.articles(store.named(name), _selection(failed, chosen), limit, offset)
        for line in lines:
            click.echo(line)


@corpus.command()
@click.argument("name")
@click.argument("position", type=click.IntRange(1), required=False)
@click.option("--duplicates", is_flag=True, help="List the articles whose texts are the same, or nearly so.")
def show(name: str, position: int | None, duplicates: bool) -> None:
    """Show what a corpus holds, or the article at a POSITION (the number that list shows)."""
    from analysis import store
    from analysis.store import listing

    with problems(), _output():
        opened = store.named(name)
        if position is not None:
            found = opened.get(position)
            if found is None:
                raise store.CorpusError(f"{name} has no article {position:,}: `evenhand corpus list {name}` shows which it has.")
            listing.show(found)
            return
        for line in listing.duplicates(opened) if duplicates else listing.census(opened):
            click.echo(line)


@corpus.command()
@click.argument("name")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to write to.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True, help="Format of the tables.")
@click.option("--no-text", is_flag=True, help="Leave out all words of the articles: offsets, hashes and figures stay.")
@click.option("--metrics-only", is_flag=True, help="Only the table metrics_wide, one row an article: quick for large corpora.")
@selection_options
def export(name: str, out: Path, form: str, no_text: bool, metrics_only: bool, **chosen: str | None) -> None:
    """Write a corpus's tables with codebook and manifest, as analyze --out does."""
    if metrics_only and form == "json":
        raise click.UsageError("--metrics-only writes a table: take --format csv, parquet or xlsx.")
    from analysis import store
    from analysis.store import leave

    with problems():
        opened = store.named(name)
        if metrics_only:
            leave.metrics_alone(opened, out, form, _selection(False, chosen))
        else:
            everything = not any(chosen.values())
            leave.whole(opened, out, form, store.ALL if everything else _selection(False, chosen), text=not no_text)
        click.echo(f"evenhand: Wrote {name} to {out} ({form}).", err=True)


@corpus.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(name: str, yes: bool) -> None:
    """Delete a corpus with all that it holds."""
    from analysis import store

    with problems():
        opened = store.named(name)
        if isinstance(opened, store.Dataset):
            raise store.CorpusError(f"{opened.path} is a folder of Parquet files: delete the folder itself.")
        inputs = opened.census().inputs
        if not yes:
            click.confirm(f"Delete the corpus {name} with {inputs:,} inputs?", abort=True)
        store.delete(name)


def _selection(failed: bool, chosen: Mapping[str, Any]) -> Selection:
    from analysis.store import Selection

    bounds = tuple(map(_bound, chosen.get("bounds", ())))
    return Selection(failed=failed, bounds=bounds, **{k: v for k, v in chosen.items() if v and k != "bounds"})


#: A test of a metric: its id, a voice, a sign and a number.
_TEST = re.compile(r"\s*(\w+):(\w+)\s*(>=|<=|=)\s*(-?\d+(?:\.\d+)?)\s*")


def _bound(test: str) -> Bound:
    from analysis.metric import metrics
    from analysis.store import Bound

    found = _TEST.fullmatch(test)
    if found is None:
        raise click.BadParameter(f"“{test}” is no test of a metric: write it as 'loaded_rate:writer>=2'.", param_hint="--metric")
    name, voice, sign, number = found.groups()
    known = {metric.id: metric for metric in metrics()}
    if name not in known:
        near = ", ".join(difflib.get_close_matches(name, known, 3)) or "`evenhand codebook` names them"
        raise click.BadParameter(f"There is no metric {name} ({near}).", param_hint="--metric")
    if voice not in known[name].by_voice:
        raise click.BadParameter(
            f"{name} has no figure for “{voice}”: it has {', '.join(known[name].by_voice)}.", param_hint="--metric"
        )
    value = float(number)
    return Bound(name, voice, None if sign == "<=" else value, None if sign == ">=" else value)


@contextmanager
def _output() -> Iterator[None]:
    from analysis.cli import output

    with output():
        yield
