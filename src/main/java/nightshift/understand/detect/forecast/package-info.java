/// Two forecasters behind one port: a PyTorch network run by DJL, and seasonal/EWMA statistics that take over, visibly,
/// when the model is missing or broken. The only package that sees `ai.djl`.
@NullMarked
package nightshift.understand.detect.forecast;

import org.jspecify.annotations.NullMarked;
