package nightshift.simulate.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nightshift.fact.Incident;
import nightshift.journal.DecisionRecord;
import nightshift.simulate.target.CarriedOut;

/// Puts what the world and the product say into one order, for people.
public final class Timeline {
    private final List<Moment> moments = new ArrayList<>();

    public void world(Instant at, String text) {
        moments.add(new Moment(at, Moment.WORLD, text));
    }

    public void add(List<CarriedOut> carriedOut, List<Incident> incidents, List<DecisionRecord> decisions) {
        carriedOut.forEach(done -> world(done.at(), "carries out " + done.type() + " on " + done.service()));
        incidents.forEach(incident -> {
            moments.add(Telling.opened(incident));
            Telling.closed(incident).ifPresent(moments::add);
        });
        decisions.forEach(record -> {
            moments.add(Telling.decided(record));
            Telling.ended(record).ifPresent(moments::add);
        });
    }

    public List<Moment> moments() {
        return moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
    }
}
