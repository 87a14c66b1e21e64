package dev.tenure.domain.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** Invented people. */
final class SamplePeople {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final WorkerKey KEY = new WorkerKey("sample-hr", "1001");
    static final Profile PROFILE = profile("Ada", BERLIN);

    static final LocalDate A_DAY = LocalDate.parse("2026-01-01");

    private SamplePeople() {}

    static Profile profile(String givenName, ZoneId zone) {
        return new Profile(
                IdentityKind.EMPLOYEE,
                givenName,
                "Sample",
                Optional.of("ada@sample.example"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                zone);
    }

    static Identity in(Employment employment) {
        return new Identity(new IdentityId(new UUID(0, 1)), KEY, PROFILE, employment, Optional.empty(), 7);
    }

    static Termination lastDay(LocalDate day) {
        return new Termination(day, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Termination noticeAt(LocalDate day, Instant notice) {
        return new Termination(day, Optional.empty(), Optional.of(notice), Optional.empty());
    }
}
