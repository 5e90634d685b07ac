package nightshift.simulate.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nightshift.fact.Incident;
import nightshift.fact.Remedy;
import nightshift.simulate.http.CarriedOut;

/// Puts what the world and the product say into one order, for people.
final class Timeline {
    private final List<Moment> moments = new ArrayList<>();

    void world(Instant at, String text) {
        moments.add(new Moment(at, Moment.WORLD, text));
    }

    void add(List<CarriedOut> carriedOut, List<Incident> incidents, List<Remedy> decisions) {
        carriedOut.forEach(done -> world(done.at(), "carries out " + done.type() + " on " + done.service()));
        incidents.forEach(incident -> {
            moments.add(Telling.opened(incident));
            Telling.closed(incident).ifPresent(moments::add);
        });
        decisions.forEach(remedy -> {
            moments.add(Telling.decided(remedy));
            Telling.ended(remedy).ifPresent(moments::add);
        });
    }

    List<Moment> moments() {
        return moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
    }
}
