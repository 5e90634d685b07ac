package nightshift.journal.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import nightshift.fact.telemetry.Band;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowBodyTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_023, 1_024, 1_025, 5_000})
    void randomWindowsComeBackAsTheyWere(int rows) {
        for (long seed = 0; seed < 20; seed++) {
            // Given
            WindowColumns written = random(rows, new Random(seed));

            // When
            WindowColumns read = WindowBody.decode(WindowBody.encode(written)).orElseThrow();

            // Then
            assertThat(read.series()).isEqualTo(written.series());
            assertThat(read.counts()).isEqualTo(written.counts());
            assertThat(read.values()).isEqualTo(written.values());
            assertThat(read.steps()).isEqualTo(written.steps());
        }
    }

    @Test
    void bandComesBackWithinAHundredthOfItsDistanceFromTheValue() {
        // Given
        WindowColumns written = random(3_000, new Random(1));

        // When
        WindowColumns read = WindowBody.decode(WindowBody.encode(written)).orElseThrow();

        // Then
        for (int row = 0; row < read.rows(); row++) {
            Band before = written.band(row);
            Band after = read.band(row);
            if (before == null) {
                assertThat(after).isNull();
            } else {
                assertThat(after).isNotNull();
                double value = written.values()[row];
                assertThat(after.low()).isCloseTo(before.low(), near(before.low() - value, value));
                assertThat(after.forecast()).isCloseTo(before.forecast(), near(before.forecast() - value, value));
                assertThat(after.high()).isCloseTo(before.high(), near(before.high() - value, value));
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> near(double distance, double value) {
        return within(0.01 * Math.abs(distance) + 1e-6 * Math.abs(value) + 1e-30);
    }

    @Test
    void whatWasBehindAPercentileComesBackAndNothingWhereNothingWas() {
        // Given
        WindowColumns written = new WindowColumns(2);
        for (int row = 0; row < 2; row++) {
            written.row(row, row + 1, 300, 0.2f, 10);
            written.band(row, null, 0);
        }
        written.distributions().set(0, 0.08, 0.06, 0.9);

        // When
        WindowColumns read = WindowBody.decode(WindowBody.encode(written)).orElseThrow();

        // Then
        assertThat(read.distributions().mean(0)).isCloseTo(0.08, within(0.001));
        assertThat(read.distributions().p50(0)).isCloseTo(0.06, within(0.001));
        assertThat(read.distributions().p99(0)).isCloseTo(0.9, within(0.004));
        assertThat(read.distributions().spread(1)).isNull();
    }

    @Test
    void aWindowOfBeforeIsReadWithoutWhatWasBehindIt() {
        // Given one row as it was written before
        byte[] plain = HexFormat.of().parseHex("000000002c01000000000000000000400a000000803f803f803f19");
        byte[] block = Zstd.compress(plain);
        byte[] body = ByteBuffer.allocate(16 + block.length)
                .putInt(1)
                .putInt(7)
                .putInt(1)
                .putInt(block.length)
                .put(block)
                .array();

        // When
        WindowColumns read = WindowBody.decode(body).orElseThrow();

        // Then
        assertThat(read.series()).containsExactly(7);
        assertThat(read.counts()).containsExactly(300);
        assertThat(read.values()).containsExactly(2);
        assertThat(read.band(0)).isEqualTo(new Band(1, 3, 3));
        assertThat(read.distributions().spread(0)).isNull();
    }

    @Test
    void confidenceKeepsWhatItLacksToCertainty() {
        // Given
        float[] confidences = {0, 0.5f, 0.9f, 0.99f, 0.999f, 0.9999f, 1};
        WindowColumns written = new WindowColumns(confidences.length);
        for (int row = 0; row < confidences.length; row++) {
            written.row(row, row + 1, 1, 1, 10);
            written.band(row, new Band(0, 1, 2), confidences[row]);
        }

        // When
        WindowColumns read = WindowBody.decode(WindowBody.encode(written)).orElseThrow();

        // Then
        for (int row = 0; row < confidences.length; row++) {
            double lacks = 1 - confidences[row];
            assertThat(1 - (double) read.confidences()[row]).isCloseTo(lacks, within(0.06 * lacks + 1e-7));
        }
    }

    @Test
    void oneSeriesIsReadWithoutTheOtherBlocks() {
        // Given
        WindowColumns written = random(5_000, new Random(2));
        byte[] body = WindowBody.encode(written);
        for (int row : new int[] {0, 1_023, 1_024, 2_500, 4_999}) {
            int number = written.series()[row];

            // When
            WindowColumns block = WindowBody.decode(body, number).orElseThrow();

            // Then
            assertThat(block.rows()).isLessThanOrEqualTo(1_024);
            int at = java.util.Arrays.binarySearch(block.series(), number);
            assertThat(block.values()[at]).isEqualTo(written.values()[row]);
        }
    }

    @Test
    void bytesThatAreCutShortAreNoWindow() {
        byte[] body = WindowBody.encode(random(3_000, new Random(3)));
        for (int length : new int[] {0, 3, 4, 11, body.length / 2, body.length - 1}) {
            assertThat(WindowBody.decode(java.util.Arrays.copyOf(body, length))).isEmpty();
        }
    }

    private static WindowColumns random(int rows, Random random) {
        WindowColumns columns = new WindowColumns(rows);
        int number = random.nextInt(10);
        for (int row = 0; row < rows; row++) {
            number += 1 + (random.nextInt(4) == 0 ? random.nextInt(1_000) : 0);
            float value = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(13) - 3));
            columns.row(
                    row,
                    number,
                    random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(500),
                    value,
                    10 * (1 + random.nextInt(30)));
            double width = Math.abs(value) * random.nextDouble();
            Band band =
                    random.nextInt(5) == 0 ? null : new Band(value - width * random.nextDouble(), value, value + width);
            columns.band(row, band, random.nextDouble());
        }
        return columns;
    }
}
