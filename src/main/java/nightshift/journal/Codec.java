package nightshift.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nightshift.fact.Anomaly;
import nightshift.fact.Breach;
import nightshift.fact.Cause;
import nightshift.fact.Change;
import nightshift.fact.Dependency;
import nightshift.fact.Fact;
import nightshift.fact.Incident;
import nightshift.fact.Outcome;
import nightshift.fact.Regression;
import nightshift.fact.Turn;
import nightshift.fact.Workload;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Guard;
import nightshift.fact.decision.MuteSchedule;
import nightshift.fact.telemetry.SignalMeaning;

/// Facts and decisions as JSON and back. A fact carries its type as `"fact"`, a command as `"command"`; unknown fields
/// are skipped, so that an older Nightshift reads what a newer one wrote.
final class Codec {
    private static final TypeReference<List<Guard>> GUARDS = new TypeReference<>() {};

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .addMixIn(Fact.class, FactTypes.class)
            .addMixIn(Command.class, CommandTypes.class)
            .addMixIn(MuteSchedule.class, ScheduleTypes.class)
            .build();

    private final OlderRows olderRows;

    /// @param meanings role, unit and domain of a signal by name, for rows that hold no more than that
    Codec(Function<String, SignalMeaning> meanings) {
        olderRows = new OlderRows(meanings);
    }

    String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form for " + value.getClass(), e);
        }
    }

    <T> T read(String json, Class<T> type) {
        try {
            JsonNode row = mapper.readTree(json);
            olderRows.complete(row);
            return mapper.treeToValue(row, type);
        } catch (JsonProcessingException e) {
            throw unreadable(json, type.getSimpleName(), e);
        }
    }

    List<Guard> guards(String json) {
        try {
            return mapper.readValue(json, GUARDS);
        } catch (JsonProcessingException e) {
            throw unreadable(json, "list of guards", e);
        }
    }

    /// The body of an event.
    String body(Map<String, String> fields) {
        return write(fields);
    }

    /// The texts among an event's fields; none of a body that is not what events have.
    Map<String, String> fields(String body) {
        Map<String, String> fields = new HashMap<>();
        try {
            mapper.readTree(body).properties().stream()
                    .filter(field -> field.getValue().isTextual())
                    .forEach(
                            field -> fields.put(field.getKey(), field.getValue().asText()));
        } catch (JsonProcessingException changed) {
            return Map.of();
        }
        return fields;
    }

    private static IllegalStateException unreadable(String json, String type, JsonProcessingException cause) {
        return new IllegalStateException("the journal holds a " + type + " that can't be read: " + json, cause);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Anomaly.class, name = "anomaly"),
        @JsonSubTypes.Type(value = Breach.class, name = "breach"),
        @JsonSubTypes.Type(value = Cause.class, name = "cause"),
        @JsonSubTypes.Type(value = Change.class, name = "change"),
        @JsonSubTypes.Type(value = Dependency.class, name = "dependency"),
        @JsonSubTypes.Type(value = Incident.class, name = "incident"),
        @JsonSubTypes.Type(value = Outcome.class, name = "outcome"),
        @JsonSubTypes.Type(value = Regression.class, name = "regression"),
        @JsonSubTypes.Type(value = Turn.class, name = "turn"),
        @JsonSubTypes.Type(value = Workload.class, name = "workload")
    })
    private interface FactTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Command.Approve.class, name = "approve"),
        @JsonSubTypes.Type(value = Command.Reject.class, name = "reject"),
        @JsonSubTypes.Type(value = Command.Pause.class, name = "pause"),
        @JsonSubTypes.Type(value = Command.Resume.class, name = "resume"),
        @JsonSubTypes.Type(value = Command.SetMode.class, name = "set_mode"),
        @JsonSubTypes.Type(value = Command.Relearn.class, name = "relearn"),
        @JsonSubTypes.Type(value = Command.MakeMute.class, name = "make_mute"),
        @JsonSubTypes.Type(value = Command.LiftMute.class, name = "lift_mute")
    })
    private interface CommandTypes {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "schedule")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = MuteSchedule.Span.class, name = "span"),
        @JsonSubTypes.Type(value = MuteSchedule.OnceLocal.class, name = "once"),
        @JsonSubTypes.Type(value = MuteSchedule.Weekly.class, name = "weekly")
    })
    private interface ScheduleTypes {}
}
