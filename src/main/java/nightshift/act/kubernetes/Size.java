package nightshift.act.kubernetes;

import nightshift.act.kubernetes.api.FieldOwners;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.Write;
import nightshift.act.target.Actuator;

/// Where it is written how many replicas a workload has: on itself, or with who keeps the number.
sealed interface Size {
    static Size of(LiveObject live) {
        return switch (live.ref().kind()) {
            case AUTOSCALER -> new ReplicaFloor(live, "minReplicas", 1, "maxReplicas", 1);
            case SCALED_OBJECT -> new ReplicaFloor(live, "minReplicaCount", 0, "maxReplicaCount", 100);
            case DEPLOYMENT, STATEFUL_SET -> new ReplicaCount(live);
            case DAEMON_SET, REPLICA_SET, CONTROLLER_REVISION, POD, NODE, NAMESPACE, CANARY, ROLLOUT, EVENT ->
                throw new IllegalArgumentException(live.ref().text() + " has no size");
        };
    }

    int present();

    /// Most that it may be, by who set it.
    int ceiling();

    /// A number of it, for people.
    String said(int number);

    /// What writing it does, for people.
    String sentence(int wanted);

    Write write(Actuator.Order order, int wanted);

    /// Whether it was written by this order.
    boolean arrived(Actuator.Order order);

    /// The workload's own, by its `/scale`.
    ///
    /// @param live the workload
    record ReplicaCount(LiveObject live) implements Size {
        @Override
        public int present() {
            return RolloutStatus.replicas(live);
        }

        @Override
        public int ceiling() {
            return Integer.MAX_VALUE;
        }

        @Override
        public String said(int number) {
            return number + " replicas";
        }

        @Override
        public String sentence(int wanted) {
            return "scale " + live.ref().text() + " from " + present() + " to " + wanted + " replicas";
        }

        /// It takes no annotation, so that the decision's id is in the name of who owns the field.
        @Override
        public Write write(Actuator.Order order, int wanted) {
            var scale = Json.object().put("apiVersion", "autoscaling/v1").put("kind", "Scale");
            scale.putObject("metadata")
                    .put("name", live.ref().name())
                    .put("namespace", live.ref().namespace())
                    .put("uid", live.uid())
                    .put("resourceVersion", live.resourceVersion());
            scale.putObject("spec").put("replicas", wanted);
            return Write.put(live.ref().path() + "/scale", scale, manager(order));
        }

        @Override
        public boolean arrived(Actuator.Order order) {
            return FieldOwners.of(live, "spec", "replicas").contains(manager(order));
        }

        private static String manager(Actuator.Order order) {
            return Write.MANAGER + "-" + order.id();
        }
    }

    /// The least that an autoscaler may go down to.
    ///
    /// @param live the autoscaler
    /// @param field of its spec
    /// @param usual where nothing is written
    /// @param most field of its spec that has the ceiling
    /// @param usualMost where nothing is written
    record ReplicaFloor(LiveObject live, String field, int usual, String most, int usualMost) implements Size {
        @Override
        public int present() {
            return live.spec().path(field).asInt(usual);
        }

        @Override
        public int ceiling() {
            return live.spec().path(most).asInt(usualMost);
        }

        @Override
        public String said(int number) {
            return "a floor of " + number;
        }

        @Override
        public String sentence(int wanted) {
            return "have " + live.ref().text() + " keep at least " + wanted + " replicas, not " + present();
        }

        @Override
        public Write write(Actuator.Order order, int wanted) {
            var patch = Json.patch(live, order);
            patch.putObject("spec").put(field, wanted);
            return Write.mergePatch(live.ref(), patch);
        }

        @Override
        public boolean arrived(Actuator.Order order) {
            return live.changedBy(order.id());
        }
    }
}
