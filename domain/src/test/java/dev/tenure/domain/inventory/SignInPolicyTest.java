package dev.tenure.domain.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInPolicyTest {

    private static final Optional<Integer> ANY = Optional.empty();

    private static SignInPolicy passwords(Optional<Integer> all, Optional<Integer> machines) {
        return new SignInPolicy(ANY, all, machines, false, List.of(), Optional.empty());
    }

    @Test
    void whatIsAskedOfMachinesGoesBeforeWhatIsAskedOfAll() {
        SignInPolicy both = passwords(Optional.of(365), Optional.of(90));
        assertEquals(Optional.of(Duration.ofDays(365)), both.passwordMaxAge(false));
        assertEquals(Optional.of(Duration.ofDays(90)), both.passwordMaxAge(true));
        assertEquals(
                Optional.of(Duration.ofDays(365)),
                passwords(Optional.of(365), ANY).passwordMaxAge(true));
        assertEquals(Optional.empty(), passwords(ANY, Optional.of(90)).passwordMaxAge(false));
        assertEquals(Optional.empty(), passwords(ANY, ANY).passwordMaxAge(true));
    }

    @Test
    void anAgeIsADayAtLeastAndTenYearsAtMost() {
        for (int days : new int[] {0, -1, SignInPolicy.LONGEST_AGE + 1}) {
            assertThrows(IllegalArgumentException.class, () -> passwords(Optional.of(days), ANY));
            assertThrows(IllegalArgumentException.class, () -> passwords(ANY, Optional.of(days)));
        }
        assertEquals(
                Optional.of(Duration.ofDays(1)), passwords(Optional.of(1), ANY).passwordMaxAge(false));
        assertEquals(
                Optional.of(Duration.ofDays(SignInPolicy.LONGEST_AGE)),
                passwords(Optional.of(SignInPolicy.LONGEST_AGE), ANY).passwordMaxAge(false));
    }
}
