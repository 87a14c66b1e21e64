package dev.tenure.bootstrap.session;

import io.quarkus.oidc.AuthorizationCodeTokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Tokens as bytes, before they are sealed. */
final class SessionTokens {

    private static final int ABSENT = -1;

    private SessionTokens() {}

    static byte[] write(AuthorizationCodeTokens tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            text(out, tokens.getIdToken());
            text(out, tokens.getAccessToken());
            text(out, tokens.getRefreshToken());
            Long expiresIn = tokens.getAccessTokenExpiresIn();
            text(out, expiresIn == null ? null : expiresIn.toString());
            text(out, tokens.getAccessTokenScope());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static AuthorizationCodeTokens read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            AuthorizationCodeTokens tokens = new AuthorizationCodeTokens();
            tokens.setIdToken(text(in));
            tokens.setAccessToken(text(in));
            tokens.setRefreshToken(text(in));
            String expiresIn = text(in);
            tokens.setAccessTokenExpiresIn(expiresIn == null ? null : Long.valueOf(expiresIn));
            tokens.setAccessTokenScope(text(in));
            return tokens;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(DataOutputStream out, @Nullable String value) throws IOException {
        if (value == null) {
            out.writeInt(ABSENT);
            return;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == ABSENT ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
