package dev.tenure.domain.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LeaverExceptionTest {

    private static final Instant AT = SampleCases.OPENED;
    private static final LeaverException.Finding FINDING = new LeaverException.Finding(
            new UUID(0, 1),
            new LeaverCaseId(new UUID(0, 2)),
            LeaverException.Kind.BREACH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "owner",
            "late",
            AT);
    private static final LeaverException.Explanation WHY =
            new LeaverException.Explanation("cause", "impact", "ada", AT.plusSeconds(1));

    @Test
    void theFindingStaysThroughEveryState() {
        LeaverException.Unexplained unexplained = new LeaverException.Unexplained(FINDING);
        LeaverException.Explained explained = unexplained.explain(WHY);
        assertEquals(new LeaverException.Explained(FINDING, WHY), explained);
        assertEquals(
                new LeaverException.Resolved(FINDING, Optional.of(WHY), AT.plusSeconds(2)),
                explained.resolve(AT.plusSeconds(2)));
        LeaverException.Resolved silent = unexplained.resolve(AT.plusSeconds(2));
        assertEquals(new LeaverException.Resolved(FINDING, Optional.empty(), AT.plusSeconds(2)), silent);
        assertEquals(new LeaverException.Resolved(FINDING, Optional.of(WHY), AT.plusSeconds(2)), silent.explain(WHY));
        assertEquals("open", unexplained.label());
        assertEquals("explained", explained.label());
        assertEquals("resolved", silent.label());
    }
}
