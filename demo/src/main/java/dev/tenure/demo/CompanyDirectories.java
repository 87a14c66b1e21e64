package dev.tenure.demo;

import dev.tenure.connectors.ldap.directories.ActiveDirectoryManners;
import dev.tenure.connectors.ldap.directories.Ds389Manners;
import dev.tenure.connectors.ldap.directories.EmbeddedDirectory;
import dev.tenure.connectors.ldap.directories.NewAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sample company's two directories, over real LDAP: an Active Directory for everybody and a 389 Directory Server for
 * those who build and run things. Accounts carry the worker's id as {@code employeeNumber}.
 */
final class CompanyDirectories implements AutoCloseable {

    /** What the group is called whose members are privileged. */
    static final String PRIVILEGED_GROUP = "Domain Admins";

    /** Where the application finds the secret of the connector's account in the Active Directory. */
    static final String CORPORATE_SECRET = ApplicationEnvironment.SECRET_PREFIX + "CORPORATE_DIRECTORY";

    /** Where the application finds the secret of the connector's account in the engineering directory. */
    static final String ENGINEERING_SECRET = ApplicationEnvironment.SECRET_PREFIX + "ENGINEERING_DIRECTORY";

    /** The login of an account that belongs to nobody. */
    static final String STRAY = "nightly-backup";

    /** How the logins of accounts begin that are no person's. */
    static final String NON_HUMAN = "svc-";

    /** The login of a service account that somebody asks an identity for. */
    static final String ASKED_FOR = NON_HUMAN + "build";

    /** The login of a service account that nobody answers for. */
    static final String UNOWNED = NON_HUMAN + "metrics";

    private static final String CORPORATE_ROOT = "dc=corp,dc=larkfield,dc=example";
    private static final String ENGINEERING_ROOT = "dc=eng,dc=larkfield,dc=example";
    private static final String EMPLOYEE_NUMBER = "employeeNumber";

    private final SampleCompany company;
    private final EmbeddedDirectory corporate;
    private final EmbeddedDirectory engineering;
    private final String breakGlassDn;
    private final Map<EmbeddedDirectory, Map<String, String>> dns = new HashMap<>();

    private CompanyDirectories(SampleCompany company, EmbeddedDirectory corporate, EmbeddedDirectory engineering) {
        this.company = company;
        this.corporate = corporate;
        this.engineering = engineering;
        this.breakGlassDn = fillCorporate();
        fillEngineering();
    }

    /** Starts both and fills them with the company's accounts and groups. */
    static CompanyDirectories start(SampleCompany company) {
        EmbeddedDirectory corporate = EmbeddedDirectory.start(ActiveDirectoryManners.standard(), CORPORATE_ROOT);
        EmbeddedDirectory engineering = EmbeddedDirectory.start(Ds389Manners.standard(), ENGINEERING_ROOT);
        return new CompanyDirectories(company, corporate, engineering);
    }

    /** The Active Directory: an account for everybody. */
    EmbeddedDirectory corporate() {
        return corporate;
    }

    /** The 389 Directory Server: an account for engineers and administrators. */
    EmbeddedDirectory engineering() {
        return engineering;
    }

    /** The account for emergencies in the Active Directory. It belongs to the privileged leaver and must be protected. */
    String breakGlassDn() {
        return breakGlassDn;
    }

    /**
     * Opens a second account for the late leaver in the engineering directory, behind the company's back: to be called after
     * the first read.
     *
     * @return its DN
     */
    String openUnknownAccount() {
        SampleWorker owner = company.late();
        return engineering.addAccount(new NewAccount(
                owner.login() + ".lab",
                owner.displayName() + " (lab)",
                DevelopmentCredential.fresh(),
                Map.of(EMPLOYEE_NUMBER, owner.workerId())));
    }

    /** Somebody opens an account in the engineering directory that says of nobody whose it is. */
    void openStrayAccount() {
        engineering.addAccount(new NewAccount(STRAY, "Nightly backup", DevelopmentCredential.fresh(), Map.of()));
    }

    /** The DN of a worker's account in a directory, where they have one that the company knows of. */
    Optional<String> dnOf(EmbeddedDirectory directory, SampleWorker worker) {
        return Optional.ofNullable(dns.getOrDefault(directory, Map.of()).get(worker.workerId()));
    }

    /** The passwords of the connector's accounts, by the variables that the application finds them in. */
    Map<String, String> secrets() {
        return Map.of(CORPORATE_SECRET, corporate.bindPassword(), ENGINEERING_SECRET, engineering.bindPassword());
    }

    /** Stops both. */
    @Override
    public void close() {
        corporate.close();
        engineering.close();
    }

    private String fillCorporate() {
        Map<String, String> here = accounts(corporate, company.workers());
        dns.put(corporate, here);
        corporate.addGroup("All Staff", List.copyOf(here.values()));
        for (SampleDepartment department : SampleDepartment.values()) {
            corporate.addGroup(department.label(), dnsOf(company.in(department), here));
        }
        SampleWorker owner = company.privileged();
        String breakGlass = corporate.addAccount(new NewAccount(
                "break-glass",
                "Break Glass",
                DevelopmentCredential.fresh(),
                Map.of(
                        EMPLOYEE_NUMBER,
                        owner.workerId(),
                        "description",
                        "For emergencies only; the password is sealed")));
        List<String> privileged = new ArrayList<>(dnsOf(company.domainAdministrators(), here));
        privileged.add(breakGlass);
        corporate.addGroup(PRIVILEGED_GROUP, privileged);
        return breakGlass;
    }

    private void fillEngineering() {
        Map<String, String> here = accounts(
                engineering,
                company.workers().stream()
                        .filter(SampleWorker::usesEngineeringDirectory)
                        .toList());
        dns.put(engineering, here);
        for (String login : List.of(ASKED_FOR, UNOWNED)) {
            engineering.addAccount(new NewAccount(login, login, DevelopmentCredential.fresh(), Map.of()));
        }
        engineering.addGroup("builders", dnsOf(company.in(SampleDepartment.ENGINEERING), here));
        engineering.addGroup("on-call", dnsOf(company.in(SampleDepartment.IT_OPERATIONS), here));
        engineering.addGroup("lab", List.copyOf(here.values()));
    }

    /** The DNs of the accounts by worker id. */
    private static Map<String, String> accounts(EmbeddedDirectory directory, List<SampleWorker> workers) {
        Map<String, String> dns = new HashMap<>();
        for (SampleWorker worker : workers) {
            dns.put(worker.workerId(), directory.addAccount(account(worker)));
        }
        return dns;
    }

    private static NewAccount account(SampleWorker worker) {
        return new NewAccount(
                worker.login(),
                worker.displayName(),
                DevelopmentCredential.fresh(),
                Map.of(
                        EMPLOYEE_NUMBER,
                        worker.workerId(),
                        "givenName",
                        worker.name().given(),
                        "sn",
                        worker.name().family(),
                        "mail",
                        worker.email(),
                        "title",
                        worker.title()));
    }

    private static List<String> dnsOf(List<SampleWorker> workers, Map<String, String> dns) {
        return workers.stream()
                .map(worker -> dns.getOrDefault(worker.workerId(), ""))
                .filter(dn -> !dn.isEmpty())
                .toList();
    }
}
