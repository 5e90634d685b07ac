package nightshift.observe.otlp.request;

import java.util.concurrent.ThreadLocalRandom;
import nightshift.observe.intake.Receipt;
import nightshift.observe.otlp.wire.WireWriter;

/// The messages that a receiver answers with.
public final class Replies {
    private static final byte[] NOTHING = new byte[0];
    private static final int LONGEST_MESSAGE = 4096;

    private Replies() {}

    /// An `Export...ServiceResponse`: the partial success is there only when there is something to say.
    public static byte[] accepted(Receipt receipt) {
        long rejected = receipt.rejected();
        if (rejected == 0) {
            return NOTHING;
        }
        String message = receipt.message();
        byte[] partial = new WireWriter()
                .number(1, rejected)
                .text(2, message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)))
                .toBytes();
        return new WireWriter().bytes(1, partial).toBytes();
    }

    /// A `google.rpc.Status`; with a `RetryInfo` when the sender should come back.
    ///
    /// @param delaySeconds 0 for none
    public static byte[] status(int code, String message, int delaySeconds) {
        WireWriter status = new WireWriter().number(1, code).text(2, message);
        if (delaySeconds > 0) {
            byte[] delay = new WireWriter().number(1, delaySeconds).toBytes();
            byte[] info = new WireWriter().bytes(1, delay).toBytes();
            byte[] any = new WireWriter()
                    .text(1, "type.googleapis.com/google.rpc.RetryInfo")
                    .bytes(2, info)
                    .toBytes();
            status.bytes(3, any);
        }
        return status.toBytes();
    }

    /// When to come back, 1 to 5 s: senders keep to it exactly, so equal delays would bring them all back at once.
    public static int retrySeconds() {
        return ThreadLocalRandom.current().nextInt(1, 6);
    }
}
