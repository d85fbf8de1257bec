// One connection to one peer, from our offer on. Knows nothing of devices and of what is shown.
//
// The data channel "vaka" (to whoever is called) carries one JSON object a message, both ways:
//   {"picture": "on" | "low" | "off"}   send your picture as ever, with less than 150 kbit/s, or not at all.
// A device's tones go by the call's own signals and not here. What a side does not know it leaves alone.

import { RUNGS } from "./voice_first.js";

const GATHER_MS = 500;
const AUDIO_BITRATE = 40_000;
const PREFERRED = { audio: ["audio/opus"], video: ["video/VP8", "video/VP9"] };

// Those first that are preferred, the rest as they were.
function inOrder(kind) {
    const place = (codec) => {
        const found = PREFERRED[kind].indexOf(codec.mimeType);
        return found < 0 ? PREFERRED[kind].length : found;
    };
    const codecs = RTCRtpReceiver.getCapabilities(kind).codecs;
    return [...codecs].sort((one, other) => place(one) - place(other));
}

// Our speech goes out with redundancy for lost packets, whether or not their answer asked for it.
export function withRedundancy(sdp) {
    const opus = /^a=rtpmap:(\d+) opus\//im.exec(sdp)?.[1];
    if (!opus) {
        return sdp;
    }
    const said = new RegExp(`^a=fmtp:${opus} (.*)$`, "m");
    if (!said.test(sdp)) {
        return sdp.replace(new RegExp(`^(a=rtpmap:${opus} .*)$`, "m"), `$1\r\na=fmtp:${opus} useinbandfec=1`);
    }
    return sdp.replace(said, (whole, rest) => (/useinbandfec/.test(rest) ? whole : `a=fmtp:${opus} useinbandfec=1;${rest.trim()}`));
}

export class Line {
    // `tell` takes a word; `onTrack` is told when a track of theirs is there.
    constructor(order, tell, onTrack) {
        this.order = order;
        this.tell = (word, more = {}) => {
            if (!this.isOver) {
                tell({ word, call: order.call, attempt: order.attempt, peer: order.peer, ...more });
            }
        };
        this.onTrack = onTrack;
        this.isOver = false;
        this.isOffered = false;
        this.isAnswered = false;
        this.early = [];
        this.theirs = { audio: null, video: null };
        this.asked = "on";
        this.rung = 0;
        this.theirWish = 0;
    }

    // Makes and tells the offer. `track` is what we say, null where there is no microphone: one that is plugged in later
    // is heard at once. `way` is the direction of the picture, "" for none.
    async offer(track, way) {
        const servers = this.order.ice.map((one) => ({ urls: one.url, username: one.username, credential: one.credential }));
        this.connection = new RTCPeerConnection({ iceServers: servers, bundlePolicy: "max-bundle" });
        this.listen();
        const streams = [new MediaStream()]; // the same for both, so that lips and voice go together
        this.audio = this.connection.addTransceiver(track ?? "audio", { direction: "sendrecv", streams });
        this.audio.setCodecPreferences(inOrder("audio"));
        this.video = null;
        if (way) {
            this.video = this.connection.addTransceiver("video", { direction: way, streams });
            this.video.setCodecPreferences(inOrder("video"));
        }
        if (this.order.peer === "called" && !this.order.by_telephony) {
            this.openChannel();
        }
        await this.connection.setLocalDescription(await this.connection.createOffer());
        await this.gathered();
        this.isOffered = true;
        this.tell("offer_made", { sdp: this.connection.localDescription.sdp });
    }

    gathered() {
        return new Promise((resolve) => {
            setTimeout(resolve, GATHER_MS);
            this.connection.addEventListener("icegatheringstatechange", () => {
                if (this.connection.iceGatheringState === "complete") {
                    resolve();
                }
            });
        });
    }

