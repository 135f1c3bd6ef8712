"""What Windows lacks is imported and used only where its absence is looked after."""

import ast
import re
from pathlib import Path

import align

ROOT = Path(align.__file__).parent
FILES = sorted(ROOT.rglob("*.py"))
UNIX_ONLY = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog"}


def test_modules_that_only_unix_has_are_imported_where_their_absence_is_caught() -> None:
    unguarded = []
    for path in FILES:
        tree = ast.parse(path.read_text("utf-8"))
        guarded = {
            id(inner)
            for node in ast.walk(tree)
            if (isinstance(node, ast.Try) and any("ImportError" in ast.unparse(one) for one in node.handlers))
            or (isinstance(node, ast.With) and "suppress(ImportError" in ast.unparse(node.items[0]))
            for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if UNIX_ONLY & set(names) and id(node) not in guarded:
                unguarded.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert unguarded == []


def test_names_that_only_unix_has_are_looked_for_before_they_are_used() -> None:
    only = re.compile(
        r"\b(?:os\.(?:fork|getuid|geteuid|chown|mkfifo|killpg|setsid|posix_fallocate)|signal\.SIG(?:HUP|KILL|ALRM|USR\d))\b"
    )
    for path in FILES:
        lines = path.read_text("utf-8").splitlines()
        for number, line in enumerate(lines):
            if found := only.search(line):
                name = found[0].split(".")[1]
                near = "\n".join(lines[max(0, number - 3) : number + 1])
                assert f'"{name}"' in near or "win32" in near, f"{path.relative_to(ROOT)}:{number + 1}: {found[0]}"
