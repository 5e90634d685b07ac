package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Mark;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.Read;

/// The templates that a workload can go back to: a Deployment's are in its ReplicaSets, those of others in
/// ControllerRevisions. Only what the workload itself controls counts, whatever its labels say.
///
/// @param all the newest first, the present one included
record Revisions(List<Revision> all) {
    static Read<Revisions> of(Cluster cluster, LiveObject workload) {
        boolean deployment = workload.ref().kind() == ObjectKind.DEPLOYMENT;
        ObjectKind kind = deployment ? ObjectKind.REPLICA_SET : ObjectKind.CONTROLLER_REVISION;
        return cluster.list(kind, workload.ref().namespace())
                .then(found -> new Read.Found<>(new Revisions(found.stream()
                        .filter(each -> each.controlledBy(workload))
                        .map(deployment ? Revisions::ofReplicaSet : Revisions::ofControllerRevision)
                        .sorted(Comparator.comparingLong(Revision::number).reversed())
                        .toList())));
    }

    private static Revision ofReplicaSet(LiveObject set) {
        ObjectNode template = set.spec().path("template").deepCopy();
        if (template.path("metadata").path("labels") instanceof ObjectNode labels) {
            labels.remove(Mark.TEMPLATE_HASH);
        }
        return new Revision(
                set.annotation(Mark.REVISION).map(Revisions::number).orElse(0L),
                set.label(Mark.TEMPLATE_HASH).orElse(set.ref().name()),
                template);
    }

    private static Revision ofControllerRevision(LiveObject revision) {
        JsonNode kept = revision.json().path("data").path("spec").path("template");
        ObjectNode template = kept.isObject() ? kept.deepCopy() : Json.object();
        template.remove("$patch");
        return new Revision(
                revision.json().path("revision").asLong(), revision.ref().name(), template);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }

    /// The one that is rolled out, or being so.
    Optional<Revision> present() {
        return all.stream().findFirst();
    }

    Optional<Revision> of(String hash) {
        return all.stream().filter(each -> each.hash().equals(hash)).findFirst();
    }

    /// Those before the present one, the newest first.
    List<Revision> earlier() {
        return all.stream().skip(1).toList();
    }
}
