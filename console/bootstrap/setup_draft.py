"""What a first run asks, as settings; and settings that are there already, as what it asks."""

from dataclasses import replace
from urllib.parse import unquote, urlsplit

from console import config as configuration
from console.bootstrap.broker_trial import console_id_of
from console.bootstrap.database_trial import url_of
from console.config import Config, Value
from console.services.setup import BrokerDraft, DatabaseDraft, Draft, LookDraft, SoundDraft


def draft_of(config: Config) -> Draft:
    """What is set already; of a secret only that the keyring may have it."""
    broker = config.broker
    return Draft(
        look=LookDraft(config.screen.language, config.screen.theme, config.screen.scale_percent),
        broker=BrokerDraft(
            host="" if broker == configuration.Broker() else broker.host,
            port=broker.port,
            is_encrypted=broker.tls,
            username=broker.username,
            ca_file=broker.ca_file,
            console_id=config.console.id,
        ),
        database=_database_of(config),
        sound=SoundDraft(config.sound.device),
    )


def changes_of(draft: Draft) -> dict[str, Value]:
    """The settings that a draft means, by key; those of a broker that comes later are left as they are."""
    changes: dict[str, Value] = {
        "screen.language": draft.look.language,
        "screen.theme": draft.look.theme,
        "screen.scale_percent": draft.look.scale_percent,
        **database_changes(draft.database),
        "sound.device": draft.sound.device,
    }
    return changes if draft.broker.is_later else {**changes, **broker_changes(draft)}


def broker_changes(draft: Draft) -> dict[str, Value]:
    """The broker's, and the name under which its ACL knows us."""
    broker = draft.broker
    return {
        "broker.host": broker.host,
        "broker.port": broker.port,
        "broker.tls": broker.is_encrypted,
        "broker.ca_file": broker.ca_file if broker.is_encrypted else "",
        "broker.username": broker.username,
        "broker.embedded": False,
        "console.id": console_id_of(broker),
    }


def database_changes(database: DatabaseDraft) -> dict[str, Value]:
    """Either the server or the file; the other is cleared."""
    return {"database.url": url_of(database), "database.file": "" if database.is_server else database.file}


def _database_of(config: Config) -> DatabaseDraft:
    """The settings as a draft; what their URL does not say is the usual."""
    usual = DatabaseDraft(is_server=bool(config.database.url), file=config.database.file)
    if not config.database.url:
        return usual
    url = urlsplit(config.database.url)
    return replace(
        usual,
        host=url.hostname or usual.host,
        port=url.port or usual.port,
        name=unquote(url.path.lstrip("/")) or usual.name,
        user=unquote(url.username or "") or usual.user,
    )
