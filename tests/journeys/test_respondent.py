"""A respondent's way, from the letter to the tracker, on a small telephone and on the real server."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.sight import barriers, foreign_words, picture, too_wide
from tests.journeys.visitor import House, Notes, visit

TELEPHONE = {"has_touch": True, "is_mobile": True, "permissions": ["clipboard-write"]}
QUESTIONS = 8


@dataclass(frozen=True)
class Letter:
    """What a letter says."""

    address: str
    box: str
    code: str


@pytest.fixture(scope="module")
def letters(browser: Browser, fielding: House) -> list[Letter]:
    """Letters that nobody answered, as the demo's sign-in page offers them."""
    with visit(browser, fielding) as (page, _):
        page.goto(fielding.url("account_login"))
        links = page.locator("main a[href*='/vote/#']").evaluate_all("links => links.map(link => link.href)")
    return [Letter(link, *link.partition("#")[2].split(".")) for link in links]


@pytest.fixture
def telephone(browser: Browser, fielding: House) -> Iterator[tuple[Page, Notes]]:
    """A Chinese telephone that touches."""
    with visit(browser, fielding, **TELEPHONE) as visitor:
        yield visitor


def look(page: Page, name: str) -> None:
    """Nothing is wrong with this screen of the booth."""
    picture(page, f"booth-{name}")
    assert (name, too_wide(page) + barriers(page) + foreign_words(page)) == (name, [])


def tap(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).tap()


def shown(page: Page, title: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("heading", level=2, name=title)).to_be_visible()


def answer_all(page: Page, choice: int, *, looks: bool = False) -> None:
    """The same choice everywhere, or the last one where there are fewer."""
    for number in range(1, QUESTIONS + 1):
        shown(page, f"第 {number} 题")
        offered = page.locator(".booth-choice")
        offered.nth(min(choice, offered.count() - 1)).tap()
        if looks and number in (1, QUESTIONS):
            look(page, f"question-{number}")
        tap(page, "下一题")
    shown(page, "请核对您的回答")


def seal_and_send(page: Page) -> str:
    tap(page, "加密封存并提交")
    shown(page, "您的选票已放入票箱")
    return page.locator(".booth-tracker").inner_text()


def test_the_whole_way_by_touch(telephone: tuple[Page, Notes], letters: list[Letter], fielding: House) -> None:
    page, notes = telephone
    letter = letters[0]
    page.goto(letter.address)
    shown(page, "评议：")
    look(page, "welcome")
    tap(page, "开始作答")
    answer_all(page, 0, looks=True)
    look(page, "review")
    first = seal_and_send(page)
    look(page, "receipt")
    tap(page, "核对我的选票是否在箱内")
    expect(page.get_by_text("将计入结果")).to_be_visible()

    tap(page, "重新作答")
    answer_all(page, 2)
    second = seal_and_send(page)
    assert second != first
    tap(page, "完成，清除本机记录")
    expect(page.locator(".booth-tracker")).to_have_count(0)
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0

    page.goto(fielding.url("vote"))
    tap(page, "我已经投过票，想查看选票是否在箱内")
    for tracker, verdict in ((first, "计入结果的是后来的那张"), (second, "将计入结果")):
        page.get_by_label("查询码").fill(f" {tracker[:20]} {tracker[20:]} ")
        if page.locator("#unit").count():
            page.locator("#unit").select_option(index=unit_of(page, fielding, letter))
        tap(page, re.compile("^核对$"))
        expect(page.get_by_text(verdict)).to_be_visible()
    look(page, "look-up")
    assert_told_nobody(page, notes, letter)


def unit_of(page: Page, house: House, letter: Letter) -> int:
    """Where the letter's unit stands in the list of units."""
    unit = page.request.get(house.url("vote-form", letter.box)).json()["unit"]["zh"]
    return page.locator("#unit option").all_inner_texts().index(unit)


