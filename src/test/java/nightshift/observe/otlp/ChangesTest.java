package nightshift.observe.otlp;

import static nightshift.observe.otlp.Receiver.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.resource.v1.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.observe.ObserveConfig;
import nightshift.observe.changes.ChangesConfig;
import nightshift.observe.otlp.request.Export;
import org.junit.jupiter.api.Test;

/// Changes of production as log records of the event `nightshift.change`.
class ChangesTest {
    private static final EntityId CART = EntityId.service("shop", "cart");
    private static final Map<String, String> DEPLOYMENT = Map.of(
            "change.id", "deploy-7",
            "change.kind", "deployment",
            "change.version", "1.5",
            "change.previous_version", "1.4",
            "change.by", "argo");

    private final Receiver receiver = new Receiver();

    @Test
    void anEventTellsOfAChange() {
        send(event(DEPLOYMENT).setEventName("nightshift.change").build());
        assertThat(receiver.look(5).changes())
                .containsExactly(new Change(
                        "deploy-7", at(3), CART, ChangeKind.DEPLOYMENT, "1.5", "1.4", "argo", "cart 1.5 rolls out"));
    }

    @Test
    void theEventsNameMayBeAnAttribute() {
        Map<String, String> attributes = new HashMap<>(DEPLOYMENT);
        attributes.put("event.name", "nightshift.change");
        send(event(attributes).build());
        assertThat(receiver.look(5).changes()).extracting(Change::id).containsExactly("deploy-7");
    }

    @Test
    void aChangeIsToldOnceHoweverOftenItIsSent() {
        LogRecord event = event(DEPLOYMENT).setEventName("nightshift.change").build();
        send(event);
        receiver.look(5);
        send(event);
        assertThat(receiver.look(10).changes()).hasSize(1);
    }

    @Test
    void aChangeWithoutAnIdIsKnownByItsContent() {
        LogRecord event = event(Map.of("change.kind", "feature_flag"))
                .setEventName("nightshift.change")
                .build();
        send(event);
        send(event);
        receiver.look(5);
        assertThat(receiver.changes()).hasSize(1);
        assertThat(receiver.changes().getFirst().kind()).isEqualTo(ChangeKind.FEATURE_FLAG);
        assertThat(receiver.changes().getFirst().by()).isEqualTo("unknown");
    }

    @Test
    void aChangeIsNewsHoweverLateItIsTold() {
        receiver.send(
                600,
                Export.LOGS,
                Requests.logs(
                        Requests.resource("cart", "cart-1"),
                        event(DEPLOYMENT).setEventName("nightshift.change").build()));
        assertThat(receiver.look(600).changes()).hasSize(1);
    }

    @Test
    void aChangeOfNobodyIsRefusedWithTheReason() {
        byte[] answer = receiver.send(
                3,
                Export.LOGS,
                Requests.logs(
                        Resource.getDefaultInstance(),
                        event(DEPLOYMENT).setEventName("nightshift.change").build()));
        assertThat(new String(answer, java.nio.charset.StandardCharsets.UTF_8)).contains("service.name");
        assertThat(receiver.look(5).changes()).isEmpty();
    }

    @Test
    void otherEventsAreLogRecords() {
        send(event(DEPLOYMENT)
                .setEventName("order.placed")
                .setSeverityNumberValue(9)
                .build());
        receiver.look(15);
        assertThat(receiver.changes()).isEmpty();
        assertThat(receiver.window(10)).containsEntry("service:shop/cart|log.record.rate|severity=info", 0.1);
    }

    @Test
    void whenNobodyLooksTheOldestGiveWay() {
        // Given room for two
        Receiver narrow = new Receiver(ObserveConfig.defaults()
                .changes(new ChangesConfig(2, Duration.ofMinutes(30), Duration.ofMinutes(2), Duration.ofHours(1))));

        // When
        for (int i = 0; i < 3; i++) {
            narrow.observer().change(new Change("change-" + i, at(i), CART, ChangeKind.OTHER, "", "", "anna", "flag"));
        }

        // Then
        assertThat(narrow.look(5).changes()).extracting(Change::id).containsExactly("change-1", "change-2");
        assertThat(narrow.observer().status().dropped()).containsEntry("change_overflow", 1L);
    }

    private void send(LogRecord record) {
        receiver.send(3, Export.LOGS, Requests.logs(Requests.resource("cart", "cart-1"), record));
    }

    private static LogRecord.Builder event(Map<String, String> attributes) {
        return Requests.log(0, at(3))
                .setBody(AnyValue.newBuilder().setStringValue("cart 1.5 rolls out"))
                .addAllAttributes(Requests.attributes(attributes));
    }
}
