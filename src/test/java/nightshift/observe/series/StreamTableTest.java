package nightshift.observe.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nightshift.observe.identity.NamesConfig;
import nightshift.observe.identity.Roster;
import nightshift.observe.identity.RosterConfig;
import nightshift.observe.identity.Source;
import nightshift.observe.identity.Sources;
import nightshift.observe.identity.Subjects;
import nightshift.observe.intake.Drops;
import nightshift.observe.intake.PointKind;
import nightshift.observe.intake.Resource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTableTest {
    private record Print(long high, long low) {}

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 99})
    void itAgreesWithAHashMapUnderChurn(long seed) {
        // Given fingerprints that collide in the index, and some in half of their bits
        Random random = new Random(seed);
        StreamTable table = new StreamTable();
        Map<Print, Integer> model = new HashMap<>();

        // When series come and go
        for (int step = 0; step < 40_000; step++) {
            Print print = new Print(random.nextInt(600) * 7L, (long) random.nextInt(3) << 40);
            Integer known = model.get(print);
            assertThat(table.find(print.high(), print.low())).isEqualTo(known == null ? -1 : known);
            if (known == null) {
                model.put(print, table.add(print.high(), print.low(), stream()));
            } else if (random.nextInt(3) == 0) {
                table.remove(known);
                model.remove(print);
            }
        }

        // Then
        assertThat(table.size()).isEqualTo(model.size());
        model.forEach((print, number) ->
                assertThat(table.find(print.high(), print.low())).isEqualTo(number));
    }

    private static Stream stream() {
        Roster roster = new Roster(RosterConfig.defaults(), new Drops());
        Source source =
                new Sources(roster, new Subjects(roster), 1, NamesConfig.defaults()).of(new Resource(1, 2, Map.of()));
        return new Stream(source, PointKind.GAUGE, 1, false, List.of(), Stream.About.of(source.subject()));
    }
}
