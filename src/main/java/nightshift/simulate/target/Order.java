package nightshift.simulate.target;

import java.util.Map;

/// An action that somebody wants done.
///
/// @param id idempotency key: the same id is the same order
/// @param type such as `workload.scale`
/// @param namespace of the service; empty when whoever asks knows of none
/// @param service which one
/// @param parameters what the type documents
record Order(String id, String type, String namespace, String service, Map<String, String> parameters) {
    Order {
        parameters = Map.copyOf(parameters);
    }
}
