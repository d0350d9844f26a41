"""Holds the roles of template.yaml against the calls that the tests have recorded.

Usage: checks/policies [--mutate] [--calls]: --mutate makes thousands of wrong templates of it and says which of
them go unnoticed; --calls prints what is needed of each role. docs/decisions/0014-… says why.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import exposure
import mutations
import needs
import roles
from template import NotUnderstood, Template, expand

ROOT = Path(__file__).resolve().parents[2]
MOST_SHOWN = 20


def faults(template: Template, calls: dict[str, set[needs.Need]]) -> Iterator[str]:
    """Everything that is wrong; what cannot be judged is wrong, too."""
    try:
        yield from roles.faults(template, calls)
        yield from exposure.faults(template)
    except NotUnderstood as e:
        yield f"not understood: {e}"


def main(arguments: list[str]) -> int:
    template = expand(str(ROOT / "template.yaml"))
    calls = needs.recorded(ROOT)
    if "--calls" in arguments:
        for role, needed in sorted(needs.by_role(template, calls).items()):
            for action, resource in sorted(needed):
                print(role, action, resource)
    found = list(faults(template, calls))
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        return 1
    granted = sum(len(set(roles.grants(role))) for role in template.of_type("AWS::IAM::Role").values())
    print(f"{granted} grants, each needed; {len(roles.DONE_WITHOUT)} needs done without")
    return mutate(template, calls) if "--mutate" in arguments else 0


def mutate(template: Template, calls: dict[str, set[needs.Need]]) -> int:
    began = time.monotonic()
    count = 0
    unnoticed = []
    for what, suspect, mutant in mutations.all_of(template):
        count += 1
        if not any(suspect in fault for fault in faults(mutant, calls)):
            unnoticed.append(what)
    for what in unnoticed[:MOST_SHOWN]:
        print(f"unnoticed: {what}", file=sys.stderr)
    print(f"{count} wrong templates, {len(unnoticed)} unnoticed, {time.monotonic() - began:.1f} s")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NotUnderstood as e:
        sys.exit(f"not understood: {e}")
