package nightshift.simulate.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import nightshift.fact.Incident;
import nightshift.journal.DecisionRecord;
import nightshift.simulate.http.CarriedOut;

/// Puts what the world and the product say into one order, for people.
final class Timeline {
    private final List<Moment> moments = new ArrayList<>();

    void world(Instant at, String text) {
        moments.add(new Moment(at, Moment.WORLD, text));
    }

    void add(List<CarriedOut> carriedOut, List<Incident> incidents, List<DecisionRecord> decisions) {
        carriedOut.forEach(done -> world(done.at(), "carries out " + done.type() + " on " + done.service()));
        incidents.forEach(this::add);
        decisions.forEach(this::add);
    }

    List<Moment> moments() {
        return moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
    }

    private void add(Incident incident) {
        nightshift(
                incident.openedAt(),
                "opens incident " + incident.id() + ": " + incident.title() + " ("
                        + incident.entity().label() + ", " + lower(incident.kind()) + ", "
                        + incident.symptoms().size() + " symptoms)");
        if (incident.closedAt() != null && incident.outcome() != null) {
            nightshift(
                    incident.closedAt(),
                    "closes incident " + incident.id() + ": "
                            + incident.outcome().sentence());
        }
    }

    private void add(DecisionRecord record) {
        String action = record.decision().action().type() + " on "
                + record.decision().action().target().label();
        nightshift(
                record.decision().decidedAt(),
                "decides " + action + " by rule " + record.decision().rule().id() + ", attempt "
                        + record.decision().attempt());
        if (record.endedAt() != null) {
            nightshift(
                    record.endedAt(),
                    action + " ends " + lower(record.state()) + ": "
                            + record.verification().reason() + " " + record.detail());
        }
    }

    private void nightshift(Instant at, String text) {
        moments.add(new Moment(at, Moment.NIGHTSHIFT, text));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
