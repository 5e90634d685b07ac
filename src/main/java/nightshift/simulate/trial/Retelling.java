package nightshift.simulate.trial;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import nightshift.fact.Incident;
import nightshift.journal.DecisionRecord;

/// Tells what the product did while it does it, each thing once.
public final class Retelling {
    private final Trial trial;
    private final Consumer<Moment> listener;
    private final Set<String> told = new HashSet<>();

    public Retelling(Trial trial, Consumer<Moment> listener) {
        this.trial = trial;
        this.listener = listener;
    }

    /// Tells what is new since the last time.
    public void tellNews() {
        for (Incident incident : trial.incidents()) {
            tell("opened " + incident.id(), Telling.opened(incident));
            Telling.closed(incident).ifPresent(moment -> tell("closed " + incident.id(), moment));
        }
        for (DecisionRecord record : trial.decisions()) {
            tell("decided " + record.decision().id(), Telling.decided(record));
            Telling.ended(record)
                    .ifPresent(moment -> tell("ended " + record.decision().id(), moment));
        }
    }

    private void tell(String what, Moment moment) {
        if (told.add(what)) {
            listener.accept(moment);
        }
    }
}
