package nightshift.simulate.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolTest {
    private final Engine engine = new Engine();
    private final Pool pool = new Pool(engine, 2, 2 * Engine.SECOND);
    private final List<Long> waits = new ArrayList<>();
    private int gaveUp;

    @Test
    void handsTheNextConnectionToWhoeverWaitedLongest() {
        // Given
        acquire();
        acquire();
        acquire();

        // When
        engine.runUntil(Engine.SECOND);
        pool.release();

        // Then
        assertThat(waits).containsExactly(0L, 0L, Engine.SECOND);
        assertThat(pool.pending()).isZero();
    }

    @Test
    void whoWaitsTooLongGivesUp() {
        // Given
        acquire();
        acquire();
        acquire();

        // When
        engine.runUntil(2 * Engine.SECOND);

        // Then
        assertThat(gaveUp).isEqualTo(1);
        assertThat(pool.pending()).isZero();
    }

    @Test
    void aLeakedConnectionIsGoneUntilThePoolIsRecycled() {
        // Given
        pool.leak();
        acquire();
        acquire();
        assertThat(pool.pending()).isEqualTo(1);

        // When
        pool.recycle();

        // Then
        assertThat(waits).hasSize(2);
        assertThat(pool.leaked()).isZero();
    }

    @Test
    void aBusyConnectionIsLostWhenItComesBack() {
        // Given
        acquire();
        acquire();

        // When
        pool.leak();
        pool.release();

        // Then
        assertThat(pool.leaked()).isEqualTo(1);
        assertThat(pool.used()).isEqualTo(2);
    }

    @Test
    void allThatThereAreCanBeLostAndThenEverybodyGivesUp() {
        // When
        pool.leak();
        pool.leak();
        pool.leak();
        acquire();
        engine.runUntil(2 * Engine.SECOND);

        // Then
        assertThat(pool.leaked()).isEqualTo(2);
        assertThat(gaveUp).isEqualTo(1);
        assertThat(pool.timeouts()).isEqualTo(1);
    }

    private void acquire() {
        pool.acquire(waits::add, () -> gaveUp++);
    }
}
