package nightshift.simulate.shop;

import java.util.ArrayList;
import java.util.List;

/// What happened since it was last read: spans, log lines, changes. Bounded, as exporters' queues are.
final class Recorder {
    private static final int MOST_SPANS = 600;
    private static final int MOST_LINES = 1500;

    private List<Span> spans = new ArrayList<>();
    private List<LogLine> lines = new ArrayList<>();
    private List<ChangeNotice> changes = new ArrayList<>();

    void span(Span span) {
        if (spans.size() < MOST_SPANS) {
            spans.add(span);
        }
    }

    void line(LogLine line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }

    void change(ChangeNotice change) {
        changes.add(change);
    }

    List<Span> takeSpans() {
        List<Span> taken = spans;
        spans = new ArrayList<>();
        return taken;
    }

    List<LogLine> takeLines() {
        List<LogLine> taken = lines;
        lines = new ArrayList<>();
        return taken;
    }

    List<ChangeNotice> takeChanges() {
        List<ChangeNotice> taken = changes;
        changes = new ArrayList<>();
        return taken;
    }
}
