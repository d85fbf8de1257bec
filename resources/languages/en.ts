<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    </context>
</TS>
