package nightshift.simulate.trial;

import java.time.Duration;
import java.time.Instant;
import nightshift.simulate.shop.World;
import nightshift.simulate.shop.WorldSettings;
import nightshift.simulate.shop.send.OtlpSender;
import nightshift.simulate.target.ActionDesk;
import nightshift.simulate.target.ActionServer;

/// A world and a Nightshift on trial in it, turn by turn: the world lives ten seconds, its processes export what
/// they measured, the acks are awaited, the window closes, the loop steps. Used by one thread.
public final class Playthrough implements AutoCloseable {
    /// World time of a turn.
    static final Duration TURN = Duration.ofSeconds(10);

    private static final Duration LATENESS = Duration.ofSeconds(5);
    private static final String SECRET = "the world's secret";

    private final World world;
    private final ActionDesk desk;
    private final ActionServer server;
    private final TrialDirectory directory = new TrialDirectory();
    private final Trial trial;
    private final OtlpSender sender;
    private Instant turn;

    /// Opens the world and the trial; time stands at the world's first moment.
    public Playthrough(TrialFactory factory, Candidate candidate, Scenario.Given given, long seed) {
        this.world = new World(new WorldSettings(seed, given.start(), given.load()));
        this.turn = given.start();
        this.desk = ActionDesk.of(world, given.actions());
        this.server = new ActionServer(desk, SECRET, world);
        try {
            this.trial = factory.open(new TrialSetup(
                    world,
                    directory.path(),
                    server.address(SECRET),
                    given.modes().isEmpty() ? candidate : candidate.with(given.modes())));
        } catch (RuntimeException notOpened) {
            server.close();
            directory.close();
            throw notOpened;
        }
        this.sender = new OtlpSender(trial.otlpPort());
    }

    /// Ten seconds of the world and one turn of the loop.
    public void turn() {
        turn = turn.plus(TURN);
        world.advanceTo(turn);
        sender.send(world.report());
        world.advanceTo(turn.plus(LATENESS));
        trial.step(world.instant());
    }

    public World world() {
        return world;
    }

    public ActionDesk desk() {
        return desk;
    }

    public Trial trial() {
        return trial;
    }

    @Override
    public void close() {
        sender.close();
        trial.close();
        server.close();
        directory.close();
    }
}
