/// Judges what the compiler made of rules, class by class, before any of it is loaded.
///
/// The check on the syntax tree gives good messages, but it reads rule language, and what runs is Java: wherever the
/// two are read in different ways, what was checked is not what runs. So every class that is made from rule files is
/// read as the class file it is. It belongs to a family that the engine is known to make, it has that family's methods
/// in that family's shape, and the few methods that hold what a rule's author wrote call members of a closed list.
/// Whatever is not known is refused. What has passed is rewritten so that every evaluation ends: it counts its steps.
/// Knows the engine's classes by their names alone.
@NullMarked
package nightshift.decide.judge;

import org.jspecify.annotations.NullMarked;
