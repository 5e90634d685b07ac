package nightshift.observe.otlp.wire;

import java.util.ArrayList;
import java.util.List;
import nightshift.observe.intake.Fingerprint;
import nightshift.observe.intake.LogRecord;
import nightshift.observe.intake.Resource;

/// Decodes one `ExportLogsServiceRequest` from bytes. Bodies and attributes are looked into only for the events that
/// tell of a change.
public final class LogsDecoder {
    private static final int RESOURCE_LOGS = 1 << 3 | WireReader.BYTES;
    private static final int SCOPE_LOGS = 2 << 3 | WireReader.BYTES;
    private static final int LOG_RECORD = 2 << 3 | WireReader.BYTES;

    private LogsDecoder() {}

    /// @param limit log records that one request may hold
    public static List<LogRecord> decode(byte[] body, int limit) throws RefusedException {
        List<LogRecord> records = new ArrayList<>();
        LogRecordReader reader = new LogRecordReader(body);
        Fingerprint print = new Fingerprint();
        WireReader in = new WireReader(body);
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == RESOURCE_LOGS) {
                int end = in.bytesEnd();
                Resource resource = ResourceReader.resource(body, in.at(), end, print);
                resourceLogs(in.at(), end, resource, reader, records, limit);
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
        return records;
    }

    private static void resourceLogs(
            int from, int to, Resource resource, LogRecordReader reader, List<LogRecord> records, int limit)
            throws RefusedException {
        WireReader in = new WireReader(reader.body()).open(from, to);
        WireReader scope = new WireReader(reader.body());
        for (int tag = in.tag(); tag != 0; tag = in.tag()) {
            if (tag == SCOPE_LOGS) {
                int end = in.bytesEnd();
                scope.open(in.at(), end);
                for (int inner = scope.tag(); inner != 0; inner = scope.tag()) {
                    if (inner == LOG_RECORD) {
                        int recordEnd = scope.bytesEnd();
                        if (records.size() == limit) {
                            throw new RefusedException(
                                    Refusal.TOO_LARGE,
                                    "more than " + limit + " log records in one request; send smaller batches");
                        }
                        records.add(reader.read(scope.at(), recordEnd, resource));
                        scope.moveTo(recordEnd);
                    } else {
                        scope.skip(inner);
                    }
                }
                in.moveTo(end);
            } else {
                in.skip(tag);
            }
        }
    }
}
