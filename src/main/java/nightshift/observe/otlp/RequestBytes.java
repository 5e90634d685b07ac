package nightshift.observe.otlp;

import nightshift.observe.otlp.wire.RefusedException;

/// A request's message, or why it can't be had: what the transport found out while it unpacked it.
@FunctionalInterface
interface RequestBytes {
    /// The message as it was before compression.
    ///
    /// @throws RefusedException when it can't be decompressed or is too large
    byte[] get() throws RefusedException;

    static RequestBytes of(byte[] bytes) {
        return () -> bytes;
    }

    static RequestBytes refused(RefusedException refused) {
        return () -> {
            throw refused;
        };
    }
}
