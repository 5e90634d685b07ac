package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import nightshift.act.kubernetes.api.ApiReply;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.ObjectRef;
import nightshift.act.kubernetes.api.Write;
import nightshift.act.target.Actuator;

/// Tells the owners of an object what was done to it, where they look: as events of the cluster. Its name follows
/// from decision and stage, so that each is told once; what can't be told holds up nothing.
final class Events {
    private static final int LONGEST_NOTE = 1000;

    /// What the API server reads as a MicroTime.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Cluster cluster;
    private final InstantSource clock;

    Events(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    enum Stage {
        STARTED("RemediationStarted", "Normal"),
        SUCCEEDED("RemediationSucceeded", "Normal"),
        FAILED("RemediationFailed", "Warning");

        private final String reason;
        private final String type;

        Stage(String reason, String type) {
            this.reason = reason;
            this.type = type;
        }
    }

    void tell(Stage stage, Actuator.Order order, LiveObject about, String detail) {
        String namespace =
                about.ref().namespace().isEmpty() ? "default" : about.ref().namespace();
        String name = ("nightshift." + order.id() + "." + stage).toLowerCase(Locale.ROOT);
        if (!ObjectRef.nameable(name)) {
            return;
        }
        ObjectNode event = Json.object().put("apiVersion", "events.k8s.io/v1").put("kind", "Event");
        event.putObject("metadata").put("name", name).put("namespace", namespace);
        event.put("eventTime", TIME.format(clock.instant()))
                .put("reportingController", "nightshift.dev/nightshift")
                .put("reportingInstance", "nightshift")
                .put("action", order.action().type())
                .put("reason", stage.reason)
                .put("type", stage.type)
                .put("note", note(order, detail));
        event.putObject("regarding")
                .put("apiVersion", about.ref().kind().apiVersion())
                .put("kind", about.ref().kind().kind())
                .put("namespace", about.ref().namespace())
                .put("name", about.ref().name())
                .put("uid", about.uid());
        ApiReply reply = cluster.send(Write.post(ObjectKind.EVENT.path(namespace), event), false);
        if (!(reply instanceof ApiReply.Done) && !(reply instanceof ApiReply.Conflict)) {
            System.getLogger(Events.class.getName())
                    .log(System.Logger.Level.INFO, "the event " + name + " was not written: " + reply.sentence());
        }
    }

    private static String note(Actuator.Order order, String detail) {
        String note = detail + "; " + order.reason() + "; incident " + order.incident() + ", decision " + order.id();
        return note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) + " ..." : note;
    }
}
