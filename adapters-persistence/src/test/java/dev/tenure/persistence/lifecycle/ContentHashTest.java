package dev.tenure.persistence.lifecycle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.Profile;
import dev.tenure.domain.identity.Termination;
import dev.tenure.domain.identity.WorkerKey;
import dev.tenure.domain.identity.WorkerRecord;
import dev.tenure.persistence.samples.Samples;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    private static final LocalDate START = LocalDate.of(2020, 1, 1);

    @Test
    void theSameRecordHasTheSameHash() {
        assertArrayEquals(
                ContentHash.of(Samples.record("W-1", "Nora", Optional.of(Samples.termination()))),
                ContentHash.of(Samples.record("W-1", "Nora", Optional.of(Samples.termination()))));
    }

    @Test
    void everyFactChangesTheHashAndNoTextPassesForTwo() {
        Termination termination = Samples.termination();
        LocalDate last = termination.lastWorkingDay();
        List<WorkerRecord> different = List.of(
                record("f", "w", profile(IdentityKind.EMPLOYEE, "a", "b", "c", "UTC"), START, Optional.empty()),
                record("fw", "", profile(IdentityKind.EMPLOYEE, "a", "b", "c", "UTC"), START, Optional.empty()),
                record("f", "w", profile(IdentityKind.VENDOR, "a", "b", "c", "UTC"), START, Optional.empty()),
                record("f", "w", profile(IdentityKind.EMPLOYEE, "ab", "", "c", "UTC"), START, Optional.empty()),
                record("f", "w", profile(IdentityKind.EMPLOYEE, "a", "bc", "", "UTC"), START, Optional.empty()),
                record("f", "w", profile(IdentityKind.EMPLOYEE, "a", "b", "c", "GMT"), START, Optional.empty()),
                record(
                        "f",
                        "w",
                        profile(IdentityKind.EMPLOYEE, "a", "b", "c", "UTC"),
                        START.plusDays(1),
                        Optional.empty()),
                record("f", "w", moved(Optional.of("c"), Optional.empty()), START, Optional.empty()),
                record("f", "w", moved(Optional.empty(), Optional.of("c")), START, Optional.empty()),
                record("f", "w", moved(Optional.empty(), Optional.of("")), START, Optional.empty()),
                terminated(termination),
                terminated(new Termination(last, Optional.of(last), Optional.empty(), Optional.empty())),
                terminated(new Termination(last, Optional.empty(), Optional.of(Samples.NOON), Optional.empty())),
                terminated(new Termination(last, Optional.empty(), Optional.empty(), Optional.of(Samples.NOON))));
        Set<String> hashes = new HashSet<>();
        different.forEach(record -> hashes.add(HexFormat.of().formatHex(ContentHash.of(record))));
        assertEquals(different.size(), hashes.size());
    }

    private static WorkerRecord terminated(Termination termination) {
        return record("f", "w", profile(IdentityKind.EMPLOYEE, "a", "b", "c", "UTC"), START, Optional.of(termination));
    }

    private static WorkerRecord record(
            String feed, String worker, Profile profile, LocalDate start, Optional<Termination> termination) {
        return new WorkerRecord(new WorkerKey(feed, worker), profile, start, termination);
    }

    private static Profile profile(IdentityKind kind, String given, String family, String email, String zone) {
        return new Profile(
                kind,
                given,
                family,
                Optional.of(email),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ZoneId.of(zone));
    }

    private static Profile moved(Optional<String> department, Optional<String> title) {
        return new Profile(
                IdentityKind.EMPLOYEE,
                "a",
                "b",
                Optional.empty(),
                department,
                title,
                Optional.empty(),
                Optional.empty(),
                ZoneId.of("UTC"));
    }
}
