package nightshift.simulate.send.encode;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.EnumMap;
import java.util.Map;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.physics.Severity;

/// The lines that a process wrote since the last batch. Bodies are rendered strings, as a logging bridge sends them.
public final class LogEncoder {
    private final Map<Severity, Long> told = new EnumMap<>(Severity.class);

    /// @param now nanoseconds since 1970
    public ScopeLogs encode(Pod pod, long now) {
        ScopeLogs.Builder lines = ScopeLogs.newBuilder();
        for (Severity severity : Severity.values()) {
            long written = pod.logLines(severity);
            long before = told.getOrDefault(severity, 0L);
            told.put(severity, written);
            for (long line = before; line < written; line++) {
                lines.addLogRecords(record(severity, line, now));
            }
        }
        return lines.build();
    }

    private static LogRecord record(Severity severity, long line, long now) {
        return LogRecord.newBuilder()
                .setTimeUnixNano(now)
                .setObservedTimeUnixNano(now)
                .setSeverityText(severity.name())
                .setSeverityNumber(number(severity))
                .setBody(AnyValue.newBuilder().setStringValue(body(severity, line)))
                .build();
    }

    private static SeverityNumber number(Severity severity) {
        return switch (severity) {
            case DEBUG -> SeverityNumber.SEVERITY_NUMBER_DEBUG;
            case INFO -> SeverityNumber.SEVERITY_NUMBER_INFO;
            case WARN -> SeverityNumber.SEVERITY_NUMBER_WARN;
            case ERROR -> SeverityNumber.SEVERITY_NUMBER_ERROR;
        };
    }

    private static String body(Severity severity, long line) {
        return switch (severity) {
            case DEBUG -> "entering step " + line % 7 + " of request " + line;
            case INFO -> "handled request " + line;
            case WARN -> "slow answer to request " + line;
            case ERROR -> "request " + line + " failed";
        };
    }
}
