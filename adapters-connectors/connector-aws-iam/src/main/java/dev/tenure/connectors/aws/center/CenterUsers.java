package dev.tenure.connectors.aws.center;

import dev.tenure.connector.spi.AccountRef;
import dev.tenure.connectors.aws.Calls;
import dev.tenure.connectors.aws.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.identitystore.model.DescribeUserResponse;
import software.amazon.awssdk.services.identitystore.model.User;

/** Users of the identity store, by their ids. */
final class CenterUsers {

    private final CenterCalls calls;

    CenterUsers(CenterCalls calls) {
        this.calls = calls;
    }

    Optional<CenterUser> user(AccountRef account) throws Trouble {
        String id = account.nativeId();
        if (!CenterUser.isId(id)) {
            return Optional.empty();
        }
        String store = calls.instance().store();
        Optional<DescribeUserResponse> there = calls.inStore(
                        CenterAction.DESCRIBE_USER,
                        client -> client.describeUser(
                                asked -> asked.identityStoreId(store).userId(id)))
                .filter(answer -> id.equals(answer.userId()));
        if (there.isEmpty()) {
            // AWS answers alike where it is the store that is not there.
            page(Optional.empty(), 1);
            return Optional.empty();
        }
        return Optional.of(CenterUser.of(there.get()));
    }

    /** One page of all users. */
    Calls.Page<CenterUser> page(Optional<String> marker) throws Trouble {
        return page(marker, calls.pageSize());
    }

    private Calls.Page<CenterUser> page(Optional<String> marker, int most) throws Trouble {
        String store = calls.instance().store();
        Calls.Page<User> page = calls.pageInStore(
                CenterAction.LIST_USERS,
                (client, at) -> {
                    var answer = client.listUsers(
                            asked -> asked.identityStoreId(store).nextToken(at).maxResults(most));
                    return CenterCalls.page(answer.users(), answer.nextToken());
                },
                marker);
        List<CenterUser> users = new ArrayList<>();
        for (User user : page.items()) {
            users.add(CenterUser.of(user));
        }
        return new Calls.Page<>(users, page.next());
    }

    /** Everybody whose attribute has this value. */
    List<CenterUser> found(String attribute, String value) throws Trouble {
        if (!CenterUser.ATTRIBUTES.contains(attribute)) {
            throw Trouble.refused("attribute: is not one of a user's; write UserName, DisplayName, Email, ExternalId,"
                    + " UserType or Title");
        }
        List<CenterUser> found = new ArrayList<>();
        Optional<String> marker = Optional.empty();
        do {
            Calls.Page<CenterUser> page = page(marker);
            for (CenterUser user : page.items()) {
                if (user.has(attribute, value)) {
                    // Told anew one by one: the list may be older than the user.
                    user(user.ref()).filter(now -> now.has(attribute, value)).ifPresent(found::add);
                }
            }
            marker = page.next();
        } while (marker.isPresent());
        return found;
    }
}
