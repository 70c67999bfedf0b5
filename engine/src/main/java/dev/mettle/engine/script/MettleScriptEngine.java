package dev.mettle.engine.script;

import dev.mettle.engine.Engine;
import dev.mettle.engine.Results;
import dev.mettle.engine.Values;
import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.limits.RunStoppedException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.script.AbstractScriptEngine;
import javax.script.Bindings;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
import org.jspecify.annotations.Nullable;

/**
 * MeTTa for {@code javax.script}. A script is a program: {@code eval} adds its atoms, evaluates
 * what stands behind {@code !}, and returns the value of the last {@code !}: null for no result,
 * the value of a single one, a list of several. A result that is an error is a {@link
 * ScriptException}.
 *
 * <p>A binding is a word of the script that stands for the value; one that is taken away stands for
 * the symbol again. A function of the script is invoked by its name. The interfaces of {@link
 * Invocable} map each method to the function of the same name.
 */
final class MettleScriptEngine extends AbstractScriptEngine implements Compilable, Invocable {

  private final ScriptEngineFactory factory;
  private final Engine engine;

  /** What words were bound to by the last script, so that only changes need to be bound. */
  private final Map<String, Object> bound = new HashMap<>();

  private ScriptContext running = getContext();

  MettleScriptEngine(ScriptEngineFactory factory) {
    this.factory = factory;
    this.engine =
        Engine.builder()
            .onPrint(line -> print(running.getWriter(), line))
            .onTrace(line -> print(running.getErrorWriter(), line))
            .build();
  }

  private static void print(Writer writer, String line) {
    try {
      writer.write(line + "\n");
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- scripts

  @Override
  public @Nullable Object eval(String script, ScriptContext context) throws ScriptException {
    bind(context);
    List<Results> results;
    ScriptContext before = running;
    running = context;
    try {
      results = engine.run(source(script, context));
    } catch (SyntaxException e) {
      throw failure(e);
    } catch (RunStoppedException e) {
      throw failure(e);
    } finally {
      running = before;
    }
    return results.isEmpty() ? null : value(results.get(results.size() - 1));
  }

  @Override
  public @Nullable Object eval(Reader reader, ScriptContext context) throws ScriptException {
    return eval(text(reader), context);
  }

  private static SourceText source(String script, ScriptContext context) {
    Object name = context.getAttribute(FILENAME);
    return new SourceText(name == null ? "script" : name.toString(), script);
  }

  private static String text(Reader reader) throws ScriptException {
    StringWriter text = new StringWriter();
    try {
      reader.transferTo(text);
    } catch (IOException e) {
      throw new ScriptException(e);
    }
    return text.toString();
  }

  private static @Nullable Object value(Results results) throws ScriptException {
    if (results.error().isPresent()) {
      throw new ScriptException(results.toString());
    }
    return switch (results.size()) {
      case 0 -> null;
      case 1 -> Values.toJava(results.single());
      default -> results.values();
    };
  }

  private static ScriptException failure(SyntaxException e) {
    SourcePosition place = e.position();
    ScriptException failure =
        new ScriptException(e.description(), place.source().name(), place.line(), place.column());
    failure.initCause(e);
    return failure;
  }

  private static ScriptException failure(RunStoppedException e) {
    return new ScriptException(e);
  }

  // ---- bindings

  private void bind(ScriptContext context) throws ScriptException {
    Map<String, Object> wanted = new HashMap<>();
    List<Integer> scopes = new ArrayList<>(context.getScopes());
    for (Integer scope : scopes.reversed()) {
      Bindings bindings = context.getBindings(scope);
      if (bindings != null) {
        bindings.forEach(
            (word, value) -> {
              if (!word.startsWith("javax.script.") && value != null) {
                wanted.put(word, value);
              }
            });
      }
    }
    try {
      for (String word : bound.keySet()) {
        if (!wanted.containsKey(word)) {
          engine.bind(word, Symbol.of(word));
        }
      }
      wanted.forEach(
          (word, value) -> {
            if (!value.equals(bound.get(word))) {
              engine.bind(word, value);
            }
          });
    } catch (IllegalArgumentException e) {
      throw new ScriptException(e);
    }
    bound.clear();
    bound.putAll(wanted);
  }

  @Override
  public Bindings createBindings() {
    return new SimpleBindings();
  }

  @Override
  public ScriptEngineFactory getFactory() {
    return factory;
  }

  // ---- compiled scripts

  /** Reads the script, so that mistakes are found now; words get their meaning when it is run. */
  @Override
  public CompiledScript compile(String script) throws ScriptException {
    bind(getContext());
    try {
      engine.parseAll(script);
    } catch (SyntaxException e) {
      throw failure(e);
    }
    MettleScriptEngine self = this;
    return new CompiledScript() {
      @Override
      public @Nullable Object eval(ScriptContext context) throws ScriptException {
        return self.eval(script, context);
      }

      @Override
      public ScriptEngine getEngine() {
        return self;
      }
    };
  }

  @Override
  public CompiledScript compile(Reader reader) throws ScriptException {
    return compile(text(reader));
  }

  // ---- functions

  /**
   * Calls a function; the result is as that of {@code eval}.
   *
   * @throws NoSuchMethodException if the call is its own result: no rule and no operation fits it
   */
  @Override
  public @Nullable Object invokeFunction(String name, Object... arguments)
      throws ScriptException, NoSuchMethodException {
    bind(getContext());
    Results results;
    try {
      results = engine.call(name, arguments);
    } catch (RunStoppedException e) {
      throw failure(e);
    }
    if (results.size() == 1 && isCall(results.single(), name, arguments.length)) {
      throw new NoSuchMethodException("nothing reduces " + results.single());
    }
    return value(results);
  }

  private static boolean isCall(Atom atom, String name, int arguments) {
    return atom instanceof Expression e
        && e.size() == arguments + 1
        && !Symbols.isError(e)
        && e.get(0).toString().equals(name);
  }

  /** MeTTa has no objects with methods. @throws IllegalArgumentException always */
  @Override
  public Object invokeMethod(Object object, String name, Object... arguments) {
    throw new IllegalArgumentException(
        "MeTTa has functions and no methods; invokeFunction calls them");
  }

  @Override
  public <T> T getInterface(Class<T> type) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getDeclaringClass() == Object.class) {
            return method.invoke(this, arguments);
          }
          return result(method, arguments == null ? new Object[0] : arguments);
        };
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private @Nullable Object result(Method method, Object[] arguments) throws Exception {
    Object value = invokeFunction(method.getName(), arguments);
    Class<?> wanted = method.getReturnType();
    return value == null || wanted == void.class
        ? null
        : Values.toJava(Values.toAtom(value), wanted);
  }

  /** Not offered: see {@link #invokeMethod}. @throws IllegalArgumentException always */
  @Override
  public <T> T getInterface(Object object, Class<T> type) {
    throw new IllegalArgumentException("MeTTa has no objects with methods");
  }
}
