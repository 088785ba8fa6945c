"""Counts import circles between the project's own modules, imports inside functions included, and finds such imports without a reason.

import-linter looks at floors of rooms; this looks at single modules. An import inside a function is allowed in ``AppConfig.ready``, where
models are there at last, and where a comment on its line or on the one before says why. Exit status 1 where there is a circle or none does.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SOURCES = (ROOT / "site", ROOT)
ROOMS = ("config", "home", "office", "vietnamese", "guides", "procedures_pages", "search")


class Import(NamedTuple):
    module: str
    line: int
    function: str  # "" at the top of the module


def modules() -> dict[str, Path]:
    """The dotted name of each module, with its file."""
    found = {}
    for source in SOURCES:
        for room in ROOMS:
            for path in sorted((source / room).rglob("*.py")):
                if "migrations" not in path.parts:
                    parts = path.relative_to(source).with_suffix("").parts
                    found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(name: str, path: Path, known: dict[str, Path]) -> Iterator[Import]:
    """What a module imports of the known ones, without what only the type checker sees."""
    package = name if path.stem == "__init__" else name.rpartition(".")[0]

    def walk(node: ast.AST, function: str) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test):
                continue
            if isinstance(child, ast.ImportFrom):
                parents = package.split(".")[: len(package.split(".")) - child.level + 1] if child.level else []
                base = ".".join([*parents, *([child.module] if child.module else [])])
                for alias in child.names:
                    for target in (f"{base}.{alias.name}", base):
                        if target in known:
                            yield Import(target, child.lineno, function)
                            break
            yield from walk(child, child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function)

    yield from walk(ast.parse(path.read_text("utf-8")), "")


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Groups of modules of which each leads to each other (Tarjan's strongly connected components, those of more than one)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in sorted(graph[node]):
            if target not in index:
                visit(target)
            if target in stack:
                low[node] = min(low[node], low[target])
        if low[node] == index[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1 or node in graph[node]:
                found.append(sorted(group))

    sys.setrecursionlimit(10_000)
    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def unexplained(path: Path, found: list[Import]) -> Iterator[int]:
    """Lines of imports inside functions of which nothing says why they are there."""
    lines = path.read_text("utf-8").split("\n")
    for one in found:
        allowed = not one.function or (path.name == "apps.py" and one.function == "ready")
        if not allowed and not any("#" in line for line in lines[one.line - 2 : one.line]):
            yield one.line


def main() -> int:
    known = modules()
    found = {name: list(imports(name, path, known)) for name, path in known.items()}
    wrong = circles({name: {one.module for one in all_of} for name, all_of in found.items()})
    for circle in wrong:
        print("circle:", " -> ".join(circle))
    silent = [f"{known[name].relative_to(ROOT)}:{line}" for name, all_of in found.items() for line in unexplained(known[name], all_of)]
    for place in dict.fromkeys(silent):
        print(f"{place}: an import inside a function says why")
    inside = sum(1 for all_of in found.values() for one in all_of if one.function)
    print(f"{len(known)} modules, {len(wrong)} circles, {inside} imports inside functions, {len(silent)} of them without a reason")
    return 1 if wrong or silent else 0


if __name__ == "__main__":
    sys.exit(main())
