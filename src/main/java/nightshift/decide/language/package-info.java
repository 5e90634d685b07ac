/// What a rule may say beside the facts: short words that make inert values, and nothing that acts.
@NullMarked
package nightshift.decide.language;

import org.jspecify.annotations.NullMarked;
