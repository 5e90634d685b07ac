package nightshift.api.overview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nightshift.api.view.EntityView;
import nightshift.api.view.Word;
import nightshift.fact.Anomaly;
import nightshift.fact.Assessment;
import nightshift.fact.Incident;
import nightshift.fact.Knowledge;
import nightshift.fact.Symptom;
import nightshift.fact.decision.DecisionState;
import nightshift.fact.decision.Remedy;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.EntityKind;
import nightshift.fact.telemetry.Reading;
import nightshift.fact.telemetry.Readings;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalRole;
import org.jspecify.annotations.Nullable;

/// How each service is by one assessment: made once of each, since it looks at every series, and then asked by many.
/// Immutable; safe on any thread.
public final class ServiceBoard {
    /// Where several say the same of a service, the first of these is shown, and whatever else after them.
    private static final List<SignalFamily> FAMILIES =
            List.of(SignalFamily.HTTP_SERVER, SignalFamily.RPC_SERVER, SignalFamily.MESSAGING, SignalFamily.SPANS);

    private final Map<EntityId, Known> services = new LinkedHashMap<>();
    private final Knowledge knowledge;

    private ServiceBoard(Knowledge knowledge) {
        this.knowledge = knowledge;
    }

    /// What telemetry alone says of a service.
    private static final class Known {
        private final Map<SignalRole, Reading> figures = new EnumMap<>(SignalRole.class);
        private final List<Anomaly> anomalies = new ArrayList<>();
        private final List<Anomaly> troubles = new ArrayList<>();
        private Knowledge.@Nullable Learning learning;

        void offer(Reading reading) {
            SignalRole role = reading.key().signal().role();
            if (role == SignalRole.REQUEST_RATE || role.userFacing()) {
                figures.merge(role, reading, (before, other) -> rank(other) < rank(before) ? other : before);
            }
        }

        private static int rank(Reading reading) {
            int index = FAMILIES.indexOf(reading.key().signal().family());
            return index < 0 ? FAMILIES.size() : index;
        }

        ServiceView.@Nullable FigureView figure(SignalRole role) {
            Reading reading = figures.get(role);
            return reading == null ? null : ServiceView.FigureView.of(reading, outside(reading.key()));
        }

        private boolean outside(SeriesKey key) {
            return anomalies.stream()
                    .anyMatch(anomaly -> anomaly.entity().equals(key.entity())
                            && anomaly.signal().equals(key.signal().name())
                            && anomaly.attributes().equals(key.attributes()));
        }
    }

    public static ServiceBoard of(Assessment belief) {
        ServiceBoard board = new ServiceBoard(belief.knowledge());
        for (Reading reading : belief.readings().all()) {
            SeriesKey key = reading.key();
            if (key.entity().kind() == EntityKind.SERVICE) {
                Known known = board.known(key.entity());
                if (key.attributes().isEmpty()) {
                    known.offer(reading);
                }
            }
        }
        board.knowledge.silent().keySet().forEach(board::known);
        board.knowledge.learning().forEach(it -> board.known(it.service()).learning = it);
        for (Anomaly anomaly : belief.anomalies()) {
            Known known = board.services.get(anomaly.service());
            if (known != null) {
                known.anomalies.add(anomaly);
                if (symptomatic(anomaly, belief.readings())) {
                    known.troubles.add(anomaly);
                }
            }
        }
        return board;
    }

    /// More requests than usual are an anomaly and no trouble.
    private static boolean symptomatic(Anomaly anomaly, Readings readings) {
        return readings.of(anomaly.entity(), anomaly.signal()).stream()
                .map(reading -> reading.key())
                .filter(key -> key.attributes().equals(anomaly.attributes()))
                .anyMatch(key -> key.signal().symptomatic(anomaly.direction()));
    }

    private Known known(EntityId service) {
        return services.computeIfAbsent(service, fresh -> new Known());
    }

