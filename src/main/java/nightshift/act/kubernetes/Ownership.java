package nightshift.act.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import nightshift.act.kubernetes.api.Cluster;
import nightshift.act.kubernetes.api.FieldOwners;
import nightshift.act.kubernetes.api.LiveObject;
import nightshift.act.kubernetes.api.ObjectKind;
import nightshift.act.kubernetes.api.Read;

/// Who keeps what is about to be written as it is: to write over them comes to nothing, or to a fight.
///
/// Sources: Argo CD, https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/; Flux,
/// https://fluxcd.io/flux/components/kustomize/kustomizations/; Flagger,
/// https://docs.flagger.app/usage/how-it-works; Helm,
/// https://helm.sh/docs/chart_best_practices/labels/.
final class Ownership {
    private static final Set<String> GIT = Set.of(
            "argocd-controller",
            "argocd-application-controller",
            "kustomize-controller",
            "helm-controller",
            "fleetagent",
            "fleet-agent");

    private static final List<String> GIT_MARKS = List.of(
            "argocd.argoproj.io/tracking-id",
            "kustomize.toolkit.fluxcd.io/name",
            "helm.toolkit.fluxcd.io/name",
            "fleet.cattle.io/bundle-id");

    private final Cluster cluster;

    Ownership(Cluster cluster) {
        this.cluster = cluster;
    }

    /// Whatever is written, somebody may make and keep the object as a whole.
    Read<LiveObject> ofObject(LiveObject live) {
        if (live.controller().isPresent()) {
            String owner = live.controller().get().path("kind").asText() + " "
                    + live.controller().get().path("name").asText();
            return new Read.No<>(live.ref().text() + " is made and kept by " + owner + ": change that");
        }
        return canaries(live).then(free -> rollouts(free));
    }

    /// The template comes from a Git repository: what is put here is taken back, or differs from what people read.
    Read<LiveObject> ofTemplate(LiveObject live) {
        Optional<String> mark = GIT_MARKS.stream()
                .filter(key -> live.annotation(key).or(() -> live.label(key)).isPresent())
                .findFirst();
        List<String> managers = FieldOwners.of(live, "spec", "template", "spec");
        Optional<String> manager = managers.stream().filter(GIT::contains).findFirst();
        if (mark.isEmpty() && manager.isEmpty()) {
            return new Read.Found<>(live);
        }
        return new Read.No<>(live.ref().text() + " is kept as Git has it ("
                + mark.orElseGet(() -> "its template is " + manager.orElse("") + "'s")
                + "): revert the commit that brought the version");
    }

    /// The size comes from a Git repository.
    Read<LiveObject> ofReplicas(LiveObject live) {
        return FieldOwners.of(live, "spec", "replicas").stream()
                .filter(GIT::contains)
                .findFirst()
                .<Read<LiveObject>>map(manager -> new Read.No<>(live.ref().text()
                        + " has as many replicas as Git has it (" + manager + " owns spec.replicas): change it there"))
                .orElse(new Read.Found<>(live));
    }

    private Read<LiveObject> canaries(LiveObject live) {
        return keeper(ObjectKind.CANARY, live, "targetRef", "Flagger's Canary");
    }

    private Read<LiveObject> rollouts(LiveObject live) {
        return keeper(ObjectKind.ROLLOUT, live, "workloadRef", "Argo's Rollout");
    }

    private Read<LiveObject> keeper(ObjectKind kind, LiveObject live, String reference, String called) {
        return cluster.list(kind, live.ref().namespace())
                .then(all -> all.stream()
                        .filter(each -> named(each, live, reference))
                        .findFirst()
                        .<Read<LiveObject>>map(each -> new Read.No<>(live.ref().text() + " is led by " + called + " "
                                + each.ref().name() + ": abort or promote that"))
                        .orElse(new Read.Found<>(live)));
    }

    /// Flagger's Canary also keeps a copy of the workload, called `-primary`.
    private static boolean named(LiveObject keeper, LiveObject live, String reference) {
        String name = keeper.spec().path(reference).path("name").asText();
        String kind = keeper.spec().path(reference).path("kind").asText();
        return kind.equals(live.ref().kind().kind())
                && (name.equals(live.ref().name())
                        || (name + "-primary").equals(live.ref().name()));
    }
}
