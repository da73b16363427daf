"""Tables of Media Cloud and LexisNexis are told by their columns."""

from __future__ import annotations

from analysis import readers
from analysis.article import Article, Failure

TEXT = "The boats left the bay."


def read(*rows: str) -> Article | Failure:
    (found,) = readers.read_bytes("a.csv", "\n".join(rows).encode())
    return found


def test_media_cloud_with_a_text_column_added() -> None:
    header = "id,indexed_date,language,media_name,media_url,publish_date,title,url,text"
    found = read(
        header, f"ab1,2024-02-02 01:01:01,en,quay.example,https://quay.example,2024-02-01,Ferry,https://quay.example/1,{TEXT}"
    )
    assert isinstance(found, Article)
    assert (found.id, found.outlet, found.url) == ("ab1", "quay.example", "https://quay.example/1")
    assert (found.published, found.title) == ("2024-02-01", "Ferry")


def test_media_cloud_s_list_of_addresses_says_what_is_missing() -> None:
    found = read("stories_id,publish_date,title,url,language,ap_syndicated,themes,media_id,media_name,media_url", "1,,,,,,,,,")
    assert isinstance(found, Failure)
    assert found.code == "no_text_column"
    assert "Media Cloud API 2, to 2023" in found.message
    assert "lists addresses, not texts" in found.message


def test_lexisnexistools_joined_by_id() -> None:
    header = "ID,Source_File,Newspaper,Date,Length,Section,Author,Edition,Headline,Graphic,Article"
    found = read(header, f'3,a.docx,The Quay Courier,"May 4, 2020 Monday",5 words,News,Ada Quill,,Ferry tied up,FALSE,{TEXT}')
    assert isinstance(found, Article)
    assert (found.id, found.outlet, found.published) == ("3", "The Quay Courier", "2020-05-04")
    assert (found.title, found.author, found.topic, found.text) == ("Ferry tied up", "Ada Quill", "News", TEXT)


def test_a_nexis_result_list() -> None:
    header = "Headline,Publication,Publication Type,Date,Byline,Section,Full Text"
    found = read(header, f'Ferry tied up,The Quay Courier,Newspaper,"May 4, 2020",Ada Quill,News,{TEXT}')
    assert isinstance(found, Article)
    assert (found.outlet, found.author, found.published) == ("The Quay Courier", "Ada Quill", "2020-05-04")


def test_a_caller_s_mapping_goes_before_the_service_s() -> None:
    data = f"stories_id,publish_date,media_name,blurb,title\n1,2020-01-01,Quay,{TEXT},Ferry\n".encode()
    (found,) = readers.read_bytes("a.csv", data, {"text": "blurb", "outlet": "title"})
    assert isinstance(found, Article)
    assert (found.text, found.outlet) == (TEXT, "Ferry")
