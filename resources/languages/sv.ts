<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
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
            <source>This view is not built yet. Nothing hides here: whatever alarms stands in the queue under Cases.</source>
            <translation>Den här vyn är inte byggd än. Inget är dolt här: allt som larmar står i kön under Ärenden.</translation>
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
            <source>{owner} took it {time}, you were not first</source>
            <translation>{owner} tog det {time}, du hann inte före</translation>
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
            <source>In {minutes} min, {time}</source>
            <translation>Om {minutes} min, {time}</translation>
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
            <source>Calls come in a later part. Use the telephone</source>
            <translation>Samtal byggs i en senare del. Ring på telefonen</translation>
        </message>
        <message>
            <source>Video comes in a later part</source>
            <translation>Video byggs i en senare del</translation>
        </message>
        <message>
            <source>Dialling comes in a later part. The numbers are on the card</source>
            <translation>Uppringning byggs i en senare del. Numren står på kortet</translation>
        </message>
        <message>
            <source>Dispatch comes in a later part</source>
            <translation>Utryckning byggs i en senare del</translation>
        </message>
        <message>
            <source>The action plan comes in a later part</source>
            <translation>Åtgärdsplanen byggs i en senare del</translation>
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
            <source>More</source>
            <translation>Övrigt</translation>
        </message>
        <message>
            <source>Enter never takes a case. Esc or F1 closes.</source>
            <translation>Enter tar aldrig ett ärende. Esc eller F1 stänger.</translation>
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
            <source>writes</source>
            <translation>skriver</translation>
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
            <source>Invented operators</source>
            <translation>Påhittade operatörer</translation>
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
            <source>Alarms come in and are heard. Cases that {name} has stay. Sign in again to see the queue.</source>
            <translation>Larm kommer in och hörs. Ärenden som {name} har ligger kvar. Logga in igen för att se kön.</translation>
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
            <source>The counts show when somebody is signed in.</source>
            <translation>Antalen visas när någon är inloggad.</translation>
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
    </context>
</TS>
