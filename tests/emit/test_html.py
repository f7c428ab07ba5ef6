from __future__ import annotations

import pytest

from generator.emit.python.text.html import as_markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>One.</p><p>Two <b>bold</b> <em>words</em>.</p>", "One.\n\nTwo **bold** _words_."),
        ("<p>One.</p>\n<p>Two.</p>\n\n  <p>Three.</p>\n<ul>\n<li>a</li>\n</ul>", "One.\n\nTwo.\n\nThree.\n- a"),
        ("One.\n\n<p>Two.</p>\n<p>Three.</p>", "One.\n\nTwo.\n\nThree."),
        ("a<br/>b<BR>c", "a\nb\nc"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ('See <a class="x" href="https://a.b/c?d=1">the docs</a>.', "See [the docs](https://a.b/c?d=1)."),
        ("Set <code>a&lt;b</code> &amp; go", "Set `a<b` & go"),
        ("<!-- not shown -->shown", "shown"),
        # text without HTML is unchanged
        ("`<b>x</b>` and `&lt;`", "`<b>x</b>` and `&lt;`"),
        ("```\n<p>code</p>\n```", "```\n<p>code</p>\n```"),
        ("a <b and c> d, <token>, i < b", "a <b and c> d, <token>, i < b"),
        ("an <i> without end", "an <i> without end"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("plain\n\ntext ", "plain\n\ntext "),
    ],
)  # fmt: skip
def test_html_becomes_markdown(text: str, expected: str) -> None:
    assert as_markdown(text) == expected
