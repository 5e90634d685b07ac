package nightshift.simulate.cluster;

import io.fabric8.kubernetes.api.model.Pod;

/// One pod that runs, with what its process would know of itself.
///
/// @param app the label `app`
/// @param version the tag of its image
/// @param ready whether requests come to it
record RunningPod(String namespace, String app, String name, String uid, String node, String version, boolean ready) {
    static RunningPod of(Pod pod) {
        String image = pod.getSpec().getContainers().getFirst().getImage();
        boolean ready = pod.getStatus().getConditions().stream()
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
        return new RunningPod(
                pod.getMetadata().getNamespace(),
                pod.getMetadata()
                        .getLabels()
                        .getOrDefault("app", pod.getMetadata().getName()),
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                String.valueOf(pod.getSpec().getNodeName()),
                image.substring(image.lastIndexOf(':') + 1),
                ready && pod.getMetadata().getDeletionTimestamp() == null);
    }

    /// Whether its version answers wrongly: as `-errors` at the end of its image's tag says.
    boolean fails() {
        return version.endsWith("-errors");
    }
}
