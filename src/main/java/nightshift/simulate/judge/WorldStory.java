package nightshift.simulate.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import nightshift.simulate.trial.DrawnWorld;
import nightshift.simulate.trial.WorldPlaythrough;
import nightshift.simulate.world.design.WorldDesign;

/// Tells of one world what happened when, in the world and in the product, for people.
final class WorldStory {
    private static final int CAUSES = 3;

    private final WorldPlaythrough.Stage stage;
    private final WorldTruth truth;
    private final Testimony testimony;
    private final List<Line> lines = new ArrayList<>();

    private WorldStory(WorldPlaythrough.Stage stage, WorldTruth truth, Testimony testimony) {
        this.stage = stage;
        this.truth = truth;
        this.testimony = testimony;
    }

    private record Line(int second, String who, String text) {}

    /// Lines of text: what the world is like, what happened, what the judge says.
    static List<String> of(WorldPlaythrough.Stage stage, WorldTruth truth, Testimony testimony, WorldVerdict verdict) {
        return new WorldStory(stage, truth, testimony).told(verdict);
    }

    private List<String> told(WorldVerdict verdict) {
        List<String> story = new ArrayList<>(heading());
        befell();
        felt();
        done();
        incidents();
        decisions();
        lines.sort(Comparator.comparingInt(Line::second));
        lines.forEach(line -> story.add("  %5d s  %-10s  %s".formatted(line.second(), line.who(), line.text())));
        List<String> failures = verdict.failures();
        story.add(failures.isEmpty() ? "nothing failed" : "failed: " + String.join("; ", failures));
        verdict.falseActions().forEach(action -> story.add("false action: " + action));
        return story;
    }

    private List<String> heading() {
        DrawnWorld drawn = stage.drawn();
        WorldDesign design = stage.design();
        return List.of(
                "world " + drawn.number() + ": " + design.layout().services().size() + " services, "
                        + design.plan().seconds() + " s, warm-up "
                        + drawn.setting().warmUpMinutes() + " min",
                "the root's telemetry: " + drawn.subject().dialect() + " every "
                        + drawn.subject().intervalSeconds() + " s; changes "
                        + (drawn.setting().told() ? "told" : "not told") + "; platform "
                        + stage.senders().platform().cluster());
    }

    private void befell() {
        WorldDesign design = stage.design();
        for (WorldDesign.PlannedFault fault : design.faults()) {
            world(
                    fault.onset(),
                    "is struck: %s of %s, harm %.1f, accepted %s"
                            .formatted(fault.fault(), fault.roots(), fault.harm(), fault.remedies()));
        }
        for (WorldDesign.PlannedTrap trap : design.traps()) {
            world(trap.onset(), "has a trap: " + trap.trap() + " on " + trap.on());
        }
        stage.drawn().setting().restart().ifPresent(second -> world(second, "the product is restarted"));
    }

    private void felt() {
        for (WorldTruth.Fault fault : truth.faults()) {
            fault.felt().ifPresent(second -> world(second, "users feel the " + fault.kind()));
            world(WorldJudge.latest(fault, truth), "an incident has to be open by now for the " + fault.kind());
        }
    }

    private void done() {
        for (WorldTruth.Deed deed : truth.deeds()) {
            world(deed.second(), "carries out " + deed.type() + " on " + deed.namespace() + "/" + deed.service());
        }
    }

    private void incidents() {
        for (Testimony.Case incident : testimony.incidents()) {
            List<Testimony.Blame> before = List.of();
            for (Testimony.Said said : incident.said()) {
                List<Testimony.Blame> first = said.causes().stream().limit(1).toList();
                boolean opens = said.equals(incident.said().getFirst());
                if (opens || !first.equals(before)) {
                    product(said.second(), (opens ? "opens " : "now says of ") + incident.id() + ": " + causes(said));
                }
                before = first;
            }
            if (incident.closed() != Integer.MAX_VALUE) {
                product(incident.closed(), "closes " + incident.id());
            }
        }
    }

    private static String causes(Testimony.Said said) {
        return said.causes().stream()
                .limit(CAUSES)
                .map(blame -> blame.entity() + " " + blame.kind())
                .collect(Collectors.joining(", "));
    }

    private void decisions() {
        for (Testimony.Wish wish : testimony.decisions()) {
            product(wish.second(), "decides " + wish.type() + " on " + wish.target() + ", " + wish.state());
        }
    }

    private void world(int second, String text) {
        lines.add(new Line(second, "world", text));
    }

    private void product(int second, String text) {
        lines.add(new Line(second, "nightshift", text));
    }
}
