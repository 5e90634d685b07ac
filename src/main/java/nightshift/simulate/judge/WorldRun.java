package nightshift.simulate.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nightshift.simulate.target.CarriedOut;
import nightshift.simulate.trial.Candidate;
import nightshift.simulate.trial.DrawnWorld;
import nightshift.simulate.trial.StageBuilder;
import nightshift.simulate.trial.TrialFactory;
import nightshift.simulate.trial.WorldCatalogue;
import nightshift.simulate.trial.WorldPlaythrough;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Service;
import nightshift.simulate.world.layout.ServiceId;
import nightshift.simulate.world.truth.Harm;
import nightshift.simulate.world.truth.Users;

/// Plays one world of an exam, alone and with the product in it, and judges. Safe to call from several threads.
public final class WorldRun {
    /// Users are back when they are as well as in the twin for so many seconds before the end.
    static final int BACK_SECONDS = 180;

    private final TrialFactory factory;
    private final Candidate candidate;
    private final WorldCatalogue catalogue;
    private final WorldJudge judge;

    public WorldRun(TrialFactory factory, Candidate candidate, WorldCatalogue catalogue) {
        this.factory = factory;
        this.candidate = candidate;
        this.catalogue = catalogue;
        this.judge = new WorldJudge(catalogue);
    }

    /// Plays all, two at a time; results come in the order of the worlds.
    ///
    /// @param progress hears of each world as it ends, from several threads
    public List<WorldResult> playAll(List<DrawnWorld> worlds, Consumer<WorldResult> progress) {
        return TwoAtATime.all(worlds, drawn -> {
            WorldResult result = play(drawn);
            progress.accept(result);
            return result;
        });
    }

    /// Takes seconds.
    public WorldResult play(DrawnWorld drawn) {
        long before = Twins.cpuNanos();
        WorldPlaythrough.Stage stage = StageBuilder.build(drawn);
        Twins twins = Twins.of(stage.design());
        Duration alone = Duration.ofNanos(Twins.cpuNanos() - before);
        try (WorldPlaythrough play = new WorldPlaythrough(factory, candidate, stage)) {
            play.play();
            WorldTruth truth = truth(stage, twins, play);
            Testimony said = Testimony.of(
                    WorldPlaythrough.start(stage.design()),
                    play.trial().incidents(),
                    play.statements(),
                    play.trial().decisions());
            WorldVerdict verdict = judge.judge(truth, said);
            return new WorldResult(drawn, truth, said, verdict, alone, WorldStory.of(stage, truth, said, verdict));
        }
    }

    private WorldTruth truth(WorldPlaythrough.Stage stage, Twins twins, WorldPlaythrough play) {
        WorldDesign design = stage.design();
        int ends = design.plan().seconds();
        Users acted = play.world().users();
        List<WorldTruth.Deed> deeds = play.carriedOut().stream()
                .filter(done -> !done.undo())
                .map(done -> deed(design, done))
                .toList();
        List<WorldTruth.Fault> faults = new ArrayList<>();
        for (int i = 0; i < design.faults().size(); i++) {
            faults.add(fault(stage, twins, i, acted));
        }
        if (play.carriedOut().isEmpty() && !Twins.same(acted, twins.noAction(), ends)) {
            throw new IllegalStateException(
                    "nobody acted in world " + stage.drawn().number()
                            + ", and yet its users fared otherwise than in its twin: the world is not deterministic");
        }
        return new WorldTruth(faults, deeds, fare(acted, twins.noAction(), ends), ends);
    }

    private WorldTruth.Fault fault(WorldPlaythrough.Stage stage, Twins twins, int index, Users acted) {
        WorldDesign design = stage.design();
        WorldDesign.PlannedFault planned = design.faults().get(index);
        int ends = design.plan().seconds();
        Harm alone = Harm.between(twins.alone(index), twins.faultFree());
        Harm left = Harm.between(acted, twins.without(index));
        return new WorldTruth.Fault(
                planned.fault().kind(),
                planned.roots().stream()
                        .sorted()
                        .map(id -> root(design.layout(), id))
                        .toList(),
                remedies(planned),
                planned.onset(),
                alone.firstWorse(planned.onset(), ends),
                step(stage, planned),
                left.firstWorse(Math.max(planned.onset(), ends - BACK_SECONDS), ends)
                        .isEmpty());
    }

    /// What the catalogue accepts, on each of the roots.
    private Set<WorldTruth.Remedy> remedies(WorldDesign.PlannedFault planned) {
        return catalogue.fault(planned.fault().kind()).remedies().stream()
                .flatMap(type -> planned.roots().stream().map(root -> new WorldTruth.Remedy(type, root)))
                .collect(Collectors.toSet());
    }

    private static WorldTruth.Root root(Layout layout, ServiceId id) {
        Service service = layout.find(id);
        long namesakes = layout.services().stream()
                .filter(one -> one.id().name().equals(id.name()))
                .count();
        return new WorldTruth.Root(id, service != null && service.role().ours(), namesakes == 1);
    }

    /// The root's own step; the quickest of those who tell about it.
    private static int step(WorldPlaythrough.Stage stage, WorldDesign.PlannedFault planned) {
        return StageBuilder.tellingOf(stage.design().layout(), planned.roots()).stream()
                .map(stage.senders().services()::get)
                .mapToInt(sending -> sending == null ? 0 : sending.interval())
                .filter(interval -> interval > 0)
                .min()
                .orElseThrow(() -> new IllegalStateException("nobody tells about " + planned.roots()));
    }

    private static WorldTruth.Deed deed(WorldDesign design, CarriedOut done) {
        int second = (int)
                Duration.between(WorldPlaythrough.start(design), done.at()).toSeconds();
        return new WorldTruth.Deed(second, done.type(), done.namespace(), done.service());
    }

    /// From the world's beginning: what is done before anything is wrong can do harm too.
    private static WorldTruth.Fare fare(Users acted, Users twin, int ends) {
        return new WorldTruth.Fare(
                Twins.errorSeconds(acted, ends),
                Twins.errorSeconds(twin, ends),
                Harm.between(acted, twin).worseSeconds(0, ends),
                Harm.between(twin, acted).worseSeconds(0, ends));
    }
}
