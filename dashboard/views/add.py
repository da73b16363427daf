"""Add: paste a text, upload files or, where the server may, fetch a page.

Each article is analyzed in turn, and what went wrong is said for each input.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import data, state
from dashboard.corpus import counted
from dashboard.plain_text import plain

#: Where the last report waits for the rerun that shows it.
_REPORT = "add_report"
_SHOWN = 50


def main() -> None:
    st.title("Add articles", anchor=False)
    name = state.corpus()
    if name is None:
        st.markdown(
            "What you add is analyzed on this machine and kept in the memory of this server only. Everybody who opens this "
            "dashboard sees it, and it is gone when the server stops: take what you want to keep from the Export page, or open a "
            "corpus on the Corpora page first. English news only."
        )
    else:
        data.opened()  # a corpus that cannot be opened is said before anything is typed
        st.markdown(
            f"What you add is analyzed on this machine and put into the corpus **{plain(name)}**, each article as soon as it is "
            "done. It stays there when the server stops. English news only."
        )
    fetching = data.may_fetch()
    paste, upload, *fetch = st.tabs(["Paste a text", "Upload files", *(["Fetch a page"] if fetching else [])])
    with paste:
        _paste()
    with upload:
        _upload()
    if fetching:
        with fetch[0]:
            _fetch()
    _report(st.session_state.get(_REPORT))


def _paste() -> None:
    with st.form("paste", border=False):
        text = st.text_area(
            "Text", height=280, key="paste_text", placeholder="The article's text, a blank line between paragraphs"
        )
        left, middle, right = st.columns([3, 2, 1.5])
        title = left.text_input(
            "Title (may be left out)", key="paste_title", help="Left out, the first line is taken if it looks like one."
        )
        outlet = middle.text_input("Outlet (may be left out)", key="paste_outlet")
        day = right.date_input("Date (may be left out)", value=None, key="paste_date", format="YYYY-MM-DD")
        sent = st.form_submit_button("Analyze", type="primary", icon=":material/play_arrow:")
    if not sent:
        return
    if text.strip():
        _add(data.read_pasted(text, title, outlet, day.isoformat() if day else ""))
    else:
        st.session_state[_REPORT] = None
        st.warning("There is no text yet. Paste the article's text above, then analyze it.", icon=":material/edit_note:")


def _upload() -> None:
    formats = ", ".join(f".{ending}" for ending in data.upload_formats)
    with st.form("upload", border=False, clear_on_submit=True):
        files = st.file_uploader(
            "Files", accept_multiple_files=True, key="upload_files",
            help=f"{formats}. A table or a JSON file may hold many articles; its columns are found by their names, such as text, "
            "title, outlet and date. At most 20 MB a file.",
        )  # fmt: skip
        st.caption(
            "Text, Markdown, web pages saved as HTML, PDF, Word (DOCX), RSS and Atom, CSV and TSV tables, JSON and JSON lines."
        )
        sent = st.form_submit_button("Analyze", type="primary", icon=":material/play_arrow:")
    if not sent:
        return
    if files:
        _add([found for file in files for found in data.read_upload(file.name, file.getvalue())])
    else:
        st.session_state[_REPORT] = None
        st.warning("There are no files yet. Choose or drop some above, then analyze them.", icon=":material/upload_file:")


def _fetch() -> None:
    with st.form("fetch", border=False):
        address = st.text_input("Address of a web page", key="fetch_address", placeholder="https://…")
        st.caption("This machine asks that server for the page, and for nothing that the page names. Public addresses only.")
        sent = st.form_submit_button("Fetch and analyze", type="primary", icon=":material/download:")
    if not sent:
        return
    if address.strip():
        with st.spinner("Fetching the page …"):
            found = data.read_address(address)
        _add(found)
    else:
        st.session_state[_REPORT] = None
        st.warning("There is no address yet. Copy it from the browser, then fetch it.", icon=":material/link:")


def _add(given: Sequence[data.Article | data.Failure]) -> None:
    st.session_state[_REPORT] = None
    with st.status(f"Analyzing {counted(len(given), 'article')} …", expanded=True) as status:
        st.caption("Each article is kept as soon as it is done. If you leave this page, the rest is not analyzed.")
        bar = st.progress(0.0)

        def show(done: int, total: int | None, name: str) -> None:
            bar.progress(done / (total or done + 1), text=f"{done + 1:,} of {total or '?':,}: {plain(name[:80])}")

        st.session_state[_REPORT] = data.add(given, show)
        bar.progress(1.0)
        status.update(label="Done", state="complete", expanded=False)


def _report(report: data.AddReport | None) -> None:
    if report is None:
        return
    with st.container(key="add_report_box"):
        if report.added:
            st.success(f"{counted(len(report.added), 'article')} added.", icon=":material/check:")
            _links(report.added)
        if report.known:
            many = "article was" if len(report.known) == 1 else "articles were"
            st.info(f"{len(report.known):,} {many} there already and changed nothing.", icon=":material/content_copy:")
            _links(report.known)
        if report.failures:
            st.error(f"{counted(len(report.failures), 'input')} could not be analyzed.", icon=":material/error:")
            for failure in report.failures[:_SHOWN]:
                st.text(failure.message)
            _more(len(report.failures), "The Export page has all in the table of failures.")


def _links(items: Sequence[data.Item]) -> None:
    for item in items[:_SHOWN]:
        st.page_link(
            state.ARTICLE, label=plain(item.title), icon=":material/article:", query_params=state.article_query(item.key)
        )
        for warning in item.analysis.warnings:
            st.caption(plain(warning))
    _more(len(items), "The Overview has all.")


def _more(number: int, where: str) -> None:
    if number > _SHOWN:
        st.caption(f"And {number - _SHOWN:,} more. {where}")


main()
