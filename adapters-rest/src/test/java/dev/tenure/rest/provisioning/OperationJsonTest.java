package dev.tenure.rest.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tenure.domain.provisioning.Attempt;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OperationJsonTest {

    private static final List<Attempt.Fact> FACTS = List.of(
            new Attempt.Fact("removed.name", "Staff", false), new Attempt.Fact("dn", "cn=Nora,dc=sample", true));

    @ParameterizedTest
    @MethodSource
    void factsOfEveryAttemptAreShownWithoutWhatTellsWhoSomebodyIs(Attempt attempt) {
        assertEquals(
                List.of(new OperationJson.FactJson("removed.name", "Staff")),
                OperationJson.AttemptJson.of(attempt).facts());
    }

    static Stream<Arguments> factsOfEveryAttemptAreShownWithoutWhatTellsWhoSomebodyIs() {
        return Stream.of(
                arguments(new Attempt.Applied(FACTS)),
                arguments(new Attempt.Unchanged(FACTS)),
                arguments(new Attempt.Refused("grant the connector the right", FACTS)),
                arguments(new Attempt.InDoubt("the answer was lost", FACTS)));
    }
}
