package dev.tenure.web.page;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a file says when it is written. */
public final class Written {

    private Written() {}

    /** Its text. */
    public static String text(StreamingOutput file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        file.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
