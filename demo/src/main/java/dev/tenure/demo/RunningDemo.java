package dev.tenure.demo;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The sample company's world, up and running: database, OpenID provider, two directories, a workspace, an AWS account, and the production artifact in
 * its own process.
 *
 * @param folder where this run keeps its files
 * @param company who works there
 * @param directories what the company signs in with
 * @param workspace a SaaS that the company uses
 * @param cloud the company's AWS account
 * @param provider who can sign in to the product
 * @param auditKey what signs the audit log
 * @param application the product
 * @param api the product's API in the names of the demo users
 * @param webhook an HR system that sends signed deliveries
 */
record RunningDemo(
        DemoFolder folder,
        SampleCompany company,
        CompanyDirectories directories,
        CompanyWorkspace workspace,
        CompanyCloud cloud,
        DevelopmentIdentityProvider provider,
        AuditKey auditKey,
        RunningApplication application,
        TenureApi api,
        CompanyWebhook webhook) {

    private static final Duration MIGRATION_BOUND = Duration.ofMinutes(3);
    private static final Duration START_BOUND = Duration.ofMinutes(3);
    private static final String AUDIT_ORIGIN = "audit." + SampleCompany.MAIL_DOMAIN;

    /**
     * Starts everything, in the order in which one needs the other.
     *
     * @param artifact the product as it was built
     * @param folder empty
     * @param binaries where PostgreSQL is unpacked, once for all runs
     * @param port where the product listens
     * @param open takes what was started, also when a later step fails
     */
    static RunningDemo start(
            PackagedApplication artifact, DemoFolder folder, Path binaries, int port, Clock clock, OpenThings open)
            throws IOException, InterruptedException {
        SampleCompany company = SampleCompany.at(clock.instant());
        CompanyDirectories directories = open.keep(CompanyDirectories.start(company));
        CompanyWorkspace workspace = open.keep(CompanyWorkspace.start(company));
        CompanyCloud cloud = open.keep(CompanyCloud.start(company));
        EmbeddedDatabase database =
                open.keep(EmbeddedDatabase.start(folder.database(), binaries, folder.log("postgres")));
        DevelopmentIdentityProvider provider = open.keep(DevelopmentIdentityProvider.start(folder.path()));

        AuditKey auditKey = AuditKey.generate(AUDIT_ORIGIN);
        Path privateKey = folder.file("audit.key");
        auditKey.writePrivate(privateKey);
        String clientSecret = DevelopmentCredential.fresh();
        String webhookSecret = DevelopmentCredential.fresh();
        Map<String, String> secrets = new HashMap<>(directories.secrets());
        secrets.putAll(workspace.secrets());
        secrets.putAll(cloud.secrets());
        secrets.put(CompanyWebhook.SECRET, webhookSecret);
        ApplicationEnvironment environment = new ApplicationEnvironment(
                database.owner(),
                database.application(),
                provider.issuer(),
                clientSecret,
                privateKey,
                auditKey.origin(),
                port,
                DevelopmentCredential.fresh(),
                secrets);

        artifact.migrate(environment.forMigrating(), folder.log("migrate"), MIGRATION_BOUND);
        RunningApplication application =
                open.keep(artifact.serve(environment.forServing(), folder.log("tenure"), START_BOUND));
        HttpClient http = open.keep(HttpClient.newHttpClient());
        BearerTokens tokens = new BearerTokens(http, provider.tokenEndpoint(), clientSecret, clock);
        TenureApi api = new TenureApi(http, application.address(), tokens);
        CompanyWebhook webhook = new CompanyWebhook(api, webhookSecret, clock);
        return new RunningDemo(
                folder, company, directories, workspace, cloud, provider, auditKey, application, api, webhook);
    }
}
