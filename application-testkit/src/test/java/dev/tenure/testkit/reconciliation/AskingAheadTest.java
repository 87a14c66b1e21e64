package dev.tenure.testkit.reconciliation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.tenure.application.reconciliation.ReadSystem;
import dev.tenure.domain.inventory.SystemMode;
import dev.tenure.domain.inventory.TargetSystem;
import dev.tenure.domain.reconciliation.SystemRead;
import dev.tenure.testkit.Company;
import dev.tenure.testkit.sample.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The target works on the next page while the database takes the one before it. */
final class AskingAheadTest {

    private final Company company = new Company();
    private final TargetSystem forge = company.save(Samples.system("Forge", new SystemMode.Observe()));

    @Test
    void theNextPageIsAskedForBeforeTheOneBeforeItIsStaged() {
        for (int i = 0; i < 5; i++) {
            company.target(forge).account("a" + i, Map.of());
        }
        company.read(forge);
        company.target(forge).pagesOf(2);
        List<Long> missing = new ArrayList<>();
        company.world.calls.atEach(() -> missing.add(missing()));
        assertInstanceOf(ReadSystem.Outcome.Complete.class, company.read(forge));
        assertEquals(List.of(5L, 3L), missing);
    }

    /** How many of the known accounts the read under way has not staged. */
    private long missing() {
        return company.world.ports.transactions().call(now -> {
            SystemRead read = company.world
                    .ports
                    .systemReads()
                    .find(company.world.readAgenda.all().getLast())
                    .orElseThrow();
            return company.world
                    .ports
                    .systemReads()
                    .coverage(assertInstanceOf(SystemRead.Requested.class, read), Set.of())
                    .missingAccounts();
        });
    }
}
