package nightshift.simulate.world.physics;

import nightshift.simulate.world.layout.Call;

/// How requests of one operation fare in one pod in this second: means in seconds from when they begin, and
/// shares. Reused from request to request.
public final class Fare {
    private static final double LEFT_OUT = 0.5;

    private double own;
    private double ownVariance;
    private double okMean;
    private double okVariance;
    private double badMean;
    private double badWeight;
    private double survives;
    private double errors;
    private double mistakes;

    /// Begins with the pod's own part.
    ///
    /// @param ownMean mean of wait for a core and work
    void begin(double ownMean, double variance, double errorShare, double mistakeShare) {
        own = ownMean;
        ownVariance = variance;
        okMean = ownMean;
        okVariance = variance;
        badMean = 0;
        badWeight = 0;
        survives = 1;
        errors = Math.min(1, errorShare);
        mistakes = mistakeShare;
    }

    /// Adds a call: how attempts of it fare, wait for a connection included.
    void call(Call call, double attemptMean, double attemptVariance, double failShare, double failMean) {
        int tries = call.patience().retries() + 1;
        double failed = Math.pow(failShare, tries);
        double wasted = 0;
        double chance = 1;
        for (int tried = 1; tried < tries; tried++) {
            chance *= failShare;
            wasted += chance - failed;
        }
        double good = attemptMean + (failed < 1 ? wasted / (1 - failed) * failMean : 0);
        double bad = tries * failMean;
        double times = call.perRequest();
        if (call.patience().optional()) {
            okMean += times * ((1 - failed) * good + failed * bad);
            okVariance += times * (attemptVariance + failed * (1 - failed) * (bad - good) * (bad - good));
            return;
        }
        okMean += times * good;
        okVariance += times * attemptVariance;
        double fails = 1 - Math.pow(1 - failed, times);
        badMean += fails * bad;
        badWeight += fails;
        survives *= 1 - fails;
    }

    public double ownMean() {
        return own;
    }

    public double ownVariance() {
        return ownVariance;
    }

    double okMean() {
        return okMean;
    }

    double okVariance() {
        return okVariance;
    }

    /// One that fails at a callee has done about half of all else.
    double dependencyMean() {
        double failing = badWeight > 0 ? badMean / badWeight : 0;
        return own + failing + LEFT_OUT * Math.max(0, okMean - own - failing);
    }

    double errorMean() {
        return own + LEFT_OUT * (okMean - own);
    }

    double mistakeMean() {
        return own;
    }

    public double mistakeShare() {
        return mistakes;
    }

    public double errorShare() {
        return (1 - mistakes) * errors;
    }

    double dependencyShare() {
        return (1 - mistakes) * (1 - errors) * (1 - survives);
    }

    /// Mean over all endings.
    double hold() {
        double bad = errorShare() + dependencyShare();
        return mistakes * mistakeMean()
                + errorShare() * errorMean()
                + dependencyShare() * dependencyMean()
                + (1 - mistakes - bad) * okMean;
    }
}
