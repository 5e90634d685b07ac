package nightshift.app.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nightshift.act.http.PageForm;
import nightshift.app.settings.Converters.AsAddress;
import nightshift.app.settings.Converters.AsCount;
import nightshift.app.settings.Converters.AsDuration;
import nightshift.app.settings.Converters.AsFlag;
import nightshift.app.settings.Converters.AsForm;
import nightshift.app.settings.Converters.AsNames;
import nightshift.app.settings.Converters.AsPath;
import nightshift.app.settings.Converters.AsPort;
import nightshift.app.settings.Converters.AsSecret;
import nightshift.app.settings.Converters.AsShare;
import nightshift.app.settings.Converters.AsSize;
import nightshift.app.settings.Converters.AsText;
import nightshift.app.settings.Converters.Names;

/// All keys that begin with `nightshift.`, as they are written: what is absent was left at its default,
/// which the record that it belongs to has. Meaning and default of each are in `docs/configuration.md`,
/// which a test holds against this.
@ConfigMapping(prefix = Configuration.PREFIX)
interface Configuration {
    String PREFIX = "nightshift";

    @WithConverter(AsText.class)
    Optional<String> host();

    @WithConverter(AsSecret.class)
    Optional<String> token();

    @WithConverter(AsNames.class)
    Optional<Names> hosts();

    @WithConverter(AsNames.class)
    Optional<Names> proxies();

    @WithConverter(AsCount.class)
    Optional<Integer> followers();

    Port http();

    Otlp otlp();

    Directories directories();

    @WithConverter(AsDuration.class)
    Optional<Duration> turn();

    Deadline deadline();

    @WithConverter(AsDuration.class)
    Optional<Duration> watchdog();

    List<Target> targets();

    Page page();

    KubernetesKeys.Kubernetes kubernetes();

    Log log();

    ObserveKeys.Intake intake();

    ObserveKeys.Limits limits();

    ObserveKeys.Names names();

    ObserveKeys.Latency latency();

    ObserveKeys.Changes changes();

    UnderstandKeys.Incidents incidents();

    List<Objective> objectives();

    DecideKeys.Rules rules();

    DecideKeys.Escalation escalation();

    ActKeys.Actions actions();

    ActKeys.Approval approval();

    ActKeys.Mutes mutes();

    ActKeys.Running running();

    ActKeys.Verify verify();

    JournalKeys.Journal journal();

    JournalKeys.Windows windows();

    JournalKeys.Recall recall();

    JournalKeys.Holds holds();

    interface Port {
        @WithConverter(AsPort.class)
        Optional<Integer> port();
    }

    interface Otlp {
        Port grpc();

        Port http();

        @WithConverter(AsSize.class)
        Optional<Long> request();

        @WithConverter(AsCount.class)
        Optional<Integer> items();

        @WithConverter(AsCount.class)
        Optional<Integer> concurrent();
    }

    interface Directories {
        @WithConverter(AsPath.class)
        Optional<Path> data();

        @WithConverter(AsPath.class)
        Optional<Path> rules();

        @WithConverter(AsPath.class)
        Optional<Path> models();
    }

    interface Deadline {
        @WithConverter(AsDuration.class)
        Optional<Duration> call();

        @WithConverter(AsDuration.class)
        Optional<Duration> shutdown();
    }

    interface Target {
        @WithConverter(AsText.class)
        Optional<String> service();

        @WithConverter(AsText.class)
        Optional<String> action();

        @WithConverter(AsAddress.class)
        Optional<URI> address();

        @WithConverter(AsSecret.class)
        Optional<String> secret();
    }

    interface Page {
        @WithConverter(AsAddress.class)
        Optional<URI> address();

        @WithConverter(AsForm.class)
        Optional<PageForm> form();

        @WithConverter(AsSecret.class)
        Optional<String> secret();
    }

    interface Log {
        @WithConverter(AsFlag.class)
        Optional<Boolean> json();
    }

    interface Objective {
        @WithConverter(AsText.class)
        Optional<String> services();

        @WithConverter(AsShare.class)
        Optional<Double> availability();

        @WithConverter(AsDuration.class)
        Optional<Duration> latency();
    }
}
