package nightshift.act.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.target.Actuator;
import nightshift.fact.ActionResult;

/// How far a rollout has come, as `kubectl rollout status` tells it
/// (https://github.com/kubernetes/kubectl/blob/master/pkg/polymorphichelpers/rollout_status.go).
final class RolloutStatus {
    private RolloutStatus() {}

    static Actuator.Answer of(LiveObject workload) {
        JsonNode status = workload.status();
        if (status.path("observedGeneration").asLong()
                < workload.json().path("metadata").path("generation").asLong()) {
            return running(workload.ref().text() + " has not begun");
        }
        return switch (workload.ref().kind()) {
            case DEPLOYMENT -> deployment(workload);
            case STATEFUL_SET -> statefulSet(workload);
            case DAEMON_SET ->
                count(
                        workload,
                        status.path("desiredNumberScheduled").asInt(),
                        status.path("updatedNumberScheduled").asInt(),
                        status.path("numberAvailable").asInt());
            case REPLICA_SET,
                    CONTROLLER_REVISION,
                    POD,
                    NODE,
                    NAMESPACE,
                    AUTOSCALER,
                    SCALED_OBJECT,
                    CANARY,
                    ROLLOUT,
                    EVENT -> throw new IllegalArgumentException(workload.ref().text() + " rolls nothing out");
        };
    }

    private static Actuator.Answer deployment(LiveObject workload) {
        JsonNode status = workload.status();
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Progressing")
                    && condition.path("reason").asText().equals("ProgressDeadlineExceeded")) {
                return new Actuator.Answer(
                        ActionResult.FAILED, false, workload.ref().text() + " exceeded its progress deadline");
            }
        }
        int wanted = replicas(workload);
        int updated = status.path("updatedReplicas").asInt();
        int old = status.path("replicas").asInt() - updated;
        if (old > 0 && updated >= wanted) {
            return running(workload.ref().text() + ": " + old + " old replicas are still ending");
        }
        return count(workload, wanted, updated, status.path("availableReplicas").asInt());
    }

    private static Actuator.Answer statefulSet(LiveObject workload) {
        JsonNode status = workload.status();
        int wanted = replicas(workload);
        int kept = workload.spec()
                .path("updateStrategy")
                .path("rollingUpdate")
                .path("partition")
                .asInt();
        boolean same = status.path("currentRevision").equals(status.path("updateRevision"));
        int updated = same ? wanted : status.path("updatedReplicas").asInt() + kept;
        return count(workload, wanted, updated, status.path("readyReplicas").asInt());
    }

    private static Actuator.Answer count(LiveObject workload, int wanted, int updated, int there) {
        String name = workload.ref().text();
        if (updated < wanted) {
            return running(name + ": " + updated + " of " + wanted + " replicas are new");
        }
        if (there < wanted) {
            return running(name + ": " + there + " of " + wanted + " replicas take requests");
        }
        return new Actuator.Answer(ActionResult.SUCCEEDED, false, name + ": " + wanted + " replicas take requests");
    }

    /// As many as are wanted; one where nothing is written.
    static int replicas(LiveObject workload) {
        return workload.spec().path("replicas").asInt(1);
    }

    private static Actuator.Answer running(String detail) {
        return new Actuator.Answer(ActionResult.IN_PROGRESS, false, detail);
    }
}
