<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>BlindSay</name>
        <message numerus="yes">
            <source>%n not sent</source>
            <translation>
                <numerusform>%n not sent</numerusform>
                <numerusform>%n not sent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more not shown</source>
            <translation>
                <numerusform>%n more not shown</numerusform>
                <numerusform>%n more not shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n card(s) sent to the printer</source>
            <translation>
                <numerusform>%n card sent to the printer</numerusform>
                <numerusform>%n cards sent to the printer</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CallSay</name>
        <message numerus="yes">
            <source>Rings for %n s more, then {then}</source>
            <translation>
                <numerusform>Rings for %n s more, then {then}</numerusform>
                <numerusform>Rings for %n s more, then {then}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Away for %n s. {who} is called again by itself, you need not press</source>
            <translation>
                <numerusform>Away for %n s. {who} is called again by itself, you need not press</numerusform>
                <numerusform>Away for %n s. {who} is called again by itself, you need not press</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No sound from {who} for %n s. Speak, wait, send somebody</source>
            <translation>
                <numerusform>No sound from {who} for %n s. Speak, wait, send somebody</numerusform>
                <numerusform>No sound from {who} for %n s. Speak, wait, send somebody</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It rang for %n s</source>
            <translation>
                <numerusform>It rang for %n s</numerusform>
                <numerusform>It rang for %n s</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CardSay</name>
        <message numerus="yes">
            <source>%n way(s) out</source>
            <translation>
                <numerusform>%n way out</numerusform>
                <numerusform>%n ways out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more: Ctrl+E</source>
            <translation>
                <numerusform>%n more: Ctrl+E</numerusform>
                <numerusform>%n more: Ctrl+E</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n case(s)</source>
            <translation>
                <numerusform>%n case</numerusform>
                <numerusform>%n cases</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FloodSay</name>
        <message numerus="yes">
            <source>{alarms} alarms in 10 min, limit {limit} for %n operator(s).</source>
            <translation>
                <numerusform>{alarms} alarms in 10 min, limit {limit} for %n operator.</numerusform>
                <numerusform>{alarms} alarms in 10 min, limit {limit} for %n operators.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>No case about a person. %n folded group(s) below.</source>
            <translation>
                <numerusform>No case about a person. %n folded group below.</numerusform>
                <numerusform>No case about a person. %n folded groups below.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n device(s) without contact since {time}</source>
            <translation>
                <numerusform>%n device without contact since {time}</numerusform>
                <numerusform>%n devices without contact since {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n person(s) cannot raise an alarm at all</source>
            <translation>
                <numerusform>%n person cannot raise an alarm at all</numerusform>
                <numerusform>%n people cannot raise an alarm at all</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by telephone only</source>
            <translation>
                <numerusform>%n by telephone only</numerusform>
                <numerusform>%n by telephone only</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not known</source>
            <translation>
                <numerusform>%n not known</numerusform>
                <numerusform>%n not known</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n fault(s)</source>
            <translation>
                <numerusform>%n fault</numerusform>
                <numerusform>%n faults</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without an owner</source>
            <translation>
                <numerusform>%n without an owner</numerusform>
                <numerusform>%n without an owner</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{count} in %n group(s)</source>
            <translation>
                <numerusform>{count} in %n group</numerusform>
                <numerusform>{count} in %n groups</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shelved</source>
            <translation>
                <numerusform>%n shelved</numerusform>
                <numerusform>%n shelved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Flood mode begins. People are never folded. %n folded group(s) below.</source>
            <translation>
                <numerusform>Flood mode begins. People are never folded. %n folded group below.</numerusform>
                <numerusform>Flood mode begins. People are never folded. %n folded groups below.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HelpSay</name>
        <message numerus="yes">
            <source>%n life alarm(s) wait and you have a case: Ctrl+H asks your colleagues for help</source>
            <translation>
                <numerusform>%n life alarm waits and you have a case: Ctrl+H asks your colleagues for help</numerusform>
                <numerusform>%n life alarms wait and you have a case: Ctrl+H asks your colleagues for help</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n life alarm(s) wait: Ctrl+H asks for help</source>
            <translation>
                <numerusform>%n life alarm waits: Ctrl+H asks for help</numerusform>
                <numerusform>%n life alarms wait: Ctrl+H asks for help</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>since {time}, %n life alarm(s) waited</source>
            <translation>
                <numerusform>since {time}, %n life alarm waited</numerusform>
                <numerusform>since {time}, %n life alarms waited</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MapSay</name>
        <message numerus="yes">
            <source>%n case(s)</source>
            <comment>on the map</comment>
            <translation>
                <numerusform>%n case</numerusform>
                <numerusform>%n cases</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of the staff</source>
            <comment>on the map</comment>
            <translation>
                <numerusform>%n of the staff</numerusform>
                <numerusform>%n of the staff</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n together: enter comes nearer</source>
            <translation>
                <numerusform>%n here: Enter comes nearer</numerusform>
                <numerusform>%n together: Enter comes nearer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more here</source>
            <translation>
                <numerusform>and %n more here</numerusform>
                <numerusform>and %n more here</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NightSay</name>
        <message numerus="yes">
            <source>usual time, %n night(s)</source>
            <translation>
                <numerusform>usual time, %n night</numerusform>
                <numerusform>usual time, %n nights</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alarm(s), the last at {time}.</source>
            <translation>
                <numerusform>%n alarm, at {time}.</numerusform>
                <numerusform>%n alarms, the last at {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n decided</source>
            <comment>looks</comment>
            <translation>
                <numerusform>%n decided</numerusform>
                <numerusform>%n decided</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The night deviates: {what}, %n night(s) of seven.</source>
            <translation>
                <numerusform>The night deviates: {what}, %n night of seven.</numerusform>
                <numerusform>The night deviates: {what}, %n nights of seven.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Certainty: {certainty}, %n night(s) to compare with.</source>
            <translation>
                <numerusform>Certainty: {certainty}, %n night to compare with.</numerusform>
                <numerusform>Certainty: {certainty}, %n nights to compare with.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n night(s) deviate</source>
            <translation>
                <numerusform>%n night deviates</numerusform>
                <numerusform>%n nights deviate</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Up %n time(s), usual {usual}</source>
            <translation>
                <numerusform>Up %n time, usual {usual}</numerusform>
                <numerusform>Up %n times, usual {usual}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OutageSay</name>
        <message numerus="yes">
            <source>%n more whom it concerns can raise an alarm by other ways.</source>
            <translation>
                <numerusform>%n more whom it concerns can raise an alarm by other ways.</numerusform>
                <numerusform>%n more whom it concerns can raise an alarm by other ways.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PaletteSay</name>
        <message numerus="yes">
            <source>%n hit(s) in {time}</source>
            <translation>
                <numerusform>%n hit in {time}</numerusform>
                <numerusform>%n hits in {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hit(s)</source>
            <translation>
                <numerusform>%n hit</numerusform>
                <numerusform>%n hits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least %n hit(s) in {time}</source>
            <translation>
                <numerusform>At least %n hit in {time}</numerusform>
                <numerusform>At least %n hits in {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more. Type more to see fewer</source>
            <translation>
                <numerusform>%n more. Type more to see fewer</numerusform>
                <numerusform>%n more. Type more to see fewer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At least %n more. Type more to see fewer</source>
            <translation>
                <numerusform>At least %n more. Type more to see fewer</numerusform>
                <numerusform>At least %n more. Type more to see fewer</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RoundsSay</name>
        <message numerus="yes">
            <source>%n resident(s)</source>
            <translation>
                <numerusform>%n resident</numerusform>
                <numerusform>%n residents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n staff</source>
            <translation>
                <numerusform>%n staff</numerusform>
                <numerusform>%n staff</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>late</source>
            <comment>count</comment>
            <translation>
                <numerusform>late</numerusform>
                <numerusform>late</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>now</source>
            <comment>count</comment>
            <translation>
                <numerusform>now</numerusform>
                <numerusform>now</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>soon</source>
            <comment>count</comment>
            <translation>
                <numerusform>soon</numerusform>
                <numerusform>soon</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>another try</source>
            <comment>count</comment>
            <translation>
                <numerusform>another try</numerusform>
                <numerusform>another try</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>done</source>
            <comment>count</comment>
            <translation>
                <numerusform>done</numerusform>
                <numerusform>done</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n declined tonight</source>
            <translation>
                <numerusform>%n declined tonight</numerusform>
                <numerusform>%n declined tonight</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n second(s) left</source>
            <translation>
                <numerusform>%n second left</numerusform>
                <numerusform>%n seconds left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n late</source>
            <comment>squares</comment>
            <translation>
                <numerusform>%n late</numerusform>
                <numerusform>%n late</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>camera open %n time(s), {seconds} s</source>
            <translation>
                <numerusform>camera open %n time, {seconds} s</numerusform>
                <numerusform>camera open %n times, {seconds} s</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RowSay</name>
        <message numerus="yes">
            <source>%n device(s) without contact</source>
            <translation>
                <numerusform>%n device without contact</numerusform>
                <numerusform>%n devices without contact</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n look(s) not done in time</source>
            <translation>
                <numerusform>%n look not done in time</numerusform>
                <numerusform>%n looks not done in time</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new alarm(s)</source>
            <translation>
                <numerusform>%n new alarm</numerusform>
                <numerusform>%n new alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting for an answer</source>
            <translation>
                <numerusform>%n waiting for an answer</numerusform>
                <numerusform>%n waiting for an answer</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Say</name>
        <message numerus="yes">
            <source>Last certain: %n waited for an answer</source>
            <translation>
                <numerusform>Last certain: %n waited for an answer</numerusform>
                <numerusform>Last certain: %n waited for an answer</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n press(es)</source>
            <translation>
                <numerusform>%n press</numerusform>
                <numerusform>%n presses</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n press(es), {time}</source>
            <translation>
                <numerusform>%n press, {time}</numerusform>
                <numerusform>%n presses, {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n press(es) since {time}</source>
            <translation>
                <numerusform>%n press since {time}</numerusform>
                <numerusform>%n presses since {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n press(es) in {time}</source>
            <translation>
                <numerusform>%n press in {time}</numerusform>
                <numerusform>%n presses in {time}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more fault(s) since</source>
            <translation>
                <numerusform>%n more fault since</numerusform>
                <numerusform>%n more faults since</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SignInSay</name>
        <message numerus="yes">
            <source>%n account(s)</source>
            <translation>
                <numerusform>%n account</numerusform>
                <numerusform>%n accounts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tries, then locked for {time}.</source>
            <translation>
                <numerusform>%n try, then locked for {time}.</numerusform>
                <numerusform>%n tries, then locked for {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n can be done without</source>
            <translation>
                <numerusform>%n can be done without</numerusform>
                <numerusform>%n can be done without</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n must be seen to</source>
            <translation>
                <numerusform>%n must be seen to</numerusform>
                <numerusform>%n must be seen to</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not tried</source>
            <translation>
                <numerusform>%n not tried</numerusform>
                <numerusform>%n not tried</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Writes, %n record(s)</source>
            <translation>
                <numerusform>Writes, %n record</numerusform>
                <numerusform>Writes, %n records</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n time source(s)</source>
            <translation>
                <numerusform>%n time source</numerusform>
                <numerusform>%n time sources</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StaffSay</name>
        <message numerus="yes">
            <source>{who} and %n more</source>
            <translation>
                <numerusform>{who} and %n more</numerusform>
                <numerusform>{who} and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in a case</source>
            <translation>
                <numerusform>%n in a case</numerusform>
                <numerusform>%n in a case</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a case</source>
            <translation>
                <numerusform>%n without a case</numerusform>
                <numerusform>%n without a case</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TechnicalSay</name>
        <message numerus="yes">
            <source>No contact, %n device(s)</source>
            <translation>
                <numerusform>No contact, %n device</numerusform>
                <numerusform>No contact, %n devices</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>area fault, %n person(s)</source>
            <translation>
                <numerusform>area fault, %n person</numerusform>
                <numerusform>area fault, %n people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a way</source>
            <translation>
                <numerusform>%n without a way</numerusform>
                <numerusform>%n without a way</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n by telephone only</source>
            <translation>
                <numerusform>%n by telephone only</numerusform>
                <numerusform>%n by telephone only</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n not known</source>
            <translation>
                <numerusform>%n not known</numerusform>
                <numerusform>%n not known</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Hidden: %n shelved</source>
            <translation>
                <numerusform>Hidden: %n shelved</numerusform>
                <numerusform>Hidden: %n shelved</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n, all with a reason and an end</source>
            <translation>
                <numerusform>%n, with a reason and an end</numerusform>
                <numerusform>%n, all with a reason and an end</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ends soon</source>
            <translation>
                <numerusform>%n ends soon</numerusform>
                <numerusform>%n end soon</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n source(s) stand for {share} % of the signals, nothing is dropped</source>
            <translation>
                <numerusform>%n source stands for {share} % of the signals, nothing is dropped</numerusform>
                <numerusform>%n sources stand for {share} % of the signals, nothing is dropped</numerusform>
            </translation>
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
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TimelineSay</name>
        <message numerus="yes">
            <source>Received %n alarm(s) from another case</source>
            <translation>
                <numerusform>Received %n alarm from another case</numerusform>
                <numerusform>Received %n alarms from another case</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{who} split off %n alarm(s)</source>
            <translation>
                <numerusform>{who} split off %n alarm</numerusform>
                <numerusform>{who} split off %n alarms</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n device(s) fell silent</source>
            <translation>
                <numerusform>%n device fell silent</numerusform>
                <numerusform>%n devices fell silent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n device(s) are heard again</source>
            <translation>
                <numerusform>%n device is heard again</numerusform>
                <numerusform>%n devices are heard again</numerusform>
            </translation>
        </message>
    </context>
</TS>
