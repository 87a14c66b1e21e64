package dev.tenure.domain.webhook;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where a source's people are read again.
 *
 * @param address the API's address; for the generic shape the address of one person, with {@code {worker}} where the id
 *     stands
 * @param token the reference to what signs us in, such as {@code env:TENURE_SECRET_HR_TOKEN}; never the secret
 */
public record VendorApi(String address, String token) {

    /** Stands where the worker's id is to stand. */
    public static final String WORKER = "{worker}";

    private static final int LONGEST = 500;

    /** Addresses at which clouds hand out credentials of the machine. What a name leads to is checked when it is called. */
    private static final String FORBIDDEN =
            "169\\.254\\..*|\\[fe[89ab].*|\\[fd00:ec2:.*|metadata\\..*|100\\.100\\.100\\.200";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    public VendorApi {
        if (address.length() > LONGEST) {
            throw new IllegalArgumentException("api.address: is longer than " + LONGEST + " characters: shorten it");
        }
        URI uri = uri(address);
        String host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "api.address: is not an address with a host, without user and fragment: write one like"
                            + " https://hr.example.com/api");
        }
        if (host.toLowerCase(Locale.ROOT).matches(FORBIDDEN)) {
            throw new IllegalArgumentException(
                    "api.address: is link-local or a cloud's metadata address: write the HR system's own");
        }
        boolean loopback = LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !(loopback && "http".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException("api.address: is not https: write https, or http to this machine alone");
        }
    }

    private static URI uri(String address) {
        try {
            return URI.create(address.replace(WORKER, "worker"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "api.address: is not an address: write one like https://hr.example.com/api", e);
        }
    }
}
