package nightshift.observe.intake;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A 128-bit hash in two lanes, computed without allocation; identity of a time series by its raw bytes.
///
/// Each lane folds the 128-bit product of the data and a constant (the mixing step of wyhash). Parts are added up with
/// [#add], so that the order of attributes does not matter, and chained with [#then] where order does. Not safe for
/// several threads.
public final class Fingerprint {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long K0 = 0xa0761d6478bd642fL;
    private static final long K1 = 0xe7037ed1a0b428dbL;
    private static final long K2 = 0x8ebc6af09c88c6e3L;
    private static final long K3 = 0x589965cc75374cc3L;

    private long high;
    private long low;

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /// Begins anew.
    public Fingerprint reset() {
        high = K0;
        low = K1;
        return this;
    }

    /// Continues from another fingerprint's state.
    public Fingerprint from(long otherHigh, long otherLow) {
        high = otherHigh;
        low = otherLow;
        return this;
    }

    /// Adds bytes in a way that does not depend on the order of the calls.
    public Fingerprint add(byte[] data, int from, int to) {
        long before = high;
        long beforeLow = low;
        reset().then(data, from, to);
        high += before;
        low += beforeLow;
        return this;
    }

    /// Chains bytes.
    public Fingerprint then(byte[] data, int from, int to) {
        long a = high ^ (to - from);
        long b = low + (to - from);
        int at = from;
        for (; to - at >= Long.BYTES; at += Long.BYTES) {
            long word = (long) LONG.get(data, at);
            a = fold(a ^ word, K2);
            b = fold(b ^ word, K3);
        }
        if (at < to) {
            long word = 0;
            for (; at < to; at++) {
                word = (word << 8) | (data[at] & 0xff);
            }
            a = fold(a ^ word, K0);
            b = fold(b ^ word, K1);
        }
        high = fold(a ^ K1, K3);
        low = fold(b ^ K0, K2);
        return this;
    }

    /// Chains a number.
    public Fingerprint then(long number) {
        high = fold(high ^ number, K2);
        low = fold(low ^ number, K3);
        return this;
    }

    /// Chains text.
    public Fingerprint then(String text) {
        then(text.length());
        for (int i = 0; i < text.length(); i++) {
            then(text.charAt(i));
        }
        return this;
    }

    private static long fold(long x, long k) {
        return (x * k) ^ Math.unsignedMultiplyHigh(x, k);
    }
}
