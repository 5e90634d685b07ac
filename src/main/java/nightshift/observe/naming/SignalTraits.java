package nightshift.observe.naming;

import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.SignalDomain;
import nightshift.fact.telemetry.SignalFamily;
import nightshift.fact.telemetry.SignalRole;
import org.jspecify.annotations.Nullable;

/// What one line of the dictionary says of a signal, as far as it says anything.
///
/// @param role what it tells
/// @param rate what its rate tells, when it is a duration
/// @param errors what its error ratio tells, when it is a duration
/// @param family who measures it
/// @param domain which values it can have
/// @param combine how points of one sender make one value
/// @param counted whether it is counted, even where a sender calls the count a level
/// @param norm which side is bad and what is material, when it differs from its role's
record SignalTraits(
        @Nullable SignalRole role,
        @Nullable SignalRole rate,
        @Nullable SignalRole errors,
        @Nullable SignalFamily family,
        @Nullable SignalDomain domain,
        Signal.@Nullable Combine combine,
        boolean counted,
        @Nullable Norm norm) {
    static final SignalTraits NONE = new SignalTraits(null, null, null, null, null, null, false, null);

    /// Which side is bad, and what is material.
    record Norm(Signal.BadSide badSide, Signal.Materiality materiality) {
        static final Norm NONE = new Norm(Signal.BadSide.NONE, Signal.Materiality.NONE);
    }

    /// Itself, with the other where it says nothing.
    SignalTraits orElse(SignalTraits other) {
        return new SignalTraits(
                or(role, other.role),
                or(rate, other.rate),
                or(errors, other.errors),
                or(family, other.family),
                or(domain, other.domain),
                or(combine, other.combine),
                counted || other.counted,
                or(norm, other.norm));
    }

    private static <T> @Nullable T or(@Nullable T one, @Nullable T other) {
        return one == null ? other : one;
    }
}
