package dev.tenure.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompanyDirectoriesTest {

    private final SampleCompany company = SampleCompany.at(Instant.parse("2026-03-04T12:00:00Z"));
    private final CompanyDirectories directories = CompanyDirectories.start(company);

    @AfterEach
    void stop() {
        directories.close();
    }

    @Test
    void everybodyIsInTheCorporateDirectoryUnderTheirWorkerId() {
        for (SampleWorker worker : company.workers()) {
            String dn =
                    "cn=" + worker.displayName() + "," + directories.corporate().accountBase();
            assertEquals(
                    List.of(worker.workerId()),
                    directories.corporate().peek(dn).get("employeeNumber"),
                    worker.displayName());
        }
    }

    @Test
    void thePrivilegedLeaverIsADomainAdministratorAndSoIsTheBreakGlassAccount() {
        EmbeddedDirectory corporate = directories.corporate();
        String privilegedGroup = "cn=" + CompanyDirectories.PRIVILEGED_GROUP + "," + corporate.groupBase();
        String administrator = "cn=" + company.privileged().displayName() + "," + corporate.accountBase();

        assertTrue(corporate.groupsOf(administrator).contains(privilegedGroup));
        assertEquals(Set.of(privilegedGroup), corporate.groupsOf(directories.breakGlassDn()));
        assertEquals(
                List.of(company.privileged().workerId()),
                corporate.peek(directories.breakGlassDn()).get("employeeNumber"));
    }

    @Test
    void onlyThoseWhoBuildAndRunThingsAreInTheEngineeringDirectory() {
        EmbeddedDirectory engineering = directories.engineering();

        for (SampleWorker worker : company.workers()) {
            String dn = "uid=" + worker.login() + "," + engineering.accountBase();
            assertEquals(worker.usesEngineeringDirectory(), engineering.exists(dn), worker.displayName());
        }
        assertTrue(company.leavers().stream()
                .map(leaver -> "uid=" + leaver.login() + "," + engineering.accountBase())
                .noneMatch(dn -> engineering.groupsOf(dn).isEmpty()));
    }

    @Test
    void theUnknownAccountAppearsOnlyWhenItIsOpened() {
        EmbeddedDirectory engineering = directories.engineering();
        String expected = "uid=" + company.late().login() + ".lab," + engineering.accountBase();
        assertFalse(engineering.exists(expected));

        assertEquals(expected, directories.openUnknownAccount());

        assertTrue(engineering.isEnabled(expected));
        assertEquals(
                List.of(company.late().workerId()), engineering.peek(expected).get("employeeNumber"));
    }

    @Test
    void theSecretsAreThoseOfTheConnectorsAccounts() {
        assertEquals(
                directories.corporate().bindPassword(), directories.secrets().get("TENURE_SECRET_CORPORATE_DIRECTORY"));
        assertEquals(
                directories.engineering().bindPassword(),
                directories.secrets().get("TENURE_SECRET_ENGINEERING_DIRECTORY"));
    }
}
