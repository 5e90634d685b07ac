package nightshift.simulate.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nightshift.fact.ActionType;

/// What was really done while a recording was made.
///
/// @param begin when it began
/// @param faults and traps, in their order; between them it was quiet
public record RecordedTruth(Instant begin, List<Fault> faults) {
    /// So long after the cure what is said is still about the fault: metrics lag by up to one export.
    private static final int AFTERMATH_SECONDS = 60;

    public RecordedTruth {
        faults = List.copyOf(faults);
    }

    /// Something that was done, or that only looks as if something were wrong.
    ///
    /// @param on when it began
    /// @param clean when its cure was complete
    /// @param entity name of the service at fault
    /// @param alsoKnownAs other right names, or parts of them
    /// @param kind the recorder's word for it
    /// @param remedies actions that are right, by type
    /// @param acceptable actions that do no harm, by type
    /// @param trap whether nothing should be done
    public record Fault(
            String name,
            Instant on,
            Instant clean,
            String entity,
            Set<String> alsoKnownAs,
            String kind,
            Set<String> remedies,
            Set<String> acceptable,
            boolean trap) {
        public Fault {
            alsoKnownAs = Set.copyOf(alsoKnownAs);
            remedies = Set.copyOf(remedies);
            acceptable = Set.copyOf(acceptable);
        }

        /// Whether what is said at that time is about it.
        boolean holds(Instant at) {
            return !at.isBefore(on) && at.isBefore(clean.plusSeconds(AFTERMATH_SECONDS));
        }

        /// Whether a name is one of its right names.
        boolean is(String name) {
            return name.equals(entity) || alsoKnownAs.stream().anyMatch(name::contains);
        }
    }

    /// The fault that something said at that time is about; empty when it was quiet.
    Optional<Fault> at(Instant at) {
        return faults.stream().filter(fault -> fault.holds(at)).findFirst();
    }

    /// The last fault that began before that time; empty before the first.
    Optional<Fault> before(Instant at) {
        return faults.stream().filter(fault -> fault.on().isBefore(at)).reduce((one, next) -> next);
    }

    /// Beside a recording `X.otlp.zst` lies `X.truth.json`.
    public static Path besides(Path recording) {
        String name = recording.getFileName().toString();
        return recording.resolveSibling(name.replaceFirst("\\.otlp\\.zst$", "") + ".truth.json");
    }

    /// @throws RecordingException when the file is not there or no truth
    public static RecordedTruth read(Path file) {
        try {
            JsonNode root = new ObjectMapper().readTree(Files.readAllBytes(file));
            List<Fault> faults = new ArrayList<>();
            root.required("faults").forEach(fault -> faults.add(fault(fault)));
            return new RecordedTruth(time(root, "begin"), faults);
        } catch (IOException | IllegalArgumentException wrong) {
            throw new RecordingException(
                    file + ": expected the truth of a recording, with begin and faults: " + wrong.getMessage(), wrong);
        }
    }

    private static Fault fault(JsonNode node) {
        return new Fault(
                node.required("name").asText(),
                time(node, "on"),
                time(node, "clean"),
                node.required("entity").asText(),
                words(node.path("aka")),
                node.required("kind").asText(),
                actions(node.path("remedy")),
                actions(node.path("also")),
                node.required("trap").asBoolean());
    }

    private static Instant time(JsonNode node, String field) {
        return Instant.ofEpochMilli(Math.round(node.required(field).asDouble() * 1000));
    }

    private static Set<String> words(JsonNode list) {
        Set<String> words = new TreeSet<>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static Set<String> actions(JsonNode list) {
        Set<String> types = new TreeSet<>();
        words(list).forEach(word -> types.add(actionType(word)));
        return types;
    }

    private static String actionType(String word) {
        return switch (word) {
            case "restart" -> ActionType.WORKLOAD_RESTART;
            case "scale" -> ActionType.WORKLOAD_SCALE;
            case "rollback" -> ActionType.WORKLOAD_ROLLBACK;
            case "pool-recycle" -> ActionType.POOL_RECYCLE;
            case "escalate" -> ActionType.ESCALATE;
            default ->
                throw new IllegalArgumentException(
                        "a remedy '" + word + "'; expected restart, scale, rollback, pool-recycle or escalate");
        };
    }
}
