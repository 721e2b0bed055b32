"""The booth of a real installation, asked with curl: ballots of a program that we did not write, and what is kept."""

import io
import json
import secrets
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from pingyi.rules.ballot.credential import new_code
from pingyi.rules.ballot.seal import make_ballot, tracker
from pingyi.server.database import embedded_url
from pingyi.verify.board import verify_board
from tests.rules.ballot.belenios import Tool, needs_tool
from tests.server.living import Living, living

AGENT = "Respondents-own-program/9"
pytestmark = [needs_tool, pytest.mark.slow]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Living]:
    """One box in the group that Debian's belenios-tool knows, its list made of that tool's codes."""
    with living(tmp_path_factory.mktemp("booth") / "data", 3, "belenios") as one:
        yield one


@pytest.fixture(scope="module")
def tool(server: Living, tmp_path_factory: pytest.TempPathFactory) -> Tool:
    """The tool, with the board as anybody downloads it."""
    tool = Tool(tmp_path_factory.mktemp("tool"))
    (tool.folder / f"{server.uuid}.bel").write_bytes(server.board)
    return tool


def ticks(server: Living, place: int) -> list[list[int]]:
    """The same answer to every question, as the tool wants to be told."""
    return [[int(place == at) for at in range(len(each.answers))] for each in server.election.questions]


def curl(server: Living, path: str, *options: str) -> tuple[int, dict[str, object], str]:
    """Status, answer and headers."""
    address = f"http://127.0.0.1:{server.port}{path}"
    told = ["curl", "-sS", "--user-agent", AGENT, "--dump-header", "/dev/stderr", *options, address]
    done = subprocess.run(told, capture_output=True, text=True, check=True)
    return int(done.stderr.split()[1]), json.loads(done.stdout), done.stderr


def post(server: Living, file: Path) -> tuple[int, dict[str, object], str]:
    """The command that docs/protocol/endpoints.md tells."""
    return curl(server, f"/vote/{server.uuid}/ballots", "--data-binary", f"@{file}")


def test_a_ballot_of_belenios_tool_is_taken_like_any_other(server: Living, tool: Tool) -> None:
    first, second = (tool.ballot(server.codes[0], ticks(server, place)) for place in (1, 0))
    file = tool.folder / "ballot.json"
    file.write_text(first)
    status, answer, headers = post(server, file)
    assert (status, answer) == (201, {"tracker": tracker(first.encode()), "height": 1})
    assert "cookie" not in headers.lower()
    assert post(server, file)[:2] == (200, answer)
    file.write_text(second)
    assert post(server, file)[0] == 201
    place = f"/vote/{server.uuid}/ballots/{str(answer['tracker']).translate(str.maketrans('+/', '-_'))}"
    assert curl(server, place)[1] == {"present": True, "height": 1, "replaced": True}
    report = verify_board(io.BytesIO(server.board))
    assert (report.head.ballots, report.counted) == (2, 1)
    assert tool.accepts(server.uuid, server.board)


def test_an_altered_or_unlisted_ballot_is_refused_and_not_on_the_board(server: Living, tool: Tool) -> None:
    before = server.board
    good = json.loads(tool.ballot(server.codes[1], ticks(server, 1)))
    swapped = {
        **good,
        "answers": [{**good["answers"][0], "choices": good["answers"][0]["choices"][::-1]}, *good["answers"][1:]],
    }
    nothing = [0] * len(server.election.questions)
    stranger = make_ballot(server.election, new_code(secrets.token_bytes), nothing, secrets.token_bytes).serialised
    for data, error in (
        (json.dumps(swapped, separators=(",", ":")).encode(), "bad-signature"),
        (json.dumps(good).encode(), "malformed"),
        (stranger, "unlisted-credential"),
    ):
        file = tool.folder / "ballot.json"
        file.write_bytes(data)
        status, answer, _ = post(server, file)
        assert 400 <= status < 500 and answer["error"] == error
    assert server.board == before


def test_no_log_and_no_table_tells_who_sent_what(server: Living, tool: Tool) -> None:
    file = tool.folder / "ballot.json"
    file.write_text(tool.ballot(server.codes[2], ticks(server, 2)))
    assert post(server, file)[0] == 201
    file.write_bytes(b"{}")
    assert post(server, file)[0] == 400
    assert curl(server, f"/vote/{server.uuid}/ballots/short")[0] == 400
    assert curl(server, "/vote/111111111111aa/form.json")[0] == 404
    with socket.create_connection(("127.0.0.1", server.port)) as broken:
        broken.sendall(f"POST /vote/{server.uuid}/ballots HTTP/9.9\r\nUser-Agent: {AGENT}\r\n\r\n".encode())
        assert broken.recv(100).startswith(b"HTTP/1.1 ")
    log = server.log.read_text()
    assert not [line for line in log.splitlines() if any(told in line for told in ("ip=", AGENT, "/vote", server.uuid))]
    with psycopg.connect(embedded_url(server.folder)) as database:
        tables = database.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        told = [name for (name,) in tables if _tells(database, name, AGENT) or _tells(database, name, "127.0.0.1")]
        assert _tells(database, "box_box", server.uuid)
    assert len(tables) > 30 and not told


def _tells(database: psycopg.Connection, table: str, word: str) -> bool:
    """Whether any column of any row has this word in it."""
    row = database.execute(f'SELECT count(*) FROM "{table}" AS r WHERE strpos(r::text, %s) > 0', [word]).fetchone()  # type: ignore[arg-type]
    return bool(row and row[0])
