package nightshift.app.bench.detection;

import java.util.ArrayList;
import java.util.List;
import nightshift.app.bench.detection.LabelledSeries.Rows;

/// What a person on call would say of a detector: how many events woke them, and how often they were woken for nothing.
///
/// Rows at or above a threshold, at most [#MERGED] rows apart, are one alarm; it pages at its first row and again every
/// four hours while it lasts, so that one that is always on is punished. An event is seen by a page between
/// [#TOLERANCE] rows before it and as many after; every page outside of all events is a false one.
///
/// @param events how many there were
/// @param seen how many of them were paged for
/// @param falsePages pages outside of all events
record EventScore(int events, int seen, int falsePages) {
    private static final int MERGED = 5;
    private static final int TOLERANCE = 2;
    private static final double AGAIN_SECONDS = 4 * 3600.0;

    /// Of one file.
    static EventScore of(LabelledSeries file, double[] nines, double threshold) {
        List<Integer> pages = pages(file, nines, threshold);
        List<Rows> scored = file.events().stream()
                .filter(event -> event.last() >= file.start())
                .toList();
        int seen = (int) scored.stream()
                .filter(event -> pages.stream().anyMatch(page -> near(event, page)))
                .count();
        int falsePages = (int) pages.stream()
                .filter(page -> scored.stream().noneMatch(event -> near(event, page)))
                .count();
        return new EventScore(scored.size(), seen, falsePages);
    }

    private static boolean near(Rows event, int page) {
        return page >= event.first() - TOLERANCE && page <= event.last() + TOLERANCE;
    }

    private static List<Integer> pages(LabelledSeries file, double[] nines, double threshold) {
        long again = Math.max(1, Math.round(AGAIN_SECONDS / file.step()));
        List<Integer> pages = new ArrayList<>();
        int last = Integer.MIN_VALUE / 2;
        int first = 0;
        long told = 0;
        for (int row = file.start(); row < nines.length; row++) {
            if (nines[row] < threshold) {
                continue;
            }
            if (row - last > MERGED) {
                first = row;
                told = 0;
            }
            // a page that fell due between two of an alarm's rows is told at its own time, as a repeat timer would
            for (; first + told * again <= row; told++) {
                pages.add((int) (first + told * again));
            }
            last = row;
        }
        return pages;
    }

    EventScore plus(EventScore other) {
        return new EventScore(events + other.events, seen + other.seen, falsePages + other.falsePages);
    }

    double precision() {
        return (double) seen / Math.max(1, seen + falsePages);
    }

    double recall() {
        return (double) seen / Math.max(1, events);
    }

    /// The harmonic mean of both.
    double f1() {
        return 2 * precision() * recall() / Math.max(1e-12, precision() + recall());
    }
}
