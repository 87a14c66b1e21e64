package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompanyCloudTest {

    private final SampleCompany company = SampleCompany.at(Instant.parse("2026-03-04T12:00:00Z"));
    private final CompanyCloud cloud = CompanyCloud.start(company);

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void everyLeaverHasAUserAndIsInAGroupAndOneHasAKey() {
        for (SampleWorker leaver : company.leavers()) {
            String id = cloud.idOf(leaver);
            assertTrue(cloud.target().passwordOf(id).isPresent());
            assertEquals(1, cloud.target().groupsOf(id).size());
            assertEquals(
                    leaver.equals(company.immediate()) ? 1 : 0,
                    cloud.target().activeKeysOf(id).size());
        }
        assertEquals(0, cloud.swept(company.immediate()));
    }

    @Test
    void theApplicationFindsTheSecretWhereTheSystemRefersToIt() {
        assertTrue(cloud.secrets().containsKey("TENURE_SECRET_CLOUD"));
    }
}
