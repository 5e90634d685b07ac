package nightshift.simulate.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StationTest {
    private static final double ARRIVALS_PER_SECOND = 30;
    private static final double SERVICE_SECONDS = 0.05;
    private static final long HOUR = 3600 * Engine.SECOND;

    private final Engine engine = new Engine();
    private final Station station = new Station(engine, 2);
    private final SplittableRandom random = new SplittableRandom(1);
    private double jobSeconds;
    private double seconds;
    private long jobs;

    @Test
    void keepsLittlesLaw() {
        // Given
        arrive();
        watch();

        // When
        engine.runUntil(HOUR);

        // Then: mean number in the system = arrival rate times mean time in it
        double meanJobs = jobSeconds / 3600;
        double rate = jobs / 3600.0;
        double meanTime = seconds / jobs;
        assertThat(meanJobs).isCloseTo(rate * meanTime, within(0.01 * meanJobs));
    }

    @Test
    void keepsTheUtilizationLaw() {
        // Given
        arrive();

        // When
        engine.runUntil(HOUR);

        // Then: utilization = arrival rate times service time over cores
        double utilization = station.worked() / (2.0 * HOUR);
        assertThat(utilization).isCloseTo(ARRIVALS_PER_SECOND * SERVICE_SECONDS / 2, within(0.015));
    }

    @Test
    void waitsAsErlangSaysOfTwoCores() {
        // Given
        arrive();

        // When
        engine.runUntil(HOUR);

        // Then: M/M/2 at utilization 0.75 takes service / (1 - 0.75 squared)
        assertThat(seconds / jobs).isCloseTo(SERVICE_SECONDS / (1 - 0.75 * 0.75), within(0.008));
    }

    @Test
    void aStolenCoreMakesWorkLongerButNotMore() {
        // Given
        station.slowness(3);

        // When
        station.submit(Engine.SECOND, () -> jobs++);
        engine.runUntil(2 * Engine.SECOND);
        long early = jobs;
        engine.runUntil(3 * Engine.SECOND);

        // Then
        assertThat(early).isZero();
        assertThat(jobs).isEqualTo(1);
        assertThat(station.worked()).isEqualTo(Engine.SECOND);
    }

    @Test
    void whatWasHaltedNeverFinishes() {
        // Given
        station.submit(Engine.SECOND, () -> jobs++);

        // When
        station.halt();
        engine.runUntil(2 * Engine.SECOND);

        // Then
        assertThat(jobs).isZero();
        assertThat(station.jobs()).isZero();
    }

    private void arrive() {
        long came = engine.now();
        station.submit(exponential(SERVICE_SECONDS), () -> {
            jobs++;
            seconds += (engine.now() - came) / 1e9;
        });
        engine.in(exponential(1 / ARRIVALS_PER_SECOND), this::arrive);
    }

    private void watch() {
        jobSeconds += station.jobs() * 0.01;
        engine.in(10 * Engine.MILLISECOND, this::watch);
    }

    private long exponential(double mean) {
        return Math.round(-Math.log(1 - random.nextDouble()) * mean * Engine.SECOND);
    }
}
