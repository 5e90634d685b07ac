package nightshift.observe.identity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import org.jspecify.annotations.Nullable;

/// Brings services that say nothing of Kubernetes together with the workloads of their names: the one
/// in the namespace of that name, and for a service without a namespace the only one in its cluster.
final class RosterNamesakes {
    private final List<RosterWorkload> workloads = new ArrayList<>();
    private final Map<Name, List<RosterWorkload>> services = new HashMap<>();
    private final Map<Name, Integer> named = new HashMap<>();

    private record Name(String cluster, String name) {
        static Name of(EntityId id) {
            return new Name(id.cluster(), id.name());
        }
    }

    static RosterNamesakes of(Collection<RosterWorkload> all) {
        RosterNamesakes namesakes = new RosterNamesakes();
        for (RosterWorkload each : all) {
            Name name = Name.of(each.id());
            if (each.id().kind() == EntityKind.SERVICE) {
                each.tellsItself(true);
                namesakes
                        .services
                        .computeIfAbsent(name, it -> new ArrayList<>(1))
                        .add(each);
            } else {
                namesakes.named.merge(name, 1, Integer::sum);
                namesakes.workloads.add(each);
            }
        }
        return namesakes;
    }

    void settle() {
        Set<EntityId> jobs = jobs();
        for (RosterWorkload workload : workloads) {
            Set<EntityId> none = new LinkedHashSet<>(workload.named());
            none.retainAll(jobs);
            workload.jobs(none);
            for (EntityId service : workload.claims()) {
                services.getOrDefault(Name.of(service), List.of()).stream()
                        .filter(each -> each.id().equals(service))
                        .forEach(each -> each.tellsItself(false));
            }
            workload.namesake(workload.claims().isEmpty() ? serviceOf(workload.id()) : null);
        }
    }

    /// Names that processes of several workloads bear, none of which is called like it: `envoy-stats` of a scraper's
    /// job. One service may run as several workloads, which then bear its name: `cart` and `cart-canary`.
    private Set<EntityId> jobs() {
        Map<EntityId, Set<String>> runs = new LinkedHashMap<>();
        for (RosterWorkload workload : workloads) {
            for (EntityId service : workload.named()) {
                runs.computeIfAbsent(service, it -> new HashSet<>())
                        .add(workload.id().name());
            }
        }
        Set<EntityId> jobs = new LinkedHashSet<>();
        runs.forEach((service, names) -> {
            boolean own = names.stream().anyMatch(name -> alike(name, service.name()));
            if (names.size() > 1 && !own) {
                jobs.add(service);
            }
        });
        return jobs;
    }

    private static boolean alike(String workload, String service) {
        return workload.startsWith(service) || service.startsWith(workload);
    }

    private @Nullable RosterWorkload serviceOf(EntityId workload) {
        RosterWorkload only = null;
        for (RosterWorkload service : services.getOrDefault(Name.of(workload), List.of())) {
            if (service.id().namespace().equals(workload.namespace())) {
                return service;
            }
            only = service.id().namespace().isEmpty() ? service : only;
        }
        return named.getOrDefault(Name.of(workload), 0) == 1 ? only : null;
    }
}
