package nightshift.simulate.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nightshift.simulate.send.plan.Dialect;
import nightshift.simulate.send.plan.SenderPlan;
import nightshift.simulate.world.WorldGenerator;
import nightshift.simulate.world.design.FaultKind;
import nightshift.simulate.world.design.Strength;
import nightshift.simulate.world.design.WorldDesign;
import nightshift.simulate.world.design.WorldPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorldCatalogueTest {
    private static final WorldCatalogue CATALOGUE = WorldCatalogue.shipped();

    @Test
    void everyDialectAndIntervalThatASenderKnowsIsDrawn() {
        assertThat(CATALOGUE.dialect().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Dialect.values()).map(Dialect::name).toList());
        assertThat(CATALOGUE.interval().keySet()).containsExactlyInAnyOrderElementsOf(SenderPlan.INTERVALS);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void whatIsAcceptedIsWhatHelpsInTheWorld(FaultKind kind) {
        // Given
        WorldPlan.FaultWish wish = new WorldPlan.FaultWish(kind, Strength.CLEAR, 60, null);
        WorldDesign.PlannedFault fault = WorldGenerator.design(new WorldPlan(11, 1200, List.of(wish), List.of()))
                .faults()
                .getFirst();

        // Then
        assertThat(CATALOGUE.fault(kind).remedies())
                .containsExactlyInAnyOrderElementsOf(fault.remedies().stream()
                        .map(remedy -> remedy.verb().type())
                        .collect(Collectors.toSet()));
        assertThat(fault.remedies())
                .allSatisfy(remedy -> assertThat(fault.roots()).contains(remedy.service()));
    }

    @Test
    void sharesThatDoNotAddUpAreRefusedByName() {
        assertThatThrownBy(() -> new WorldCatalogue(
                        CATALOGUE.shares(),
                        Map.of(0, 0.5, 3, 0.4),
                        CATALOGUE.interval(),
                        CATALOGUE.dialect(),
                        CATALOGUE.protocol(),
                        CATALOGUE.times(),
                        CATALOGUE.youngBelow(),
                        CATALOGUE.faults(),
                        CATALOGUE.traps()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("warmUp");
    }
}
