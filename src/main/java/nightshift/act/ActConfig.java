package nightshift.act;

import nightshift.act.interlock.InterlockConfig;
import nightshift.act.life.LifeConfig;
import nightshift.act.life.NoticeConfig;
import nightshift.act.verify.VerifyConfig;
import nightshift.fact.decision.MuteLimits;

/// How far acting may go, how long it waits, and what counts as healed. Defaults suit windows of 10 s.
///
/// @param limits of the interlocks
/// @param patience with people and targets
/// @param verifying whether an action helped
/// @param notices when people are told of what waits for them
/// @param mutes how far people may mute
public record ActConfig(
        InterlockConfig limits, LifeConfig patience, VerifyConfig verifying, NoticeConfig notices, MuteLimits mutes) {
    public static ActConfig defaults() {
        return new ActConfig(
                InterlockConfig.defaults(),
                LifeConfig.defaults(),
                VerifyConfig.defaults(),
                NoticeConfig.defaults(),
                MuteLimits.DEFAULT);
    }
}
