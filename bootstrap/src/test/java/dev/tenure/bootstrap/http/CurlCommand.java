package dev.tenure.bootstrap.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A curl command of a document, as far as our documents use curl.
 *
 * @param text the command on one line
 * @param path of the address behind {@code $TENURE}, without the query
 * @param query the names of the query's parameters
 * @param headers by name
 * @param body what {@code -d} sends; empty where nothing is, or a file
 */
record CurlCommand(
        String text, String method, String path, List<String> query, Map<String, String> headers, String body) {

    /** Every command in a document. A command goes on while a quote is open or a line ends in a backslash. */
    static List<CurlCommand> in(String document) {
        List<CurlCommand> found = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : document.lines().toList()) {
            if (open.isEmpty() && !line.startsWith("curl ")) {
                continue;
            }
            open.append(line).append('\n');
            if (!line.endsWith("\\") && words(open.toString()).closed()) {
                found.add(of(open.toString()));
                open.setLength(0);
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalStateException("a command does not end: " + open);
        }
        return found;
    }

    private static CurlCommand of(String text) {
        List<String> words = words(text).words();
        String method = "";
        String address = "";
        String body = "";
        boolean file = false;
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-X" -> method = words.get(++i);
                case "-H" -> {
                    String header = words.get(++i);
                    int colon = header.indexOf(':');
                    headers.put(
                            header.substring(0, colon),
                            header.substring(colon + 1).strip());
                }
                case "-d" -> body = words.get(++i);
                case "-T" -> {
                    file = true;
                    i++;
                }
                case "-o" -> i++;
                default -> {
                    if (word.contains("://") || word.startsWith("$")) {
                        address = word;
                    }
                }
            }
        }
        if (method.isEmpty()) {
            method = file ? "PUT" : body.isEmpty() ? "GET" : "POST";
        }
        String behind = address.replaceFirst("^\\$TENURE", "");
        int mark = behind.indexOf('?');
        List<String> query = new ArrayList<>();
        if (mark >= 0) {
            for (String pair : behind.substring(mark + 1).split("&", -1)) {
                query.add(pair.substring(0, pair.indexOf('=')));
            }
        }
        return new CurlCommand(
                text.replaceAll("\\s*\\\\?\n\\s*", " "),
                method,
                mark < 0 ? behind : behind.substring(0, mark),
                query,
                headers,
                body);
    }

    private record Words(List<String> words, boolean closed) {}

    /** Splits as a shell does, without replacing anything. */
    private static Words words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (Character.isWhitespace(c) || c == '\\') {
                if (!word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        return new Words(words, quote == 0);
    }
}
