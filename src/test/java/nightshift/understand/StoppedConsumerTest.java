package nightshift.understand;

import static nightshift.understand.HandMadeShop.SPAN_RATE;
import static org.assertj.core.api.Assertions.assertThat;

import nightshift.KnownSignals;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;

/// A consumer that is known by its spans, and of which nothing is heard while it takes nothing. How long its queue is
/// tells the broker.
class StoppedConsumerTest {
    private static final EntityId MAILER = EntityId.service("shop", "mailer");
    private static final Signal LAG = KnownSignals.signal("messaging.consumer.lag");
    private static final double PER_WINDOW = 60;

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void consumerOfWhichNothingIsHeardWhileAllWaitsIsDead() {
        // Given
        takesSixASecond(120);
        // When
        shop.drop(MAILER, SPAN_RATE);
        waiting(8, PER_WINDOW);
        // Then
        shop.blames(MAILER, FailureKind.CRASH);
    }

    @Test
    void consumerThatIsHeardIsNotDeadHoweverLittleItTakes() {
        // Given
        takesSixASecond(120);
        // When
        shop.set(MAILER, SPAN_RATE, 0.5);
        waiting(8, PER_WINDOW);
        // Then
        shop.blames(MAILER, FailureKind.SATURATION);
    }

    @Test
    void consumerThatTakesMostOfWhatComesLostItsTelemetryAlone() {
        // Given
        takesSixASecond(120);
        // When
        shop.drop(MAILER, SPAN_RATE);
        waiting(8, 0.4 * PER_WINDOW);
        // Then
        assertThat(shop.belief().incidents()).noneMatch(incident -> incident.kind() == FailureKind.CRASH);
    }

    @Test
    void consumerOfAQuietTopicIsWell() {
        // Given
        takesSixASecond(120);
        // When
        shop.drop(MAILER, SPAN_RATE);
        shop.windows(30);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void consumerThatIsSilentForAMomentRebalances() {
        // Given
        takesSixASecond(120);
        // When
        shop.drop(MAILER, SPAN_RATE);
        waiting(4, PER_WINDOW);
        shop.set(MAILER, SPAN_RATE, 12);
        waiting(2, PER_WINDOW);
        // Then
        assertThat(shop.incidents()).noneMatch(incident -> incident.kind() == FailureKind.CRASH);
    }

    @Test
    void consumerThatWasScaledDownMayBeGone() {
        // Given
        takesSixASecond(120);
        // When
        shop.scale(MAILER);
        shop.drop(MAILER, SPAN_RATE);
        waiting(8, PER_WINDOW);
        // Then
        assertThat(shop.incidents()).noneMatch(incident -> incident.kind() == FailureKind.CRASH);
    }

    @Test
    void consumerOfAFewMessagesIsAwaitedForLonger() {
        // Given
        shop.set(MAILER, LAG, 0);
        shop.set(MAILER, SPAN_RATE, 0.1);
        shop.windows(120);
        // When
        shop.drop(MAILER, SPAN_RATE);
        waiting(8, 50);
        // Then
        assertThat(shop.incidents()).noneMatch(incident -> incident.kind() == FailureKind.CRASH);
    }

    private void takesSixASecond(int windows) {
        shop.set(MAILER, LAG, 0);
        shop.set(MAILER, SPAN_RATE, PER_WINDOW / 10);
        shop.windows(windows);
    }

    /// With each window more waits.
    private void waiting(int windows, double more) {
        for (int window = 1; window <= windows; window++) {
            shop.set(MAILER, LAG, window * more);
            shop.window();
        }
    }
}
