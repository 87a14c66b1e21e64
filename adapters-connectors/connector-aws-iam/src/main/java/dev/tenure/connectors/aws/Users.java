package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.AccountRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.UserDetail;

/**
 * Users of the account, by their ids. Actions take names, and a name can be given to somebody else: where a user was seen last
 * is only where to look first.
 */
final class Users {

    private static final int MOST_NAMES = 20_000;
    private static final int MOST_NAMES_OF_SEVERAL = 2_000;

    private final Calls calls;
    private final int pageSize;
    private final int mostNames;
    private final Map<String, String> names = new LinkedHashMap<>();

    Users(Calls calls, AwsSettings settings) {
        this.calls = calls;
        this.pageSize = settings.pageSize();
        this.mostNames = settings.others().isPresent() ? MOST_NAMES_OF_SEVERAL : MOST_NAMES;
    }

    Optional<AwsUser> user(AccountRef account) throws Trouble {
        String id = account.nativeId();
        if (!AwsUser.isId(id)) {
            return Optional.empty();
        }
        Optional<String> hint = seenAs(id);
        if (hint.isPresent()) {
            Optional<AwsUser> there = named(hint.get()).filter(user -> user.id().equals(id));
            if (there.isPresent()) {
                return there;
            }
        }
        Optional<String> name = Optional.empty();
        for (User user : all()) {
            if (id.equals(user.userId())) {
                name = Optional.of(user.userName());
            }
        }
        return name.isPresent() ? named(name.get()).filter(user -> user.id().equals(id)) : Optional.empty();
    }

    /** Whoever has this name now. */
    Optional<AwsUser> named(String name) throws Trouble {
        Optional<User> user = calls.find(Action.GET_USER, client -> client.getUser(asked -> asked.userName(name)))
                .flatMap(answer -> Optional.ofNullable(answer.user()));
        return user.isPresent() ? Optional.of(AwsUser.of(user.get())) : Optional.empty();
    }

    private List<User> all() throws Trouble {
        List<User> users = calls.all(Action.LIST_USERS, (client, marker) -> {
            var page = client.listUsers(asked -> asked.marker(marker).maxItems(pageSize));
            return Calls.Page.of(page.users(), page.isTruncated(), page.marker());
        });
        for (User user : users) {
            saw(Calls.told(user.userId()), Calls.told(user.userName()));
        }
        return users;
    }

    /** When each user signed in with the password last, by id, which the fuller list does not tell. */
    Map<String, Instant> passwordsUsed() throws Trouble {
        Map<String, Instant> used = new HashMap<>();
        for (User user : all()) {
            if (user.passwordLastUsed() != null) {
                used.put(user.userId(), user.passwordLastUsed());
            }
        }
        return used;
    }

    /** One page of all users with tags and policies. */
    Calls.Page<UserDetail> details(Optional<String> marker) throws Trouble {
        Calls.Page<UserDetail> page = calls.page(
                Action.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                (client, at) -> {
                    var details = client.getAccountAuthorizationDetails(
                            asked -> asked.filter(EntityType.USER).marker(at).maxItems(pageSize));
                    return Calls.Page.of(details.userDetailList(), details.isTruncated(), details.marker());
                },
                marker);
        for (UserDetail user : page.items()) {
            saw(Calls.told(user.userId()), Calls.told(user.userName()));
        }
        return page;
    }

    /** Everybody whose attribute has this value. */
    List<AwsUser> found(String attribute, String value) throws Trouble {
        if (!AwsUser.isAttribute(attribute)) {
            throw Trouble.refused(
                    "attribute: is not one of a user's; write UserName, Path, Arn, PermissionsBoundary, or"
                            + " a tag as tag:email");
        }
        List<AwsUser> found = new ArrayList<>();
        Optional<String> marker = Optional.empty();
        do {
            Calls.Page<UserDetail> page = details(marker);
            for (UserDetail detail : page.items()) {
                AwsUser user = AwsUser.of(detail, Optional.empty());
                if (user.has(attribute, value)) {
                    // Told anew one by one: the list may be older than the user.
                    user(user.ref()).filter(now -> now.has(attribute, value)).ifPresent(found::add);
                }
            }
            marker = page.next();
        } while (marker.isPresent());
        return found;
    }

    private synchronized Optional<String> seenAs(String id) {
        return Optional.ofNullable(names.get(id));
    }

    private synchronized void saw(String id, String name) {
        names.remove(id);
        names.put(id, name);
        if (names.size() > mostNames) {
            names.remove(names.keySet().iterator().next());
        }
    }
}
