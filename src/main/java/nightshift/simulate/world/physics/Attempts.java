package nightshift.simulate.world.physics;

import nightshift.simulate.world.chance.Dice;
import nightshift.simulate.world.chance.Spread;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;

/// How one attempt of each call fares in this second, once it has its connection: the callee's outlook, the
/// network between, and the caller's patience.
///
/// A lost packet is sent again after 0.2 s, and after twice as long each time it is lost again (RFC 6298
/// with Linux' least timeout); an attempt has one critical packet in each direction.
public final class Attempts {
    public static final double PUBLISH = 0.002;
    /// Until a caller has seen the certificate and ended the handshake.
    public static final double HANDSHAKE_SECONDS = 0.004;

    private static final double RETRANSMIT = 0.2;
    private static final int MOST_LOSSES = 8;

    private final Layout layout;
    private final Outlook outlook;
    private final Conditions conditions;
    final double[] okMean;
    final double[] okVariance;
    /// Share of attempts that fail.
    final double[] failShare;
    final double[] failMean;
    /// Share of failed attempts that got no secure connection.
    final double[] handshakeShare;
    /// Share of failed attempts that ran out of time.
    final double[] timeoutShare;

    Attempts(Layout layout, Outlook outlook, Conditions conditions) {
        this.layout = layout;
        this.outlook = outlook;
        this.conditions = conditions;
        int calls = layout.calls().size();
        okMean = new double[calls];
        okVariance = new double[calls];
        failShare = new double[calls];
        failMean = new double[calls];
        handshakeShare = new double[calls];
        timeoutShare = new double[calls];
    }

    void look(int index) {
        Call call = layout.calls().get(index);
        if (call.way() instanceof Call.Way.ThroughQueue) {
            okMean[index] = PUBLISH;
            okVariance[index] = PUBLISH * PUBLISH / 4;
            return;
        }
        int callee = call.callee();
        double mean = outlook.okMean[callee] + Call.NETWORK_SECONDS;
        double variance = outlook.okVariance[callee] + Call.NETWORK_SECONDS * Call.NETWORK_SECONDS;
        double limit = call.patience().timeoutSeconds();
        double loss = conditions.loss[index];
        double late = 0;
        if (loss > 0) {
            double[] delay = delay(loss, limit);
            mean += 2 * delay[0];
            variance += 2 * delay[1];
            late = 1 - (1 - delay[2]) * (1 - delay[2]);
        }
        late = 1 - (1 - late) * (1 - Spread.longer(mean, variance, limit));
        double bad = outlook.badShare[callee];
        double timeouts = (1 - bad) * late;
        okMean[index] = late > 0 ? Spread.meanBelow(mean, variance, limit) : mean;
        okVariance[index] = Math.min(variance, limit * limit / 12);
        double shut = conditions.handshake[layout.operations().get(callee).service()];
        double badMean = Math.min(limit, outlook.badMean[callee] + Call.NETWORK_SECONDS);
        double all = shut + (1 - shut) * (bad + timeouts);
        failShare[index] = all;
        double seconds = shut * HANDSHAKE_SECONDS + (1 - shut) * (bad * badMean + timeouts * limit);
        failMean[index] = all > 0 ? seconds / all : 0;
        handshakeShare[index] = all > 0 ? shut / all : 0;
        timeoutShare[index] = all > 0 ? (1 - shut) * timeouts / all : 0;
    }

    /// What one packet is delayed by losses.
    public static double delay(Dice dice, double loss) {
        int losses = 0;
        while (loss > 0 && losses < MOST_LOSSES && dice.chance(loss)) {
            losses++;
        }
        return RETRANSMIT * ((1 << losses) - 1);
    }

    /// What one direction adds: mean, variance, and the share that takes longer than the limit.
    private static double[] delay(double loss, double limit) {
        double mean = 0;
        double square = 0;
        double late = 0;
        double delay = 0;
        double share = 1 - loss;
        for (int losses = 0; losses <= MOST_LOSSES; losses++) {
            if (delay < limit) {
                mean += share * delay;
                square += share * delay * delay;
            } else {
                late += share;
            }
            delay += RETRANSMIT * (1 << losses);
            share *= loss;
        }
        late += Math.pow(loss, MOST_LOSSES + 1.0);
        double within = Math.max(1e-9, 1 - late);
        mean /= within;
        return new double[] {mean, square / within - mean * mean, late};
    }
}
