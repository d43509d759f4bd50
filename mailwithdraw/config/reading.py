"""From the text of the file to a `Config`: shape first, then what only several keys together can tell."""

import tomllib
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from mailwithdraw.config.criteria import CRITERIA
from mailwithdraw.config.lines import Path, key_lines, line_of
from mailwithdraw.config.problems import shape_problems, syntax_problem
from mailwithdraw.config.providers import provider_of
from mailwithdraw.config.shape import AccountSection, File, PasswordTable
from mailwithdraw.config.values import Account, Config, Secret, SecretSource, Security
from mailwithdraw.errors import ConfigError, Problem
from mailwithdraw.model import Criteria, Criterion, Me, Share, Situation, Verdict

_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}


def parse_config(text: str, source: str) -> Config:
    """Read a configuration; `source` names the file in messages. Without [account] it is valid too.

    Raises:
        ConfigError: with every problem of the file, each with its line, its key and what to write instead.

    """
    text = text.removeprefix("\ufeff")
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ConfigError(source, (syntax_problem(fault, text),)) from None
    problems = _joint_problems(data, text)
    try:
        declared = File.model_validate(data)
    except ValidationError as fault:
        problems = (*shape_problems(fault, data, text, File), *problems)
    if problems:
        raise ConfigError(source, tuple(sorted(problems, key=lambda problem: problem.line or 0)))
    return _config(declared)


def _joint_problems(data: dict[str, Any], text: str) -> tuple[Problem, ...]:
    """What is wrong between sections, each of which may be right by itself."""
    lines = key_lines(text)
    accounts = data.get("account", [])
    accounts = accounts if isinstance(accounts, list) else [accounts]
    me = data.get("me", {})
    problems = []
    if accounts and isinstance(me, dict) and "name" not in me:
        line = line_of(("me",), lines)
        problems.append(Problem(line, "me.name", "is missing.", 'Letters end with it: name = "Sam Rivera".'))
    seen: set[str] = set()
    for index, account in enumerate(accounts):
        email = account.get("email") if isinstance(account, dict) else None
        if not isinstance(email, str):
            continue
        if email.casefold() in seen:
            line = line_of(("account", index, "email"), lines)
            problems.append(Problem(line, "account.email", "stands in two accounts.", "Remove one of them."))
        seen.add(email.casefold())
    return (*problems, *_contradictions(data, lines))


def _contradictions(data: dict[str, Any], lines: dict[Path, int]) -> Iterator[Problem]:
    """Companies both wanted and not: no verdict could be right."""
    sections = (data.get(name) for name in ("wanted", "not_interested"))
    wanted, refused = (
        section.get("companies") if isinstance(section, dict) else None for section in sections
    )
    refused = refused.get("value") if isinstance(refused, dict) else refused
    for name in sorted(_folded(wanted) & _folded(refused)):
        line = line_of(("wanted", "companies"), lines)
        yield Problem(
            line, "wanted.companies", f'has "{name}", which [not_interested] has too.', "Remove one of them."
        )


def _folded(names: Any) -> set[str]:
    listed = [names] if isinstance(names, str) else names
    return (
        {name.casefold() for name in listed if isinstance(name, str)} if isinstance(listed, list) else set()
    )


def _config(declared: File) -> Config:
    accounts = tuple(_account(section) for section in declared.account)
    own = [address for account in accounts for address in (account.email, *account.also)]
    return Config(
        me=Me(declared.me.name or "", tuple(dict.fromkeys(own)), declared.me.time_zone),
        accounts=accounts,
        criteria=Criteria(
            refused=_refused(declared),
            wanted_companies=tuple(declared.wanted.companies),
            wanted_roles=tuple(declared.wanted.roles),
            home=tuple(declared.me.home),
            situation=Situation(declared.situation.looking, declared.situation.accepted_offer),
        ),
    )


def _account(section: AccountSection) -> Account:
    provider = provider_of(section.email)
    known = provider if provider and section.host in {None, provider.host} else None
    security = Security(section.security or (known.security if known else Security.TLS))
    port = known.port if known and known.security is security else _PORTS[security]
    return Account(
        email=section.email,
        host=section.host or (known.host if known else ""),
        port=section.port or port,
        security=security,
        username=section.username or (known.username_for(section.email) if known else section.email),
        name=section.name or section.email,
        password=_secret(section.password),
        also=tuple(section.also),
        drafts=section.drafts,
        sent=section.sent,
        trash=section.trash,
        flag=section.flag,
    )


def _secret(table: PasswordTable | None) -> Secret:
    if table is None:
        return Secret()
    if table.command:
        return Secret(SecretSource.COMMAND, tuple(table.command))
    if table.env:
        return Secret(SecretSource.ENV, (table.env,))
    if table.file:
        return Secret(SecretSource.FILE, (table.file,))
    return Secret(SecretSource.KEYRING)


def _refused(declared: File) -> tuple[Criterion, ...]:
    """The declared criteria in the table's order; one set to false or to an empty list is not declared."""
    refused = []
    for known in CRITERIA:
        stated = getattr(declared.not_interested, known.name)
        if stated is None or stated.value is False or stated.value == []:
            continue
        value = tuple(stated.value) if isinstance(stated.value, list) else stated.value
        refused.append(
            Criterion(
                name=known.name,
                value=value,
                verdict=Verdict(stated.verdict or known.verdict),
                share=Share(stated.share or known.share),
                **({"tolerance": stated.tolerance} if hasattr(stated, "tolerance") else {}),
            )
        )
    return tuple(refused)
