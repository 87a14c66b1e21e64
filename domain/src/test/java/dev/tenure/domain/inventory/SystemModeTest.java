package dev.tenure.domain.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SystemModeTest {

    private static final List<SystemMode> MODES =
            List.of(new SystemMode.Observe(), new SystemMode.Notify(), new SystemMode.Act());

    @Test
    void aModeIsPromotedOneStepAtATimeUpToAct() {
        assertEquals(Optional.of(new SystemMode.Notify()), new SystemMode.Observe().promoted());
        assertEquals(Optional.of(new SystemMode.Act()), new SystemMode.Notify().promoted());
        assertEquals(Optional.empty(), new SystemMode.Act().promoted());
    }

    @Test
    void goingUpIsAPromotionAndNothingElseIs() {
        for (int from = 0; from < MODES.size(); from++) {
            for (int to = 0; to < MODES.size(); to++) {
                assertEquals(to > from, MODES.get(from).isPromotionTo(MODES.get(to)));
            }
        }
    }

    @Test
    void everyModeIsFoundByItsLabel() {
        for (SystemMode mode : MODES) {
            assertEquals(mode, SystemMode.of(mode.label()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Act", "ACT", "act ", "enforce"})
    void anyOtherLabelIsRefused(String label) {
        assertThrows(IllegalArgumentException.class, () -> SystemMode.of(label));
    }
}
