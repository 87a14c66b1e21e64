package dev.tenure.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.connectors.scim.targets.EmbeddedScim;
import dev.tenure.connectors.scim.targets.ScimManners;
import java.util.Map;
import java.util.Optional;

/**
 * The sample company's workspace for documents: a SaaS over real SCIM 2.0 and HTTPS, with an account for everybody and a
 * group for each department. Accounts carry the worker's id as {@code externalId}.
 */
final class CompanyWorkspace implements AutoCloseable {

    /** Where the application finds the token of the workspace. */
    static final String SECRET = ApplicationEnvironment.SECRET_PREFIX + "WORKSPACE";

    private final EmbeddedScim target;

    private CompanyWorkspace(EmbeddedScim target) {
        this.target = target;
    }

    /** Starts it and fills it with the company's accounts and groups. */
    static CompanyWorkspace start(SampleCompany company) {
        EmbeddedScim target = EmbeddedScim.start(ScimManners.STANDARD.overTls());
        company.workers().forEach(worker -> target.addRawUser(idOf(worker), user(worker)));
        for (SampleDepartment department : SampleDepartment.values()) {
            String group = target.addGroup(department.label());
            company.in(department).forEach(worker -> target.addMember(group, idOf(worker), Optional.of("User")));
        }
        return new CompanyWorkspace(target);
    }

    /** The workspace itself. */
    EmbeddedScim target() {
        return target;
    }

    /** The workspace's id of a worker's account. */
    static String idOf(SampleWorker worker) {
        return "account-of-" + worker.workerId();
    }

    /** The token, by the variable that the application finds it in. */
    Map<String, String> secrets() {
        return Map.of(SECRET, EmbeddedScim.TOKEN);
    }

    /** Stops it. */
    @Override
    public void close() {
        target.close();
    }

    private static ObjectNode user(SampleWorker worker) {
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.putArray("schemas").add("urn:ietf:params:scim:schemas:core:2.0:User");
        user.put("id", idOf(worker))
                .put("userName", worker.email())
                .put("externalId", worker.workerId())
                .put("displayName", worker.displayName())
                .put("active", true);
        user.putArray("emails").addObject().put("value", worker.email()).put("primary", true);
        return user;
    }
}
