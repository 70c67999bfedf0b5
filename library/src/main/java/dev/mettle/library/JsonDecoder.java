package dev.mettle.library;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.LargeIntegers;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.space.AtomSpace;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/** Reads JSON into atoms, token by token and on a stack of its own. */
final class JsonDecoder {

  private static final Symbol NULL = Symbol.of("null");

  /** As the bytes of the keys: the order in which the pairs of an object come into a space. */
  private static final Comparator<String> KEY_ORDER =
      Comparator.comparing(
          (String key) -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final JsonReader reader;
  private final OperationContext context;
  private final ArrayDeque<Open> open = new ArrayDeque<>();

  private JsonDecoder(String text, OperationContext context) {
    this.reader = new JsonReader(new StringReader(text));
    this.reader.setStrictness(Strictness.STRICT);
    this.reader.setNestingLimit(Integer.MAX_VALUE);
    this.context = context;
  }

  static Atom decode(String text, OperationContext context) throws JsonException {
    try {
      return new JsonDecoder(text, context).decode();
    } catch (CancellationException e) {
      throw e;
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      // What the reader says speaks of its own settings.
      throw JsonFault.in(text);
    }
  }

  /** A list or an object that is being read. */
  private sealed interface Open {
    void add(Atom value);
  }

  private static final class OpenList implements Open {
    final List<Atom> values = new ArrayList<>();

    @Override
    public void add(Atom value) {
      values.add(value);
    }
  }

  private static final class OpenObject implements Open {
    final Map<String, Atom> values = new TreeMap<>(KEY_ORDER);
    String key = "";

    @Override
    public void add(Atom value) {
      values.put(key, value);
    }
  }

  private Atom decode() throws IOException {
    while (true) {
      Interruption.check();
      Atom value;
      switch (reader.peek()) {
        case BEGIN_ARRAY -> {
          reader.beginArray();
          open.push(new OpenList());
          continue;
        }
        case BEGIN_OBJECT -> {
          reader.beginObject();
          open.push(new OpenObject());
          continue;
        }
        case NAME -> {
          if (open.element() instanceof OpenObject object) {
            object.key = valid(reader.nextName());
          }
          continue;
        }
        case END_ARRAY -> {
          reader.endArray();
          value = close(open.pop());
        }
        case END_OBJECT -> {
          reader.endObject();
          value = close(open.pop());
        }
        case STRING -> value = string(valid(reader.nextString()));
        case NUMBER -> value = number(reader.nextString());
        case BOOLEAN -> value = BoolAtom.of(reader.nextBoolean());
        case NULL -> {
          reader.nextNull();
          value = NULL;
        }
        case END_DOCUMENT -> throw new IOException();
        default -> throw new IOException();
      }
      Open outer = open.peek();
      if (outer == null) {
        if (reader.peek() != JsonToken.END_DOCUMENT) {
          throw new IOException();
        }
        return value;
      }
      outer.add(value);
    }
  }

  private Atom close(Open closed) {
    return switch (closed) {
      case OpenList list -> Expression.of(list.values);
      case OpenObject object -> {
        AtomSpace space = context.newSpace();
        object.values.forEach((key, value) -> space.add(Expression.of(StringAtom.of(key), value)));
        yield space;
      }
    };
  }

  /** A string; half of a surrogate pair, which escapes can write, is no character. */
  private static String valid(String text) throws IOException {
    if (text.chars().anyMatch(c -> Character.isSurrogate((char) c))
        && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IOException();
    }
    return text;
  }

  private static Atom string(String text) {
    if (text.startsWith(JsonModule.SYMBOL_PREFIX)) {
      return Symbol.of(text.substring(JsonModule.SYMBOL_PREFIX.length()));
    }
    if (text.startsWith(JsonModule.VARIABLE_PREFIX)) {
      return Variable.of(text.substring(JsonModule.VARIABLE_PREFIX.length()));
    }
    return StringAtom.of(text);
  }

  private static BigInteger integer(String text) {
    return text.startsWith("-")
        ? LargeIntegers.parse(text, 1, text.length()).negate()
        : LargeIntegers.parse(text, 0, text.length());
  }

  private static Atom number(String text) {
    boolean integer = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    if (integer && !text.equals("-0")) {
      return NumberAtom.of(integer(text));
    }
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException();
    }
    return DoubleAtom.of(value);
  }
}
