package nightshift.app.assembly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import nightshift.fact.Change;
import nightshift.fact.Incident;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.Command;
import nightshift.fact.decision.Remedy;
import nightshift.journal.DecisionQuery;
import nightshift.journal.Event;
import nightshift.journal.IncidentQuery;
import nightshift.journal.Page;
import nightshift.loop.Nightshift;
import nightshift.observe.otlp.OtlpGrpcServer;
import nightshift.observe.otlp.request.Export;
import nightshift.observe.otlp.request.OtlpIntake;
import nightshift.observe.otlp.wire.RefusedException;
import nightshift.simulate.recording.RecordedRequest;
import nightshift.simulate.recording.RecordingException;
import nightshift.simulate.recording.ReplayTrial;
import nightshift.simulate.trial.Statement;
import nightshift.simulate.trial.TrialSetup;
import org.jspecify.annotations.Nullable;

/// One assembled Nightshift in one world, or listening to a recording of one. A turn that fails is the run's failure:
/// nothing is swallowed here.
public final class WorldTrial implements ReplayTrial {
    private static final String JUDGE = "scenario";
    private static final String ABOUT_INCIDENTS = "incident.";
    private static final int PAGE = 500;

    private final Nightshift nightshift;
    private final OtlpIntake intake;
    private final OtlpGrpcServer port;
    private final Actuators actuators;
    private final List<Statement> statements = new ArrayList<>();
    private long heard;

    /// @param port what hands over to the intake; closed with this
    public WorldTrial(
            Assembly assembly, OtlpIntake intake, OtlpGrpcServer port, Actuators actuators, TrialSetup setup) {
        this.nightshift = assembly.nightshift();
        this.intake = intake;
        this.port = port;
        this.actuators = actuators;
        this.heard = nightshift.journal().lastSeq();
        Instant now = setup.clock().instant();
        for (Map.Entry<String, RuleMode> mode : setup.candidate().modes().entrySet()) {
            submit(new Command.SetMode(mode.getKey(), mode.getValue(), JUDGE, "as the scenario says", now));
        }
        if (!setup.candidate().act()) {
            submit(new Command.Pause(JUDGE, "told to believe and decide, and to dispatch nothing", now));
        }
    }

    @Override
    public int otlpPort() {
        return port.port();
    }

    @Override
    public void take(RecordedRequest request) {
        Export export = switch (request.signal()) {
            case METRICS -> Export.METRICS;
            case LOGS -> Export.LOGS;
            case TRACES -> Export.TRACES;
        };
        try {
            intake.accept(export, request.body());
        } catch (RefusedException refused) {
            throw new RecordingException("the request of " + request.arrived() + " is refused: " + refused.sentence());
        }
    }

    @Override
    public void step(Instant now) {
        nightshift.step(now);
        listen();
    }

    @Override
    public void submit(Command command) {
        nightshift.submit(command);
    }

    @Override
    public void tell(Change change) {
        nightshift.tell(change);
    }

    @Override
    public List<Incident> incidents() {
        return all(cursor -> nightshift.journal().incidents(new IncidentQuery(null, null, null, cursor, PAGE)));
    }

    @Override
    public List<Statement> statements() {
        return List.copyOf(statements);
    }

    /// Reads what the turn wrote about incidents, before the next one writes over it.
    private void listen() {
        for (Event event : nightshift.journal().eventsAfter(heard, PAGE)) {
            heard = event.seq();
            if (event.kind().startsWith(ABOUT_INCIDENTS)) {
                nightshift
                        .journal()
                        .incident(event.subject())
                        .ifPresent(incident -> statements.add(new Statement(event.at(), incident)));
            }
        }
    }

    @Override
    public List<Remedy> decisions() {
        return all(cursor ->
                nightshift.journal().decisions(new DecisionQuery(null, null, null, null, null, cursor, PAGE)));
    }

    public Nightshift nightshift() {
        return nightshift;
    }

    private static <T> List<T> all(Function<@Nullable String, Page<T>> query) {
        List<T> all = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<T> page = query.apply(cursor);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        Collections.reverse(all);
        return all;
    }

    @Override
    public void close() {
        port.close();
        nightshift.close();
        actuators.close();
    }
}
