package nightshift.simulate.shop.send;

import static nightshift.simulate.shop.send.Attributes.text;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import java.util.LinkedHashMap;
import java.util.Map;
import nightshift.simulate.shop.ChangeNotice;
import nightshift.simulate.shop.Instance;
import nightshift.simulate.shop.LogLine;
import nightshift.simulate.shop.Report;

/// Log lines by process, and changes as the documented event.
final class LogEncoder {
    private LogEncoder() {}

    static ExportLogsServiceRequest encode(Report report) {
        Moments moments = new Moments(report.start());
        Map<Instance, ScopeLogs.Builder> byProcess = new LinkedHashMap<>();
        for (LogLine line : report.lines()) {
            byProcess
                    .computeIfAbsent(line.instance(), fresh -> ScopeLogs.newBuilder())
                    .addLogRecords(encode(line, moments));
        }
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        byProcess.forEach((instance, lines) -> request.addResourceLogs(ResourceLogs.newBuilder()
                .setResource(Attributes.process(instance))
                .addScopeLogs(lines)));
        for (ChangeNotice change : report.changes()) {
            request.addResourceLogs(ResourceLogs.newBuilder()
                    .setResource(Attributes.service(change.service()))
                    .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(encode(change, moments))));
        }
        return request.build();
    }

    private static LogRecord.Builder encode(LogLine line, Moments moments) {
        return LogRecord.newBuilder()
                .setTimeUnixNano(moments.unix(line.at()))
                .setObservedTimeUnixNano(moments.unix(line.at()))
                .setSeverityNumber(SeverityNumber.forNumber(line.severity().number()))
                .setSeverityText(line.severity().name())
                .setBody(AnyValue.newBuilder().setStringValue(line.body()));
    }

    private static LogRecord.Builder encode(ChangeNotice change, Moments moments) {
        return LogRecord.newBuilder()
                .setTimeUnixNano(moments.unix(change.at()))
                .setObservedTimeUnixNano(moments.unix(change.at()))
                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_INFO)
                .setEventName("nightshift.change")
                .setBody(AnyValue.newBuilder().setStringValue(change.summary()))
                .addAttributes(text("change.id", change.id()))
                .addAttributes(text("change.kind", change.kind()))
                .addAttributes(text("change.version", change.version()))
                .addAttributes(text("change.previous_version", change.previousVersion()))
                .addAttributes(text("change.by", change.by()));
    }
}
