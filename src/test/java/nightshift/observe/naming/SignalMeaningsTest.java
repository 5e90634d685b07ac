package nightshift.observe.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalMeaning;
import nightshift.fact.telemetry.SignalRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalMeaningsTest {
    private final SignalDictionary dictionary = SignalDictionary.shipped();

    @ParameterizedTest
    @CsvSource({
        "http.server.request.duration, REQUEST_LATENCY, HTTP_SERVER, s, DURATION",
        "http.server.request.error.ratio, REQUEST_ERRORS, HTTP_SERVER, 1, RATIO",
        "http.server.request.rate, REQUEST_RATE, HTTP_SERVER, {request}/s, COUNT",
        "rpc.server.call.duration, REQUEST_LATENCY, RPC_SERVER, s, DURATION",
        "messaging.process.error.ratio, REQUEST_ERRORS, MESSAGING, 1, RATIO",
        "messaging.client.operation.duration, OTHER, MESSAGING, s, DURATION",
        "messaging.client.operation.error.ratio, CALL_ERRORS, MESSAGING, 1, RATIO",
        "http.client.request.error.ratio, CALL_ERRORS, HTTP_CLIENT, 1, RATIO",
        "db.client.operation.duration, CALL_LATENCY, DATABASE, s, DURATION",
        "db.client.connection.pending_requests, CONNECTION_QUEUE, DATABASE, {request}, COUNT",
        "db.client.connection.wait_time, CONNECTION_WAIT, DATABASE, s, DURATION",
        "db.client.connection.use_time, CONNECTION_HOLD, DATABASE, s, DURATION",
        "process.cpu.utilization, SATURATION, RUNTIME, 1, COUNT",
        "system.memory.share, SATURATION, HOST, 1, RATIO",
        "jvm.memory.used, MEMORY, RUNTIME, By, COUNT",
        "jvm.gc.duration, GARBAGE_COLLECTION, RUNTIME, s, DURATION",
        "k8s.container.ready, READINESS, KUBERNETES, {container}, RATIO",
        "k8s.container.restart.count, RESTARTS, KUBERNETES, {restart}, COUNT",
        "system.disk.io, DISK, HOST, By, COUNT",
        "log.record.rate, LOGS, LOGS, {record}/s, COUNT",
        "traces.span.metrics.duration, REQUEST_LATENCY, SPANS, s, DURATION",
        "traces.service.graph.request.duration, CALL_LATENCY, CALLS, s, DURATION",
        "traces.service.graph.request.error.ratio, CALL_ERRORS, CALLS, 1, RATIO"
    })
    void theShippedOneSaysWhatASignalMeans(
            String name, SignalRole role, SignalFamily family, String unit, SignalDomain domain) {
        Signal signal = dictionary.signal(name);

        assertThat(signal.name()).isEqualTo(name);
        assertThat(signal.meaning()).isEqualTo(new SignalMeaning(role, unit, domain));
        assertThat(signal.family()).isEqualTo(family);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queueSize", "processedSpans", "otlp.exporter.seen", "otel.sdk.span.live", "seen"})
    void selfMetricsOfTheTelemetryPipelineAreNeverSymptoms(String name) {
        assertThat(dictionary.meaning(name).role()).isEqualTo(SignalRole.SELF);
        assertThat(dictionary.signal(name).symptomatic(Direction.UP)).isFalse();
    }

    @Test
    void fastIsNoComplaintAndLoadIsNone() {
        Signal latency = dictionary.signal("http.server.request.duration");
        Signal load = dictionary.signal("http.server.request.rate");
        Signal ready = dictionary.signal("k8s.container.ready");

        assertThat(latency.symptomatic(Direction.UP)).isTrue();
        assertThat(latency.symptomatic(Direction.DOWN)).isFalse();
        assertThat(load.symptomatic(Direction.UP)).isFalse();
        assertThat(load.symptomatic(Direction.DOWN)).isFalse();
        assertThat(ready.symptomatic(Direction.DOWN)).isTrue();
        assertThat(dictionary.signal("jvm.memory.used").symptomatic(Direction.UP))
                .isTrue();
        assertThat(dictionary.signal("jvm.memory.limit").symptomatic(Direction.UP))
                .isFalse();
    }

    @Test
    void anUnlistedSignalMeansWhatItsUnitAndItsKindSay() {
        assertThat(yielded("my.queue.depth", "{job}", SignalDefinition.Shape.LEVEL)
                        .role())
                .isEqualTo(SignalRole.QUEUE);
        assertThat(yielded("my.disk.utilization", "1", SignalDefinition.Shape.LEVEL)
                        .domain())
                .isEqualTo(SignalDomain.RATIO);
        assertThat(yielded("my.offset", "1", SignalDefinition.Shape.LEVEL).domain())
                .isEqualTo(SignalDomain.FREE);
        assertThat(yielded("my.size", "MiBy", SignalDefinition.Shape.LEVEL).domain())
                .isEqualTo(SignalDomain.COUNT);
        assertThat(yielded("my.things", "", SignalDefinition.Shape.RATE).domain())
                .isEqualTo(SignalDomain.COUNT);
        assertThat(yielded("my.things", "", SignalDefinition.Shape.RATE).unit()).isEqualTo("1/s");
        assertThat(yielded("my.own", "ms", SignalDefinition.Shape.MEAN).meaning())
                .isEqualTo(new SignalMeaning(SignalRole.OTHER, "s", SignalDomain.DURATION));
        assertThat(yielded("my.own", "ms", SignalDefinition.Shape.MEAN).combine())
                .isEqualTo(Signal.Combine.WEIGHTED);
    }

    private Signal yielded(String name, String unit, SignalDefinition.Shape shape) {
        return dictionary.meaning(name, unit).definition().signals(shape).getFirst();
    }

    @Test
    void aNewSignalIsOneEntry() throws DictionaryException {
        // Given
        SignalDictionary own = SignalDictionary.read("own.yaml", new StringReader("""
                roles:
                  queue: {bad: up, floor: 0.5, change: 1}
                signals:
                  courier.backlog:
                    unit: "{parcel}"
                    role: queue
                    family: messaging
                  courier.mood:
                    unit: "1"
                    role: other
                    bad: both
                    change: 0.2
                """));

        // When
        Signal backlog = own.signal("courier.backlog");
        Signal mood = own.signal("courier.mood");

        // Then
        assertThat(backlog.role()).isEqualTo(SignalRole.QUEUE);
        assertThat(backlog.family()).isEqualTo(SignalFamily.MESSAGING);
        assertThat(backlog.materiality().change()).isEqualTo(1);
        assertThat(List.of(Direction.UP, Direction.DOWN)).allMatch(mood::symptomatic);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "signals:\\n  a: {unit: s, role: speed}|2|role is 'speed'; expected one of request-latency",
                "signals:\\n  a: {unit: s, family: mine}|2|family is 'mine'; expected one of http-server",
                "roles:\\n  queue: {change: little}|2|change is 'little'; expected a number above 0",
                "roles:\\n  hurry: {bad: up}|2|roles is 'hurry'; expected one of request-latency",
                "conventions:\\n  a: {colour: red}|2|does not know 'colour'; expected one of"
            })
    void aBrokenEntrySaysWhereAndWhy(String yaml, int line, String reason) {
        assertThatThrownBy(() -> SignalDictionary.read("own.yaml", new StringReader(yaml.replace("\\n", "\n"))))
                .isInstanceOf(DictionaryException.class)
                .hasMessageStartingWith("own.yaml:" + line + ": ")
                .hasMessageContaining(reason);
    }
}
