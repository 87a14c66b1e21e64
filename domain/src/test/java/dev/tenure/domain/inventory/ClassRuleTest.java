package dev.tenure.domain.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which entitlements a rule is about. */
final class ClassRuleTest {

    @ParameterizedTest(name = "{0} fits {1}: {2}")
    @CsvSource({
        "Administrators, administrators, true",
        "Administrators, Administrators 2, false",
        "*admin*, Domain ADMINS, true",
        "admin*, Domain Admins, false",
        "*admin, Domain Admin, true",
        "*, anything, true",
        "a*a, a, false",
        "a*a, aa, true",
        "a*b*c, axxbxxc, true",
        "a*b*c, axxcxxb, false",
        "a**c, abc, true",
        "50%_*, 50%_x, true",
        "50%_*, 500x, false",
        "ops.*, ops.root, true",
        "ops.*, opsXroot, false",
    })
    void aPatternFitsTheWholeWithoutRegardToCase(String pattern, String name, boolean fits) {
        assertEquals(fits, ClassRule.named(pattern, EntitlementClass.SECRETS).matches(name, "n-1"));
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        ClassRule id = new ClassRule(ClassRule.Of.NATIVE_ID, "n-*", EntitlementClass.DEPLOYMENT);
        ClassRule name = ClassRule.named("*", EntitlementClass.ADMINISTRATION);
        assertEquals(Optional.of(id), ClassRule.first(List.of(id, name), "Release", "N-1"));
        assertEquals(Optional.of(name), ClassRule.first(List.of(name, id), "Release", "N-1"));
        assertEquals(Optional.empty(), ClassRule.first(List.of(id), "n-1", "Release"));
        assertEquals(Optional.empty(), ClassRule.firstByName(List.of(id), "n-1"));
        assertEquals(Optional.of(name), ClassRule.firstByName(List.of(id, name), "n-1"));
    }

    @Test
    void aRuleSaysWhatItMatches() {
        assertThrows(IllegalArgumentException.class, () -> ClassRule.named(" ", EntitlementClass.SECRETS));
    }

    @Test
    void aPatternOfManyStarsComesToAnEnd() {
        ClassRule rule = ClassRule.named("*a".repeat(200) + "b", EntitlementClass.SECRETS);
        assertEquals(false, rule.matches("a".repeat(2_000), ""));
    }
}
