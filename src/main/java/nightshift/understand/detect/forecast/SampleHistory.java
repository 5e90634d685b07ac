package nightshift.understand.detect.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import nightshift.understand.detect.history.HistoryBatch;

/// Made-up pasts of series of ten seconds, the same each time: to try a forecaster and to time it.
public final class SampleHistory implements HistoryBatch {
    private static final int VALUES = 64;

    private final float[][] pasts;

    public SampleHistory(int rows) {
        Random random = new Random(1);
        pasts = new float[rows][VALUES];
        for (float[] past : pasts) {
            double level = Math.exp(3 * random.nextGaussian());
            for (int i = 0; i < VALUES; i++) {
                past[i] = (float) (level * (1 + 0.1 * random.nextGaussian()));
            }
        }
    }

    @Override
    public int rows() {
        return pasts.length;
    }

    @Override
    public Instant target() {
        return Instant.EPOCH;
    }

    @Override
    public Duration step(int row) {
        return Duration.ofSeconds(10);
    }

    @Override
    public void recent(int row, float[] into) {
        System.arraycopy(pasts[row], VALUES - into.length, into, 0, into.length);
    }

    @Override
    public void sameTime(int row, int days, float[] into) {
        Arrays.fill(into, Float.NaN);
    }
}
