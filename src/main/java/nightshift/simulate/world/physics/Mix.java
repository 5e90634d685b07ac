package nightshift.simulate.world.physics;

/// How an operation fares over all pods that take it, each with equal weight: what callers see.
final class Mix {
    private int pods;
    private double ok;
    private double okSquares;
    private double bad;
    private double badTime;

    void clear() {
        pods = 0;
        ok = 0;
        okSquares = 0;
        bad = 0;
        badTime = 0;
    }

    void add(Fare fare, double queueWait, double queueVariance) {
        pods++;
        double mean = fare.okMean() + queueWait;
        ok += mean;
        okSquares += mean * mean + fare.okVariance() + queueVariance;
        bad += fare.errorShare() + fare.dependencyShare();
        badTime += fare.errorShare() * (queueWait + fare.errorMean())
                + fare.dependencyShare() * (queueWait + fare.dependencyMean());
    }

    /// @param refusedShare of requests that came; nobody took them
    /// @param limitedShare of requests that came; they were beyond a quota
    /// @param lostShare of those under way
    void conclude(Outlook outlook, int operation, double refusedShare, double limitedShare, double lostShare) {
        double failing = 0;
        double failingTime = 0;
        if (pods > 0) {
            double mean = ok / pods;
            outlook.okMean[operation] = mean;
            outlook.okVariance[operation] = Math.max(0, okSquares / pods - mean * mean);
            failing = bad / pods;
            failingTime = bad > 0 ? badTime / bad : 0;
        }
        double broken = 1 - (1 - lostShare) * (1 - failing);
        double taken = 1 - refusedShare - limitedShare;
        double all = 1 - taken * (1 - broken);
        outlook.badShare[operation] = all;
        outlook.badMean[operation] = all > 0 ? taken * broken * failingTime / all : 0;
        outlook.refusedShare[operation] = all > 0 ? refusedShare / all : 0;
        outlook.limitedShare[operation] = all > 0 ? limitedShare / all : 0;
    }
}
