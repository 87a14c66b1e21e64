package dev.tenure.connectors.ldap.directories;

/**
 * How a directory is set up, apart from the manners of its product.
 *
 * @param certificateName the host its certificate is for
 * @param pages whether it knows the control for paged results (RFC 2696)
 * @param mostEntries the most entries it answers one search with
 */
public record DirectoryOptions(String certificateName, boolean pages, int mostEntries) {

    /** A certificate for {@code localhost} and 127.0.0.1, paging, no limit. */
    public static final DirectoryOptions USUAL = new DirectoryOptions("localhost", true, Integer.MAX_VALUE);

    /** With a certificate for another host, and not for the address it listens on. */
    public DirectoryOptions withCertificateFor(String host) {
        return new DirectoryOptions(host, pages, mostEntries);
    }

    /** Without paging. */
    public DirectoryOptions withoutPaging(int most) {
        return new DirectoryOptions(certificateName, false, most);
    }
}
