package nightshift.simulate.shop;

import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/// How often users come for one journey: a daily rhythm, the mood of the hour, chance, and sometimes a surge.
///
/// Arrivals are a Poisson process whose rate is set anew each second.
final class Load {
    private static final double RHYTHM = 0.3;
    private static final int BUSIEST_SECOND = 15 * 3600;
    private static final double MOOD_KEPT = 0.995;
    private static final double MOOD_CHANGE = 0.003;

    private final Engine engine;
    private final Journey journey;
    private final double factor;
    private final long secondOfDay;
    private final SplittableRandom arrivals;
    private final SplittableRandom moods;
    private double mood;
    private double surge = 1;
    private double surgeTo = 1;
    private double surgeStep;

    /// @param factor of the usual load, all day
    /// @param secondOfDay at which the world begins
    Load(Engine engine, Journey journey, double factor, long secondOfDay, SplittableRandom random) {
        this.engine = engine;
        this.journey = journey;
        this.factor = factor;
        this.secondOfDay = secondOfDay;
        this.arrivals = random.split();
        this.moods = random.split();
    }

    /// From now on, users come; each is handed to `arrival`.
    void open(BiConsumer<Journey, Trip> arrival) {
        mood = mood * MOOD_KEPT + MOOD_CHANGE * normal(moods);
        surge += Math.clamp(surgeTo - surge, -surgeStep, surgeStep);
        int count = poisson(rate());
        for (int i = 0; i < count; i++) {
            Trip trip = Trip.begin(arrivals);
            long at = (long) (arrivals.nextDouble() * Engine.SECOND);
            engine.in(at, () -> arrival.accept(journey, trip));
        }
        engine.in(Engine.SECOND, () -> open(arrival));
    }

    /// Goes to so many times the usual load over some seconds, and stays there.
    void surge(double times, double seconds) {
        surgeTo = times;
        surgeStep = Math.abs(times - surge) / Math.max(1, seconds);
    }

    Journey journey() {
        return journey;
    }

    double rate() {
        double second = secondOfDay + (double) engine.now() / Engine.SECOND;
        double rhythm = 1 + RHYTHM * Math.cos(2 * Math.PI * (second - BUSIEST_SECOND) / 86_400);
        return journey.perSecond() * factor * rhythm * (1 + mood) * surge;
    }

    /// Knuth's method, in portions that keep the exponential from underflowing.
    private int poisson(double mean) {
        int count = 0;
        double product = 1;
        double left = mean;
        while (true) {
            product *= arrivals.nextDouble();
            while (product < 1 && left > 0) {
                double portion = Math.min(left, 500);
                product *= Math.exp(portion);
                left -= portion;
            }
            if (product <= 1) {
                return count;
            }
            count++;
        }
    }

    private static double normal(SplittableRandom random) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
