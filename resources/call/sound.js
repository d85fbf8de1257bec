// How loud each side is, and who hears whom when there are three. The voices themselves are played by media elements,
// for what goes through those is what the echo canceller knows.

const SILENCE_DB = -100;

// Nothing is played from here.
function silentContext() {
    return new AudioContext({ sinkId: { type: "none" }, latencyHint: "interactive" });
}

class Meter {
    constructor(context, track) {
        this.source = context.createMediaStreamSource(new MediaStream([track]));
        this.analyser = context.createAnalyser();
        this.analyser.fftSize = 4096;
        this.points = new Float32Array(this.analyser.fftSize);
        this.source.connect(this.analyser);
        this.track = track;
    }

    // Mean power of the last 85 ms, full scale being 1.
    power() {
        this.analyser.getFloatTimeDomainData(this.points);
        return this.points.reduce((sum, point) => sum + point * point, 0) / this.points.length;
    }

    close() {
        this.source.disconnect();
    }
}

const decibel = (power) => (power > 1e-10 ? Math.max(SILENCE_DB, Math.min(0, 10 * Math.log10(power))) : SILENCE_DB);

// Heard and spoken, ten times a second and as the mean since it was last asked.
export class Levels {
    constructor() {
        this.context = null;
        this.meters = { heard: null, spoken: null };
        this.sums = { heard: 0, spoken: 0 };
        this.count = 0;
    }

    // The track to measure, or null for none.
    use(side, track) {
        if ((this.meters[side]?.track ?? null) === track) {
            return;
        }
        this.meters[side]?.close();
        this.context ??= silentContext();
        this.meters[side] = track ? new Meter(this.context, track) : null;
    }

    // The levels of this moment, in dB of full scale.
    now() {
        const power = { heard: this.meters.heard?.power() ?? 0, spoken: this.meters.spoken?.power() ?? 0 };
        this.sums.heard += power.heard;
        this.sums.spoken += power.spoken;
        this.count += 1;
        return { heard: decibel(power.heard), spoken: decibel(power.spoken) };
    }

    // The mean since this was last called, in dB of full scale.
    mean() {
        const count = Math.max(this.count, 1);
        const mean = { heard_db: decibel(this.sums.heard / count), spoken_db: decibel(this.sums.spoken / count) };
        this.sums = { heard: 0, spoken: 0 };
        this.count = 0;
        return mean;
    }

    close() {
        this.use("heard", null);
        this.use("spoken", null);
        this.context?.close();
        this.context = null;
    }
}

// Three in one call: each of the two others is sent us and the other one.
export class Mix {
    constructor() {
        this.context = silentContext();
        this.ways = { called: this.context.createMediaStreamDestination(), guest: this.context.createMediaStreamDestination() };
        this.sources = {};
        this.tracks = {};
    }

    // What is sent to a peer.
    to(peer) {
        return this.ways[peer].stream.getAudioTracks()[0];
    }

    // Whose voice this is: "us", "called" or "guest"; null when it is gone.
    from(who, track) {
        if ((this.tracks[who] ?? null) === track) {
            return;
        }
        this.sources[who]?.disconnect();
        delete this.sources[who];
        this.tracks[who] = track;
        if (!track) {
            return;
        }
        const source = this.context.createMediaStreamSource(new MediaStream([track]));
        for (const peer of ["called", "guest"].filter((one) => one !== who)) {
            source.connect(this.ways[peer]);
        }
        this.sources[who] = source;
    }

    close() {
        this.context.close();
    }
}
