package nightshift.app.settings;

import io.smallrye.config.WithConverter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nightshift.act.ActConfig;
import nightshift.act.interlock.InterlockConfig;
import nightshift.act.life.LifeConfig;
import nightshift.act.life.NoticeConfig;
import nightshift.act.verify.Deadlines;
import nightshift.act.verify.VerifyConfig;
import nightshift.app.settings.Converters.AsCount;
import nightshift.app.settings.Converters.AsDuration;
import nightshift.app.settings.Converters.AsFactor;
import nightshift.app.settings.Converters.AsPart;
import nightshift.app.settings.Converters.AsPatience;
import nightshift.app.settings.Converters.AsShare;
import nightshift.app.settings.Converters.AsTimes;
import nightshift.app.settings.Converters.Times;
import nightshift.fact.decision.MuteLimits;
import nightshift.fact.telemetry.Patience;

/// What the acting stage can be told.
final class ActKeys {
    private ActKeys() {}

    interface Actions {
        @WithConverter(AsShare.class)
        Optional<Double> confidence();

        @WithConverter(AsDuration.class)
        Optional<Duration> cooldown();

        @WithConverter(AsCount.class)
        Optional<Integer> targets();

        @WithConverter(AsPart.class)
        Optional<Double> share();

        @WithConverter(AsCount.class)
        Optional<Integer> namespace();

        @WithConverter(AsCount.class)
        Optional<Integer> hourly();

        @WithConverter(AsCount.class)
        Optional<Integer> hourlyService();

        @WithConverter(AsCount.class)
        Optional<Integer> storm();

        @WithConverter(AsPart.class)
        Optional<Double> stormShare();

        @WithConverter(AsDuration.class)
        Optional<Duration> stormWithin();

        @WithConverter(AsDuration.class)
        Optional<Duration> reversal();

        @WithConverter(AsDuration.class)
        Optional<Duration> veto();

        @WithConverter(AsDuration.class)
        Optional<Duration> gap();
    }

    interface Approval {
        @WithConverter(AsDuration.class)
        Optional<Duration> expires();

        @WithConverter(AsDuration.class)
        Optional<Duration> plan();

        @WithConverter(AsTimes.class)
        Optional<Times> reminders();
    }

    interface Mutes {
        @WithConverter(AsDuration.class)
        Optional<Duration> longest();

        @WithConverter(AsDuration.class)
        Optional<Duration> weekly();

        @WithConverter(AsCount.class)
        Optional<Integer> most();
    }

    interface Running {
        @WithConverter(AsDuration.class)
        Optional<Duration> time();

        Map<String, @WithConverter(AsDuration.class) Duration> times();

        @WithConverter(AsDuration.class)
        Optional<Duration> unknown();

        @WithConverter(AsDuration.class)
        Optional<Duration> again();

        @WithConverter(AsDuration.class)
        Optional<Duration> paging();

        @WithConverter(AsDuration.class)
        Optional<Duration> cancelling();
    }

    interface Verify {
        @WithConverter(AsPatience.class)
        Optional<Patience> healthy();

        @WithConverter(AsDuration.class)
        Optional<Duration> settle();

        @WithConverter(AsDuration.class)
        Optional<Duration> time();

        Map<String, @WithConverter(AsDuration.class) Duration> times();

        @WithConverter(AsPatience.class)
        Optional<Patience> young();

        Proof proof();

        Worse worse();
    }

    interface Proof {
        @WithConverter(AsShare.class)
        Optional<Double> share();

        @WithConverter(AsCount.class)
        Optional<Integer> requests();

        @WithConverter(AsShare.class)
        Optional<Double> collapsed();
    }

    interface Worse {
        @WithConverter(AsPatience.class)
        Optional<Patience> windows();

        @WithConverter(AsFactor.class)
        Optional<Double> times();

        @WithConverter(AsFactor.class)
        Optional<Double> failures();
    }

    static ActConfig filled(Configuration written, ActConfig usual, Mistakes mistakes) {
        return new ActConfig(
                mistakes.guarded(
                        "nightshift.actions.confidence",
                        () -> limits(written.actions(), usual.limits()),
                        usual.limits()),
                patience(written.approval(), written.running(), usual.patience()),
                verifying(written.verify(), usual.verifying()),
                new NoticeConfig(
                        written.approval().plan().orElse(usual.notices().plan()),
                        written.approval()
                                .reminders()
                                .map(Times::each)
                                .orElse(usual.notices().reminders())),
                new MuteLimits(
                        written.mutes().longest().orElse(usual.mutes().longest()),
                        written.mutes().weekly().orElse(usual.mutes().weekly()),
                        written.mutes().most().orElse(usual.mutes().most())));
    }

    private static InterlockConfig limits(Actions written, InterlockConfig usual) {
        return new InterlockConfig(
                written.confidence().orElse(usual.confidenceFloor()),
                written.cooldown().orElse(usual.coolDown()),
                new InterlockConfig.AtOnce(
                        written.targets().orElse(usual.atOnce().services()),
                        written.share().orElse(usual.atOnce().share()),
                        written.namespace().orElse(usual.atOnce().inNamespace())),
                new InterlockConfig.PerHour(
                        written.hourly().orElse(usual.perHour().actions()),
                        written.hourlyService().orElse(usual.perHour().onOne())),
                new InterlockConfig.Storm(
                        written.storm().orElse(usual.storm().from()),
                        written.stormShare().orElse(usual.storm().share()),
                        written.stormWithin().orElse(usual.storm().within())),
                new InterlockConfig.Reversal(
                        written.reversal().orElse(usual.reversal().within()),
                        written.veto().orElse(usual.reversal().veto())),
                written.gap().orElse(usual.turnGap()));
    }

    private static LifeConfig patience(Approval approval, Running running, LifeConfig usual) {
        return new LifeConfig(
                approval.expires().orElse(usual.approval()),
                running.unknown().orElse(usual.unknown()),
                running.paging().orElse(usual.paging()),
                running.again().orElse(usual.askAgain()),
                deadlines(running.time(), running.times(), usual.running()),
                running.cancelling().orElse(usual.cancelling()));
    }

    private static VerifyConfig verifying(Verify written, VerifyConfig usual) {
        VerifyConfig.Proof proof = usual.proof();
        VerifyConfig.Worse worse = usual.worse();
        return new VerifyConfig(
                written.healthy().orElse(usual.healthy()),
                new VerifyConfig.Proof(
                        written.proof().share().orElse(proof.share()),
                        written.proof().requests().orElse(proof.requests()),
                        written.proof().collapsed().orElse(proof.collapsed())),
                new VerifyConfig.Worse(
                        written.worse().windows().orElse(worse.windows()),
                        written.worse().times().orElse(worse.factor()),
                        written.worse().failures().orElse(worse.failuresFactor())),
                written.settle().orElse(usual.settle()),
                deadlines(written.time(), written.times(), usual.deadlines()),
                written.young().orElse(usual.young()));
    }

    /// Types that are not named keep the times that they have.
    private static Deadlines deadlines(Optional<Duration> time, Map<String, Duration> times, Deadlines usual) {
        Map<String, Duration> byType = new HashMap<>(usual.byType());
        byType.putAll(times);
        return new Deadlines(byType, time.orElse(usual.otherwise()));
    }
}
