package nightshift.observe.intake;

import java.util.Map;
import java.util.Optional;

/// The texts behind the rows of a [PointBatch], and the buckets of its histograms. Texts are asked only for a series
/// that was never seen before, so that a known one costs no text at all.
public interface PointLabels {
    /// Attributes of the batch's resource; empty when they can't be decoded.
    Optional<Map<String, String>> resource(int resource);

    /// Name of the batch's metric as it was sent.
    String name(int metric);

    /// Unit of the batch's metric as it was sent.
    String unit(int metric);

    /// Attributes of a row; empty when they can't be decoded.
    ///
    /// @param place what the decoder gave to [PointBatch#add]
    Optional<Map<String, String>> attributes(int metric, long place);

    /// The buckets of a histogram's row. Asked for each row of a series that keeps a sketch.
    ///
    /// @param into is made anew
    /// @return false when they are malformed
    default boolean buckets(int metric, long place, Buckets into) {
        into.clear();
        return true;
    }
}
