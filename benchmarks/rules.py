"""What each rule for pages earns: the figures with all rules, and without each in turn.

    python -m benchmarks.rules SCORER FOLDER [FOLDER ...]

A folder holds labelled pages: ``name.html.gz`` beside ``name.json``, the truth in the form
that the scorer reads. The scorer is a script that is imported for its measures. Printed is one
table, in Markdown: how many lines a rule decides, and for each folder by how much body,
caption, credit and related F1 and the leaks change without it, in thousandths. Pages that were
not looked at while the rules were written belong in a folder of their own: what a rule earns
there is what it is worth.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final

from brief_tui.formats.base import Document
from brief_tui.formats.web_page import RULES, WEB_PAGE, WebPage
from brief_tui.model.codec import to_json
from brief_tui.model.errors import FormatError

FIELDS: Final = ("captions", "credits", "related")
ASIDE: Final = ("captions", "credits", "related")


@dataclass(frozen=True, slots=True)
class Case:
    """A page and what is true of it."""

    data: bytes
    truth: dict[str, Any]


def load(path: Path) -> Any:
    """The scorer as a module."""
    spec = spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python script")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases(folder: Path) -> list[Case]:
    """The labelled pages of a folder."""
    return [
        Case(
            gzip.decompress(path.with_name(path.stem + ".html.gz").read_bytes()),
            json.loads(path.read_text()),
        )
        for path in sorted(folder.glob("*.json"))
        if path.with_name(path.stem + ".html.gz").exists()
    ]


def found_in(reader: WebPage, case: Case, decided: Counter[str]) -> dict[str, Any]:
    """The content model that brief makes of a page; ``decided`` counts lines by rule."""
    try:
        parsed = reader.parse(Document(case.data, case.truth["url"]))
    except FormatError:
        return {}
    decided.update(line.rule for line in parsed.lines)
    return to_json(parsed.articles[0])


def measure(scorer: Any, reader: WebPage, pages: list[Case], decided: Counter[str]) -> list[float]:
    """Body F1, caption, credit and related F1, and the share of leaks."""
    rows, tallies, leaks, aside = [], {name: scorer.Tally() for name in FIELDS}, 0, 0
    for case in pages:
        truth, model = case.truth, scorer.flatten_model(found_in(reader, case, decided))
        text = "\n".join(model["body"])
        bodies = ("\n".join(truth["body"]), "\n".join(truth["dek"] + truth["body"]))
        rows.append(max((scorer.overlap(body, text) for body in bodies), key=lambda row: row[0]))
        for name, tally in tallies.items():
            count(scorer, tally, name, truth, scorer.uniq(model[name]))
        own = (scorer.key(bodies[1]), {scorer.key(x) for x in truth["body"] + truth["dek"]})
        got = (scorer.key(text), {scorer.key(x) for x in model["body"]})
        beside = [x for name in ASIDE for x in truth[name] if not scorer.in_body(x, *own)]
        aside += len(beside)
        leaks += sum(scorer.in_body(x, *got) for x in beside)
    f1s = [tally.f1()[2] for tally in tallies.values()]
    return [scorer.mean_f1(rows), *f1s, leaks / max(1, aside)]


def count(scorer: Any, tally: Any, name: str, truth: dict[str, Any], found: list[str]) -> None:
    """Add to a field's tally what was found, missed and made up."""
    core = scorer.credit_core if name == "credits" else str
    used: set[int] = set()
    for wanted in truth[name]:
        forms = truth["alts"].get(scorer.key(wanted), [wanted]) if name == "captions" else [wanted]
        hit = next(
            (
                number
                for number, text in enumerate(found)
                if number not in used and any(scorer.same(core(f), core(text)) for f in forms)
            ),
            None,
        )
        if hit is None:
            tally.fn += 1
        else:
            tally.tp += 1
            used.add(hit)
    for number, text in enumerate(found):
        if number not in used and not is_excused(scorer, name, truth, text):
            tally.fp += 1


def is_excused(scorer: Any, name: str, truth: dict[str, Any], text: str) -> bool:
    """Whether the truth allows a text that it does not ask for."""
    core = scorer.credit_core if name == "credits" else str
    allowed = list(truth["ignore"])
    if name == "captions":
        allowed += [form for forms in truth["alts"].values() for form in forms]
    elif name == "credits":
        allowed += truth["optional_credits"]
    else:
        allowed += truth["related"]
        if scorer.key(text) not in {scorer.key(line) for line in truth["region"]}:
            return True
    return any(scorer.same(core(text), core(other)) for other in allowed)


def main() -> None:
    """Measure with all rules, then without each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("scorer", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    scorer = load(options.scorer)
    sets = {folder.name: cases(folder) for folder in options.folders}
    decided: Counter[str] = Counter()
    whole = {name: measure(scorer, WEB_PAGE, pages, decided) for name, pages in sets.items()}
    heads = [f"{name}: body, caption, credit, related, leak" for name in sets]
    print("| rule | lines | " + " | ".join(heads) + " |")
    print("|---|---|" + "---|" * len(heads))
    figures = (" ".join(f"{value:.3f}" for value in values) for values in whole.values())
    print("| all | | " + " | ".join(figures) + " |")
    for rule in RULES:
        reader = WebPage(rules=tuple(other for other in RULES if other is not rule))
        changes = []
        for name, pages in sets.items():
            without = measure(scorer, reader, pages, Counter())
            pairs = zip(without, whole[name], strict=True)
            changes.append(" ".join(f"{1000 * (now - before):+.0f}" for now, before in pairs))
        print(f"| {rule.__name__} | {decided[rule.__name__]} | " + " | ".join(changes) + " |")


if __name__ == "__main__":
    main()
