"""The shape of the file: which sections and keys there are, and what may stand there (pydantic, strict)."""

import ipaddress
import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    create_model,
    model_validator,
)

from mailwithdraw.config.criteria import CRITERIA, Kind, Known
from mailwithdraw.config.pay import UnreadablePay, parse_pay
from mailwithdraw.config.problems import did_you_mean, told
from mailwithdraw.config.providers import provider_of
from mailwithdraw.model import Salary

_EMAIL = re.compile(r"[^@\s<>,;:\"()]+@[^@\s<>,;:\"()]+\.[^@\s<>,;:\"()]+")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*")
_PERCENT = re.compile(r"(\d{1,2}(?:\.\d+)?)\s?%")


class Section(BaseModel):
    """A table of the file: an unknown key is an error, and no value is bent into another type."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


# -- single values -------------------------------------------------------------------------------------


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise told('is no mail address; write it like "sam@example.com".')
    return text


def _host(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise told(
            'is no server name; write only the name, like "imap.example.com", and the port as port = 993.'
        )
    return text


def _time_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (LookupError, ValueError, OSError):
        raise told(
            'is no time zone; write it like "Europe/Berlin" or "America/New_York".',
            did_you_mean(text, available_timezones()),
        ) from None
    return text


def _text(text: str) -> str:
    if not text.strip():
        raise told("is empty; remove it or fill it in.")
    return text.strip()


def _pay(value: Any) -> Salary:
    if not isinstance(value, str):
        raise told('must be a text like "85000 EUR/year".')
    try:
        return parse_pay(value)
    except UnreadablePay as fault:
        raise told(str(fault)) from None


def _percent(value: Any) -> Decimal:
    match = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    if not match:
        raise told('must be a percentage below 100 in quotes, like "5%".')
    return Decimal(match[1]) / 100


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _bare_password(value: Any) -> Any:
    if isinstance(value, str):
        raise told(
            "a password does not belong into this file.",
            "Remove it and store it with `keyring set mailwithdraw YOUR@ADDRESS`, or tell where it is kept: "
            'password.env = "NAME", password.file = "PATH" or password.command = ["pass", "show", "mail"].',
        )
    return value


Text = Annotated[str, AfterValidator(_text)]
Texts = Annotated[list[Text], BeforeValidator(_one_or_many)]
Email = Annotated[str, AfterValidator(_email)]


# -- sections ------------------------------------------------------------------------------------------


class MeSection(Section):
    """[me]: the owner of the mailbox."""

    name: Text | None = None
    time_zone: Annotated[str, AfterValidator(_time_zone)] | None = None
    home: Texts = []


class PasswordTable(Section):
    """account.password: where the password is kept."""

    keyring: Literal[True] | None = None
    env: Text | None = None
    file: Text | None = None
    command: Annotated[list[Text], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _one_place(self) -> "PasswordTable":
        if len(self.model_fields_set) != 1:
            raise told("needs exactly one of keyring, env, file and command.")
        return self


class AccountSection(Section):
    """[account]: one mailbox on a server; what is left out comes from the table of providers."""

    email: Email
    name: Text | None = None
    host: Annotated[str, AfterValidator(_host)] | None = None
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["tls", "starttls", "none"] | None = None
    username: Text | None = None
    password: Annotated[PasswordTable, BeforeValidator(_bare_password)] | None = None
    also: Annotated[list[Email], BeforeValidator(_one_or_many)] = []
    drafts: Text | None = None
    sent: Text | None = None
    trash: Text | None = None
    flag: bool = True

    @model_validator(mode="after")
    def _reachable(self) -> "AccountSection":
        provider = provider_of(self.email)
        if self.host is None and provider is None:
            raise told(
                f"needs the name of the mail server of {self.email.rpartition('@')[2]}.",
                'Add host = "..."; your provider calls it "IMAP server".',
                "host",
            )
        if provider and provider.login == "none" and self.host in {None, provider.host}:
            raise told(
                f"{provider.name} lets no program log in with a password. {provider.note}",
                'Run a local sign-in proxy (email-oauth2-proxy does it) and set host = "127.0.0.1", '
                'its port, and security = "none".',
                "email",
            )
        if self.security == "none" and not _is_loopback(self.host or ""):
            raise told(
                'would send the password in the clear; "none" is only for a server on this machine.',
                'Use security = "tls" or "starttls".',
                "security",
            )
        return self


class WantedSection(Section):
    """[wanted]: what the user would go for."""

    companies: Texts = []
    roles: Texts = []


class SituationSection(Section):
    """[situation]: facts that may be a reason, and may then be told."""

    looking: bool = True
    accepted_offer: date | None = None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


# -- [not_interested], built from the table of criteria --------------------------------------------------

T = TypeVar("T")


class Declared(Section, Generic[T]):
    """The long form of a criterion; the short form is its `value` alone."""

    value: T
    verdict: Literal["decline", "negotiate", "ask"] | None = None
    share: Literal["never", "general", "specific"] | None = None


class DeclaredPay(Declared[Annotated[Salary, PlainValidator(_pay)]]):
    """The long form of a sum of pay."""

    tolerance: Annotated[Decimal, PlainValidator(_percent)] = Decimal(0)


def _long_form(value: Any) -> Any:
    return value if isinstance(value, dict) else {"value": value}


def _value_model(known: Known) -> Any:
    match known.kind:
        case Kind.PAY:
            return DeclaredPay
        case Kind.FLAG:
            return Declared[bool]
        case Kind.HOURS:
            return Declared[Annotated[float, Field(ge=0)]]
        case Kind.COUNT:
            return Declared[Annotated[int, Field(ge=0, le=100)]]
        case Kind.PERCENT:
            return Declared[Annotated[Decimal, PlainValidator(_percent)]]
        case Kind.CHOICES:
            return Declared[Annotated[list[Literal[known.choices]], BeforeValidator(_one_or_many)]]  # type: ignore[name-defined] # choices are data
        case Kind.WORDS:
            return Declared[Texts]


def _allowed(known: Known) -> Any:
    def check(declared: Declared[Any]) -> Declared[Any]:
        if declared.share not in {None, "never"} and not known.shareable:
            raise told('no letter ever tells this reason; leave "share" out.', None, "share")
        if declared.verdict not in {None, "ask"} and known.asks_only:
            raise told(
                "is about what a mail does not say, which only asks.", 'Leave "verdict" out.', "verdict"
            )
        if declared.verdict == "negotiate" and not known.negotiable:
            raise told(
                "is nothing an employer could change, so it cannot be negotiated.",
                'Use "decline" or "ask".',
                "verdict",
            )
        return declared

    return check


def _field(known: Known) -> Any:
    model = _value_model(known)
    return (Annotated[model | None, BeforeValidator(_long_form), AfterValidator(_allowed(known))], None)


NotInterestedSection: type[Section] = create_model(
    "NotInterestedSection", __base__=Section, **{known.name: _field(known) for known in CRITERIA}
)


def _tables(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class File(Section):
    """The whole file."""

    me: MeSection = MeSection()
    account: Annotated[list[AccountSection], BeforeValidator(_tables)] = []
    not_interested: NotInterestedSection = NotInterestedSection()  # type: ignore[valid-type]
    wanted: WantedSection = WantedSection()
    situation: SituationSection = SituationSection()
