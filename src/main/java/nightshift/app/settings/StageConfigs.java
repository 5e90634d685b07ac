package nightshift.app.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import nightshift.act.ActConfig;
import nightshift.decide.DecideConfig;
import nightshift.decide.compile.EvaluationLimits;
import nightshift.decide.live.Rehearsal;
import nightshift.journal.window.WindowConfig;
import nightshift.loop.HoldConfig;
import nightshift.loop.Nightshift;
import nightshift.loop.RecallConfig;
import nightshift.observe.ObserveConfig;
import nightshift.understand.UnderstandConfig;

/// What the stages of one Nightshift are set to, and how much of the past it keeps.
///
/// @param observing what it takes in at most, and where it listens: calls to itself are told apart
/// @param understanding how many series it watches, what services promise, and when an incident opens
/// @param deciding where its rules are, and how far they may go
/// @param acting how far acting may go, and what counts as healed
/// @param windows how much of the past is kept on disk
/// @param recall how much of it a start takes in
/// @param holds how much is told of what is proposed and held
/// @param soak for so long a revision of a workload must be well to be called good
public record StageConfigs(
        ObserveConfig observing,
        UnderstandConfig understanding,
        DecideConfig deciding,
        ActConfig acting,
        WindowConfig windows,
        RecallConfig recall,
        HoldConfig holds,
        Duration soak) {

    /// Of a Nightshift in a world, which has no port of its own.
    public static StageConfigs ofWorld(Path rules) {
        Capacity capacity = Capacity.ofWorld();
        return new StageConfigs(
                capacity.observing().ownPorts(Set.of()),
                UnderstandConfig.defaults().watching(capacity.watched()),
                DecideConfig.of(rules),
                ActConfig.defaults(),
                WindowConfig.DEFAULT,
                RecallConfig.DEFAULT,
                HoldConfig.DEFAULT,
                Nightshift.SOAK);
    }

    /// The same with somebody who rehearses rule files, as a live server has it.
    public StageConfigs rehearsedBy(Rehearsal by) {
        return new StageConfigs(
                observing, understanding, deciding.rehearsedBy(by), acting, windows, recall, holds, soak);
    }

    /// The same with a watchdog for the rules, as a live server has it.
    public StageConfigs watchedBy(EvaluationLimits.Watchdog watchdog) {
        return new StageConfigs(
                observing, understanding, deciding.watchedBy(watchdog), acting, windows, recall, holds, soak);
    }

    /// The same with another observing.
    public StageConfigs observing(ObserveConfig other) {
        return new StageConfigs(other, understanding, deciding, acting, windows, recall, holds, soak);
    }

    /// The same with another understanding.
    public StageConfigs understanding(UnderstandConfig other) {
        return new StageConfigs(observing, other, deciding, acting, windows, recall, holds, soak);
    }
}
