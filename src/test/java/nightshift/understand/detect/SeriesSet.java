package nightshift.understand.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalKind;

/// Series that the training generator made, one a line: `lens,step,count,values`.
record SeriesSet(List<Line> lines) {
    /// @param lens how the generator looked at it
    /// @param step seconds between values
    /// @param count observations usually behind a value
    /// @param wrong rows in which something was wrong
    record Line(String lens, int step, long count, double[] values, BitSet wrong) {
        boolean quiet(int row) {
            return !wrong.get(row);
        }

        /// A signal that a detector would meet such values under.
        Signal signal() {
            return switch (lens) {
                case "latency" -> new Signal("x.duration", "s", SignalKind.HISTOGRAM);
                case "count" -> new Signal("x.rate", "{request}/s", SignalKind.RATE);
                case "ratio" -> new Signal("x.error.ratio", "1", SignalKind.GAUGE);
                case "utilisation" -> new Signal("x.utilization", "1", SignalKind.GAUGE);
                case "whole" -> new Signal("x.count", "{thing}", SignalKind.GAUGE);
                case "gauge", "sparse" -> new Signal("x", "By", SignalKind.GAUGE);
                default -> throw new IllegalArgumentException("no such lens: " + lens);
            };
        }
    }

    static SeriesSet read(InputStream gzipped) throws IOException {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(gzipped), StandardCharsets.UTF_8))) {
            return new SeriesSet(in.lines().skip(1).map(SeriesSet::line).toList());
        }
    }

    private static Line line(String text) {
        String[] cells = text.split(",", -1);
        double[] values = Arrays.stream(cells[3].split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Line(cells[0], Integer.parseInt(cells[1]), Long.parseLong(cells[2]), values, new BitSet());
    }
}
