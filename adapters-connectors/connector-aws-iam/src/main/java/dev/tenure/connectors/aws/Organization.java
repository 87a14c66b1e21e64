package dev.tenure.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The accounts of an organization, as Organizations lists them. */
final class Organization {

    private static final int PAGE = 20;
    private static final int MOST_PAGES = 2_000;

    /**
     * Its accounts by their numbers.
     *
     * @param closed suspended, or on the way to be closed: nobody can sign in there
     */
    record Members(List<String> open, List<String> closed) {}

    private final Calls calls;
    private final JsonApi api;

    Organization(Calls calls, AwsSettings settings) {
        this.calls = calls;
        this.api = calls.json(settings.organizations());
    }

    Members members() throws Trouble {
        List<String> open = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        Optional<String> token = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            JsonNode answer = page(token);
            for (JsonNode account : answer.path("Accounts")) {
                boolean isOpen = account.path("Status").asText().equals("ACTIVE");
                (isOpen ? open : closed).add(Calls.told(account.path("Id").asText()));
            }
            Optional<String> next =
                    Optional.of(answer.path("NextToken").asText("")).filter(text -> !text.isEmpty());
            if (next.isEmpty()) {
                return new Members(open, closed);
            }
            if (next.equals(token)) {
                throw Trouble.unreachable("the list of the organization's accounts leads back to where it was");
            }
            token = next;
        }
        throw Trouble.unreachable("the list of the organization's accounts does not end: read it again");
    }

    private JsonNode page(Optional<String> token) throws Trouble {
        ObjectNode asked = JsonApi.request().put("MaxResults", PAGE);
        token.ifPresent(text -> asked.put("NextToken", text));
        return calls.read(Action.LIST_ACCOUNTS, () -> api.call(Action.LIST_ACCOUNTS, asked))
                .orElseThrow(() -> Trouble.refused("AWS does not list the accounts of the organization"));
    }
}
