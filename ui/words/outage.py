"""What is said about an outage: whom it leaves without a voice, and what is done for them."""

from ui.words.phrase import Phrase, counted, text


class OutageSay(Phrase):
    """The outage's case in the middle of the desk."""

    LINE_SINCE = text("OutageSay", "since {time}")
    ENDS_ITSELF = text("OutageSay", "closes when the line is back")
    ENDS_ITSELF_WAITS = text("OutageSay", "target {target}, closes when the line is back")

    UNITS = text("OutageSay", "devices without contact")
    NO_WAY = text("OutageSay", "cannot raise an alarm at all")
    PHONE_ONLY = text("OutageSay", "have only a telephone")
    UNKNOWN = text("OutageSay", "not known")
    COUNTS = text("OutageSay", "The outage in numbers")

    WHO = text("OutageSay", "Who cannot call for help now")
    ORDER = text("OutageSay", "by risk, with reasons")
    READ_AT = text("OutageSay", "uncertain, read {time}")
    EVERYBODY = text("OutageSay", "Everybody can call for help.")
    OTHERS = counted("OutageSay", "%n more whom it concerns can raise an alarm by other ways.", "", 1)
    FETCHING = text("OutageSay", "Looking up who can call for help.")
    NOT_KNOWN = text("OutageSay", "We do not know who can call for help.")
    NOT_KNOWN_HOW = text("OutageSay", "It is asked for again. Until then: the risk list, Ctrl+B.")
    NOT_SHOWN = text("OutageSay", "Who they are is not shown to you. The numbers above hold.")
    HOW = text("OutageSay", "Enter opens the card, after a reason. Left goes back to the queue.")

    WAY_NONE = text("OutageSay", "no way out")
    WAY_PHONE = text("OutageSay", "only a telephone")
    WAY_UNKNOWN = text("OutageSay", "not known")
    WAY_ALL = text("OutageSay", "can raise an alarm")

    NOBODY_SENT = text("OutageSay", "nobody sent")
    WAITS = text("OutageSay", "waits for an answer")
    PROMISED = text("OutageSay", "promised {time}")
    PROMISE_BROKEN = text("OutageSay", "promise {time} not kept")
    YOURS = text("OutageSay", "you have the case")
    OWNED = text("OutageSay", "{who} has the case")
    OWN_CASE = text("OutageSay", "has a case")
