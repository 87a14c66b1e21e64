package dev.tenure.bootstrap.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.captaingoldfish.scim.sdk.client.ScimClientConfig;
import de.captaingoldfish.scim.sdk.client.ScimRequestBuilder;
import de.captaingoldfish.scim.sdk.client.resources.MetaConfiguration;
import de.captaingoldfish.scim.sdk.client.response.ServerResponse;
import de.captaingoldfish.scim.sdk.common.constants.enums.Comparator;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.constants.enums.PatchOp;
import de.captaingoldfish.scim.sdk.common.constants.enums.SortOrder;
import de.captaingoldfish.scim.sdk.common.resources.Group;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.resources.complex.Name;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Email;
import de.captaingoldfish.scim.sdk.common.resources.multicomplex.Member;
import de.captaingoldfish.scim.sdk.common.response.BulkResponse;
import de.captaingoldfish.scim.sdk.common.response.ListResponse;
import dev.tenure.bootstrap.testing.DirectoriesForTests;
import dev.tenure.bootstrap.testing.Given;
import dev.tenure.bootstrap.testing.Provider;
import dev.tenure.bootstrap.testing.ProviderForTests;
import dev.tenure.domain.authorization.Role;
import dev.tenure.persistence.testing.DatabaseForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The SCIM server through a stock client of another house than the library it is built with. That client refuses answers
 * that are not as RFC 7644 has them.
 */
@QuarkusTest
@QuarkusTestResource(DatabaseForTests.class)
@QuarkusTestResource(ProviderForTests.class)
@QuarkusTestResource(DirectoriesForTests.class)
class ScimClientTest {

    private static final String USERS = "/Users";
    private static final String GROUPS = "/Groups";

    @TestHTTPResource
    URI address;

    @Given
    Provider provider;

    private ScimRequestBuilder client() {
        String name = "stock-" + UUID.randomUUID();
        assertEquals(
                201,
                new Api(address)
                        .send(
                                "PUT",
                                "/api/v1/scim-clients/" + name,
                                provider.token("admin", Role.ADMINISTRATOR),
                                "application/json",
                                "{\"subject\":\"" + name + "\",\"timeZone\":\"UTC\"}",
                                "If-None-Match",
                                "*")
                        .status());
        ScimClientConfig config = ScimClientConfig.builder()
                .httpHeaders(Map.of("Authorization", "Bearer " + provider.token(name, Role.HR_SOURCE)))
                .requestTimeout(30)
                .socketTimeout(30)
                .connectTimeout(30)
                .build();
        String base = address.toString().replaceFirst("/$", "") + "/scim/v2";
        return new ScimRequestBuilder(base, config);
    }

    private static <T extends de.captaingoldfish.scim.sdk.common.resources.base.ScimObjectNode> T good(
            int status, ServerResponse<T> response) {
        assertEquals(status, response.getHttpStatus(), response.getResponseBody());
        assertTrue(response.isSuccess(), response.getResponseBody());
        assertTrue(response.isValidScimResponse(), response.getResponseBody());
        return response.getResource();
    }

    private static User person(String userName, String family) {
        return User.builder()
                .userName(userName)
                .name(Name.builder().givenName("Given").familyName(family).build())
                .emails(List.of(Email.builder()
                        .value(userName + "@x.example")
                        .primary(true)
                        .build()))
                .build();
    }

    @Test
    void theClientReadsWhatTheServerSaysOfItself() {
        try (ScimRequestBuilder client = client()) {
            // Three requests in one: the client does not know which headers such an answer has.
            ServerResponse<MetaConfiguration> answer =
                    client.loadMetaConfiguration().sendRequest();
            assertTrue(answer.isSuccess(), answer.getResponseBody());
            MetaConfiguration read = answer.getResource();
            assertTrue(read.getServiceProvider().getBulkConfig().isSupported());
            assertEquals(1_000, read.getServiceProvider().getBulkConfig().getMaxOperations());
            assertTrue(read.getServiceProvider().getETagConfig().isSupported());
            assertEquals(2, read.getResourceTypes().size());
            assertEquals(4, read.getSchemas().size());
        }
    }

