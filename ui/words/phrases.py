"""Every sentence and label of the screen, Swedish first, English second.

They live here as long as Qt Linguist does not come in; then these become `self.tr` and only the enums' words
stay. Sentence case, no exclamation marks, no "OK".
"""

from enum import Enum


class Say(Enum):
    """What the screen says. The value is (Swedish, English); `{...}` are filled in."""

    # Frame
    VIEW_CASES = ("Ärenden", "Cases")
    VIEW_ROUNDS = ("Tillsyn", "Rounds")
    VIEW_MAP = ("Karta", "Map")
    VIEW_NIGHT = ("Natten", "Night")
    VIEW_TECHNICAL = ("Teknik", "Technical")
    VIEW_CENTRE = ("Läget", "Centre")
    VIEW_EMPTY = (
        "Den här vyn är inte byggd än. Inget är dolt här: allt som larmar står i kön under Ärenden.",
        "This view is not built yet. Nothing hides here: whatever alarms stands in the queue under Cases.",
    )
    NOBODY_SEATED = ("Ingen inloggad", "Nobody signed in")
    DEMO = ("Övning, påhittade personer", "Practice, invented people")

    # Queue
    OPEN = ("Öppna", "Open")
    LONGEST_WAIT = ("Längst väntan {time}", "Longest wait {time}")
    LONGEST_SHORT = ("Längst {time}", "Longest {time}")
    ANSWERED_SHORT = ("på {time}", "in {time}")
    NO_OWNER = ("Ingen ägare", "No owner")
    YOU = ("Du", "You")
    ANSWERED_AFTER = ("svarade på {time}", "answered in {time}")
    HIDDEN_NONE = ("Inget dolt", "Nothing hidden")
    HIDDEN_UNKNOWN = ("Dolda: okänt antal", "Hidden: unknown number")
    ABOVE = ("{count} ovanför", "{count} above")
    BELOW = ("{count} nedanför", "{count} below")
    EMPTY_SEEING = ("Inga öppna ärenden.", "No open cases.")
    EMPTY_SEEING_PROOF = ("Livstecken {time} sedan.", "Sign of life {time} ago.")
    EMPTY_WAITING = ("Väntar på första livstecknet", "Waiting for the first sign of life")
    EMPTY_WAITING_WHY = (
        "Kön visas som tom först när ett livstecken har gått hela vägen hit.",
        "The queue is shown as empty only when a sign of life has come all the way here.",
    )
    EMPTY_BLIND = ("Vi vet inte om kön är tom", "We do not know whether the queue is empty")
    EMPTY_BLIND_WHY = (
        "Inga ärenden syns, men sikten är inte bevisad. Kön visas som tom först när ett nytt livstecken har gått"
        " hela vägen.",
        "No cases are shown, but sight is not proven. The queue is shown as empty only when a new sign of life has"
        " come all the way.",
    )
    BLIND_ROW = ("Ingen kontakt sedan {time}", "No contact since {time}")
    BLIND_ROW_WHAT = ("Vi vet inte om fler väntar", "We do not know whether more wait")
    BLIND_ROW_WHY = ("Senast säker: {count} väntade på svar", "Last certain: {count} waited for an answer")
    LAST_CERTAIN = ("Senast säker {time}", "Last certain {time}")
    UNKNOWN = ("okänt", "unknown")
    ASK_WHO = ("Fråga vem", "Ask who")
    PRESSES = ("{count} tryck", "{count} presses")
    PRESSES_OVER = ("{count} tryck, {time}", "{count} presses, {time}")
    PRESSES_SINCE = ("{count} tryck sedan {time}", "{count} presses since {time}")
    RAISED_FROM = ("Höjd från {number}", "Raised from {number}")
    TEST = ("Provlarm", "Test")
    OR = ("{first} eller {last}", "{first} or {last}")
    UNKNOWN_PERSON = ("Okänd person", "Unknown person")
    PROTECTED = ("Skyddad identitet", "Protected identity")
    PLACE_AFTER_REASON = ("plats visas efter skäl", "place shown after a reason")
    LOST_SHORT = ("{owner} tog det {time}", "{owner} took it {time}")
    LOST_CLAIM = ("{owner} tog det {time}, du hann inte före", "{owner} took it {time}, you were not first")

    # Reasons of a row
    WAITS = ("Väntar", "Waits")
    ANSWER_WITHIN = ("svar inom {time}", "answer within {time}")
    LEFT = ("{time} kvar", "{time} left")
    OVER_TARGET = ("{over} över målet {target}", "{over} over the target {target}")
    OVER_TARGET_SHORT = ("{over} över målet", "{over} over target")
    OVER_SHORT = ("{over} över", "{over} over")
    PRESSES_IN = ("{count} tryck på {time}", "{count} presses in {time}")
    RAISED = ("höjd från {own}", "raised from {own}")
    RESET_UNSEEN = ("återställt av enheten", "reset by the device")
    PROMISE_BROKEN = ("löftet {time} hölls inte", "the promise {time} was not kept")
    PROMISED = ("{text} lovat {time}", "{text} promised {time}")
    PROMISE_LATE = ("{time} över löftet", "{time} past the promise")
    ANSWERED = ("svar efter {time}", "answered after {time}")
    FOLLOWS = ("kom åter efter avslut", "came back after closing")

    # Case
    NO_CASE = ("Inget ärende valt", "No case selected")
    NO_CASE_HOW = ("F2 tar nästa som väntar. Pilarna väljer i kön.", "F2 takes the next. The arrows choose.")
    AGE = ("{age} år", "{age} years")
    ANSWER_LINE = ("svar efter {time}, mål {target}", "answered after {time}, target {target}")
    ANSWER_SHORT = ("svar {time}", "answered {time}")
    WAIT_LINE = ("väntar, mål {target}", "waiting, target {target}")
    PROMISE_LINE = ("kvar till löftet {time}", "left to the promise {time}")
    TIMELINE = ("Tidslinje", "Timeline")
    EVENTS = ("{count} händelser", "{count} events")
    ONE_EVENT = ("1 händelse", "1 event")
    FACTS_NONE = ("Inga kritiska uppgifter finns i registret", "No critical facts in the register")
    DEVICE_LINE = ("Enhet {device}", "Device {device}")

    # Card
    CARD = ("Boendekort", "Resident card")
    CARD_READ_FOR = ("Läst: {reason}", "Read: {reason}")
    CARD_CLOSED = ("Kortet är inte öppnat", "The card is not open")
    CARD_HOW = (
        "Det öppnas av sig självt när du tar ärendet (F3). Utan ärende: Ctrl+R och ett skäl.",
        "It opens by itself when you take the case (F3). Without a case: Ctrl+R and a reason.",
    )
    CARD_NOBODY = ("Ärendet gäller ingen känd person", "The case is about no known person")
    CARD_ASK_WHO = ("Ange först vem det gäller (Ctrl+G)", "Say first who it is about (Ctrl+G)")
    CARD_LOADING = ("Hämtar kortet", "Fetching the card")
    PROTECTED_HOW = (
        "Namn, adress och telefon är skyddade. Visa med skäl: Ctrl+U. Läsningen skrivs i journalen.",
        "Name, address and phone are protected. Show with a reason: Ctrl+U. The reading is journalled.",
    )
    UNMASKED = ("Skyddad identitet, visad för dig", "Protected identity, shown to you")
    FACTS = ("Att veta först", "To know first")
    REACH = ("Nå personen", "Reach the person")
    PHONE = ("Telefon", "Phone")
    MOBILE = ("Mobil", "Mobile")
    LANGUAGE = ("Språk", "Language")
    CONTACTS = ("Närstående i ringordning", "Contacts in calling order")
    NO_CONTACTS = ("Inga närstående i registret", "No contacts in the register")
    HAS_KEY = ("har nyckel", "has a key")
    DEVICES = ("Enheter, senaste livstecken", "Devices, last sign of life")
    NO_DEVICES = ("Inga enheter i registret", "No devices in the register")
    NO_SIGN = ("vet inte", "not known")
    AGO = ("{time} sedan", "{time} ago")
    BATTERY = ("{percent} %", "{percent} %")
    MAINS_OUT = ("utan nätström", "without mains")
    AIDS = ("Hjälpmedel hemma", "Aids at home")
    WAY_IN = ("Vägen in", "Way in")
    KEY_AT = ("Nyckel: {place}", "Key: {place}")
    HISTORY = ("Fem senaste ärenden", "Last five cases")
    NO_HISTORY = ("Inga tidigare ärenden", "No earlier cases")
    STILL_OPEN = ("öppet", "open")
    HOUSEHOLD = ("Bor också här", "Also lives here")
    NOTE_OF = ("Anteckning i registret", "Note in the register")

    # Panels
    PANEL_NOTE = ("Anteckning", "Note")
    NOTE_HINT = ("Vad som sagts och gjorts", "What was said and done")
    NOTE_SAVE = ("Spara anteckningen", "Save the note")
    PANEL_CLOSE = ("Avsluta: välj utfall", "Close: choose an outcome")
    CLOSE_NO_OUTCOMES = ("Kommunen har ingen lista över utfall", "The municipality has no list of outcomes")
    CHOOSE_OUTCOME = ("Välj ett utfall först", "Choose an outcome first")
    CLOSE_SAVE = ("Avsluta ärendet", "Close the case")
    CLOSE_CHOSEN = ("Avsluta: {outcome}", "Close: {outcome}")
    NEXT_STEP = ("Vad händer härnäst", "What happens next")
    NEXT_STEP_HINT = ("Krävs för det här utfallet", "Needed for this outcome")
    NEXT_STEP_FREE = ("Får lämnas tomt", "May be left empty")
    PANEL_PROMISE = ("Lova en tid", "Promise a time")
    PROMISE_MINUTES = ("Om {minutes} min, {time}", "In {minutes} min, {time}")
    PROMISE_AT = ("Klockslag", "Time of day")
    PROMISE_AT_HINT = ("tt:mm", "hh:mm")
    PROMISE_WHAT = ("Vad är lovat", "What is promised")
    PROMISE_WHAT_MISSING = ("Skriv vad som är lovat", "Write what is promised")
    PROMISE_WHAT_HINT = ("besök", "visit")
    PROMISE_SAVE = ("Lova tiden", "Promise it")
    PROMISE_CHOSEN = ("Lova {time}", "Promise {time}")
    PROMISE_BAD_TIME = ("Välj en tid eller skriv tt:mm", "Choose a time or write hh:mm")
    PANEL_WHO = ("Vem gäller det?", "Who is it about?")
    PANEL_HAND_OVER = ("Lämna över till", "Hand over to")
    NO_COLLEAGUES = ("Ingen kollega kan ta ärendet", "No colleague can take the case")
    PANEL_TAKE_OVER = ("Ta över från {owner}: varför?", "Take over from {owner}: why?")
    TAKE_OVER_HINT = ("Skälet skrivs i journalen", "The reason is journalled")
    TAKE_OVER_SAVE = ("Ta över", "Take over")
    PANEL_READ = ("Läs kortet: varför?", "Read the card: why?")
    PANEL_UNMASK = ("Visa skyddad identitet: varför?", "Show protected identity: why?")
    PANEL_NEW = ("Nytt ärende för hand", "New case by hand")
    NEW_HINT = ("Vad har hänt, och vem ringer", "What has happened, and who is calling")
    NEW_SAVE = ("Lägg upp ärendet", "Open the case")
    NEW_MUNICIPALITY = ("Kommun", "Municipality")
    NEW_MISSING = (
        "Välj kommun och klass, och skriv vad som hänt",
        "Choose municipality and class, and write what happened",
    )
    NEW_CLASS = ("Klass", "Class")
    CHOOSE = ("Välj vem först", "Choose who first")
    WRITE_FIRST = ("Skriv något först", "Write something first")
    BACK = ("Tillbaka", "Back")
    DRAFT_KEPT = ("Utkastet är kvar i ärendet", "The draft stays with the case")
    DRAFT_KEPT_NEW = ("Utkastet är kvar, Ctrl+N tar fram det", "The draft stays, Ctrl+N brings it back")

    # Acts
    ACT_KEYS = ("Tangenter", "Keys")
    ACT_NEXT = ("Ta nästa", "Take next")
    ACT_TAKE = ("Ta", "Take")
    ACT_RELEASE = ("Släpp", "Release")
    ACT_TAKE_OVER = ("Ta över…", "Take over…")
    ACT_HAND_OVER = ("Lämna över", "Hand over")
    ACT_CALL = ("Ring upp", "Call")
    ACT_VIDEO = ("Video", "Video")
    ACT_RELATIVES = ("Närstående", "Relatives")
    ACT_SEND = ("Skicka", "Send")
    ACT_STEP = ("Nästa steg", "Next step")
    ACT_PROMISE = ("Lova tid", "Promise time")
    ACT_NOTE = ("Anteckna", "Note")
    ACT_CLOSE = ("Avsluta…", "Close…")
    ACT_UNMASK = ("Visa skyddad identitet med skäl", "Show protected identity with a reason")
    ACT_READ = ("Läs boendekortet med skäl", "Read the resident card with a reason")
    ACT_WHO = ("Ange vem det gäller", "Say who it is about")
    ACT_NEW = ("Nytt ärende för hand", "New case by hand")
    ACT_KEEP = ("Löftet är hållet", "The promise is kept")
    ACT_CHANGE = ("Byt operatör", "Change operator")
    ACT_LOCK = ("Lås skärmen", "Lock the screen")
    ACT_QUEUE = ("Till kön", "To the queue")
    ACT_BACK = ("Stäng panelen", "Close the panel")
    ACT_THEME = ("Natt eller dag", "Night or day")
    CALL_LATER = ("Samtal byggs i en senare del. Ring på telefonen", "Calls come in a later part. Use the telephone")
    VIDEO_LATER = ("Video byggs i en senare del", "Video comes in a later part")
    RELATIVES_LATER = (
        "Uppringning byggs i en senare del. Numren står på kortet",
        "Dialling comes in a later part. The numbers are on the card",
    )
    SEND_LATER = ("Utryckning byggs i en senare del", "Dispatch comes in a later part")
    STEP_LATER = ("Åtgärdsplanen byggs i en senare del", "The action plan comes in a later part")
    GROUP_CASE = ("Ärendet", "The case")
    GROUP_REACH = ("Nå", "Reach")
    GROUP_COURSE = ("Förloppet", "The course")
    GROUP_MORE = ("Övrigt", "More")
    KEYS_TITLE = ("Tangenter", "Keys")
    KEYS_FOOT = (
        "Enter tar aldrig ett ärende. Esc eller F1 stänger.",
        "Enter never takes a case. Esc or F1 closes.",
    )

    # What happened to an act
    NOTHING_WAITS = ("Ingen väntar på svar", "Nobody waits for an answer")
    NOTHING_SELECTED = ("Välj ett ärende i kön först", "Choose a case in the queue first")
    NOT_YOURS = ("Du har inte ärendet. Ta det med F3", "You do not have the case. Take it with F3")
    JUST_CHANGED = (
        "Valt ärende ändrades just. Se efter och tryck igen",
        "The selected case has just changed. Look, and press again",
    )
    NO_TENANT = ("Du handlägger inga ärenden i någon kommun", "You handle no cases in any municipality")
    NOT_PROTECTED = ("Ingen skyddad identitet att visa", "No protected identity to show")
    NOT_ASKED_WHO = ("Ärendet frågar inte vem", "The case does not ask who")
    TOOK = ("Du tog {what}", "You took {what}")
    CASE_GONE = ("Valt ärende är inte längre öppet", "The selected case is no longer open")
    RELEASED = ("Ärendet är släppt", "The case is released")
    NOTED = ("Anteckningen är sparad", "The note is saved")
    PROMISE_MADE = ("Lovat {time}", "Promised {time}")
    PROMISE_KEPT = ("Löftet är hållet", "The promise is kept")
    CLOSED = ("Avslutat: {outcome}", "Closed: {outcome}")
    HANDED_OVER = ("Överlämnat till {name}", "Handed over to {name}")
    OPENED = ("Ärendet är upplagt", "The case is opened")
    NAMED = ("Personen är angiven", "Who it is about is said")
    NOT_SIGNED_IN = ("Logga in först", "Sign in first")
    LOST_CONTACT = (
        "Det gick inte att göra: ingen kontakt med konsolens kärna",
        "It could not be done: no contact with the console's core",
    )
    UNWRITABLE = (
        "Det gick inte att spara: journalen tar inte emot",
        "It could not be saved: the journal does not take it",
    )
    CONTACT_AGAIN = ("Kontakten är åter", "Contact is back")

    # Status
    CANARY = ("Livstecken", "Sign of life")
    CANARY_AGO = ("{time} sedan", "{time} ago")
    CANARY_LOST = ("saknas sedan {time}", "missing for {time}")
    CANARY_NONE = ("inget än", "none yet")
    LINK = ("Anslutning", "Link")
    JOURNAL = ("Journal", "Journal")
    JOURNAL_COUNT = ("{count} skrivna", "{count} written")
    JOURNAL_WRITES = ("skriver", "writes")
    JOURNAL_NOT = ("skriver inte", "does not write")
    BACKLOG = ("Eftersläpning", "Backlog")

    # Blindness
    BANNER_BLIND = ("INGEN KONTAKT SEDAN {time}", "NO CONTACT SINCE {time}")
    BANNER_BLIND_EVER = ("INGEN KONTAKT", "NO CONTACT")
    BANNER_NOBODY = ("INGEN INLOGGAD HÄR", "NOBODY SIGNED IN HERE")
    BANNER_STORE = ("JOURNALEN SKRIVER INTE", "THE JOURNAL DOES NOT WRITE")
    BANNER_ENDED = ("KONSOLENS KÄRNA HAR STANNAT", "THE CONSOLE'S CORE HAS STOPPED")
    NO_SIGN_FOR = (
        "Inget livstecken på {time}, gräns {limit}. Larm kan komma in utan att synas här. Ring reservcentralen och"
        " följ er rutin.",
        "No sign of life for {time}, limit {limit}. Alarms may come in without being shown here. Call the reserve"
        " centre and follow your routine.",
    )
    NO_STORE_FOR = (
        "Larm når hit men kan inte sparas. De visas inte förrän journalen skriver. Ring reservcentralen och följ er"
        " rutin.",
        "Alarms reach us but cannot be stored. They are not shown until the journal writes. Call the reserve centre and"
        " follow your routine.",
    )
    NO_SCREEN_FOR = (
        "Skärmen hann inte visa det som kom. Kön kan vara gammal. Starta om Vaka om texten står kvar.",
        "The screen did not show what came. The queue may be old. Restart Vaka if this stays.",
    )
    NO_OPERATOR = (
        "Ärenden härifrån larmar på de andra platserna. Logga in för att se kön.",
        "Cases from here alarm at the other places. Sign in to see the queue.",
    )
    STORE_FULL = (
        "Det du gör nu sparas inte. Skriv på papper tills texten är borta, och säg till teknikern.",
        "What you do now is not saved. Write on paper until this is gone, and tell the technician.",
    )
    CORE_ENDED = (
        "Inga larm kommer in. Ring reservcentralen, följ er rutin och starta om Vaka.",
        "No alarms come in. Call the reserve centre, follow your routine and restart Vaka.",
    )

    # Sign-in
    WHO_ARE_YOU = ("Vem är du?", "Who are you?")
    INVENTED = ("Påhittade operatörer", "Invented operators")
    INVENTED_HOW = (
        "I övningen är boende, larm och operatörer påhittade. Siffra eller pilar och Enter.",
        "In practice residents, alarms and operators are invented. A digit, or arrows and Enter.",
    )
    SIGN_IN = ("Logga in", "Sign in")
    SIGN_IN_HOW = ("Öppnar kön, tar inget ärende.", "Opens the queue, takes no case.")
    ACCOUNT = ("Konto", "Account")
    PASSWORD = ("Lösenord", "Password")
    CHANGE_OPERATOR = ("Byt operatör", "Change operator")
    CHANGE_HOW = (
        "{name} är inloggad. Ärenden som {name} har släpps när någon annan loggar in. Esc går tillbaka.",
        "{name} is signed in. Cases that {name} has are released when somebody else signs in. Esc goes back.",
    )
    LOCKED = ("Låst av {name}", "Locked by {name}")
    LOCKED_HOW = (
        "Larm kommer in och hörs. Ärenden som {name} har ligger kvar. Logga in igen för att se kön.",
        "Alarms come in and are heard. Cases that {name} has stay. Sign in again to see the queue.",
    )
    LEAVE_SEAT = ("Logga ut {name}", "Sign out {name}")
    WAITS_HERE = ("Det här väntar", "This waits")
    WITHOUT_NAMES = ("utan namn", "without names")
    COUNTS_AFTER = ("Antalen visas när någon är inloggad.", "The counts show when somebody is signed in.")

    # Fault
    CANNOT_START = ("Vaka kan inte starta: {why}", "Vaka cannot start: {why}")
    FAULT_TITLE = ("Fel i programmet", "Fault in the program")
    FAULT_TEXT = (
        "Något gick fel i Vaka. Kön går vidare. Säg koden till teknikern.",
        "Something went wrong in Vaka. The queue goes on. Tell the technician the code.",
    )
    FAULT_CODE = ("Kod: {code}", "Code: {code}")
    FAULT_MORE = ("{count} fel till sedan dess", "{count} more faults since")
    FAULT_CLOSE = ("Stäng", "Close")
