"""``heritage import --format csv``: many services at once, from a table."""

from pathlib import Path

import click

from generator.build import Project
from generator.content.doing_reader import service_words
from generator.content.files import LARGEST_LEDGER_BYTES
from generator.content.files import Project as Files
from generator.content.service_schema import SERVICES, parse_services
from generator.desk.service_table import read_table, services_yaml
from generator.errors import Problem, has_errors
from generator.output import write_bytes_atomically
from generator.yaml_reader import parse_yaml_list


def import_services(project: Project, path: Path) -> list[Problem]:
    """Add the services of a table to ``sites/services.yml``; nothing where one is wrong."""
    problems: list[Problem] = []
    content = Files(folder=path.absolute().parent).read_bytes(
        path.absolute(), LARGEST_LEDGER_BYTES, problems)
    if content is None:
        return problems
    settings = project.catalogue.settings
    taken = {each.id for each in project.doing.services}
    rows = read_table(content, path.name, settings.source_language, taken, problems)
    known = service_words(project.catalogue, project.messages)
    parse_services((row.node for row in rows), path.name, settings, known, problems)
    if has_errors(problems):
        return problems
    target = project.folder / SERVICES
    before = target.read_bytes() if target.is_file() else b""
    text = services_yaml(rows).encode()
    if before and not before.endswith(b"\n"):
        text = b"\n" + text
    if b"\r\n" in before:
        text = text.replace(b"\n", b"\r\n")
    found: list[Problem] = []
    whole = parse_yaml_list((before + text).decode("utf-8-sig", "replace"), SERVICES, found)
    if whole is None or len(whole.items) != len(project.doing.services) + len(rows):
        return [*problems, *found]
    if rows:
        write_bytes_atomically(target, before + text)
    click.echo(f"{SERVICES}: {len(rows)} services added.")
    return problems
