package nightshift.simulate.world.chance;

/// Draws that depend on nothing but seed, purpose, subject and second: how often somebody else drew changes
/// nothing, so that twins share every draw that their difference leaves alone.
///
/// SplitMix64 (Steele, Lea, Flood 2014), started anew for each key.
public final class Dice {
    /// What a draw is for.
    public enum Purpose {
        LAYOUT,
        DESIGN,
        LOAD,
        USERS,
        SPLIT,
        START,
        CALLS,
        POOL,
        FINISH,
        OUTCOME,
        DURATION,
        ATTEMPTS,
        LIFE,
        LOGS,
        TRACE,
        BATCH
    }

    private static final double BELOW_ONE = Math.nextDown(1.0);
    private static final int EXACT_UP_TO = 24;

    private final long seed;
    private long state;

    public Dice(long seed) {
        this.seed = mix(seed + 0x9E3779B97F4A7C15L);
    }

    private Dice(long seed, long state) {
        this.seed = seed;
        this.state = state;
    }

    /// A stream of its own that begins where this one is: what is drawn from it is not drawn from this.
    public Dice fork() {
        return new Dice(seed, mix(~state));
    }

    /// Starts the stream of a purpose, a subject and a second.
    public Dice at(Purpose purpose, int subject, int second) {
        state = mix(seed ^ mix(((long) purpose.ordinal() << 58) ^ ((long) subject << 26) ^ second));
        return this;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    public long bits() {
        state += 0x9E3779B97F4A7C15L;
        return mix(state);
    }

    /// Within 0..1, neither of them included.
    public double uniform() {
        return Math.min(((bits() >>> 11) + 0.5) * 0x1p-53, BELOW_ONE);
    }

    public double between(double least, double most) {
        return least + (most - least) * uniform();
    }

    /// Logarithms are spread evenly.
    public double logBetween(double least, double most) {
        return least * Math.exp(Math.log(most / least) * uniform());
    }

    /// From 0 to `bound` - 1.
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    public boolean chance(double share) {
        return uniform() < share;
    }

    public double gauss() {
        return Normal.quantile(uniform());
    }

    public double exponential() {
        return -Math.log(uniform());
    }

    /// A whole number whose mean is the given one: the fraction is the chance of one more.
    public int whole(double mean) {
        double floor = Math.floor(mean);
        return (int) floor + (mean > floor && uniform() < mean - floor ? 1 : 0);
    }

    /// Poisson by inversion up to 24, by its normal limit above. One draw in both cases.
    public int poisson(double mean) {
        if (mean <= 0) {
            return 0;
        }
        if (mean > EXACT_UP_TO) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * gauss()));
        }
        double left = uniform();
        double share = Math.exp(-mean);
        int count = 0;
        while (left > share && count < 10 * EXACT_UP_TO) {
            left -= share;
            share *= mean / ++count;
        }
        return count;
    }

    /// Binomial by inversion up to a mean of 24, by its normal limit above. One draw in both cases.
    public int binomial(int trials, double share) {
        if (trials <= 0 || share <= 0) {
            return 0;
        }
        if (share >= 1) {
            return trials;
        }
        if (share > 0.5) {
            return trials - binomial(trials, 1 - share);
        }
        double mean = trials * share;
        if (mean > EXACT_UP_TO) {
            double value = mean + Math.sqrt(mean * (1 - share)) * gauss();
            return (int) Math.clamp(Math.round(value), 0, trials);
        }
        return invertBinomial(trials, share);
    }

    private int invertBinomial(int trials, double share) {
        double left = uniform();
        double odds = share / (1 - share);
        double chance = Math.exp(trials * Math.log1p(-share));
        int count = 0;
        while (left > chance && count < trials) {
            left -= chance;
            chance *= odds * (trials - count) / (count + 1);
            count++;
        }
        return count;
    }
}
