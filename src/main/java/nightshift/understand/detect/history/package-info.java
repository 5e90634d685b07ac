/// What is kept of a series' past on the heap, in bounded bytes: the last values, the last windows with their ends, and
/// a week of five-minute means. Nothing here judges.
///
/// [nightshift.understand.detect.history.HistoryBatch] is how a forecast looks at the pasts of many series at once.
@NullMarked
package nightshift.understand.detect.history;

import org.jspecify.annotations.NullMarked;
