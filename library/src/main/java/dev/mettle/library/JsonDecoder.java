package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LargeIntegers;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.space.AtomSpace;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes atoms of JSON, on a stack of its own. */
final class JsonDecoder implements JsonText.Reader {

  static final String VARIABLE_PREFIX = "var!:";

  static final String SYMBOL_PREFIX = "sym!:";

  private static final Symbol NULL = Symbol.of("null");

  /** As the bytes of the keys: the order in which the pairs of an object come into a space. */
  private static final Comparator<String> KEY_ORDER =
      Comparator.comparing(
          (String key) -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final OperationContext context;
  private final OpenList whole = new OpenList();
  private final ArrayDeque<Open> open = new ArrayDeque<>();

  private JsonDecoder(OperationContext context) {
    this.context = context;
    this.open.push(whole);
  }

  static Atom decode(String text, OperationContext context) throws JsonException {
    JsonDecoder decoder = new JsonDecoder(context);
    JsonText.read(text, decoder);
    return decoder.whole.values.getFirst();
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

  private void add(Atom value) {
    open.element().add(value);
  }

  @Override
  public void list() {
    open.push(new OpenList());
  }

  @Override
  public void object() {
    open.push(new OpenObject());
  }

  @Override
  public void end() {
    Atom closed =
        switch (open.pop()) {
          case OpenList list -> Expression.of(list.values);
          case OpenObject object -> {
            AtomSpace space = context.newSpace();
            object.values.forEach(
                (key, value) -> space.add(Expression.of(StringAtom.of(key), value)));
            yield space;
          }
        };
    add(closed);
  }

  @Override
  public void key(String key) {
    if (open.element() instanceof OpenObject object) {
      object.key = key;
    }
  }

  @Override
  public void string(String text) {
    if (text.startsWith(SYMBOL_PREFIX)) {
      add(Symbol.of(text.substring(SYMBOL_PREFIX.length())));
    } else if (text.startsWith(VARIABLE_PREFIX)) {
      add(Variable.of(text.substring(VARIABLE_PREFIX.length())));
    } else {
      add(StringAtom.of(text));
    }
  }

  @Override
  public void number(String text) {
    boolean integer = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    add(
        integer && !text.equals("-0")
            ? NumberAtom.of(integer(text))
            : DoubleAtom.of(Double.parseDouble(text)));
  }

  @Override
  public void truth(boolean value) {
    add(BoolAtom.of(value));
  }

  @Override
  public void nothing() {
    add(NULL);
  }

  private static BigInteger integer(String text) {
    return text.startsWith("-")
        ? LargeIntegers.parse(text, 1, text.length()).negate()
        : LargeIntegers.parse(text, 0, text.length());
  }
}
