package nightshift.simulate.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nightshift.simulate.world.chance.Durations;
import nightshift.simulate.world.design.Twin;
import nightshift.simulate.world.layout.Call;
import nightshift.simulate.world.layout.Layout;
import nightshift.simulate.world.layout.Operation;
import nightshift.simulate.world.physics.Ending;
import nightshift.simulate.world.physics.Pod;
import nightshift.simulate.world.run.Trace;
import nightshift.simulate.world.run.World;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
    @ParameterizedTest
    @ValueSource(longs = {61, 62, 63})
    void tracesLastAsLongAsRequestsDo(long seed) {
        // Given
        World world = new World(Worlds.quiet(seed, 900), Twin.AS_DESIGNED);
        List<Trace> traces = new ArrayList<>();

        // When
        while (world.second() < 900) {
            world.step();
            traces.addAll(world.traces(0.3, 1000));
        }

        // Then
        Durations measured = new Durations();
        for (Operation entry : world.layout().entries()) {
            for (Pod pod : world.pods(entry.service())) {
                measured.merge(pod.served(entry.index()).endings().durations(Ending.OK));
            }
        }
        double followed = traces.stream()
                .filter(trace -> trace.root().span().ending() == Ending.OK)
                .mapToLong(trace -> trace.root().span().durationNanos())
                .average()
                .orElseThrow();
        assertThat(followed / 1e9).isCloseTo(measured.mean(), Percentage.withPercentage(15));
    }

    @ParameterizedTest
    @ValueSource(longs = {64, 65})
    void anAnswerLiesWithinTheAttemptThatAskedForIt(long seed) {
        // Given
        World world = Worlds.run(Worlds.quiet(seed, 300), Twin.AS_DESIGNED, 120);

        // When
        List<Trace> traces = world.traces(1, 100);

        // Then
        assertThat(traces).isNotEmpty().allSatisfy(trace -> within(world.layout(), trace.root()));
    }

    private static void within(Layout layout, Trace.Request request) {
        for (Trace.Attempt attempt : request.attempts()) {
            Trace.Request answer = attempt.answer();
            assertThat(layout.calls().get(attempt.call()).caller()).isEqualTo(request.operation());
            if (answer != null) {
                assertThat(answer.operation())
                        .isEqualTo(layout.calls().get(attempt.call()).callee());
                assertThat(answer.span().startNanos())
                        .isGreaterThanOrEqualTo(attempt.span().startNanos());
                if (attempt.span().ending() == Ending.OK
                        && layout.calls().get(attempt.call()).way() instanceof Call.Way.Direct) {
                    assertThat(answer.span().startNanos() + answer.span().durationNanos())
                            .isLessThanOrEqualTo(
                                    attempt.span().startNanos() + attempt.span().durationNanos() + 10);
                }
                within(layout, answer);
            }
        }
    }
}
