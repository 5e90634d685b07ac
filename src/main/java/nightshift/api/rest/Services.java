package nightshift.api.rest;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import nightshift.api.overview.ServiceBoard;
import nightshift.fact.Assessment;
import nightshift.loop.Nightshift;
import org.jspecify.annotations.Nullable;

/// How each service is now. What every series says is looked at once a turn, however many ask.
@Singleton
class Services {
    private final Nightshift nightshift;
    private final AtomicReference<@Nullable Looked> last = new AtomicReference<>();

    private record Looked(Assessment belief, ServiceBoard board) {}

    @Inject
    Services(Nightshift nightshift) {
        this.nightshift = nightshift;
    }

    /// The worst first.
    List<ServiceBoard.Row> all() {
        Assessment belief = nightshift.assessment().orElseGet(() -> Assessment.nothing(nightshift.now()));
        return board(belief)
                .rows(nightshift.journal().openIncidents(), nightshift.journal().remediesOfOpenIncidents());
    }

    @SuppressWarnings("ReferenceEquality") // the same object says that nothing changed, without a look at its entries
    private ServiceBoard board(Assessment belief) {
        Looked before = last.get();
        if (before != null && before.belief() == belief) {
            return before.board();
        }
        ServiceBoard board = ServiceBoard.of(belief);
        last.set(new Looked(belief, board));
        return board;
    }
}
