// The engine of a call: does what the console orders, and says what becomes of it. The console owns the call; here is
// only what the newest orders say, and `settle` makes devices, lines and picture agree with it.
//
// Orders and words are those of console/domain/call_engine.py, as JSON with their name under "order" and "word".

import { Capture, devices, faultOf } from "./capture.js";
import { Line } from "./line.js";
import { between, standing } from "./measure.js";
import { Levels, Mix } from "./sound.js";
import { RUNGS, VoiceFirst } from "./voice_first.js";

const TICK_MS = 100;
const FROZEN_AFTER_S = 2;

class Call {
    constructor(id) {
        this.id = id;
        this.lines = { called: null, guest: null };
        this.newest = { called: 0, guest: 0 };
        this.send = { microphone: true, camera: false, held: false, volume: 100, may_see: true, guest_sees: false };
        this.mix = null;
        this.begin();
    }

    // What is counted anew with each attempt.
    begin() {
        this.ladder = new VoiceFirst();
        this.before = null;
        this.quietS = 0;
        this.stillS = 0;
    }
}

class Engine {
    constructor(say) {
        this.say = say;
        this.call = null;
        this.isListening = false;
        this.failed = {};
        this.output = "";
        this.levels = new Levels();
        this.capture = new Capture(() => this.lost());
        this.theirs = document.getElementById("theirs");
        this.ours = document.getElementById("ours");
        this.voices = { called: document.getElementById("called"), guest: document.getElementById("guest") };
        this.ticks = 0;
        setInterval(() => this.guard(this.tick()), TICK_MS);
        navigator.mediaDevices.addEventListener("devicechange", () => this.guard(this.devicesChanged()));
    }

    // A fault of ours is told by its kind and place, never by what was in it.
    guard(promise) {
        Promise.resolve(promise).catch((error) => {
            const place = /(\w+\.js:\d+)/.exec(error?.stack ?? "")?.[1] ?? "";
            this.say({ word: "fault", name: String(error?.name ?? "Error"), place });
        });
    }

    take(order) {
        const does = {
            make_offer: () => this.makeOffer(order),
            take_answer: () => this.lineOf(order)?.answer(order.sdp),
            take_candidate: () => this.lineOf(order)?.candidate(order.candidate),
            send: () => this.send(order),
            drop: () => this.drop(order),
            use_devices: () => this.useDevices(order),
            listen: () => this.listen(order.is_on),
            paint: () => (document.body.style.backgroundColor = order.background),
            ping: () => this.say({ word: "pong", number: order.number }),
        };
        this.guard(does[order.order]?.());
    }

    lineOf({ call, attempt, peer }) {
        const line = this.call?.id === call ? this.call.lines[peer] : null;
        return line?.order.attempt === attempt ? line : null;
    }

    async makeOffer(order) {
        if (this.call?.id !== order.call) {
            if (order.peer === "guest") {
                return;
            }
            this.end();
            this.call = new Call(order.call);
        }
        const { call } = this;
        if (order.attempt <= call.newest[order.peer]) {
            return;
        }
        call.newest[order.peer] = order.attempt;
        this.closeLine(order.peer);
        const line = new Line(
            order,
            (word) => this.say(word),
            () => this.guard(this.settle()),
        );
        line.seen = { audio: false, video: false };
        call.lines[order.peer] = line;
        this.failed = {};
        if (order.peer === "called") {
            call.begin();
            Object.assign(call.send, { microphone: !order.muted, camera: order.with_camera });
        }
        await this.have("microphone", true, "no_microphone"); // a camera may take seconds: nobody waits for it
        this.hush();
        if (line.isOver) {
            return;
        }
        this.mixThree();
        await line.offer(this.soundTo(order.peer), this.pictureWay(order));
        await this.settle();
    }

    // How the picture's section goes, "" for none. One that is wanted at all goes both ways, so that ours can be
    // switched on without a new offer; a guest's can, so that theirs may be shown to the guest.
    pictureWay({ peer, wants_picture, with_camera }) {
        if (wants_picture) {
            return "sendrecv";
        }
        return with_camera || peer === "guest" ? "sendonly" : "";
    }

    send(order) {
        if (this.call?.id !== order.call) {
            return undefined;
        }
        Object.assign(this.call.send, order);
        this.hush();
        return this.settle();
    }

