package nightshift.act.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// The header `Retry-After` (RFC 9110, 10.2.3): seconds, or a date. What is neither, negative or past says nothing.
final class RetryAfter {
    /// More than anybody here waits; a greater number is no number but a mistake.
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /// Zero where it is not said.
    static Duration of(HttpHeaders headers, Instant now) {
        return headers.firstValue("retry-after")
                .flatMap(text -> seconds(text.strip()).or(() -> date(text.strip(), now)))
                .filter(later -> !later.isNegative())
                .map(later -> later.compareTo(LONGEST) > 0 ? LONGEST : later)
                .orElse(Duration.ZERO);
    }

    private static Optional<Duration> seconds(String text) {
        boolean number = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Optional.of(Duration.ofSeconds(Long.parseLong(text))) : Optional.empty();
    }

    private static Optional<Duration> date(String text, Instant now) {
        try {
            return Optional.of(Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from)));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }
}
