import pytest
import typer

from floorwalker.cli.keeping import limits_of
from floorwalker.session.keeping import Retention

SECOND = 1_000_000


@pytest.mark.parametrize(
    ("text", "seconds"), [("90m", 5400), ("7d", 604_800), ("2w", 1_209_600), ("30s", 30), ("1.5 H", 5400)]
)
def test_that_a_time_has_a_unit(text: str, seconds: int) -> None:
    assert limits_of(text, None) == Retention(age=seconds * SECOND)


@pytest.mark.parametrize(
    ("text", "size"), [("2GB", 2 * 10**9), ("500 mb", 500 * 10**6), ("1.5GiB", 3 * 2**29), ("2000kB", 2 * 10**6)]
)
def test_that_a_size_has_a_unit(text: str, size: int) -> None:
    assert limits_of(None, text) == Retention(size=size)


@pytest.mark.parametrize(
    ("keep", "max_size", "said"),
    [
        ("7", None, "--keep 7 is no time"),
        ("0d", None, "--keep 0d is no time"),
        ("-1d", None, "--keep -1d is no time"),
        ("999999w", None, "is no time"),
        (None, "2", "--max-size 2 is no size"),
        (None, "twoGB", "is no size"),
        (None, "10kB", "--max-size 10kB is too small"),
    ],
)
def test_that_a_wrong_value_is_wrong_use_and_says_what_is_right(
    keep: str | None, max_size: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        limits_of(keep, max_size)
    assert ended.value.exit_code == 2
    complaint = capsys.readouterr().err
    assert said in complaint
    assert "Write" in complaint


def test_that_without_either_everything_is_kept() -> None:
    assert not limits_of(None, None)
