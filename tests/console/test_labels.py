"""Every label that the console shows has its Japanese, and no catalog holds one that nobody shows."""

import ast
import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.library import SimpleBlockNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from kagimori.project import labels

# What stands between the tags of a block is looked through, too; Django's own class leaves it out.
SimpleBlockNode.child_nodelists = ("nodelist",)
CALLS = {"_", "gettext", "gettext_lazy", "pgettext", "ngettext", "ngettext_lazy"}
ROOMS = sorted(path for path in labels.ROOMS.iterdir() if (path / "apps.py").exists())


def of_code(room):
    """Labels in a room's Python, from calls with literal words."""
    for path in room.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if name in CALLS and node.args and isinstance(node.args[0], ast.Constant):
                plural = name.startswith("ngettext")
                yield tuple(word.value for word in node.args[:2]) if plural else node.args[0].value


def of_templates(room):
    """Labels in a room's templates, as Django itself sees them."""
    for path in [path for path in (room / "templates").rglob("*") if path.suffix in (".html", ".txt")]:
        template = engines["django"].get_template(str(path.relative_to(room / "templates"))).template
        for node in template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
            if isinstance(node, TranslateNode):
                # The variable of a literal holds the words; one that is looked up has none.
                words = node.filter_expression.var
                if isinstance(words, str) or getattr(words, "literal", None):
                    yield str(getattr(words, "literal", words)).replace("%%", "%")
            else:
                yield node.render_token_list(node.singular)[0]
        yield from re.findall(r'_\("([^"]+)"\)', path.read_text())


def catalog():
    return {message.id for message in labels.merged() if message.id}


def singles(found):
    return {label[0] if isinstance(label, tuple) else label for label in found}


@pytest.mark.parametrize("room", ROOMS, ids=[room.name for room in ROOMS])
def test_every_label_has_its_japanese(room):
    shown = singles([*of_code(room), *of_templates(room)])

    assert shown - singles(catalog()) == set()


def test_the_catalogs_hold_no_label_that_nobody_shows():
    shown = singles(label for room in ROOMS for label in [*of_code(room), *of_templates(room)])
    shown |= singles(of_code(Path(labels.__file__).parent))

    assert singles(catalog()) - shown == set()
