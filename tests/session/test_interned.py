from floorwalker.session.interned import Interned


def test_that_a_value_has_one_number() -> None:
    interned = Interned[str](last_id=7)
    assert [interned.number(key, key) for key in ("a", "b", "a")] == [8, 9, 8]
    assert interned.added == [(8, "a"), (9, "b")]
    interned.keep()
    assert [interned.number(key, key) for key in ("b", "c")] == [9, 10]
    assert interned.added == [(10, "c")]


def test_that_a_number_is_given_again_after_a_failure() -> None:
    interned = Interned[str](last_id=0)
    interned.number("a", "a")
    interned.keep()
    interned.number("b", "b")
    interned.drop()
    assert interned.added == []
    assert [interned.number(key, key) for key in ("c", "a")] == [2, 1]


def test_that_of_two_values_with_one_key_the_first_is_kept() -> None:
    interned = Interned[str](last_id=2)
    interned.load("smith", 1)
    interned.load("smith", 2)
    assert interned.number("smith", "SMITH") == 1
    assert interned.number("jones", "Jones") == interned.number("jones", "JONES") == 3
    assert interned.added == [(3, "Jones")]


def test_that_beyond_the_limit_old_values_are_forgotten_and_numbers_go_on() -> None:
    interned = Interned[int](last_id=0, limit=10)
    for value in range(25):
        assert interned.number(value, value) == value + 1
        interned.keep()
        assert len(interned._known) <= 10
    assert interned.number(0, 0) == 26
