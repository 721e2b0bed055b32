"""When a web worker beats: while a thread is free, or one has finished since it was asked."""

from pingyi.server.watch import Work


def test_a_worker_whose_threads_all_hang_does_not_move() -> None:
    work = Work(2)
    assert work.moves()
    with work:
        assert work.moves()
        with work:
            assert not work.moves()
        with work:
            assert work.moves(), "one finished meanwhile"
            assert not work.moves()
    assert work.moves()
