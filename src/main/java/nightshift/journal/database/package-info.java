/// One SQLite file: opened, migrated, written by one at a time, read by anybody.
///
/// Whether it can be written is a state that callers ask for, since a full disk comes and goes; a
/// connection that met one is dropped. What is in the file is for those who open it.
@NullMarked
package nightshift.journal.database;

import org.jspecify.annotations.NullMarked;
