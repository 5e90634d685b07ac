package nightshift.understand.objective;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.Patience;

/// The objectives of all services, and when one counts as broken.
///
/// @param promises by service, the first that fits counts
/// @param otherwise of all other services
/// @param hold how long trouble must go on without a break
/// @param gross what nobody needs a past to see
public record ObjectiveConfig(List<Promise> promises, Objective otherwise, Patience hold, Gross gross) {
    public ObjectiveConfig {
        promises = List.copyOf(promises);
    }

    public static ObjectiveConfig defaults() {
        return new ObjectiveConfig(
                List.of(), Objective.USUAL, new Patience(2, Duration.ofSeconds(30)), Gross.defaults());
    }

    /// The same with other promises.
    public ObjectiveConfig promising(List<Promise> other) {
        return new ObjectiveConfig(other, otherwise, hold, gross);
    }

    /// What a service promises.
    public Objective of(EntityId service) {
        return promise(service).map(Promise::objective).orElse(otherwise);
    }

    /// Whether its promise is set for it by name, and not for all of a pattern.
    boolean names(EntityId service) {
        return promise(service)
                .filter(promise -> !promise.services().contains("*"))
                .isPresent();
    }

    private Optional<Promise> promise(EntityId service) {
        return promises.stream().filter(promise -> promise.of(service)).findFirst();
    }

    /// An objective and whose it is.
    ///
    /// @param services a name such as `payment` or `shop/payment`, in which `*` stands for anything
    public record Promise(String services, Objective objective) {
        public Promise {
            if (services.isBlank()) {
                throw new IllegalArgumentException("an objective needs the name of a service, or *");
            }
        }

        boolean of(EntityId service) {
            String name = services.contains("/") ? service.namespace() + "/" + service.name() : service.name();
            String pattern = "\\Q" + services.replace("*", "\\E.*\\Q") + "\\E";
            return Pattern.matches(pattern, name);
        }
    }

    /// Trouble of a service too young to be judged by its own past.
    ///
    /// @param failures share of requests
    /// @param requests that must have been answered during the trouble
    /// @param times the median of the first windows
    /// @param first so many windows are the first ones; a third of them must be known
    public record Gross(double failures, long requests, double times, int first) {
        public static Gross defaults() {
            return new Gross(0.1, 20, 4, 9);
        }
    }
}
