package nightshift.simulate.world.run;

import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.layout.Layout;

/// How many users come: a daily rhythm, a slow drift, and bursts.
final class Load {
    private static final double DAY = 86_400;
    private static final double RHYTHM = 0.25;
    private static final double PEAK_AT = 14 * 3600;
    private static final int STEP = 15;
    private static final double MEMORY = 0.96;
    private static final double NOISE = 0.02;
    private static final double BURST_CHANCE = 0.004;
    private static final int BURST_STEPS = 4;

    private final Dice dice;
    private final int startOfDay;
    private final double[] mean;
    private final double[] drift;
    private final double[] burst;
    private final int[] burstLeft;

    Load(Dice dice, Layout layout, int startOfDay) {
        this.dice = dice;
        this.startOfDay = startOfDay;
        this.mean = layout.usersPerSecond().stream().mapToDouble(rate -> rate).toArray();
        this.drift = new double[mean.length];
        this.burst = new double[mean.length];
        this.burstLeft = new int[mean.length];
    }

    /// Moves drift and bursts on; to be told each second from the world's first.
    void pass(int second) {
        if (second % STEP != 0) {
            return;
        }
        for (int entry = 0; entry < mean.length; entry++) {
            dice.at(Dice.Purpose.LOAD, entry, second);
            drift[entry] = MEMORY * drift[entry] + NOISE * dice.gauss();
            if (burstLeft[entry]-- <= 0) {
                burstLeft[entry] = dice.chance(BURST_CHANCE) ? BURST_STEPS : 0;
                burst[entry] = burstLeft[entry] > 0 ? dice.between(0.1, 0.35) : 0;
            }
        }
    }

    /// Mean requests in a second.
    double rate(int entry, int second) {
        double angle = 2 * Math.PI * (startOfDay + second - PEAK_AT) / DAY;
        return mean[entry] * (1 + RHYTHM * Math.cos(angle)) * (1 + burst[entry]) * Math.exp(drift[entry]);
    }
}
