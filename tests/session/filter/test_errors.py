"""What a wrong expression is told, and which part of it is marked."""

import pytest

from floorwalker.session.filter import FilterError, parse_filter
from tests.session.filter.world import CATALOG

MARKED = "«»"


def wrong(expression: str) -> FilterError:
    with pytest.raises(FilterError) as caught:
        parse_filter(expression, CATALOG)
    return caught.value


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("«category:»", "No value stands after “category:”"),
        ("«category:» agent", "without a space"),
        ("a «agent:» code:3", "No value stands after “agent:”"),
        ("(a «code:»)", "No value stands after “code:”"),
        ("code:1«,»", "No value stands after the comma"),
        ("code:1«,» 2", "Write code:1,2"),
        ("code:1«,»,2", "No value stands after the comma"),
        ("x:«>»", "No value stands after >"),
        ("x:«~»(a)", "in quotes"),
        ("PhoneNo:«(»555)", 'PhoneNo:"(…)"'),
        ("a «(»b", "not closed"),
        ("«(»a (b)", "not closed"),
        ("a«)»", "No parenthesis is open here"),
        ("a «()»", "Nothing stands in these parentheses"),
        ('a «"b c»', "This quote is not closed"),
        ('agent:«"b c»', "This quote is not closed"),
        ('agent:j«"b»', "This quote is not closed"),
        ('x:~«"b»', "This quote is not closed"),
        ("a «OR»", "OR needs a filter on either side"),
        ("«or» a", "OR needs a filter on either side"),
        ("(a «OR» )", "OR needs a filter on either side"),
        ("a «AND» OR b", "AND needs a filter on either side"),
        ("a «NOT»", "Nothing stands after NOT"),
        ("a «-» b", "directly before what it excludes"),
        ("foo«(»bar)", "space is missing before this parenthesis"),
        ("seq:1..2«..»3", "A range has two ends"),
        ("seq:«..»", "A range needs an end"),
        ("seq:«200..100»", "runs backwards, so nothing lies in it. Write 100..200"),
        ("x:«5..-5»", "Write -5..5"),
        ("created:«-1h..-2h»", "Write -2h..-1h"),
        ("received:«2026-11-23..2026-11-22»", "Write 2026-11-22..2026-11-23"),
        ("seq:«abc»", "“abc” is not a number such as 812"),
        ("seq:«>1.5»", "“1.5” is not a number such as 812"),
        ("seq:«1*»", "“1*” is not a number"),
        ("x:>«a*»", "without wildcards"),
        ("category:«agnt»", "No category is called “agnt”. Did you mean Agent?"),
        ("category:«zzz»", "There are Agent, Chat, Email, IVR and Voice; numbers will do too."),
        ("code:«StatusChangd»", "No code is called “StatusChangd”. Did you mean StatusChanged?"),
        ("category:agent,«foo*»", "No category is called “foo*”"),
        ('code:«~"^x"»', "No code is called “^x”"),
        ('category:«""»', "No category is called “”"),
        ("event:«agent»", "agent/3, or agent/* for all of agent"),
        ("event:«/3»", "is no Category/Code"),
        ("event:«email/StatusChanged»", "Email has no code called “StatusChanged”. Write its number, as in email/3."),
        ("event:«>3»", "A range means nothing here. Write Category/Code"),
        ("agent:«>5»", "A range means nothing here. Write a name"),
        ('agent:«""»', "Events without an agent are found by -agent:*"),
        ("feed:«1..2»", "A range means nothing here"),
        ("is:«duplicated»", "Did you mean is:duplicate?"),
        ("is:«xyz»", "It may be duplicate, noted, late or marked."),
        ("is:«late*»", "An event cannot be “late*”"),
        ("created:«yesterday»", "“yesterday” is no time. Write 2026-11-22, 2026-11-22T09:00"),
        ("created:«>2026-13-01»", "“2026-13-01” is no time"),
        ("created:«2026-11-22T25:00»", "is no time"),
        ("created:«-15x»", "-15m for 15 minutes ago"),
        ('created:«~"2026"»', "A regular expression means nothing here"),
        ("DueUtc:«>2026-13-01»", "“2026-13-01” is no time"),
        ("x:«>abc»", "neither a number nor a time"),
        ("x:«1..2026-11-22»", "two numbers or two times"),
        ('x:«~"(a"»', "is no regular expression: missing )"),
        ("team:«a..b»", 'a name with dots in quotes: team:"a..b"'),
        ('team:«""»', "Agents without a team are found by agent:* -team:*"),
        ('agent:«~"["»', "is no regular expression"),
        ('x:«~""»', "The pattern is empty"),
        ('«""»', "No text stands between these quotes"),
        ("«field.:x»", "The field has no name"),
    ],
)
def test_that_a_wrong_expression_says_what_is_wrong_and_where(marked: str, problem: str) -> None:
    before, part, _ = marked.replace("»", "«").split("«")
    error = wrong(marked.translate(dict.fromkeys(map(ord, MARKED))))
    assert problem in error.problem
    assert (error.start, error.end) == (len(before), len(before) + len(part))


def test_that_an_expression_may_have_ten_thousand_characters() -> None:
    longest = "a " * 5000
    assert len(str(parse_filter(longest, CATALOG))) == 9999
    error = wrong(longest + "b")
    assert "10,000" in error.problem
    assert (error.start, error.end) == (10_000, 10_001)


def test_that_a_hundred_filters_may_lie_inside_of_each_other() -> None:
    def nested(depth: int) -> str:
        return "(a OR (b " * depth + "c" + "))" * depth

    assert parse_filter(nested(49), CATALOG).english()
    assert "More than 100 filters" in wrong(nested(60)).problem


def test_that_a_long_value_is_shown_shortened() -> None:
    assert len(wrong("code:" + "x" * 9000).problem) < 300
