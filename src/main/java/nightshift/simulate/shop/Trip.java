package nightshift.simulate.shop;

import java.util.SplittableRandom;

/// One user's request on its way through the shop: its luck and its trace.
///
/// Each hop gets luck of its own, split from its caller's, so that the same request meets the same luck in two worlds
/// that differ elsewhere.
///
/// @param high first half of the trace id
/// @param low second half of the trace id
/// @param sampled whether its spans are kept
/// @param parent span id of the caller; 0 for none
/// @param luck its randomness
record Trip(long high, long low, boolean sampled, long parent, SplittableRandom luck) {
    /// One in so many requests is traced: a ratio sampler, as an SDK has.
    private static final int ONE_IN = 16;

    static Trip begin(SplittableRandom source) {
        SplittableRandom luck = source.split();
        return new Trip(luck.nextLong(), luck.nextLong(), luck.nextInt(ONE_IN) == 0, 0, luck);
    }

    /// The same request one hop further.
    Trip onward(long span) {
        return new Trip(high, low, sampled, span, luck.split());
    }

    long newSpan() {
        return sampled ? luck.nextLong() | 1 : 0;
    }

    /// Positive with mean 1: half of it fixed, half of it exponential.
    double spread() {
        return 0.5 - 0.5 * Math.log(1 - luck.nextDouble());
    }

    /// Exponential with mean 1.
    double exponential() {
        return -Math.log(1 - luck.nextDouble());
    }
}
