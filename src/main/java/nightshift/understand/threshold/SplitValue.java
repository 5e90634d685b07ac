package nightshift.understand.threshold;

import nightshift.fact.telemetry.SeriesKey;

/// One window's value of a signal that attributes split into series: the series without attributes if there
/// is one, else all of them added up or averaged.
final class SplitValue {
    private double total = Double.NaN;
    private double sum;
    private int parts;
    private boolean addsUp;

    void add(SeriesKey key, double value) {
        if (key.attributes().isEmpty()) {
            total = value;
        } else {
            sum += value;
            parts++;
            addsUp = key.signal().addsUp();
        }
    }

    double combined() {
        if (!Double.isNaN(total)) {
            return total;
        }
        return addsUp ? sum : sum / parts;
    }
}