def assert_told_nobody(page: Page, notes: Notes, letter: Letter) -> None:
    """No cookie, and the code in no address, header or body of any request."""
    assert page.context.cookies() == []
    for request in notes.asked:
        told = f"{request.url} {request.all_headers()} {request.post_data or ''}"
        assert letter.code not in told and letter.code.replace("-", "") not in told
        assert "#" not in request.url and "cookie" not in request.all_headers()


def test_with_the_keyboard_alone_and_in_english(browser: Browser, fielding: House, letters: list[Letter]) -> None:
    with visit(browser, fielding, locale="en-GB") as (page, notes):
        page.goto(letters[1].address)
        shown(page, "Appraisal of")
        look(page, "welcome-en")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        for number in range(1, QUESTIONS + 1):
            shown(page, f"Question {number} of {QUESTIONS}")
            page.keyboard.press("Tab")
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
            if number == 1:
                look(page, "question-en")
            page.keyboard.press("Enter")
        shown(page, "Check your answers")
        look(page, "review-en")
        for _ in range(QUESTIONS + 1):
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        shown(page, "Your ballot is in the box")
        look(page, "receipt-en")
        assert_told_nobody(page, notes, letters[1])


def test_a_slip_in_the_code_is_put_right_and_a_foreign_code_refused(
    telephone: tuple[Page, Notes], letters: list[Letter]
) -> None:
    page, notes = telephone
    box, code = letters[2].box, letters[2].code
    slip = code[:-1] + ("z" if code[-1] != "z" else "y")
    page.goto(f"{letters[2].address.partition('#')[0]}#{box}.{slip}")
    expect(page.get_by_text("您要输入的是不是")).to_be_visible()
    assert page.locator(".booth-suggestion").inner_text() == code
    look(page, "look-alike")

    page.get_by_label("答题码", exact=True).fill(letters[0].code)
    tap(page, "继续")
    expect(page.get_by_text("名单上没有这个答题码")).to_be_visible()
    look(page, "unknown-code")
    page.get_by_label("答题码", exact=True).fill(slip)
    tap(page, "继续")
    tap(page, "是，用这个答题码")
    shown(page, "评议：")
    assert_told_nobody(page, notes, letters[2])


def test_a_ballot_outlives_the_network(telephone: tuple[Page, Notes], letters: list[Letter]) -> None:
    page, notes = telephone
    notes.expected = ("ERR_INTERNET_DISCONNECTED",)
    page.goto(letters[2].address)
    tap(page, "开始作答")
    answer_all(page, 1)
    page.context.set_offline(True)
    tap(page, "加密封存并提交")
    expect(page.get_by_text("没有丢失")).to_be_visible()
    page.context.set_offline(False)
    shown(page, "您的选票已放入票箱")
    tap(page, "核对我的选票是否在箱内")
    expect(page.get_by_text("将计入结果")).to_be_visible()


def test_on_a_slow_network(telephone: tuple[Page, Notes], letters: list[Letter], fielding: House) -> None:
    page, _ = telephone
    form, held = fielding.url("vote-form", letters[2].box), list[Route]()
    page.route(form, lambda route: held.append(route))
    line = {"offline": False, "latency": 600, "downloadThroughput": 60_000, "uploadThroughput": 20_000}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    with page.expect_request(form):
        page.goto(letters[2].address)
    expect(page.get_by_text("正在打开问卷")).to_be_visible()
    held.pop().continue_()
    page.unroute(form)
    tap(page, "开始作答")
    answer_all(page, 3)
    assert seal_and_send(page)


def test_the_box_is_closed(browser: Browser, published: House) -> None:
    with visit(browser, published, **TELEPHONE) as (page, _):
        (first, *_) = page.request.get(published.url("vote-boxes")).json()["boxes"]
        page.goto(f"{published.url('vote')}#{first['uuid']}.aaaaa-aaaaaa-aaaaa-aaaaaa")
        shown(page, "作答已截止")
        look(page, "closed")


