"""Telephone numbers as people read them: '070-174 06 18' at home, '+358 40 123 4567' abroad. Pure."""

import phonenumbers

from ui.words.plain import clean

HOME_CODE = 46


def phone(number: str) -> str:
    """A stored number (E.164) for reading; whatever is no number is shown as it is."""
    try:
        parsed = phonenumbers.parse(number, "SE")
    except phonenumbers.NumberParseException:
        return clean(number, 40)
    form = phonenumbers.PhoneNumberFormat
    is_home = parsed.country_code == HOME_CODE
    return phonenumbers.format_number(parsed, form.NATIONAL if is_home else form.INTERNATIONAL)