    @Test
    void aPersonIsCreatedReadChangedListedAndDeleted() {
        try (ScimRequestBuilder client = client()) {
            User made = good(
                    201,
                    client.create(User.class, USERS)
                            .setResource(person("ada", "Byron"))
                            .sendRequest());
            String id = made.getId().orElseThrow();
            User read = good(200, client.get(User.class, USERS, id).sendRequest());
            assertEquals(made, read);
            ServerResponse<User> twice = client.create(User.class, USERS)
                    .setResource(person("ADA", "Byron"))
                    .sendRequest();
            assertEquals(409, twice.getHttpStatus());
            assertEquals("uniqueness", twice.getErrorResponse().getScimType().orElseThrow());
            User replaced = good(
                    200,
                    client.update(User.class, USERS, id)
                            .setETagForIfMatch(
                                    made.getMeta().orElseThrow().getVersion().orElseThrow())
                            .setResource(person("ada", "Lovelace"))
                            .sendRequest());
            assertEquals(
                    "Lovelace", replaced.getName().orElseThrow().getFamilyName().orElseThrow());
            ServerResponse<User> stale = client.update(User.class, USERS, id)
                    .setETagForIfMatch(made.getMeta().orElseThrow().getVersion().orElseThrow())
                    .setResource(person("ada", "Other"))
                    .sendRequest();
            assertEquals(412, stale.getHttpStatus());
            User patched = good(
                    200,
                    client.patch(User.class, USERS, id)
                            .addOperation()
                            .path("active")
                            .op(PatchOp.REPLACE)
                            .valueNode(JsonNodeFactory.instance.booleanNode(false))
                            .next()
                            .path("emails[primary eq true].value")
                            .op(PatchOp.REPLACE)
                            .value("ada@y.example")
                            .build()
                            .sendRequest());
            assertFalse(patched.isActive().orElseThrow());
            assertEquals(
                    "ada@y.example", patched.getEmails().getFirst().getValue().orElseThrow());
            ListResponse<User> found = good(
                    200,
                    client.list(User.class, USERS)
                            .filter("userName", Comparator.EQ, "ada")
                            .and("name.familyName", Comparator.SW, "Love")
                            .build()
                            .get()
                            .sendRequest());
            assertEquals(1, found.getTotalResults());
            assertEquals(204, client.delete(User.class, USERS, id).sendRequest().getHttpStatus());
            assertEquals(404, client.get(User.class, USERS, id).sendRequest().getHttpStatus());
        }
    }

    @Test
    void manyAreCreatedAtOnceGroupedAndWalkedThrough() {
        try (ScimRequestBuilder client = client()) {
            var bulk = client.bulk();
            for (int i = 0; i < 25; i++) {
                bulk = bulk.bulkRequestOperation(USERS)
                        .method(HttpMethod.POST)
                        .bulkId("b" + i)
                        .data(person("p" + i, "F" + (100 - i)))
                        .next();
            }
            Group crew = Group.builder()
                    .displayName("Crew")
                    .members(List.of(Member.builder().value("bulkId:b3").build()))
                    .build();
            BulkResponse done = good(
                    200,
                    bulk.bulkRequestOperation(GROUPS)
                            .method(HttpMethod.POST)
                            .bulkId("g")
                            .data(crew)
                            .sendRequest());
            assertTrue(
                    done.getBulkResponseOperations().stream().allMatch(one -> one.getStatus() == 201), done.toString());
            ListResponse<User> all = good(
                    200,
                    client.list(User.class, USERS)
                            .count(10)
                            .sortBy("name.familyName")
                            .sortOrder(SortOrder.ASCENDING)
                            .post()
                            .sendRequest());
            assertEquals(25, all.getTotalResults());
            assertEquals("p0", all.getListedResources().getFirst().getUserName().orElseThrow());
            Group made = good(200, client.list(Group.class, GROUPS).get().sendRequest())
                    .getListedResources()
                    .getFirst();
            assertEquals(1, made.getMembers().size());
            Group without = good(
                    200,
                    client.patch(Group.class, GROUPS, made.getId().orElseThrow())
                            .addOperation()
                            .path("members[value eq \""
                                    + made.getMembers().getFirst().getValue().orElseThrow() + "\"]")
                            .op(PatchOp.REMOVE)
                            .build()
                            .sendRequest());
            assertTrue(without.getMembers().isEmpty());
        }
    }
}
