package nightshift.simulate.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import nightshift.simulate.trial.DrawnWorld;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.layout.Protocol;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;

/// What the worlds of an exam add up to, all of them and by what they are like.
///
/// @param results of each world
public record WorldScore(List<WorldResult> results) {
    private static final double ERROR_RATE = 0.05;

    public WorldScore {
        results = List.copyOf(results);
    }

    /// So many of so many.
    public record Rate(int hits, int of) {
        /// 95 % confidence interval by Wilson's score, which holds for few worlds and for rates near 0 and 1; from
        /// 0 to 1 where there is nothing to judge by.
        public Span interval() {
            if (of == 0) {
                return new Span(0, 1);
            }
            Interval wilson = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(of, hits, ERROR_RATE);
            return new Span(wilson.getLowerBound(), wilson.getUpperBound());
        }

        /// @param low within 0..1
        /// @param high within 0..1
        public record Span(double low, double high) {}
    }

    /// One line: faults are counted one by one, actions and pages by world.
    ///
    /// @param group what it is told by, such as `dialect`
    /// @param value of it
    /// @param proposed of faults that an accepted remedy heals
    /// @param healed of the same
    /// @param harmful worlds in which users fared worse than without the product
    /// @param falseActions worlds in which one was taken
    /// @param actions false ones in all
    /// @param pages in worlds with a fault
    /// @param trapPages worlds without a fault in which a person was woken
    public record Row(
            String group,
            String value,
            int worlds,
            Rate seen,
            Rate right,
            Rate kind,
            Rate proposed,
            Rate healed,
            Rate harmful,
            Rate falseActions,
            int actions,
            int pages,
            Rate trapPages) {}

    /// All worlds, the young apart, and then by protocol, dialect, interval, warm-up, sort of world and fault.
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(row("all", "all", world -> true, fault -> true));
        rows.add(row(
                "age",
                "not young",
                world -> world.verdict().faults().stream().anyMatch(one -> !one.young()),
                one -> !one.young()));
        rows.add(row(
                "age",
                "young",
                world -> world.verdict().faults().stream().anyMatch(WorldVerdict.OnFault::young),
                WorldVerdict.OnFault::young));
        rows.addAll(by("protocol", world -> protocol(world.drawn()).name()));
        rows.addAll(by("dialect", world -> world.drawn().subject().dialect()));
        rows.addAll(by(
                "interval", world -> "%2d s".formatted(world.drawn().subject().intervalSeconds())));
        rows.addAll(by(
                "warm-up", world -> "%2d min".formatted(world.drawn().setting().warmUpMinutes())));
        rows.addAll(by("world", WorldScore::sort));
        rows.addAll(by("restarted", world -> world.drawn().setting().restart().isPresent() ? "yes" : "no"));
        for (FaultKind kind : FaultKind.values()) {
            rows.add(row("fault", kind.name(), world -> has(world, kind), one -> one.kind() == kind));
        }
        return rows;
    }

    private List<Row> by(String group, Function<WorldResult, String> value) {
        Set<String> values = new TreeSet<>();
        results.forEach(one -> values.add(value.apply(one)));
        return values.stream()
                .map(each -> row(group, each, world -> value.apply(world).equals(each), fault -> true))
                .toList();
    }

    private Row row(
            String group, String value, Predicate<WorldResult> which, Predicate<WorldVerdict.OnFault> whichFaults) {
        List<WorldVerdict> worlds =
                results.stream().filter(which).map(WorldResult::verdict).toList();
        List<WorldVerdict.OnFault> faults = worlds.stream()
                .flatMap(one -> one.faults().stream())
                .filter(whichFaults)
                .toList();
        List<WorldVerdict.OnFault> healable =
                faults.stream().filter(WorldVerdict.OnFault::healable).toList();
        List<WorldVerdict> calm =
                worlds.stream().filter(one -> one.faults().isEmpty()).toList();
        return new Row(
                group,
                value,
                worlds.size(),
                rate(faults, WorldVerdict.OnFault::seen),
                rate(faults, WorldVerdict.OnFault::right),
                rate(faults, WorldVerdict.OnFault::kindRight),
                rate(healable, WorldVerdict.OnFault::proposed),
                rate(healable, WorldVerdict.OnFault::healed),
                rate(worlds, WorldVerdict::harmful),
                rate(worlds, one -> !one.falseActions().isEmpty()),
                worlds.stream().mapToInt(one -> one.falseActions().size()).sum(),
                worlds.stream()
                        .filter(one -> !one.faults().isEmpty())
                        .mapToInt(WorldVerdict::pages)
                        .sum(),
                rate(calm, one -> one.pages() > 0));
    }

    private static <T> Rate rate(List<T> of, Predicate<T> which) {
        return new Rate((int) of.stream().filter(which).count(), of.size());
    }

    private static boolean has(WorldResult world, FaultKind kind) {
        return world.verdict().faults().stream().anyMatch(one -> one.kind() == kind);
    }

    private static Protocol protocol(DrawnWorld drawn) {
        Protocol wished = drawn.trap()
                ? drawn.plan().traps().getFirst().protocol()
                : drawn.plan().faults().getFirst().protocol();
        if (wished == null) {
            throw new IllegalStateException("the lottery gives every root a protocol");
        }
        return wished;
    }

    private static String sort(WorldResult world) {
        DrawnWorld drawn = world.drawn();
        if (drawn.trap()) {
            return "trap, " + drawn.plan().traps().getFirst().kind();
        }
        return (drawn.plan().faults().size() == 2 ? "two faults" : "one fault")
                + (drawn.setting().weak() ? ", weak" : ", clear");
    }
}
