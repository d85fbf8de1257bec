"""What is said about help from colleagues: when too many life alarms wait for one."""

from ui.words.phrase import Phrase, counted, text


class HelpSay(Phrase):
    """`{who}` is the colleague who asks."""

    ASK = text("HelpSay", "Ask for help")
    END = text("HelpSay", "End the call for help")
    ASKED = text("HelpSay", "Your colleagues are told. Ctrl+H ends it")
    ENDED = text("HelpSay", "The call for help is over")
    NONE_WAITS = text("HelpSay", "No life alarm waits: there is nothing to ask for help with")
    OVER_ALREADY = text("HelpSay", "The call for help was over already")
    OVER_BY_ITSELF = text("HelpSay", "Your call for help is over: no life alarm waits any more")

    SUGGESTED = counted(
        "HelpSay", "%n life alarm(s) wait and you have a case: Ctrl+H asks your colleagues for help", "", 1
    )
    SUGGESTED_SHORT = counted("HelpSay", "%n life alarm(s) wait: Ctrl+H asks for help", "", 1)

    ASKS = text("HelpSay", "{who} asks for help")
    YOU_ASK = text("HelpSay", "You have asked for help")
    SINCE = counted("HelpSay", "since {time}, %n life alarm(s) waited", "", 1)
    SINCE_SHORT = text("HelpSay", "since {time}")
    A_COLLEAGUE = text("HelpSay", "A colleague")
    HEARD = text("HelpSay", "{who} asks for help, {since}.")
    DONE = text("HelpSay", "{who} does not need help any more.")
