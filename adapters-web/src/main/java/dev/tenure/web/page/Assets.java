package dev.tenure.web.page;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where style, script and picture are. Each address holds a digest of the content, so that no browser keeps an old one. */
@Singleton
public class Assets {

    private static final int DIGEST_SHOWN = 12;

    private final String style;
    private final String script;
    private final String htmx;
    private final String logo;

    /** Finds every one on the class path. */
    public Assets() {
        this.style = address("/assets/tenure.css");
        this.script = address("/assets/tenure.js");
        this.htmx = address("/webjars/htmx.org/2.0.4/dist/htmx.min.js");
        this.logo = address("/assets/logo.svg");
    }

    /** The one style sheet. */
    public String style() {
        return style;
    }

    /** The product's own script. Every page works without it. */
    public String script() {
        return script;
    }

    /** The htmx library, served by us. Every page works without it. */
    public String htmx() {
        return htmx;
    }

    /** The picture. */
    public String logo() {
        return logo;
    }

    private static String address(String path) {
        try (InputStream in = Assets.class.getResourceAsStream("/META-INF/resources" + path)) {
            if (in == null) {
                throw new IllegalStateException("META-INF/resources" + path + ": is not on the class path");
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            return path + "?v=" + HexFormat.of().formatHex(digest).substring(0, DIGEST_SHOWN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
