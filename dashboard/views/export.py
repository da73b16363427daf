"""Export: every table in every format, with or without the articles' words, and the codebook that defines it all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from dashboard import data, files, filter_bar, state
from dashboard.corpus import counted
from dashboard.plain_text import plain


def main() -> None:
    st.title("Export", anchor=False)
    items = data.items()
    if not items:
        st.info("No article is loaded, so the tables hold their columns and no rows.", icon=":material/info:")
    else:
        st.markdown(
            "Tidy tables, joined by their column “article”. The same inputs give the same bytes. The filter below is that of "
            "the Overview; what it leaves out stays out of the files."
        )
    kept = filter_bar.ask(items) if items else []
    keys = None if len(kept) == len(items) else [item.key for item in kept]
    if keys == []:
        st.info("No article fits the filter, so there is nothing to take along. Show all, or take a filter away.")
        return
    form, text = _choices()
    most = data.most_exported()
    fits = most is None or len(kept) <= most
    if not fits:
        st.info(
            f"Up to {most:,} articles leave from here with all their tables; {len(kept):,} are chosen. Narrow them down above, "
            f"or give the command `evenhand corpus export {plain(state.corpus() or '')} --out FOLDER`. The table of all figures, "
            "metrics_wide, has no such limit.",
            icon=":material/info:",
        )
    if fits:
        _everything(form, text, keys, len(kept))
    _tables(form, text, keys, [table for table in data.tables() if fits or table.name == "metrics_wide"])
    if kept:
        _reports([item.key for item in kept])
    _codebook()


def _choices() -> tuple[str, bool]:
    left, right = st.columns(2, vertical_alignment="bottom")
    form = left.segmented_control(
        "Format", data.export_formats, default=data.export_formats[0], key="format", bind="query-params", required=True,
        format_func=files.label,
    )  # fmt: skip
    text = right.toggle(
        "With the articles' words", value=True, key="words", bind="query-params",
        help="Switched off, tables hold offsets, hashes and figures but none of the articles' words, so that they can be "
        "shared where the articles cannot.",
    )  # fmt: skip
    return form or data.export_formats[0], text


def _everything(form: str, text: bool, keys: Sequence[str] | None, number: int) -> None:
    st.header("Everything", anchor=False)
    inputs = "" if keys is not None or not data.failures() else f" and {counted(len(data.failures()), 'failed input')}"
    holds = "one analysis a line" if form == "json" else "all tables"
    with st.container(border=True), _row():
        st.markdown(
            f"{counted(number, 'article')}{inputs}: {holds}, the codebook and the manifest, in one zip file.", width="stretch"
        )
        _button(
            "Download all",
            partial(data.download_all, state.corpus(), form, text, keys),
            f"evenhand-{form}.zip",
            "application/zip",
            primary=True,
        )


def _tables(form: str, text: bool, keys: Sequence[str] | None, tables: Sequence[data.TableInfo]) -> None:
    st.header("Tables", anchor=False)
    with st.container(border=True, gap="xsmall"):
        for table in tables:
            name, media = files.table_file(table.name, form)
            with _row():
                told = f"A row is {plain(table.row)}. {counted(table.columns, 'column')}."
                st.markdown(f"**{plain(table.name)}**  \n{told}", width="stretch")
                _button(name, partial(data.download, state.corpus(), table.name, form, text, keys), name, media)


def _reports(keys: Sequence[str]) -> None:
    st.header("Reports", anchor=False)
    some = keys[: data.MOST_REPORTS]
    with st.container(border=True), _row():
        which = counted(len(keys), "article") if some == keys else f"the first {len(some):,} of {len(keys):,} articles"
        st.markdown(
            f"A page to print on each of {which}: the text with its marks, every figure, and what is worth a look. HTML files "
            "that stand alone, in one zip file.",
            width="stretch",
        )
        _button("Reports", partial(data.article_reports, state.corpus(), some), "evenhand-reports.zip", "application/zip")


def _codebook() -> None:
    st.header("Codebook", anchor=False)
    # Two buttons leave no room for words beside them on a phone, so this row may break.
    with st.container(border=True), st.container(horizontal=True, vertical_alignment="center"):
        st.markdown("What every table, column and coded value means.", width=420)
        _button("codebook.md", partial(_bytes, data.codebook_markdown), "codebook.md", "text/markdown")
        _button("codebook.csv", data.codebook_csv, "codebook.csv", "text/csv")


def _row() -> st.delta_generator.DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="center", wrap=False)


def _button(label: str, make: Callable[[], bytes], name: str, media: str, *, primary: bool = False) -> None:
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=media,
        key=f"download_{name}",
        on_click="ignore",
        type="primary" if primary else "secondary",
        icon=":material/download:",
    )


def _bytes(make: Callable[[], str]) -> bytes:
    return make().encode()


main()
