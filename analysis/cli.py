"""The command line: parsing of arguments and calls, nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from analysis import corpus_commands
from analysis.input_options import fetch_option, lexicon_option

FORMATS = ("csv", "parquet", "xlsx", "json")

#: Parameters that only a batch into a corpus has, and their options.
_BATCH_ONLY = (
    ("workers", "--workers"), ("seconds", "--time-limit"), ("memory", "--memory"), ("engine", "--engine"),
    ("scheduler", "--scheduler"),
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
@click.option("--corpus", "corpus_name", metavar="NAME", help="Corpus to analyze into; it is made where there is none.")
@corpus_commands.batch_options
@fetch_option
@lexicon_option
@click.pass_context
def analyze(
    ctx: click.Context,
    /,
    inputs: tuple[str, ...],
    out: Path | None,
    form: str | None,
    no_text: bool,
    pairs: tuple[str, ...],
    corpus_name: str | None,
    fetch: bool,
    own: tuple[Path, ...],
    **batch: Any,
) -> None:
    """Analyze articles: files (text, Markdown, HTML, PDF, DOCX, RSS, Atom, CSV, TSV, JSON lines), folders of them, - for JSON
    lines on standard input, or, with --fetch, web addresses.

    Without --out and --format a summary is printed. With --format json and without --out, one JSON object an article goes to
    standard output. A failed input costs its own result, never the run; the exit status is then 1.

    With --corpus the articles go into a corpus, side by side on several cores; the options from --workers on are for that.

    \b
    Examples:
      evenhand analyze article.txt
      evenhand analyze articles/ --corpus elections --workers 2
      evenhand analyze articles.csv --map text=story --out tables --format parquet
      evenhand analyze - --format json < articles.jsonl > analyses.jsonl
    """
    if corpus_name is not None:
        if out is not None or form is not None or no_text:
            raise click.UsageError("--corpus keeps all in the corpus: write its tables with `evenhand corpus export`.")
        ctx.exit(1 if corpus_commands.add_to(corpus_name, inputs, pairs=pairs, fetch=fetch, **batch) else 0)
    for name, option in _BATCH_ONLY:
        if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{option} is for a batch into a corpus: add --corpus NAME.")
    if out is None and form not in (None, "json"):
        raise click.UsageError(f"--format {form} writes files: add --out DIR.")
    if out is None and form is None and no_text:
        raise click.UsageError("--no-text is for what is written: add --out DIR or --format json.")
    from analysis import run

    mapping = _mapping(pairs)
    with output():
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
@fetch_option
@lexicon_option
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

    with output():
        try:
            failures = run(Wish(inputs, form or ("csv" if out else "text"), out, mapping, groups, group, fetch))
        except (InputsFailed, *setup.SETUP_ERRORS) as error:
            raise click.ClickException(str(error)) from error
        except (ComparisonError, setup.ExportError) as error:
            raise click.UsageError(str(error)) from error
    ctx.exit(1 if failures else 0)


@evenhand.command()
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@lexicon_option
def revise(before: str, after: str, own: tuple[Path, ...]) -> None:
    """Hold a revised article against its first version: marks gone and new, words by voice, and figures moved.

    BEFORE and AFTER are files that hold one article each. The Draft desk of the dashboard does the same for a pasted draft.

    \b
    Example:
      evenhand revise article.txt articles/a.txt
    """
    from analysis import revision_report
    from analysis.revision import RevisionError

    with output(), _set_up():
        try:
            revision_report.run(before, after)
        except RevisionError as error:
            raise click.ClickException(str(error)) from error


@evenhand.command()
@click.argument("file", metavar="FILE")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), default=Path("report.html"), show_default=True,
              help="HTML file to write; it stands alone and is made for printing.")  # fmt: skip
@click.option("--against", metavar="NAME", help="Corpus whose other articles the figures most worth a look are held against.")
@fetch_option
@lexicon_option
def report(file: str, out: Path, against: str | None, fetch: bool, own: tuple[Path, ...]) -> None:
    """Write a report on one article, to read and to print: what is worth a look, the whole text with its marks, whose words
    these are, every figure with its interval and right-rate, and how all was made.

    FILE holds one article. The report is one HTML file without scripts that asks for nothing from outside.

    \b
    Example:
      evenhand report article.txt --out report.html
    """
    from analysis.report.command import ReportError, run

    with output(), _set_up(), corpus_commands.problems():
        try:
            run(file, out, against=against, fetch=fetch)
        except ReportError as error:
            raise click.ClickException(str(error)) from error


@evenhand.command()
@click.option("--format", "form", type=click.Choice(("md", "csv")), default="md", show_default=True, help="Markdown, or a table.")
@lexicon_option
def codebook(form: str, own: tuple[Path, ...]) -> None:
    """Print the codebook: what every column of every table means.

    \b
    Example:
      evenhand codebook --format csv > codebook.csv
    """
    from analysis import run

    with output(), _set_up():
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

    with output(), _set_up():
        for line in kwic.report(folder, inputs):
            click.echo(line)


evenhand.add_command(corpus_commands.corpus)


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
def output() -> Iterator[None]:
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
