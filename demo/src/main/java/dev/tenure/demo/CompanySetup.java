package dev.tenure.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Brings the sample company under governance, through the API and in the names of those whose job it is: the HR feed and its
 * first file, both directories, the workspace and the AWS account read whole, the break-glass account protected, and each system promoted twice by two people.
 */
final class CompanySetup {

    /** The Active Directory's name in the inventory. */
    static final String CORPORATE = "Corporate directory";

    /** The 389 Directory Server's name in the inventory. */
    static final String ENGINEERING = "Engineering directory";

    /** The workspace's name in the inventory. */
    static final String WORKSPACE = "Workspace";

    /** The AWS account's name in the inventory. */
    static final String CLOUD = "AWS";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TenureApi api;
    private final SampleCompany company;
    private final CompanyDirectories directories;
    private final CompanyWorkspace workspace;
    private final CompanyCloud cloud;
    private final Onboarding onboarding;

    CompanySetup(
            TenureApi api,
            SampleCompany company,
            CompanyDirectories directories,
            CompanyWorkspace workspace,
            CompanyCloud cloud) {
        this.api = api;
        this.company = company;
        this.directories = directories;
        this.workspace = workspace;
        this.cloud = cloud;
        this.onboarding = new Onboarding(api);
    }

    /** Does all of it. */
    void run() throws IOException, InterruptedException {
        onboarding.configureFeed();
        takeFile(WorkerFile.USUAL.of(company.firstDay()));

        String corporate = onboarding.register(new Onboarding.Description(
                CORPORATE,
                Onboarding.Access.to(directories.corporate(), "active-directory", CompanyDirectories.CORPORATE_SECRET),
                true,
                List.of(CompanyDirectories.PRIVILEGED_GROUP),
                Optional.empty()));
        String engineering = onboarding.register(new Onboarding.Description(
                ENGINEERING,
                Onboarding.Access.to(directories.engineering(), "389-ds", CompanyDirectories.ENGINEERING_SECRET),
                false,
                List.of(),
                Optional.empty()));
        String documents = onboarding.register(
                new Onboarding.Description(
                        WORKSPACE,
                        Onboarding.Access.to(workspace.target(), CompanyWorkspace.SECRET),
                        false,
                        List.of(),
                        Optional.empty()),
                company.owner().email());
        String aws = onboarding.register(new Onboarding.Description(
                CLOUD, Onboarding.Access.to(cloud.target(), CompanyCloud.SECRET), false, List.of(), Optional.empty()));
        for (String system : List.of(corporate, engineering, documents, aws)) {
            onboarding.read(system);
        }
        protectBreakGlass(corporate);
        for (String system : List.of(corporate, engineering, documents, aws)) {
            onboarding.promote(system);
        }
    }

    /** Hands HR's file in and waits until every row was taken. */
    void takeFile(String csv) throws IOException, InterruptedException {
        onboarding.takeFile(csv);
    }

    private void protectBreakGlass(String corporate) throws IOException, InterruptedException {
        for (JsonNode account : api.get(DemoUser.OPERATOR, "/api/v1/accounts?text=break-glass&system=" + corporate)
                .body()
                .path("items")) {
            ObjectNode reason = JSON.createObjectNode().put("reason", "Break-glass: for emergencies only");
            api.put(DemoUser.OPERATOR, "/api/v1/accounts/" + account.path("id").asText() + "/protection", reason);
        }
    }
}
