package nightshift.observe.changes;

import java.util.List;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.LogRecord;
import nightshift.observe.naming.Source;
import nightshift.observe.series.SeriesTable;
import nightshift.observe.series.Stream;

/// Log records as counts per severity, and the events among them that tell of a change. Guarded by the observer's lock.
public final class LogIntake {
    private final SeriesTable parts;
    private final Changes changes;
    private final Fingerprint print = new Fingerprint();

    public LogIntake(SeriesTable parts, Changes changes) {
        this.parts = parts;
        this.changes = changes;
    }

    public void apply(List<LogRecord> records, long now) {
        for (LogRecord told : records) {
            long time = told.time() == 0 ? now : told.time();
            if (told.event().equals(LogRecord.CHANGE_EVENT)) {
                // a change is news however late it is told
                changes.told(told, time);
            } else {
                count(told, time, now);
            }
        }
    }

    private void count(LogRecord told, long time, long now) {
        DropReason outside = parts.accumulator().outside(time, now);
        Source source = outside == null ? parts.sources().of(told.resource()) : null;
        if (source == null) {
            parts.drops().count(outside == null ? DropReason.SOURCE_LIMIT : outside);
            return;
        }
        String severity = told.severityName();
        print.from(source.high(), source.low()).then("log").then(severity);
        int number = parts.streams()
                .of(print, parts.clock().window(time), () -> parts.resolver().log(source, severity));
        Stream stream = number < 0 ? null : parts.table().stream(number);
        if (stream != null) {
            parts.accumulator().event(number, stream, 1, time);
        }
    }
}
