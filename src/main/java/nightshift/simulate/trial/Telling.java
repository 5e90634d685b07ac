package nightshift.simulate.trial;

import java.util.Locale;
import java.util.Optional;
import nightshift.fact.Incident;
import nightshift.journal.DecisionRecord;

/// What the product did, as lines of a timeline.
final class Telling {
    private Telling() {}

    static Moment opened(Incident incident) {
        String text = "opens incident " + incident.id() + ": " + incident.title() + " ("
                + incident.entity().label() + ", " + lower(incident.kind()) + ", "
                + incident.symptoms().size() + " symptoms)";
        return new Moment(incident.openedAt(), Moment.NIGHTSHIFT, text);
    }

    /// Empty while it is open.
    static Optional<Moment> closed(Incident incident) {
        if (incident.closedAt() == null || incident.outcome() == null) {
            return Optional.empty();
        }
        String text =
                "closes incident " + incident.id() + ": " + incident.outcome().sentence();
        return Optional.of(new Moment(incident.closedAt(), Moment.NIGHTSHIFT, text));
    }

    static Moment decided(DecisionRecord record) {
        String text = "decides " + action(record) + " by rule "
                + record.decision().rule().id() + ", attempt "
                + record.decision().attempt();
        return new Moment(record.decision().decidedAt(), Moment.NIGHTSHIFT, text);
    }

    /// Empty until it is settled.
    static Optional<Moment> ended(DecisionRecord record) {
        if (record.endedAt() == null) {
            return Optional.empty();
        }
        String text = action(record) + " ends " + lower(record.state()) + ": " + record.detail();
        return Optional.of(new Moment(record.endedAt(), Moment.NIGHTSHIFT, text));
    }

    private static String action(DecisionRecord record) {
        return record.decision().action().type() + " on "
                + record.decision().action().target().label();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
