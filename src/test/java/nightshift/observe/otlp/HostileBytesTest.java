package nightshift.observe.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import nightshift.observe.ObserveConfig;
import nightshift.observe.Observer;
import nightshift.observe.naming.SignalDictionary;
import nightshift.observe.otlp.request.Export;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;
import nightshift.observe.otlp.wire.RandomRequests;
import nightshift.observe.otlp.wire.Refusal;
import nightshift.observe.otlp.wire.RefusedException;
import nightshift.observe.otlp.wire.WireWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bytes that are cut, damaged or made up lead to an answer or to a clean refusal, and to nothing else.
class HostileBytesTest {
    private static final int REQUESTS = 60;
    private static final int DAMAGES = 40;

    private final SignalDictionary dictionary = SignalDictionary.shipped();
    private final Observer observer = new Observer(ObserveConfig.defaults(), dictionary);
    private final OtlpIntake intake = new OtlpIntake(OtlpConfig.defaults(), observer, () -> Requests.START);

    static List<Long> seeds() {
        return List.of(7L, System.nanoTime());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyTruncationIsAnsweredOrRefused(long seed) {
        RandomRequests requests = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS; i++) {
            byte[] metrics = requests.anyOrder(requests.metrics());
            for (int length = 0; length < metrics.length; length += 1 + length / 64) {
                survives(Export.METRICS, Arrays.copyOf(metrics, length), seed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyDamageIsAnsweredOrRefused(long seed) {
        RandomRequests requests = new RandomRequests(seed);
        for (int i = 0; i < REQUESTS; i++) {
            byte[] metrics = requests.metrics().toByteArray();
            byte[] traces = requests.traces().toByteArray();
            byte[] logs = requests.logs().toByteArray();
            for (int damage = 0; damage < DAMAGES; damage++) {
                survives(Export.METRICS, requests.damaged(metrics), seed);
                survives(Export.TRACES, requests.damaged(traces), seed);
                survives(Export.LOGS, requests.damaged(logs), seed);
                survives(Export.METRICS, requests.garbage(), seed);
            }
        }
        // and the windows still close
        assertThat(observer.snapshot(Requests.START.plusSeconds(60)).windows()).isNotEmpty();
    }

    @Test
    void aRefusedRequestHasChangedNothing() {
        // Given a good point with garbage behind it
        byte[] good =
                Requests.metrics(Requests.resource("cart", "cart-1"), Requests.gauge("signal", 1, Requests.START));
        byte[] bad = Arrays.copyOf(good, good.length + 3);
        bad[good.length] = (byte) 0xff;

        // When, Then
        assertThatThrownBy(() -> intake.accept(Export.METRICS, bad)).isInstanceOf(RefusedException.class);
        assertThat(observer.status().points()).isZero();
        assertThat(observer.status().series()).isZero();
    }

    @Test
    void whatIsNestedTooDeeplyIsDroppedWithItsReason() throws Exception {
        // Given an attribute of a list in a list in a list ...
        byte[] value = new WireWriter().text(1, "core").toBytes();
        for (int depth = 0; depth < 1000; depth++) {
            value = new WireWriter()
                    .bytes(5, new WireWriter().bytes(1, value).toBytes())
                    .toBytes();
        }
        byte[] attribute = new WireWriter().text(1, "deep").bytes(2, value).toBytes();
        byte[] gauge = new WireWriter()
                .bytes(1, new WireWriter().bytes(7, attribute).toBytes())
                .toBytes();
        byte[] metric = new WireWriter().text(1, "signal").bytes(5, gauge).toBytes();
        byte[] scope = new WireWriter().bytes(2, metric).toBytes();
        byte[] request = new WireWriter()
                .bytes(1, new WireWriter().bytes(2, scope).toBytes())
                .toBytes();

        // When, Then
        assertThat(intake.accept(Export.METRICS, request)).isNotEmpty();
        assertThat(observer.status().dropped()).containsEntry("undecodable", 1L);
    }

    @Test
    void anIdOfAnotherLengthIsRefused() {
        byte[] span = new WireWriter().bytes(1, new byte[5]).toBytes();
        byte[] scope = new WireWriter().bytes(2, span).toBytes();
        byte[] request = new WireWriter()
                .bytes(1, new WireWriter().bytes(2, scope).toBytes())
                .toBytes();
        assertThatThrownBy(() -> intake.accept(Export.TRACES, request))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("a trace id of 5 bytes, expected 16");
    }

    @Test
    void moreItemsThanARequestMayHoldAreRefusedAsTooLarge() {
        OtlpConfig few = new OtlpConfig("127.0.0.1", 0, 0, 1 << 20, 2, 8, Set.of());
        OtlpIntake narrow = new OtlpIntake(few, observer, () -> Requests.START);
        byte[] three = Requests.metrics(
                Requests.resource("cart", "cart-1"),
                Requests.gauge("a", 1, Requests.START),
                Requests.gauge("b", 1, Requests.START),
                Requests.gauge("c", 1, Requests.START));
        assertThatThrownBy(() -> narrow.accept(Export.METRICS, three))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE));
        assertThat(observer.status().points()).isZero();
    }

    private void survives(Export export, byte[] request, long seed) {
        try {
            intake.accept(export, request);
        } catch (RefusedException refused) {
            assertThat(refused.sentence()).as("seed %d", seed).isNotBlank();
        }
    }
}
