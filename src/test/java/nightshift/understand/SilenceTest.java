package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL;
import static nightshift.understand.HandMadeShop.CALL_ERRORS;
import static nightshift.understand.HandMadeShop.CALL_RATE;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.CATALOGUE;
import static nightshift.understand.HandMadeShop.ERRORS;
import static nightshift.understand.HandMadeShop.GATEWAY;
import static nightshift.understand.HandMadeShop.LATENCY;
import static org.assertj.core.api.Assertions.assertThat;

import nightshift.KnownSignals;
import nightshift.fact.FailureKind;
import nightshift.fact.Incident;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;

/// A service that falls silent, and telemetry that does.
class SilenceTest {
    private static final EntityId PAYMENT = EntityId.service("shop", "payment");
    private static final Signal SPANS = KnownSignals.signal("traces.span.metrics.duration");

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void serviceThatFallsSilentWhileItsCallersFailIsACrash() {
        // When
        shop.silence(CART);
        shop.call(GATEWAY, CART, CALL_ERRORS, 1);
        shop.set(GATEWAY, ERRORS, 0.5);
        shop.windows(7);
        // Then
        shop.blames(CART, FailureKind.CRASH);
    }

    @Test
    void whoIsLateAndToWhomNoCallGetsThroughIsDeadAtFirstSight() {
        // When
        shop.silence(CART);
        shop.call(GATEWAY, CART, CALL_ERRORS, 1);
        shop.windows(2);
        // Then
        shop.blames(CART, FailureKind.CRASH);
    }

    @Test
    void whoIsLateAndAnswersHalfOfItsCallsIsNotDeadYet() {
        // When
        shop.silence(CART);
        shop.call(GATEWAY, CART, CALL_ERRORS, 0.5);
        shop.windows(2);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void whoLosesOneExportIsNotLate() {
        // When
        shop.silence(CART);
        shop.call(GATEWAY, CART, CALL_ERRORS, 1);
        shop.window();
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void missingTelemetryOfAServiceThatAnswersIsNoIncident() {
        // When
        shop.silence(CART);
        shop.windows(60);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void silenceOfEverythingAccusesNobodyAndHealsNothing() {
        // Given
        shop.exhaustPool();
        shop.windows(6);
        // When
        shop.silence(GATEWAY, CART, CATALOGUE);
        shop.recover();
        shop.windows(60);
        // Then
        assertThat(shop.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.open()).isTrue();
            assertThat(incident.entity()).isEqualTo(CART);
        });
    }

    @Test
    void silenceOfTheSickServiceIsNotHealing() {
        // Given
        shop.exhaustPool();
        shop.windows(6);
        // When
        shop.silence(CART);
        shop.set(GATEWAY, LATENCY, 0.05);
        shop.call(GATEWAY, CART, CALL, 0.045);
        shop.windows(40);
        // Then
        assertThat(shop.incidents()).singleElement().extracting(Incident::open).isEqualTo(true);
    }

    @Test
    void quietServiceThatIsCalledNowAndThenIsNoCrash() {
        // Given a service that sends nothing but its spans, called every fifty seconds
        shop.set(PAYMENT, SPANS, 0.05);
        shop.call(CART, PAYMENT, CALL, 0.05);
        shop.call(CART, PAYMENT, CALL_ERRORS, 0);
        shop.call(CART, PAYMENT, CALL_RATE, 0.02);
        // When a call fails now and then, in forty-five minutes
        for (int i = 0; i < 270; i++) {
            shop.silence(PAYMENT);
            if (i % 5 == 0) {
                shop.speak(PAYMENT);
            }
            shop.call(CART, PAYMENT, CALL_ERRORS, i % 35 == 0 ? 1 : 0);
            shop.window();
        }
        // Then
        assertThat(shop.incidents()).isEmpty();
    }

    @Test
    void whoSendsOnceAMinuteIsNotDeadBeforeThreeOfThem() {
        // Given
        shop.set(PAYMENT, SPANS, 0.05);
        shop.call(CART, PAYMENT, CALL, 0.05);
        shop.call(CART, PAYMENT, CALL_ERRORS, 0);
        shop.call(CART, PAYMENT, CALL_RATE, 4);
        for (int minute = 0; minute < 20; minute++) {
            shop.silence(PAYMENT);
            shop.windows(5);
            shop.speak(PAYMENT);
            shop.window();
        }
        // When half of the calls fail, and two exports and nearly the third are missing
        shop.silence(PAYMENT);
        shop.call(CART, PAYMENT, CALL_ERRORS, 0.5);
        shop.windows(17);
        // Then
        assertThat(shop.incidents()).extracting(Incident::kind).doesNotContain(FailureKind.CRASH);
        // When
        shop.windows(2);
        // Then
        shop.blames(PAYMENT, FailureKind.CRASH);
    }

    @Test
    void collectorThatStopsIsNotOneDeadServiceAfterTheOther() {
        // Given others that send through another collector
        for (int i = 0; i < 4; i++) {
            shop.set(EntityId.service("shop", "other-" + i), LATENCY, 0.05);
        }
        shop.windows(150);
        // When two fall silent and their caller goes on as always
        shop.silence(CART, CATALOGUE);
        shop.windows(60);
        // Then
        assertThat(shop.incidents()).isEmpty();
    }
}
