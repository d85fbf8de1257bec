"""What an operator must know first, what helps at home, and the words in which a municipality writes such things."""

import random

from console.adapters.municipality.names import LANGUAGE_WORDS
from console.domain.resident import CriticalFact, FactKind

K = FactKind

_CHANCES: tuple[tuple[FactKind, float, tuple[str, ...]], ...] = (
    (K.DANGER, 0.012, ("Gå aldrig in ensam, två personal", "Kan bli rädd och slå, tala lugnt i dörren",
                       "Vapen i hemmet, inlåst")),
    (K.OXYGEN, 0.022, ("Ingen öppen låga", "Syrgas dygnet runt, slangen når till köket")),
    (K.BLOOD_THINNER, 0.170, ("Fall ska alltid bedömas", "Slag mot huvudet: ring 112")),
    (K.DIABETES, 0.120, ("Insulin, fråga om mat och blodsocker", "Kan bli förvirrad av lågt socker",
                         "Tabletter, egen mätare i köket")),
    (K.EPILEPSY, 0.016, ("Anfall över 5 min: ring 112", "Ligger ofta still efteråt, stanna kvar i samtalet")),
    (K.DEMENTIA, 0.150, ("Minns inte trycket, lugna och fråga igen", "Går ut på natten",
                         "Svarar ja på det mesta, ställ öppna frågor")),
    (K.HEARING, 0.210, ("Tala långsamt, vänta på svar", "Hör inte högtalaren utan hörapparat",
                        "Döv på vänster öra", "Använder samtalsförstärkare")),
    (K.SPEECH, 0.060, ("Afasi, ställ ja- och nejfrågor", "Knackar: en gång ja, två gånger nej",
                       "Talar otydligt efter stroke, har tid på sig")),
    (K.SIGHT, 0.080, ("Ser bara ljus och mörker", "Läser inte skärmen, ring i stället för video")),
    (K.CALL_MOBILE_FIRST, 0.050, ("",)),
    (K.KEY, 0.090, ("Reservnyckel hos grannen mitt emot", "Säkerhetskedja på natten, ring först",
                    "Två lås, det övre går trögt")),
    (K.DIGITAL_LOCK, 0.300, ("Kod till den som accepterat",)),
    (K.ANIMAL, 0.070, ("Hund i hallen: Sotis, snäll", "Katt som smiter ut, stäng dörren",
                       "Hund som skäller: Bamse, låt honom lukta", "Undulat flyger fritt i köket")),
    (K.WALKING, 0.240, ("Rullator, behöver lång tid till dörren", "Sitter i rullstol, kan inte öppna själv",
                        "Reser sig inte utan hjälp", "Faller lätt bakåt")),
)  # fmt: skip

_AIDS: tuple[tuple[str, float], ...] = (
    ("rollator", 0.42), ("surfplatta", 0.16), ("samtalsförstärkare", 0.11), ("hörapparat", 0.22), ("duschstol", 0.25),
    ("trygghetskamera", 0.06), ("rullstol", 0.09), ("personlyft", 0.02), ("spisvakt", 0.14), ("kom ihåg-klocka", 0.06),
    ("digitalt minne", 0.03), ("robotkatt", 0.02), ("nattlampa med rörelse", 0.10), ("toalettförhöjning", 0.18),
)  # fmt: skip

_NOTES = (
    "Vill bli kallad vid förnamn.", "Orolig på kvällen, ett samtal räcker ofta.", "Undrar ofta när hemtjänsten kommer.",
    "Trycker ibland på natten för sällskap.", "Hemtjänst morgon och kväll.", "Dagverksamhet tisdag och torsdag.",
    "Dottern vill ha besked vid varje fall.", "Har trappa till övervåningen, sover där uppe.",
    "Växelvård jämna veckor, då står hemmet tomt.", "Vill inte ha besök av män på natten.",
)  # fmt: skip


def pick_facts(
    rng: random.Random, *, language: str, lives_alone: bool, mobile: str, in_housing: bool
) -> tuple[CriticalFact, ...]:
    """Critical facts in the order of the card. `mobile` is as dialled, "" where there is none."""
    facts = []
    for kind, chance, details in _CHANCES:
        drawn, detail = rng.random() < chance, rng.choice(details)
        if not drawn or (in_housing and kind in (K.DIGITAL_LOCK, K.KEY, K.ANIMAL)):
            continue
        if kind is K.CALL_MOBILE_FIRST:
            if not mobile:
                continue
            detail = mobile
        facts.append(CriticalFact(kind, detail))
    if language != "sv":
        needs = ("tolk behövs", "förstår lite svenska", "förstår svenska om du talar långsamt")
        facts.append(CriticalFact(K.LANGUAGE, f"Talar {LANGUAGE_WORDS[language]}, {rng.choice(needs)}"))
    if lives_alone and rng.random() < 0.7:
        facts.append(CriticalFact(K.LIVES_ALONE))
    return tuple(sorted(facts, key=lambda fact: fact.kind))


def pick_aids(rng: random.Random) -> tuple[str, ...]:
    """Aids at home."""
    return tuple(aid for aid, chance in _AIDS if rng.random() < chance)


def pick_note(rng: random.Random) -> str:
    """A line for one resident in five, else ""."""
    return rng.choice(_NOTES) if rng.random() < 0.2 else ""
