package dev.tidemark.query.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tidemark.query.mistake.ForeignTenantException;
import dev.tidemark.query.mistake.Mistake;
import dev.tidemark.query.mistake.QueryMistakeException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A piece of what a user sent, and where it stood, so that every complaint can name the place and show what came. */
public final class Input {

    private static final int SHOWN = 60;

    private final JsonNode node;
    private final Place place;

    private Input(JsonNode node, Place place) {
        this.node = node;
        this.place = place;
    }

    /** A whole query. */
    static Input query(JsonNode node) {
        return new Input(node, Place.QUERY);
    }

    /** A parameter of this name with this text. */
    public static Input parameter(String name, String value) {
        return new Input(JsonNodeFactory.instance.textNode(value), Place.QUERY.field(name));
    }

    /** The JSON that a parameter's text holds. */
    public Input asJson() {
        String json = text("JSON");
        return new Input(JsonText.read(json.getBytes(StandardCharsets.UTF_8), place.toString()), place);
    }

    /** The name of a parameter, as if it had been sent as a value. */
    public Input nameOfParameter() {
        return new Input(JsonNodeFactory.instance.textNode(place.step()), place);
    }

    JsonNode node() {
        return node;
    }

    /** The text. */
    public String text(String expected) {
        if (!node.isTextual()) {
            throw mistake(expected);
        }
        return node.textValue();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            throw mistake("true or false");
        }
        return node.booleanValue();
    }

    /** The whole number, in quotes or not: parameters are all text. */
    public int wholeNumber(int least, int greatest) {
        String expected = "a whole number from " + least + " to " + greatest;
        String digits = node.isTextual() ? node.textValue() : node.toString();
        if (!digits.matches("[0-9]{1,9}")) {
            throw mistake(expected);
        }
        int number = Integer.parseInt(digits);
        if (number < least || number > greatest) {
            throw mistake(expected);
        }
        return number;
    }

    List<Input> items(int most, String expected) {
        if (!node.isArray()) {
            throw mistake(expected);
        }
        if (node.size() > most) {
            throw mistake("a list of " + node.size() + " entries", "at most " + most);
        }
        List<Input> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(item(i));
        }
        return items;
    }

    Input item(int index) {
        return new Input(node.get(index), place.item(index));
    }

    Input field(String name) {
        return new Input(node.get(name), place.field(name));
    }

    /** Refuses any tenant but this one; where the key's own tenant is named, all is well. */
    public void requireTenant(String own) {
        if (!node.isTextual() || !node.textValue().equals(own)) {
            throw new ForeignTenantException(place.toString());
        }
    }

    /** The complaint that something else was expected here. */
    public QueryMistakeException mistake(String expected) {
        return mistake(found(), expected);
    }

    QueryMistakeException mistake(String found, String expected) {
        return Mistake.of(place.toString(), found, expected).asException();
    }

    /** The complaint that one of these names was expected here. */
    public QueryMistakeException unknown(String expected, Collection<String> allowed) {
        return unknownName(node.asText(), expected, allowed);
    }

    /** The same where the name is only a part of what stands here. */
    QueryMistakeException unknownName(String name, String expected, Collection<String> allowed) {
        return Mistake.unknown(place.toString(), name, found(), expected, allowed)
                .asException();
    }

    /** A complaint in words of its own. */
    public QueryMistakeException mistakeSaying(String sentence) {
        return new Mistake(place.toString(), place + ": " + sentence, List.of(), Optional.empty()).asException();
    }

    private String found() {
        String json = node.toString();
        return json.length() <= SHOWN ? json : json.substring(0, SHOWN) + "…";
    }
}
