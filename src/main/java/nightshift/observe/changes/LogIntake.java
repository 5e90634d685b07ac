package nightshift.observe.changes;

import java.util.List;
import nightshift.observe.identity.Source;
import nightshift.observe.intake.DropReason;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.LogRecord;
import nightshift.observe.series.SeriesTable;
import nightshift.observe.series.Stream;

/// Log records as counts per severity, and the events among them that tell of a change. Guarded by the observer's lock.
public final class LogIntake {
    private final SeriesTable table;
    private final Changes changes;
    private final Fingerprint print = new Fingerprint();

    public LogIntake(SeriesTable table, Changes changes) {
        this.table = table;
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
        DropReason outside = table.accumulator().outside(time, now);
        Source source = outside == null ? table.sources().of(told.resource()) : null;
        if (source == null) {
            table.drops().count(outside == null ? DropReason.SOURCE_LIMIT : outside);
            return;
        }
        String severity = told.severityName();
        print.from(source.high(), source.low()).then("log").then(severity);
        int number = table.streams()
                .of(print, table.clock().window(time), () -> table.resolver().log(source, severity));
        Stream stream = number < 0 ? null : table.table().stream(number);
        if (stream != null) {
            table.accumulator().event(number, stream, 1, time);
        }
    }
}
