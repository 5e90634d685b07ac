/// What crosses the border: resources, batches of points, spans and log records in, receipts and reasons out.
///
/// An adapter decodes what its source sends into these values and hands them over; it needs to know nothing else of the
/// stage. Whatever is not taken is counted by reason, and the receipt tells the sender.
@NullMarked
package nightshift.observe.intake;

import org.jspecify.annotations.NullMarked;
