package dev.tidemark.app.questions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests of {@code docs/questions.md}. */
final class QuestionsPage {

    private static final Path PAGE = Path.of("..", "docs", "questions.md");
    private static final Pattern PART = Pattern.compile(
            "^## (?<document>[^\n]+)$|^### (?<question>[^\n]+)$|^```sh\n(?<command>.*?)\n```$",
            Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ADDRESS = Pattern.compile("localhost:8080(/v1/[^'\\s]+)");
    private static final Pattern BODY = Pattern.compile("-d '([^']+)'");

    private QuestionsPage() {}

    /**
     * A request as the page has it.
     *
     * @param body empty where the request has none
     */
    record Request(String document, String question, String address, String body) {}

    static List<Request> requests() throws IOException {
        List<Request> requests = new ArrayList<>();
        String document = "";
        String question = "";
        Matcher part = PART.matcher(Files.readString(PAGE));
        while (part.find()) {
            if (part.group("document") != null) {
                document = part.group("document");
            } else if (part.group("question") != null) {
                question = part.group("question");
            } else {
                requests.add(request(document, question, part.group("command")));
            }
        }
        return requests;
    }

    private static Request request(String document, String question, String command) {
        Matcher address = ADDRESS.matcher(command);
        if (!command.startsWith("curl ") || !address.find()) {
            throw new IllegalStateException("no request of this server: " + command);
        }
        Matcher body = BODY.matcher(command);
        return new Request(document, question, address.group(1), body.find() ? body.group(1) : "");
    }
}
