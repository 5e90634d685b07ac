package nightshift.simulate.trial;

import java.util.Locale;
import java.util.Optional;
import nightshift.fact.Incident;
import nightshift.fact.decision.Remedy;

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

    static Moment decided(Remedy remedy) {
        String text = "decides " + action(remedy) + " by rule "
                + remedy.decision().rule().id() + ", attempt "
                + remedy.decision().attempt();
        return new Moment(remedy.decision().decidedAt(), Moment.NIGHTSHIFT, text);
    }

    /// Empty until it is settled.
    static Optional<Moment> ended(Remedy remedy) {
        if (remedy.endedAt() == null) {
            return Optional.empty();
        }
        String text = action(remedy) + " ends " + lower(remedy.state()) + ": " + remedy.detail();
        return Optional.of(new Moment(remedy.endedAt(), Moment.NIGHTSHIFT, text));
    }

    private static String action(Remedy remedy) {
        return remedy.action().type() + " on " + remedy.action().target().label();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
