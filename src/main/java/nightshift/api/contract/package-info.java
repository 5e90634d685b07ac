/// The document of the REST interface, at `/q/openapi`: what is so of every address is added when the
/// product is built, by the classes themselves, so that clients can be generated from it. `rest` and
/// the views say what is so of one. And how strictly what is sent is read, whatever the address.
@NullMarked
package nightshift.api.contract;

import org.jspecify.annotations.NullMarked;
