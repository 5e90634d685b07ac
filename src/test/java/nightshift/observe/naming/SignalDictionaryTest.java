package nightshift.observe.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalDictionaryTest {
    @ParameterizedTest
    @CsvSource({
        "http.server.duration, ms, http.server.request.duration, s, 0.001",
        "http.server.request.duration, s, http.server.request.duration, s, 1",
        "http_server_requests_seconds, seconds, http.server.request.duration, s, 1",
        "db.client.connections.wait_time, ms, db.client.connection.wait_time, s, 0.001",
        "db.client.connections.pending_requests, {request}, db.client.connection.pending_requests, {request}, 1",
        "rpc.server.duration, ms, rpc.server.call.duration, s, 0.001",
        "jvm.cpu.recent_utilization, 1, process.cpu.utilization, 1, 1",
        "k8s.container.restarts, {restart}, k8s.container.restart.count, {restart}, 1",
        "my.own, MiBy, my.own, By, 1048576"
    })
    void theShippedOneKnowsOlderNames(String sent, String unit, String here, String unitHere, double factor) {
        Meaning meaning = SignalDictionary.shipped().meaning(sent, unit);
        assertThat(meaning.definition().name()).isEqualTo(here);
        assertThat(meaning.definition().unit()).isEqualTo(unitHere);
        assertThat(meaning.factor()).isEqualTo(factor);
    }

    @Test
    void anAliasMayStateItsFactorAndItsAttributes() throws DictionaryException {
        // Given
        SignalDictionary dictionary = SignalDictionary.read("own.yaml", new StringReader("""
                signals:
                  request.time:
                    unit: s
                    aliases:
                      old_time_millis: {factor: 0.001, attributes: {code: status}}
                """));

        // When
        Meaning meaning = dictionary.meaning("old_time_millis", "");

        // Then
        assertThat(meaning.factor()).isEqualTo(0.001);
        assertThat(meaning.form().renamed(Map.of("code", "500"), 100)).isEqualTo(Map.of("status", "500"));
    }

    @ParameterizedTest
    @CsvSource({
        // turned away because it was asked too often: a failure to who calls, none of who answers
        "http.client.request.duration, http.response.status_code, 429, true",
        "http.server.request.duration, http.response.status_code, 429, false",
        "http_client_requests_seconds, status, 429, true",
        "rpc.client.duration, rpc.grpc.status_code, 8, true",
        "rpc.server.duration, rpc.grpc.status_code, 8, false",
        "grpc_client_processing_duration_seconds, statusCode, RESOURCE_EXHAUSTED, true",
        "http.client.duration, http.status_code, 404, false",
        "http.client.duration, http.status_code, 503, true",
        // an answer has a status by the older conventions: where there is none, none came
        "http.client.duration, net.peer.name, bank, true",
        "http.client.duration, http_status_code, 200, false",
        "http.client.request.duration, server.address, bank, false",
        "http.server.duration, http.route, /cart, false"
    })
    void callsFailAsWhoCallsSeesIt(String sent, String attribute, String value, boolean failed) {
        // Given
        SignalDictionary dictionary = SignalDictionary.shipped();
        Map<String, String> point = Map.of(attribute, value);

        // When
        Meaning meaning = dictionary.meaning(sent, "", point);

        // Then
        assertThat(dictionary.failed(meaning.definition(), meaning.form().renamed(point, 100)))
                .isEqualTo(failed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "signals:\\n  a:\\n    unit: s\\n    colour: red|4|does not know 'colour'; expected one of",
                "signals:\\n  a:\\n    keep: [b]|3|signal 'a' has no unit",
                "signals:\\n  a: {unit: s}\\n  a: {unit: s}|3|'a' is there twice",
                "signals:\\n  a: {unit: s, aliases: {x: {}}}\\n  b: {unit: s, aliases: {x: {}}}|3|'x' already means 'a'",
                "units:\\n  ms: {unit: s, factor: fast}|2|factor is 'fast'; expected a number above 0",
                "signals:\\n  a: {unit: s, combine: max}|2|combine is 'max'; expected one of sum, mean, weighted",
                "ignored: otlp|1|expected a list",
                "signals: [a|1|is not YAML"
            })
    void aBrokenOneSaysWhereAndWhy(String yaml, int line, String reason) {
        assertThatThrownBy(() -> SignalDictionary.read("own.yaml", new StringReader(yaml.replace("\\n", "\n"))))
                .isInstanceOfSatisfying(
                        DictionaryException.class, e -> assertThat(e.line()).isEqualTo(line))
                .hasMessageStartingWith("own.yaml:" + line + ": ")
                .hasMessageContaining(reason);
    }
}
