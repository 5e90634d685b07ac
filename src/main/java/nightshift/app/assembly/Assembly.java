package nightshift.app.assembly;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import nightshift.act.Dispatcher;
import nightshift.act.target.ActuatorTable;
import nightshift.app.settings.StageConfigs;
import nightshift.decide.Rulebook;
import nightshift.decide.compile.RuleWarnings;
import nightshift.decide.live.RuleHold;
import nightshift.journal.Journal;
import nightshift.loop.Nightshift;
import nightshift.loop.Recall;
import nightshift.loop.Stages;
import nightshift.loop.TurnTimes;
import nightshift.observe.Observer;
import nightshift.understand.Analyst;
import nightshift.understand.detect.forecast.Forecasters;
import nightshift.understand.diagnose.GraphRanking;

/// Puts a Nightshift together from its parts: the one place that knows them all.
///
/// @param nightshift the loop
/// @param observer where intake hands over
/// @param rulebook for whoever wants its files watched
public record Assembly(Nightshift nightshift, Observer observer, Rulebook rulebook) {

    /// What one Nightshift has for itself.
    ///
    /// @param clock its only time
    /// @param data the directory of its journal and its kept windows
    /// @param hold may keep the rules from being loaded at the start
    /// @param actuators where its actions go
    /// @param effects runs calls to targets
    /// @param stages what its stages are set to
    public record Parts(
            InstantSource clock,
            Path data,
            RuleHold hold,
            ActuatorTable actuators,
            Executor effects,
            StageConfigs stages) {}

    /// Opens the journal and takes up where it ended.
    public static Assembly of(Parts parts, Shared shared) {
        Journal journal = Journal.open(
                parts.data(), shared.dictionary()::meaning, parts.stages().windows());
        try {
            journal.refuseClockBehind(parts.clock().instant());
            Observer observer = new Observer(parts.stages().observing(), shared.dictionary());
            Rulebook rulebook = new Rulebook(
                    parts.stages().deciding(),
                    shared.compiler(),
                    journal.modeOverrides(),
                    parts.hold(),
                    new RuleWarnings(parts.actuators()::takes, shared.dictionary()::knows));
            Dispatcher dispatcher = new Dispatcher(
                    parts.stages().acting(),
                    parts.actuators(),
                    rule -> Optional.of(rulebook.cooldown(rule)).filter(asked -> !asked.isZero()),
                    journal,
                    parts.effects(),
                    parts.clock());
            Analyst analyst = analyst(parts, shared, journal);
            Recall.into(
                    observer,
                    analyst,
                    journal,
                    rulebook.watches(),
                    parts.stages().recall(),
                    parts.clock().instant());
            Stages stages = new Stages(observer, analyst, rulebook, dispatcher);
            return new Assembly(
                    new Nightshift(
                            stages,
                            journal,
                            parts.clock(),
                            new TurnTimes(System::nanoTime),
                            parts.stages().holds(),
                            parts.stages().soak()),
                    observer,
                    rulebook);
        } catch (RuntimeException failed) {
            journal.close();
            throw failed;
        }
    }

    private static Analyst analyst(Parts parts, Shared shared, Journal journal) {
        Forecasters forecasters = shared.models().forecasters();
        return new Analyst(
                parts.stages().understanding(),
                forecasters.model(),
                forecasters.fallback(),
                new GraphRanking(),
                journal.openIncidents());
    }
}
