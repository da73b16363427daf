"""The command line: parsing of arguments and calls, nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

FORMATS = ("csv", "parquet", "xlsx", "json")


def _use(ctx: click.Context, _: click.Parameter, folders: tuple[Path, ...]) -> tuple[Path, ...]:
    """Name lexicons where the library looks for them, beside those that the environment names."""
    if folders:
        named = [*filter(None, [os.environ.get("EVENHAND_LEXICONS")]), *map(str, folders)]
        os.environ["EVENHAND_LEXICONS"] = os.pathsep.join(named)
    return folders


_lexicon = click.option(
    "--lexicon", "own", metavar="FOLDER", type=click.Path(path_type=Path), multiple=True, callback=_use,
    help="Folder of a lexicon of your own: its terms become marks, a metric and columns. May be given several times.",
)  # fmt: skip

_fetch = click.option(
    "--fetch", is_flag=True,
    help="Fetch web addresses among the inputs: public http and https addresses only. Without it nothing is sent anywhere.",
)  # fmt: skip


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from analysis.version import PACKAGE  # heavy imports wait until they are needed, so that --help is quick

        click.echo(f"evenhand {PACKAGE}")
        ctx.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version and exit.")
def evenhand() -> None:
    """Shows whose words a news article is using.

    \b
    Example:
      evenhand analyze article.txt
    """


@evenhand.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write tables, codebook and manifest to.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Format of what is written; csv where --out alone is given.")
@click.option("--no-text", is_flag=True, help="Leave out all words of the articles: offsets, hashes and figures stay.")
@click.option(
    "--map", "pairs", metavar="FIELD=COLUMN", multiple=True, help="Column that holds a field, where its name is another."
)
@_fetch
@_lexicon
@click.pass_context
def analyze(
    ctx: click.Context,
    inputs: tuple[str, ...],
    out: Path | None,
    form: str | None,
    no_text: bool,
    pairs: tuple[str, ...],
    fetch: bool,
    own: tuple[Path, ...],
) -> None:
    """Analyze articles: files (text, Markdown, HTML, PDF, DOCX, RSS, Atom, CSV, TSV, JSON lines), folders of them, - for JSON
    lines on standard input, or, with --fetch, web addresses.

    Without --out and --format a summary is printed. With --format json and without --out, one JSON object an article goes to
    standard output. A failed input costs its own result, never the run; the exit status is then 1.

    \b
    Examples:
      evenhand analyze article.txt
      evenhand analyze articles.csv --map text=story --out tables --format parquet
      evenhand analyze - --format json < articles.jsonl > analyses.jsonl
    """
    if out is None and form not in (None, "json"):
        raise click.UsageError(f"--format {form} writes files: add --out DIR.")
    if out is None and form is None and no_text:
        raise click.UsageError("--no-text is for what is written: add --out DIR or --format json.")
    from analysis import run

    mapping = _mapping(pairs)
    with _output():
        try:
            if out is not None:
                failures = run.to_folder(inputs, out, form or "csv", text=not no_text, mapping=mapping, own=own, fetch=fetch)
            elif form == "json":
                failures = run.to_lines(inputs, sys.stdout.buffer, text=not no_text, mapping=mapping, fetch=fetch)
            else:
                failures = run.to_terminal(inputs, mapping=mapping, fetch=fetch)
        except run.ExportError as error:
            raise click.UsageError(str(error)) from error
        except run.SETUP_ERRORS as error:
            raise click.ClickException(str(error)) from error
    ctx.exit(1 if failures else 0)


@evenhand.command()
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path), help="Folder to write to, with a manifest.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "csv")),
    help="A report to read, JSON lines, or tables with their codebook; text where nothing is given, csv where --out alone is.",
)  # fmt: skip
@click.option(
    "--map", "pairs", metavar="FIELD=COLUMN", multiple=True, help="Column that holds a field, where its name is another."
)
@click.option("--group", is_flag=True, help="Propose which of many articles tell one event, and say why, instead of comparing.")
@click.option(
    "--groups", metavar="FILE", type=click.Path(path_type=Path),
    help="CSV file with columns file and group (or event): each group is compared by itself; with --group, they are kept.",
)  # fmt: skip
@_fetch
@_lexicon
@click.pass_context
def compare(
    ctx: click.Context,
    inputs: tuple[str, ...],
    out: Path | None,
    form: str | None,
    pairs: tuple[str, ...],
    group: bool,
    groups: Path | None,
    fetch: bool,
    own: tuple[Path, ...],
) -> None:
    """Compare two to six articles of one event: sources that one has and another lacks, the same quotation cut differently,
    parties silent here and heard there, facts that most tell, and the figures with the intervals of their differences.

    What is not found is called not found; why it is not there, no comparison can tell.

    \b
    Examples:
      evenhand compare articles.csv --map text=story
      evenhand compare articles.csv --map text=story --out comparison
      evenhand compare articles/ articles.csv --map text=story --group
    """
    if out is None and form == "csv":
        raise click.UsageError("--format csv writes files: add --out DIR.")
    mapping = _mapping(pairs)
    from analysis import run as setup
    from analysis.comparison.errors import ComparisonError, InputsFailed
    from analysis.comparison.run import Wish, run

    with _output():
        try:
            failures = run(Wish(inputs, form or ("csv" if out else "text"), out, mapping, groups, group, fetch))
        except (InputsFailed, *setup.SETUP_ERRORS) as error:
            raise click.ClickException(str(error)) from error
        except (ComparisonError, setup.ExportError) as error:
            raise click.UsageError(str(error)) from error
    ctx.exit(1 if failures else 0)


@evenhand.command()
@click.option("--format", "form", type=click.Choice(("md", "csv")), default="md", show_default=True, help="Markdown, or a table.")
@_lexicon
def codebook(form: str, own: tuple[Path, ...]) -> None:
    """Print the codebook: what every column of every table means.

    \b
    Example:
      evenhand codebook --format csv > codebook.csv
    """
    from analysis import run

    with _output(), _set_up():
        sys.stdout.buffer.write(run.codebook_bytes(form))


@evenhand.command()
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.argument("inputs", metavar="[INPUT]...", nargs=-1)
def lexicon(folder: Path, inputs: tuple[str, ...]) -> None:
    """Check a lexicon of your own, warn of terms that others have too, and show its hits in context in the INPUTs.

    \b
    Examples:
      evenhand lexicon my-lexicon
      evenhand lexicon my-lexicon articles/
    """
    from analysis import kwic

    with _output(), _set_up():
        for line in kwic.report(folder, inputs):
            click.echo(line)


def _mapping(pairs: Sequence[str]) -> dict[str, str]:
    from analysis.readers import parse_mapping

    try:
        return parse_mapping(pairs)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--map") from error


@contextmanager
def _set_up() -> Iterator[None]:
    """What is wrong with the installation or with a lexicon, as a message."""
    from analysis import run

    try:
        yield
    except run.SETUP_ERRORS as error:
        raise click.ClickException(str(error)) from error


@contextmanager
def _output() -> Iterator[None]:
    """Ends quietly, as other tools do, when who reads the output has gone."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains when it flushes at its end
        sys.exit(141)


def main() -> None:
    """The console script: exit status 0, 1 where an input failed, 2 for a wrong command, 130 when stopped from the keyboard."""
    try:
        sys.exit(evenhand.main(prog_name="evenhand", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("evenhand: Stopped.", err=True)
        sys.exit(130)
