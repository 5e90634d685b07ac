package nightshift.app.assembly;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import nightshift.act.http.SignedClient;
import nightshift.act.http.Target;
import nightshift.act.http.TargetTable;
import nightshift.act.http.WebhookPager;
import nightshift.act.kubernetes.KubernetesTargets;
import nightshift.act.target.Actuator;
import nightshift.act.target.ActuatorTable;
import nightshift.act.target.NoTarget;
import nightshift.act.target.Pager;
import nightshift.app.settings.Settings;
import nightshift.app.settings.SettingsException;
import nightshift.fact.Action;
import nightshift.fact.ActionType;
import nightshift.simulate.target.ActionAddress;

/// Where actions go, by what was configured.
///
/// @param table which actuator does what
/// @param client what they send with; closed with this
/// @param cluster that is watched or acted on, if any; closed with this
/// @param running what is acted on there by the name of a service; follows the loop once there is one
/// @param proven which revisions may be gone back to there; follows the journal once there is one
public record Actuators(
        ActuatorTable table,
        SignedClient client,
        Optional<KubernetesAccess> cluster,
        RunningAs running,
        ProvenRevisions proven)
        implements AutoCloseable {
    /// @throws SettingsException when a target, a secret or a kubeconfig can't be used
    public static Actuators of(Settings settings, InstantSource clock) {
        SignedClient client = new SignedClient(clock, settings.deadlines().call());
        try {
            List<Target> targets = targets(settings);
            Optional<Pager> pager =
                    settings.page().map(page -> new WebhookPager(page.address(), page.form(), page.secret(), client));
            RunningAs running = new RunningAs();
            ProvenRevisions proven = new ProvenRevisions();
            Optional<KubernetesAccess> cluster = cluster(settings);
            ActuatorTable table = new TargetTable(targets, pager, client);
            return new Actuators(
                    cluster.filter(access -> settings.kubernetes().act())
                            .map(access -> behind(
                                    table,
                                    targets(access, settings, new KubernetesTargets.Knowledge(running, proven), clock)))
                            .orElse(table),
                    client,
                    cluster,
                    running,
                    proven);
        } catch (SettingsException wrong) {
            client.close();
            throw wrong;
        } catch (IllegalArgumentException wrong) {
            client.close();
            throw new SettingsException(List.of(String.valueOf(wrong.getMessage())));
        }
    }

    /// Whether some target that is configured takes actions of a type; where none is, nobody expects that. Asks
    /// nobody.
    public static Predicate<String> takes(Settings settings) {
        List<Target> targets = targets(settings);
        boolean cluster = settings.kubernetes().act();
        return type -> targets.isEmpty() && !cluster
                || type.equals(ActionType.ESCALATE)
                || targets.stream().anyMatch(target -> target.takesType(type))
                || cluster && KubernetesTargets.TYPES.contains(type);
    }

    private static List<Target> targets(Settings settings) {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < settings.targets().size(); i++) {
            Settings.Target target = settings.targets().get(i);
            targets.add(Target.parse(
                    "nightshift.targets[" + i + "]",
                    target.service(),
                    target.action(),
                    target.address().toString(),
                    target.secret()));
        }
        return targets;
    }

    private static Optional<KubernetesAccess> cluster(Settings settings) {
        Settings.Kubernetes kubernetes = settings.kubernetes();
        return kubernetes.observe() || kubernetes.act()
                ? Optional.of(KubernetesAccess.of(
                        kubernetes.access(), settings.deadlines().call()))
                : Optional.empty();
    }

    private static KubernetesTargets targets(
            KubernetesAccess access, Settings settings, KubernetesTargets.Knowledge knowledge, InstantSource clock) {
        return new KubernetesTargets(
                access.acting(),
                settings.kubernetes().access().cluster(),
                settings.kubernetes().bounds(),
                knowledge,
                clock,
                settings.deadlines().call());
    }

    /// The cluster does what no configured target takes.
    private static ActuatorTable behind(ActuatorTable configured, KubernetesTargets cluster) {
        return new ActuatorTable() {
            @Override
            public Actuator of(Action action) {
                Actuator first = configured.of(action);
                return first instanceof NoTarget ? cluster.of(action).orElse(first) : first;
            }

            @Override
            public boolean takes(String type) {
                return configured.takes(type) || cluster.takes(type);
            }
        };
    }

    /// Everything goes to one world.
    public static Actuators of(ActionAddress world, InstantSource clock) {
        SignedClient client = new SignedClient(clock, SignedClient.DEADLINE);
        Target everything = Target.parse("world", "*", "*", world.uri().toString(), world.secret());
        return new Actuators(
                new TargetTable(List.of(everything), Optional.empty(), client),
                client,
                Optional.empty(),
                new RunningAs(),
                new ProvenRevisions());
    }

    @Override
    public void close() {
        client.close();
        cluster.ifPresent(KubernetesAccess::close);
    }
}
