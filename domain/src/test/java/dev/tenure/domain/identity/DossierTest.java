package dev.tenure.domain.identity;

import static dev.tenure.domain.identity.Told.fromTo;
import static dev.tenure.domain.identity.Told.since;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several sources tell of one person. */
final class DossierTest {

    private static final Instant JUNE = Instant.parse("2026-06-15T00:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-15T00:00:00Z");
    private static final AttributeAuthority HR_FIRST = new AttributeAuthority(List.of("hr", "idp"), Map.of(), 0);

    private final Told told = new Told();

    private static Profile profile(String name, String email, String department, String title) {
        return new Profile(
                IdentityKind.EMPLOYEE,
                name,
                "Sample",
                written(email),
                written(department),
                written(title),
                Optional.empty(),
                Optional.empty(),
                SamplePeople.BERLIN);
    }

    private static Optional<String> written(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private Dossier twoSources(AttributeAuthority authority) {
        told.by("hr", "1001")
                .describing(profile("Ada", "", "Sales", "Clerk"))
                .on("2026-05-20", since("2026-01-01"))
                .by("idp", "ada")
                .describing(profile("Adah", "ada@sample.example", "Marketing", ""))
                .on("2026-05-21", fromTo("2026-01-01", "2026-06-30"));
        return Dossier.of(told.statements(), authority);
    }

    @Test
    void nobodyHasADossierOfWhomNothingWasSaid() {
        assertThrows(IllegalArgumentException.class, () -> Dossier.of(List.of(), AttributeAuthority.UNDECIDED));
    }

    @Test
    void theFirstSourceIsBelievedAndWhatItDoesNotSayTheNextDoes() {
        Profile believed = twoSources(HR_FIRST).profile(JUNE);
        assertEquals("Ada", believed.givenName());
        assertEquals(Optional.of("Sales"), believed.department());
        assertEquals(Optional.of("Clerk"), believed.title());
        assertEquals(Optional.of("ada@sample.example"), believed.email());
    }

    @Test
    void anotherSourceMayBeBelievedAboutOneAttribute() {
        AttributeAuthority authority = new AttributeAuthority(
                List.of("hr", "idp"),
                Map.of(Attribute.DEPARTMENT, List.of("idp"), Attribute.EMPLOYMENT, List.of("idp")),
                0);
        Dossier dossier = twoSources(authority);
        assertEquals(Optional.of("Marketing"), dossier.profile(JUNE).department());
        assertEquals("Ada", dossier.profile(JUNE).givenName());
        assertEquals(
                "ended (1 HIRED 2026-01-01)", Told.inShort(dossier.timeline().at(JULY, JULY)));
    }

    @Test
    void whereSourcesDifferIsAConflictOfTheOneWithTheOneBelieved() {
        assertEquals(
                List.of(
                        new SourceConflict(Attribute.NAME, "hr", "idp"),
                        new SourceConflict(Attribute.DEPARTMENT, "hr", "idp")),
                twoSources(HR_FIRST).conflicts(JUNE));
    }

    @Test
    void anEndingThatOneSourceKnowsIsNoConflictBeforeItsTime() {
        Dossier dossier = twoSources(HR_FIRST);
        SourceConflict conflict = new SourceConflict(Attribute.EMPLOYMENT, "hr", "idp");
        assertEquals(false, dossier.conflicts(JUNE).contains(conflict));
        assertEquals(
                false, dossier.conflicts(Instant.parse("2026-06-30T21:59:59Z")).contains(conflict));
        assertEquals(
                true, dossier.conflicts(Instant.parse("2026-06-30T22:00:00Z")).contains(conflict));
    }

    @Test
    void theTimeAtWhichAnotherSourceLetsThePersonGoIsLookedAtToo() {
        Dossier dossier = twoSources(HR_FIRST);
        assertEquals(Optional.empty(), dossier.timeline().nextAfter(JUNE));
        assertEquals(Optional.of(Instant.parse("2026-06-30T22:00:00Z")), dossier.nextAfter(JUNE));
    }

    @Test
    void whoIsNamedForADayToComeLeavesTheTenureOfWhichAnotherSourceTells() {
        told.by("hr", "1001")
                .on("2026-05-20", since("2026-08-01"))
                .by("idp", "ada")
                .on("2026-05-21", since("2020-01-01"));
        assertEquals("expected (1 HIRED 2026-08-01)", stands(JUNE));
        told.on("2026-06-01", fromTo("2020-01-01", "2026-06-30"));
        assertEquals("active, ends 2026-06-30 (1 HIRED 2020-01-01)", stands(JUNE));
        assertEquals("expected (2 REHIRED 2026-08-01)", stands(JULY));
        assertEquals(
                Optional.of(Instant.parse("2026-06-30T22:00:00Z")),
                Dossier.of(told.statements(), HR_FIRST)
                        .timeline()
                        .out(JULY, JULY)
                        .map(out -> out.knownTermination()
                                .orElseThrow()
                                .clockStart(SamplePeople.BERLIN)
                                .at()));
        assertEquals("active (2 REHIRED 2026-08-01)", stands(Instant.parse("2026-08-02T00:00:00Z")));
    }

    @Test
    void whatAnotherSourceSaysOfTheTimeSinceTheFirstDayIsNotHeard() {
        told.by("hr", "1001")
                .on("2026-05-20", since("2026-06-01"))
                .by("idp", "ada")
                .on("2026-05-21", fromTo("2020-01-01", "2026-06-30"));
        assertEquals("active (1 HIRED 2026-06-01)", stands(JUNE));
        assertEquals("active (1 HIRED 2026-06-01)", stands(JULY));
    }

    @Test
    void tenuresThatFollowWithoutADayBetweenAreOneThoughTwoSourcesTellOfThem() {
        told.by("hr", "1001")
                .on("2026-05-20", since("2026-07-01"))
                .by("idp", "ada")
                .on("2026-05-21", fromTo("2020-01-01", "2026-06-30"));
        assertEquals("active (1 HIRED 2020-01-01)", stands(JUNE));
        assertEquals("active (1 HIRED 2020-01-01)", stands(JULY));
    }

    private String stands(Instant now) {
        return Told.inShort(Dossier.of(told.statements(), HR_FIRST).timeline().at(now, now));
    }

    @Test
    void aContractorIsOneUntilTheConversion() {
        told.as(IdentityKind.CONTRACTOR)
                .on("2026-05-20", since("2026-01-01"))
                .as(IdentityKind.EMPLOYEE)
                .in("Asia/Tokyo")
                .on("2026-06-01", since("2026-07-01"));
        Profile before = told.dossier().profile(JUNE);
        Profile after = told.dossier().profile(JULY);
        assertEquals(IdentityKind.CONTRACTOR, before.kind());
        assertEquals(SamplePeople.BERLIN, before.zone());
        assertEquals(IdentityKind.EMPLOYEE, after.kind());
        assertEquals("Asia/Tokyo", after.zone().getId());
    }

    @Test
    void ofTwoIdsTheOneThatBeganLastDescribesThePerson() {
        told.describing(profile("Ada", "", "Sales", ""))
                .on("2026-05-20", since("2026-02-01"))
                .by("sample-hr", "2002")
                .describing(profile("Ada", "", "Marketing", ""))
                .on("2026-05-19", since("2026-03-01"));
        assertEquals(Optional.of("Marketing"), told.dossier().profile(JUNE).department());
    }
}