    drop({ call, peer }) {
        if (this.call?.id !== call) {
            return undefined;
        }
        if (peer === "called") {
            this.end();
        } else {
            this.closeLine("guest");
        }
        return this.settle();
    }

    end() {
        if (!this.call) {
            return;
        }
        this.closeLine("guest");
        this.closeLine("called");
        this.call = null;
    }

    closeLine(peer) {
        const { call } = this;
        call.lines[peer]?.close();
        call.lines[peer] = null;
        this.voices[peer].srcObject = null;
        call.mix?.from(peer, null);
        if (peer === "guest") {
            call.mix?.close();
            call.mix = null;
        } else {
            this.theirs.srcObject = null;
        }
    }

    useDevices({ microphone, output, camera }) {
        this.failed = {};
        this.capture.choose("microphone", microphone);
        this.capture.choose("camera", camera);
        this.output = output;
        return this.settle();
    }

    listen(isOn) {
        this.isListening = isOn;
        this.failed = {};
        return this.settle();
    }

    lost() {
        this.guard(this.settle());
        this.guard(this.tellDevices());
    }

    // Makes everything agree with the orders. One at a time: what changes meanwhile is settled after.
    settle() {
        this.isStale = true;
        this.settling ??= (async () => {
            while (this.isStale) {
                this.isStale = false;
                await this.settleOnce();
            }
        })().finally(() => {
            this.settling = null;
        });
        return this.settling;
    }

    async settleOnce() {
        const send = this.call?.send;
        const isOut = !send?.held;
        await this.have("microphone", Boolean(this.call) || this.isListening, "no_microphone");
        this.guard(this.haveCamera((send?.camera && isOut) || this.isListening));
        const { microphone, camera } = this.capture.tracks;
        this.hush();
        this.levels.use("spoken", microphone);
        this.show(this.ours, camera, Boolean(camera));
        if (!this.call) {
            this.show(this.theirs, null, false);
            this.levels.use("heard", null);
            if (!this.isListening) {
                this.levels.close();
            }
            return;
        }
        this.mixThree();
        for (const line of Object.values(this.call.lines)) {
            if (line?.connection && !line.isOver) {
                await this.settleLine(line, send.camera && isOut ? camera : null);
            }
        }
    }

    // Nothing waits for a camera: when it is there, all is settled once more.
    async haveCamera(isWanted) {
        if (await this.have("camera", isWanted, "no_camera")) {
            await this.settle();
        }
    }

    // Opens it, or lets go of it. Returns whether it was opened by this.
    async have(kind, isWanted, lacking) {
        if (!isWanted) {
            this.capture.close(kind);
            return false;
        }
        if (this.failed[kind] || this.capture.tracks[kind]) {
            return false;
        }
        try {
            await this.capture.open(kind);
        } catch (error) {
            this.fail(kind, faultOf(error, lacking), error.name);
            return false;
        }
        this.guard(this.tellDevices()); // their names are known only now
        return true;
    }

    // Told once, until the devices or the orders change.
    fail(kind, fault, name) {
        if (!this.failed[kind]) {
            this.failed[kind] = true;
            this.say({ word: "engine_failed", call: this.call?.id ?? "", fault, detail: `${kind}: ${name}`, peer: "called" });
        }
    }

    // What is not to be heard is silent before it is sent anywhere.
    hush() {
        const { microphone } = this.capture.tracks;
        const send = this.call?.send;
        if (microphone) {
            microphone.enabled = !send || (send.microphone && !send.held);
        }
    }

    mixThree() {
        const { call } = this;
        if (call.lines.guest && !call.mix) {
            call.mix = new Mix();
        }
        if (!call.mix) {
            return;
        }
        call.mix.from("us", this.capture.tracks.microphone);
        for (const peer of ["called", "guest"]) {
            call.mix.from(peer, call.lines[peer]?.theirs.audio ?? null);
            call.mix.to(peer).enabled = !call.send.held;
        }
    }

    soundTo(peer) {
        return this.call.mix?.to(peer) ?? this.capture.tracks.microphone;
    }

