<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
    <context>
        <name>BlindSay</name>
        <message>
            <source>What we know</source>
            <translation>Vad vi vet</translation>
        </message>
        <message>
            <source>A sign of life goes from source to screen every {seconds} s. The last whole round came {last}.</source>
            <translation>Livstecken går var {seconds}:e sekund från källa till skärm. Sista hela varvet kom {last}.</translation>
        </message>
        <message>
            <source>A sign of life goes from source to screen every {seconds} s. None has come yet.</source>
            <translation>Livstecken går var {seconds}:e sekund från källa till skärm. Inget har kommit än.</translation>
        </message>
        <message>
            <source>now</source>
            <translation>nu</translation>
        </message>
        <message>
            <source>up</source>
            <translation>uppe</translation>
        </message>
        <message>
            <source>up, {rate}</source>
            <translation>uppe, {rate}</translation>
        </message>
        <message>
            <source>no network</source>
            <translation>inget nät</translation>
        </message>
        <message>
            <source>reads and writes</source>
            <translation>läses och skrivs</translation>
        </message>
        <message>
            <source>does not answer</source>
            <translation>svarar inte</translation>
        </message>
        <message>
            <source>on this computer</source>
            <translation>på den här datorn</translation>
        </message>
        <message>
            <source>on this computer, from {time}</source>
            <translation>på den här datorn, från {time}</translation>
        </message>
        <message>
            <source>no copy on this computer</source>
            <translation>ingen kopia på den här datorn</translation>
        </message>
        <message>
            <source>does not answer since {time}</source>
            <translation>svarar inte sedan {time}</translation>
        </message>
        <message>
            <source>attempt {number} in {time}</source>
            <translation>försök {number} om {time}</translation>
        </message>
        <message>
            <source>attempt {number} under way</source>
            <translation>försök {number} pågår</translation>
        </message>
        <message>
            <source>Broker {name}</source>
            <translation>Meddelandetjänst {name}</translation>
        </message>
        <message>
            <source>Routine {id}, {title}, version {version}</source>
            <translation>Rutin {id}, {title}, version {version}</translation>
        </message>
        <message>
            <source>works without the network</source>
            <translation>fungerar utan nät</translation>
        </message>
        <message>
            <source>the shipped one: the centre's own cannot be read</source>
            <translation>den medföljande: centralens egen går inte att läsa</translation>
        </message>
        <message>
            <source>Outbox</source>
            <translation>Utkorg</translation>
        </message>
        <message>
            <source>Nothing waits to be sent.</source>
            <translation>Inget väntar på att sändas.</translation>
        </message>
        <message numerus="yes">
            <source>%n not sent</source>
            <translation>
                <numerusform>%n ej sänd</numerusform>
                <numerusform>%n ej sända</numerusform>
            </translation>
        </message>
        <message>
            <source>{kind}, since {time}</source>
            <translation>{kind}, sedan {time}</translation>
        </message>
        <message>
            <source>They are sent in order when the line is back.</source>
            <translation>De sänds i ordning när linjen är åter.</translation>
        </message>
        <message>
            <source>Risk list</source>
            <translation>Risklista</translation>
        </message>
        <message>
            <source>local copy {time}</source>
            <translation>lokal kopia {time}</translation>
        </message>
        <message>
            <source>from the register</source>
            <translation>från registret</translation>
        </message>
        <message>
            <source>seen {time}</source>
            <translation>sedd {time}</translation>
        </message>
        <message>
            <source>no sign known</source>
            <translation>inget livstecken känt</translation>
        </message>
        <message>
            <source>By risk. Cards, plans and phone numbers are on this computer and can be opened.</source>
            <translation>Ordnad efter risk. Kort, planer och telefonnummer finns på den här datorn och kan öppnas.</translation>
        </message>
        <message numerus="yes">
            <source>%n more not shown</source>
            <translation>
                <numerusform>%n till visas inte</numerusform>
                <numerusform>%n till visas inte</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody in the register has a fact that puts them on the list.</source>
            <translation>Ingen i registret har en uppgift som sätter dem på listan.</translation>
        </message>
        <message>
            <source>Fetching the risk list</source>
            <translation>Hämtar risklistan</translation>
        </message>
        <message>
            <source>Sign in to see the risk list.</source>
            <translation>Logga in för att se risklistan.</translation>
        </message>
        <message>
            <source>Call {name} {phone}</source>
            <translation>Ring {name} {phone}</translation>
        </message>
        <message>
            <source>the reserve centre</source>
            <translation>reservcentralen</translation>
        </message>
        <message>
            <source>No reserve centre is set (centre.reserve_phone)</source>
            <translation>Ingen reservcentral är angiven (centre.reserve_phone)</translation>
        </message>
        <message>
            <source>{phone} is handed to the telephone</source>
            <translation>{phone} är lämnat till telefonen</translation>
        </message>
        <message>
            <source>Call {phone} on the telephone</source>
            <translation>Ring {phone} på telefonen</translation>
        </message>
        <message>
            <source>Print the risk list</source>
            <translation>Skriv ut risklistan</translation>
        </message>
        <message numerus="yes">
            <source>%n card(s) sent to the printer</source>
            <translation>
                <numerusform>%n kort skickat till skrivaren</numerusform>
                <numerusform>%n kort skickade till skrivaren</numerusform>
            </translation>
        </message>
        <message>
            <source>There is no printer on this computer</source>
            <translation>Det finns ingen skrivare på den här datorn</translation>
        </message>
        <message>
            <source>Risk list {centre}, {time}</source>
            <translation>Risklista {centre}, {time}</translation>
        </message>
        <message>
            <source>Page {page}</source>
            <translation>Sida {page}</translation>
        </message>
        <message>
            <source>Secret. Shred when sight is back.</source>
            <translation>Sekretess. Förstör när sikten är åter.</translation>
        </message>
    </context>
    <context>
        <name>CallSay</name>
        <message>
            <source>The call</source>
            <translation>Samtalet</translation>
        </message>
        <message>
            <source>Hang up, the case stays</source>
            <translation>Lägg på, ärendet är kvar</translation>
        </message>
        <message>
            <source>Microphone on or off</source>
            <translation>Mikrofonen på eller av</translation>
        </message>
        <message>
            <source>Own camera on or off</source>
            <translation>Egen kamera på eller av</translation>
        </message>
        <message>
            <source>Louder in your headset</source>
            <translation>Högre i ditt headset</translation>
        </message>
        <message>
            <source>Quieter in your headset</source>
            <translation>Lägre i ditt headset</translation>
        </message>
        <message>
            <source>Call the same way again</source>
            <translation>Ring igen på samma sätt</translation>
        </message>
        <message>
            <source>To the call</source>
            <translation>Till samtalet</translation>
        </message>
        <message>
            <source>Call {on}</source>
            <translation>Ring {on}</translation>
        </message>
        <message>
            <source>Video call</source>
            <translation>Ring med video</translation>
        </message>
        <message>
            <source>Change to voice</source>
            <translation>Byt till röst</translation>
        </message>
        <message>
            <source>Picture on</source>
            <translation>Video på</translation>
        </message>
        <message>
            <source>Picture off</source>
            <translation>Video av</translation>
        </message>
        <message>
            <source>the tablet</source>
            <translation>surfplattan</translation>
        </message>
        <message>
            <source>the alarm unit</source>
            <translation>larmenheten</translation>
        </message>
        <message>
            <source>the mobile</source>
            <translation>mobilen</translation>
        </message>
        <message>
            <source>the home phone</source>
            <translation>hemtelefonen</translation>
        </message>
        <message>
            <source>the number</source>
            <translation>numret</translation>
        </message>
        <message>
            <source>relative {order}</source>
            <translation>närstående {order}</translation>
        </message>
        <message>
            <source>Call again</source>
            <translation>Ring igen</translation>
        </message>
        <message>
            <source>Call all the same</source>
            <translation>Ring ändå</translation>
        </message>
        <message>
            <source>Hang up first (Ctrl+L)</source>
            <translation>Lägg på först (Ctrl+L)</translation>
        </message>
        <message>
            <source>There is no way to call by video. F5 calls by voice</source>
            <translation>Det går inte att ringa med video. F5 ringer med röst</translation>
        </message>
        <message>
            <source>Looking up how to call</source>
            <translation>Tar reda på hur det går att ringa</translation>
        </message>
        <message>
            <source>Take the case first (F3), or open the card for a reason (Ctrl+R)</source>
            <translation>Ta ärendet först (F3), eller öppna kortet med skäl (Ctrl+R)</translation>
        </message>
        <message>
            <source>Nobody has answered yet</source>
            <translation>Ingen har svarat än</translation>
        </message>
        <message>
            <source>No call is going on</source>
            <translation>Inget samtal pågår</translation>
        </message>
        <message>
            <source>Calling {on}</source>
            <translation>Ringer upp {on}</translation>
        </message>
        <message>
            <source>Waiting for the device to ring</source>
            <translation>Väntar på att enheten ska ringa</translation>
        </message>
        <message>
            <source>It is ringing: {on}</source>
            <translation>Det ringer: {on}</translation>
        </message>
        <message numerus="yes">
            <source>Rings for %n s more, then {then}</source>
            <translation>
                <numerusform>Ringer i %n s till, sedan {then}</numerusform>
                <numerusform>Ringer i %n s till, sedan {then}</numerusform>
            </translation>
        </message>
        <message>
            <source>it is given up</source>
            <translation>avslutas försöket</translation>
        </message>
        <message>
            <source>the next way is {way}</source>
            <translation>är nästa väg {way}</translation>
        </message>
        <message>
            <source>Call {time}</source>
            <translation>Samtal {time}</translation>
        </message>
        <message>
            <source>You are talking with {who}</source>
            <translation>Du talar med {who}</translation>
        </message>
        <message>
            <source>You hear each other as before</source>
            <translation>Ni hör varandra som förut</translation>
        </message>
        <message>
            <source>The call is on hold</source>
            <translation>Samtalet är parkerat</translation>
        </message>
        <message>
            <source>Neither of you hears the other. Ctrl+Shift+H resumes it</source>
            <translation>Ingen av er hör den andra. Ctrl+Shift+H återupptar det</translation>
        </message>
        <message>
            <source>The line was lost, calling again</source>
            <translation>Linjen bröts, ringer upp igen</translation>
        </message>
        <message numerus="yes">
            <source>Away for %n s. {who} is called again by itself, you need not press</source>
            <translation>
                <numerusform>Borta i %n s. {who} rings upp igen automatiskt, du behöver inte trycka</numerusform>
                <numerusform>Borta i %n s. {who} rings upp igen automatiskt, du behöver inte trycka</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing is heard</source>
            <translation>Inget hörs</translation>
        </message>
        <message numerus="yes">
            <source>No sound from {who} for %n s. Speak, wait, send somebody</source>
            <translation>
                <numerusform>Inget ljud från {who} på %n s. Tala, vänta, skicka någon</numerusform>
                <numerusform>Inget ljud från {who} på %n s. Tala, vänta, skicka någon</numerusform>
            </translation>
        </message>
        <message>
            <source>Handed to the telephone</source>
            <translation>Lämnat till telefonen</translation>
        </message>
        <message>
            <source>Speak there. Mark in the plan what came of it</source>
            <translation>Tala där. Markera i planen vad det blev</translation>
        </message>
        <message>
            <source>Nobody was called</source>
            <translation>Ingen har ringts upp</translation>
        </message>
        <message>
            <source>This computer has no telephone that takes numbers. Call by hand</source>
            <translation>Datorn har ingen telefon som tar emot nummer. Ring för hand</translation>
        </message>
        <message>
            <source>You hung up</source>
            <translation>Du lade på</translation>
        </message>
        <message>
            <source>You talked for {time}</source>
            <translation>Ni talade i {time}</translation>
        </message>
        <message numerus="yes">
            <source>It rang for %n s</source>
            <translation>
                <numerusform>Det ringde i %n s</numerusform>
                <numerusform>Det ringde i %n s</numerusform>
            </translation>
        </message>
        <message>
            <source>F5 calls {way} next</source>
            <translation>F5 ringer {way} härnäst</translation>
        </message>
        <message>
            <source>There is no other way to call. F7 calls relatives, Ctrl+F5 the same way again</source>
            <translation>Det finns inget annat att ringa på. F7 ringer närstående, Ctrl+F5 samma väg igen</translation>
        </message>
        <message>
            <source>The case is still yours</source>
            <translation>Ärendet är fortfarande ditt</translation>
        </message>
        <message>
            <source>Esc puts the call away</source>
            <translation>Esc lägger undan samtalet</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>Övning</translation>
        </message>
        <message>
            <source>No microphone: {who} will not hear you. Put in the headset, or press {key} again to call all the same</source>
            <translation>Ingen mikrofon: {who} hör dig inte. Sätt i headsetet, eller tryck {key} igen för att ringa ändå</translation>
        </message>
        <message>
            <source>No headset: you will not hear {who}. Put it in, or press {key} again to call all the same</source>
            <translation>Inget headset: du hör inte {who}. Sätt i det, eller tryck {key} igen för att ringa ändå</translation>
        </message>
        <message>
            <source>the person</source>
            <translation>personen</translation>
        </message>
        <message>
            <source>Listen in: the device says aloud that we listen, then it answers by itself. It is noted. Press again to do it</source>
            <translation>Lyssna in: enheten säger högt att vi lyssnar och svarar sedan själv. Det antecknas. Tryck igen för att göra det</translation>
        </message>
        <message>
            <source>There is no device that can answer by itself. F5 calls as usual</source>
            <translation>Det finns ingen enhet som kan svara själv. F5 ringer som vanligt</translation>
        </message>
        <message>
            <source>Not recorded</source>
            <translation>Spelas inte in</translation>
        </message>
        <message>
            <source>Their voice</source>
            <translation>Den andras röst</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>The {kind} sees the picture</source>
            <translation>{kind} ser bilden</translation>
        </message>
        <message>
            <source>The {kind} is in the call</source>
            <translation>{kind} är med</translation>
        </message>
        <message>
            <source>The {kind} is invited until {time}</source>
            <translation>{kind} inbjuden till {time}</translation>
        </message>
        <message>
            <source>Listening in, announced</source>
            <translation>Lyssnar in, sagt högt</translation>
        </message>
        <message>
            <source>Picture of the call with {who}. {state}</source>
            <translation>Samtalets bild, {who}. {state}</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>hörs</translation>
        </message>
        <message>
            <source>silent</source>
            <translation>tyst</translation>
        </message>
        <message>
            <source>The sound goes first: the picture was lowered {time} so that the speech holds</source>
            <translation>Ljudet går först: bilden sänktes {time} så att talet håller</translation>
        </message>
        <message>
            <source>Good sound, good picture</source>
            <translation>Bra ljud, bra bild</translation>
        </message>
        <message>
            <source>delay {delay} s, loss {loss} %</source>
            <translation>fördröjning {delay} s, förlust {loss} %</translation>
        </message>
        <message>
            <source>not measured yet</source>
            <translation>inte mätt än</translation>
        </message>
        <message>
            <source>Practice microphone {number}</source>
            <translation>Övningsmikrofon {number}</translation>
        </message>
        <message>
            <source>Practice loudspeaker {number}</source>
            <translation>Övningshögtalare {number}</translation>
        </message>
        <message>
            <source>Practice camera {number}</source>
            <translation>Övningskamera {number}</translation>
        </message>
        <message>
            <source>your microphone is heard</source>
            <translation>du hörs</translation>
        </message>
        <message>
            <source>your microphone is off: you are not heard</source>
            <translation>Mikrofonen är av: du hörs inte</translation>
        </message>
        <message>
            <source>your microphone gives nothing</source>
            <translation>mikrofonen är tyst</translation>
        </message>
        <message>
            <source>no microphone</source>
            <translation>Ingen mikrofon: du hörs inte</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Mikrofon</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>Kamera</translation>
        </message>
        <message>
            <source>Bring somebody in</source>
            <translation>Ta med någon</translation>
        </message>
        <message>
            <source>Hold or resume</source>
            <translation>Parkera eller återuppta</translation>
        </message>
        <message>
            <source>Listen in</source>
            <translation>Lyssna in</translation>
        </message>
        <message>
            <source>The sound is through, the picture is on its way</source>
            <translation>Ljudet är framme, bilden är på väg</translation>
        </message>
        <message>
            <source>The call engine stopped and starts again</source>
            <translation>Samtalsdelen stannade och startar om</translation>
        </message>
        <message>
            <source>The call engine is starting, then it rings. You need not press again</source>
            <translation>Samtalsdelen startar, sedan ringer det. Du behöver inte trycka igen</translation>
        </message>
        <message>
            <source>{who} has the case now</source>
            <translation>{who} har ärendet nu</translation>
        </message>
        <message>
            <source>The case is not yours any more</source>
            <translation>Ärendet är inte längre ditt</translation>
        </message>
        <message>
            <source>{who}'s voice</source>
            <translation>{who} röst</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Ljud</translation>
        </message>
        <message>
            <source>Guest</source>
            <translation>Gäst</translation>
        </message>
        <message>
            <source>Invite</source>
            <translation>Bjud in</translation>
        </message>
        <message>
            <source>Bring in</source>
            <translation>Ta med någon</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Lägg på</translation>
        </message>
        <message>
            <source>on</source>
            <translation>på</translation>
        </message>
        <message>
            <source>off</source>
            <translation>av</translation>
        </message>
        <message>
            <source>off, not heard</source>
            <translation>av, du hörs inte</translation>
        </message>
        <message>
            <source>a voice call</source>
            <translation>röstsamtal</translation>
        </message>
        <message>
            <source>loudest</source>
            <translation>högst</translation>
        </message>
        <message>
            <source>{volume} %</source>
            <translation>{volume} %</translation>
        </message>
        <message>
            <source>relative, nurse</source>
            <translation>anhörig, vård</translation>
        </message>
        <message>
            <source>Disconnect</source>
            <translation>Koppla bort</translation>
        </message>
        <message>
            <source>the case stays</source>
            <translation>ärendet är kvar</translation>
        </message>
        <message>
            <source>Put away</source>
            <translation>Lägg undan</translation>
        </message>
        <message>
            <source>Away</source>
            <translation>Undan</translation>
        </message>
        <message>
            <source>stops ringing</source>
            <translation>slutar ringa</translation>
        </message>
        <message>
            <source>The call in the journal</source>
            <translation>Samtalet i journalen</translation>
        </message>
        <message>
            <source>Kept as you write</source>
            <translation>Sparas när du skriver</translation>
        </message>
        <message>
            <source>Move the call to screen 2</source>
            <translation>Flytta samtalet till skärm 2</translation>
        </message>
        <message>
            <source>Bring the call back from screen 2</source>
            <translation>Hämta tillbaka samtalet från skärm 2</translation>
        </message>
        <message>
            <source>The picture is on screen 2</source>
            <translation>Bilden är på skärm 2</translation>
        </message>
        <message>
            <source>Ctrl+D brings it back here</source>
            <translation>Ctrl+D hämtar hit den</translation>
        </message>
        <message>
            <source>The screen is locked, the call goes on</source>
            <translation>Skärmen är låst, samtalet pågår</translation>
        </message>
        <message>
            <source>This call belongs to no case. Ctrl+N opens one by hand</source>
            <translation>Samtalet hör inte till något ärende. Ctrl+N öppnar ett för hand</translation>
        </message>
        <message>
            <source>Plan and note</source>
            <translation>Plan och anteckning</translation>
        </message>
        <message>
            <source>Ringing</source>
            <translation>Det ringer</translation>
        </message>
        <message>
            <source>On hold {time}</source>
            <translation>Parkerat {time}</translation>
        </message>
        <message>
            <source>hang up</source>
            <translation>lägg på</translation>
        </message>
        <message>
            <source>back to the call</source>
            <translation>till samtalet</translation>
        </message>
        <message>
            <source>Unlock to hang up</source>
            <translation>Lås upp för att lägga på</translation>
        </message>
        <message>
            <source>Call relatives</source>
            <translation>Ring närstående</translation>
        </message>
        <message>
            <source>There is nobody on the list who can be called</source>
            <translation>Det finns ingen närstående att ringa</translation>
        </message>
        <message>
            <source>by video</source>
            <translation>med video</translation>
        </message>
        <message>
            <source>Picture too</source>
            <translation>Får se bilden</translation>
        </message>
        <message>
            <source>Sound only</source>
            <translation>Hör bara</translation>
        </message>
        <message>
            <source>For how many minutes</source>
            <translation>Så många minuter gäller inbjudan</translation>
        </message>
        <message>
            <source>Control the device</source>
            <translation>Styr enheten</translation>
        </message>
        <message>
            <source>To the device: {tone}</source>
            <translation>Till enheten: {tone}</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Vem</translation>
        </message>
        <message>
            <source>Make the invitation</source>
            <translation>Skapa inbjudan</translation>
        </message>
        <message>
            <source>What they get</source>
            <translation>Vad de får</translation>
        </message>
        <message>
            <source>Invitation, {kind}</source>
            <translation>Inbjudan, {kind}</translation>
        </message>
        <message>
            <source>Read it out, or copy it into a message. It holds until {time} and goes with the call</source>
            <translation>Läs upp den, eller kopiera den till ett meddelande. Den gäller till {time} och slutar med samtalet</translation>
        </message>
        <message>
            <source>Copy the link</source>
            <translation>Kopiera länken</translation>
        </message>
        <message>
            <source>The link is copied. It is gone when the call ends</source>
            <translation>Länken är kopierad. Den slutar gälla med samtalet</translation>
        </message>
        <message>
            <source>The invited is out of the call</source>
            <translation>Den inbjudna är ute ur samtalet</translation>
        </message>
        <message>
            <source>The microphone is off. Ctrl+M turns it on</source>
            <translation>Mikrofonen är av. Ctrl+M sätter på den</translation>
        </message>
        <message>
            <source>The microphone is on</source>
            <translation>Mikrofonen är på</translation>
        </message>
        <message>
            <source>The call is on hold. Ctrl+Shift+H resumes it</source>
            <translation>Samtalet är parkerat. Ctrl+Shift+H återupptar det</translation>
        </message>
        <message>
            <source>The call goes on</source>
            <translation>Samtalet fortsätter</translation>
        </message>
        <message>
            <source>{who} has answered</source>
            <translation>{who} har svarat</translation>
        </message>
    </context>
    <context>
        <name>CallSettingsSay</name>
        <message>
            <source>Calls</source>
            <translation>Samtal</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Mikrofon</translation>
        </message>
        <message>
            <source>Headset or loudspeaker</source>
            <translation>Headset eller högtalare</translation>
        </message>
        <message>
            <source>Own camera</source>
            <translation>Egen kamera</translation>
        </message>
        <message>
            <source>The system's own</source>
            <translation>Systemets egen</translation>
        </message>
        <message>
            <source>None found</source>
            <translation>Ingen hittad</translation>
        </message>
        <message>
            <source>Try microphone and camera</source>
            <translation>Prova mikrofon och kamera</translation>
        </message>
        <message>
            <source>Stop trying</source>
            <translation>Sluta prova</translation>
        </message>
        <message>
            <source>Your voice</source>
            <translation>Din röst</translation>
        </message>
        <message>
            <source>Calls by headset and camera are not installed here. Calls go by the telephone</source>
            <translation>Samtal med headset och kamera är inte installerat här. Samtal går med telefonen</translation>
        </message>
        <message>
            <source>The engine for calls is not running yet. It starts after sign-in</source>
            <translation>Samtalsdelen är inte igång än. Den startar efter inloggning</translation>
        </message>
    </context>
    <context>
        <name>CallTold</name>
        <message>
            <source>{who} called {way}, {by}</source>
            <translation>{who} ringde {way}, {by}</translation>
        </message>
        <message>
            <source>{who} called, {by}</source>
            <translation>{who} ringde upp, {by}</translation>
        </message>
        <message>
            <source>{who} called relative {order}, {by}</source>
            <translation>{who} ringde närstående {order}, {by}</translation>
        </message>
        <message>
            <source>{told}, the device says that we listen</source>
            <translation>{told}, enheten säger att vi lyssnar</translation>
        </message>
        <message>
            <source>Answer.</source>
            <translation>Svar.</translation>
        </message>
        <message>
            <source>after {seconds} s</source>
            <translation>efter {seconds} s</translation>
        </message>
        <message>
            <source>they spoke for {time}</source>
            <translation>de talade i {time}</translation>
        </message>
        <message>
            <source>sound after {seconds} s</source>
            <translation>ljud efter {seconds} s</translation>
        </message>
        <message>
            <source>picture after {seconds} s</source>
            <translation>bild efter {seconds} s</translation>
        </message>
    </context>
    <context>
        <name>CardSay</name>
        <message>
            <source>Can an alarm be raised now?</source>
            <translation>Går det att larma nu?</translation>
        </message>
        <message numerus="yes">
            <source>%n way(s) out</source>
            <translation>
                <numerusform>%n väg ut</numerusform>
                <numerusform>%n vägar ut</numerusform>
            </translation>
        </message>
        <message>
            <source>{up} of {all} ways out</source>
            <translation>{up} av {all} vägar ut</translation>
        </message>
        <message>
            <source>sign of life {time} ago, its ways out are not told</source>
            <translation>livstecken för {time} sedan, enheten säger inte vilka vägar den har</translation>
        </message>
        <message>
            <source>its ways out are not known</source>
            <translation>vägarna ut är inte kända</translation>
        </message>
        <message>
            <source>no way out</source>
            <translation>ingen väg ut</translation>
        </message>
        <message>
            <source>down: {paths}</source>
            <translation>nere: {paths}</translation>
        </message>
        <message>
            <source>No alarm device in the register.</source>
            <translation>Ingen larmenhet i registret.</translation>
        </message>
        <message>
            <source>no sign of life yet</source>
            <translation>inget livstecken än</translation>
        </message>
        <message>
            <source>last sign of life {time} ago</source>
            <translation>senaste livstecken för {time} sedan</translation>
        </message>
        <message>
            <source>mains</source>
            <translation>nätström</translation>
        </message>
        <message>
            <source>without mains</source>
            <translation>utan nätström</translation>
        </message>
        <message>
            <source>test alarm {day}</source>
            <translation>provlarm {day}</translation>
        </message>
        <message>
            <source>net</source>
            <translation>nät</translation>
        </message>
        <message>
            <source>mobile network</source>
            <translation>mobilnät</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>telefon</translation>
        </message>
        <message>
            <source>Personal number</source>
            <translation>Personnummer</translation>
        </message>
        <message>
            <source>{outcome}, {time}</source>
            <translation>{outcome}, {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n more: Ctrl+E</source>
            <translation>
                <numerusform>%n till: Ctrl+E</numerusform>
                <numerusform>%n till: Ctrl+E</numerusform>
            </translation>
        </message>
        <message>
            <source>From the copy on this computer, {time} old</source>
            <translation>Ur kopian på den här datorn, {time} gammal</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Närstående</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Enheter</translation>
        </message>
        <message>
            <source>Earlier</source>
            <translation>Tidigare</translation>
        </message>
        <message>
            <source>More about the person</source>
            <translation>Mer om personen</translation>
        </message>
        <message>
            <source>Earlier cases</source>
            <translation>Tidigare ärenden</translation>
        </message>
        <message numerus="yes">
            <source>%n case(s)</source>
            <translation>
                <numerusform>%n ärende</numerusform>
                <numerusform>%n ärenden</numerusform>
            </translation>
        </message>
        <message>
            <source>the last {most}</source>
            <translation>de senaste {most}</translation>
        </message>
        <message>
            <source>Fetching earlier cases</source>
            <translation>Hämtar tidigare ärenden</translation>
        </message>
        <message>
            <source>Address and place</source>
            <translation>Adress och plats</translation>
        </message>
        <message>
            <source>The map comes in its own view, Ctrl+3.</source>
            <translation>Kartan kommer i en egen vy, Ctrl+3.</translation>
        </message>
        <message>
            <source>Documents</source>
            <translation>Dokument</translation>
        </message>
        <message>
            <source>No documents are loaded.</source>
            <translation>Inga dokument är inlästa.</translation>
        </message>
        <message>
            <source>Nobody else in the register</source>
            <translation>Ingen annan i registret</translation>
        </message>
        <message>
            <source>No note in the register</source>
            <translation>Ingen anteckning i registret</translation>
        </message>
    </context>
    <context>
        <name>CaseSay</name>
        <message>
            <source>The case and what to know first</source>
            <translation>Ärendet och det man måste veta först</translation>
        </message>
        <message>
            <source>lives alone</source>
            <translation>bor ensam</translation>
        </message>
        <message>
            <source>case {number}</source>
            <translation>ärende {number}</translation>
        </message>
        <message>
            <source>apt {number}</source>
            <translation>lgh {number}</translation>
        </message>
        <message>
            <source>Also: {facts}</source>
            <translation>Även: {facts}</translation>
        </message>
        <message>
            <source>Action plan</source>
            <translation>Åtgärdsplan</translation>
        </message>
        <message>
            <source>No plan is loaded. Follow the municipality's routine.</source>
            <translation>Ingen plan är inläst. Följ kommunens rutin.</translation>
        </message>
        <message>
            <source>Timeline and resident card</source>
            <translation>Tidslinje och boendekort</translation>
        </message>
    </context>
    <context>
        <name>DispatchSay</name>
        <message>
            <source>Send {name}</source>
            <translation>Skicka {name}</translation>
        </message>
        <message>
            <source>Send another</source>
            <translation>Skicka en till</translation>
        </message>
        <message>
            <source>Send {name} too</source>
            <translation>Skicka {name} också</translation>
        </message>
        <message>
            <source>Call {name}</source>
            <translation>Ring {name}</translation>
        </message>
        <message>
            <source>What {name} said…</source>
            <translation>Vad {name} sa…</translation>
        </message>
        <message>
            <source>Send another person</source>
            <translation>Skicka en till</translation>
        </message>
        <message>
            <source>Send somebody else instead</source>
            <translation>Skicka någon annan i stället</translation>
        </message>
        <message>
            <source>Call back the task</source>
            <translation>Återkalla uppdraget</translation>
        </message>
        <message>
            <source>Mark what a responder said by phone</source>
            <translation>Markera vad larmpersonalen sa i telefon</translation>
        </message>
        <message>
            <source>Set somebody's duty</source>
            <translation>Ändra någons tjänst</translation>
        </message>
        <message>
            <source>Choose whom to send</source>
            <translation>Välj vem som ska skickas</translation>
        </message>
        <message>
            <source>The one before, the next</source>
            <translation>Föregående, nästa</translation>
        </message>
        <message>
            <source>The case on the map</source>
            <translation>Ärendet på kartan</translation>
        </message>
        <message>
            <source>All on duty on the map</source>
            <translation>Alla i tjänst på kartan</translation>
        </message>
        <message>
            <source>The same as a table, and back</source>
            <translation>Samma som tabell, och tillbaka</translation>
        </message>
        <message>
            <source>List and map, where there is room for one</source>
            <translation>Lista och karta, där bara en får plats</translation>
        </message>
        <message>
            <source>Nearest {name}</source>
            <translation>Närmast {name}</translation>
        </message>
        <message>
            <source>Nearest</source>
            <translation>Närmast</translation>
        </message>
        <message>
            <source>{shown} of {all}</source>
            <translation>{shown} av {all}</translation>
        </message>
        <message>
            <source>{can} can go, {cannot} excluded</source>
            <translation>{can} kan åka, {cannot} uteslutna</translation>
        </message>
        <message>
            <source>min</source>
            <translation>min</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} min</translation>
        </message>
        <message>
            <source>{time} ago</source>
            <translation>{time} sedan</translation>
        </message>
        <message>
            <source>with a resident to about {time}</source>
            <translation>hos boende till ca {time}</translation>
        </message>
        <message>
            <source>uncertain time, the position is old</source>
            <translation>osäker tid, läget är gammalt</translation>
        </message>
        <message>
            <source>by the straight line</source>
            <translation>fågelvägen</translation>
        </message>
        <message>
            <source>reckoned from the area</source>
            <translation>räknat från området</translation>
        </message>
        <message>
            <source>the phone does not answer</source>
            <translation>telefonen svarar inte</translation>
        </message>
        <message>
            <source>with {name}</source>
            <translation>med {name}</translation>
        </message>
        <message>
            <source>Excluded: {who}</source>
            <translation>Uteslutna: {who}</translation>
        </message>
        <message>
            <source>{name} {why}</source>
            <translation>{name} {why}</translation>
        </message>
        <message>
            <source>lacks {what}</source>
            <translation>saknar {what}</translation>
        </message>
        <message>
            <source>Nobody is excluded.</source>
            <translation>Ingen är utesluten.</translation>
        </message>
        <message>
            <source>Nobody can be sent</source>
            <translation>Ingen kan skickas</translation>
        </message>
        <message>
            <source>No responders in the register</source>
            <translation>Ingen larmpersonal i registret</translation>
        </message>
        <message>
            <source>They come by import: vaka import staff.</source>
            <translation>De kommer genom inläsning: vaka import staff.</translation>
        </message>
        <message>
            <source>No case is selected</source>
            <translation>Inget ärende är valt</translation>
        </message>
        <message>
            <source>Choose a case in the queue to see who is nearest to it.</source>
            <translation>Välj ett ärende i kön för att se vem som är närmast.</translation>
        </message>
        <message>
            <source>Take the case to see who is nearest</source>
            <translation>Ta ärendet för att se vem som är närmast</translation>
        </message>
        <message>
            <source>Who is nearest shows where the person lives. F3 takes the case.</source>
            <translation>Vem som är närmast visar var personen bor. F3 tar ärendet.</translation>
        </message>
        <message>
            <source>The place is not known</source>
            <translation>Platsen är inte känd</translation>
        </message>
        <message>
            <source>Nobody can be ranked by the way there. Call the responders.</source>
            <translation>Ingen kan rangordnas efter vägen dit. Ring larmpersonalen.</translation>
        </message>
        <message>
            <source>Looking for the nearest</source>
            <translation>Söker de närmaste</translation>
        </message>
        <message>
            <source>Those farther away were not looked for.</source>
            <translation>Längre bort har ingen sökts.</translation>
        </message>
        <message>
            <source>Task {number}, {name}</source>
            <translation>Uppdrag {number}, {name}</translation>
        </message>
        <message>
            <source>Task {number}</source>
            <translation>Uppdrag {number}</translation>
        </message>
        <message>
            <source>one task, one person</source>
            <translation>ett uppdrag, en person</translation>
        </message>
        <message>
            <source>second person</source>
            <translation>andra personen</translation>
        </message>
        <message>
            <source>Nobody is sent</source>
            <translation>Ingen är skickad</translation>
        </message>
        <message>
            <source>F8 asks {name} first.</source>
            <translation>F8 frågar {name} först.</translation>
        </message>
        <message>
            <source>Offered</source>
            <translation>Erbjuden</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Levererad</translation>
        </message>
        <message>
            <source>Seen</source>
            <translation>Läst</translation>
        </message>
        <message>
            <source>Accepted</source>
            <translation>Accepterad</translation>
        </message>
        <message>
            <source>Under way</source>
            <translation>På väg</translation>
        </message>
        <message>
            <source>There</source>
            <translation>Framme</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Klar</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>ej sänd</translation>
        </message>
        <message>
            <source>waits for the connection</source>
            <translation>väntar på anslutningen</translation>
        </message>
        <message>
            <source>the phone answered after {time}</source>
            <translation>telefonen svarade på {time}</translation>
        </message>
        <message>
            <source>the task was opened on the phone</source>
            <translation>uppdraget öppnat på telefonen</translation>
        </message>
        <message>
            <source>when the phone has answered</source>
            <translation>när telefonen svarat</translation>
        </message>
        <message>
            <source>when it is opened on the phone</source>
            <translation>när det öppnats på telefonen</translation>
        </message>
        <message>
            <source>answers by {time}</source>
            <translation>svarar senast {time}</translation>
        </message>
        <message>
            <source>by phone</source>
            <translation>per telefon</translation>
        </message>
        <message>
            <source>right to the door given, to {time}</source>
            <translation>rätt till dörren gavs, till {time}</translation>
        </message>
        <message>
            <source>right to {time}</source>
            <translation>rätt till {time}</translation>
        </message>
        <message>
            <source>the lock gave no right: key or somebody who opens</source>
            <translation>låset gav ingen rätt: nyckel eller någon som öppnar</translation>
        </message>
        <message>
            <source>the way in is shown on the phone</source>
            <translation>vägen in visas på telefonen</translation>
        </message>
        <message>
            <source>there about {time}, {minutes} min</source>
            <translation>framme omkring {time}, {minutes} min</translation>
        </message>
        <message>
            <source>there about {time}</source>
            <translation>framme omkring {time}</translation>
        </message>
        <message>
            <source>expected by {time}</source>
            <translation>förväntas före {time}</translation>
        </message>
        <message>
            <source>target {time}</source>
            <translation>mål {time}</translation>
        </message>
        <message>
            <source>{what}, target {time}</source>
            <translation>{what}, mål {time}</translation>
        </message>
        <message>
            <source>with receipt and outcome</source>
            <translation>med kvittens och utfall</translation>
        </message>
        <message>
            <source>Alarms again {time} where it is not kept.</source>
            <translation>Larmar igen {time} om det inte hålls.</translation>
        </message>
        <message>
            <source>Does not answer, heard {time}</source>
            <translation>Svarar inte, hörd {time}</translation>
        </message>
        <message>
            <source>{name}: {why}</source>
            <translation>{name}: {why}</translation>
        </message>
        <message>
            <source>All on duty are excluded, for the reasons below. Call the shift lead.</source>
            <translation>Alla i tjänst är uteslutna, av skälen nedan. Ring trafikledaren.</translation>
        </message>
        <message>
            <source>{name} declined, {why}</source>
            <translation>{name} tackade nej, {why}</translation>
        </message>
        <message>
            <source>{name} did not answer</source>
            <translation>{name} svarade inte</translation>
        </message>
        <message>
            <source>Called back {time}</source>
            <translation>Återkallat {time}</translation>
        </message>
        <message>
            <source>Asked before: {who}</source>
            <translation>Tillfrågade förut: {who}</translation>
        </message>
        <message>
            <source>Sent too: {who}</source>
            <translation>Skickad också: {who}</translation>
        </message>
        <message>
            <source>The task's receipts</source>
            <translation>Uppdragets kvittenser</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>inte än</translation>
        </message>
        <message>
            <source>Asks {first} first. {then}</source>
            <translation>Frågar {first} först. {then}</translation>
        </message>
        <message>
            <source>Without an answer in {time}: {then}.</source>
            <translation>Utan svar i {time}: {then}.</translation>
        </message>
        <message>
            <source>then</source>
            <translation>sedan</translation>
        </message>
        <message>
            <source>the group</source>
            <translation>gruppen</translation>
        </message>
        <message>
            <source>the group {group}</source>
            <translation>gruppen {group}</translation>
        </message>
        <message>
            <source>a call</source>
            <translation>samtal</translation>
        </message>
        <message>
            <source>the shift lead</source>
            <translation>trafikledaren</translation>
        </message>
        <message>
            <source>Nobody has accepted. Call: F5, then F9.</source>
            <translation>Ingen har accepterat. Ring: F5, sedan F9.</translation>
        </message>
        <message>
            <source>Nobody has accepted. The shift lead is told.</source>
            <translation>Ingen har accepterat. Trafikledaren är larmad.</translation>
        </message>
        <message>
            <source>Late: you are told, then the shift lead.</source>
            <translation>Blir det sent larmas du, sedan trafikledaren.</translation>
        </message>
        <message>
            <source>Not sent: there is no connection. Call: F5, then F9.</source>
            <translation>Ej sänd: anslutningen är bruten. Ring: F5, sedan F9.</translation>
        </message>
        <message>
            <source>The task is over. F8 sends anew.</source>
            <translation>Uppdraget är slut. F8 skickar på nytt.</translation>
        </message>
        <message>
            <source>Promised {name} {time}</source>
            <translation>Lovat {name} {time}</translation>
        </message>
        <message>
            <source>Promised {time}</source>
            <translation>Lovat {time}</translation>
        </message>
        <message>
            <source>The promised time has passed.</source>
            <translation>Den lovade tiden har passerat.</translation>
        </message>
        <message>
            <source>No time is promised</source>
            <translation>Ingen tid är lovad</translation>
        </message>
        <message>
            <source>{name} is there about {time}: F10 promises {until}.</source>
            <translation>{name} är framme omkring {time}: F10 lovar {until}.</translation>
        </message>
        <message>
            <source>F10 promises a time when somebody is on the way.</source>
            <translation>F10 lovar en tid när någon är på väg.</translation>
        </message>
        <message>
            <source>{name} comes</source>
            <translation>{name} kommer</translation>
        </message>
        <message>
            <source>The case</source>
            <translation>Ärendet</translation>
        </message>
        <message>
            <source>All on duty</source>
            <translation>Alla i tjänst</translation>
        </message>
        <message>
            <source>As a table</source>
            <translation>Som tabell</translation>
        </message>
        <message>
            <source>As a map</source>
            <translation>Som karta</translation>
        </message>
        <message>
            <source>Nearest and task</source>
            <translation>Närmast och uppdrag</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karta</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <comment>minutes_to</comment>
            <translation>{minutes} min</translation>
        </message>
        <message>
            <source>{time} ago</source>
            <comment>aged</comment>
            <translation>för {time} sedan</translation>
        </message>
        <message>
            <source>own alarm</source>
            <translation>eget larm</translation>
        </message>
        <message>
            <source>Staff, cases and coverage</source>
            <translation>Larmpersonal, ärenden och täckning</translation>
        </message>
        <message>
            <source>Responders</source>
            <translation>Larmpersonal</translation>
        </message>
        <message>
            <source>Cases</source>
            <translation>Ärenden</translation>
        </message>
        <message>
            <source>Coverage</source>
            <translation>Täckning</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Namn</translation>
        </message>
        <message>
            <source>Duty, task</source>
            <translation>Tjänst, uppdrag</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Område</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Väg</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Läge</translation>
        </message>
        <message>
            <source>Phone heard</source>
            <translation>Telefon hörd</translation>
        </message>
        <message>
            <source>Shift to</source>
            <translation>Pass till</translation>
        </message>
        <message>
            <source>Can be sent</source>
            <translation>Kan skickas</translation>
        </message>
        <message>
            <source>no position</source>
            <translation>inget läge</translation>
        </message>
        <message>
            <source>never</source>
            <translation>aldrig</translation>
        </message>
        <message>
            <source>with a resident to {time}</source>
            <translation>hos boende till {time}</translation>
        </message>
        <message>
            <source>alone, says that all is well by {time}</source>
            <translation>ensam, ska säga att allt är väl {time}</translation>
        </message>
        <message>
            <source>number {rank}</source>
            <translation>nummer {rank}</translation>
        </message>
        <message>
            <source>on the map</source>
            <translation>på kartan</translation>
        </message>
        <message>
            <source>place not known</source>
            <translation>platsen är inte känd</translation>
        </message>
        <message>
            <source>Minutes by the straight line: there is no road map.</source>
            <translation>Minuter fågelvägen: vägkarta saknas.</translation>
        </message>
        <message>
            <source>Waiting for the first word of the staff</source>
            <translation>Väntar på första beskedet om personalen</translation>
        </message>
        <message>
            <source>Coverage: {area} thin</source>
            <translation>Täckning: {area} tunn</translation>
        </message>
        <message>
            <source>Coverage: {area} empty</source>
            <translation>Täckning: {area} tom</translation>
        </message>
        <message>
            <source>{first} and {count} more</source>
            <translation>{first} och {count} till</translation>
        </message>
        <message>
            <source>{count} reachable, {risk} people at risk.</source>
            <translation>{count} nåbar, {risk} personer i risk.</translation>
        </message>
        <message>
            <source>{count} reachable, {risk} people at risk.</source>
            <comment>cover_reachables</comment>
            <translation>{count} nåbara, {risk} personer i risk.</translation>
        </message>
        <message>
            <source>To {time}.</source>
            <translation>Till {time}.</translation>
        </message>
        <message>
            <source>Nobody from {time}.</source>
            <translation>Ingen från {time}.</translation>
        </message>
        <message>
            <source>covered</source>
            <translation>täckt</translation>
        </message>
        <message>
            <source>thin</source>
            <translation>tunn</translation>
        </message>
        <message>
            <source>nobody to send</source>
            <translation>ingen att skicka</translation>
        </message>
        <message>
            <source>{count} uncertain</source>
            <translation>{count} osäkra</translation>
        </message>
        <message>
            <source>{count} reachable</source>
            <translation>{count} nåbara</translation>
        </message>
        <message>
            <source>{risk} of {all} at risk</source>
            <translation>{risk} av {all} i risk</translation>
        </message>
        <message>
            <source>Nobody to send: {area}</source>
            <translation>Ingen att skicka: {area}</translation>
        </message>
        <message>
            <source>{risk} at risk</source>
            <translation>{risk} i risk</translation>
        </message>
        <message>
            <source>{name} under way</source>
            <translation>{name} på väg</translation>
        </message>
        <message>
            <source>there {time}</source>
            <translation>framme {time}</translation>
        </message>
        <message>
            <source>{name} is there</source>
            <translation>{name} är framme</translation>
        </message>
        <message>
            <source>{name} has accepted</source>
            <translation>{name} har accepterat</translation>
        </message>
        <message>
            <source>asked: {name}</source>
            <translation>tillfrågad: {name}</translation>
        </message>
        <message>
            <source>nobody has answered</source>
            <translation>ingen har svarat</translation>
        </message>
        <message>
            <source>the group is asked</source>
            <translation>gruppen är tillfrågad</translation>
        </message>
        <message>
            <source>nobody has accepted, call</source>
            <translation>ingen har accepterat, ring</translation>
        </message>
        <message>
            <source>nobody has accepted, shift lead</source>
            <translation>ingen har accepterat, trafikledaren</translation>
        </message>
        <message>
            <source>nobody has accepted</source>
            <translation>ingen har accepterat</translation>
        </message>
        <message>
            <source>call, nobody accepts</source>
            <translation>ring, ingen accepterar</translation>
        </message>
        <message>
            <source>not sent</source>
            <comment>row_not_sent</comment>
            <translation>ej sänd</translation>
        </message>
        <message>
            <source>{name} is late</source>
            <translation>{name} är sen</translation>
        </message>
        <message>
            <source>the lock gave no right</source>
            <translation>låset gav ingen rätt</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Personal</translation>
        </message>
        <message>
            <source>{name} is asked</source>
            <translation>{name} är tillfrågad</translation>
        </message>
        <message>
            <source>Somebody is sent already. F8 again sends {name} too.</source>
            <translation>Någon är redan skickad. F8 igen skickar {name} också.</translation>
        </message>
        <message>
            <source>The task is called back, and who had it is told</source>
            <translation>Uppdraget är återkallat, den som hade det får veta</translation>
        </message>
        <message>
            <source>{name} is asked instead</source>
            <translation>{name} är tillfrågad i stället</translation>
        </message>
        <message>
            <source>{name}: {what}</source>
            <translation>{name}: {what}</translation>
        </message>
        <message>
            <source>{name}: {duty}</source>
            <translation>{name}: {duty}</translation>
        </message>
        <message>
            <source>{name} has just become the nearest. Look, and press again</source>
            <translation>{name} blev just den närmaste. Titta, och tryck igen</translation>
        </message>
        <message>
            <source>Choose whom to send first</source>
            <translation>Välj först vem som ska skickas</translation>
        </message>
        <message>
            <source>{name} has no number in the register</source>
            <translation>{name} har inget nummer i registret</translation>
        </message>
        <message>
            <source>Calls {name}. What was said: F9.</source>
            <translation>Ringer {name}. Vad som sades: F9.</translation>
        </message>
        <message>
            <source>Call {name}, {phone}. What was said: F9.</source>
            <translation>Ring {name}, {phone}. Vad som sades: F9.</translation>
        </message>
        <message>
            <source>There is no task here</source>
            <translation>Det finns inget uppdrag här</translation>
        </message>
        <message>
            <source>F8 again sends {name}</source>
            <translation>F8 igen skickar {name}</translation>
        </message>
        <message>
            <source>F9 again sends {name}</source>
            <translation>F9 igen skickar {name}</translation>
        </message>
        <message>
            <source>{name} cannot be sent: {why}</source>
            <translation>{name} kan inte skickas: {why}</translation>
        </message>
        <message>
            <source>Call back task {number}</source>
            <translation>Återkalla uppdrag {number}</translation>
        </message>
        <message>
            <source>Why does nobody have to go?</source>
            <translation>Varför behöver ingen åka?</translation>
        </message>
        <message>
            <source>Call back</source>
            <translation>Återkalla</translation>
        </message>
        <message>
            <source>Send somebody else instead of {name}</source>
            <translation>Skicka någon annan i stället för {name}</translation>
        </message>
        <message>
            <source>Ask somebody else</source>
            <translation>Fråga någon annan</translation>
        </message>
        <message>
            <source>Send instead</source>
            <translation>Skicka i stället</translation>
        </message>
        <message>
            <source>There is nobody else who can be sent.</source>
            <translation>Det finns ingen annan som kan skickas.</translation>
        </message>
        <message>
            <source>The nearest of the others</source>
            <translation>Den närmaste av de andra</translation>
        </message>
        <message>
            <source>What did {name} say?</source>
            <translation>Vad sa {name}?</translation>
        </message>
        <message>
            <source>Mark it</source>
            <translation>Markera</translation>
        </message>
        <message>
            <source>There in so many minutes</source>
            <translation>Framme om så många minuter</translation>
        </message>
        <message>
            <source>minutes</source>
            <translation>minuter</translation>
        </message>
        <message>
            <source>Minutes as a number, at most 600</source>
            <translation>Minuter som ett tal, högst 600</translation>
        </message>
        <message>
            <source>Whose duty?</source>
            <translation>Vems tjänst?</translation>
        </message>
        <message>
            <source>{name} is now</source>
            <translation>{name} är nu</translation>
        </message>
        <message>
            <source>Set the duty</source>
            <translation>Ändra tjänsten</translation>
        </message>
        <message>
            <source>Nobody is sent.</source>
            <translation>Ingen är skickad.</translation>
        </message>
        <message>
            <source>Shown for your own cases: who is nearest shows where the person lives.</source>
            <translation>Visas för egna ärenden: vem som är närmast visar var personen bor.</translation>
        </message>
        <message>
            <source>Excluded</source>
            <translation>Uteslutna</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>och {count} till</translation>
        </message>
    </context>
    <context>
        <name>FloodSay</name>
        <message>
            <source>Flood mode</source>
            <translation>Flodläge</translation>
        </message>
        <message>
            <source>since {time}, {duration}</source>
            <translation>sedan {time}, {duration}</translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>sedan {time}</translation>
        </message>
        <message>
            <source>ends under {limit} in 10 min</source>
            <translation>upphör under {limit} på 10 min</translation>
        </message>
        <message numerus="yes">
            <source>{alarms} alarms in 10 min, limit {limit} for %n operator(s).</source>
            <translation>
                <numerusform>{alarms} larm på 10 min, gräns {limit} för %n operatör.</numerusform>
                <numerusform>{alarms} larm på 10 min, gräns {limit} för %n operatörer.</numerusform>
            </translation>
        </message>
        <message>
            <source>{alarms} alarms in 10 min.</source>
            <translation>{alarms} larm på 10 min.</translation>
        </message>
        <message>
            <source>People are never folded.</source>
            <translation>Människor viks aldrig.</translation>
        </message>
        <message numerus="yes">
            <source>No case about a person. %n folded group(s) below.</source>
            <translation>
                <numerusform>Inget ärende om en människa. %n vikt grupp nedanför.</numerusform>
                <numerusform>Inget ärende om en människa. %n vikta grupper nedanför.</numerusform>
            </translation>
        </message>
        <message>
            <source>Take {who}</source>
            <translation>Ta {who}</translation>
        </message>
        <message>
            <source>Folded groups {count}</source>
            <translation>Vikta grupper {count}</translation>
        </message>
        <message>
            <source>Folded groups</source>
            <translation>Vikta grupper</translation>
        </message>
        <message>
            <source>opened with the right arrow</source>
            <translation>öppnas med högerpil</translation>
        </message>
        <message numerus="yes">
            <source>%n device(s) without contact since {time}</source>
            <translation>
                <numerusform>%n enhet utan kontakt sedan {time}</numerusform>
                <numerusform>%n enheter utan kontakt sedan {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n person(s) cannot raise an alarm at all</source>
            <translation>
                <numerusform>%n person kan inte larma alls</numerusform>
                <numerusform>%n personer kan inte larma alls</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by telephone only</source>
            <translation>
                <numerusform>%n bara via telefon</numerusform>
                <numerusform>%n bara via telefon</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not known</source>
            <translation>
                <numerusform>%n vet inte</numerusform>
                <numerusform>%n vet inte</numerusform>
            </translation>
        </message>
        <message>
            <source>everybody can raise an alarm</source>
            <translation>alla kan larma</translation>
        </message>
        <message>
            <source>who can raise an alarm is not known yet</source>
            <translation>vem som kan larma är inte känt än</translation>
        </message>
        <message>
            <source>longest wait {time}</source>
            <translation>längst väntan {time}</translation>
        </message>
        <message numerus="yes">
            <source>%n fault(s)</source>
            <translation>
                <numerusform>%n fel</numerusform>
                <numerusform>%n fel</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without an owner</source>
            <translation>
                <numerusform>%n utan ägare</numerusform>
                <numerusform>%n utan ägare</numerusform>
            </translation>
        </message>
        <message>
            <source>all taken</source>
            <translation>alla tagna</translation>
        </message>
        <message>
            <source>No owner</source>
            <translation>Ingen ägare</translation>
        </message>
        <message>
            <source>{count} tests, all proven and filed</source>
            <translation>{count} provlarm, alla styrkta och arkiverade</translation>
        </message>
        <message>
            <source>whoever presses during a test stays among the people</source>
            <translation>den som trycker under provet ligger kvar bland människor</translation>
        </message>
        <message>
            <source>Looks after itself</source>
            <translation>Sköter sig själv</translation>
        </message>
        <message>
            <source>The tests are proven and filed, one by one, in the journal. One that fails to come is a case under Technical</source>
            <translation>Provlarmen är styrkta och arkiverade, ett för ett, i journalen. Ett som uteblir blir ett ärende under Teknik</translation>
        </message>
        <message numerus="yes">
            <source>{count} in %n group(s)</source>
            <translation>
                <numerusform>{count} i %n grupp</numerusform>
                <numerusform>{count} i %n grupper</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shelved</source>
            <translation>
                <numerusform>%n parkerat</numerusform>
                <numerusform>%n parkerade</numerusform>
            </translation>
        </message>
        <message>
            <source>Hidden: {what}</source>
            <translation>Dolda: {what}</translation>
        </message>
        <message numerus="yes">
            <source>Flood mode begins. People are never folded. %n folded group(s) below.</source>
            <translation>
                <numerusform>Flodläge börjar. Människor viks aldrig. %n vikt grupp nedanför.</numerusform>
                <numerusform>Flodläge börjar. Människor viks aldrig. %n vikta grupper nedanför.</numerusform>
            </translation>
        </message>
        <message>
            <source>Flood mode is over. What was folded stands in the queue again.</source>
            <translation>Flodläget är över. Det vikta står i kön igen.</translation>
        </message>
    </context>
    <context>
        <name>HelpSay</name>
        <message>
            <source>Ask for help</source>
            <translation>Be om hjälp</translation>
        </message>
        <message>
            <source>End the call for help</source>
            <translation>Avsluta hjälpen</translation>
        </message>
        <message>
            <source>Your colleagues are told. Ctrl+H ends it</source>
            <translation>Kollegorna får veta det. Ctrl+H avslutar</translation>
        </message>
        <message>
            <source>The call for help is over</source>
            <translation>Du ber inte längre om hjälp</translation>
        </message>
        <message>
            <source>No life alarm waits: there is nothing to ask for help with</source>
            <translation>Inget livslarm väntar: det finns inget att be om hjälp med</translation>
        </message>
        <message>
            <source>The call for help was over already</source>
            <translation>Det var redan avslutat</translation>
        </message>
        <message>
            <source>Your call for help is over: no life alarm waits any more</source>
            <translation>Du ber inte längre om hjälp: inget livslarm väntar</translation>
        </message>
        <message numerus="yes">
            <source>%n life alarm(s) wait and you have a case: Ctrl+H asks your colleagues for help</source>
            <translation>
                <numerusform>%n livslarm väntar och du har ett ärende: Ctrl+H ber om hjälp</numerusform>
                <numerusform>%n livslarm väntar och du har ett ärende: Ctrl+H ber om hjälp</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n life alarm(s) wait: Ctrl+H asks for help</source>
            <translation>
                <numerusform>%n livslarm väntar: Ctrl+H ber om hjälp</numerusform>
                <numerusform>%n livslarm väntar: Ctrl+H ber om hjälp</numerusform>
            </translation>
        </message>
        <message>
            <source>{who} asks for help</source>
            <translation>{who} ber om hjälp</translation>
        </message>
        <message>
            <source>You have asked for help</source>
            <translation>Du har bett om hjälp</translation>
        </message>
        <message numerus="yes">
            <source>since {time}, %n life alarm(s) waited</source>
            <translation>
                <numerusform>sedan {time}, %n livslarm väntade</numerusform>
                <numerusform>sedan {time}, %n livslarm väntade</numerusform>
            </translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>sedan {time}</translation>
        </message>
        <message>
            <source>A colleague</source>
            <translation>En kollega</translation>
        </message>
        <message>
            <source>{who} asks for help, {since}.</source>
            <translation>{who} ber om hjälp, {since}.</translation>
        </message>
        <message>
            <source>{who} does not need help any more.</source>
            <translation>{who} behöver inte hjälp längre.</translation>
        </message>
    </context>
    <context>
        <name>MapSay</name>
        <message>
            <source>Map</source>
            <translation>Karta</translation>
        </message>
        <message>
            <source>Map of {name}</source>
            <translation>Karta över {name}</translation>
        </message>
        <message>
            <source>There is no map here. Everybody still stands where they were last heard.</source>
            <translation>Det finns ingen karta här. Alla står ändå där de senast hördes.</translation>
        </message>
        <message>
            <source>{credit}. Map pack {made_on}</source>
            <translation>{credit}. Kartpaket {made_on}</translation>
        </message>
        <message>
            <source>{count} m</source>
            <comment>scale bar</comment>
            <translation>{count} m</translation>
        </message>
        <message>
            <source>{count} km</source>
            <comment>scale bar</comment>
            <translation>{count} km</translation>
        </message>
        <message>
            <source>{degrees} N</source>
            <translation>{degrees} N</translation>
        </message>
        <message>
            <source>{degrees} S</source>
            <translation>{degrees} S</translation>
        </message>
        <message>
            <source>{degrees} E</source>
            <translation>{degrees} Ö</translation>
        </message>
        <message>
            <source>{degrees} W</source>
            <translation>{degrees} V</translation>
        </message>
        <message numerus="yes">
            <source>%n case(s)</source>
            <comment>on the map</comment>
            <translation>
                <numerusform>%n ärende</numerusform>
                <numerusform>%n ärenden</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of the staff</source>
            <comment>on the map</comment>
            <translation>
                <numerusform>%n i larmpersonalen</numerusform>
                <numerusform>%n i larmpersonalen</numerusform>
            </translation>
        </message>
        <message>
            <source>{cases} and {staff} on the map.</source>
            <translation>{cases} och {staff} på kartan.</translation>
        </message>
        <message>
            <source>number {number}, {name}</source>
            <translation>nummer {number}, {name}</translation>
        </message>
        <message>
            <source>{name}, the chosen case</source>
            <translation>{name}, valt ärende</translation>
        </message>
        <message>
            <source>{name}, old position</source>
            <translation>{name}, gammalt läge</translation>
        </message>
        <message numerus="yes">
            <source>%n together: enter comes nearer</source>
            <translation>
                <numerusform>%n här: Enter går närmare</numerusform>
                <numerusform>%n tillsammans: Enter går närmare</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more here</source>
            <translation>
                <numerusform>och %n till här</numerusform>
                <numerusform>och %n till här</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NightSay</name>
        <message>
            <source>the night of {days}</source>
            <translation>natten {days}</translation>
        </message>
        <message>
            <source>24 hours, {days}</source>
            <translation>24 timmar, {days}</translation>
        </message>
        <message>
            <source>7 nights, {days}</source>
            <translation>7 nätter, {days}</translation>
        </message>
        <message numerus="yes">
            <source>usual time, %n night(s)</source>
            <translation>
                <numerusform>vanlig tid, %n natt</numerusform>
                <numerusform>vanlig tid, %n nätter</numerusform>
            </translation>
        </message>
        <message>
            <source>usual time: not known</source>
            <translation>vanlig tid: vet inte</translation>
        </message>
        <message>
            <source>Out of bed for {time}.</source>
            <translation>Sängen lämnad i {time}.</translation>
        </message>
        <message>
            <source>The usual longest time up is {time}.</source>
            <translation>Vanlig längsta tid uppe är {time}.</translation>
        </message>
        <message>
            <source>The door was opened at {time}.</source>
            <translation>Dörren öppnades {time}.</translation>
        </message>
        <message>
            <source>No motion for {time}.</source>
            <translation>Ingen rörelse på {time}.</translation>
        </message>
        <message>
            <source>No motion by the set hour.</source>
            <translation>Ingen rörelse inom utsatt tid.</translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s), the last at {time}.</source>
            <translation>
                <numerusform>%n larm, kl. {time}.</numerusform>
                <numerusform>%n larm, det senaste {time}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing unusual in what has been reported.</source>
            <translation>Inget ovanligt i det som har rapporterats.</translation>
        </message>
        <message>
            <source>No sensor reports from the home: the night is not known.</source>
            <translation>Ingen givare rapporterar från hemmet: vi vet inte hur natten är.</translation>
        </message>
        <message>
            <source>The night on a line</source>
            <translation>Natten på en linje</translation>
        </message>
        <message>
            <source>{time} now</source>
            <translation>{time} nu</translation>
        </message>
        <message>
            <source>room by room</source>
            <translation>rum för rum</translation>
        </message>
        <message numerus="yes">
            <source>%n decided</source>
            <comment>looks</comment>
            <translation>
                <numerusform>beslutad %n</numerusform>
                <numerusform>beslutade %n</numerusform>
            </translation>
        </message>
        <message>
            <source>all sources</source>
            <translation>alla källor</translation>
        </message>
        <message>
            <source>dispenser</source>
            <translation>automat</translation>
        </message>
        <message>
            <source>no sensor</source>
            <translation>ingen givare</translation>
        </message>
        <message>
            <source>went to bed</source>
            <translation>lade sig</translation>
        </message>
        <message>
            <source>back in bed</source>
            <translation>tillbaka i sängen</translation>
        </message>
        <message>
            <source>up {time}</source>
            <translation>uppe {time}</translation>
        </message>
        <message>
            <source>left the bed, {time}</source>
            <translation>lämnade sängen, {time}</translation>
        </message>
        <message>
            <source>press {number}</source>
            <translation>tryck {number}</translation>
        </message>
        <message>
            <source>presses {first}–{last}</source>
            <translation>tryck {first}–{last}</translation>
        </message>
        <message>
            <source>planned {time}</source>
            <translation>planerad {time}</translation>
        </message>
        <message>
            <source>taken {time}</source>
            <translation>tagen {time}</translation>
        </message>
        <message>
            <source>not taken {time}</source>
            <translation>ej tagen {time}</translation>
        </message>
        <message>
            <source>going on</source>
            <translation>pågår</translation>
        </message>
        <message>
            <source>The same night as a table</source>
            <translation>Samma natt som tabell</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Tid</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Källa</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Händelse</translation>
        </message>
        <message>
            <source>Nothing has been reported in this time.</source>
            <translation>Inget har rapporterats under tiden.</translation>
        </message>
        <message>
            <source>marked</source>
            <translation>markerad</translation>
        </message>
        <message>
            <source>Opened by you, reason: {reason}</source>
            <translation>Öppnad av dig, skäl: {reason}</translation>
        </message>
        <message>
            <source>Opened by you, reason: case {number}</source>
            <translation>Öppnad av dig, skäl: ärende {number}</translation>
        </message>
        <message>
            <source>Read {time}</source>
            <translation>Läst {time}</translation>
        </message>
        <message>
            <source>Update</source>
            <translation>Uppdatera</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Linje</translation>
        </message>
        <message>
            <source>Table {count}</source>
            <translation>Tabell {count}</translation>
        </message>
        <message>
            <source>Fall prevention</source>
            <translation>Fallförebyggande</translation>
        </message>
        <message numerus="yes">
            <source>The night deviates: {what}, %n night(s) of seven.</source>
            <translation>
                <numerusform>Natten avviker: {what}, %n natt av sju.</numerusform>
                <numerusform>Natten avviker: {what}, %n nätter av sju.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Certainty: {certainty}, %n night(s) to compare with.</source>
            <translation>
                <numerusform>Säkerhet: {certainty}, %n natt att jämföra med.</numerusform>
                <numerusform>Säkerhet: {certainty}, %n nätter att jämföra med.</numerusform>
            </translation>
        </message>
        <message>
            <source>Comes in the morning list. Never becomes an alarm.</source>
            <translation>Kommer i morgonlistan. Blir aldrig ett larm.</translation>
        </message>
        <message>
            <source>The night does not deviate from the others.</source>
            <translation>Natten avviker inte från de andra.</translation>
        </message>
        <message>
            <source>Too few nights to compare with.</source>
            <translation>För få nätter att jämföra med.</translation>
        </message>
        <message>
            <source>Chosen event,</source>
            <translation>Vald händelse,</translation>
        </message>
        <message>
            <source>No event is chosen.</source>
            <translation>Ingen händelse är vald.</translation>
        </message>
        <message>
            <source>Back {time}.</source>
            <translation>Tillbaka {time}.</translation>
        </message>
        <message>
            <source>Not back.</source>
            <translation>Inte tillbaka.</translation>
        </message>
        <message>
            <source>To {time}.</source>
            <translation>Till {time}.</translation>
        </message>
        <message>
            <source>No motion {since}–{until}.</source>
            <translation>Ingen rörelse {since}–{until}.</translation>
        </message>
        <message>
            <source>Why it is marked</source>
            <translation>Varför den är markerad</translation>
        </message>
        <message>
            <source>It is not marked: it passed no limit of the decision.</source>
            <translation>Inte markerad: den passerade ingen gräns i beslutet.</translation>
        </message>
        <message>
            <source>Up {time}.</source>
            <translation>Uppe {time}.</translation>
        </message>
        <message>
            <source>The limit in the decision is {time}.</source>
            <translation>Gränsen i beslutet är {time}.</translation>
        </message>
        <message>
            <source>Became {what}.</source>
            <translation>Blev larmet ”{what}”.</translation>
        </message>
        <message>
            <source>Became {what}, part of case {number}.</source>
            <translation>Blev larmet ”{what}”, del av ärende {number}.</translation>
        </message>
        <message>
            <source>The night against the usual</source>
            <translation>Natten mot det vanliga</translation>
        </message>
        <message>
            <source>Times up</source>
            <translation>Gånger uppe</translation>
        </message>
        <message>
            <source>Longest up</source>
            <translation>Längst uppe</translation>
        </message>
        <message>
            <source>usual {usual}</source>
            <translation>vanligt {usual}</translation>
        </message>
        <message>
            <source>usual: not known</source>
            <translation>vanligt: vet inte</translation>
        </message>
        <message>
            <source>{number} min</source>
            <translation>{number} min</translation>
        </message>
        <message>
            <source>Nobody is chosen</source>
            <translation>Ingen är vald</translation>
        </message>
        <message>
            <source>Choose a case in the queue: its resident's night is shown here.</source>
            <translation>Välj ett ärende i kön, så visas den boendes natt här.</translation>
        </message>
        <message>
            <source>No known resident</source>
            <translation>Ingen känd boende</translation>
        </message>
        <message>
            <source>The case is about nobody in particular. Say who it is first, by Ctrl+G.</source>
            <translation>Ärendet gäller ingen bestämd person. Ange först vem det är, med Ctrl+G.</translation>
        </message>
        <message>
            <source>Fetching the night</source>
            <translation>Hämtar natten</translation>
        </message>
        <message>
            <source>The reading is journalled first.</source>
            <translation>Läsningen journalförs först.</translation>
        </message>
        <message>
            <source>Fetching the morning list</source>
            <translation>Hämtar morgonlistan</translation>
        </message>
        <message>
            <source>The night did not come</source>
            <translation>Natten kom inte</translation>
        </message>
        <message>
            <source>Nothing is shown rather than half. Update tries again; the queue goes on as ever.</source>
            <translation>Inget visas hellre än hälften. Uppdatera försöker igen. Kön går som vanligt.</translation>
        </message>
        <message>
            <source>The night is not shown</source>
            <translation>Natten visas inte</translation>
        </message>
        <message>
            <source>Open {name}'s night: why?</source>
            <translation>Öppna natten för {name}: varför?</translation>
        </message>
        <message>
            <source>Open the night of a protected identity: why?</source>
            <translation>Öppna natten för en skyddad identitet: varför?</translation>
        </message>
        <message>
            <source>The case is not yours, so the reading needs a reason. Reason and reader are journalled.</source>
            <translation>Läsningen behöver ett skäl, eftersom ärendet inte är ditt. Skäl och läsare journalförs.</translation>
        </message>
        <message>
            <source>Morning list</source>
            <translation>Morgonlista</translation>
        </message>
        <message>
            <source>Show the morning list</source>
            <translation>Visa morgonlistan</translation>
        </message>
        <message>
            <source>Nights that are unlike the resident's own others. Never alarms. Enter opens one.</source>
            <translation>De är inte som den boendes andra nätter. Blir aldrig larm. Enter öppnar en natt.</translation>
        </message>
        <message numerus="yes">
            <source>%n night(s) deviate</source>
            <translation>
                <numerusform>%n natt avviker</numerusform>
                <numerusform>%n nätter avviker</numerusform>
            </translation>
        </message>
        <message>
            <source>No nights deviate.</source>
            <translation>Inga nätter avviker.</translation>
        </message>
        <message>
            <source>Each resident's night is compared with their own fourteen before it.</source>
            <translation>Varje boendes natt jämförs med de egna fjorton nätterna före.</translation>
        </message>
        <message numerus="yes">
            <source>Up %n time(s), usual {usual}</source>
            <translation>
                <numerusform>Uppe %n gång, vanligt {usual}</numerusform>
                <numerusform>Uppe %n gånger, vanligt {usual}</numerusform>
            </translation>
        </message>
        <message>
            <source>Up {number} min at most, usual {usual}</source>
            <translation>Längst uppe {number} min, vanligt {usual}</translation>
        </message>
        <message>
            <source>certainty {certainty}</source>
            <translation>säkerhet {certainty}</translation>
        </message>
        <message>
            <source>Resident</source>
            <translation>Boende</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Område</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Skäl</translation>
        </message>
        <message>
            <source>The event before, or after</source>
            <translation>Händelsen före eller efter</translation>
        </message>
        <message>
            <source>First or last event</source>
            <translation>Första eller sista händelsen</translation>
        </message>
        <message>
            <source>Earlier or later on the line</source>
            <translation>Tidigare eller senare på linjen</translation>
        </message>
        <message>
            <source>Closer or farther, 0 the whole</source>
            <translation>Närmare eller längre bort, 0 hela</translation>
        </message>
        <message>
            <source>The night, 24 hours, 7 nights</source>
            <translation>Natten, 24 timmar, 7 nätter</translation>
        </message>
        <message>
            <source>To the table, and back</source>
            <translation>Till tabellen och tillbaka</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Läs på nytt</translation>
        </message>
        <message>
            <source>Certainty</source>
            <translation>Säkerhet</translation>
        </message>
    </context>
    <context>
        <name>OutageSay</name>
        <message>
            <source>since {time}</source>
            <translation>sedan {time}</translation>
        </message>
        <message>
            <source>closes when the line is back</source>
            <translation>stängs när linjen är åter</translation>
        </message>
        <message>
            <source>target {target}, closes when the line is back</source>
            <translation>mål {target}, stängs när linjen är åter</translation>
        </message>
        <message>
            <source>devices without contact</source>
            <translation>enheter utan kontakt</translation>
        </message>
        <message>
            <source>cannot raise an alarm at all</source>
            <translation>kan inte larma alls</translation>
        </message>
        <message>
            <source>have only a telephone</source>
            <translation>har bara fast telefon</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>vet inte</translation>
        </message>
        <message>
            <source>The outage in numbers</source>
            <translation>Avbrottet i siffror</translation>
        </message>
        <message>
            <source>Who cannot call for help now</source>
            <translation>Vem kan inte kalla på hjälp nu</translation>
        </message>
        <message>
            <source>by risk, with reasons</source>
            <translation>ordnade efter risk, skäl i ord</translation>
        </message>
        <message>
            <source>uncertain, read {time}</source>
            <translation>osäkert, läst {time}</translation>
        </message>
        <message>
            <source>Everybody can call for help.</source>
            <translation>Alla kan kalla på hjälp.</translation>
        </message>
        <message numerus="yes">
            <source>%n more whom it concerns can raise an alarm by other ways.</source>
            <translation>
                <numerusform>%n till som berörs kan larma på andra vägar.</numerusform>
                <numerusform>%n till som berörs kan larma på andra vägar.</numerusform>
            </translation>
        </message>
        <message>
            <source>Looking up who can call for help.</source>
            <translation>Slår upp vem som kan kalla på hjälp.</translation>
        </message>
        <message>
            <source>We do not know who can call for help.</source>
            <translation>Vi vet inte vem som kan kalla på hjälp.</translation>
        </message>
        <message>
            <source>It is asked for again. Until then: the risk list, Ctrl+B.</source>
            <translation>Frågan ställs igen. Till dess: risklistan, Ctrl+B.</translation>
        </message>
        <message>
            <source>Who they are is not shown to you. The numbers above hold.</source>
            <translation>Vilka de är visas inte för dig. Antalen ovan gäller.</translation>
        </message>
        <message>
            <source>Enter opens the card, after a reason. Left goes back to the queue.</source>
            <translation>Enter öppnar kortet, efter ett skäl. Vänsterpil går tillbaka till kön.</translation>
        </message>
        <message>
            <source>no way out</source>
            <translation>ingen väg ut</translation>
        </message>
        <message>
            <source>only a telephone</source>
            <translation>bara fast telefon</translation>
        </message>
        <message>
            <source>can raise an alarm</source>
            <translation>kan larma</translation>
        </message>
        <message>
            <source>nobody sent</source>
            <translation>ingen skickad</translation>
        </message>
        <message>
            <source>waits for an answer</source>
            <translation>väntar på svar</translation>
        </message>
        <message>
            <source>promised {time}</source>
            <translation>lovat {time}</translation>
        </message>
        <message>
            <source>promise {time} not kept</source>
            <translation>löftet {time} hölls inte</translation>
        </message>
        <message>
            <source>you have the case</source>
            <translation>du har ärendet</translation>
        </message>
        <message>
            <source>{who} has the case</source>
            <translation>{who} har ärendet</translation>
        </message>
        <message>
            <source>has a case</source>
            <translation>har ett ärende</translation>
        </message>
    </context>
    <context>
        <name>PaletteSay</name>
        <message>
            <source>Search or run a command</source>
            <translation>Sök eller kör ett kommando</translation>
        </message>
        <message>
            <source>Search resident, address or command</source>
            <translation>Sök boende, adress eller kommando</translation>
        </message>
        <message>
            <source>Hits</source>
            <translation>Träffar</translation>
        </message>
        <message numerus="yes">
            <source>%n hit(s) in {time}</source>
            <translation>
                <numerusform>%n träff på {time}</numerusform>
                <numerusform>%n träffar på {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hit(s)</source>
            <translation>
                <numerusform>%n träff</numerusform>
                <numerusform>%n träffar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least %n hit(s) in {time}</source>
            <translation>
                <numerusform>Minst %n träff på {time}</numerusform>
                <numerusform>Minst %n träffar på {time}</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} ms</translation>
        </message>
        <message>
            <source>Searching</source>
            <translation>Söker</translation>
        </message>
        <message>
            <source>Searching, {time}</source>
            <translation>Söker, {time}</translation>
        </message>
        <message>
            <source>Residents</source>
            <translation>Boende</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>Kommandon</translation>
        </message>
        <message>
            <source>Response staff and colleagues</source>
            <translation>Larmpersonal och kollegor</translation>
        </message>
        <message>
            <source>Devices and cases</source>
            <translation>Enheter och ärenden</translation>
        </message>
        <message>
            <source>Last used</source>
            <translation>Senast använda</translation>
        </message>
        <message>
            <source>1 hit with protected identity</source>
            <translation>1 träff med skyddad identitet</translation>
        </message>
        <message>
            <source>Hit {number} of {count} with protected identity</source>
            <translation>Träff {number} av {count} med skyddad identitet</translation>
        </message>
        <message>
            <source>shown only after a reason</source>
            <translation>visas först efter skäl</translation>
        </message>
        <message>
            <source>case open</source>
            <translation>ärende öppet</translation>
        </message>
        <message>
            <source>apt {number}</source>
            <translation>lgh {number}</translation>
        </message>
        <message>
            <source>Case {id}</source>
            <translation>Ärende {id}</translation>
        </message>
        <message>
            <source>sits at {console}</source>
            <translation>sitter vid {console}</translation>
        </message>
        <message>
            <source>not signed in</source>
            <translation>inte inloggad</translation>
        </message>
        <message numerus="yes">
            <source>%n more. Type more to see fewer</source>
            <translation>
                <numerusform>%n till. Skriv mer för färre träffar</numerusform>
                <numerusform>%n till. Skriv mer för färre träffar</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least %n more. Type more to see fewer</source>
            <translation>
                <numerusform>Minst %n till. Skriv mer för färre träffar</numerusform>
                <numerusform>Minst %n till. Skriv mer för färre träffar</numerusform>
            </translation>
        </message>
        <message>
            <source>Type to search: name, address, phone, staff, device or case.</source>
            <translation>Skriv för att söka: namn, adress, telefon, personal, enhet eller ärende.</translation>
        </message>
        <message>
            <source>Type two letters or digits or more to search among residents, staff and devices.</source>
            <translation>Skriv minst två bokstäver eller siffror för att söka bland boende, personal och enheter.</translation>
        </message>
        <message>
            <source>No hit for “{text}”.</source>
            <translation>Ingen träff på ”{text}”.</translation>
        </message>
        <message>
            <source>Searched: name, address and phone of residents in your municipalities, devices, open cases, staff and commands.</source>
            <translation>Sökt i: namn, adress och telefon för boende i dina kommuner, enheter, öppna ärenden, personal och kommandon.</translation>
        </message>
        <message>
            <source>Only commands were searched. Without &gt; everything is searched.</source>
            <translation>Bara kommandon är genomsökta. Utan &gt; genomsöks allt.</translation>
        </message>
        <message>
            <source>Only staff were searched. Without @ everything is searched.</source>
            <translation>Bara personal är genomsökt. Utan @ genomsöks allt.</translation>
        </message>
        <message>
            <source>Only devices and open cases were searched. Without # everything is searched.</source>
            <translation>Bara enheter och öppna ärenden är genomsökta. Utan # genomsöks allt.</translation>
        </message>
        <message>
            <source>Whoever has a protected identity is never found by name, address or phone, unless you are named for it.</source>
            <translation>Den som har skyddad identitet hittas aldrig på namn, adress eller telefon, om du inte är utsedd för det.</translation>
        </message>
        <message>
            <source>No contact with the console's core: residents, staff and devices cannot be searched now.</source>
            <translation>Ingen kontakt med konsolens kärna: boende, personal och enheter kan inte sökas just nu.</translation>
        </message>
        <message>
            <source>choose</source>
            <translation>välj</translation>
        </message>
        <message>
            <source>only commands</source>
            <translation>bara kommandon</translation>
        </message>
        <message>
            <source>staff</source>
            <translation>personal</translation>
        </message>
        <message>
            <source>device or case</source>
            <translation>enhet eller ärende</translation>
        </message>
        <message>
            <source>Opening a card is journalled</source>
            <translation>Att öppna ett kort journalförs</translation>
        </message>
    </context>
    <context>
        <name>PlanSay</name>
        <message>
            <source>The steps of the plan</source>
            <translation>Stegen i planen</translation>
        </message>
        <message>
            <source>Fetching the plan</source>
            <translation>Hämtar planen</translation>
        </message>
        <message>
            <source>The case follows a plan of a version that is not here yet. It is asked for again. Meanwhile: follow the municipality's routine, write notes (F11).</source>
            <translation>Ärendet följer en plan i en version som inte finns här än. Den efterfrågas igen. Under tiden: följ kommunens rutin, anteckna (F11).</translation>
        </message>
        <message>
            <source>No plan fits this case. Follow the municipality's routine.</source>
            <translation>Ingen plan passar det här ärendet. Följ kommunens rutin.</translation>
        </message>
        <message>
            <source>Take the case (F3) to follow the plan. The card may add steps.</source>
            <translation>Ta ärendet (F3) för att följa planen. Kortet kan ge fler steg.</translation>
        </message>
        <message>
            <source>The plan has not begun. F9 begins it.</source>
            <translation>Planen är inte påbörjad. F9 börjar den.</translation>
        </message>
        <message>
            <source>{name} follows the plan.</source>
            <translation>{name} följer planen.</translation>
        </message>
        <message>
            <source>personal</source>
            <translation>personlig</translation>
        </message>
        <message>
            <source>version {version}</source>
            <translation>version {version}</translation>
        </message>
        <message>
            <source>New alarm: {cause}. Ctrl+F9 changes to the plan for {cause}.</source>
            <translation>Nytt larm: {cause}. Ctrl+F9 byter till planen för {cause}.</translation>
        </message>
        <message>
            <source>Every step is done or left out. F12 closes the case.</source>
            <translation>Alla steg är klara eller överhoppade. F12 avslutar ärendet.</translation>
        </message>
        <message>
            <source>Step {number} of {count}, {state}: {text}</source>
            <translation>Steg {number} av {count}, {state}: {text}</translation>
        </message>
        <message>
            <source>Answers: {answers}</source>
            <translation>Svar: {answers}</translation>
        </message>
        <message>
            <source>{answer} {key}</source>
            <translation>{answer} {key}</translation>
        </message>
        <message>
            <source>Left out: {reason}</source>
            <translation>Överhoppat: {reason}</translation>
        </message>
        <message>
            <source>not needed after the answer {answer}</source>
            <translation>behövs inte efter svaret {answer}</translation>
        </message>
        <message>
            <source>not needed, step {number} was left out</source>
            <translation>behövs inte, steg {number} hoppades över</translation>
        </message>
        <message>
            <source>not needed, like step {number}</source>
            <translation>behövs inte, liksom steg {number}</translation>
        </message>
        <message>
            <source>not needed here</source>
            <translation>behövs inte här</translation>
        </message>
        <message>
            <source>No telephone number on the card</source>
            <translation>Inget telefonnummer på kortet</translation>
        </message>
        <message>
            <source>The numbers are protected: Ctrl+U and a reason</source>
            <translation>Numren är skyddade: Ctrl+U och ett skäl</translation>
        </message>
        <message>
            <source>The numbers stand on the card when it is open</source>
            <translation>Numren står på kortet när det är öppet</translation>
        </message>
        <message>
            <source>No contacts on the card</source>
            <translation>Inga närstående på kortet</translation>
        </message>
        <message>
            <source>F9 calls, and the call marks the answer</source>
            <translation>F9 ringer, och samtalet markerar svaret</translation>
        </message>
        <message>
            <source>F9 calls by video, and the call marks the answer</source>
            <translation>F9 ringer med video, och samtalet markerar svaret</translation>
        </message>
        <message>
            <source>F9 shows whom to call</source>
            <translation>F9 visar vem du kan ringa</translation>
        </message>
        <message>
            <source>Ctrl+F6 opens the camera, masked; then mark the answer</source>
            <translation>Ctrl+F6 öppnar kameran, maskerad. Markera sedan svaret</translation>
        </message>
        <message>
            <source>F9 shows who is nearest. Or call, and mark the answer</source>
            <translation>F9 visar vem som är närmast. Eller ring och markera svaret</translation>
        </message>
        <message>
            <source>Call 112 from the telephone. F9 when you have called</source>
            <translation>Ring 112 från telefonen. F9 när du har ringt</translation>
        </message>
        <message>
            <source>Untouched for {time}.</source>
            <translation>Orört i {time}.</translation>
        </message>
        <message>
            <source>The plan alarms again in {time}</source>
            <translation>Planen larmar igen om {time}</translation>
        </message>
        <message>
            <source>The plan calls all operators in {time}</source>
            <translation>Planen larmar alla operatörer om {time}</translation>
        </message>
        <message>
            <source>The plan calls the shift lead in {time}</source>
            <translation>Planen larmar trafikledaren om {time}</translation>
        </message>
        <message>
            <source>The plan calls the patrol in {time}</source>
            <translation>Planen larmar nattpatrullen om {time}</translation>
        </message>
        <message>
            <source>{first}, then {rung}</source>
            <translation>{first}, sedan {rung}</translation>
        </message>
        <message>
            <source>again</source>
            <translation>igen</translation>
        </message>
        <message>
            <source>all operators</source>
            <translation>alla operatörer</translation>
        </message>
        <message>
            <source>the shift lead</source>
            <translation>trafikledaren</translation>
        </message>
        <message>
            <source>the patrol</source>
            <translation>nattpatrullen</translation>
        </message>
        <message>
            <source>The plan has called {rung}. Go on now.</source>
            <translation>Planen har larmat {rung}. Gå vidare nu.</translation>
        </message>
        <message>
            <source>The plan has alarmed again. Go on now.</source>
            <translation>Planen har larmat igen. Gå vidare nu.</translation>
        </message>
        <message>
            <source>The plan rests until the promise {time}</source>
            <translation>Planen vilar till löftet {time}</translation>
        </message>
        <message>
            <source>{time} left to wait</source>
            <translation>{time} kvar att vänta</translation>
        </message>
        <message>
            <source>The wait is over. F9 goes on.</source>
            <translation>Väntan är över. F9 går vidare.</translation>
        </message>
        <message>
            <source>Begin plan</source>
            <translation>Börja planen</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Gå vidare</translation>
        </message>
        <message>
            <source>{act} {time}</source>
            <translation>{act} {time}</translation>
        </message>
        <message>
            <source>First answer of the step</source>
            <translation>Stegets första svar</translation>
        </message>
        <message>
            <source>Second answer of the step</source>
            <translation>Stegets andra svar</translation>
        </message>
        <message>
            <source>Third answer of the step</source>
            <translation>Stegets tredje svar</translation>
        </message>
        <message>
            <source>Leave out the step</source>
            <translation>Hoppa över steget</translation>
        </message>
        <message>
            <source>Take the last mark back</source>
            <translation>Ta tillbaka senaste markeringen</translation>
        </message>
        <message>
            <source>Change to the plan that fits now</source>
            <translation>Byt till planen som passar nu</translation>
        </message>
        <message>
            <source>Read a step of the plan</source>
            <translation>Läs ett steg i planen</translation>
        </message>
        <message>
            <source>To the plan</source>
            <translation>Till planen</translation>
        </message>
        <message>
            <source>Here is the plan. Read the step, and press again</source>
            <translation>Här är planen. Läs steget och tryck igen</translation>
        </message>
        <message>
            <source>The case follows no plan</source>
            <translation>Ärendet följer ingen plan</translation>
        </message>
        <message>
            <source>Mark the answer: {answers}</source>
            <translation>Markera svaret: {answers}</translation>
        </message>
        <message>
            <source>The step has no such answer</source>
            <translation>Steget har inget sådant svar</translation>
        </message>
        <message>
            <source>The step has no answers. F9 marks it</source>
            <translation>Steget har inga svar. F9 markerar det</translation>
        </message>
        <message>
            <source>Step {number} is marked already. Esc goes back to the present step</source>
            <translation>Steg {number} är redan markerat. Esc går tillbaka till steget nu</translation>
        </message>
        <message>
            <source>{time} left to wait. Alt+H leaves the step out</source>
            <translation>{time} kvar att vänta. Alt+H hoppar över steget</translation>
        </message>
        <message>
            <source>The next step has just come. Read it, and press again</source>
            <translation>Nästa steg kom just. Läs det och tryck igen</translation>
        </message>
        <message>
            <source>Done: {step}</source>
            <translation>Klart: {step}</translation>
        </message>
        <message>
            <source>Done: {step}, {answer}</source>
            <translation>Klart: {step}, {answer}</translation>
        </message>
        <message>
            <source>Left out: {step}</source>
            <translation>Överhoppat: {step}</translation>
        </message>
        <message>
            <source>Open again: {step}</source>
            <translation>Öppet igen: {step}</translation>
        </message>
        <message>
            <source>No step has been marked</source>
            <translation>Inget steg är markerat</translation>
        </message>
        <message>
            <source>The plan has been changed</source>
            <translation>Planen är bytt</translation>
        </message>
        <message>
            <source>The plan has begun</source>
            <translation>Planen är påbörjad</translation>
        </message>
        <message>
            <source>The plan that fits is the one that is followed</source>
            <translation>Planen som passar är den som följs</translation>
        </message>
        <message>
            <source>follow-up</source>
            <translation>uppföljning</translation>
        </message>
        <message>
            <source>by the plan</source>
            <translation>enligt planen</translation>
        </message>
        <message>
            <source>Leave out step {number}: why?</source>
            <translation>Hoppa över steg {number}: varför?</translation>
        </message>
        <message>
            <source>Leave out</source>
            <translation>Hoppa över</translation>
        </message>
        <message>
            <source>Or in your own words</source>
            <translation>Eller med egna ord</translation>
        </message>
        <message>
            <source>Reason in your own words</source>
            <translation>Skäl med egna ord</translation>
        </message>
        <message>
            <source>Choose a reason or write one</source>
            <translation>Välj ett skäl eller skriv ett</translation>
        </message>
        <message>
            <source>Done already</source>
            <translation>Redan gjort</translation>
        </message>
        <message>
            <source>Not needed here</source>
            <translation>Behövs inte här</translation>
        </message>
        <message>
            <source>Cannot be done</source>
            <translation>Går inte att göra</translation>
        </message>
        <message>
            <source>Somebody else does it</source>
            <translation>Någon annan gör det</translation>
        </message>
        <message>
            <source>Would take too long</source>
            <translation>Skulle ta för lång tid</translation>
        </message>
        <message>
            <source>Could do harm</source>
            <translation>Kan göra skada</translation>
        </message>
        <message>
            <source>{number} {way}</source>
            <translation>{number} {way}</translation>
        </message>
        <message>
            <source>{number} {way} {telephone}</source>
            <translation>{number} {way} {telephone}</translation>
        </message>
    </context>
    <context>
        <name>RoundKeySay</name>
        <message>
            <source>Outcome of the open look, or of who was visited</source>
            <translation>Utfall av öppen tillsyn eller besök</translation>
        </message>
        <message>
            <source>Choose a look</source>
            <translation>Välj en tillsyn</translation>
        </message>
        <message>
            <source>Open the chosen look</source>
            <translation>Öppna den valda tillsynen</translation>
        </message>
        <message>
            <source>Take the mask off, with a reason</source>
            <translation>Ta bort masken, med skäl</translation>
        </message>
        <message>
            <source>Round or night, on a small screen</source>
            <translation>Rundan eller natten, på liten skärm</translation>
        </message>
        <message>
            <source>Another municipality, in the report</source>
            <translation>Annan kommun, i rapporten</translation>
        </message>
    </context>
    <context>
        <name>RoundsSay</name>
        <message>
            <source>Pause the round</source>
            <translation>Pausa rundan</translation>
        </message>
        <message>
            <source>Go on with the round</source>
            <translation>Fortsätt rundan</translation>
        </message>
        <message>
            <source>Open the look</source>
            <translation>Öppna tillsyn</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Tillsyn igen</translation>
        </message>
        <message>
            <source>Connect again</source>
            <translation>Anslut igen</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Fortsätt</translation>
        </message>
        <message>
            <source>Next look</source>
            <translation>Nästa tillsyn</translation>
        </message>
        <message>
            <source>Another try</source>
            <translation>Nytt försök</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Anteckna</translation>
        </message>
        <message>
            <source>End the night…</source>
            <translation>Avsluta natten…</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signera</translation>
        </message>
        <message>
            <source>A camera is open: choose an outcome, or Esc closes it</source>
            <translation>En kamera är öppen: välj utfall, eller stäng med Esc</translation>
        </message>
        <message>
            <source>No look waits now</source>
            <translation>Ingen tillsyn väntar nu</translation>
        </message>
        <message>
            <source>The round is paused. F3 goes on.</source>
            <translation>Rundan är pausad. F3 fortsätter.</translation>
        </message>
        <message>
            <source>Choose a look in the list first</source>
            <translation>Välj en tillsyn i listan först</translation>
        </message>
        <message>
            <source>Press 0 again: no more looks at {name} tonight</source>
            <translation>Tryck 0 igen: inga fler tillsyner hos {name} i natt</translation>
        </message>
        <message>
            <source>That takes a live picture</source>
            <translation>Det kräver levande bild</translation>
        </message>
        <message>
            <source>Nothing to do with this look now</source>
            <translation>Det går inte att göra med den här tillsynen nu</translation>
        </message>
        <message>
            <source>That look is done already</source>
            <translation>Den tillsynen är redan gjord</translation>
        </message>
        <message>
            <source>Declined or away tonight</source>
            <translation>Avstår eller borta i natt</translation>
        </message>
        <message>
            <source>No camera here: it is done on site</source>
            <translation>Ingen kamera här: tillsynen görs på plats</translation>
        </message>
        <message>
            <source>A colleague has it</source>
            <translation>En kollega har den</translation>
        </message>
        <message>
            <source>The look's time has not come yet</source>
            <translation>Tillsynens tid har inte kommit än</translation>
        </message>
        <message>
            <source>The camera's time has passed: call or go there</source>
            <translation>Kamerans tid har gått ut: ring eller gå dit</translation>
        </message>
        <message>
            <source>No camera is open to take the mask from</source>
            <translation>Ingen kamera är öppen att ta bort masken från</translation>
        </message>
        <message>
            <source>The mask is off already</source>
            <translation>Masken är redan borttagen</translation>
        </message>
        <message>
            <source>There is no round here</source>
            <translation>Det finns ingen runda här</translation>
        </message>
        <message>
            <source>The look before this one was just told. Press again.</source>
            <translation>Tillsynen före den här fick nyss sitt utfall. Tryck igen.</translation>
        </message>
        <message>
            <source>Looks</source>
            <translation>Tillsyner</translation>
        </message>
        <message>
            <source>Round {number}, {span}</source>
            <translation>Runda {number}, {span}</translation>
        </message>
        <message numerus="yes">
            <source>%n resident(s)</source>
            <translation>
                <numerusform>%n boende</numerusform>
                <numerusform>%n boende</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n staff</source>
            <translation>
                <numerusform>%n personal</numerusform>
                <numerusform>%n personal</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>late</source>
            <comment>count</comment>
            <translation>
                <numerusform>sen</numerusform>
                <numerusform>sena</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>now</source>
            <comment>count</comment>
            <translation>
                <numerusform>nu</numerusform>
                <numerusform>nu</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>soon</source>
            <comment>count</comment>
            <translation>
                <numerusform>snart</numerusform>
                <numerusform>snart</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>another try</source>
            <comment>count</comment>
            <translation>
                <numerusform>nytt försök</numerusform>
                <numerusform>nytt försök</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>done</source>
            <comment>count</comment>
            <translation>
                <numerusform>klar</numerusform>
                <numerusform>klara</numerusform>
            </translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Nu</translation>
        </message>
        <message>
            <source>next after this one: {name}</source>
            <translation>nästa efter denna: {name}</translation>
        </message>
        <message>
            <source>next: {name}</source>
            <translation>nästa: {name}</translation>
        </message>
        <message>
            <source>nobody waits now</source>
            <translation>ingen väntar nu</translation>
        </message>
        <message>
            <source>Hidden: {later} later, {done} done</source>
            <translation>Dolda: {later} senare, {done} klara</translation>
        </message>
        <message numerus="yes">
            <source>%n declined tonight</source>
            <translation>
                <numerusform>%n avstår i natt</numerusform>
                <numerusform>%n avstår i natt</numerusform>
            </translation>
        </message>
        <message>
            <source>round paused {time}</source>
            <translation>rundan pausad {time}</translation>
        </message>
        <message>
            <source>Corridor {place}</source>
            <translation>Korridor {place}</translation>
        </message>
        <message>
            <source>{age} late, {name} has it</source>
            <translation>{age} sen, {name} tar</translation>
        </message>
        <message>
            <source>{age} late, nobody has it</source>
            <translation>{age} sen, ingen tar</translation>
        </message>
        <message>
            <source>{age} late</source>
            <translation>{age} sen</translation>
        </message>
        <message>
            <source>not seen</source>
            <translation>inte sedd</translation>
        </message>
        <message>
            <source>another person</source>
            <translation>annan person</translation>
        </message>
        <message>
            <source>{name} has it</source>
            <translation>{name} tar</translation>
        </message>
        <message>
            <source>look open</source>
            <translation>tillsyn öppen</translation>
        </message>
        <message>
            <source>frozen picture</source>
            <translation>frusen bild</translation>
        </message>
        <message>
            <source>no picture</source>
            <translation>ingen bild</translation>
        </message>
        <message>
            <source>look paused</source>
            <translation>tillsyn pausad</translation>
        </message>
        <message>
            <source>no outcome yet</source>
            <translation>utfall saknas</translation>
        </message>
        <message>
            <source>to {time}</source>
            <translation>till {time}</translation>
        </message>
        <message>
            <source>not seen {time}</source>
            <translation>inte sedd {time}</translation>
        </message>
        <message>
            <source>another person in the room</source>
            <translation>annan person i rummet</translation>
        </message>
        <message>
            <source>two in the household</source>
            <translation>två i hushållet</translation>
        </message>
        <message>
            <source>visit before {time}</source>
            <translation>besök före {time}</translation>
        </message>
        <message>
            <source>call before {time}</source>
            <translation>ring före {time}</translation>
        </message>
        <message>
            <source>done on site</source>
            <translation>görs på plats</translation>
        </message>
        <message>
            <source>Waiting for the first word of the round</source>
            <translation>Väntar på första besked om rundan</translation>
        </message>
        <message>
            <source>Who has a right to look sees the night's looks here.</source>
            <translation>Den som har rätt att göra tillsyn ser nattens tillsyner här.</translation>
        </message>
        <message>
            <source>No decisions on supervision here.</source>
            <translation>Inga beslut om tillsyn här.</translation>
        </message>
        <message>
            <source>They are read in with vaka import, or come from the municipality.</source>
            <translation>De läses in med vaka import, eller kommer från kommunen.</translation>
        </message>
        <message>
            <source>No looks tonight.</source>
            <translation>Inga tillsyner i natt.</translation>
        </message>
        <message>
            <source>All who have a decision decline tonight or are away.</source>
            <translation>Alla som har beslut avstår eller är borta i natt.</translation>
        </message>
        <message>
            <source>All looks are done.</source>
            <translation>Alla tillsyner är gjorda.</translation>
        </message>
        <message>
            <source>All looks are done. Next at {time}.</source>
            <translation>Alla tillsyner är gjorda. Nästa kl {time}.</translation>
        </message>
        <message>
            <source>F12 shows the night's report.</source>
            <translation>F12 visar nattens rapport.</translation>
        </message>
        <message>
            <source>The look</source>
            <translation>Tillsynen</translation>
        </message>
        <message>
            <source>Look {number} of {count}</source>
            <translation>Tillsyn {number} av {count}</translation>
        </message>
        <message>
            <source>window {span}</source>
            <translation>fönster {span}</translation>
        </message>
        <message>
            <source>at {time}</source>
            <translation>kl {time}</translation>
        </message>
        <message>
            <source>decision to {day}</source>
            <translation>beslut till {day}</translation>
        </message>
        <message>
            <source>consent {day}</source>
            <translation>samtycke {day}</translation>
        </message>
        <message>
            <source>{age} years, {place}</source>
            <translation>{age} år, {place}</translation>
        </message>
        <message>
            <source>Important: {note}</source>
            <translation>Viktigt: {note}</translation>
        </message>
        <message>
            <source>closes
