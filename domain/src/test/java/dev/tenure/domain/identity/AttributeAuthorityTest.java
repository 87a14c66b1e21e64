package dev.tenure.domain.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AttributeAuthorityTest {

    private static List<String> sorted(AttributeAuthority authority, Attribute attribute) {
        return Stream.of("badges", "agency", "hr", "idp")
                .sorted(authority.of(attribute))
                .toList();
    }

    @Test
    void untilSomebodyDecidesSourcesStandByName() {
        assertEquals(
                List.of("agency", "badges", "hr", "idp"), sorted(AttributeAuthority.UNDECIDED, Attribute.EMPLOYMENT));
    }

    @Test
    void thoseThatAreNamedComeFirstAndTheRestByName() {
        AttributeAuthority authority = new AttributeAuthority(List.of("idp", "hr"), Map.of(), 0);
        assertEquals(List.of("idp", "hr", "agency", "badges"), sorted(authority, Attribute.EMPLOYMENT));
    }

    @Test
    void anExceptionCountsForItsAttributeAlone() {
        AttributeAuthority authority =
                new AttributeAuthority(List.of("hr", "idp"), Map.of(Attribute.EMAIL, List.of("idp")), 0);
        assertEquals(List.of("idp", "hr", "agency", "badges"), sorted(authority, Attribute.EMAIL));
        assertEquals(List.of("hr", "idp", "agency", "badges"), sorted(authority, Attribute.TITLE));
    }

    @Test
    void aSourceCannotStandInTwoPlaces() {
        assertThrows(IllegalArgumentException.class, () -> new AttributeAuthority(List.of("hr", "hr"), Map.of(), 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AttributeAuthority(List.of(), Map.of(Attribute.NAME, List.of("hr", "hr")), 0));
    }
}
