package nightshift.app.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import nightshift.app.bench.detection.LabelledSeries.Rows;
import org.junit.jupiter.api.Test;

class DetectionScoresTest {
    private static final int ROWS = 1000;
    private static final Rows EVENT = new Rows(500, 520);

    private final LabelledSeries file =
            new LabelledSeries("set/file.csv", 60, new double[1][ROWS], List.of(EVENT), List.of(EVENT), 100);

    @Test
    void anEventIsSeenByAPageFromTwoRowsBeforeItToTwoRowsAfterIt() {
        for (int row : new int[] {498, 510, 522}) {
            assertThat(EventScore.of(file, alarmAt(row), 3)).isEqualTo(new EventScore(1, 1, 0));
        }
        for (int row : new int[] {497, 523}) {
            assertThat(EventScore.of(file, alarmAt(row), 3)).isEqualTo(new EventScore(1, 0, 1));
        }
    }

    @Test
    void rowsFiveApartAreOneAlarmAndRowsSixApartAreTwo() {
        assertThat(EventScore.of(file, alarmAt(200, 205), 3).falsePages()).isEqualTo(1);
        assertThat(EventScore.of(file, alarmAt(200, 206), 3).falsePages()).isEqualTo(2);
    }

    @Test
    void anAlarmThatIsAlwaysOnPagesEveryFourHours() {
        // Given
        double[] always = new double[ROWS];
        Arrays.fill(always, 9);
        // When
        EventScore score = EventScore.of(file, always, 3);
        // Then: rows 100, 340, 580 and 820 of a minute each, none of them near the event
        assertThat(score).isEqualTo(new EventScore(1, 0, 4));
        assertThat(score.f1()).isZero();
    }

    @Test
    void rowsBeforeTheScoredOnesCountForNothing() {
        assertThat(EventScore.of(file, alarmAt(50), 3)).isEqualTo(new EventScore(1, 0, 0));
    }

    @Test
    void silenceIsWorthNothingAndAnAlarmAtTheStartOfTheWindowIsWorthAHundred() {
        assertThat(NabScore.of(file, new double[ROWS], 3).value()).isCloseTo(0, within(1e-9));
        assertThat(NabScore.of(file, alarmAt(500), 3).value()).isCloseTo(100, within(1e-9));
    }

    @Test
    void laterAlarmsEarnLessAndAlarmsFarOutsideCostAll() {
        // When
        double late = NabScore.of(file, alarmAt(518), 3).value();
        double far = NabScore.of(file, alarmAt(500, 900), 3).value();
        double before = NabScore.of(file, alarmAt(300, 500), 3).value();
        // Then
        assertThat(late).isBetween(50.0, 90.0);
        assertThat(far).isCloseTo(100 - 100 * 0.11 / 2, within(1e-9));
        assertThat(before).isCloseTo(far, within(1e-9));
    }

    @Test
    void onlyTheFirstOfAnEpisodeIsAnOnset() {
        // When
        double[] onsets = NabScore.onsets(alarmAt(200, 201, 230, 300));
        // Then
        assertThat(onsets[200]).isEqualTo(5);
        assertThat(onsets[201]).isZero();
        assertThat(onsets[230]).isZero();
        assertThat(onsets[300]).isEqualTo(5);
    }

    @Test
    void rowsAsFarFromAnEventAsItLastedAreNormal() {
        assertThat(file.normal(478)).isTrue();
        assertThat(file.normal(479)).isFalse();
        assertThat(file.normal(541)).isFalse();
        assertThat(file.normal(542)).isTrue();
    }

    private static double[] alarmAt(int... rows) {
        double[] nines = new double[ROWS];
        for (int row : rows) {
            nines[row] = 5;
        }
        return nines;
    }
}