    listen() {
        const connection = this.connection;
        connection.addEventListener("icecandidate", ({ candidate }) => {
            if (candidate?.candidate && this.isOffered) {
                this.tell("candidate_found", { candidate: JSON.stringify(candidate.toJSON()) });
            }
        });
        connection.addEventListener("track", ({ track }) => {
            this.theirs[track.kind] = track;
            this.onTrack();
        });
        connection.addEventListener("connectionstatechange", () => {
            const state = connection.connectionState;
            if (state === "connected") {
                this.limit();
                this.tell("media_up");
            } else if (state === "disconnected") {
                this.tell("media_down");
            } else if (state === "failed") {
                this.tell("media_down");
                this.tell("engine_failed", { fault: "line_lost", detail: "ICE or DTLS failed" });
            }
        });
    }

    openChannel() {
        this.channel = this.connection.createDataChannel("vaka");
        this.channel.addEventListener("open", () => this.say(this.asked));
        this.channel.addEventListener("message", ({ data }) => {
            let said = null;
            try {
                said = JSON.parse(data);
            } catch {
                return;
            }
            const wish = RUNGS.findIndex((rung) => rung.picture === said?.picture);
            if (wish >= 0) {
                this.theirWish = wish;
                this.limit();
            }
        });
    }

    say(picture) {
        this.asked = picture;
        if (this.channel?.readyState === "open" && this.said !== picture && !(picture === "on" && !this.said)) {
            this.said = picture;
            this.channel.send(JSON.stringify({ picture }));
        }
    }

    async answer(sdp) {
        if (this.isAnswered || !this.isOffered) {
            return;
        }
        try {
            await this.connection.setRemoteDescription({ type: "answer", sdp: withRedundancy(sdp) });
        } catch (error) {
            this.tell("engine_failed", { fault: "bad_answer", detail: error.name });
            return;
        }
        this.isAnswered = true;
        for (const candidate of this.early.splice(0)) {
            await this.candidate(candidate);
        }
    }

    // As JSON of RTCIceCandidateInit, or as a bare line.
    async candidate(text) {
        if (!this.isAnswered) {
            this.early.push(text);
            return;
        }
        try {
            const init = text.trim().startsWith("{")
                ? JSON.parse(text)
                : { candidate: text.trim().replace(/^a=/, ""), sdpMLineIndex: 0 };
            await this.connection.addIceCandidate(init);
        } catch {
            // one way that does not work: the others may
        }
    }

    async sendPicture(track) {
        if (this.video && this.video.sender.track !== track) {
            await this.video.sender.replaceTrack(track);
            await this.limit();
        }
    }

    async sendSound(track) {
        if (this.audio.sender.track !== track && !this.audio.stopped) {
            await this.audio.sender.replaceTrack(track);
        }
    }

    // What our picture may take, by the line and by their wish; the speech goes before it.
    async limit() {
        const { maxBitrate, scale } = RUNGS[Math.max(this.rung, this.theirWish)];
        await this.tune(this.audio.sender, { maxBitrate: AUDIO_BITRATE, priority: "high", networkPriority: "high" });
        if (this.video) {
            const active = maxBitrate > 0;
            const most = active ? { maxBitrate } : {};
            await this.tune(this.video.sender, { active, scaleResolutionDownBy: scale, priority: "low", ...most });
        }
    }

    async tune(sender, wanted) {
        const parameters = sender.getParameters();
        if (this.isOver || parameters.encodings.length === 0) {
            return;
        }
        Object.assign(parameters.encodings[0], wanted);
        try {
            await sender.setParameters(parameters);
        } catch (error) {
            if (error.name !== "InvalidStateError" && error.name !== "InvalidModificationError") {
                throw error;
            }
        }
    }

    async reports() {
        return [...(await this.connection.getStats()).values()];
    }

    get isUp() {
        return !this.isOver && this.connection?.connectionState === "connected";
    }

    close() {
        this.isOver = true;
        this.connection?.close();
    }
}
