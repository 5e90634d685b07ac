/// One run of a design: `World` steps it second by second, `Troubles` lets begin and end what will befall
/// it, `Operator` obeys actions, `Sampler` follows some requests on their way.
///
/// A step is: the second is cleared, orders are carried out, troubles set the conditions, fleets and
/// autoscalers move, users come, requests go down and up.
@NullMarked
package nightshift.simulate.world.run;

import org.jspecify.annotations.NullMarked;
