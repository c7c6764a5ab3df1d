"""Ask for known vulnerabilities in what is deployed: ``python -m tests.helpers.audit``.

The exit code is 1 where one is found. Where nobody answers it is 0, and a sentence says so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.helpers.datasets import ROOT


@dataclass(frozen=True)
class Answer:
    """What is known: a line for each vulnerability, and the packages that nobody knew about."""

    found: tuple[str, ...] = ()
    unasked: str = ""


def of_python(given: dict[str, Any]) -> Answer:
    """Read pip-audit's answer, which counts a package that was not answered for as a good one."""
    packages = given.get("dependencies") or []
    found = tuple(
        f"{package['name']} {package['version']}: {vulnerability['id']}, "
        f"mended in {', '.join(vulnerability['fix_versions']) or 'no version'}"
        for package in packages
        for vulnerability in package.get("vulns", ())
    )
    skipped = [package["name"] for package in packages if "skip_reason" in package]
    if len(skipped) == len(packages):
        return Answer(found, "any package")
    return Answer(found, ", ".join(skipped))


def of_npm(given: dict[str, Any]) -> Answer:
    """Read npm's answer; one without a list of vulnerabilities is a failure to ask."""
    if "vulnerabilities" not in given:
        return Answer(unasked="any package")
    return Answer(
        tuple(
            f"{name} {package['range']}: {package['severity']}"
            for name, package in given["vulnerabilities"].items()
        )
    )


PIP_AUDIT = (sys.executable, "-m", "pip_audit", "--format=json", "--progress-spinner=off")
NPM = shutil.which("npm") or "npm"
AUDITS: dict[str, tuple[tuple[str, ...], Callable[[dict[str, Any]], Answer]]] = {
    "requirements.lock": (
        (*PIP_AUDIT, "--requirement=requirements.lock", "--require-hashes", "--disable-pip"),
        of_python,
    ),
    "package-lock.json": (
        (NPM, "audit", "--package-lock-only", "--json"),
        of_npm,
    ),
}


def read(text: str, reader: Callable[[dict[str, Any]], Answer]) -> Answer:
    """Read an answer; what is no JSON is a failure to ask."""
    try:
        return reader(json.loads(text))
    except ValueError:
        return Answer(unasked="any package")


def main() -> int:
    """Ask for each file, say what is known, and give the exit code."""
    failed = False
    for file, (command, reader) in AUDITS.items():
        asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        answer = read(asked.stdout, reader)
        for line in answer.found:
            print(f"{file}: {line}")
        if answer.unasked:
            # What pip-audit says where it was not answered and did not notice is left out.
            sys.stderr.write(asked.stderr if asked.returncode else "")
            print(f"{file}: the registry could not be asked about {answer.unasked}.")
        elif not answer.found:
            print(f"{file}: no vulnerability is known.")
        failed = failed or bool(answer.found)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
