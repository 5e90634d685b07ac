package nightshift.app.assembly;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightshift.act.http.SignedClient;
import nightshift.act.http.Target;
import nightshift.act.http.TargetTable;
import nightshift.act.http.WebhookPager;
import nightshift.act.target.ActuatorTable;
import nightshift.act.target.Pager;
import nightshift.app.settings.Settings;
import nightshift.app.settings.SettingsException;
import nightshift.simulate.target.ActionAddress;

/// Where actions go, by what was configured.
///
/// @param table which actuator does what
/// @param client what they send with; closed with this
public record Actuators(ActuatorTable table, SignedClient client) implements AutoCloseable {
    /// @throws SettingsException when a target or a secret can't be used
    public static Actuators of(Settings settings, InstantSource clock) {
        SignedClient client = new SignedClient(clock, settings.deadlines().call());
        try {
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
            Optional<Pager> pager =
                    settings.page().map(page -> new WebhookPager(page.address(), page.form(), page.secret(), client));
            return new Actuators(new TargetTable(targets, pager, client), client);
        } catch (IllegalArgumentException wrong) {
            client.close();
            throw new SettingsException(List.of(String.valueOf(wrong.getMessage())));
        }
    }

    /// Everything goes to one world.
    public static Actuators of(ActionAddress world, InstantSource clock) {
        SignedClient client = new SignedClient(clock, SignedClient.DEADLINE);
        Target everything = Target.parse("world", "*", "*", world.uri().toString(), world.secret());
        return new Actuators(new TargetTable(List.of(everything), Optional.empty(), client), client);
    }

    @Override
    public void close() {
        client.close();
    }
}
