/// Measures on the wall clock what `./nightshift bench` prints. No part of the product needs it.
@NullMarked
package nightshift.app.bench;

import org.jspecify.annotations.NullMarked;
