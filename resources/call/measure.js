// The browser's statistics of one connection, made into the figures of the last second. Pure.

const audioIn = (one) => one.type === "inbound-rtp" && one.kind === "audio";
const videoIn = (one) => one.type === "inbound-rtp" && one.kind === "video";
const audioThere = (one) => one.type === "remote-inbound-rtp" && one.kind === "audio";

// Counters and gauges as they stand. `atS` is any clock that goes evenly.
export function standing(reports, atS) {
    const audio = reports.find(audioIn) ?? {};
    const video = reports.find(videoIn) ?? {};
    const there = reports.find(audioThere) ?? {};
    const transport = reports.find((one) => one.type === "transport" && one.selectedCandidatePairId);
    const pair = reports.find((one) => one.type === "candidate-pair" && one.id === transport?.selectedCandidatePairId);
    return {
        atS,
        received: audio.packetsReceived ?? 0,
        lost: audio.packetsLost ?? 0,
        samples: audio.totalSamplesReceived ?? 0,
        concealed: (audio.concealedSamples ?? 0) - (audio.silentConcealedSamples ?? 0),
        frames: video.framesDecoded ?? 0,
        videoReceived: video.packetsReceived ?? 0,
        width: video.frameWidth ?? 0,
        height: video.frameHeight ?? 0,
        roundTripS: pair?.currentRoundTripTime ?? there.roundTripTime ?? null,
        lossThere: there.fractionLost ?? null,
    };
}

const share = (part, whole) => (whole > 0 ? Math.min(1, Math.max(0, part / whole)) : null);

// What happened between two standings. `quietS` is how long nothing had come at `before`.
export function between(before, now, quietS) {
    const seconds = Math.max(now.atS - before.atS, 0.001);
    const received = now.received - before.received;
    const lost = now.lost - before.lost;
    const hasCome = received > 0 || now.videoReceived > before.videoReceived;
    return {
        round_trip_s: now.roundTripS,
        loss: share(lost, received + lost),
        lossThere: now.lossThere,
        concealed: share(now.concealed - before.concealed, now.samples - before.samples),
        frames_per_s: now.videoReceived > 0 ? Math.max(0, now.frames - before.frames) / seconds : null,
        width: now.width,
        height: now.height,
        quiet_s: hasCome ? 0 : quietS + seconds,
    };
}
