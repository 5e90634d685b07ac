package nightshift.app;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nightshift.api.access.Exposure;
import nightshift.api.access.GateConfig;
import nightshift.api.access.Tokens;
import nightshift.api.rest.FollowConfig;
import nightshift.app.assembly.Shared;
import nightshift.app.assembly.WorldTrial;
import nightshift.app.cli.ScenarioFiles;
import nightshift.app.cli.Trials;
import nightshift.fact.RuleMode;
import nightshift.fact.decision.DecisionState;
import nightshift.loop.Nightshift;
import nightshift.loop.Pacer;
import nightshift.simulate.judge.Demo;
import nightshift.simulate.trial.Candidate;
import nightshift.simulate.trial.Scenario;

/// The whole product behind the page, in the simulated shop, without a model and with a rule that asks a person first.
/// The world stands still while the person is asked.
@Singleton
@Alternative
public class ShopOnTrial {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Scenario scenario = ScenarioFiles.named("connection-leak");
    private final Shared shared = Shared.open(Path.of("no-models"));
    private final Demo demo;
    private final Nightshift nightshift;

    ShopOnTrial() {
        Candidate candidate = new Candidate(
                Path.of("rules"), Path.of("no-models"), Map.of("db-pool-recycle", RuleMode.APPROVE), true);
        demo = new Demo(new Trials(shared), candidate, scenario.given(), 1, moment -> untilAnswered(), moment -> {});
        nightshift = ((WorldTrial) demo.trial()).nightshift();
    }

    @Produces
    @Singleton
    Nightshift nightshift() {
        return nightshift;
    }

    @Produces
    @Singleton
    Pacer pacer() {
        return new Pacer(nightshift, nightshift::now);
    }

    @Produces
    @Singleton
    GateConfig gate() {
        return new GateConfig(new Exposure("127.0.0.1", Tokens.parse("")), Set.of(), Set.of());
    }

    @Produces
    @Singleton
    FollowConfig following() {
        return FollowConfig.of(FollowConfig.MOST);
    }

    /// Lives through the leak; returns what came of it.
    Demo.Act play() {
        return demo.play(List.of(scenario)).getFirst();
    }

    void close() {
        demo.close();
        shared.close();
    }

    private void untilAnswered() {
        await().atMost(PATIENCE)
                .until(() -> nightshift.journal().count(DecisionState.AWAITING_APPROVAL) == 0
                        || !nightshift.journal().unappliedCommands().isEmpty());
    }

    /// The server shows the shop in place of what the product assembles.
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.arc.exclude-types", "nightshift.app.server.ServerProducer");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(ShopOnTrial.class);
        }
    }
}