    async settleLine(line, camera) {
        const { send, lines, ladder } = this.call;
        const { peer } = line.order;
        const { audio, video } = line.theirs;
        await line.sendSound(this.soundTo(peer));
        const forwarded = send.guest_sees && send.may_see && !send.held ? lines.called?.theirs.video ?? null : null;
        await line.sendPicture(peer === "called" ? camera : forwarded);
        if (audio) {
            audio.enabled = !send.held;
            await this.play(this.voices[peer], audio, send.volume);
        }
        if (peer !== "called") {
            return;
        }
        this.levels.use("heard", audio);
        const isAllowed = send.may_see && !send.held;
        if (line.video) {
            line.say(isAllowed ? RUNGS[ladder.rung].picture : "off");
        }
        if (video) {
            video.enabled = isAllowed;
        }
        this.show(this.theirs, video, isAllowed && line.seen.video && RUNGS[ladder.rung].picture !== "off");
    }

    async play(voice, track, volume) {
        if (voice.srcObject?.getAudioTracks()[0] !== track) {
            voice.srcObject = new MediaStream([track]);
        }
        voice.volume = volume / 100;
        if (voice.sinkId !== this.output) {
            try {
                await voice.setSinkId(this.output);
            } catch {
                this.output = ""; // that output is gone: the system's choice is better than none
                await voice.setSinkId("");
            }
        }
    }

    show(view, track, isShown) {
        if ((view.srcObject?.getVideoTracks()[0] ?? null) !== track) {
            view.srcObject = track ? new MediaStream([track]) : null;
        }
        view.hidden = !isShown;
    }

    // Which there are; once for each change, whatever brought it about.
    async tellDevices() {
        const found = await devices();
        if (JSON.stringify(found) !== JSON.stringify(this.known)) {
            this.known = found;
            this.say({ word: "devices_found", devices: found });
        }
    }

    // A microphone that was lacking may be there now.
    async devicesChanged() {
        this.failed = {};
        await this.tellDevices();
        await this.settle();
    }

    async tick() {
        this.ticks += 1;
        if (!this.call && !this.isListening) {
            return;
        }
        this.say({ word: "levels", ...this.levels.now() });
        const isSecond = this.ticks % (1000 / TICK_MS) === 0;
        for (const line of Object.values(this.call?.lines ?? {})) {
            const isSeen = line?.seen.audio && (line.seen.video || !line.video || !isSecond);
            if (line?.isUp && !isSeen && !line.isAsking) {
                await this.look(line);
            }
        }
        if (isSecond && this.call?.lines.called?.isUp) {
            await this.measure(this.call);
        }
    }

    // Whether their first sound or picture has come.
    async look(line) {
        line.isAsking = true;
        const reports = await line.reports();
        line.isAsking = false;
        const { samples, received, frames } = standing(reports, 0);
        for (const [kind, has] of [["audio", samples > 0 && received > 0], ["video", frames > 0]]) {
            if (has && !line.seen[kind]) {
                line.seen[kind] = true;
                line.tell("media_seen", { is_picture: kind === "video" });
                await this.settle();
            }
        }
    }

    async measure(call) {
        const line = call.lines.called;
        if (call.isMeasuring) {
            return;
        }
        call.isMeasuring = true;
        const now = standing(await line.reports(), performance.now() / 1000);
        call.isMeasuring = false;
        const { before } = call;
        call.before = now;
        if (!before || line.isOver) {
            return;
        }
        const { lossThere, ...figures } = between(before, now, call.quietS);
        call.quietS = figures.quiet_s;
        this.freeze(call, figures.frames_per_s);
        if (line.video && call.ladder.take({ ...figures, lossThere })) {
            line.rung = call.ladder.rung;
            await line.limit();
            await this.settle();
        }
        const all = { ...figures, ...this.levels.mean() };
        line.tell("measured", { figures: all, picture_lowered: call.ladder.rung > 0 });
    }

    // A picture that stands still must not look as if it lived.
    freeze(call, framesPerS) {
        call.stillS = framesPerS === 0 ? call.stillS + 1 : 0;
        this.theirs.classList.toggle("frozen", call.stillS >= FROZEN_AFTER_S);
    }
}

new QWebChannel(qt.webChannelTransport, ({ objects }) => {
    const engine = new Engine((word) => objects.engine.said(JSON.stringify(word)));
    objects.engine.ordered.connect((text) => engine.take(JSON.parse(text)));
    objects.engine.said(JSON.stringify({ word: "ready" }));
    engine.guard(engine.tellDevices());
});
