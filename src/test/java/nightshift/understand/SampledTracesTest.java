package nightshift.understand;

import static nightshift.understand.HandMadeShop.CALL;
import static nightshift.understand.HandMadeShop.CALL_RATE;
import static nightshift.understand.HandMadeShop.CART;
import static nightshift.understand.HandMadeShop.CATALOGUE;

import nightshift.KnownSignals;
import nightshift.fact.FailureKind;
import nightshift.fact.telemetry.Signal;
import org.junit.jupiter.api.Test;

/// A client whose metrics count every call, beside traces that tell of some of them.
class SampledTracesTest {
    private static final Signal CLIENT = KnownSignals.signal("http.client.request.duration");
    private static final Signal CLIENT_RATE = KnownSignals.signal("http.client.request.rate");
    private static final Signal MESH = KnownSignals.signal("mesh.client.request.duration");
    private static final Signal MESH_RATE = KnownSignals.signal("mesh.client.request.rate");

    private final HandMadeShop shop = HandMadeShop.warm();

    @Test
    void whoseClientsSeeSlowCallsIsNotToBlameThoughASampleOfTracesMissedThem() {
        // Given one trace of fifty is kept
        cartCallsTheCatalogue(0.8, CLIENT, CLIENT_RATE);
        // When
        callsAreSlow(CLIENT);
        // Then
        shop.blames(CATALOGUE, FailureKind.DEPENDENCY_SLOW);
    }

    @Test
    void proxyThatCountsEveryCallIsHeardBeforeASample() {
        // Given
        cartCallsTheCatalogue(0.8, MESH, MESH_RATE);
        // When
        callsAreSlow(MESH);
        // Then
        shop.blames(CATALOGUE, FailureKind.DEPENDENCY_SLOW);
    }

    @Test
    void sampleOfEnoughCallsKnowsWhoIsSlow() {
        // Given one trace of ten, forty calls in each window
        cartCallsTheCatalogue(4, CLIENT, CLIENT_RATE);
        // When
        callsAreSlow(CLIENT);
        // Then
        shop.blames(CART, FailureKind.SLOW_BY_ITSELF);
    }

    private void cartCallsTheCatalogue(double traced, Signal client, Signal rate) {
        shop.call(CART, CATALOGUE, CALL, 0.02);
        shop.call(CART, CATALOGUE, CALL_RATE, traced);
        shop.call(CART, CATALOGUE, client, 0.02);
        shop.call(CART, CATALOGUE, rate, 40);
        shop.windows(150);
    }

    /// By the client's account, and not by the traces'; nor is the catalogue slow.
    private void callsAreSlow(Signal client) {
        shop.call(CART, CATALOGUE, client, 0.4);
        shop.slow(CART, 0.43);
        shop.windows(6);
    }
}
