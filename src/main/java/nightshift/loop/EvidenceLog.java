package nightshift.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.inventory.ClusterEvent;
import nightshift.fact.inventory.ClusterView;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.journal.Journal;

/// Journals what a cluster said of what an open incident is about, before Kubernetes forgets it: warnings alone, each
/// reason of an object once, a few for each incident. They explain; nothing is decided by them. Used by the loop's
/// thread.
final class EvidenceLog {
    private static final int MOST = 20;

    /// What was said a little before is often why.
    private static final Duration BEFORE = Duration.ofMinutes(10);

    private final Journal journal;

    /// What was told of each open incident: at most [#MOST] of some 60 bytes.
    private final Map<String, Set<String>> told = new HashMap<>();

    EvidenceLog(Journal journal) {
        this.journal = journal;
    }

    void note(Assessment belief) {
        List<Incident> open = belief.openIncidents();
        told.keySet().removeIf(id -> !belief.open(id));
        if (open.isEmpty()) {
            return;
        }
        List<ClusterEvent> said = belief.inventory().cluster().map(ClusterView::events).orElse(List.of()).stream()
                .filter(ClusterEvent::warning)
                .sorted(Comparator.comparing(ClusterEvent::at).reversed())
                .toList();
        if (!said.isEmpty()) {
            open.forEach(incident -> note(incident, said, belief));
        }
    }

    private void note(Incident incident, List<ClusterEvent> said, Assessment belief) {
        Set<String> before = told.computeIfAbsent(incident.id(), id -> new HashSet<>(journal.said(id)));
        Instant from = incident.openedAt().minus(BEFORE);
        for (ClusterEvent event : said) {
            String what = event.object() + ' ' + event.reason();
            boolean concerns = event.at().isAfter(from) && concerns(event, incident, belief);
            if (concerns && before.size() < MOST && before.add(what)) {
                journal.said(incident.id(), what, event.describe(), event.at(), belief.now());
            }
        }
    }

    private static boolean concerns(ClusterEvent event, Incident incident, Assessment belief) {
        EntityId about = event.entity();
        return about.kind() == EntityKind.WORKLOAD
                ? incident.services().contains(belief.inventory().serviceOf(about))
                        || incident.services().contains(about.service())
                : about.equals(incident.entity());
    }
}
