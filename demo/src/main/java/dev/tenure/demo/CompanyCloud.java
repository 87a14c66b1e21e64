package dev.tenure.demo;

import dev.tenure.connectors.aws.targets.EmbeddedAws;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The sample company's AWS account: users for engineering and operations, over AWS's own protocol. Users carry the worker's id as the tag
 * {@code employee}. Of those who leave, one has an access key, and makes another while they are shut out.
 */
final class CompanyCloud implements AutoCloseable {

    /** Where the application finds the secret of the connector's access key. */
    static final String SECRET = ApplicationEnvironment.SECRET_PREFIX + "CLOUD";

    private static final List<SampleDepartment> USERS =
            List.of(SampleDepartment.ENGINEERING, SampleDepartment.IT_OPERATIONS);

    private final EmbeddedAws target;
    private final Map<String, String> ids = new HashMap<>();
    private final Set<String> made = new TreeSet<>();

    private CompanyCloud(EmbeddedAws target) {
        this.target = target;
    }

    /** Starts it and fills it with the company's users and groups. */
    static CompanyCloud start(SampleCompany company) {
        CompanyCloud cloud = new CompanyCloud(EmbeddedAws.start());
        for (SampleDepartment department : USERS) {
            String group = cloud.target.addGroup(department.label().replace(' ', '-'), "/");
            company.in(department).forEach(worker -> cloud.add(worker, group));
        }
        cloud.target.addAccessKey(cloud.idOf(company.immediate()));
        return cloud;
    }

    private void add(SampleWorker worker, String group) {
        String id = target.addUser(worker.login(), "/staff/", Map.of("employee", worker.workerId()));
        target.setPassword(id, Optional.of(DevelopmentCredential.fresh()));
        target.addMember(group, id);
        ids.put(worker.workerId(), id);
    }

    /** The account itself. */
    EmbeddedAws target() {
        return target;
    }

    /** AWS's id of a worker's user. */
    String idOf(SampleWorker worker) {
        return Optional.ofNullable(ids.get(worker.workerId())).orElseThrow();
    }

    /** Lets somebody make another access key at the moment at which their first one is deleted. */
    void makeKeyMeanwhile(SampleWorker leaver) {
        target.after("DeleteAccessKey", () -> {
            synchronized (made) {
                made.add(target.addAccessKey(idOf(leaver)));
            }
        });
    }

    /** How many of the keys that were made meanwhile are gone. */
    int swept(SampleWorker leaver) {
        Set<String> left = target.credentialsOf(idOf(leaver));
        synchronized (made) {
            return (int) made.stream().filter(key -> !left.contains(key)).count();
        }
    }

    /** The secret, by the variable that the application finds it in. */
    Map<String, String> secrets() {
        return Map.of(SECRET, EmbeddedAws.SECRET);
    }

    /** Stops it. */
    @Override
    public void close() {
        target.close();
    }
}
