package dev.tenure.rest.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.application.paging.PageRequest;
import dev.tenure.domain.inventory.LaneLimits;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemJson.ErrorJson;
import dev.tenure.rest.problem.ProblemKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ProblemMappersTest {

    @Test
    void whatAValueOfOursRefusesIsTheClientsFault() {
        assertEquals(
                Optional.of(List.of(ErrorJson.at("/limits/concurrency", "is not between 1 and 64"))),
                said(() -> new LaneLimits(0, 1, Duration.ofSeconds(1))));
        assertEquals(
                Optional.of(List.of(ErrorJson.in("limit", "is not between 1 and 500"))),
                said(() -> new PageRequest(0, Optional.empty())));
    }

    @Test
    void anExceptionOfTheSameTypeFromElsewhereIsOurFault() {
        assertEquals(Optional.empty(), said(() -> SystemMode.of("none")));
        assertEquals(Optional.empty(), said(() -> {
            throw new IllegalArgumentException("name: is what it is");
        }));
        assertEquals(Optional.empty(), said(() -> Integer.valueOf("x")));
    }

    @Test
    void aCursorThatAListRefusesIsTheClientsFault() {
        assertEquals(Optional.of(List.of(ErrorJson.in("after", "is no key of this list"))), said(() -> {
            throw new IllegalArgumentException("after: is no key of this list");
        }));
    }

    @Test
    void everyStatusOfTheFrameworkHasAKindAndServerErrorsHaveNone() {
        for (int status = 400; status < 500; status++) {
            Optional<ProblemKind> kind = ProblemMappers.kind(status);
            assertTrue(kind.isPresent(), "no kind for " + status);
        }
        assertEquals(Optional.of(ProblemKind.METHOD_NOT_ALLOWED), ProblemMappers.kind(405));
        assertEquals(Optional.of(ProblemKind.UNAVAILABLE), ProblemMappers.kind(503));
        assertEquals(Optional.empty(), ProblemMappers.kind(500));
    }

    @Test
    void whatIsLoggedOfAnExceptionQuotesNothing() {
        String trace = Trace.of(new IllegalStateException("sesame", new RuntimeException("open sesame")));
        assertFalse(trace.contains("sesame"), trace);
        assertTrue(
                trace.startsWith("java.lang.IllegalStateException\n  at dev.tenure.rest.request.ProblemMappersTest"),
                trace);
        assertTrue(trace.contains("caused by java.lang.RuntimeException"), trace);
    }

    private static Optional<List<ErrorJson>> said(Executable doing) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, doing);
        return ProblemMappers.said(refused).map(ProblemJson::errors);
    }
}
