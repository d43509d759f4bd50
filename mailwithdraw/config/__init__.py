"""The configuration file: TOML text in, a frozen `Config` out, or every problem of the file at once."""

from mailwithdraw.config.criteria import CRITERIA, Known
from mailwithdraw.config.providers import Provider, provider_of
from mailwithdraw.config.reading import parse_config
from mailwithdraw.config.values import Account, Config, Secret, SecretSource, Security

__all__ = [
    "CRITERIA",
    "Account",
    "Config",
    "Known",
    "Provider",
    "Secret",
    "SecretSource",
    "Security",
    "parse_config",
    "provider_of",
]
