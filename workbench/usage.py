"""Commands of the command line that say more than usual about how they are used."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand

_FIGURE = re.compile(r"-\d")


class ExplainCommand(TyperCommand):
    """Says how words that begin with a dash are given, which would else be taken for an option."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words and options given; wrong use where the words look like an option."""
        before = args[: args.index("--")] if "--" in args else args
        for given in before:
            if _FIGURE.match(given):
                ctx.fail(f'Words that begin with a dash stand behind two dashes: workbench explain -- "{given}"')
        return super().parse_args(ctx, args)


class ReportCommand(TyperCommand):
    """Names the reports there are below the help."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """The list of reports."""
        del ctx
        from workbench.papercommands import TITLES
        from workbench.workflows.publication import titles

        with formatter.section("Reports"):
            formatter.write_dl([*titles().items(), *TITLES.items()])
