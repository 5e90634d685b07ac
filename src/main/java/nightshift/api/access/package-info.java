/// Who may change something: the bearer tokens, the addresses that may be bound without one, and the checks of Host and
/// Origin that keep other web pages from steering a Nightshift through somebody's browser.
///
/// Reading is open to whoever can reach the port. Whatever changes something carries a principal, which is journalled.
@NullMarked
package nightshift.api.access;

import org.jspecify.annotations.NullMarked;
