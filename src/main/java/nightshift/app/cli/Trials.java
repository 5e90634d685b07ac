package nightshift.app.cli;

import nightshift.app.assembly.Actuators;
import nightshift.app.assembly.Assembly;
import nightshift.app.assembly.Shared;
import nightshift.app.assembly.WorldTrial;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.settings.StageConfigs;
import nightshift.decide.live.RuleHold;
import nightshift.observe.otlp.OtlpGrpcServer;
import nightshift.observe.otlp.PortUnavailableException;
import nightshift.observe.otlp.request.OtlpConfig;
import nightshift.observe.otlp.request.OtlpIntake;
import nightshift.simulate.recording.ReplayTrial;
import nightshift.simulate.trial.TrialFactory;
import nightshift.simulate.trial.TrialSetup;

/// Makes the Nightshifts that worlds and recordings put on trial: whole ones, with a journal on disk
/// and OTLP on a free loopback port.
public final class Trials implements TrialFactory, ReplayTrial.Factory {
    private final Shared shared;

    public Trials(Shared shared) {
        this.shared = shared;
    }

    @Override
    public WorldTrial open(TrialSetup setup) {
        Actuators actuators = Actuators.of(setup.actions(), setup.clock());
        Assembly assembly = Assembly.of(
                new Assembly.Parts(
                        setup.clock(),
                        setup.dataDirectory(),
                        RuleHold.NONE,
                        actuators.table(),
                        Runnable::run,
                        StageConfigs.ofWorld(setup.candidate().rules())),
                shared);
        OtlpConfig config = OtlpConfig.defaults().ports(0, 0);
        OtlpIntake intake = new OtlpIntake(config, assembly.observer(), setup.clock());
        try {
            return new WorldTrial(assembly, intake, new OtlpGrpcServer(config, intake), actuators, setup);
        } catch (PortUnavailableException none) {
            assembly.nightshift().close();
            actuators.close();
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(none.getMessage()));
        }
    }
}
