package nightshift.act.kubernetes;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.ObjectRef;
import nightshift.act.target.Actuator;

/// What a plan found, as it is journalled with the decision: the object by its uid, and what the verb rests on.
record Pins(Map<String, String> all) {
    private static final String OBJECT = "object";
    private static final String UID = "uid";
    private static final String ORDER = "order";

    Pins {
        all = Map.copyOf(all);
    }

    /// @param verb what the verb adds
    static Pins of(Actuator.Order order, LiveObject live, Map<String, String> verb) {
        Map<String, String> all = new TreeMap<>(verb);
        all.put(OBJECT, live.ref().text());
        all.put(UID, live.uid());
        all.put(ORDER, order.id());
        return new Pins(all);
    }

    /// Those that came with an order; empty when its plan journalled none.
    static Optional<Pins> of(Actuator.Order order) {
        return order.pinned().containsKey(OBJECT) ? Optional.of(new Pins(order.pinned())) : Optional.empty();
    }

    ObjectRef object() {
        return ObjectRef.parse(all.getOrDefault(OBJECT, ""));
    }

    String uid() {
        return all.getOrDefault(UID, "");
    }

    /// Of the verb, and of this order: what an undo is sent with was pinned for what it undoes.
    Optional<String> of(Actuator.Order order, String key) {
        return order.id().equals(all.get(ORDER)) ? Optional.ofNullable(all.get(key)) : Optional.empty();
    }
}
