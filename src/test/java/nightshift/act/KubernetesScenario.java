package nightshift.act;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A file of `scenarios/kubernetes`, see the README there.
///
/// @param name a sentence
/// @param given manifests of the namespace, besides the Deployment `cart` of two replicas
/// @param setup lines of kubectl, in the namespace
/// @param good tags of images of `cart` that are known to be good
/// @param unwell what else is not ready by the same incident, since it began: `node NAME`
/// @param decided what was decided
/// @param meanwhile lines of kubectl, once it is written
/// @param after what fresh data says of the symptom once it is done: `well`, `sick`, `worse`
/// @param then what must come of it
record KubernetesScenario(
        String name,
        String given,
        List<String> setup,
        List<String> good,
        List<String> unwell,
        Decided decided,
        List<String> meanwhile,
        String after,
        Then then) {
    KubernetesScenario {
        given = Objects.requireNonNullElse(given, "");
        setup = Objects.requireNonNullElse(setup, List.of());
        good = Objects.requireNonNullElse(good, List.of());
        unwell = Objects.requireNonNullElse(unwell, List.of());
        meanwhile = Objects.requireNonNullElse(meanwhile, List.of());
        after = Objects.requireNonNullElse(after, "well");
    }

    /// @param action its type
    /// @param on `service`, `pod` (the first of `cart`), `pod NAME`, or `node NAME`
    /// @param times how often the same decision is handed over
    record Decided(
            String action, String on, @JsonProperty("with") Map<String, String> parameters, int times) {
        Decided {
            on = Objects.requireNonNullElse(on, "service");
            parameters = Objects.requireNonNullElse(parameters, Map.of());
            times = Math.max(1, times);
        }
    }

    /// @param state of the decision at last
    /// @param says part of its last word
    /// @param writes what the API server kept of Nightshift, `resource verb` each
    /// @param notBefore how long after the decision it is started at the earliest, `PT4M`
    /// @param notAfter the same at the latest
    record Then(
            String state,
            String says,
            List<String> writes,
            @Nullable String notBefore,
            @Nullable String notAfter) {
        Then {
            says = Objects.requireNonNullElse(says, "");
            writes = Objects.requireNonNullElse(writes, List.of());
        }
    }

    @Override
    public String toString() {
        return name;
    }

    static Stream<KubernetesScenario> all() {
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (Stream<Path> files = Files.list(Path.of("scenarios", "kubernetes"))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> read(yaml, file))
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static KubernetesScenario read(YAMLMapper yaml, Path file) {
        try {
            return yaml.readValue(file.toFile(), KubernetesScenario.class);
        } catch (IOException wrong) {
            throw new UncheckedIOException(file + " is no scenario", wrong);
        }
    }
}
