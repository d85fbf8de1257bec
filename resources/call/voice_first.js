// When the line is bad the picture gives way, so that the speech holds. Pure: figures of a second in, a rung out.
// All thresholds are here and nowhere else.

export const LOWER = Object.freeze({ loss: 0.04, concealed: 0.05, roundTripS: 0.6, afterS: 2 });
export const RAISE = Object.freeze({ loss: 0.01, concealed: 0.02, roundTripS: 0.35, afterS: 10, mostS: 80 });

// What each side sends on a rung, in bits a second, and how much smaller.
export const RUNGS = Object.freeze([
    Object.freeze({ picture: "on", maxBitrate: 1_200_000, scale: 1 }),
    Object.freeze({ picture: "low", maxBitrate: 150_000, scale: 2 }),
    Object.freeze({ picture: "off", maxBitrate: 0, scale: 4 }),
]);

const over = (limit, figures) =>
    (figures.loss ?? 0) > limit.loss ||
    (figures.lossThere ?? 0) > limit.loss ||
    (figures.concealed ?? 0) > limit.concealed ||
    (figures.round_trip_s ?? 0) > limit.roundTripS;

// Bad for two seconds: one rung down. Good for ten: one up; and each time that was too soon, the wait is doubled.
export class VoiceFirst {
    constructor() {
        this.rung = 0;
        this.badS = 0;
        this.goodS = 0;
        this.waitS = RAISE.afterS;
        this.hasRaised = false;
    }

    // Called once a second. Returns whether the rung has changed.
    take(figures) {
        this.badS = over(LOWER, figures) ? this.badS + 1 : 0;
        this.goodS = over(RAISE, figures) ? 0 : this.goodS + 1;
        if (this.badS >= LOWER.afterS && this.rung < RUNGS.length - 1) {
            if (this.hasRaised) {
                this.waitS = Math.min(this.waitS * 2, RAISE.mostS);
            }
            return this.stepTo(this.rung + 1, false);
        }
        if (this.goodS >= this.waitS && this.rung > 0) {
            return this.stepTo(this.rung - 1, true);
        }
        return false;
    }

    stepTo(rung, isUp) {
        this.rung = rung;
        this.hasRaised = isUp;
        this.badS = 0;
        this.goodS = 0;
        return true;
    }
}
