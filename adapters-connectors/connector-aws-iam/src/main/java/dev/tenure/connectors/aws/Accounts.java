package dev.tenure.connectors.aws;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The accounts that one system reads: the one that the connector signs in to, and those in which it assumes a role. */
final class Accounts {

    /** What stands for the number of the account that the connector signs in to. */
    static final String OWN = "";

    /** Each keeps a client, credentials and names. */
    private static final int MOST_KEPT = 100;

    /**
     * Which there are.
     *
     * @param closed those of the organization that are not read, since nobody can sign in there
     */
    record Listed(List<String> others, List<String> closed) {}

    private final AwsSettings settings;
    private final Calls calls;
    private final AwsAccount own;
    private final Optional<Organization> organization;
    private final Map<String, AwsAccount> others = new LinkedHashMap<>(16, 0.75f, true);

    Accounts(AwsSettings settings, Calls calls) {
        this.settings = settings;
        this.calls = calls;
        this.own = new AwsAccount(calls, settings, Ids.OWN, this);
        this.organization = settings.others()
                .filter(given -> given.numbers().isEmpty())
                .map(given -> new Organization(calls, settings));
    }

    AwsAccount own() {
        return own;
    }

    /** One by its number. Nothing is asked of AWS yet. */
    private AwsAccount of(String number) throws Trouble {
        if (number.equals(OWN)) {
            return own;
        }
        if (settings.others().filter(given -> given.mayRead(number)).isEmpty()) {
            throw Trouble.refused("account " + number + " is not among those that the settings name");
        }
        synchronized (others) {
            AwsAccount there = others.computeIfAbsent(
                    number, n -> new AwsAccount(calls.as(settings.roleIn(n)), settings, Ids.of(n), this));
            if (others.size() > MOST_KEPT) {
                others.remove(others.keySet().iterator().next());
            }
            return there;
        }
    }

    /** Does something in one account; what goes wrong says in which. */
    <R> R in(String number, Together.Doing<AwsAccount, R> doing) throws Trouble {
        try {
            return doing.with(of(number));
        } catch (Trouble e) {
            throw number.equals(OWN) ? e : e.in("account " + number);
        }
    }

    /** All whose users are read, in the order in which they are told. */
    List<String> numbers() throws Trouble {
        return Stream.concat(Stream.of(OWN), listed().others().stream()).toList();
    }

    /** Those beside the connector's own, in order. */
    Listed listed() throws Trouble {
        if (settings.others().isEmpty()) {
            return new Listed(List.of(), List.of());
        }
        AwsSettings.Others given = settings.others().get();
        GetCallerIdentityResponse caller = calls.caller();
        Organization.Members members = organization.isPresent()
                ? organization.get().members()
                : new Organization.Members(List.copyOf(given.numbers().orElseThrow()), List.of());
        return new Listed(
                others(members.open(), given, caller.account()), others(members.closed(), given, caller.account()));
    }

    private static List<String> others(List<String> numbers, AwsSettings.Others given, String own) {
        return numbers.stream()
                .filter(number -> given.mayRead(number) && !number.equals(own))
                .distinct()
                .sorted()
                .toList();
    }
}
