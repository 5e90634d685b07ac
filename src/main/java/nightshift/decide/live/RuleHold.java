package nightshift.decide.live;

import java.util.Optional;

/// Keeps rules from being loaded at a start, when they may be what made the process end. They come back when a rule
/// file changes or when a person lifts the hold. Safe from any thread.
public interface RuleHold {
    /// Nothing is held back.
    RuleHold NONE = new RuleHold() {
        @Override
        public Optional<String> reason() {
            return Optional.empty();
        }

        @Override
        public void lift() {}
    };

    /// Why rules are held back, in one sentence; empty when they are not.
    Optional<String> reason();

    /// From now on they are not.
    void lift();
}