DENIED = """Object.defineProperty(navigator, "clipboard", {value: {writeText: () =>
    Promise.reject(new DOMException("Write permission denied.", "NotAllowedError"))}});"""


FOREIGN_FAILURE = """() => new Promise(told => {
    addEventListener("unhandledrejection", () => setTimeout(told));
    setTimeout(() => { Promise.reject("not ours") });
})"""
"""Somebody else's script fails, and whoever listens has heard of it."""


def test_what_the_browser_refuses_or_others_break_does_not_end_the_page(
    telephone: tuple[Page, Notes], letters: list[Letter]
) -> None:
    page, notes = telephone
    notes.expected = ("not ours", "NotAllowedError")
    page.add_init_script(DENIED)
    page.goto(letters[1].address)
    tap(page, "开始作答")
    shown(page, "第 1 题")
    page.evaluate(FOREIGN_FAILURE)
    answer_all(page, 1)
    tracker = seal_and_send(page)
    tap(page, "复制查询码")
    expect(page.get_by_text("请手工抄下上面的查询码")).to_be_visible()
    look(page, "copy-by-hand")
    assert page.locator(".booth-tracker").inner_text() == tracker
    expect(page.get_by_text("没有提交任何内容")).to_have_count(0)
    tap(page, "核对我的选票是否在箱内")
    expect(page.get_by_text("将计入结果")).to_be_visible()


TYPED: dict[str, Callable[[str], str]] = {
    "full width": lambda code: code.translate({sign: sign + 0xFEE0 for sign in range(33, 127)}),
    "long dashes and blanks": lambda code: code.replace("-", " – "),
    "zero-width blank": lambda code: code[:8] + "\u200b" + code[8:],
    "direction marks": lambda code: f"\u202d{code}\u202c",
    "soft hyphen": lambda code: code[:8] + "\u00ad" + code[8:],
    "byte-order mark and full stop": lambda code: f"\ufeff{code}。",
}


@pytest.mark.parametrize("way", TYPED)
def test_a_code_counts_as_what_can_be_seen_of_it(
    telephone: tuple[Page, Notes], letters: list[Letter], fielding: House, way: str
) -> None:
    page, notes = telephone
    page.goto(f"{fielding.url('vote')}#{letters[2].box}")
    page.get_by_label("答题码", exact=True).fill(TYPED[way](letters[2].code))
    tap(page, "继续")
    shown(page, "评议：")
    assert_told_nobody(page, notes, letters[2])


@pytest.mark.parametrize("sign", ["/%23", "%23", "/%2523"])
def test_an_address_rewritten_by_a_messenger_leads_to_the_booth(
    telephone: tuple[Page, Notes], letters: list[Letter], fielding: House, sign: str
) -> None:
    page, notes = telephone
    letter = letters[2]
    page.goto(f"{fielding.url('vote').rstrip('/')}{sign}{letter.box}.{letter.code}")
    shown(page, "评议：")
    expect(page).to_have_url(fielding.url("vote"))
    expect(page.get_by_text("答题码因此随网址发到了服务器")).to_be_visible()
    look(page, "rewritten-address")
    assert [asked.url for asked in notes.asked if letter.code in f"{asked.url} {asked.all_headers()}"][1:] == []


def test_large_and_dark_on_a_telephone_and_a_desk(telephone: tuple[Page, Notes], letters: list[Letter]) -> None:
    page, _ = telephone
    page.goto(letters[2].address)
    shown(page, "评议：")
    tap(page, "大字")
    look(page, "large-welcome")
    tap(page, "开始作答")
    shown(page, "第 1 题")
    look(page, "large-question")
    tap(page, "深色")
    look(page, "large-dark-question")
    page.get_by_role("button", name="深色").hover()
    page.mouse.down()
    look(page, "large-dark-pressed")
    page.mouse.move(0, 0)
    page.mouse.up()
    page.set_viewport_size({"width": 1280, "height": 800})
    look(page, "large-dark-desk")
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0
