package nightshift.understand.detect.forecast;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nightshift.understand.detect.history.HistoryBatch;

/// What Python fed the shipped model with, and what it answered.
///
/// @param forecasts by Python
/// @param inputs 77 a row
record GoldenRows(double[] forecasts, float[][] inputs) implements HistoryBatch {
    static GoldenRows read() throws IOException {
        try (InputStream in = GoldenRows.class.getResourceAsStream("golden.csv");
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<float[]> lines =
                    reader.lines().skip(1).map(GoldenRows::numbers).toList();
            double[] forecasts = lines.stream().mapToDouble(line -> line[0]).toArray();
            float[][] inputs = lines.stream()
                    .map(line -> java.util.Arrays.copyOfRange(line, 1, line.length))
                    .toArray(float[][]::new);
            return new GoldenRows(forecasts, inputs);
        }
    }

    private static float[] numbers(String line) {
        String[] cells = line.split(",", -1);
        float[] numbers = new float[cells.length];
        for (int i = 0; i < cells.length; i++) {
            numbers[i] = cells[i].isEmpty() ? Float.NaN : Float.parseFloat(cells[i]);
        }
        return numbers;
    }

    @Override
    public int rows() {
        return inputs.length;
    }

    @Override
    public Instant target() {
        return Instant.EPOCH;
    }

    @Override
    public Duration step(int row) {
        return Duration.ofSeconds((long) inputs[row][76]);
    }

    @Override
    public void recent(int row, float[] into) {
        System.arraycopy(inputs[row], 0, into, 0, into.length);
    }

    @Override
    public void sameTime(int row, int days, float[] into) {
        int place = days == 7 ? 3 : days - 1;
        System.arraycopy(inputs[row], 64 + place * 3, into, 0, into.length);
    }
}
