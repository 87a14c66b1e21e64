package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An answer to a SCIM request, or to one operation of a bulk request.
 *
 * @param status the HTTP status
 * @param body empty where there is none
 * @param location where the resource is
 * @param version the entity tag
 */
record ScimAnswer(int status, Optional<ObjectNode> body, Optional<String> location, Optional<String> version) {

    static ScimAnswer resource(int status, ObjectNode resource, String location, long version) {
        return new ScimAnswer(
                status, Optional.of(resource), Optional.of(location), Optional.of(ScimVersions.tag(version)));
    }

    static ScimAnswer body(ObjectNode body) {
        return new ScimAnswer(200, Optional.of(body), Optional.empty(), Optional.empty());
    }

    static ScimAnswer empty(int status) {
        return new ScimAnswer(status, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ScimAnswer problem(ScimProblem problem) {
        return new ScimAnswer(
                problem.status(), Optional.of(ScimMessages.error(problem)), Optional.empty(), Optional.empty());
    }

    // What every kind of resource answers alike.

    static ScimAnswer unknown() {
        return problem(ScimProblem.of(404, "there is no such resource, or it is another client's"));
    }

    static ScimAnswer stale(long version) {
        return problem(ScimProblem.of(
                412,
                "the resource is at version " + ScimVersions.tag(version) + ": read it again, then send If-Match"));
    }

    static ScimAnswer notAClient() {
        return problem(
                ScimProblem.of(403, "no enabled SCIM client has the token's subject: an administrator configures one"));
    }

    static ScimAnswer notAllowed() {
        return problem(ScimProblem.of(403, "needs the role hr-source: ask an administrator for it"));
    }

    static ScimAnswer taken(String what) {
        return problem(new ScimProblem(
                409,
                Optional.of(ScimProblem.Type.UNIQUENESS),
                what + " is another resource's: find that one and change it"));
    }

    static ScimAnswer unknownMember() {
        return problem(
                ScimProblem.bad(ScimProblem.Type.INVALID_VALUE, "a member is no user of yours: create the user first"));
    }

    static ScimAnswer unknownCursor() {
        return problem(ScimProblem.bad(
                ScimProblem.Type.INVALID_CURSOR, "cursor was never given out for this query: begin without one"));
    }

    static ScimAnswer outdatedCursor() {
        return problem(ScimProblem.bad(
                ScimProblem.Type.EXPIRED_CURSOR, "what the cursor stands at was changed since: begin anew"));
    }
}
