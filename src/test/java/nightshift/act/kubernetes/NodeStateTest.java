package nightshift.act.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.ObjectRef;
import nightshift.act.kubernetes.api.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeStateTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration STEADY = KubernetesBounds.DEFAULT.steady();

    @ParameterizedTest(name = "{0} since {1} s: {2}")
    @CsvSource({"True, 300, true", "True, 299, false", "False, 300, true", "Unknown, 299, false", "True, -60, false"})
    void aNodeThatCameOrWentIsLeftAloneForFiveMinutes(String status, int ago, boolean steady) throws Exception {
        LiveObject node = node("""
                {"type": "Ready", "status": "%s", "lastTransitionTime": "%s"}
                """.formatted(status, NOON.minusSeconds(ago)));

        Read<LiveObject> said = NodeState.of(node).steady(node, STEADY, NOON);

        assertThat(said instanceof Read.Found<LiveObject>).as(said.toString()).isEqualTo(steady);
        assertThat(NodeState.of(node).ready()).isEqualTo(status.equals("True"));
    }

    @Test
    void itIsAskedAgainWhenItWillHaveBeenSteady() throws Exception {
        LiveObject node = node("""
                {"type": "Ready", "status": "False", "lastTransitionTime": "2026-03-01T11:59:00Z"}
                """);

        assertThat(NodeState.of(node).steady(node, STEADY, NOON)).isInstanceOfSatisfying(Read.Later.class, later -> {
            assertThat(later.retryAfter()).isEqualTo(Duration.ofMinutes(4));
            assertThat(later.why()).contains("not ready only since 2026-03-01T11:59:00Z", "bounds.steady");
        });
        assertThat(NodeState.of(node).steady(node, Duration.ZERO, NOON)).isInstanceOf(Read.Found.class);
    }

    @Test
    void aNodeOfWhichNobodySaysAnythingIsNotReadyAndNotHeld() throws Exception {
        LiveObject node = node("");

        assertThat(NodeState.of(node).ready()).isFalse();
        assertThat(NodeState.of(node).steady(node, STEADY, NOON)).isInstanceOf(Read.Found.class);
    }

    private static LiveObject node(String condition) throws JsonProcessingException {
        return new LiveObject(
                new ObjectRef(ObjectKind.NODE, "", "n1"),
                new ObjectMapper().readTree("{\"status\": {\"conditions\": [" + condition + "]}}"));
    }
}
