package dev.tenure.connectors.ldap.directories;

/**
 * How a directory is set up, apart from the manners of its product.
 *
 * @param certificateName the host its certificate is for
 * @param pages whether it knows the control for paged results (RFC 2696)
 * @param mostEntries the most entries it answers one search with
 * @param showsDeleted whether the connector's account may see what was deleted, where the product keeps it
 * @param expired whether its certificate is out of date
 */
public record DirectoryOptions(
        String certificateName, boolean pages, int mostEntries, boolean showsDeleted, boolean expired) {

    /** A certificate for {@code localhost} and 127.0.0.1, paging, no limit, what was deleted to be seen. */
    public static final DirectoryOptions USUAL =
            new DirectoryOptions("localhost", true, Integer.MAX_VALUE, true, false);

    /** With a certificate for another host, and not for the address it listens on. */
    public DirectoryOptions withCertificateFor(String host) {
        return new DirectoryOptions(host, pages, mostEntries, showsDeleted, expired);
    }

    /** With a certificate that is out of date. */
    public DirectoryOptions withExpiredCertificate() {
        return new DirectoryOptions(certificateName, pages, mostEntries, showsDeleted, true);
    }

    /** Without paging. */
    public DirectoryOptions withoutPaging(int most) {
        return new DirectoryOptions(certificateName, false, most, showsDeleted, expired);
    }

    /** With an account for the connector that may not see what was deleted. */
    public DirectoryOptions withoutRightToDeleted() {
        return new DirectoryOptions(certificateName, pages, mostEntries, false, expired);
    }
}