by itself</source>
            <translation>stängs
av sig själv</translation>
        </message>
        <message>
            <source>paused,
picture frozen</source>
            <translation>pausad,
bilden frusen</translation>
        </message>
        <message>
            <source>paused
for an alarm</source>
            <translation>pausad
för larm</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>pausad</translation>
        </message>
        <message>
            <source>waits for
a picture</source>
            <translation>väntar
på bild</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>stängd</translation>
        </message>
        <message numerus="yes">
            <source>%n second(s) left</source>
            <translation>
                <numerusform>%n sekund kvar</numerusform>
                <numerusform>%n sekunder kvar</numerusform>
            </translation>
        </message>
        <message>
            <source>Masked, {mask}</source>
            <translation>Maskerad, {mask}</translation>
        </message>
        <message>
            <source>UNMASKED</source>
            <translation>OMASKERAD</translation>
        </message>
        <message>
            <source>Picture age {age} s</source>
            <translation>Bildålder {age} s</translation>
        </message>
        <message>
            <source>No picture is kept</source>
            <translation>Ingen bild sparas</translation>
        </message>
        <message>
            <source>the clock stopped {time}</source>
            <translation>klockan stannade {time}</translation>
        </message>
        <message>
            <source>The picture is not shown in copies</source>
            <translation>Bild visas inte i kopior</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Ansluter…</translation>
        </message>
        <message>
            <source>The camera is slow. 9 tells that it does not answer.</source>
            <translation>Kameran är långsam. 9 säger att den inte svarar.</translation>
        </message>
        <message>
            <source>The first picture is due within a second.</source>
            <translation>Första bilden ska komma inom en sekund.</translation>
        </message>
        <message>
            <source>FROZEN PICTURE {age} s</source>
            <translation>FRUSEN BILD {age} s</translation>
        </message>
        <message>
            <source>The picture is from {time}. The room may look different now.</source>
            <translation>Bilden är från {time}. Rummet kan se annorlunda ut nu.</translation>
        </message>
        <message>
            <source>Connects again by itself in {left} s, at {limit} s</source>
            <translation>Ny anslutning av sig själv om {left} s, vid {limit} s</translation>
        </message>
        <message>
            <source>NO PICTURE</source>
            <translation>INGEN BILD</translation>
        </message>
        <message>
            <source>The camera has sent no picture.</source>
            <translation>Kameran har inte sänt någon bild.</translation>
        </message>
        <message>
            <source>No new picture since {time}.</source>
            <translation>Ingen ny bild sedan {time}.</translation>
        </message>
        <message>
            <source>Connecting again. 9 tells that the camera does not answer.</source>
            <translation>Ansluter på nytt. 9 säger att kameran inte svarar.</translation>
        </message>
        <message>
            <source>The camera is closed</source>
            <translation>Kameran är stängd</translation>
        </message>
        <message>
            <source>Tell what was seen, or F6 looks again.</source>
            <translation>Säg vad som sågs, eller titta igen med F6.</translation>
        </message>
        <message>
            <source>No picture came. 9 tells it, or F6 looks again.</source>
            <translation>Ingen bild kom. Säg det med 9, eller titta igen med F6.</translation>
        </message>
        <message>
            <source>The look is paused, and the camera closed</source>
            <translation>Tillsynen är pausad och kameran stängd</translation>
        </message>
        <message>
            <source>F6 goes on where it was left.</source>
            <translation>F6 fortsätter där den lämnades.</translation>
        </message>
        <message>
            <source>No camera is open</source>
            <translation>Ingen kamera är öppen</translation>
        </message>
        <message>
            <source>F9 opens the next: {name}.</source>
            <translation>F9 öppnar nästa: {name}.</translation>
        </message>
        <message>
            <source>{name} can be opened from {time}.</source>
            <translation>{name} kan öppnas från {time}.</translation>
        </message>
        <message>
            <source>Enter or F6 opens the chosen one: {name}.</source>
            <translation>Enter eller F6 öppnar den valda: {name}.</translation>
        </message>
        <message>
            <source>No look waits now.</source>
            <translation>Ingen tillsyn väntar nu.</translation>
        </message>
        <message>
            <source>Opened by you {time}, journalled</source>
            <translation>Öppnad av dig {time}, journalförd</translation>
        </message>
        <message>
            <source>Outside the round: {reason}</source>
            <translation>Utanför rundan: {reason}</translation>
        </message>
        <message>
            <source>Take the mask off, a reason is asked for</source>
            <translation>Ta bort masken, skäl krävs</translation>
        </message>
        <message>
            <source>Close the camera</source>
            <translation>Stäng kameran</translation>
        </message>
        <message>
            <source>Note, goes with the outcome: {text}</source>
            <translation>Anteckning, följer med utfallet: {text}</translation>
        </message>
        <message>
            <source>By the decision: if no picture can be had before {time}, somebody goes there</source>
            <translation>Enligt beslutet: går bilden inte att få före {time} ska någon gå dit</translation>
        </message>
        <message>
            <source>By the decision: if no picture can be had before {time}, somebody calls</source>
            <translation>Enligt beslutet: går bilden inte att få före {time} ska någon ringa</translation>
        </message>
        <message>
            <source>By the decision: if no picture can be had before {time}, it is tried again</source>
            <translation>Enligt beslutet: går bilden inte att få före {time} görs ett nytt försök</translation>
        </message>
        <message>
            <source>Becomes a camera fault with a case of its own.</source>
            <translation>Blir kamerafel med eget ärende.</translation>
        </message>
        <message>
            <source>Last look {time}: {outcome}.</source>
            <translation>Förra tillsynen {time}: {outcome}.</translation>
        </message>
        <message>
            <source>left</source>
            <translation>kvar</translation>
        </message>
        <message>
            <source>The picture has frozen. The room may look different now.</source>
            <translation>Bilden har frusit. Rummet kan se annorlunda ut nu.</translation>
        </message>
        <message>
            <source>There is no picture. Connecting again.</source>
            <translation>Det finns ingen bild. Ansluter på nytt.</translation>
        </message>
        <message>
            <source>Live picture</source>
            <translation>Levande bild</translation>
        </message>
        <message>
            <source>The camera has closed.</source>
            <translation>Kameran har stängts.</translation>
        </message>
        <message>
            <source>Outcome, one key</source>
            <translation>Utfall, en tangent</translation>
        </message>
        <message>
            <source>Outcome, 1–7 take a live picture</source>
            <translation>Utfall, 1–7 kräver levande bild</translation>
        </message>
        <message>
            <source>Follow-up, one key</source>
            <translation>Uppföljning, en tangent</translation>
        </message>
        <message>
            <source>{outcome}, again {time}</source>
            <translation>{outcome}, ny {time}</translation>
        </message>
        <message>
            <source>{name}: {outcome}</source>
            <translation>{name}: {outcome}</translation>
        </message>
        <message>
            <source>{name}: {outcome}. Your case now, Ctrl+1</source>
            <translation>{name}: {outcome}. Nu ditt ärende, Ctrl+1</translation>
        </message>
        <message>
            <source>{told}. Next: {next}</source>
            <translation>{told}. Nästa: {next}</translation>
        </message>
        <message>
            <source>{name}: {outcome}. It is an alarm in the queue now.</source>
            <translation>{name}: {outcome}. Det är nu ett larm i kön.</translation>
        </message>
        <message>
            <source>The camera is closed without an outcome. {name} waits for anybody.</source>
            <translation>Kameran är stängd utan utfall. {name} väntar på vem som helst.</translation>
        </message>
        <message>
            <source>The round is paused here. Colleagues go on with theirs.</source>
            <translation>Rundan är pausad här. Kollegorna fortsätter med sitt.</translation>
        </message>
        <message>
            <source>The round goes on</source>
            <translation>Rundan fortsätter</translation>
        </message>
        <message>
            <source>The camera is closed. Answer in the plan.</source>
            <translation>Kameran är stängd. Svara i planen.</translation>
        </message>
        <message>
            <source>The look at {name} is paused, the camera closed. Ctrl+2 goes back to it.</source>
            <translation>Tillsynen hos {name} är pausad och kameran stängd. Ctrl+2 går tillbaka.</translation>
        </message>
        <message>
            <source>The look at {name} is paused. F6 goes on.</source>
            <translation>Tillsynen hos {name} är pausad. F6 fortsätter.</translation>
        </message>
        <message>
            <source>Take the mask off: {name}</source>
            <translation>Ta bort masken: {name}</translation>
        </message>
        <message>
            <source>Why the mask must go: it is journalled with your name</source>
            <translation>Varför masken måste bort: det journalförs med ditt namn</translation>
        </message>
        <message>
            <source>Take off</source>
            <translation>Ta bort</translation>
        </message>
        <message>
            <source>Note: {name}</source>
            <translation>Anteckning: {name}</translation>
        </message>
        <message>
            <source>Goes with the next outcome</source>
            <translation>Följer med nästa utfall</translation>
        </message>
        <message>
            <source>Keep for the outcome</source>
            <translation>Spara till utfallet</translation>
        </message>
        <message>
            <source>The note goes with the outcome</source>
            <translation>Anteckningen följer med utfallet</translation>
        </message>
        <message>
            <source>The night</source>
            <translation>Natten</translation>
        </message>
        <message>
            <source>one square, one resident</source>
            <translation>en ruta, en boende</translation>
        </message>
        <message>
            <source>{done} of {count}</source>
            <translation>{done} av {count}</translation>
        </message>
        <message numerus="yes">
            <source>%n late</source>
            <comment>squares</comment>
            <translation>
                <numerusform>%n sen</numerusform>
                <numerusform>%n sena</numerusform>
            </translation>
        </message>
        <message>
            <source>not begun</source>
            <translation>inte börjad</translation>
        </message>
        <message>
            <source>done</source>
            <translation>klar</translation>
        </message>
        <message>
            <source>now</source>
            <translation>nu</translation>
        </message>
        <message>
            <source>another try</source>
            <translation>nytt försök</translation>
        </message>
        <message>
            <source>soon</source>
            <translation>snart</translation>
        </message>
        <message>
            <source>late</source>
            <translation>sen</translation>
        </message>
        <message>
            <source>to go to</source>
            <translation>att gå till</translation>
        </message>
        <message>
            <source>declined</source>
            <translation>avstår</translation>
        </message>
        <message>
            <source>Decided against done</source>
            <translation>Beslutat mot gjort</translation>
        </message>
        <message>
            <source>Decisions tonight</source>
            <translation>Beslut i natt</translation>
        </message>
        <message>
            <source>Without camera or plan</source>
            <translation>Utan kamera eller plan</translation>
        </message>
        <message>
            <source>Camera fault, visit booked</source>
            <translation>Kamerafel, besök bokat</translation>
        </message>
        <message>
            <source>Looks done</source>
            <translation>Tillsyn gjord</translation>
        </message>
        <message>
            <source>Looks missed</source>
            <translation>Tillsyn missad</translation>
        </message>
        <message>
            <source>Seen directly</source>
            <translation>Sedda direkt</translation>
        </message>
        <message>
            <source>Visits that were not needed</source>
            <translation>Besök som inte behövdes</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
        <message>
            <source>Shared by you, {names}</source>
            <translation>Delas av dig, {names}</translation>
        </message>
        <message>
            <source>Shared by you and {name}</source>
            <translation>Delas av dig och {name}</translation>
        </message>
        <message>
            <source>Nobody shares the round with you</source>
            <translation>Ingen delar rundan med dig</translation>
        </message>
        <message>
            <source>{first} and {last}</source>
            <translation>{first} och {last}</translation>
        </message>
        <message>
            <source>Outside the round</source>
            <translation>Utanför rundan</translation>
        </message>
        <message>
            <source>{time} {name}: {reason}</source>
            <translation>{time} {name}: {reason}</translation>
        </message>
        <message>
            <source>{name} opened a camera outside the round {time}: {reason}</source>
            <translation>{name} öppnade en kamera utanför rundan {time}: {reason}</translation>
        </message>
        <message>
            <source>Round</source>
            <translation>Rundan</translation>
        </message>
        <message>
            <source>The night {done}</source>
            <translation>Natten {done}</translation>
        </message>
        <message>
            <source>The night's report, {tenant}, {day}</source>
            <translation>Nattens rapport, {tenant}, {day}</translation>
        </message>
        <message>
            <source>The night's report is being made</source>
            <translation>Nattens rapport tas fram</translation>
        </message>
        <message>
            <source>Nothing was decided for this night.</source>
            <translation>Inget var beslutat för den här natten.</translation>
        </message>
        <message>
            <source>The night is not over. It can be signed when the time of the last look has passed.</source>
            <translation>Natten är inte slut. Den kan signeras när den sista tillsynens tid har gått ut.</translation>
        </message>
        <message>
            <source>The night is over. What you sign does not change.</source>
            <translation>Natten är slut. Det du signerar ändras inte.</translation>
        </message>
        <message>
            <source>Signed by {name} {time}</source>
            <translation>Signerad av {name} {time}</translation>
        </message>
        <message>
            <source>Digest {digest}</source>
            <translation>Kontrollsumma {digest}</translation>
        </message>
        <message>
            <source>Signed: the night's report, {tenant}</source>
            <translation>Signerad: nattens rapport, {tenant}</translation>
        </message>
        <message>
            <source>done {time}</source>
            <translation>gjord {time}</translation>
        </message>
        <message>
            <source>by {name}</source>
            <translation>av {name}</translation>
        </message>
        <message numerus="yes">
            <source>camera open %n time(s), {seconds} s</source>
            <translation>
                <numerusform>kameran öppen %n gång, {seconds} s</numerusform>
                <numerusform>kameran öppen %n gånger, {seconds} s</numerusform>
            </translation>
        </message>
        <message>
            <source>Not done</source>
            <translation>Inte gjorda</translation>
        </message>
        <message>
            <source>Done late</source>
            <translation>Gjorda sent</translation>
        </message>
        <message>
            <source>Not seen at some try</source>
            <translation>Inte sedda vid minst ett försök</translation>
        </message>
        <message>
            <source>Camera faults</source>
            <translation>Kamerafel</translation>
        </message>
        <message>
            <source>Declined or away</source>
            <translation>Avstår eller borta</translation>
        </message>
        <message>
            <source>Decisions that lack something</source>
            <translation>Beslut som saknar något</translation>
        </message>
        <message>
            <source>Opened outside the round</source>
            <translation>Öppnade utanför rundan</translation>
        </message>
        <message>
            <source>Mask taken off</source>
            <translation>Mask borttagen</translation>
        </message>
        <message>
            <source>Press the right outcome; it takes the place of the one before</source>
            <translation>Tryck rätt utfall, det ersätter det förra</translation>
        </message>
        <message>
            <source>This look is for a case: answer in its plan, Ctrl+1</source>
            <translation>Den här tillsynen hör till ett ärende: svara i dess plan, Ctrl+1</translation>
        </message>
        <message>
            <source>The night is signed already</source>
            <translation>Natten är redan signerad</translation>
        </message>
        <message>
            <source>Can still be done</source>
            <translation>Kan ännu göras</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Gjorda</translation>
        </message>
    </context>
    <context>
        <name>RowSay</name>
        <message>
            <source>Mine {count}</source>
            <translation>Mina {count}</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Kön</translation>
        </message>
        <message>
            <source>{count} open</source>
            <translation>{count} öppna</translation>
        </message>
        <message>
            <source>Your cases</source>
            <translation>Dina ärenden</translation>
        </message>
        <message>
            <source>No contact</source>
            <translation>Ingen kontakt</translation>
        </message>
        <message>
            <source>Since {time}</source>
            <translation>Sedan {time}</translation>
        </message>
        <message>
            <source>you were not first</source>
            <translation>du hann inte före</translation>
        </message>
        <message>
            <source>{owner} took it</source>
            <translation>{owner} tog det</translation>
        </message>
        <message>
            <source>promised {time}</source>
            <translation>lovat {time}</translation>
        </message>
        <message>
            <source>promise not kept</source>
            <translation>löftet hölls inte</translation>
        </message>
        <message>
            <source>press in a test window counts as a person's</source>
            <translation>tryck i provfönster räknas som person</translation>
        </message>
        <message>
            <source>press in a test window</source>
            <translation>tryck i provfönster</translation>
        </message>
        <message>
            <source>no way to call for help</source>
            <translation>kan inte kalla på hjälp</translation>
        </message>
        <message>
            <source>no way out</source>
            <translation>ingen väg ut</translation>
        </message>
        <message>
            <source>Area outage {place}</source>
            <translation>Områdesavbrott {place}</translation>
        </message>
        <message numerus="yes">
            <source>%n device(s) without contact</source>
            <translation>
                <numerusform>%n enhet utan kontakt</numerusform>
                <numerusform>%n enheter utan kontakt</numerusform>
            </translation>
        </message>
        <message>
            <source>since {time}</source>
            <translation>sedan {time}</translation>
        </message>
        <message>
            <source>The night round</source>
            <translation>Tillsynsrundan</translation>
        </message>
        <message numerus="yes">
            <source>%n look(s) not done in time</source>
            <translation>
                <numerusform>%n tillsyn inte gjord i tid</numerusform>
                <numerusform>%n tillsyner inte gjorda i tid</numerusform>
            </translation>
        </message>
        <message>
            <source>Calling</source>
            <translation>Ringer</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Samtal</translation>
        </message>
        <message>
            <source>Video call</source>
            <translation>Videosamtal</translation>
        </message>
        <message>
            <source>New alarm. {row}</source>
            <translation>Nytt larm. {row}</translation>
        </message>
        <message numerus="yes">
            <source>%n new alarm(s)</source>
            <translation>
                <numerusform>%n nytt larm</numerusform>
                <numerusform>%n nya larm</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting for an answer</source>
            <translation>
                <numerusform>%n väntar på svar</numerusform>
                <numerusform>%n väntar på svar</numerusform>
            </translation>
        </message>
        <message>
            <source>{count} {alarm_class}</source>
            <translation>{count} {alarm_class}</translation>
        </message>
    </context>
    <context>
        <name>Say</name>
        <message>
            <source>Cases</source>
            <translation>Ärenden</translation>
        </message>
        <message>
            <source>Rounds</source>
            <translation>Tillsyn</translation>
        </message>
        <message>
            <source>Map</source>
            <translation>Karta</translation>
        </message>
        <message>
            <source>Night</source>
            <translation>Natten</translation>
        </message>
        <message>
            <source>Technical</source>
            <translation>Teknik</translation>
        </message>
        <message>
            <source>Centre</source>
            <translation>Läget</translation>
        </message>
        <message>
            <source>This view comes in a later version. Nothing hides here: whatever alarms stands in the queue under Cases.</source>
            <translation>Den här vyn kommer i en senare version. Inget är dolt här: allt som larmar står i kön under Ärenden.</translation>
        </message>
        <message>
            <source>Search residents, addresses, commands</source>
            <translation>Sök boende, adress eller kommando</translation>
        </message>
        <message>
            <source>Search or run</source>
            <translation>Sök eller kör</translation>
        </message>
        <message>
            <source>The device is nobody's in particular: there is no card to open</source>
            <translation>Enheten är ingens egen: det finns inget kort att öppna</translation>
        </message>
        <message>
            <source>Nobody signed in</source>
            <translation>Ingen inloggad</translation>
        </message>
        <message>
            <source>Practice, invented people</source>
            <translation>Övning, påhittade personer</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>Övning</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öppna</translation>
        </message>
        <message>
            <source>Longest wait {time}</source>
            <translation>Längst väntan {time}</translation>
        </message>
        <message>
            <source>Longest {time}</source>
            <translation>Längst {time}</translation>
        </message>
        <message>
            <source>in {time}</source>
            <translation>på {time}</translation>
        </message>
        <message>
            <source>No owner</source>
            <translation>Ingen ägare</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>answered in {time}</source>
            <translation>svarade på {time}</translation>
        </message>
        <message>
            <source>Nothing hidden</source>
            <translation>Inget dolt</translation>
        </message>
        <message>
            <source>Hidden: unknown number</source>
            <translation>Dolda: okänt antal</translation>
        </message>
        <message>
            <source>{count} above</source>
            <translation>{count} ovanför</translation>
        </message>
        <message>
            <source>{count} below</source>
            <translation>{count} nedanför</translation>
        </message>
        <message>
            <source>No open cases.</source>
            <translation>Inga öppna ärenden.</translation>
        </message>
        <message>
            <source>Sign of life {time} ago.</source>
            <translation>Livstecken {time} sedan.</translation>
        </message>
        <message>
            <source>Waiting for the first sign of life</source>
            <translation>Väntar på första livstecknet</translation>
        </message>
        <message>
            <source>The queue is shown as empty only when a sign of life has come all the way here.</source>
            <translation>Kön visas som tom först när ett livstecken har gått hela vägen hit.</translation>
        </message>
        <message>
            <source>We do not know whether the queue is empty</source>
            <translation>Vi vet inte om kön är tom</translation>
        </message>
        <message>
            <source>No cases are shown, but sight is not proven. The queue is shown as empty only when a new sign of life has come all the way.</source>
            <translation>Inga ärenden syns, men sikten är inte bevisad. Kön visas som tom först när ett nytt livstecken har gått hela vägen.</translation>
        </message>
        <message>
            <source>No contact since {time}</source>
            <translation>Ingen kontakt sedan {time}</translation>
        </message>
        <message>
            <source>We do not know whether more wait</source>
            <translation>Vi vet inte om fler väntar</translation>
        </message>
        <message numerus="yes">
            <source>Last certain: %n waited for an answer</source>
            <translation>
                <numerusform>Senast säker: %n väntade på svar</numerusform>
                <numerusform>Senast säker: %n väntade på svar</numerusform>
            </translation>
        </message>
        <message>
            <source>Last certain {time}</source>
            <translation>Senast säker {time}</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>okänt</translation>
        </message>
        <message>
            <source>Ask who</source>
            <translation>Fråga vem</translation>
        </message>
        <message numerus="yes">
            <source>%n press(es)</source>
            <translation>
                <numerusform>%n tryck</numerusform>
                <numerusform>%n tryck</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n press(es), {time}</source>
            <translation>
                <numerusform>%n tryck, {time}</numerusform>
                <numerusform>%n tryck, {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n press(es) since {time}</source>
            <translation>
                <numerusform>%n tryck sedan {time}</numerusform>
                <numerusform>%n tryck sedan {time}</numerusform>
            </translation>
        </message>
        <message>
            <source>Raised from {number}</source>
            <translation>Höjd från {number}</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Provlarm</translation>
        </message>
        <message>
            <source>{first} or {last}</source>
            <translation>{first} eller {last}</translation>
        </message>
        <message>
            <source>Unknown person</source>
            <translation>Okänd person</translation>
        </message>
        <message>
            <source>Protected identity</source>
            <translation>Skyddad identitet</translation>
        </message>
        <message>
            <source>place shown after a reason</source>
            <translation>plats visas efter skäl</translation>
        </message>
        <message>
            <source>{owner} took it {time}</source>
            <translation>{owner} tog det {time}</translation>
        </message>
        <message>
            <source>Waits</source>
            <translation>Väntar</translation>
        </message>
        <message>
            <source>answer within {time}</source>
            <translation>svar inom {time}</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>{time} kvar</translation>
        </message>
        <message>
            <source>{over} over the target {target}</source>
            <translation>{over} över målet {target}</translation>
        </message>
        <message>
            <source>{over} over target</source>
            <translation>{over} över målet</translation>
        </message>
        <message>
            <source>{over} over</source>
            <translation>{over} över</translation>
        </message>
        <message numerus="yes">
            <source>%n press(es) in {time}</source>
            <translation>
                <numerusform>%n tryck på {time}</numerusform>
                <numerusform>%n tryck på {time}</numerusform>
            </translation>
        </message>
        <message>
            <source>raised from {own}</source>
            <translation>höjd från {own}</translation>
        </message>
        <message>
            <source>reset by the device</source>
            <translation>återställt av enheten</translation>
        </message>
        <message>
            <source>the promise {time} was not kept</source>
            <translation>löftet {time} hölls inte</translation>
        </message>
        <message>
            <source>{text} promised {time}</source>
            <translation>{text} lovat {time}</translation>
        </message>
        <message>
            <source>{time} past the promise</source>
            <translation>{time} över löftet</translation>
        </message>
        <message>
            <source>answered after {time}</source>
            <translation>svar efter {time}</translation>
        </message>
        <message>
            <source>came back after closing</source>
            <translation>kom åter efter avslut</translation>
        </message>
        <message>
            <source>No case selected</source>
            <translation>Inget ärende valt</translation>
        </message>
        <message>
            <source>F2 takes the next. The arrows choose.</source>
            <translation>F2 tar nästa som väntar. Pilarna väljer i kön.</translation>
        </message>
        <message>
            <source>{age} years</source>
            <translation>{age} år</translation>
        </message>
        <message>
            <source>answered after {time}, target {target}</source>
            <translation>svar efter {time}, mål {target}</translation>
        </message>
        <message>
            <source>answered {time}</source>
            <translation>svar {time}</translation>
        </message>
        <message>
            <source>waiting, target {target}</source>
            <translation>väntar, mål {target}</translation>
        </message>
        <message>
            <source>left to the promise {time}</source>
            <translation>kvar till löftet {time}</translation>
        </message>
        <message>
            <source>Timeline</source>
            <translation>Tidslinje</translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n händelse</numerusform>
                <numerusform>%n händelser</numerusform>
            </translation>
        </message>
        <message>
            <source>No critical facts in the register</source>
            <translation>Inga kritiska uppgifter finns i registret</translation>
        </message>
        <message>
            <source>Device {device}</source>
            <translation>Enhet {device}</translation>
        </message>
        <message>
            <source>Resident card</source>
            <translation>Boendekort</translation>
        </message>
        <message>
            <source>Read: {reason}</source>
            <translation>Läst: {reason}</translation>
        </message>
        <message>
            <source>The card is not open</source>
            <translation>Kortet är inte öppnat</translation>
        </message>
        <message>
            <source>It opens by itself when you take the case (F3). Without a case: Ctrl+R and a reason.</source>
            <translation>Det öppnas av sig självt när du tar ärendet (F3). Utan ärende: Ctrl+R och ett skäl.</translation>
        </message>
        <message>
            <source>The case is about no known person</source>
            <translation>Ärendet gäller ingen känd person</translation>
        </message>
        <message>
            <source>Say first who it is about (Ctrl+G)</source>
            <translation>Ange först vem det gäller (Ctrl+G)</translation>
        </message>
        <message>
            <source>Fetching the card</source>
            <translation>Hämtar kortet</translation>
        </message>
        <message>
            <source>Name, address and phone are protected. Show with a reason: Ctrl+U. The reading is journalled.</source>
            <translation>Namn, adress och telefon är skyddade. Visa med skäl: Ctrl+U. Läsningen skrivs i journalen.</translation>
        </message>
        <message>
            <source>Protected identity, shown to you</source>
            <translation>Skyddad identitet, visad för dig</translation>
        </message>
        <message>
            <source>To know first</source>
            <translation>Att veta först</translation>
        </message>
        <message>
            <source>Reach the person</source>
            <translation>Nå personen</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Mobile</source>
            <translation>Mobil</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Språk</translation>
        </message>
        <message>
            <source>Contacts in calling order</source>
            <translation>Närstående i ringordning</translation>
        </message>
        <message>
            <source>No contacts in the register</source>
            <translation>Inga närstående i registret</translation>
        </message>
        <message>
            <source>has a key</source>
            <translation>har nyckel</translation>
        </message>
        <message>
            <source>Devices, last sign of life</source>
            <translation>Enheter, senaste livstecken</translation>
        </message>
        <message>
            <source>No devices in the register</source>
            <translation>Inga enheter i registret</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>vet inte</translation>
        </message>
        <message>
            <source>{time} ago</source>
            <translation>{time} sedan</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
        <message>
            <source>without mains</source>
            <translation>utan nätström</translation>
        </message>
        <message>
            <source>Aids at home</source>
            <translation>Hjälpmedel hemma</translation>
        </message>
        <message>
            <source>Way in</source>
            <translation>Vägen in</translation>
        </message>
        <message>
            <source>Key: {place}</source>
            <translation>Nyckel: {place}</translation>
        </message>
        <message>
            <source>Last five cases</source>
            <translation>Fem senaste ärenden</translation>
        </message>
        <message>
            <source>No earlier cases</source>
            <translation>Inga tidigare ärenden</translation>
        </message>
        <message>
            <source>open</source>
            <translation>öppet</translation>
        </message>
        <message>
            <source>Also lives here</source>
            <translation>Bor också här</translation>
        </message>
        <message>
            <source>Note in the register</source>
            <translation>Anteckning i registret</translation>
        </message>
        <message>
            <source>Note</source>
            <comment>panel_note</comment>
            <translation>Anteckning</translation>
        </message>
        <message>
            <source>Look in with the camera</source>
            <translation>Titta in med kameran</translation>
        </message>
        <message>
            <source>Look in outside the round: why?</source>
            <translation>Titta in utanför rundan: varför?</translation>
        </message>
        <message>
            <source>What the case needs to see. The shift lead is told.</source>
            <translation>Vad ärendet kräver att man ser. Trafikledaren får veta.</translation>
        </message>
        <message>
            <source>Open the camera, masked</source>
            <translation>Öppna kameran, maskerad</translation>
        </message>
        <message>
            <source>The camera is open, masked. The shift lead is told.</source>
            <translation>Kameran är öppen, maskerad. Trafikledaren får veta.</translation>
        </message>
        <message>
            <source>What was said and done</source>
            <translation>Vad som sagts och gjorts</translation>
        </message>
        <message>
            <source>Save the note</source>
            <translation>Spara anteckningen</translation>
        </message>
        <message>
            <source>Close: choose an outcome</source>
            <translation>Avsluta: välj utfall</translation>
        </message>
        <message>
            <source>The municipality has no list of outcomes</source>
            <translation>Kommunen har ingen lista över utfall</translation>
        </message>
        <message>
            <source>Choose an outcome first</source>
            <translation>Välj ett utfall först</translation>
        </message>
        <message>
            <source>Close the case</source>
            <translation>Avsluta ärendet</translation>
        </message>
        <message>
            <source>Close: {outcome}</source>
            <translation>Avsluta: {outcome}</translation>
        </message>
        <message>
            <source>What happens next</source>
            <translation>Vad händer härnäst</translation>
        </message>
        <message>
            <source>Needed for this outcome</source>
            <translation>Krävs för det här utfallet</translation>
        </message>
        <message>
            <source>May be left empty</source>
            <translation>Får lämnas tomt</translation>
        </message>
        <message>
            <source>Promise a time</source>
            <translation>Lova en tid</translation>
        </message>
        <message>
            <source>{minutes} min, {time}</source>
            <translation>{minutes} min, {time}</translation>
        </message>
        <message>
            <source>Time of day</source>
            <translation>Klockslag</translation>
        </message>
        <message>
            <source>hh:mm</source>
            <translation>tt:mm</translation>
        </message>
        <message>
            <source>What is promised</source>
            <translation>Vad är lovat</translation>
        </message>
        <message>
            <source>Write what is promised</source>
            <translation>Skriv vad som är lovat</translation>
        </message>
        <message>
            <source>visit</source>
            <translation>besök</translation>
        </message>
        <message>
            <source>Promise it</source>
            <translation>Lova tiden</translation>
        </message>
        <message>
            <source>Promise {time}</source>
            <translation>Lova {time}</translation>
        </message>
        <message>
            <source>Choose a time or write hh:mm</source>
            <translation>Välj en tid eller skriv tt:mm</translation>
        </message>
        <message>
            <source>Who is it about?</source>
            <translation>Vem gäller det?</translation>
        </message>
        <message>
            <source>Hand over to</source>
            <translation>Lämna över till</translation>
        </message>
        <message>
            <source>No colleague can take the case</source>
            <translation>Ingen kollega kan ta ärendet</translation>
        </message>
        <message>
            <source>Take over from {owner}: why?</source>
            <translation>Ta över från {owner}: varför?</translation>
        </message>
        <message>
            <source>The reason is journalled</source>
            <translation>Skälet skrivs i journalen</translation>
        </message>
        <message>
            <source>Take over</source>
            <translation>Ta över</translation>
        </message>
        <message>
            <source>Read the card: why?</source>
            <translation>Läs kortet: varför?</translation>
        </message>
        <message>
            <source>Show protected identity: why?</source>
            <translation>Visa skyddad identitet: varför?</translation>
        </message>
        <message>
            <source>New case by hand</source>
            <translation>Nytt ärende för hand</translation>
        </message>
        <message>
            <source>What has happened, and who is calling</source>
            <translation>Vad har hänt, och vem ringer</translation>
        </message>
        <message>
            <source>Open the case</source>
            <translation>Lägg upp ärendet</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Kommun</translation>
        </message>
        <message>
            <source>Choose municipality and class, and write what happened</source>
            <translation>Välj kommun och klass, och skriv vad som hänt</translation>
        </message>
        <message>
            <source>Class</source>
            <translation>Klass</translation>
        </message>
        <message>
            <source>Choose who first</source>
            <translation>Välj vem först</translation>
        </message>
        <message>
            <source>Write something first</source>
            <translation>Skriv något först</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Tillbaka</translation>
        </message>
        <message>
            <source>The draft stays with the case</source>
            <translation>Utkastet är kvar i ärendet</translation>
        </message>
        <message>
            <source>The draft stays, Ctrl+N brings it back</source>
            <translation>Utkastet är kvar, Ctrl+N tar fram det</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Tangenter</translation>
        </message>
        <message>
            <source>Take next</source>
            <translation>Ta nästa</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Ta</translation>
        </message>
        <message>
            <source>Release</source>
            <translation>Släpp</translation>
        </message>
        <message>
            <source>Take over…</source>
            <translation>Ta över…</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Lämna över</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Ring upp</translation>
        </message>
        <message>
            <source>Video</source>
            <translation>Video</translation>
        </message>
        <message>
            <source>Relatives</source>
            <translation>Närstående</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Skicka</translation>
        </message>
        <message>
            <source>Next step</source>
            <translation>Nästa steg</translation>
        </message>
        <message>
            <source>Promise time</source>
            <translation>Lova tid</translation>
        </message>
        <message>
            <source>Note</source>
            <comment>act_note</comment>
            <translation>Anteckna</translation>
        </message>
        <message>
            <source>Close…</source>
            <translation>Avsluta…</translation>
        </message>
        <message>
            <source>Show protected identity with a reason</source>
            <translation>Visa skyddad identitet med skäl</translation>
        </message>
        <message>
            <source>Read the resident card with a reason</source>
            <translation>Läs boendekortet med skäl</translation>
        </message>
        <message>
            <source>Say who it is about</source>
            <translation>Ange vem det gäller</translation>
        </message>
        <message>
            <source>The promise is kept</source>
            <translation>Löftet är hållet</translation>
        </message>
        <message>
            <source>Change operator</source>
            <translation>Byt operatör</translation>
        </message>
        <message>
            <source>Lock the screen</source>
            <translation>Lås skärmen</translation>
        </message>
        <message>
            <source>To the queue</source>
            <translation>Till kön</translation>
        </message>
        <message>
            <source>Close the panel</source>
            <translation>Stäng panelen</translation>
        </message>
        <message>
            <source>Night or day</source>
            <translation>Natt eller dag</translation>
        </message>
        <message>
            <source>Swedish or English</source>
            <translation>Svenska eller engelska</translation>
        </message>
        <message>
            <source>Bigger text</source>
            <translation>Större text</translation>
        </message>
        <message>
            <source>Smaller text</source>
            <translation>Mindre text</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Inställningar</translation>
        </message>
        <message>
            <source>Search and commands</source>
            <translation>Sök och kommandon</translation>
        </message>
        <message>
            <source>Silence the sound, 10 min at most</source>
            <translation>Tysta ljudet, högst 10 min</translation>
        </message>
        <message>
            <source>Sound on again</source>
            <translation>Ljudet på igen</translation>
        </message>
        <message>
            <source>More about the person</source>
            <translation>Mer om personen</translation>
        </message>
        <message>
            <source>What we know, and the routine</source>
            <translation>Vad vi vet, och rutinen</translation>
        </message>
        <message>
            <source>What we know</source>
            <translation>Vad vi vet</translation>
        </message>
        <message>
            <source>Call lead</source>
            <translation>Trafikledare</translation>
        </message>
        <message>
            <source>Call reserve</source>
            <translation>Ring reserven</translation>
        </message>
        <message>
            <source>Print the risk list</source>
            <translation>Skriv ut risklistan</translation>
        </message>
        <message>
            <source>The card on another screen</source>
            <translation>Kortet på en annan skärm</translation>
        </message>
        <message>
            <source>A responder</source>
            <translation>Larmpersonal</translation>
        </message>
        <message>
            <source>The case</source>
            <translation>Ärendet</translation>
        </message>
        <message>
            <source>Reach</source>
            <translation>Nå</translation>
        </message>
        <message>
            <source>The course</source>
            <translation>Förloppet</translation>
        </message>
        <message>
            <source>The call</source>
            <translation>Samtalet</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Övrigt</translation>
        </message>
        <message>
            <source>Enter never takes a case. Esc or F1 closes.</source>
            <translation>Enter tar aldrig ett ärende. Esc eller F1 stänger.</translation>
        </message>
        <message>
            <source>Ask for help, or end it</source>
            <translation>Be om hjälp, eller avsluta</translation>
        </message>
        <message>
            <source>Nobody waits for an answer</source>
            <translation>Ingen väntar på svar</translation>
        </message>
        <message>
            <source>Choose a case in the queue first</source>
            <translation>Välj ett ärende i kön först</translation>
        </message>
        <message>
            <source>You do not have the case. Take it with F3</source>
            <translation>Du har inte ärendet. Ta det med F3</translation>
        </message>
        <message>
            <source>The selected case has just changed. Look, and press again</source>
            <translation>Valt ärende ändrades just. Se efter och tryck igen</translation>
        </message>
        <message>
            <source>You handle no cases in any municipality</source>
            <translation>Du handlägger inga ärenden i någon kommun</translation>
        </message>
        <message>
            <source>The protected identity is shown to you already</source>
            <translation>Den skyddade identiteten visas redan för dig</translation>
        </message>
        <message>
            <source>It is shown here as soon as it is open on the desk.</source>
            <translation>Det visas här så snart det är öppet på bordet.</translation>
        </message>
        <message>
            <source>There is only one screen: the card stands in a window of its own</source>
            <translation>Det finns bara en skärm: kortet står i ett eget fönster</translation>
        </message>
        <message>
            <source>The card must be open first: take the case, or Ctrl+R and a reason</source>
            <translation>Kortet måste vara öppet först: ta ärendet, eller Ctrl+R och ett skäl</translation>
        </message>
        <message>
            <source>No promise waits to be kept. Promise a new time with F10</source>
            <translation>Inget löfte väntar på att hållas. Lova en ny tid med F10</translation>
        </message>
        <message>
            <source>No protected identity to show</source>
            <translation>Ingen skyddad identitet att visa</translation>
        </message>
        <message>
            <source>The case does not ask who</source>
            <translation>Ärendet frågar inte vem</translation>
        </message>
        <message>
            <source>You took {what}</source>
            <translation>Du tog {what}</translation>
        </message>
        <message>
            <source>The selected case is no longer open</source>
            <translation>Valt ärende är inte längre öppet</translation>
        </message>
        <message>
            <source>The case is released</source>
            <translation>Ärendet är släppt</translation>
        </message>
        <message>
            <source>The note is saved</source>
            <translation>Anteckningen är sparad</translation>
        </message>
        <message>
            <source>Promised {time}</source>
            <translation>Lovat {time}</translation>
        </message>
        <message>
            <source>Closed: {outcome}</source>
            <translation>Avslutat: {outcome}</translation>
        </message>
        <message>
            <source>Handed over to {name}</source>
            <translation>Överlämnat till {name}</translation>
        </message>
        <message>
            <source>The case is opened</source>
            <translation>Ärendet är upplagt</translation>
        </message>
        <message>
            <source>Who it is about is said</source>
            <translation>Personen är angiven</translation>
        </message>
        <message>
            <source>Sign in first</source>
            <translation>Logga in först</translation>
        </message>
        <message>
            <source>It could not be done: no contact with the console's core</source>
            <translation>Det gick inte att göra: ingen kontakt med konsolens kärna</translation>
        </message>
        <message>
            <source>It could not be saved: the journal does not take it</source>
            <translation>Det gick inte att spara: journalen tar inte emot</translation>
        </message>
        <message>
            <source>Contact is back</source>
            <translation>Kontakten är åter</translation>
        </message>
        <message>
            <source>Sign of life</source>
            <translation>Livstecken</translation>
        </message>
        <message>
            <source>missing for {time}</source>
            <translation>saknas sedan {time}</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>inget än</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Anslutning</translation>
        </message>
        <message>
            <source>Journal</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>{count} written</source>
            <translation>{count} skrivna</translation>
        </message>
        <message>
            <source>does not write</source>
            <translation>skriver inte</translation>
        </message>
        <message>
            <source>Backlog</source>
            <translation>Eftersläpning</translation>
        </message>
        <message>
            <source>unknown</source>
            <comment>status</comment>
            <translation>okänd</translation>
        </message>
        <message>
            <source>NO CONTACT SINCE {time}</source>
            <translation>INGEN KONTAKT SEDAN {time}</translation>
        </message>
        <message>
            <source>NO CONTACT</source>
            <translation>INGEN KONTAKT</translation>
        </message>
        <message>
            <source>NOBODY SIGNED IN HERE</source>
            <translation>INGEN INLOGGAD HÄR</translation>
        </message>
        <message>
            <source>THE JOURNAL DOES NOT WRITE</source>
            <translation>JOURNALEN SKRIVER INTE</translation>
        </message>
        <message>
            <source>THE CONSOLE'S CORE HAS STOPPED</source>
            <translation>KONSOLENS KÄRNA HAR STANNAT</translation>
        </message>
        <message>
            <source>No sign of life for {time}, limit {limit}. Alarms may come in without being shown here. Call the reserve centre and follow your routine.</source>
            <translation>Inget livstecken på {time}, gräns {limit}. Larm kan komma in utan att synas här. Ring reservcentralen och följ er rutin.</translation>
        </message>
        <message>
            <source>Alarms reach us but cannot be stored. They are not shown until the journal writes. Call the reserve centre and follow your routine.</source>
            <translation>Larm når hit men kan inte sparas. De visas inte förrän journalen skriver. Ring reservcentralen och följ er rutin.</translation>
        </message>
        <message>
            <source>The screen did not show what came. The queue may be old. Restart Vaka if this stays.</source>
            <translation>Skärmen hann inte visa det som kom. Kön kan vara gammal. Starta om Vaka om texten står kvar.</translation>
        </message>
        <message>
            <source>Cases from here alarm at the other places. Sign in to see the queue.</source>
            <translation>Ärenden härifrån larmar på de andra platserna. Logga in för att se kön.</translation>
        </message>
        <message>
            <source>What you do now is not saved. Write on paper until this is gone, and tell the technician.</source>
            <translation>Det du gör nu sparas inte. Skriv på papper tills texten är borta, och säg till teknikern.</translation>
        </message>
        <message>
            <source>No alarms come in. Call the reserve centre, follow your routine and restart Vaka.</source>
            <translation>Inga larm kommer in. Ring reservcentralen, följ er rutin och starta om Vaka.</translation>
        </message>
        <message>
            <source>Who are you?</source>
            <translation>Vem är du?</translation>
        </message>
        <message>
            <source>In practice residents, alarms and operators are invented. A digit, or arrows and Enter.</source>
            <translation>I övningen är boende, larm och operatörer påhittade. Siffra eller pilar och Enter.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Logga in</translation>
        </message>
        <message>
            <source>Opens the queue, takes no case.</source>
            <translation>Öppnar kön, tar inget ärende.</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Lösenord</translation>
        </message>
        <message>
            <source>{name} is signed in. Cases that {name} has are released when somebody else signs in. Esc goes back.</source>
            <translation>{name} är inloggad. Ärenden som {name} har släpps när någon annan loggar in. Esc går tillbaka.</translation>
        </message>
        <message>
            <source>Locked by {name}</source>
            <translation>Låst av {name}</translation>
        </message>
        <message>
            <source>Sign out {name}</source>
            <translation>Logga ut {name}</translation>
        </message>
        <message>
            <source>This waits</source>
            <translation>Det här väntar</translation>
        </message>
        <message>
            <source>without names</source>
            <translation>utan namn</translation>
        </message>
        <message>
            <source>Vaka cannot start: {why}</source>
            <translation>Vaka kan inte starta: {why}</translation>
        </message>
        <message>
            <source>Fault in the program</source>
            <translation>Fel i programmet</translation>
        </message>
        <message>
            <source>Something went wrong in Vaka. The queue goes on. Tell the technician the code.</source>
            <translation>Något gick fel i Vaka. Kön går vidare. Säg koden till teknikern.</translation>
        </message>
        <message>
            <source>Code: {code}</source>
            <translation>Kod: {code}</translation>
        </message>
        <message numerus="yes">
            <source>%n more fault(s) since</source>
            <translation>
                <numerusform>%n fel till sedan dess</numerusform>
                <numerusform>%n fel till sedan dess</numerusform>
            </translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Stäng</translation>
        </message>
    </context>
    <context>
        <name>SettingsSay</name>
        <message>
            <source>Settings</source>
            <translation>Inställningar</translation>
        </message>
        <message>
            <source>Each change is seen and heard at once, and kept for this workstation.</source>
            <translation>Varje ändring syns och hörs genast och sparas för den här platsen.</translation>
        </message>
        <message>
            <source>The change holds now, but could not be kept: {why}</source>
            <translation>Ändringen gäller nu men kunde inte sparas: {why}</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Språk</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>Night</source>
            <translation>Natt</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Dag</translation>
        </message>
        <message>
            <source>Size of text and symbols</source>
            <translation>Storlek på text och symboler</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Mindre</translation>
        </message>
        <message>
            <source>Bigger</source>
            <translation>Större</translation>
        </message>
        <message>
            <source>Sound output</source>
            <translation>Ljudutgång</translation>
        </message>
        <message>
            <source>The system's own choice</source>
            <translation>Systemets eget val</translation>
        </message>
        <message>
            <source>No sound output was found. Connect a loudspeaker or headset.</source>
            <translation>Ingen ljudutgång hittades. Anslut högtalare eller headset.</translation>
        </message>
        <message>
            <source>Volume of alarms</source>
            <translation>Larmens styrka</translation>
        </message>
        <message>
            <source>Alarms cannot be turned off here. Silence them for a while with Ctrl+T.</source>
            <translation>Larmen går inte att stänga av här. Tysta dem en stund med Ctrl+T.</translation>
        </message>
        <message>
            <source>Play the four alarm sounds</source>
            <translation>Spela de fyra larmljuden</translation>
        </message>
        <message>
            <source>Back to the cases</source>
            <translation>Till ärendena</translation>
        </message>
    </context>
    <context>
        <name>SignInSay</name>
        <message>
            <source>type to search</source>
            <translation>skriv för att söka</translation>
        </message>
        <message>
            <source>search: {text}</source>
            <translation>söker: {text}</translation>
        </message>
        <message>
            <source>Nobody is called that. Backspace takes a letter away, Esc all.</source>
            <translation>Ingen heter så. Backsteg tar bort en bokstav, Esc alla.</translation>
        </message>
        <message>
            <source>This centre does not list its accounts here. Write the account's name.</source>
            <translation>Den här centralen visar inga konton här. Skriv kontots namn.</translation>
        </message>
        <message>
            <source>Operators</source>
            <translation>Operatörer</translation>
        </message>
        <message numerus="yes">
            <source>%n account(s)</source>
            <translation>
                <numerusform>%n konto</numerusform>
                <numerusform>%n konton</numerusform>
            </translation>
        </message>
        <message>
            <source>Have sat here</source>
            <translation>Har suttit här</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>Övriga</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>Övning</translation>
        </message>
        <message>
            <source>in now</source>
            <translation>inne nu</translation>
        </message>
        <message>
            <source>locked until {time}</source>
            <translation>spärrad till {time}</translation>
        </message>
        <message>
            <source>yesterday {time}</source>
            <translation>i går {time}</translation>
        </message>
        <message>
            <source>no password</source>
            <translation>inget lösenord</translation>
        </message>
        <message>
            <source>Other account</source>
            <translation>Annat konto</translation>
        </message>
        <message>
            <source>{centre}, place {place}</source>
            <translation>{centre}, plats {place}</translation>
        </message>
        <message>
            <source>English</source>
            <comment>the language's own name</comment>
            <translation>Svenska</translation>
        </message>
        <message>
            <source>Begin the shift</source>
            <translation>Börja pass</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Visa</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>Dölj</translation>
        </message>
        <message numerus="yes">
            <source>%n tries, then locked for {time}.</source>
            <translation>
                <numerusform>%n försök, sedan spärr i {time}.</numerusform>
                <numerusform>%n försök, sedan spärr i {time}.</numerusform>
            </translation>
        </message>
        <message>
            <source>Never write the password anywhere else.</source>
            <translation>Skriv inte lösenordet någon annanstans.</translation>
        </message>
        <message>
            <source>Signing in</source>
            <translation>Loggar in</translation>
        </message>
        <message>
            <source>The account is locked until {time}, after too many wrong passwords.</source>
            <translation>Kontot är spärrat till {time} efter för många fel lösenord.</translation>
        </message>
        <message>
            <source>An invented operator needs no password.</source>
            <translation>En påhittad operatör behöver inget lösenord.</translation>
        </message>
        <message>
            <source>Alarms come in and are heard. Cases that {name} has stay with {name}, who signs in again to see the queue. If somebody else signs in, they are released.</source>
            <translation>Larm kommer in och hörs. Ärenden som {name} har ligger kvar hos {name}, som loggar in igen för att se kön. Loggar någon annan in släpps de.</translation>
        </message>
        <message>
            <source>Vaka restarted after a fault at {time}. Nothing that was saved is lost.</source>
            <translation>Vaka startade om {time} efter ett fel. Inget som sparats är förlorat.</translation>
        </message>
        <message>
            <source>Your municipalities</source>
            <translation>Dina kommuner</translation>
        </message>
        <message>
            <source>No municipality yet. The shift lead gives rights.</source>
            <translation>Ingen kommun än. Trafikledaren ger behörighet.</translation>
        </message>
        <message>
            <source>alarms</source>
            <translation>larm</translation>
        </message>
        <message>
            <source>cards</source>
            <translation>kort</translation>
        </message>
        <message>
            <source>looks by camera</source>
            <translation>tillsyn</translation>
        </message>
        <message>
            <source>technical cases</source>
            <translation>teknik</translation>
        </message>
        <message>
            <source>protected identities</source>
            <translation>skyddade identiteter</translation>
        </message>
        <message>
            <source>registers</source>
            <translation>register</translation>
        </message>
        <message>
            <source>the journal</source>
            <translation>journalen</translation>
        </message>
        <message>
            <source>accounts</source>
            <translation>konton</translation>
        </message>
        <message>
            <source>erasure</source>
            <translation>gallring</translation>
        </message>
        <message>
            <source>the queue</source>
            <translation>kön</translation>
        </message>
        <message>
            <source>Tried before you begin</source>
            <translation>Prov innan du börjar</translation>
        </message>
        <message>
            <source>{good} of {all} are well</source>
            <translation>{good} av {all} går bra</translation>
        </message>
        <message numerus="yes">
            <source>%n can be done without</source>
            <translation>
                <numerusform>%n går att börja utan</numerusform>
                <numerusform>%n går att börja utan</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n must be seen to</source>
            <translation>
                <numerusform>%n behöver ses till</numerusform>
                <numerusform>%n behöver ses till</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not tried</source>
            <translation>
                <numerusform>%n inte provat</numerusform>
                <numerusform>%n inte provade</numerusform>
            </translation>
        </message>
        <message>
            <source>What was tried is kept in the journal with time and place</source>
            <translation>Provet sparas i journalen med tid och plats</translation>
        </message>
        <message>
            <source>The sound is tried again each hour</source>
            <translation>Ljudet provas igen varje timme</translation>
        </message>
        <message>
            <source>Not tried yet</source>
            <translation>Inte provat än</translation>
        </message>
        <message>
            <source>Sound cannot be tried here</source>
            <translation>Ljud kan inte provas här</translation>
        </message>
        <message>
            <source>The library of the sound system is missing (libpulse). Tell the technician.</source>
            <translation>Ljudsystemets bibliotek saknas (libpulse). Säg till teknikern.</translation>
        </message>
        <message>
            <source>Four tones played {time}</source>
            <translation>Fyra toner spelade {time}</translation>
        </message>
        <message>
            <source>Tried {time}, the output took the sound</source>
            <translation>Provat {time}, utgången tog emot ljudet</translation>
        </message>
        <message>
            <source>Playing four tones</source>
            <translation>Spelar fyra toner</translation>
        </message>
        <message>
            <source>Not tried yet. It is tried by itself when you sign in</source>
            <translation>Inte provat än. Provas av sig självt när du loggar in</translation>
        </message>
        <message>
            <source>Alarms are not heard</source>
            <translation>Larm hörs inte</translation>
        </message>
        <message>
            <source>Connect a loudspeaker or headset and play again.</source>
            <translation>Anslut högtalare eller headset och spela igen.</translation>
        </message>
        <message>
            <source>The tones did not get out</source>
            <translation>Tonerna kom inte ut</translation>
        </message>
        <message>
            <source>Output: {device}</source>
            <translation>Högtalare: {device}</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Spela</translation>
        </message>
        <message>
            <source>Play again</source>
            <translation>Spela igen</translation>
        </message>
        <message>
            <source>Looking for microphones</source>
            <translation>Letar efter mikrofoner</translation>
        </message>
        <message>
            <source>No microphone found</source>
            <translation>Ingen mikrofon hittad</translation>
        </message>
        <message>
            <source>Plug in the headset and try again.</source>
            <translation>Sätt i headsetet och prova igen.</translation>
        </message>
        <message>
            <source>The microphone does not open</source>
            <translation>Mikrofonen går inte att öppna</translation>
        </message>
        <message>
            <source>{name}. Another program may have it.</source>
            <translation>{name}. Ett annat program kan ha den.</translation>
        </message>
        <message>
            <source>say a word</source>
            <translation>säg ett ord</translation>
        </message>
        <message>
            <source>you are heard</source>
            <translation>du hörs</translation>
        </message>
        <message>
            <source>The shift lead, {phone}</source>
            <translation>Trafikledaren, {phone}</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Ring</translation>
        </message>
        <message>
            <source>The microphone was heard {time}</source>
            <translation>Mikrofonen hördes {time}</translation>
        </message>
        <message>
            <source>No word was heard</source>
            <translation>Inget ord hördes</translation>
        </message>
        <message>
            <source>{name}. Is it muted?</source>
            <translation>{name}. Är den avstängd?</translation>
        </message>
        <message>
            <source>Microphone level</source>
            <translation>Mikrofonens nivå</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Byt</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Prova igen</translation>
        </message>
        <message>
            <source>Looking for cameras</source>
            <translation>Letar efter kameror</translation>
        </message>
        <message>
            <source>No camera found</source>
            <translation>Ingen kamera hittad</translation>
        </message>
        <message>
            <source>Voice calls work, video calls do not show you.</source>
            <translation>Röstsamtal går, videosamtal visar dig inte.</translation>
        </message>
        <message>
            <source>Cameras cannot be looked for here</source>
            <translation>Kameror kan inte sökas här</translation>
        </message>
        <message>
            <source>It is opened in a video call only.</source>
            <translation>Öppnas bara i ett videosamtal.</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Sök igen</translation>
        </message>
        <message>
            <source>{count} of {all} whole rounds</source>
            <translation>{count} av {all} hela varv</translation>
        </message>
        <message>
            <source>From the source to this screen, the last {time} ago</source>
            <translation>Från källa till den här skärmen, senast {time} sedan</translation>
        </message>
        <message>
            <source>every {seconds} s</source>
            <translation>var {seconds}:e sekund</translation>
        </message>
        <message>
            <source>No sign of life yet</source>
            <translation>Inget livstecken än</translation>
        </message>
        <message>
            <source>No sign of life for {time}</source>
            <translation>Inget livstecken på {time}</translation>
        </message>
        <message>
            <source>Broken: {link}</source>
            <translation>Brutet: {link}</translation>
        </message>
        <message>
            <source>We do not see. Follow the routine and tell the technician.</source>
            <translation>Vi ser inte. Följ rutinen och säg till teknikern.</translation>
        </message>
        <message>
            <source>Journal and copy</source>
            <translation>Journal och kopia</translation>
        </message>
        <message numerus="yes">
            <source>Writes, %n record(s)</source>
            <translation>
                <numerusform>Skriver, %n post</numerusform>
                <numerusform>Skriver, %n poster</numerusform>
            </translation>
        </message>
        <message>
            <source>The journal takes nothing</source>
            <translation>Journalen tar inte emot något</translation>
        </message>
        <message>
            <source>Write on paper until it does, and tell the technician.</source>
            <translation>Skriv på papper så länge och säg till teknikern.</translation>
        </message>
        <message>
            <source>Local cards from {time}, read without the network</source>
            <translation>Lokala kort från {time}, läses utan nät</translation>
        </message>
        <message>
            <source>The cards are on this computer and read without the network</source>
            <translation>Korten finns på den här datorn och läses utan nät</translation>
        </message>
        <message>
            <source>There is no copy of the cards on this computer</source>
            <translation>Ingen kopia av korten finns på den här datorn</translation>
        </message>
        <message>
            <source>Asking the time</source>
            <translation>Frågar vad klockan är</translation>
        </message>
        <message>
            <source>Right, differs by {seconds} s</source>
            <translation>Rätt, skiljer {seconds} s</translation>
        </message>
        <message>
            <source>Wrong, differs by {seconds} s</source>
            <translation>Fel, skiljer {seconds} s</translation>
        </message>
        <message>
            <source>Times and promises will be wrong. Tell the technician.</source>
            <translation>Tider och löften blir fel. Säg till teknikern.</translation>
        </message>
        <message>
            <source>Nobody can say what the time is</source>
            <translation>Ingen kan säga vad klockan är</translation>
        </message>
        <message>
            <source>Compare with another clock.</source>
            <translation>Jämför med en annan klocka.</translation>
        </message>
        <message numerus="yes">
            <source>%n time source(s)</source>
            <translation>
                <numerusform>%n tidkälla</numerusform>
                <numerusform>%n tidkällor</numerusform>
            </translation>
        </message>
        <message>
            <source>waiting for an answer</source>
            <translation>väntar på svar</translation>
        </message>
        <message>
            <source>nobody waits</source>
            <translation>ingen väntar</translation>
        </message>
        <message>
            <source>Longest {time}</source>
            <translation>Längst {time}</translation>
        </message>
        <message>
            <source>others have</source>
            <translation>har andra</translation>
        </message>
        <message>
            <source>promises of a time</source>
            <translation>lovade tider</translation>
        </message>
        <message>
            <source>the next {time}, in {span}</source>
            <translation>närmast {time}, om {span}</translation>
        </message>
        <message>
            <source>the next was {time}, {span} ago</source>
            <translation>närmast var {time}, för {span} sedan</translation>
        </message>
        <message>
            <source>cannot raise an alarm</source>
            <translation>kan inte larma</translation>
        </message>
        <message>
            <source>people or devices with a silent alarm unit</source>
            <translation>personer eller enheter vars larm är tyst</translation>
        </message>
        <message>
            <source>The counts have not come yet.</source>
            <translation>Antalen har inte kommit än.</translation>
        </message>
        <message>
            <source>We do not know what waits: no contact since {time}.</source>
            <translation>Vi vet inte vad som väntar: ingen kontakt sedan {time}.</translation>
        </message>
        <message>
            <source>We do not know what waits: no contact.</source>
            <translation>Vi vet inte vad som väntar: ingen kontakt.</translation>
        </message>
    </context>
    <context>
        <name>SoundSay</name>
        <message>
            <source>Sound</source>
            <translation>Ljud</translation>
        </message>
        <message>
            <source>not tried</source>
            <translation>inte provat</translation>
        </message>
        <message>
            <source>on</source>
            <translation>på</translation>
        </message>
        <message>
            <source>on, tried {time}</source>
            <translation>på, provat {time}</translation>
        </message>
        <message>
            <source>silent, {left} left</source>
            <translation>tyst, {left} kvar</translation>
        </message>
        <message>
            <source>not heard</source>
            <translation>hörs inte</translation>
        </message>
        <message>
            <source>NO SOUND</source>
            <translation>INGET LJUD</translation>
        </message>
        <message>
            <source>Alarms are shown but not heard. Watch the queue. Connect a loudspeaker or headset.</source>
            <translation>Larm syns men hörs inte. Håll ögonen på kön. Anslut högtalare eller headset.</translation>
        </message>
        <message>
            <source>Alarms have not been heard since {time}. Watch the queue. Connect a loudspeaker or headset.</source>
            <translation>Larm har inte hörts sedan {time}. Håll ögonen på kön. Anslut högtalare eller headset.</translation>
        </message>
        <message>
            <source>Silence, 10 min at most</source>
            <translation>Tysta ljudet, högst 10 min</translation>
        </message>
        <message>
            <source>Silent until {time}. A new Acute alarm is heard all the same</source>
            <translation>Tyst till {time}. Ett nytt Akut-larm hörs ändå</translation>
        </message>
        <message>
            <source>The sound is on again</source>
            <translation>Ljudet är på igen</translation>
        </message>
    </context>
    <context>
        <name>StaffSay</name>
        <message>
            <source>Nearest</source>
            <translation>Närmast</translation>
        </message>
        <message>
            <source>The way in</source>
            <translation>Vägen in</translation>
        </message>
        <message>
            <source>Door</source>
            <translation>Dörr</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Nyckel</translation>
        </message>
        <message>
            <source>Shown when the resident card is open.</source>
            <translation>Visas när boendekortet är öppet.</translation>
        </message>
        <message>
            <source>Not in the register.</source>
            <translation>Finns inte i registret.</translation>
        </message>
        <message>
            <source>Protected identity. Shown with a reason: Ctrl+U.</source>
            <translation>Skyddad identitet. Visas med skäl: Ctrl+U.</translation>
        </message>
        <message>
            <source>Dispatch</source>
            <translation>Utryckning</translation>
        </message>
        <message>
            <source>The team now</source>
            <translation>Laget nu</translation>
        </message>
        <message>
            <source>The team</source>
            <translation>Laget</translation>
        </message>
        <message>
            <source>no case</source>
            <translation>inget ärende</translation>
        </message>
        <message>
            <source>promise, {who}</source>
            <translation>löfte, {who}</translation>
        </message>
        <message>
            <source>technical, {who}</source>
            <translation>teknik, {who}</translation>
        </message>
        <message numerus="yes">
            <source>{who} and %n more</source>
            <translation>
                <numerusform>{who} och %n till</numerusform>
                <numerusform>{who} och %n till</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in a case</source>
            <translation>
                <numerusform>%n i ärende</numerusform>
                <numerusform>%n i ärende</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a case</source>
            <translation>
                <numerusform>%n utan ärende</numerusform>
                <numerusform>%n utan ärende</numerusform>
            </translation>
        </message>
        <message>
            <source>Forecast: {count} over target within 5 min</source>
            <translation>Prognos: {count} över mål inom 5 min</translation>
        </message>
        <message>
            <source>{soon}, {count} ({band}) within 15 min</source>
            <translation>{soon}, {count} ({band}) inom 15 min</translation>
        </message>
        <message>
            <source>Forecast: all within their targets for 15 min</source>
            <translation>Prognos: alla inom mål i 15 min</translation>
        </message>
        <message>
            <source>Forecast: not known</source>
            <translation>Prognos: vet inte</translation>
        </message>
    </context>
    <context>
        <name>TaskTold</name>
        <message>
            <source>Task {number}.</source>
            <translation>Uppdrag {number}.</translation>
        </message>
        <message>
            <source>{who} sends somebody, target {time}</source>
            <translation>{who} skickar någon, mål {time}</translation>
        </message>
        <message>
            <source>{who} sends another person, target {time}</source>
            <translation>{who} skickar en till, mål {time}</translation>
        </message>
        <message>
            <source>{name} is asked, {minutes} min away</source>
            <translation>{name} är tillfrågad, {minutes} min bort</translation>
        </message>
        <message>
            <source>{name} is asked</source>
            <translation>{name} är tillfrågad</translation>
        </message>
        <message>
            <source>{name} is asked with the group</source>
            <translation>{name} är tillfrågad med gruppen</translation>
        </message>
        <message>
            <source>{name}'s phone has it</source>
            <translation>{name} har det i telefonen</translation>
        </message>
        <message>
            <source>{name} has read it</source>
            <translation>{name} har läst det</translation>
        </message>
        <message>
            <source>{name} accepts.</source>
            <translation>{name} accepterar.</translation>
        </message>
        <message>
            <source>{name} declines.</source>
            <translation>{name} tackar nej.</translation>
        </message>
        <message>
            <source>{name} is under way.</source>
            <translation>{name} är på väg.</translation>
        </message>
        <message>
            <source>{name} is there.</source>
            <translation>{name} är framme.</translation>
        </message>
        <message>
            <source>{name} is done.</source>
            <translation>{name} är klar.</translation>
        </message>
        <message>
            <source>{name} will be late.</source>
            <translation>{name} blir sen.</translation>
        </message>
        <message>
            <source>{name}:</source>
            <translation>{name}:</translation>
        </message>
        <message>
            <source>{name} opened the door.</source>
            <translation>{name} öppnade dörren.</translation>
        </message>
        <message>
            <source>there in {minutes} min</source>
            <translation>framme om {minutes} min</translation>
        </message>
        <message>
            <source>marked by {who} by phone</source>
            <translation>markerat av {who} per telefon</translation>
        </message>
        <message>
            <source>{name} does not have to go: {why}</source>
            <translation>{name} behöver inte åka: {why}</translation>
        </message>
        <message>
            <source>Nobody has accepted.</source>
            <translation>Ingen har accepterat.</translation>
        </message>
        <message>
            <source>Late.</source>
            <translation>Försenat.</translation>
        </message>
        <message>
            <source>Task called back.</source>
            <translation>Uppdraget återkallat.</translation>
        </message>
        <message>
            <source>{who}: {why}</source>
            <translation>{who}: {why}</translation>
        </message>
        <message>
            <source>{name} was given the right to the door, to {time}</source>
            <translation>{name} fick rätt till dörren, till {time}</translation>
        </message>
        <message>
            <source>The right to the door has ended: {why}</source>
            <translation>Rätten till dörren är slut: {why}</translation>
        </message>
        <message>
            <source>The lock gave no right.</source>
            <translation>Låset gav ingen rätt.</translation>
        </message>
        <message>
            <source>a key is needed, or somebody who opens</source>
            <translation>det behövs nyckel eller någon som öppnar</translation>
        </message>
        <message>
            <source>The lock did not take its right back.</source>
            <translation>Låset tog inte tillbaka rätten.</translation>
        </message>
        <message>
            <source>take it back by hand</source>
            <translation>ta tillbaka den för hand</translation>
        </message>
    </context>
    <context>
        <name>TechnicalSay</name>
        <message>
            <source>Take {whose} fault</source>
            <translation>Ta {whose} fel</translation>
        </message>
        <message>
            <source>Take next fault</source>
            <translation>Ta nästa fel</translation>
        </message>
        <message>
            <source>Shelve…</source>
            <translation>Parkera…</translation>
        </message>
        <message>
            <source>No fault waits for an owner</source>
            <translation>Inget fel väntar på en ägare</translation>
        </message>
        <message>
            <source>Choose a fault in the lane first</source>
            <translation>Välj ett fel i listan först</translation>
        </message>
        <message>
            <source>Faults</source>
            <translation>Fel</translation>
        </message>
        <message>
            <source>Open {count}</source>
            <translation>Öppna {count}</translation>
        </message>
        <message>
            <source>Waiting {count}</source>
            <translation>Väntar {count}</translation>
        </message>
        <message>
            <source>In hand {count}</source>
            <translation>Åtgärdas {count}</translation>
        </message>
        <message>
            <source>one case for each device and fault</source>
            <translation>ett ärende per enhet och fel</translation>
        </message>
        <message>
            <source>no way out</source>
            <translation>ingen väg</translation>
        </message>
        <message>
            <source>telephone only</source>
            <translation>bara telefon</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>okänt</translation>
        </message>
        <message>
            <source>can raise an alarm</source>
            <translation>kan larma</translation>
        </message>
        <message>
            <source>Fault and consequence</source>
            <translation>Fel och följd</translation>
        </message>
        <message>
            <source>Household, device</source>
            <translation>Hushåll, enhet</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Sedan</translation>
        </message>
        <message>
            <source>Owner</source>
            <translation>Ägare</translation>
        </message>
        <message>
            <source>Cannot raise an alarm</source>
            <translation>Kan inte larma</translation>
        </message>
        <message>
            <source>also in the queue, among the people</source>
            <translation>ligger också i kön, bland människor</translation>
        </message>
        <message>
            <source>Telephone only, or not known</source>
            <translation>Bara telefon eller okänt</translation>
        </message>
        <message>
            <source>Can raise an alarm, or concerns nobody</source>
            <translation>Kan larma, eller rör ingen</translation>
        </message>
        <message>
            <source>No way out</source>
            <translation>Ingen väg</translation>
        </message>
        <message>
            <source>Telephone only</source>
            <translation>Bara telefon</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Okänt</translation>
        </message>
        <message>
            <source>All ways</source>
            <translation>Alla vägar</translation>
        </message>
        <message>
            <source>Can raise an alarm</source>
            <translation>Kan larma</translation>
        </message>
        <message>
            <source>Concerns nobody known</source>
            <translation>Rör ingen känd</translation>
        </message>
        <message>
            <source>{fault}, battery {percent} %</source>
            <translation>{fault}, batteri {percent} %</translation>
        </message>
        <message>
            <source>{fault}, {percent} %</source>
            <translation>{fault}, {percent} %</translation>
        </message>
        <message>
            <source>Lasts to about {time}</source>
            <translation>Räcker till ca {time}</translation>
        </message>
        <message>
            <source>Lasts about {time}</source>
            <translation>Räcker ca {time}</translation>
        </message>
        <message>
            <source>The battery is counted as empty</source>
            <translation>Batteriet räknas som tomt</translation>
        </message>
        <message>
            <source>Down: {ways}</source>
            <translation>Nere: {ways}</translation>
        </message>
        <message>
            <source>Ends when the line is back</source>
            <translation>Stängs när linjen är åter</translation>
        </message>
        <message>
            <source>Silent for {time}</source>
            <translation>Tyst i {time}</translation>
        </message>
        <message>
            <source>Never heard of</source>
            <translation>Aldrig hörd</translation>
        </message>
        <message>
            <source>{text}, promised {time}</source>
            <translation>{text}, lovat {time}</translation>
        </message>
        <message>
            <source>to about {time}</source>
            <translation>till ca {time}</translation>
        </message>
        <message>
            <source>last heard {time}</source>
            <translation>senast hörd {time}</translation>
        </message>
        <message>
            <source>through {device}</source>
            <translation>via {device}</translation>
        </message>
        <message numerus="yes">
            <source>No contact, %n device(s)</source>
            <translation>
                <numerusform>Ingen kontakt, %n enhet</numerusform>
                <numerusform>Ingen kontakt, %n enheter</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>area fault, %n person(s)</source>
            <translation>
                <numerusform>områdesfel, %n person</numerusform>
                <numerusform>områdesfel, %n personer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a way</source>
            <translation>
                <numerusform>%n utan väg</numerusform>
                <numerusform>%n utan väg</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by telephone only</source>
            <translation>
                <numerusform>%n bara telefon</numerusform>
                <numerusform>%n bara telefon</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not known</source>
            <translation>
                <numerusform>%n okänd</numerusform>
                <numerusform>%n okända</numerusform>
            </translation>
        </message>
        <message>
            <source>Waiting for the first word of the technical lane</source>
            <translation>Väntar på första beskedet om tekniken</translation>
        </message>
        <message>
            <source>No technical faults.</source>
            <translation>Inga tekniska fel.</translation>
        </message>
        <message>
            <source>Sign of life {time} ago. Silences stand on the board.</source>
            <translation>Livstecken {time} sedan. Det som är tystat står på tavlan.</translation>
        </message>
        <message>
            <source>We do not know whether there are faults</source>
            <translation>Vi vet inte om det finns fel</translation>
        </message>
        <message>
            <source>Sight is not proven. What is shown is the last that was certain.</source>
            <translation>Sikten är inte styrkt. Det som visas är det senast säkra.</translation>
        </message>
        <message>
            <source>last certain {time}</source>
            <translation>senast säkert {time}</translation>
        </message>
        <message>
            <source>Ways: net, mobile network, telephone</source>
            <translation>Vägar: nät, mobilnät, telefon</translation>
        </message>
        <message>
            <source>up</source>
            <translation>väg uppe</translation>
        </message>
        <message>
            <source>down</source>
            <translation>nere</translation>
        </message>
        <message>
            <source>has none</source>
            <translation>finns inte</translation>
        </message>
        <message numerus="yes">
            <source>Hidden: %n shelved</source>
            <translation>
                <numerusform>Dolt: %n parkerat</numerusform>
                <numerusform>Dolda: %n parkerade</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing hidden</source>
            <translation>Inget dolt</translation>
        </message>
        <message>
            <source>{name}, the ways out</source>
            <translation>{name}, vägarna</translation>
        </message>
        <message>
            <source>{name}, the ways out, heard {time}</source>
            <translation>{name}, vägarna, hörd {time}</translation>
        </message>
        <message>
            <source>Net</source>
            <translation>Nät</translation>
        </message>
        <message>
            <source>Mobile network</source>
            <translation>Mobilnät</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>Telefon</translation>
        </message>
        <message>
            <source>Power and tests</source>
            <translation>Strömmen och proven</translation>
        </message>
        <message>
            <source>Mains</source>
            <translation>Elnät</translation>
        </message>
        <message>
            <source>Battery</source>
            <translation>Batteri</translation>
        </message>
        <message>
            <source>Test alarm</source>
            <translation>Provlarm</translation>
        </message>
        <message>
            <source>{day}, proven</source>
            <translation>{day}, styrkt</translation>
        </message>
        <message>
            <source>none proven</source>
            <translation>inget styrkt</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
        <message>
            <source>{percent} %, to about {time}</source>
            <translation>{percent} %, till ca {time}</translation>
        </message>
        <message>
            <source>If the telephone falls silent too</source>
            <translation>Om telefonen också tystnar</translation>
        </message>
        <message>
            <source>If every way is lost</source>
            <translation>Om alla vägar försvinner</translation>
        </message>
        <message>
            <source>What is not known</source>
            <translation>Vad som är okänt</translation>
        </message>
        <message>
            <source>No way out now</source>
            <translation>Ingen väg nu</translation>
        </message>
        <message>
            <source>Whom it concerns</source>
            <translation>Vem det rör</translation>
        </message>
        <message>
            <source>Then it is No way out: the case is raised to High and put in the queue among the people.</source>
            <translation>Då är det Ingen väg: ärendet höjs till Hög och läggs i kön bland människor.</translation>
        </message>
        <message>
            <source>Nobody can say whether an alarm would come through. As soon as the device is heard of, its ways stand here.</source>
            <translation>Ingen kan säga om ett larm kommer fram. När enheten hörs igen står vägarna här.</translation>
        </message>
        <message>
            <source>The case is in the queue among the people until a way is up again.</source>
            <translation>Ärendet ligger i kön bland människor tills en väg är uppe igen.</translation>
        </message>
        <message>
            <source>No known person calls by this device. The case stands here until it is closed.</source>
            <translation>Ingen känd person larmar med enheten. Ärendet står här tills det avslutas.</translation>
        </message>
        <message>
            <source>Choose a fault with the arrow keys: here stand its ways, power and tests.</source>
            <translation>Välj ett fel med piltangenterna: här står vägar, ström och prov.</translation>
        </message>
        <message>
            <source>Silences</source>
            <translation>Tystnader</translation>
        </message>
        <message numerus="yes">
            <source>%n, all with a reason and an end</source>
            <translation>
                <numerusform>%n, med skäl och slut</numerusform>
                <numerusform>%n, alla med skäl och slut</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ends soon</source>
            <translation>
                <numerusform>%n slutar snart</numerusform>
                <numerusform>%n slutar snart</numerusform>
            </translation>
        </message>
        <message>
            <source>What and why</source>
            <translation>Vad och varför</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Vem</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Slut</translation>
        </message>
        <message>
            <source>Left, the mark warns</source>
            <translation>Kvar, strecket varnar</translation>
        </message>
        <message>
            <source>a new kind of fault breaks through, at most {time}</source>
            <translation>nytt slags fel bryter igenom, högst {time}</translation>
        </message>
        <message>
            <source>real presses come through, at most {time}</source>
            <translation>riktiga tryck kommer ändå fram, högst {time}</translation>
        </message>
        <message>
            <source>alarms from the home are shown as ever, at most {time}</source>
            <translation>larm från hemmet visas som vanligt, högst {time}</translation>
        </message>
        <message>
            <source>silences nothing, at most {time}</source>
            <translation>tystar inget, högst {time}</translation>
        </message>
        <message>
            <source>Nothing is silenced.</source>
            <translation>Inget är tystat.</translation>
        </message>
        <message>
            <source>People's alarms cannot be shelved</source>
            <translation>Människors larm kan inte parkeras</translation>
        </message>
        <message>
            <source>ends now</source>
            <translation>slutar nu</translation>
        </message>
        <message>
            <source>End before its time</source>
            <translation>Avsluta i förtid</translation>
        </message>
        <message>
            <source>End “{what}” before its time? Delete again ends it, Esc keeps it.</source>
            <translation>Avsluta ”{what}” i förtid? Delete igen avslutar, Esc behåller.</translation>
        </message>
        <message>
            <source>Ended before its time: {what}</source>
            <translation>Avslutat i förtid: {what}</translation>
        </message>
        <message>
            <source>{kind}: {what} ends {time}, {left} left</source>
            <translation>{kind}: {what} slutar {time}, {left} kvar</translation>
        </message>
        <message>
            <source>Area {name}</source>
            <translation>Område {name}</translation>
        </message>
        <message>
            <source>Faults {count}</source>
            <translation>Fel {count}</translation>
        </message>
        <message>
            <source>Silences {count}</source>
            <translation>Tystnader {count}</translation>
        </message>
        <message>
            <source>Loud sources</source>
            <translation>Pratiga källor</translation>
        </message>
        <message>
            <source>last 24 h</source>
            <translation>senaste 24 h</translation>
        </message>
        <message numerus="yes">
            <source>%n source(s) stand for {share} % of the signals, nothing is dropped</source>
            <translation>
                <numerusform>%n källa står för {share} % av signalerna, inget kastas</numerusform>
                <numerusform>%n källor står för {share} % av signalerna, inget kastas</numerusform>
            </translation>
        </message>
        <message>
            <source>No source has sent anything in 24 hours.</source>
            <translation>Ingen källa har sänt något på 24 timmar.</translation>
        </message>
        <message>
            <source>Counting the signals</source>
            <translation>Räknar signalerna</translation>
        </message>
        <message>
            <source>three or more in a minute</source>
            <translation>tre eller fler på en minut</translation>
        </message>
        <message>
            <source>silenced</source>
            <translation>tystad</translation>
        </message>
        <message>
            <source>Shelve: {what}</source>
            <translation>Parkera: {what}</translation>
        </message>
        <message>
            <source>Shelve this fault</source>
            <translation>Parkera felet</translation>
        </message>
        <message>
            <source>Test mode</source>
            <translation>Provläge</translation>
        </message>
        <message>
            <source>Out of service</source>
            <translation>Ur drift</translation>
        </message>
        <message>
            <source>Suppress by design</source>
            <translation>Dämpa enligt beslut</translation>
        </message>
        <message>
            <source>Absent</source>
            <translation>Frånvarande</translation>
        </message>
        <message>
            <source>Notice only</source>
            <translation>Bara anslag</translation>
        </message>
        <message>
            <source>longest</source>
            <translation>längst</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Skäl</translation>
        </message>
        <message>
            <source>Why, and who is told: colleagues read it on the board</source>
            <translation>Varför, och vem som vet: kollegerna läser det på tavlan</translation>
        </message>
        <message>
            <source>Shelve</source>
            <translation>Parkera</translation>
        </message>
        <message>
            <source>{kind} to {until}</source>
            <translation>{kind} till {until}</translation>
        </message>
        <message>
            <source>Covers “{fault}” on {device}. New kinds of faults break through.</source>
            <translation>Täcker ”{fault}” på {device}. Nya slags fel bryter igenom.</translation>
        </message>
        <message>
            <source>Covers all faults of {device}. A real press comes through, and says so.</source>
            <translation>Täcker alla fel på {device}. Ett riktigt tryck kommer fram, och säger det.</translation>
        </message>
        <message>
            <source>Covers missed looks, doses and cameras of {name}. Alarms from the home are shown as ever, and so is this fault.</source>
            <translation>Täcker utebliven tillsyn, doser och kameror för {name}. Larm från hemmet visas som vanligt, och felet ligger kvar.</translation>
        </message>
        <message>
            <source>Silences nothing: everybody reads it on the board until its end.</source>
            <translation>Tystar inget: alla läser det på tavlan till slutet.</translation>
        </message>
        <message>
            <source>Choose how, by its digit</source>
            <translation>Välj hur, med siffran</translation>
        </message>
        <message>
            <source>Choose for how long, by its letter</source>
            <translation>Välj hur länge, med bokstaven</translation>
        </message>
        <message>
            <source>Write a reason: no silence without one</source>
            <translation>Skriv ett skäl: inget tystas utan</translation>
        </message>
        <message>
            <source>People's alarms cannot be shelved.</source>
            <translation>Människors larm kan inte parkeras.</translation>
        </message>
        <message>
            <source>The fault leaves somebody without a way to call, and cannot be shelved.</source>
            <translation>Felet gör att någon inte kan larma, och kan inte parkeras.</translation>
        </message>
        <message>
            <source>An outage cannot be shelved: it ends when the line is back.</source>
            <translation>Ett avbrott kan inte parkeras: det slutar när linjen är åter.</translation>
        </message>
        <message>
            <source>This kind of fault cannot be shelved. A notice can be put up.</source>
            <translation>Det här slags felet kan inte parkeras. Ett anslag går att sätta upp.</translation>
        </message>
        <message>
            <source>The device belongs to nobody in particular: nobody can be absent.</source>
            <translation>Enheten hör inte till någon: ingen kan vara frånvarande.</translation>
        </message>
        <message>
            <source>{kind} to {until}: {what}</source>
            <translation>{kind} till {until}: {what}</translation>
        </message>
        <message numerus="yes">
            <source>%n h</source>
            <comment>hours</comment>
            <translation>
                <numerusform>%n h</numerusform>
                <numerusform>%n h</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <comment>days</comment>
            <translation>
                <numerusform>%n dygn</numerusform>
                <numerusform>%n dygn</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TimelineSay</name>
        <message>
            <source>Erased entry</source>
            <translation>Gallrad uppgift</translation>
        </message>
        <message>
            <source>A colleague</source>
            <translation>En kollega</translation>
        </message>
        <message>
            <source>by {who}</source>
            <translation>av {who}</translation>
        </message>
        <message>
            <source>test</source>
            <translation>provlarm</translation>
        </message>
        <message>
            <source>case opened</source>
            <translation>ärendet öppnat</translation>
        </message>
        <message>
            <source>the device's clock {device}, received {ours}</source>
            <translation>enhetens klocka {device}, mottaget {ours}</translation>
        </message>
        <message>
            <source>Device reset, the case stayed open</source>
            <translation>Enheten återställd, ärendet förblev öppet</translation>
        </message>
        <message>
            <source>{who} took the case</source>
            <translation>{who} tog ärendet</translation>
        </message>
        <message>
            <source>{who} released the case, {why}</source>
            <translation>{who} släppte ärendet, {why}</translation>
        </message>
        <message>
            <source>{who} handed over to {to}</source>
            <translation>{who} lämnade över till {to}</translation>
        </message>
        <message>
            <source>{who} took over from {previous}: {why}</source>
            <translation>{who} tog över från {previous}: {why}</translation>
        </message>
        <message>
            <source>No owner.</source>
            <translation>Utan ägare.</translation>
        </message>
        <message>
            <source>{who} is gone, alarms again</source>
            <translation>{who} finns inte kvar, larmar igen</translation>
        </message>
        <message>
            <source>Promised {when}.</source>
            <translation>Lovat {when}.</translation>
        </message>
        <message>
            <source>Promise kept.</source>
            <translation>Löftet hölls.</translation>
        </message>
        <message>
            <source>Promise not kept.</source>
            <translation>Löftet hölls inte.</translation>
        </message>
        <message>
            <source>Promised {when}</source>
            <translation>Lovat {when}</translation>
        </message>
        <message>
            <source>{who} said who it is about</source>
            <translation>{who} angav vem det gäller</translation>
        </message>
        <message>
            <source>{who} merged the case into another</source>
            <translation>{who} slog ihop ärendet med ett annat</translation>
        </message>
        <message numerus="yes">
            <source>Received %n alarm(s) from another case</source>
            <translation>
                <numerusform>Tog emot %n larm från ett annat ärende</numerusform>
                <numerusform>Tog emot %n larm från ett annat ärende</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{who} split off %n alarm(s)</source>
            <translation>
                <numerusform>{who} delade av %n larm</numerusform>
                <numerusform>{who} delade av %n larm</numerusform>
            </translation>
        </message>
        <message>
            <source>Linked to another case</source>
            <translation>Länkat till ett annat ärende</translation>
        </message>
        <message>
            <source>Closed.</source>
            <translation>Avslutat.</translation>
        </message>
        <message>
            <source>Nobody answered: {rung}</source>
            <translation>Ingen svarade: {rung}</translation>
        </message>
        <message>
            <source>Nobody went on with the plan: {rung}</source>
            <translation>Ingen gick vidare i planen: {rung}</translation>
        </message>
        <message>
            <source>The task: {rung}</source>
            <translation>Uppdraget: {rung}</translation>
        </message>
        <message>
            <source>Whoever has the case has not touched it: {rung}</source>
            <translation>Den som har ärendet har inte rört det: {rung}</translation>
        </message>
        <message>
            <source>{told}, but nobody was there to be called</source>
            <translation>{told}, men ingen fanns att nå</translation>
        </message>
        <message>
            <source>No way to call for help.</source>
            <translation>Ingen väg att kalla på hjälp.</translation>
        </message>
        <message>
            <source>among the people's alarms now</source>
            <translation>nu bland människors larm</translation>
        </message>
        <message numerus="yes">
            <source>%n device(s) fell silent</source>
            <translation>
                <numerusform>%n enhet tystnade</numerusform>
                <numerusform>%n enheter tystnade</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n device(s) are heard again</source>
            <translation>
                <numerusform>%n enhet hörs igen</numerusform>
                <numerusform>%n enheter hörs igen</numerusform>
            </translation>
        </message>
        <message>
            <source>The line is back.</source>
            <translation>Linjen är åter.</translation>
        </message>
        <message>
            <source>The plan began:</source>
            <translation>Planen började:</translation>
        </message>
        <message>
            <source>The plan has other steps now:</source>
            <translation>Planen har andra steg nu:</translation>
        </message>
        <message>
            <source>Step done:</source>
            <translation>Steg klart:</translation>
        </message>
        <message>
            <source>Step skipped:</source>
            <translation>Steg överhoppat:</translation>
        </message>
        <message>
            <source>Step taken back:</source>
            <translation>Steg återtaget:</translation>
        </message>
    </context>
    <context>
        <name>TrialSay</name>
        <message>
            <source>The service answers and is the right one</source>
            <translation>Tjänsten svarar och är den rätta</translation>
        </message>
        <message>
            <source>{detail}, encrypted, the certificate is right</source>
            <translation>{detail}, krypterad, certifikatet stämmer</translation>
        </message>
        <message>
            <source>The service knows user and password</source>
            <translation>Tjänsten känner igen användare och lösenord</translation>
        </message>
        <message>
            <source>Read alarms of the municipality</source>
            <translation>Läsa larm från kommunen</translation>
        </message>
        <message>
            <source>Alarms of {detail} can be read, and answered with receipts</source>
            <translation>Larm från {detail} går att läsa, och att kvittera</translation>
        </message>
        <message>
            <source>Sign of life all the way, out and back</source>
            <translation>Livstecken hela vägen, ut och tillbaka</translation>
        </message>
        <message>
            <source>The sign of life came back</source>
            <translation>Livstecknet kom tillbaka</translation>
        </message>
        <message>
            <source>as {detail}</source>
            <translation>som {detail}</translation>
        </message>
        <message>
            <source>The place can be written</source>
            <translation>Platsen går att skriva på</translation>
        </message>
        <message>
            <source>The keyring takes a key and gives it back</source>
            <translation>Nyckelringen tar en nyckel och ger den tillbaka</translation>
        </message>
        <message>
            <source>An encrypted file opens and takes what is written</source>
            <translation>En krypterad fil går att öppna och skriva i</translation>
        </message>
        <message>
            <source>There is room</source>
            <translation>Det finns plats</translation>
        </message>
        <message>
            <source>{detail} free</source>
            <translation>{detail} ledigt</translation>
        </message>
        <message>
            <source>The database server answers</source>
            <translation>Databasservern svarar</translation>
        </message>
        <message>
            <source>User, password and database are right</source>
            <translation>Användare, lösenord och databas stämmer</translation>
        </message>
        <message>
            <source>The version is new enough</source>
            <translation>Versionen är ny nog</translation>
        </message>
        <message>
            <source>PostgreSQL {detail}</source>
            <translation>PostgreSQL {detail}</translation>
        </message>
        <message>
            <source>Tables can be made and written</source>
            <translation>Tabeller går att göra och skriva i</translation>
        </message>
        <message>
            <source>Search that bears misspelling</source>
            <translation>Sökning som tål felstavning</translation>
        </message>
        <message>
            <source>There is a sound output</source>
            <translation>Det finns en ljudutgång</translation>
        </message>
        <message>
            <source>The tone is played</source>
            <translation>Tonen spelas</translation>
        </message>
        <message>
            <source>The output took the tone</source>
            <translation>Utgången tog emot tonen</translation>
        </message>
        <message>
            <source>{detail}. Did you hear it?</source>
            <translation>{detail}. Hörde du den?</translation>
        </message>
        <message>
            <source>The microphone hears you</source>
            <translation>Mikrofonen hör dig</translation>
        </message>
        <message>
            <source>{detail}</source>
            <translation>{detail}</translation>
        </message>
        <message>
            <source>The municipality's name can be used</source>
            <translation>Kommunens namn går att använda</translation>
        </message>
        <message>
            <source>The account's name can be used</source>
            <translation>Kontonamnet går att använda</translation>
        </message>
        <message>
            <source>The password is strong enough and the same twice</source>
            <translation>Lösenordet är starkt nog och lika båda gångerna</translation>
        </message>
        <message>
            <source>It is the first account</source>
            <translation>Det är det första kontot</translation>
        </message>
        <message>
            <source>Passwords into the keyring</source>
            <translation>Lösenord till nyckelringen</translation>
        </message>
        <message>
            <source>Account into the database</source>
            <translation>Konto till databasen</translation>
        </message>
        <message>
            <source>Settings into their file</source>
            <translation>Inställningar till filen</translation>
        </message>
        <message>
            <source>The certificate ends on {detail}. Have it renewed before that.</source>
            <translation>Certifikatet går ut {detail}. Se till att det förnyas innan dess.</translation>
        </message>
        <message>
            <source>{detail}, without encryption, on this computer</source>
            <translation>{detail}, utan kryptering, på den här datorn</translation>
        </message>
        <message>
            <source>{detail} is open in a running Vaka</source>
            <translation>{detail} är öppen i en Vaka som redan kör</translation>
        </message>
        <message>
            <source>Tried with a scratch file. Yours is made when you save.</source>
            <translation>Provat med en tillfällig fil. Din görs när du sparar.</translation>
        </message>
        <message>
            <source>{detail} opens with the key in the keyring</source>
            <translation>{detail} går att öppna med nyckeln i nyckelringen</translation>
        </message>
        <message>
            <source>{field} cannot be like that</source>
            <translation>{field} kan inte vara så</translation>
        </message>
        <message>
            <source>Without encryption goes only on this computer</source>
            <translation>Utan kryptering går bara på den här datorn</translation>
        </message>
        <message>
            <source>Turn encryption on, or name this computer: localhost.</source>
            <translation>Slå på krypteringen, eller ange den här datorn: localhost.</translation>
        </message>
        <message>
            <source>There is no {detail} on the network</source>
            <translation>Det finns ingen {detail} på nätet</translation>
        </message>
        <message>
            <source>Check the spelling. Is the network cable in?</source>
            <translation>Kontrollera stavningen. Sitter nätverkssladden i?</translation>
        </message>
        <message>
            <source>No answer from {detail}</source>
            <translation>Inget svar från {detail}</translation>
        </message>
        <message>
            <source>Is it running? A firewall may stand between. Ask who runs the network.</source>
            <translation>Är den igång? En brandvägg kan stå emellan. Fråga den som sköter nätet.</translation>
        </message>
        <message>
            <source>{detail} is there, but nobody answers on that port</source>
            <translation>{detail} finns, men ingen svarar på den porten</translation>
        </message>
        <message>
            <source>Check the port, and that the service is running.</source>
            <translation>Kontrollera porten, och att tjänsten är igång.</translation>
        </message>
        <message>
            <source>{detail} does not speak TLS on that port</source>
            <translation>{detail} talar inte TLS på den porten</translation>
        </message>
        <message>
            <source>Check the port: 8883 is usual with encryption.</source>
            <translation>Kontrollera porten: 8883 är den vanliga med kryptering.</translation>
        </message>
        <message>
            <source>The file is no certificate that can be read</source>
            <translation>Filen är inget certifikat som går att läsa</translation>
        </message>
        <message>
            <source>Choose the authority's PEM file, as who runs the service gave it: {detail}</source>
            <translation>Välj utfärdarens PEM-fil, så som driften lämnade den: {detail}</translation>
        </message>
        <message>
            <source>The certificate of {detail} was issued by somebody else</source>
            <translation>Certifikatet hos {detail} är utfärdat av någon annan</translation>
        </message>
        <message>
            <source>Do not go on. Ask for the right authority's file: this may be another service than you think.</source>
            <translation>Gå inte vidare. Be om rätt utfärdares fil: det kan vara en annan tjänst än du tror.</translation>
        </message>
        <message>
            <source>The certificate of {detail} has expired</source>
            <translation>Certifikatet hos {detail} har gått ut</translation>
        </message>
        <message>
            <source>Is this computer's clock right? Otherwise the service must have a new certificate.</source>
            <translation>Går datorns klocka rätt? Annars måste tjänsten få ett nytt certifikat.</translation>
        </message>
        <message>
            <source>The certificate of {detail} is not valid yet</source>
            <translation>Certifikatet hos {detail} gäller inte än</translation>
        </message>
        <message>
            <source>Is this computer's clock right?</source>
            <translation>Går datorns klocka rätt?</translation>
        </message>
        <message>
            <source>The certificate is not made out to {detail}</source>
            <translation>Certifikatet är inte utfärdat för {detail}</translation>
        </message>
        <message>
            <source>Write the name that the service has in its certificate.</source>
            <translation>Skriv namnet så som det står i tjänstens certifikat.</translation>
        </message>
        <message>
            <source>The certificate of {detail} does not hold</source>
            <translation>Certifikatet hos {detail} håller inte</translation>
        </message>
        <message>
            <source>Ask who runs the service, and give the code.</source>
            <translation>Fråga den som sköter tjänsten, och ange koden.</translation>
        </message>
        <message>
            <source>The service does not know the user or the password</source>
            <translation>Tjänsten känner inte igen användaren eller lösenordet</translation>
        </message>
        <message>
            <source>Check capitals. The account may also be locked: ask to have {detail} looked at.</source>
            <translation>Kontrollera stor och liten bokstav. Kontot kan också vara spärrat: be driften se över {detail}.</translation>
        </message>
        <message>
            <source>The service turns us away</source>
            <translation>Tjänsten avvisar oss</translation>
        </message>
        <message>
            <source>The user may not read alarms</source>
            <translation>Användaren får inte läsa larm</translation>
        </message>
        <message>
            <source>Let the user read vaka/v1/# in the access rules of the service.</source>
            <translation>Låt användaren läsa vaka/v1/# i tjänstens behörigheter.</translation>
        </message>
        <message>
            <source>The user may read but not write as {detail}</source>
            <translation>Användaren får läsa men inte skriva som {detail}</translation>
        </message>
        <message>
            <source>Let it write receipts, and vaka/v1/centre/+/{detail}, in the access rules of the service.</source>
            <translation>Låt den skriva kvittenser, och vaka/v1/centre/+/{detail}, i tjänstens behörigheter.</translation>
        </message>
        <message>
            <source>What is sent does not come back from {detail}</source>
            <translation>Det som skickas kommer inte tillbaka från {detail}</translation>
        </message>
        <message>
            <source>The connection broke</source>
            <translation>Kontakten bröts</translation>
        </message>
        <message>
            <source>Try again. If it breaks again, give this to who runs the service: {detail}</source>
            <translation>Prova igen. Bryts den igen, lämna det här till driften: {detail}</translation>
        </message>
        <message>
            <source>There is no password</source>
            <translation>Det finns inget lösenord</translation>
        </message>
        <message>
            <source>Write it in the field. The keyring has none for this service.</source>
            <translation>Skriv det i fältet. Nyckelringen har inget för den här tjänsten.</translation>
        </message>
        <message>
            <source>The computer's keyring does not take the key</source>
            <translation>Datorns nyckelring tar inte emot nyckeln</translation>
        </message>
        <message>
            <source>Unlock it, then try again. {detail}</source>
            <translation>Lås upp den och prova igen. {detail}</translation>
        </message>
        <message>
            <source>Nothing can be written in {detail}</source>
            <translation>Det går inte att skriva i {detail}</translation>
        </message>
        <message>
            <source>Choose another place, or ask for the right to write there.</source>
            <translation>Välj en annan plats, eller be om rätt att skriva där.</translation>
        </message>
        <message>
            <source>{detail} cannot be a database file</source>
            <translation>{detail} kan inte vara en databasfil</translation>
        </message>
        <message>
            <source>Write the whole path of a file, from the top.</source>
            <translation>Skriv filens hela sökväg, från början.</translation>
        </message>
        <message>
            <source>There is little room: {detail}</source>
            <translation>Det är ont om plats: {detail}</translation>
        </message>
        <message>
            <source>Make room. Below 1 GB nothing is safe.</source>
            <translation>Gör plats. Under 1 GB är inget säkert.</translation>
        </message>
        <message>
            <source>The keyring has no key to {detail}</source>
            <translation>Nyckelringen har ingen nyckel till {detail}</translation>
        </message>
        <message>
            <source>Sign in as the user who made the file, or choose another file.</source>
            <translation>Logga in som den användare som gjorde filen, eller välj en annan fil.</translation>
        </message>
        <message>
            <source>{detail} was made with another key</source>
            <translation>{detail} är gjord med en annan nyckel</translation>
        </message>
        <message>
            <source>The file is untouched. Choose another, or open it as the user who made it.</source>
            <translation>Filen är orörd. Välj en annan, eller öppna den som den användare som gjorde den.</translation>
        </message>
        <message>
            <source>{detail} was written by a newer Vaka</source>
            <translation>{detail} är skriven av en nyare Vaka</translation>
        </message>
        <message>
            <source>Install the newer version. The file is untouched.</source>
            <translation>Installera den nyare versionen. Filen är orörd.</translation>
        </message>
        <message>
            <source>The database cannot be read and written</source>
            <translation>Databasen går inte att läsa och skriva</translation>
        </message>
        <message>
            <source>Try the database step again, and give the code to who runs it.</source>
            <translation>Prova databassteget igen, och ange koden för driften.</translation>
        </message>
        <message>
            <source>The server does not let {detail} in</source>
            <translation>Servern släpper inte in {detail}</translation>
        </message>
        <message>
            <source>Check user and password. The server's own rules (pg_hba.conf) may also say no.</source>
            <translation>Kontrollera användare och lösenord. Serverns egna regler (pg_hba.conf) kan också säga nej.</translation>
        </message>
        <message>
            <source>There is no database {detail}</source>
            <translation>Det finns ingen databas {detail}</translation>
        </message>
        <message>
            <source>Have it made: createdb {detail}</source>
            <translation>Be driften göra den: createdb {detail}</translation>
        </message>
        <message>
            <source>PostgreSQL {detail} is too old</source>
            <translation>PostgreSQL {detail} är för gammal</translation>
        </message>
        <message>
            <source>Version 14 or later is needed.</source>
            <translation>Version 14 eller senare behövs.</translation>
        </message>
        <message>
            <source>{detail} may not make what is needed</source>
            <translation>{detail} får inte göra det som behövs</translation>
        </message>
        <message>
            <source>Let that user own the database.</source>
            <translation>Låt den användaren äga databasen.</translation>
        </message>
        <message>
            <source>The server lacks pg_trgm</source>
            <translation>Servern saknar pg_trgm</translation>
        </message>
        <message>
            <source>Have it installed: on Debian it comes with postgresql-contrib.</source>
            <translation>Be driften installera det: i Debian följer det med postgresql-contrib.</translation>
        </message>
        <message>
            <source>There is no sound output</source>
            <translation>Det finns ingen ljudutgång</translation>
        </message>
        <message>
            <source>Connect a loudspeaker or headset and try again. Without it alarms are seen and not heard.</source>
            <translation>Anslut högtalare eller headset och prova igen. Utan det syns larmen men hörs inte.</translation>
        </message>
        <message>
            <source>{detail} is not connected</source>
            <translation>{detail} är inte ansluten</translation>
        </message>
        <message>
            <source>Connect it, or choose another output.</source>
            <translation>Anslut den, eller välj en annan utgång.</translation>
        </message>
        <message>
            <source>The output did not take the tone</source>
            <translation>Utgången tog inte emot tonen</translation>
        </message>
        <message>
            <source>Choose another output, or start the sound service of the computer.</source>
            <translation>Välj en annan utgång, eller starta datorns ljudtjänst.</translation>
        </message>
        <message>
            <source>The computer's sound cannot be reached</source>
            <translation>Datorns ljud går inte att nå</translation>
        </message>
        <message>
            <source>On Debian: apt-get install libpulse0. Until then alarms are seen and not heard.</source>
            <translation>I Debian: apt-get install libpulse0. Till dess syns larmen men hörs inte.</translation>
        </message>
        <message>
            <source>There is no microphone</source>
            <translation>Det finns ingen mikrofon</translation>
        </message>
        <message>
            <source>Connect the headset and try again. It goes without: calls are then made elsewhere.</source>
            <translation>Anslut headsetet och prova igen. Det går utan: då ringer man på annat sätt.</translation>
        </message>
        <message>
            <source>The microphone hears nothing</source>
            <translation>Mikrofonen hör inget</translation>
        </message>
        <message>
            <source>Is it muted, on the cord or in the system? {detail}</source>
            <translation>Är den avstängd, på sladden eller i systemet? {detail}</translation>
        </message>
        <message>
            <source>The two passwords are not the same</source>
            <translation>De två lösenorden är inte lika</translation>
        </message>
        <message>
            <source>Write both again.</source>
            <translation>Skriv båda igen.</translation>
        </message>
        <message>
            <source>The password is too short</source>
            <translation>Lösenordet är för kort</translation>
        </message>
        <message>
            <source>At least {detail} characters. A sentence is easier to remember than signs.</source>
            <translation>Minst {detail} tecken. En mening är lättare att minnas än tecken.</translation>
        </message>
        <message>
            <source>The password is too long</source>
            <translation>Lösenordet är för långt</translation>
        </message>
        <message>
            <source>At most 256 characters.</source>
            <translation>Högst 256 tecken.</translation>
        </message>
        <message>
            <source>The password has signs that cannot be typed</source>
            <translation>Lösenordet har tecken som inte går att skriva</translation>
        </message>
        <message>
            <source>Write it by hand instead of pasting it.</source>
            <translation>Skriv det för hand i stället för att klistra in.</translation>
        </message>
        <message>
            <source>The password is like the account's name</source>
            <translation>Lösenordet liknar kontonamnet</translation>
        </message>
        <message>
            <source>Choose another: that one is tried first.</source>
            <translation>Välj ett annat: det provas först av andra.</translation>
        </message>
        <message>
            <source>The password repeats or counts</source>
            <translation>Lösenordet upprepar eller räknar</translation>
        </message>
        <message>
            <source>Choose another. A sentence is easier to remember than signs.</source>
            <translation>Välj ett annat. En mening är lättare att minnas än tecken.</translation>
        </message>
        <message>
            <source>The password is among the first that are tried</source>
            <translation>Lösenordet är bland de första som provas</translation>
        </message>
        <message>
            <source>There are accounts in the database already</source>
            <translation>Det finns redan konton i databasen</translation>
        </message>
        <message>
            <source>None is made here. Sign in with one, or ask a shift lead for a new one.</source>
            <translation>Inget nytt görs här. Logga in med ett av dem, eller be en trafikledare om ett nytt.</translation>
        </message>
        <message>
            <source>It was not done</source>
            <translation>Det blev inte gjort</translation>
        </message>
        <message>
            <source>The address</source>
            <translation>Adressen</translation>
        </message>
        <message>
            <source>A name or an IP address, without http:// and without a port.</source>
            <translation>Ett namn eller en IP-adress, utan http:// och utan port.</translation>
        </message>
        <message>
            <source>The port</source>
            <translation>Porten</translation>
        </message>
        <message>
            <source>A number from 1 to 65535.</source>
            <translation>Ett tal från 1 till 65535.</translation>
        </message>
        <message>
            <source>The municipality</source>
            <translation>Kommunen</translation>
        </message>
        <message>
            <source>a-z, digits and hyphen, as in the topics of the service: alvbro.</source>
            <translation>a-z, siffror och bindestreck, som i tjänstens ämnen: alvbro.</translation>
        </message>
        <message>
            <source>The user</source>
            <translation>Användaren</translation>
        </message>
        <message>
            <source>The password</source>
            <translation>Lösenordet</translation>
        </message>
        <message>
            <source>One line of ordinary signs, at most 200.</source>
            <translation>En rad med vanliga tecken, högst 200.</translation>
        </message>
        <message>
            <source>The certificate's path</source>
            <translation>Certifikatets sökväg</translation>
        </message>
        <message>
            <source>The whole path of a file.</source>
            <translation>En fils hela sökväg.</translation>
        </message>
        <message>
            <source>The file</source>
            <translation>Filen</translation>
        </message>
        <message>
            <source>The server's address</source>
            <translation>Serverns adress</translation>
        </message>
        <message>
            <source>A name or an IP address, a database and a user, without spaces.</source>
            <translation>Ett namn eller en IP-adress, en databas och en användare, utan mellanslag.</translation>
        </message>
        <message>
            <source>The account's name</source>
            <translation>Kontonamnet</translation>
        </message>
        <message>
            <source>Up to 64 of a-z, digits, dot and hyphen, beginning with a letter or digit.</source>
            <translation>Högst 64 av a-z, siffror, punkt och bindestreck, med bokstav eller siffra först.</translation>
        </message>
        <message>
            <source>The name</source>
            <translation>Namnet</translation>
        </message>
        <message>
            <source>The colleague's name, at most 100 characters.</source>
            <translation>Kollegans namn, högst 100 tecken.</translation>
        </message>
        <message>
            <source>A setting</source>
            <translation>En inställning</translation>
        </message>
    </context>
    <context>
        <name>WizardSay</name>
        <message>
            <source>First start</source>
            <translation>Första start</translation>
        </message>
        <message>
            <source>Vaka, first start</source>
            <translation>Vaka, första start</translation>
        </message>
        <message>
            <source>Get going</source>
            <translation>Kom igång</translation>
        </message>
        <message>
            <source>Step {number} of {count}. Everything can be changed later.</source>
            <translation>Steg {number} av {count}. Allt går att ändra senare.</translation>
        </message>
        <message>
            <source>Only want to try?</source>
            <translation>Bara prova först?</translation>
        </message>
        <message>
            <source>Start the demo</source>
            <translation>Starta demo</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Tillbaka</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Nästa</translation>
        </message>
        <message>
            <source>Try</source>
            <translation>Prova</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Prova igen</translation>
        </message>
        <message>
            <source>Cancel the trial</source>
            <translation>Avbryt provet</translation>
        </message>
        <message>
            <source>Save and start Vaka</source>
            <translation>Spara och starta Vaka</translation>
        </message>
        <message>
            <source>Save again</source>
            <translation>Spara igen</translation>
        </message>
        <message>
            <source>Saving</source>
            <translation>Sparar</translation>
        </message>
        <message>
            <source>Byt till svenska</source>
            <translation>Switch to English</translation>
        </message>
        <message>
            <source>Svenska</source>
            <translation>Svenska</translation>
        </message>
        <message>
            <source>English</source>
            <translation>English</translation>
        </message>
        <message>
            <source>Next opens when the trial goes well</source>
            <translation>Nästa öppnas när provet går bra</translation>
        </message>
        <message>
            <source>English</source>
            <comment>the language that is shown now</comment>
            <translation>Svenska</translation>
        </message>
        <message>
            <source>Trying, {seconds} s</source>
            <translation>Provar, {seconds} s</translation>
        </message>
        <message>
            <source>Next is open. Without this, alarms are seen and not heard.</source>
            <translation>Nästa är öppen. Utan det här syns larmen men hörs inte.</translation>
        </message>
        <message>
            <source>Next is open. Without a headset you cannot talk from here.</source>
            <translation>Nästa är öppen. Utan headset går det inte att tala härifrån.</translation>
        </message>
        <message>
            <source>Next is open. No alarms come before this is done.</source>
            <translation>Nästa är öppen. Inga larm kommer förrän det här är gjort.</translation>
        </message>
        <message>
            <source>Next is open. Sign in with an account that is there.</source>
            <translation>Nästa är öppen. Logga in med ett konto som finns.</translation>
        </message>
        <message>
            <source>The trial went well</source>
            <translation>Provet gick bra</translation>
        </message>
        <message>
            <source>Changed since the trial. Try again.</source>
            <translation>Ändrat sedan provet. Prova igen.</translation>
        </message>
        <message>
            <source>Nothing is saved before you press here</source>
            <translation>Inget är sparat förrän du trycker här</translation>
        </message>
        <message>
            <source>The trial was cancelled. Nothing is saved.</source>
            <translation>Provet avbröts. Inget är sparat.</translation>
        </message>
        <message>
            <source>Language and theme</source>
            <translation>Språk och tema</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Anslutning</translation>
        </message>
        <message>
            <source>Database</source>
            <translation>Databas</translation>
        </message>
        <message>
            <source>Sound and headset</source>
            <translation>Ljud och headset</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Färdig</translation>
        </message>
        <message>
            <source>message service</source>
            <translation>meddelandetjänst</translation>
        </message>
        <message>
            <source>where all is kept</source>
            <translation>där allt sparas</translation>
        </message>
        <message>
            <source>can be done without</source>
            <translation>går att vara utan</translation>
        </message>
        <message>
            <source>shift lead</source>
            <translation>trafikledare</translation>
        </message>
        <message>
            <source>save and start</source>
            <translation>spara och starta</translation>
        </message>
        <message>
            <source>{language}, {theme}</source>
            <translation>{language}, {theme}</translation>
        </message>
        <message>
            <source>later</source>
            <translation>senare</translation>
        </message>
        <message>
            <source>on this computer</source>
            <translation>på den här datorn</translation>
        </message>
        <message>
            <source>without</source>
            <translation>utan</translation>
        </message>
        <message>
            <source>the system's choice</source>
            <translation>systemets val</translation>
        </message>
        <message>
            <source>Shown at once. Choose with the key in front of it.</source>
            <translation>Syns genast. Välj med tangenten som står framför.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Språk</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>Size of text</source>
            <translation>Textstorlek</translation>
        </message>
        <message>
            <source>Night, dark</source>
            <translation>Natt, mörkt</translation>
        </message>
        <message>
            <source>Day, light</source>
            <translation>Dag, ljust</translation>
        </message>
        <message>
            <source>night</source>
            <translation>natt</translation>
        </message>
        <message>
            <source>day</source>
            <translation>dag</translation>
        </message>
        <message>
            <source>Swedish</source>
            <comment>within a sentence</comment>
            <translation>svenska</translation>
        </message>
        <message>
            <source>English</source>
            <comment>within a sentence</comment>
            <translation>engelska</translation>
        </message>
        <message>
            <source>Alarms come from here. Ask who runs the message service for these.</source>
            <translation>Härifrån kommer larmen. Fråga den som sköter meddelandetjänsten om uppgifterna.</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Adress</translation>
        </message>
        <message>
            <source>port</source>
            <translation>port</translation>
        </message>
        <message>
            <source>Municipality</source>
            <translation>Kommun</translation>
        </message>
        <message>
            <source>as in the topics, such as alvbro</source>
            <translation>som i ämnena, till exempel alvbro</translation>
        </message>
        <message>
            <source>User</source>
            <translation>Användare</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Lösenord</translation>
        </message>
        <message>
            <source>goes into the computer's keyring</source>
            <translation>sparas i datorns nyckelring</translation>
        </message>
        <message>
            <source>empty: the one in the keyring</source>
            <translation>tomt: det som finns i nyckelringen</translation>
        </message>
        <message>
            <source>Certificate</source>
            <translation>Certifikat</translation>
        </message>
        <message>
            <source>empty: the system's authorities</source>
            <translation>tomt: systemets utfärdare</translation>
        </message>
        <message>
            <source>Change...</source>
            <translation>Byt...</translation>
        </message>
        <message>
            <source>{name}, valid until {date}</source>
            <translation>{name}, giltigt till {date}</translation>
        </message>
        <message>
            <source>{name}</source>
            <translation>{name}</translation>
        </message>
        <message>
            <source>no certificate in it</source>
            <translation>inget certifikat i den</translation>
        </message>
        <message>
            <source>Choose the authority's certificate</source>
            <translation>Välj utfärdarens certifikat</translation>
        </message>
        <message>
            <source>Without encryption (only on this computer)</source>
            <translation>Utan kryptering (bara på den här datorn)</translation>
        </message>
        <message>
            <source>Connect later: no alarms come before that</source>
            <translation>Anslut senare: inga larm kommer förrän det är gjort</translation>
        </message>
        <message>
            <source>Everything that happens is kept here. Several consoles share PostgreSQL.</source>
            <translation>Här sparas allt som händer. Flera konsoler delar PostgreSQL.</translation>
        </message>
        <message>
            <source>An encrypted file on this computer</source>
            <translation>En krypterad fil på den här datorn</translation>
        </message>
        <message>
            <source>PostgreSQL, shared by several consoles</source>
            <translation>PostgreSQL, delas av flera konsoler</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Fil</translation>
        </message>
        <message>
            <source>empty: {place}</source>
            <translation>tomt: {place}</translation>
        </message>
        <message>
            <source>its key goes into the keyring</source>
            <translation>nyckeln sparas i nyckelringen</translation>
        </message>
        <message>
            <source>Put the headset on. The trial plays a tone and listens for two seconds.</source>
            <translation>Ta på headsetet. Provet spelar en ton och lyssnar i två sekunder.</translation>
        </message>
        <message>
            <source>Alarms are heard in</source>
            <translation>Larm hörs i</translation>
        </message>
        <message>
            <source>The system's own choice</source>
            <translation>Systemets eget val</translation>
        </message>
        <message>
            <source>No sound outputs on this computer</source>
            <translation>Inga ljudutgångar på den här datorn</translation>
        </message>
        <message>
            <source>Say something now</source>
            <translation>Säg något nu</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>Mikrofonens nivå</translation>
        </message>
        <message>
            <source>Who may sit here first: shift lead, with every right in the municipality.</source>
            <translation>Den första som får sitta här: trafikledare, med alla rättigheter i kommunen.</translation>
        </message>
        <message>
            <source>Account name</source>
            <translation>Kontonamn</translation>
        </message>
        <message>
            <source>a-z, digits, such as ellen.s</source>
            <translation>a-z och siffror, till exempel ellen.s</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Namn</translation>
        </message>
        <message>
            <source>as colleagues see it</source>
            <translation>som kollegorna ser det</translation>
        </message>
        <message>
            <source>Password again</source>
            <translation>Lösenordet igen</translation>
        </message>
        <message>
            <source>at least {count} characters</source>
            <translation>minst {count} tecken</translation>
        </message>
        <message>
            <source>kept as a hash, Argon2id</source>
            <translation>sparas som hash, Argon2id</translation>
        </message>
        <message>
            <source>Read it through. This is what is saved, and where.</source>
            <translation>Läs igenom. Det här sparas, och på de här ställena.</translation>
        </message>
        <message>
            <source>Later. Nobody's alarms come to this console before it is connected.</source>
            <translation>Senare. Inga larm kommer till den här konsolen förrän den är ansluten.</translation>
        </message>
        <message>
            <source>{host}:{port} as {user}, municipality {municipality}</source>
            <translation>{host}:{port} som {user}, kommunen {municipality}</translation>
        </message>
        <message>
            <source>{host}:{port} without a user, municipality {municipality}</source>
            <translation>{host}:{port} utan användare, kommunen {municipality}</translation>
        </message>
        <message>
            <source>Encrypted file: {place}</source>
            <translation>Krypterad fil: {place}</translation>
        </message>
        <message>
            <source>PostgreSQL {host}:{port}, {name}, as {user}</source>
            <translation>PostgreSQL {host}:{port}, {name}, som {user}</translation>
        </message>
        <message>
            <source>{output}</source>
            <translation>{output}</translation>
        </message>
        <message>
            <source>{output}. Not heard in the trial.</source>
            <translation>{output}. Hördes inte i provet.</translation>
        </message>
        <message>
            <source>{login} ({name}), shift lead in {municipality}</source>
            <translation>{login} ({name}), trafikledare i {municipality}</translation>
        </message>
        <message>
            <source>An account that is there. None is made.</source>
            <translation>Ett konto som finns. Inget nytt görs.</translation>
        </message>
        <message>
            <source>{language}, {theme}, {percent} %</source>
            <translation>{language}, {theme}, {percent} %</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Sparas</translation>
        </message>
        <message>
            <source>Settings in {place}, without passwords</source>
            <translation>Inställningar i {place}, utan lösenord</translation>
        </message>
        <message>
            <source>Passwords and keys in the computer's keyring{place}</source>
            <translation>Lösenord och nycklar i datorns nyckelring{place}</translation>
        </message>
        <message>
            <source>Tried {time}</source>
            <translation>Provat {time}</translation>
        </message>
        <message>
            <source>Trying</source>
            <translation>Provar</translation>
        </message>
        <message>
            <source>Not tried yet</source>
            <translation>Inte provat än</translation>
        </message>
        <message>
            <source>Saved {time}</source>
            <translation>Sparat {time}</translation>
        </message>
        <message>
            <source>{count} good</source>
            <translation>{count} går bra</translation>
        </message>
        <message>
            <source>{count} not</source>
            <translation>{count} går inte</translation>
        </message>
        <message>
            <source>{count} waiting</source>
            <translation>{count} väntar på det</translation>
        </message>
        <message>
            <source>none</source>
            <comment>of link and journal</comment>
            <translation>ingen</translation>
        </message>
        <message>
            <source>none</source>
            <comment>of sound</comment>
            <translation>inget</translation>
        </message>
        <message>
            <source>waits</source>
            <translation>väntar</translation>
        </message>
        <message>
            <source>trying</source>
            <translation>provar</translation>
        </message>
        <message>
            <source>code {code}</source>
            <translation>kod {code}</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>Nothing is saved.</source>
            <translation>Inget är sparat.</translation>
        </message>
        <message>
            <source>The settings are not saved.</source>
            <translation>Inställningarna är inte sparade.</translation>
        </message>
        <message>
            <source>Sign of life</source>
            <translation>Livstecken</translation>
        </message>
        <message>
            <source>Journal</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Ljud</translation>
        </message>
        <message>
            <source>not begun</source>
            <translation>inte börjat</translation>
        </message>
        <message>
            <source>tried {time}</source>
            <translation>provat {time}</translation>
        </message>
        <message>
            <source>not tried</source>
            <translation>inte provat</translation>
        </message>
    </context>
</TS>
