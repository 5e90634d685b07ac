package nightshift.simulate.world.physics;

import nightshift.simulate.world.layout.Volume;

/// How full a volume is.
public final class VolumeState {
    /// Bytes of a row with its share of index and log, less what is cleared away.
    private static final double BYTES_PER_WRITE = 4096;

    private final Volume volume;
    private double used;

    VolumeState(Volume volume) {
        this.volume = volume;
        this.used = volume.filled() * volume.bytes();
    }

    void wrote(int writes) {
        fill(writes * BYTES_PER_WRITE);
    }

    /// Something else writes.
    public void fill(double bytes) {
        used = Math.min(volume.bytes(), used + bytes);
    }

    /// Whether there is no room left.
    public boolean full() {
        return used >= volume.bytes();
    }

    /// Bytes it holds at most.
    public long capacity() {
        return volume.bytes();
    }

    /// Bytes in use at this instant.
    public long used() {
        return (long) used;
    }

    /// Bytes that are left at this instant.
    public long available() {
        return capacity() - used();
    }
}
