package dev.tenure.rest.request;

import dev.tenure.rest.problem.ProblemJson;
import dev.tenure.rest.problem.ProblemKind;
import dev.tenure.rest.problem.RequestRefused;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A JSON body of ours is small. A larger one is refused before it is in memory; files stream and are not bounded here. */
@Provider
public final class JsonSize implements ReaderInterceptor {

    /** How many bytes a JSON body may have. */
    public static final int LARGEST = 1 << 20;

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
        MediaType type = context.getMediaType();
        if (type != null && type.getSubtype().endsWith("json")) {
            context.setInputStream(new Bounded(context.getInputStream()));
        }
        return context.proceed();
    }

    /** Counts what is read. */
    static final class Bounded extends FilterInputStream {

        private long read;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) {
            read += bytes;
            if (read > LARGEST) {
                throw new RequestRefused(ProblemJson.of(
                        ProblemKind.TOO_LARGE, "the body has more than " + LARGEST + " bytes: send less at once"));
            }
        }
    }
}
