"""Acts that cannot be undone ask once, on a page of their own, and say what follows: no script is needed for it.

`@needs_confirmation(question, what follows, …)` stands below `@serves`: whoever may not act is not asked either. What
was posted comes along unseen, so nothing that was typed is lost; "back" leads to the page the person comes from.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from pingyi.ui.door.forms import fields_sent
from pingyi.ui.door.request import Request
from pingyi.ui.door.typed import came_from

P = ParamSpec("P")
R = TypeVar("R", bound=Request)
Page = Callable[Concatenate[R, P], HttpResponse]
AGREED = "confirmed"
"""The field that says the person has read what follows."""


def needs_confirmation(question: Promise, *follows: Promise) -> Callable[[Page[R, P]], Page[R, P]]:
    """Let what is posted through only when its sender has seen `question` and what `follows`."""

    def gate(page: Page[R, P]) -> Page[R, P]:
        @wraps(page)
        def answer(request: R, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method != "POST" or is_confirmed(request):
                return page(request, *args, **kwargs)
            return confirmation(request, str(question), [str(each) for each in follows])

        return answer

    return gate


def is_confirmed(request: Request) -> bool:
    """Whether the person has read what follows, and goes on."""
    return dict(fields_sent(request)).get(AGREED, "") != ""


def confirmation(request: Request, question: str, follows: list[str]) -> HttpResponse:
    """The page that asks, with everything that was posted."""
    kept = [(name, value) for name, value in fields_sent(request) if name != "csrfmiddlewaretoken"]
    context = {
        "question": question,
        "follows": follows,
        "kept": kept,
        "agreed": AGREED,
        "back": came_from(request) or "/",
    }
    return render(request, "ui/confirm.html", context)
