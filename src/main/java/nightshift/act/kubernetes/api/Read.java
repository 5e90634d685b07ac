package nightshift.act.kubernetes.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Function;

/// What came of looking at something before it is acted on: it, or why not.
///
/// @param <T> what was looked for
public sealed interface Read<T> {
    /// @param <T> what was looked for
    record Found<T>(T value) implements Read<T> {}

    /// It is not to be done, for good.
    ///
    /// @param <T> what was looked for
    record No<T>(String why) implements Read<T> {}

    /// It can't be told now.
    ///
    /// @param <T> what was looked for
    record Later<T>(String why, Duration retryAfter) implements Read<T> {}

    /// Goes on with what was found.
    default <U> Read<U> then(Function<T, Read<U>> next) {
        return switch (this) {
            case Found<T> found -> next.apply(found.value());
            case No<T> no -> new No<>(no.why());
            case Later<T> later -> new Later<>(later.why(), later.retryAfter());
        };
    }

    /// Of an answer to a question that changes nothing.
    static Read<JsonNode> of(ApiReply reply) {
        return switch (reply) {
            case ApiReply.Done done -> new Found<>(done.object());
            case ApiReply.Gone gone -> new No<>(gone.sentence());
            case ApiReply.Refused refused -> new No<>(refused.sentence());
            case ApiReply.Conflict conflict -> new Later<>(conflict.sentence(), Duration.ZERO);
            case ApiReply.Busy busy -> new Later<>(busy.sentence(), busy.retryAfter());
            case ApiReply.Unheard unheard -> new Later<>(unheard.sentence(), Duration.ZERO);
            case ApiReply.Lost lost -> new Later<>(lost.sentence(), lost.retryAfter());
        };
    }
}
