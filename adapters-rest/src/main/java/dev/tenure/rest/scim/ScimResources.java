package dev.tenure.rest.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tenure.domain.authorization.Caller;
import java.util.Set;
import java.util.UUID;

/** What can be asked for on resources of one type. Every method may throw {@link ScimRefused}. */
interface ScimResources {

    ScimType type();

    ScimAnswer create(Caller caller, JsonNode body, ScimView view);

    /**
     * Replaces a resource.
     *
     * @param versions the ones that the client expects; empty for any
     */
    ScimAnswer replace(Caller caller, UUID id, Set<Long> versions, JsonNode body, ScimView view);

    /**
     * Changes a resource.
     *
     * @param versions the ones that the client expects; empty for any
     */
    ScimAnswer patch(Caller caller, UUID id, Set<Long> versions, JsonNode body, ScimView view);

    /**
     * Deletes a resource.
     *
     * @param versions the ones that the client expects; empty for any
     */
    ScimAnswer delete(Caller caller, UUID id, Set<Long> versions);

    ScimAnswer show(Caller caller, UUID id, ScimView view);

    ScimAnswer list(Caller caller, ScimQuery query, String base);
}
