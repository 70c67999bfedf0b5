package dev.mettle.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.vm.limits.RunStoppedException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import javax.script.Compilable;
import javax.script.CompiledScript;
import javax.script.Invocable;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import javax.script.SimpleBindings;
import org.junit.jupiter.api.Test;

/** MeTTa as {@code javax.script} knows languages. */
final class ScriptEngineTest {

  private final ScriptEngine engine = new ScriptEngineManager().getEngineByExtension("metta");

  /** What a script offers. */
  public interface Functions {
    /** A function of the script. */
    long twice(long n);
  }

  @Test
  void values() throws ScriptException {
    assertEquals(3L, engine.eval("!(+ 1 2)"));
    assertEquals(List.of(1L, "a"), engine.eval("!(superpose (1 \"a\"))"));
    assertEquals(List.of(1L, "a"), engine.eval("!(id (1 \"a\"))"));
    assertNull(engine.eval("!(empty)"));
    assertNull(engine.eval("(= (f) 1)"));
    assertEquals(1L, engine.eval(new StringReader("! 0 !(f)")));
  }

  @Test
  void bindings() throws ScriptException {
    engine.put("n", 4);
    assertEquals(5L, engine.eval("!(+ n 1)"));
    engine.put("n", 5);
    assertEquals(6L, engine.eval("!(+ n 1)"));
    engine.getBindings(ScriptContext.ENGINE_SCOPE).remove("n");
    assertEquals("n", String.valueOf(engine.eval("!(id n)")));
    assertEquals(8L, engine.eval("!(+ n 1)", new SimpleBindings(java.util.Map.of("n", 7))));
    engine.put("two words", 1);
    assertThrows(ScriptException.class, () -> engine.eval("!(id 1)"));
  }

  @Test
  void output() throws ScriptException {
    StringWriter out = new StringWriter();
    engine.getContext().setWriter(out);
    engine.eval("!(println! \"häßlich\")");
    assertEquals("häßlich\n", out.toString());
  }

  @Test
  void errors() {
    ScriptException error = assertThrows(ScriptException.class, () -> engine.eval("!(/ 1 0)"));
    assertEquals("[(Error (/ 1 0) DivisionByZero)]", error.getMessage());
    engine.put(ScriptEngine.FILENAME, "some.metta");
    ScriptException mistake = assertThrows(ScriptException.class, () -> engine.eval("(a)\n  (b))"));
    assertEquals("some.metta", mistake.getFileName());
    assertEquals(2, mistake.getLineNumber());
    assertEquals(6, mistake.getColumnNumber());
    Thread.currentThread().interrupt();
    ScriptException stopped = assertThrows(ScriptException.class, () -> engine.eval("!(+ 1 2)"));
    assertTrue(stopped.getCause() instanceof RunStoppedException);
  }

  @Test
  void functions() throws ScriptException, NoSuchMethodException {
    engine.eval("(= (twice $x) (* 2 $x))");
    Invocable invocable = (Invocable) engine;
    assertEquals(8L, invocable.invokeFunction("twice", 4));
    assertEquals(10L, invocable.getInterface(Functions.class).twice(5));
    assertThrows(NoSuchMethodException.class, () -> invocable.invokeFunction("thrice", 4));
    assertThrows(IllegalArgumentException.class, () -> invocable.invokeMethod("x", "twice"));
  }

  @Test
  void compiledScripts() throws ScriptException {
    CompiledScript script = ((Compilable) engine).compile("!(+ n 1)");
    engine.put("n", 1);
    assertEquals(2L, script.eval());
    engine.put("n", 2);
    assertEquals(3L, script.eval());
    assertThrows(ScriptException.class, () -> ((Compilable) engine).compile("(oops"));
  }

  @Test
  void whatTheFactorySays() throws ScriptException {
    ScriptEngineFactory factory = engine.getFactory();
    assertEquals("MeTTa", factory.getLanguageName());
    assertEquals("metta", factory.getParameter(ScriptEngine.NAME));
    assertNull(factory.getParameter("THREADING"));
    assertEquals("!(f x 1)", factory.getMethodCallSyntax("x", "f", "1"));
    StringWriter out = new StringWriter();
    engine.getContext().setWriter(out);
    engine.eval(factory.getProgram(factory.getOutputStatement("say \"\\\""), "! 1"));
    assertEquals("say \"\\\"\n", out.toString());
  }
}