    /// All services, and what else an open incident is about, the worst first.
    ///
    /// @param open incidents
    /// @param remedies of open incidents
    public List<Row> rows(Collection<Incident> open, Collection<Remedy> remedies) {
        Map<EntityId, Incident> trouble = troubled(open);
        Map<String, Remedy> waiting = new HashMap<>();
        remedies.stream()
                .filter(remedy -> remedy.state() == DecisionState.AWAITING_APPROVAL || escalated(remedy))
                .forEach(remedy -> waiting.putIfAbsent(remedy.decision().incident(), remedy));
        List<Row> rows = new ArrayList<>();
        Map<EntityId, Known> all = new LinkedHashMap<>(services);
        trouble.keySet().forEach(entity -> all.putIfAbsent(entity, new Known()));
        all.forEach((entity, known) -> {
            Incident incident = trouble.get(entity);
            Remedy asked = incident == null ? null : waiting.get(incident.id());
            rows.add(new Row(entity, known, standing(entity, known, incident, asked)));
        });
        rows.sort(Comparator.comparing(Row::key));
        return rows;
    }

    /// Whether a person was called.
    static boolean escalated(Remedy remedy) {
        return remedy.escalates() && remedy.startedAt() != null;
    }

    /// Who shows symptoms or is the root of an open incident; of several the one that opened last.
    private static Map<EntityId, Incident> troubled(Collection<Incident> open) {
        Map<EntityId, Incident> trouble = new LinkedHashMap<>();
        open.stream()
                .sorted(Comparator.comparing(Incident::openedAt).reversed())
                .forEach(incident -> {
                    trouble.putIfAbsent(incident.entity().service(), incident);
                    for (Symptom symptom : incident.symptoms()) {
                        trouble.putIfAbsent(symptom.entity().service(), incident);
                    }
                });
        trouble.remove(EntityId.NOT_IN_VIEW);
        return trouble;
    }

    private record Standing(
            ServiceState state,
            String sentence,
            @Nullable Instant since,
            @Nullable Incident incident,
            long weight) {}

    private Standing standing(EntityId entity, Known known, @Nullable Incident incident, @Nullable Remedy asked) {
        if (incident != null) {
            Instant since = incident.openedAt();
            String sentence = asked == null ? incident.title() : asked(asked);
            ServiceState state = asked == null ? ServiceState.INCIDENT : ServiceState.WAITING;
            return new Standing(state, sentence, since, incident, since.toEpochMilli());
        }
        List<Anomaly> troubles = known.troubles;
        if (!troubles.isEmpty()) {
            Anomaly first = troubles.getFirst();
            String others = troubles.size() == 1 ? "" : ", and " + (troubles.size() - 1) + " more signals";
            String sentence = first.signal() + (first.rising() ? " is above" : " is below") + " its band" + others;
            return new Standing(ServiceState.SYMPTOM, sentence, first.since(), null, troubles.size());
        }
        return Optional.ofNullable(knowledge.silentSince())
                .or(() -> Optional.ofNullable(knowledge.silent().get(entity)))
                .map(since -> new Standing(
                        ServiceState.BLIND, "it sends nothing of its own any more", since, null, since.toEpochMilli()))
                .orElseGet(() -> calm(known.learning));
    }

    private static String asked(Remedy remedy) {
        String what = remedy.action().type() + " on " + remedy.action().target().label();
        return escalated(remedy) ? "a person was called: " + what : what + " waits for approval";
    }

    private static Standing calm(Knowledge.@Nullable Learning learning) {
        return learning == null
                ? new Standing(ServiceState.QUIET, "", null, null, 0)
                : new Standing(ServiceState.LEARNING, learning.sentence(), null, null, 0);
    }

    /// One service; its view is made only when it is shown.
    public static final class Row {
        private final EntityId entity;
        private final Known known;
        private final Standing standing;
        private final String key;

        private Row(EntityId entity, Known known, Standing standing) {
            this.entity = entity;
            this.known = known;
            this.standing = standing;
            this.key = standing.state().ordinal() + String.format("%019d", Long.MAX_VALUE - standing.weight())
                    + entity.name() + "\n" + entity.text();
        }

        public EntityId entity() {
            return entity;
        }

        public ServiceState state() {
            return standing.state();
        }

        /// As text, where it comes among all: the worst first, then by name.
        public String key() {
            return key;
        }

        public ServiceView view() {
            Incident incident = standing.incident();
            return new ServiceView(
                    EntityView.of(entity),
                    Word.of(standing.state()),
                    standing.sentence().isEmpty() ? null : standing.sentence(),
                    standing.since(),
                    incident == null ? null : ServiceView.IncidentLink.of(incident),
                    known.troubles.size(),
                    known.figure(SignalRole.REQUEST_RATE),
                    known.figure(SignalRole.REQUEST_ERRORS),
                    known.figure(SignalRole.REQUEST_LATENCY));
        }
    }
}
