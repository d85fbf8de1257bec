// Our microphone and our camera. Opened for a call or for a trial before one, and let go of after it.

const SPEECH = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };
const PICTURE = { width: { ideal: 640 }, height: { ideal: 400 }, frameRate: { ideal: 20, max: 30 } };

// Our names for what the browser says; see EngineFault of the console. QtWebEngine says AbortError of what it denies.
const FORBIDDEN = ["NotAllowedError", "SecurityError", "AbortError"];

// Of a camera none of it matters to the call: whatever bars it, there is no picture of ours.
export function faultOf(error, lacking) {
    return lacking === "no_microphone" && FORBIDDEN.includes(error.name) ? "not_allowed" : lacking;
}

export class Capture {
    // `onLost` is told when a device that was open is gone.
    constructor(onLost) {
        this.onLost = onLost;
        this.chosen = { microphone: "", camera: "" };
        this.tracks = { microphone: null, camera: null };
        this.opening = { microphone: null, camera: null };
    }

    // The open track; opens it if need be. Throws what getUserMedia throws.
    async open(kind) {
        if (this.tracks[kind]?.readyState === "live") {
            return this.tracks[kind];
        }
        this.opening[kind] ??= this.ask(kind).finally(() => {
            this.opening[kind] = null;
        });
        return this.opening[kind];
    }

    async ask(kind) {
        const chosen = this.chosen[kind];
        const wanted = kind === "microphone" ? SPEECH : PICTURE;
        let track;
        try {
            track = await this.askFor(kind, chosen ? { ...wanted, deviceId: { exact: chosen } } : wanted);
        } catch (error) {
            if (!chosen || FORBIDDEN.includes(error.name)) {
                throw error;
            }
            track = await this.askFor(kind, wanted); // the chosen one is gone: any is better than none
        }
        this.tracks[kind] = track;
        track.addEventListener("ended", () => {
            if (this.tracks[kind] === track) {
                this.tracks[kind] = null;
                this.onLost();
            }
        });
        return track;
    }

    async askFor(kind, wanted) {
        const asked = kind === "microphone" ? { audio: wanted, video: false } : { audio: false, video: wanted };
        const stream = await navigator.mediaDevices.getUserMedia(asked);
        return stream.getTracks()[0];
    }

    close(kind) {
        const track = this.tracks[kind];
        this.tracks[kind] = null;
        track?.stop();
    }

    // One that is open is closed: the next `open` takes the chosen.
    choose(kind, id) {
        if (this.chosen[kind] !== id) {
            this.chosen[kind] = id;
            this.close(kind);
        }
    }
}

const KINDS = { audioinput: "microphone", audiooutput: "output", videoinput: "camera" };

// All devices there are, as MediaDevice of the console. The system's own choice, listed twice, is left out.
export async function devices() {
    const found = await navigator.mediaDevices.enumerateDevices();
    return found
        .filter((one) => one.deviceId !== "default" && one.deviceId !== "communications" && KINDS[one.kind])
        .map((one) => ({ id: one.deviceId, kind: KINDS[one.kind], name: one.label }));
}
