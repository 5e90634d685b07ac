package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightshift.fact.Assessment;
import nightshift.fact.Change;
import nightshift.fact.Regression;
import nightshift.fact.Snapshot;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.otlp.request.Export;
import nightshift.understand.Analyst;
import nightshift.understand.UnderstandConfig;
import nightshift.understand.detect.forecast.StatisticalForecaster;
import nightshift.understand.diagnose.GraphRanking;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A version that fails, of which nobody told, is found by whatever measures the service: the real decoder before a
/// real analyst. Version 1.0 answers for five minutes, then 1.1 takes its place.
class VersionFamiliesTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final int CHANGED = 300;
    private static final int ENDS = 420;

    /// In ten seconds.
    private static final int REQUESTS = 100;

    private final Receiver receiver = new Receiver();
    private final Analyst analyst = new Analyst(
            UnderstandConfig.defaults(),
            StatisticalForecaster.chosen(),
            StatisticalForecaster.chosen(),
            new GraphRanking(),
            List.of());

    @ParameterizedTest
    @CsvSource({
        "http.server.request.duration, error.type, 500",
        "rpc.server.duration, rpc.grpc.status_code, 13",
        "rpc.server.call.duration, error.type, INTERNAL",
        "messaging.process.duration, error.type, java.lang.IllegalStateException"
    })
    void aVersionThatFailsIsARegressionWhateverMeasuresIt(String metric, String attribute, String failure) {
        // When
        Assessment belief = play((second, version) -> {
            long start = version.equals("1.0") ? 0 : CHANGED;
            long rounds = (second - start) / 10 + 1;
            long failed = version.equals("1.0") ? 0 : rounds * REQUESTS * 4 / 10;
            receiver.send(
                    second,
                    Export.METRICS,
                    Requests.metrics(
                            resource(version),
                            Requests.histogram(
                                    metric,
                                    rounds * REQUESTS - failed,
                                    (rounds * REQUESTS - failed) * 0.05,
                                    at(start - 10.0),
                                    at(second),
                                    Map.of()),
                            Requests.histogram(
                                    metric,
                                    failed,
                                    failed * 0.05,
                                    at(start - 10.0),
                                    at(second),
                                    Map.of(attribute, failure))));
        });

        // Then
        assertThat(belief.regressions()).singleElement().satisfies(found -> provesTheVersion(found, belief));
    }

    @Test
    void aVersionThatAMeshAloneKnowsIsARegressionToo() {
        // When
        Assessment belief = play((second, version) -> {
            long start = version.equals("1.0") ? 0 : CHANGED;
            long rounds = (second - start) / 10 + 1;
            long failed = version.equals("1.0") ? 0 : rounds * REQUESTS * 4 / 10;
            receiver.send(
                    second,
                    Export.METRICS,
                    Requests.metrics(
                            Requests.resource(Map.of("service.name", "prometheus")),
                            mesh(version, "200", rounds * REQUESTS - failed, start, second),
                            mesh(version, "503", failed, start, second)));
        });

        // Then
        assertThat(belief.regressions()).singleElement().satisfies(found -> provesTheVersion(found, belief));
    }

    private static Metric mesh(String version, String code, long count, long start, long second) {
        return Requests.histogram(
                "istio_request_duration_milliseconds",
                count,
                count * 50.0,
                at(start - 10.0),
                at(second),
                Map.of(
                        "reporter", "destination",
                        "destination_canonical_service", "cart",
                        "destination_workload", "cart",
                        "destination_workload_namespace", "shop",
                        "destination_version", version,
                        "response_code", code));
    }

    @Test
    void aVersionThatIsSeenBySpansAloneIsARegressionToo() {
        // When
        Assessment belief = play((second, version) -> {
            Span[] spans = new Span[REQUESTS];
            for (int i = 0; i < REQUESTS; i++) {
                boolean failed = version.equals("1.1") && i % 10 < 4;
                spans[i] = Requests.span(
                                second * 1000L + i, 0, Span.SpanKind.SPAN_KIND_SERVER, "GET /cart", at(second), 0.05)
                        .setStatus(Status.newBuilder()
                                .setCode(
                                        failed
                                                ? Status.StatusCode.STATUS_CODE_ERROR
                                                : Status.StatusCode.STATUS_CODE_UNSET))
                        .build();
            }
            receiver.send(second, Export.TRACES, Requests.spans(resource(version), spans));
        });

        // Then
        assertThat(belief.regressions()).singleElement().satisfies(found -> provesTheVersion(found, belief));
    }

    @Test
    void aVersionThatDoesAsWellAsTheOneBeforeIsNone() {
        // When
        Assessment belief = play((second, version) -> {
            long start = version.equals("1.0") ? 0 : CHANGED;
            long count = ((second - start) / 10 + 1) * REQUESTS;
            receiver.send(
                    second,
                    Export.METRICS,
                    Requests.metrics(
                            resource(version),
                            Requests.histogram(
                                    "rpc.server.duration",
                                    count,
                                    count * 0.05,
                                    at(start - 10.0),
                                    at(second),
                                    Map.of())));
        });

        // Then
        assertThat(belief.changes()).hasSize(1);
        assertThat(belief.regressions()).isEmpty();
    }

    private static void provesTheVersion(Regression found, Assessment belief) {
        assertThat(found.entity()).isEqualTo(CART);
        assertThat(found.version()).isEqualTo("1.1");
        assertThat(found.previousVersion()).isEqualTo("1.0");
        assertThat(found.before()).isEqualTo(0);
        assertThat(found.after()).isBetween(0.39, 0.41);
        assertThat(belief.changes()).singleElement().satisfies(change -> {
            assertThat(change.id()).isEqualTo(found.change());
            assertThat(change.source()).isEqualTo(Change.Source.TELEMETRY);
        });
    }

    /// Sends what an instance of a version has to say at a second.
    private interface Sending {
        void send(int second, String version);
    }

    private Assessment play(Sending sending) {
        List<Assessment> beliefs = new ArrayList<>();
        for (int second = 0; second < ENDS; second += 10) {
            sending.send(second, second < CHANGED ? "1.0" : "1.1");
            Snapshot seen = receiver.observer().snapshot(at(second + 6));
            beliefs.add(analyst.assess(seen, List.of(), List.of()));
            receiver.observer().taken(seen);
        }
        return beliefs.getLast();
    }

    private static Resource resource(String version) {
        return Requests.resource(Map.of(
                "service.namespace",
                "shop",
                "service.name",
                "cart",
                "service.instance.id",
                "cart-" + version,
                "service.version",
                version));
    }
}
