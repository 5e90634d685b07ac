package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL;
import static nightshift.understand.HandMadeShop.CALL_RATE;
import static nightshift.understand.HandMadeShop.READY;
import static org.assertj.core.api.Assertions.assertThat;

import nightshift.KnownSignals;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;

/// Messages that wait: nobody's request is slow, and yet what was ordered is not done.
class BacklogTest {
    private static final EntityId MAILER = EntityId.service("shop", "mailer");
    private static final EntityId WORKLOAD = EntityId.workload("shop", "mailer");
    private static final EntityId LEDGER = EntityId.service("shop", "ledger");
    private static final Signal LAG = KnownSignals.signal("messaging.consumer.lag");
    private static final Signal WORKED = KnownSignals.signal("messaging.process.duration");
    private static final Signal TAKEN = KnownSignals.signal("messaging.process.rate");

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void consumerThatTakesNothingAnyMoreOpensAnIncidentOfItsOwn() {
        // Given
        usually(0, 6, 60);
        // When
        shop.set(MAILER, TAKEN, 0.5);
        lag(60, 120, 180, 240, 300);
        // Then
        assertThat(shop.belief().incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.entity()).isEqualTo(MAILER);
            assertThat(incident.kind()).isEqualTo(FailureKind.SATURATION);
        });
    }

    @Test
    void consumerWhoseRateJumpsAsEverIsNotAskedForMore() {
        // Given
        shop.set(MAILER, LAG, 0);
        taken(120);
        // When
        for (int window = 1; window <= 8; window++) {
            shop.set(MAILER, TAKEN, window % 2 == 0 ? 8 : 2);
            lag(60 * window);
        }
        // Then
        assertThat(shop.belief().incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.kind()).isEqualTo(FailureKind.SATURATION));
    }

    @Test
    void consumerThatTakesMoreThanEverIsAskedForMore() {
        // Given
        shop.set(MAILER, LAG, 0);
        taken(120);
        // When
        shop.set(MAILER, TAKEN, 40);
        lag(600, 1200, 1800, 2400, 3000, 3600);
        // Then
        assertThat(shop.belief().incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.kind()).isEqualTo(FailureKind.SURGE));
    }

    @Test
    void queueThatFillsUpForAMinuteOpensOneThoughItsPastIsShort() {
        // Given
        usually(0, 15, 30);
        // When
        lag(15, 30, 45, 60, 75, 90, 105);
        // Then
        assertThat(shop.belief().incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.entity()).isEqualTo(MAILER);
            assertThat(incident.kind()).isEqualTo(FailureKind.SATURATION);
        });
    }

    @Test
    void queueThatFillsUpWhileMoreIsTakenThanUsualOpensNone() {
        // Given
        usually(0, 15, 30);
        // When
        shop.set(MAILER, TAKEN, 40);
        lag(15, 30, 45, 60, 75, 90, 105, 120);
        // Then
        assertThat(shop.belief().incidents()).isEmpty();
    }

    @Test
    void queueThatIsTakenFromNowAndThenOpensNone() {
        // Given
        usually(0, 15, 30);
        // When
        lag(25, 50, 75, 100, 125, 90, 115, 140, 165, 190, 150);
        // Then
        assertThat(shop.belief().incidents()).isEmpty();
    }

    @Test
    void queueThatHoldsNoMoreThanIsFetchedAtATimeOpensNone() {
        // Given
        usually(0, 100, 30);
        // When
        lag(60, 120, 180, 240, 300, 360, 420, 480);
        // Then
        assertThat(shop.belief().incidents()).isEmpty();
    }

    @Test
    void queueThatFillsUpWhileItsConsumerIsRolledOutOpensNone() {
        // Given
        usually(0, 15, 30);
        // When
        shop.deploy(MAILER, "v2", "v1");
        lag(15, 30, 45, 60, 75, 90, 105, 120);
        // Then
        assertThat(shop.belief().incidents()).isEmpty();
    }

    @Test
    void queueThatFillsUpBehindASlowCalleeIsTheCalleesDoing() {
        // Given
        mailerCallsTheLedger();
        // When
        shop.call(MAILER, LEDGER, CALL, 0.82);
        mailerIsSlow();
        // Then
        assertThat(shop.belief().incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.entity()).isEqualTo(LEDGER));
    }

    @Test
    void queueThatFillsUpBecauseItsConsumerIsSlowIsTheConsumersDoing() {
        // Given
        mailerCallsTheLedger();
        // When
        mailerIsSlow();
        // Then
        assertThat(shop.belief().incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.entity()).isEqualTo(MAILER));
    }

    private void mailerCallsTheLedger() {
        shop.set(MAILER, WORKED, 0.05);
        shop.call(MAILER, LEDGER, CALL, 0.02);
        shop.call(MAILER, LEDGER, CALL_RATE, 40);
        usually(0, 40, 120);
    }

    /// A message takes so long that a quarter of them is taken, and the rest waits.
    private void mailerIsSlow() {
        shop.set(MAILER, WORKED, 0.85);
        shop.set(MAILER, TAKEN, 10);
        shop.call(MAILER, LEDGER, CALL_RATE, 10);
        lag(300, 600, 900, 1200, 1500, 1800);
    }

    @Test
    void consumerThatAlwaysHasABacklogOpensNone() {
        // Given
        usually(300, 6, 120);
        // Then
        assertThat(shop.windows(40).incidents()).isEmpty();
    }

    @Test
    void burstThatIsWorkedOffOpensNone() {
        // Given
        usually(0, 40, 120);
        // When
        lag(400, 300, 200, 100, 0);
        // Then
        assertThat(shop.windows(10).incidents()).isEmpty();
    }

    @Test
    void partitionThatIsStuckOpensOneThoughMostIsTaken() {
        // Given
        usually(0, 40, 120);
        // When
        for (int window = 1; window <= 60; window++) {
            lag(8 * window);
        }
        // Then
        assertThat(shop.belief().incidents())
                .singleElement()
                .satisfies(incident -> assertThat(incident.entity()).isEqualTo(MAILER));
    }

    @Test
    void consumerThatSendsNothingIsDownWhenItsPlatformSaysSo() {
        // Given
        platform(1);
        // When
        platform(0, 10);
        // Then
        shop.blames(MAILER, FailureKind.CRASH);
    }

    @Test
    void consumerOfWhichNoReplicaIsReadySinceItsChangeIsItsVersionsDoingHoweverMuchWaits() {
        // Given
        platform(1);
        shop.deploy(MAILER, "v2", "v1");
        // When
        shop.set(WORKLOAD, READY, 0);
        lag(30, 60, 90, 120, 150, 180, 210, 240, 270, 300);
        // Then
        shop.blames(MAILER, FailureKind.BAD_DEPLOYMENT);
    }

    @Test
    void podsOfAJobThatIsDoneAreNotReadyAndNobodyNeedsThem() {
        EntityId backup = EntityId.workload("shop", "backup");
        shop.set(backup, READY, 1);
        shop.windows(60);
        shop.set(backup, READY, 0);
        shop.windows(30);
        assertThat(shop.incidents()).isEmpty();
    }

    /// A broker tells of its queue and a platform of its replicas; itself it sends nothing.
    private void platform(double ready) {
        shop.set(MAILER, LAG, 0);
        platform(ready, 150);
    }

    private void platform(double ready, int windows) {
        shop.set(WORKLOAD, READY, ready);
        shop.windows(windows);
    }

    private void usually(double lag, double taken, int windows) {
        shop.set(MAILER, LAG, lag);
        shop.set(MAILER, TAKEN, taken);
        shop.windows(windows);
    }

    /// As jumpy as what is followed of few messages.
    private void taken(int windows) {
        for (int window = 0; window < windows; window++) {
            shop.set(MAILER, TAKEN, 2 + window * 7 % 9);
            shop.windows(1);
        }
    }

    private void lag(double... values) {
        for (double value : values) {
            shop.set(MAILER, LAG, value);
            shop.windows(1);
        }
    }
}
