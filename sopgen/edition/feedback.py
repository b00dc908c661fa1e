"""Where readers' answers go: links that already say which page, version and language they are about."""

from __future__ import annotations

from urllib.parse import quote

from sopgen.address import public_url
from sopgen.config import Config
from sopgen.view import Feedback, Frame, Link

CUSTOMER_ANSWERS = ("yes", "partly", "no")


def feedback(
    config: Config, frame: Frame, url: str, id_: str, title: str, version: str = "", owner: str = ""
) -> Feedback | None:
    """The answers to "Did this solve it?" (customers) or "Report a problem" (staff) for one page; None without a place.

    A colleague's report goes to the owner's own address where the role has one. id_: the document's id, else the name
    of the page. owner: a role.
    """
    values = {"id": id_, "title": title, "version": version, "language": frame.language}
    values["url"] = public_url(frame.public_url, url) or url
    if frame.audience == "customer":
        where, answers = config.feedback.customer, CUSTOMER_ANSWERS
        return (
            Feedback(tuple(Link("", _answer(where, {**values, "answer": answer})) for answer in answers))
            if where
            else None
        )
    role = config.roles.get(owner)
    where = (role.email if role else "") or config.feedback.staff
    return Feedback((Link("", _answer(where, {**values, "answer": ""})),)) if where else None


def _answer(where: str, values: dict[str, str]) -> str:
    """The link of one answer: `where` is an e-mail address or a URL with {names}. A "yes" stays on the page."""
    if values["answer"] == "yes":
        return "#thanks"
    if "@" in where and "://" not in where:
        about = " ".join(part for part in (values["id"], values["version"], f"({values['language']})") if part)
        answer = f" – {values['answer']}" if values["answer"] else ""
        subject = f"{about}: {values['title']}{answer}" if values["title"] else f"{about}{answer}"
        return f"mailto:{where}?subject={quote(subject, safe='')}&body={quote(values['url'], safe='')}"
    for name, value in values.items():
        where = where.replace(f"{{{name}}}", quote(value, safe=""))
    return where
