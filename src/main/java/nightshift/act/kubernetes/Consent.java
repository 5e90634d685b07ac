package nightshift.act.kubernetes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Mark;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.ObjectRef;
import nightshift.act.kubernetes.api.Read;

/// Whether the owners of an object let Nightshift change it, by what they wrote on it and on its namespace. The most
/// restrictive counts; what can't be read counts as no.
final class Consent {
    private final Cluster cluster;
    private final KubernetesBounds bounds;
    private final InstantSource clock;

    Consent(Cluster cluster, KubernetesBounds bounds, InstantSource clock) {
        this.cluster = cluster;
        this.bounds = bounds;
        this.clock = clock;
    }

    /// @param written what was written, where it asks for a person; empty when rules are enough
    record Granted(String written) {
        static final Granted FREELY = new Granted("");
    }

    /// @param verb such as `restart`
    Read<Granted> of(LiveObject object, String verb) {
        String namespace = object.ref().namespace();
        if (bounds.protectedNamespaces().contains(namespace)) {
            return new Read.No<>(
                    "namespace " + namespace + " is protected, see nightshift.kubernetes.bounds.namespaces");
        }
        Optional<String> veto = veto(object, verb);
        if (veto.isPresent()) {
            return new Read.No<>(veto.get());
        }
        if (namespace.isEmpty()) {
            return granted(object, bounds.unlabelled(), "nightshift.kubernetes.bounds.unlabelled");
        }
        return cluster.get(new ObjectRef(ObjectKind.NAMESPACE, "", namespace)).then(found -> {
            Optional<String> label = found.label(Mark.MODE);
            String where = label.isPresent()
                    ? "the label " + Mark.MODE + " of namespace " + namespace
                    : "nightshift.kubernetes.bounds.unlabelled, since namespace " + namespace + " has no label "
                            + Mark.MODE;
            return label.map(OptIn::parse)
                    .orElse(Optional.of(bounds.unlabelled()))
                    .map(mode -> granted(object, mode, where))
                    .orElseGet(() -> unreadable(found, label.orElse("")));
        });
    }

    private Optional<String> veto(LiveObject object, String verb) {
        Optional<String> allowed = object.annotation(Mark.ALLOW);
        if (allowed.isPresent()
                && Arrays.stream(allowed.get().split(",")).map(String::strip).noneMatch(verb::equals)) {
            return Optional.of(object.ref().text() + " allows " + allowed.get() + " alone (" + Mark.ALLOW + ")");
        }
        return object.annotation(Mark.PAUSE_UNTIL).flatMap(text -> paused(object, text));
    }

    private Optional<String> paused(LiveObject object, String text) {
        try {
            return clock.instant().isBefore(Instant.parse(text))
                    ? Optional.of(object.ref().text() + " is left alone until " + text + " (" + Mark.PAUSE_UNTIL + ")")
                    : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.of(object.ref().text() + ": " + Mark.PAUSE_UNTIL + " is '" + text
                    + "', expected an instant such as 2026-12-01T06:00:00Z");
        }
    }

    private static Read<Granted> granted(LiveObject object, OptIn mode, String where) {
        Optional<String> own = object.annotation(Mark.MODE);
        Optional<OptIn> read = own.map(OptIn::parse).orElse(Optional.of(OptIn.AUTO));
        if (read.isEmpty()) {
            return unreadable(object, own.orElse(""));
        }
        OptIn least = mode.and(read.get());
        String by = least == mode
                ? where
                : "the annotation " + Mark.MODE + " of " + object.ref().text();
        return switch (least) {
            case OFF, OBSERVE -> new Read.No<>("it is not wanted: " + by + " says " + least.written());
            case APPROVE -> new Read.Found<>(new Granted("a person is wanted: " + by + " says approve"));
            case AUTO -> new Read.Found<>(Granted.FREELY);
        };
    }

    private static <T> Read<T> unreadable(LiveObject object, String mode) {
        return new Read.No<>(
                object.ref().text() + ": " + Mark.MODE + " is '" + mode + "', expected off, observe, approve or auto");
    }
}
