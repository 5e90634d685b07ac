/// What was measured, window by window: so that a new process knows what is normal, and a plot of an
/// old incident still shows its windows.
///
/// A second SQLite file beside the journal, one row for each closed window: its columns byte-shuffled
/// and compressed in blocks, under a checksum. Numbers of series are the file's own, since those of a
/// process end with it. Beside these stand the versions that ran and what services promised, so that a
/// new process knows what is new and what to hold them to. It is bounded by size and age. A power cut
/// may cost the last windows; a row that is damaged is skipped, a file that is damaged is moved aside,
/// and a disk that is full costs windows: all of it is told, and nothing of it stops the loop.
@NullMarked
package nightshift.journal.window;

import org.jspecify.annotations.NullMarked;
