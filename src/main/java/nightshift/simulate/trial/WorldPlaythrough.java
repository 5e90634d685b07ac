package nightshift.simulate.trial;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import nightshift.fact.Change;
import nightshift.fact.ChangeKind;
import nightshift.fact.telemetry.EntityId;
import nightshift.simulate.send.ToldChange;
import nightshift.simulate.send.WorldSenders;
import nightshift.simulate.send.channel.OtlpChannel;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.target.ActionDesk;
import nightshift.simulate.target.ActionServer;
import nightshift.simulate.target.CarriedOut;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.run.World;

/// A generated world and a whole Nightshift in it, second by second: the world lives a second, what is due is sent,
/// the acks are awaited, the loop goes round. Used by one thread.
public final class WorldPlaythrough implements AutoCloseable {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 3);
    private static final String SECRET = "the world's secret";
    private static final String ROLLBACK = "workload.rollback";

    private final Stage stage;
    private final World world;
    private final Instant start;
    private final WorldSenders senders;
    private final ActionDesk desk;
    private final ActionServer server;
    private final TrialDirectory directory = new TrialDirectory();
    private final Supplier<Trial> opening;
    private final List<Statement> saidBefore = new ArrayList<>();
    private volatile Instant now;
    private Trial trial;
    private OtlpChannel channel;

    /// What is played.
    ///
    /// @param drawn by the lottery
    /// @param design made from its plan
    /// @param senders how its services send
    public record Stage(DrawnWorld drawn, WorldDesign design, SenderPlan senders) {}

    /// Opens the world and the trial; time stands at the world's first moment.
    public WorldPlaythrough(TrialFactory factory, Candidate candidate, Stage stage) {
        this.stage = stage;
        this.world = new World(stage.design(), Twin.AS_DESIGNED);
        this.start = start(stage.design());
        this.now = start;
        this.senders = new WorldSenders(world, stage.senders(), start);
        InstantSource clock = () -> now;
        this.desk = ActionDesk.of(world.layout(), world.operator(), clock);
        this.server = new ActionServer(desk, SECRET, clock);
        this.opening = () -> factory.open(new TrialSetup(clock, directory.path(), server.address(SECRET), candidate));
        try {
            this.trial = opening.get();
        } catch (RuntimeException notOpened) {
            server.close();
            directory.close();
            throw notOpened;
        }
        this.channel = new OtlpChannel(trial.otlpPort());
    }

    /// The moment at which a world's seconds begin.
    public static Instant start(WorldDesign design) {
        return DAY.atStartOfDay().plusSeconds(design.startOfDay()).toInstant(ZoneOffset.UTC);
    }

    /// Plays it to its end.
    public void play() {
        while (world.second() < stage.design().plan().seconds()) {
            turn();
        }
    }

    /// One second of the world and one turn of the loop.
    private void turn() {
        desk.undisturbed(world::step);
        now = start.plusSeconds(world.second());
        senders.export(channel);
        if (stage.drawn().setting().told()) {
            senders.toldChanges().forEach(told -> trial.tell(change(told)));
        }
        trial.step(now);
        stage.drawn().setting().restart().ifPresent(second -> {
            if (second == world.second()) {
                restart();
            }
        });
    }

    /// Ends the product and starts it again on the same journal, between two turns.
    private void restart() {
        saidBefore.addAll(trial.statements());
        channel.close();
        trial.close();
        trial = opening.get();
        channel = new OtlpChannel(trial.otlpPort());
    }

    private Change change(ToldChange told) {
        EntityId service =
                EntityId.service(told.service().namespace(), told.service().name());
        boolean ours = desk.carriedOut().stream().anyMatch(done -> rolledBack(done, told));
        return new Change(
                "rollout-" + told.service() + "-" + told.second(),
                start.plusSeconds(told.second()),
                service,
                ChangeKind.DEPLOYMENT,
                told.to(),
                told.from(),
                ours ? "nightshift" : "pipeline",
                "roll " + told.service().name() + " out from " + told.from() + " to " + told.to());
    }

    /// Whether a rollout is what was ordered here a moment ago.
    private boolean rolledBack(CarriedOut done, ToldChange told) {
        return done.type().equals(ROLLBACK)
                && done.service().equals(told.service().name())
                && !done.at().isBefore(start.plusSeconds(told.second() - 2L));
    }

    public World world() {
        return world;
    }

    /// What was really done, oldest first.
    public List<CarriedOut> carriedOut() {
        return desk.carriedOut();
    }

    /// All that was said of incidents, also by the product before its restart.
    public List<Statement> statements() {
        List<Statement> all = new ArrayList<>(saidBefore);
        all.addAll(trial.statements());
        return all;
    }

    public Trial trial() {
        return trial;
    }

    @Override
    public void close() {
        channel.close();
        trial.close();
        server.close();
        directory.close();
    }
}
