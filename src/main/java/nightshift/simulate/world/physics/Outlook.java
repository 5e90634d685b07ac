package nightshift.simulate.world.physics;

import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Operation;

/// How those fare who call operations in this second, expected, not drawn: means and variances in seconds,
/// by operation.
public final class Outlook {
    final double[] okMean;
    final double[] okVariance;
    /// Share that ends badly, refused and lost ones included.
    public final double[] badShare;
    final double[] badMean;
    /// Share of bad ones that nobody took.
    public final double[] refusedShare;

    /// Share of bad ones that were beyond a quota.
    public final double[] limitedShare;

    Outlook(Layout layout) {
        int operations = layout.operations().size();
        okMean = new double[operations];
        okVariance = new double[operations];
        badShare = new double[operations];
        badMean = new double[operations];
        refusedShare = new double[operations];
        limitedShare = new double[operations];
        for (Operation operation : layout.operations()) {
            okMean[operation.index()] = operation.work().seconds();
        }
    }
}
