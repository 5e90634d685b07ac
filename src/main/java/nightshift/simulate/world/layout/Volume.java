package nightshift.simulate.world.layout;

/// The disk that a database keeps its data on.
///
/// @param index its place in [Layout#volumes()]
/// @param database whose, by index
/// @param writer the operation that needs room on it, by index
/// @param bytes how many it holds
/// @param filled share of them in use at the beginning
public record Volume(int index, int database, int writer, long bytes, double filled) {
    public Volume {
        if (bytes <= 0 || !(filled >= 0 && filled < 1)) {
            throw new IllegalArgumentException(
                    "a volume holds a byte or more and is not full at first, got " + bytes + " bytes, " + filled);
        }
    }
}
