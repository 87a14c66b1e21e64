package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompanyWorkspaceTest {

    private final SampleCompany company = SampleCompany.at(Instant.parse("2026-03-04T12:00:00Z"));
    private final CompanyWorkspace workspace = CompanyWorkspace.start(company);

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void everybodyHasAnAccountAndIsInTheGroupOfTheirDepartment() {
        for (SampleWorker worker : company.workers()) {
            String id = CompanyWorkspace.idOf(worker);
            assertTrue(workspace.target().isActive(id), worker.displayName());
            assertEquals(
                    worker.department().isPresent() ? 1 : 0,
                    workspace.target().groupsOf(id).size(),
                    worker.displayName());
        }
    }

    @Test
    void theApplicationFindsTheTokenWhereTheSystemRefersToIt() {
        assertEquals(1, workspace.secrets().size());
        assertTrue(workspace.secrets().containsKey("TENURE_SECRET_WORKSPACE"));
    }
}
