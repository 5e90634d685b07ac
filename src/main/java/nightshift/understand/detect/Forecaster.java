package nightshift.understand.detect;

import nightshift.fact.ForecasterStatus;
import nightshift.understand.detect.history.HistoryBatch;
import org.jspecify.annotations.Nullable;

/// Predicts the next window of many series at once. One thread at a time.
public interface Forecaster {
    ForecasterStatus status();

    /// The most likely next value of each row of the batch, in the series' own unit.
    ///
    /// @throws ForecasterException when the forecaster is broken; the caller falls back
    double[] forecast(HistoryBatch batch);

    /// The forecaster can't answer; the message says why in one sentence.
    final class ForecasterException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        /// @param reason one sentence
        public ForecasterException(String reason, @Nullable Throwable cause) {
            super(reason, cause);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }
}
